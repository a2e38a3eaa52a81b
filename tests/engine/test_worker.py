"""The worker as the process that it is, with tiny images."""

import csv
import json
import os
import signal
import subprocess
import sys

import psutil
import pytest
from drawn import study

from cellclassifier.core import messages as m
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker, death
from cellclassifier.core.study import Study

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("worker"))


@pytest.fixture(scope="module")
def worker():
    with Worker() as started:
        yield started


def new_run(made, **changes):
    changed = made.spec.training.model_copy(update=changes)
    spec = made.spec.model_copy(update={"training": changed})
    return Study(made.folder, spec).new_run(read_contents(made.spec))


@pytest.fixture(scope="module")
def trained(made, worker):
    """Return a run, and what was heard while it was trained."""
    run, heard = new_run(made), []
    ended = worker.do(m.TrainJob(run=run.folder), heard.append)
    assert ended == m.Ended(outcome="done")
    return run, heard


@pytest.fixture(scope="module")
def predicted(trained, worker):
    run, _ = trained
    worker.do(m.PredictJob(run=run.folder, test="test"))
    return run


def test_a_run_can_be_reopened_and_shows_what_it_showed_live(trained):
    run, heard = trained
    kept = [event for event in heard if not isinstance(event, m.BatchEnded)]
    assert Study.open(run.folder.parents[1]).run().id == run.id
    assert run.events() == [*kept, m.Ended(outcome="done")]
    assert run.state == "done"
    assert len(run.history().epochs) == 2
    assert run.history().best in (1, 2)
    assert run.model_path.is_file()
    facts = json.loads((run.folder / "environment.json").read_text())
    assert {"keras", "tensorflow", "numpy"} <= set(facts["packages"])
    with (run.folder / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["accuracy"]) for row in rows] == run.history().accuracy


def test_one_process_trains_predicts_and_explains(predicted, worker):
    table = predicted.predictions("test")
    assert len(table.tiles) == 16
    heard = []
    job = m.ExplainJob(run=predicted.folder, test="test", tiles=(0, 9))
    assert worker.do(job, heard.append).outcome == "done"
    assert heard == [m.Progressed(what="explaining", done=2, of=2)]
    name = table.predicted_classes[9]
    found = predicted.attribution("gradient_input", "test", 9, name)
    assert found.shape == (64, 64, 1)


def test_the_folders_of_the_user_hold_what_they_held(made, predicted):
    images = made.folder.parent / "images"
    found = [path.name for path in images.rglob("*") if path.is_file()]
    assert len(found) == 2 * 24 + 2 * 8
    assert all(name.endswith(".png") for name in found)


def test_a_job_that_fails_leaves_the_process_ready(predicted, worker, tmp_path):
    with pytest.raises(UserError, match="no test set 'other'"):
        worker.do(m.PredictJob(run=predicted.folder, test="other"))
    with pytest.raises(UserError, match=r"its run\.json cannot be read"):
        worker.do(m.PredictJob(run=tmp_path, test="test"))
    job = m.PredictJob(run=predicted.folder, test="test")
    assert worker.do(job).outcome == "done"


def test_a_training_that_fails_keeps_its_log_in_the_run(made, worker):
    run = new_run(made)
    (run.folder / "tiles" / "train.csv").unlink()
    with pytest.raises(UserError):
        worker.do(m.TrainJob(run=run.folder))
    assert run.state == "failed"
    assert "Traceback" in (run.folder / "worker.log").read_text()
    assert run.ended().detail


def test_a_training_that_is_stopped_keeps_its_network(made, worker):
    run = new_run(made, epochs=10_000)

    def heard(event):
        if isinstance(event, m.EpochEnded):
            raise KeyboardInterrupt

    ended = worker.do(m.TrainJob(run=run.folder), heard)
    assert ended.outcome == "cancelled"
    assert run.state == "cancelled"
    assert 1 <= len(run.history().epochs) < 10_000
    assert run.model_path.is_file()
    assert worker.do(m.PredictJob(run=run.folder, test="test")).outcome == "done"


