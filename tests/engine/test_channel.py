"""The worker's end of the pipe, without a worker."""

import os
import threading

import pytest

from cellclassifier.core import job_pipe
from cellclassifier.core import messages as m
from cellclassifier.engine import channel as module
from cellclassifier.engine.channel import Abandoned, Cancelled, Channel
from cellclassifier.engine.event_log import EventLog


class Pipes:
    """A channel with both of its pipes, and what a window would hold of them."""

    def __init__(self):
        inbox, self._to_worker = os.pipe()
        self._from_worker, outbox = os.pipe()
        self._files = [os.fdopen(inbox, "rb"), os.fdopen(outbox, "wb", buffering=0)]
        self.channel = Channel(*self._files)

    def write(self, *lines):
        os.write(self._to_worker, b"".join(lines))

    def read(self):
        return m.decode_from_worker(os.read(self._from_worker, 65536))

    def hang_up(self):
        os.close(self._to_worker)
        self._to_worker = None

    def stop_listening(self):
        os.close(self._from_worker)
        self._from_worker = None

    def close(self, left):
        if self._to_worker is not None:
            self.hang_up()
        assert left.wait(10)
        if self._from_worker is not None:
            self.stop_listening()
        for file in self._files:
            file.close()


@pytest.fixture
def left(monkeypatch):
    """Catch the end of the process, which would be that of these tests."""
    ended = threading.Event()
    monkeypatch.setattr(job_pipe.os, "_exit", lambda code: ended.set())
    monkeypatch.setattr(module, "LAST_SECONDS", 0.02)
    return ended


@pytest.fixture
def pipes(left):
    made = Pipes()
    yield made
    made.close(left)


def stopped(channel):
    try:
        channel.check_cancelled()
    except Cancelled:
        return True
    return False


def test_jobs_come_in_order(pipes):
    first, second = m.DeviceJob(), m.PredictJob(run="r", test="t")
    pipes.write(m.encode(first), m.encode(second))
    assert pipes.channel.jobs.get(timeout=10) == first
    assert pipes.channel.jobs.get(timeout=10) == second


def wait_for(pipes, condition):
    """Have the channel read on until `condition` holds."""
    for _ in range(1000):
        if condition():
            return
        # Each answer to a stranger shows that what came before has been read.
        pipes.write(b"stranger\n")
        assert pipes.read().outcome == "failed"
    raise AssertionError("never came")


def test_a_request_to_stop_reaches_a_busy_job(pipes):
    pipes.write(m.encode(m.DeviceJob()))
    pipes.channel.jobs.get(timeout=10)
    pipes.channel.begin()
    assert not stopped(pipes.channel)
    pipes.write(m.encode(m.Cancel()))
    wait_for(pipes, lambda: stopped(pipes.channel))


def test_a_request_that_comes_before_the_job_begins_is_not_lost(pipes):
    pipes.write(m.encode(m.DeviceJob()), m.encode(m.Cancel()), b"stranger\n")
    assert pipes.read().outcome == "failed"
    pipes.channel.jobs.get(timeout=10)
    pipes.channel.begin()
    assert stopped(pipes.channel)


def test_a_request_that_comes_too_late_does_not_stop_the_next_job(pipes):
    pipes.write(m.encode(m.DeviceJob()))
    pipes.channel.jobs.get(timeout=10)
    pipes.channel.begin()
    pipes.write(m.encode(m.Cancel()), m.encode(m.DeviceJob()))
    pipes.channel.jobs.get(timeout=10)
    pipes.channel.begin()
    assert not stopped(pipes.channel)


def test_a_stranger_is_answered_and_the_channel_goes_on(pipes):
    pipes.write(b'{"kind":"fly"}\n')
    answer = pipes.read()
    assert answer.outcome == "failed"
    assert answer.detail.startswith("Not a job")
    pipes.write(m.encode(m.DeviceJob()))
    assert pipes.channel.jobs.get(timeout=10) == m.DeviceJob()


def test_when_the_window_is_gone_the_job_stops_and_the_process_ends(pipes, left):
    pipes.write(m.encode(m.DeviceJob()))
    pipes.channel.jobs.get(timeout=10)
    pipes.channel.begin()
    pipes.hang_up()
    assert pipes.channel.jobs.get(timeout=10) is None
    with pytest.raises(Abandoned):
        pipes.channel.check_cancelled()
    assert left.wait(10)


def test_what_nobody_hears_stops_the_job(pipes):
    pipes.channel.begin()
    pipes.stop_listening()
    pipes.channel.send(m.DeviceFound(text="x"))
    assert stopped(pipes.channel)


def test_events_are_kept_in_the_run_but_for_batches(pipes, tmp_path):
    pipes.channel.log = EventLog(tmp_path / "events.jsonl")
    kept = m.EpochEnded(epoch=1, accuracy=1, loss=0, seconds=1)
    pipes.channel.send(m.BatchEnded(epoch=1, batch=1, of=2))
    assert pipes.read() == m.BatchEnded(epoch=1, batch=1, of=2)
    pipes.channel.send(kept)
    assert pipes.read() == kept
    assert (tmp_path / "events.jsonl").read_bytes() == m.encode(kept)


EPOCHS = [m.EpochEnded(epoch=n, accuracy=1, loss=0, seconds=1) for n in (1, 2, 3)]


@pytest.mark.parametrize("cut", [b"", b'{"kind":"epoch_en', b"\n"])
def test_a_line_that_a_crash_cut_short_spoils_no_other(tmp_path, cut):
    path = tmp_path / "events.jsonl"
    path.write_bytes(m.encode(EPOCHS[0]) + cut)
    EventLog(path).append(EPOCHS[1])
    lines = path.read_bytes().split(b"\n")
    assert m.encode(EPOCHS[0])[:-1] in lines
    assert m.encode(EPOCHS[1])[:-1] in lines
    assert len([line for line in lines if line]) == 2 + (len(cut) > 1)


def test_events_wait_in_order_until_there_is_room(tmp_path):
    path = tmp_path / "away" / "events.jsonl"
    log = EventLog(path)
    for epoch in EPOCHS[:2]:
        log.append(epoch)
        assert isinstance(log.trouble, OSError)
    path.parent.mkdir()
    log.append(EPOCHS[2])
    assert log.trouble is None
    assert path.read_bytes() == b"".join(map(m.encode, EPOCHS))
