"""The conductor, with actors as workers."""

import os
import signal
import sys
import threading

import drawn
import psutil
import pytest
from acting import ACTOR, Conducting

from cellclassifier.core import conductor
from cellclassifier.core.conductor import Conductor, count_gpus
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Began
from cellclassifier.core.queueing import Queue, start_conductor

STUBBORN = [
    sys.executable,
    "-c",
    "import sys, threading; sys.stdin.readline(); threading.Event().wait()",
]
"""A worker that never says or ends anything."""


@pytest.fixture
def made(tmp_path):
    """Makes a study with runs of it that wait."""

    def made(count=1, **training):
        study = drawn.study(tmp_path, count=6, tests=4, **training)
        contents = read_contents(study.spec)
        runs = [study.new_run(contents) for _ in range(count)]
        for run in runs:
            Queue(study.folder).add(run)
        return study, runs

    return made


@pytest.fixture
def conducting():
    made = Conducting()
    yield made
    made.close()


def until(true, seconds=90):
    """Wait for what another process does."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        pause.wait(0.02)
    pytest.fail("what was waited for never came")


def test_trains_and_predicts_what_waits_in_turn(made):
    study, runs = made(2, epochs=2)
    told = []
    work = Conductor(
        study.folder, heard=lambda run, e: told.append((run.id, e)), command=ACTOR
    )
    assert work.conduct()
    assert [run.state for run in runs] == ["done", "done"]
    assert all(run.predictions("test") is not None for run in runs)
    began = [run_id for run_id, event in told if isinstance(event, Began)]
    assert began == [run.id for run in runs]
    assert Queue(study.folder).waiting() == []
    assert Queue(study.folder).status() is None


def test_several_devices_train_at_once(made, conducting):
    study, runs = made(2, epochs=1000)
    work = Conductor(study.folder, ("gpu:0", "gpu:1"), command=ACTOR)
    thread = threading.Thread(target=work.conduct)
    thread.start()
    queue = Queue(study.folder)
    until(lambda: all(len(run.history().epochs) == 3 for run in runs))
    assert {doing.device for doing in queue.doing()} == {"gpu:0", "gpu:1"}
    work.stop()
    thread.join()
    assert [run.state for run in runs] == ["cancelled", "cancelled"]


def test_a_second_conductor_leaves_the_work_to_the_first(made, conducting, monkeypatch):
    study, _ = made(1, epochs=1000)
    conducting(study.folder)
    until(lambda: Queue(study.folder).doing() != ())
    monkeypatch.setattr(conductor, "LOCK_SECONDS", 0.1)
    assert Conductor(study.folder, command=ACTOR).conduct() is False


def test_a_pause_is_resumed_where_it_was(made):
    study, (run,) = made(1, epochs=1000)
    queue = Queue(study.folder)
    thread = threading.Thread(target=Conductor(study.folder, command=ACTOR).conduct)
    thread.start()
    until(lambda: len(run.history().epochs) == 3)
    queue.pause()
    thread.join()
    assert run.state == "paused"
    assert run.resumable
    (entry,) = queue.waiting()
    assert entry.resume
    queue.go_on()
    again = threading.Thread(target=Conductor(study.folder, command=ACTOR).conduct)
    again.start()
    until(lambda: len(run.history().epochs) > 3)
    run.ask("stop")
    again.join()
    assert run.state == "cancelled"
    began = [event.epoch for event in run.events() if isinstance(event, Began)]
    assert began == [0, 3]


def test_a_dead_worker_is_told_and_the_next_run_is_trained(made, tmp_path):
    study, (first, second) = made(2, epochs=1)
    flag = tmp_path / "died"
    # The first worker dies, the next one acts.
    script = (
        "import os, pathlib, sys\n"
        f"flag = pathlib.Path({str(flag)!r})\n"
        "if not flag.exists():\n"
        "    flag.touch(); sys.stdin.readline(); os.abort()\n"
        f"os.execv({ACTOR[0]!r}, {ACTOR!r})\n"
    )
    Conductor(study.folder, command=[sys.executable, "-c", script]).conduct()
    assert first.state == "failed"
    assert "died unexpectedly" in first.ended().detail
    assert second.state == "done"


def test_a_worker_that_does_not_stop_is_killed(made, monkeypatch):
    monkeypatch.setattr(conductor, "GRACE_SECONDS", 0.1)
    study, (run,) = made()
    work = Conductor(study.folder, command=STUBBORN)
    thread = threading.Thread(target=work.conduct)
    thread.start()
    until(lambda: Queue(study.folder).doing() != ())
    # What was asked before the worker was there is forgotten.
    until(lambda: bool(run.ask("stop")) or run.ended() is not None)
    thread.join()
    assert run.state == "cancelled"


def test_paused_runs_wait(made):
    study, (run,) = made()
    queue = Queue(study.folder)
    queue.hold()
    assert Conductor(study.folder, command=ACTOR).conduct()
    assert run.state == "waiting"
    assert len(queue.waiting()) == 1


def test_it_outlives_whoever_started_it(made):
    study, (run,) = made(1, epochs=1000)
    queue = Queue(study.folder)
    start_conductor(study.folder, ACTOR)
    until(lambda: len(run.history().epochs) == 3)
    process = psutil.Process(queue.status().process_id)
    assert process.pid not in {c.pid for c in psutil.Process().children(True)}
    run.ask("stop")
    process.wait(30)
    assert run.state == "cancelled"
    assert run.predictions("test") is not None


def test_a_killed_conductor_leaves_what_can_be_resumed(made):
    study, (run, other) = made(2, epochs=1000)
    queue = Queue(study.folder)
    start_conductor(study.folder, ACTOR)
    until(lambda: len(run.history().epochs) == 3)
    process = psutil.Process(queue.status().process_id)
    workers = process.children()
    os.kill(process.pid, signal.SIGKILL)
    for worker in workers:
        worker.kill()
    psutil.wait_procs([process, *workers], 30)
    assert queue.doing() == ()
    assert run.state == "interrupted"
    assert run.resumable
    assert [entry.run_id for entry in queue.waiting()] == [other.id]


@pytest.mark.parametrize(("visible", "count"), [("", 0), ("-1", 0), ("0,2", 2)])
def test_gpus_that_may_be_used_are_counted(visible, count, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    assert count_gpus() == count