def test_a_worker_that_is_killed_is_told_and_its_run_has_failed(made):
    run = new_run(made, epochs=10_000)
    others = {child.pid for child in psutil.Process().children()}
    with Worker() as worker:
        pid = ({c.pid for c in psutil.Process().children()} - others).pop()

        def kill(event):
            if isinstance(event, m.Began):
                os.kill(pid, signal.SIGKILL)

        with pytest.raises(UserError, match="worker process died unexpectedly"):
            worker.do(m.TrainJob(run=run.folder), kill)
    assert run.state == "failed"
    assert "try again" in run.ended().detail


def contents_of(run):
    files = [path for path in run.folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in files if path.name != ".lock"}


@pytest.mark.parametrize("before", ["trained", "interrupted", "died"])
def test_a_run_that_was_started_before_is_refused(made, trained, worker, before):
    run = trained[0] if before == "trained" else new_run(made)
    if before == "interrupted":
        began = m.Began(device="d", training_tiles=1, validation_tiles=1, batches=1)
        (run.folder / "events.jsonl").write_bytes(m.encode(began))
    if before == "died":
        run.mark_died(death(-9, ""))
    state = run.state
    kept = contents_of(run)
    with pytest.raises(UserError, match=f"The run {run.id} has been started before"):
        worker.do(m.TrainJob(run=run.folder))
    assert contents_of(run) == kept
    assert run.state == state
    assert worker.do(m.DeviceJob()).outcome == "done"


IMPATIENT = """
import sys
from cellclassifier.engine import worker

worker.LOCK_SECONDS = 0.1
sys.exit(worker.main())
"""


def test_a_run_that_another_trains_is_refused(made):
    run = new_run(made)
    with Worker([sys.executable, "-c", IMPATIENT]) as worker:
        with run.lock:
            for _ in range(2):
                with pytest.raises(UserError, match="by another window or command"):
                    worker.do(m.TrainJob(run=run.folder))
        assert run.state == "waiting"


WITHOUT_TENSORFLOW = """
import sys
from cellclassifier.engine import worker

sys.modules["tensorflow"] = None
sys.exit(worker.main())
"""


def test_a_failure_while_tensorflow_is_loaded_is_kept_in_the_run(made):
    run = new_run(made)
    with Worker([sys.executable, "-c", WITHOUT_TENSORFLOW]) as worker:
        with pytest.raises(UserError, match="tensorflow"):
            worker.do(m.TrainJob(run=run.folder))
        assert run.state == "failed"
        (ended,) = run.events()
        assert "tensorflow" in ended.detail
        assert "Traceback" in (run.folder / "worker.log").read_text()
        # Not dead: what it is asked for next is answered, and not kept in that run.
        with pytest.raises(UserError):
            worker.do(m.DeviceJob())
        assert run.events() == [ended]


FULL = """
import sys
from cellclassifier.core.messages import DeviceFound, TrainJob
from cellclassifier.engine import event_log, worker

def train(job, channel):
    channel.log = event_log.EventLog(job.run / "events.jsonl")
    channel.send(DeviceFound(text="x"))

def full(path, lines):
    raise OSError(28, "No space left on device", str(path))

worker.HANDLERS[TrainJob] = train
event_log.append_bytes = worker.append_line = full
sys.exit(worker.main())
"""


def test_a_full_disk_is_told_and_the_process_goes_on(made):
    run = new_run(made)
    with Worker([sys.executable, "-c", FULL]) as worker:
        for _ in range(2):
            with pytest.raises(UserError, match=r"cannot be written .*No space left"):
                worker.do(m.TrainJob(run=run.folder))
        with pytest.raises(UserError, match="no test set 'other'"):
            worker.do(m.PredictJob(run=run.folder, test="other"))


