"""What has nodes do jobs for a window: the same pipe as a worker's."""

import os
import sys
from types import ModuleType, SimpleNamespace

import pytest
from labs import free_port

from cellclassifier import cli_errands, cli_places
from cellclassifier.__main__ import main
from cellclassifier.core import job_pipe
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import (
    Cancel,
    DeviceJob,
    Ended,
    ExplainJob,
    PredictJob,
    Progressed,
    Told,
    decode_from_worker,
    encode,
)
from cellclassifier.core.places import Place

LAB = Place(kind="scheduler", address="tcp://127.0.0.1:8786")


@pytest.fixture
def chunks(monkeypatch):
    """What is asked of nodes; `act` says what they do, given how far it is told by."""
    module = ModuleType("chunks")
    module.asked, module.act = [], lambda tell: None

    def predict(place, run, test, tell, say):
        module.asked.append((place, run.folder.name, test))
        module.say = say
        module.act(tell)

    def explain(place, run, job, tell, say):
        predict(place, run, job.method, tell, say)

    module.predict, module.explain = predict, explain
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.chunks", module)
    monkeypatch.setattr("cellclassifier.cluster.chunks", module, raising=False)
    monkeypatch.setattr(cli_errands, "Run", lambda each: SimpleNamespace(folder=each))
    monkeypatch.setattr(cli_places, "make_ready", lambda place: None)
    monkeypatch.setattr(cli_errands.reaching, "reach", lambda *_: None)
    return module


class Window:
    """The other end of the pipe: writes lines, and reads what comes."""

    def __init__(self):
        out, self._write = os.pipe()
        into, back = os.pipe()
        self._files = [
            os.fdopen(out, "rb"),
            os.fdopen(back, "wb", buffering=0),
            os.fdopen(into, "rb"),
        ]
        self.pipe = cli_errands.Pipe(*self._files[:2])

    def say(self, message):
        self.write(encode(message))

    def write(self, line):
        os.write(self._write, line)

    def hear(self):
        return decode_from_worker(self._files[2].readline())

    def done(self, message, place=LAB):
        """Return how a job ended."""
        self.say(message)
        return cli_errands._ended(place, self.pipe.next(), self.pipe)

    def leave(self):
        """Say no more."""
        if self._write:
            os.close(self._write)
            self._write = 0

    def close(self):
        self.leave()
        self.pipe._reader.join()
        for file in self._files:
            file.close()


@pytest.fixture
def window():
    made = Window()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_end(monkeypatch):
    # A test's own process has to go on when a pipe is closed.
    monkeypatch.setattr(job_pipe.threading, "Timer", lambda *_, **__: _Never())


class _Never:
    daemon = True

    def start(self):
        pass


def test_a_set_is_predicted_and_told_of(chunks, window, tmp_path):
    chunks.act = lambda tell: [tell("done by 2 nodes", n, 2) for n in (1, 2)]
    job = PredictJob(run=tmp_path / "a", test="test")
    assert window.done(job) == Ended(outcome="done")
    assert chunks.asked == [(LAB, "a", "test")]
    first, *parts = [window.hear() for _ in range(3)]
    assert first == Progressed(
        what="reaching workstations (tcp://127.0.0.1:8786)", done=0, of=0
    )
    assert [(each.what, each.done, each.of) for each in parts] == [
        ("done by 2 nodes", 1, 2),
        ("done by 2 nodes", 2, 2),
    ]


def test_maps_are_made_by_the_same_way(chunks, window, tmp_path):
    job = ExplainJob(run=tmp_path / "a", test="test", tiles=(1,))
    assert window.done(job) == Ended(outcome="done")
    assert chunks.asked == [(LAB, "a", "gradient_input")]


def test_nodes_that_do_no_part_are_told_of(chunks, window, tmp_path):
    chunks.act = lambda tell: chunks.say("The node one has version 0.")
    job = PredictJob(run=tmp_path, test="test")
    assert window.done(job) == Ended(outcome="done")
    window.hear()
    assert window.hear() == Told(text="The node one has version 0.")


def test_who_asks_it_to_stop_is_heard_within_a_job(chunks, window, tmp_path):
    def act(tell):
        window.say(Cancel())
        while True:
            tell("done by 1 node", 0, 2)
            window.hear()

    chunks.act = act
    job = PredictJob(run=tmp_path, test="test")
    assert window.done(job) == Ended(outcome="cancelled")
    # The next job is another one.
    chunks.act = lambda tell: tell("done by 1 node", 1, 2)
    assert window.done(job) == Ended(outcome="done")


def test_a_window_that_is_gone_stops_it(chunks, window, tmp_path):
    def act(tell):
        window.leave()
        while True:
            tell("done by 1 node", 0, 2)
            window.hear()

    chunks.act = act
    window.say(PredictJob(run=tmp_path, test="test"))
    cli_errands.work(LAB, window.pipe)
    assert len(chunks.asked) == 1


def test_what_fails_is_a_sentence(chunks, window, tmp_path):
    def fail(tell):
        raise UserError("Contact to the lab was lost.")

    def full(tell):
        raise OSError(28, "No space left on device")

    job = PredictJob(run=tmp_path, test="test")
    chunks.act = fail
    ended = window.done(job)
    assert (ended.outcome, ended.detail) == ("failed", "Contact to the lab was lost.")
    chunks.act = full
    assert "No space left" in window.done(job).detail


@pytest.mark.parametrize("job", [DeviceJob(), "validation"])
def test_what_is_not_for_nodes_is_refused(chunks, window, tmp_path, job):
    job = PredictJob(run=tmp_path, validation=True) if job == "validation" else job
    ended = window.done(job)
    assert ended.outcome == "failed"
    assert "Nodes predict sets and make maps" in ended.detail
    assert chunks.asked == []


def test_a_place_where_nobody_answers_is_told_as_for_a_training(window, tmp_path):
    place = Place(kind="scheduler", address=f"tcp://127.0.0.1:{free_port()}")
    ended = window.done(PredictJob(run=tmp_path, test="test"), place)
    assert ended.outcome == "failed"
    assert ended.detail.startswith(f"Nothing answers at {place.address}")


def test_what_is_no_job_is_told(window):
    window.write(b"{}\n")
    assert window.hear().detail.startswith("Not a job")


def test_the_program_starts_it_by_a_switch(monkeypatch):
    given = []
    monkeypatch.setattr(cli_errands, "main", lambda rest: given.append(rest) or 0)
    monkeypatch.setattr(sys, "argv", ["x", "--errands", "{}"])
    assert main() == 0
    assert given == [["{}"]]