def test_a_worker_whose_window_is_gone_ends_by_itself(made):
    run = new_run(made, epochs=10_000)
    command = [sys.executable, "-m", "cellclassifier", "--worker"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(m.encode(m.TrainJob(run=run.folder)))
        process.stdin.flush()
        for line in process.stdout:
            if isinstance(m.decode_from_worker(line), m.EpochEnded):
                break
        # All pipes at once, as when the window's process is killed.
        process.stdout.close()
        process.stderr.close()
        process.stdin.close()
        process.wait(timeout=30)
    assert run.state == "interrupted"
    assert run.resumable
    assert not run.is_alive()
    assert not run.model_path.exists()


NOISY = """
import ctypes, os, subprocess, sys
from cellclassifier.core.messages import DeviceFound, DeviceJob
from cellclassifier.engine import channel, worker

channel.LAST_SECONDS = 0.2

def job(job, channel):
    print("from print")
    os.write(1, b"from the system\\n")
    subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
    ctypes.CDLL(None).puts(b"from C")
    ctypes.CDLL(None).fflush(None)
    channel.send(DeviceFound(text="clean"))
    {more}

worker.HANDLERS[DeviceJob] = job
sys.exit(worker.main())
"""


def noisy(more="return"):
    return [sys.executable, "-c", NOISY.replace("{more}", more)]


@pytest.mark.skipif(os.name != "posix", reason="calls the C library by its Unix name")
def test_what_a_library_prints_does_not_disturb_the_protocol():
    heard = []
    with Worker(noisy()) as worker:
        for _ in range(2):
            assert worker.do(m.DeviceJob(), heard.append).outcome == "done"
        log = worker._log
    assert heard == [m.DeviceFound(text="clean")] * 2
    assert "from C\n" in log
    assert "from a child\n" in log


def test_an_unexpected_error_is_told_and_the_process_goes_on():
    with Worker(noisy("1 / 0")) as worker:
        for _ in range(2):
            with pytest.raises(UserError, match=r"unexpected .*ZeroDivisionError"):
                worker.do(m.DeviceJob())


@pytest.mark.parametrize(
    ("more", "code"), [("return", 0), ("import threading; threading.Event().wait()", 1)]
)
def test_the_process_ends_when_stdin_closes_even_when_a_job_is_stuck(more, code):
    with subprocess.Popen(
        noisy(more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.stdin.write(m.encode(m.DeviceJob()))
        process.stdin.flush()
        assert b"clean" in process.stdout.readline()
        process.stdin.close()
        assert process.wait(timeout=20) == code


@pytest.mark.parametrize(
    ("ask", "outcome"),
    [("stop", "cancelled"), ("stop_after_epoch", "cancelled"), ("pause", "paused")],
)
def test_a_training_is_asked_by_a_file_and_that_is_gone_afterwards(
    made, worker, ask, outcome
):
    run = new_run(made, epochs=10_000, patience=1000)

    def heard(event):
        if isinstance(event, m.EpochEnded) and event.epoch == 2:
            assert run.live().epoch >= 1
            run.ask(ask)

    assert worker.do(m.TrainJob(run=run.folder), heard).outcome == outcome
    assert run.state == outcome
    assert run.asked() is None
    assert 2 <= len(run.history().epochs) < 10_000
    assert run.model_path.exists() == (ask != "pause")
    assert run.resumable == (ask == "pause")
    resume = m.TrainJob(run=run.folder, resume=True)
    if ask == "pause":
        done = len(run.history().epochs)

        def stop(event):
            if isinstance(event, m.EpochEnded) and event.epoch > done:
                run.ask("stop_after_epoch")

        assert worker.do(resume, stop).outcome == "cancelled"
        assert [e.epoch for e in run.history().epochs][: done + 1] == list(
            range(1, done + 2)
        )
    else:
        with pytest.raises(UserError, match="it was stopped for good"):
            worker.do(resume)


def test_resuming_a_run_that_was_never_started_starts_it(made, worker):
    run = new_run(made, epochs=1)
    job = m.TrainJob(run=run.folder, resume=True)
    assert worker.do(job).outcome == "done"
    assert run.state == "done"


def test_a_run_whose_worker_died_before_its_first_epoch_is_begun_anew(made, worker):
    run = new_run(made, epochs=1)
    run.mark_died(death(-9, ""))
    assert run.state == "failed"
    job = m.TrainJob(run=run.folder, resume=True)
    assert worker.do(job).outcome == "done"
    assert run.state == "done"


def test_a_run_that_failed_at_once_is_not_resumed(made, worker):
    run = new_run(made, epochs=1)
    table = run.folder / "tiles" / "train.csv"
    aside = table.rename(run.folder / "aside.csv")
    with pytest.raises(UserError):
        worker.do(m.TrainJob(run=run.folder))
    aside.rename(table)
    with pytest.raises(UserError, match="it failed before the first epoch"):
        worker.do(m.TrainJob(run=run.folder, resume=True))
