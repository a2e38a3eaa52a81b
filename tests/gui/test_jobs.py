"""The link to the worker, tried with throw-away programs in its place."""

import sys

import pytest

from cellclassifier.core.messages import DeviceFound, DeviceJob, Ended
from cellclassifier.gui.jobs import JobQueue, JobRunner

ECHO = """
import json, sys
say = lambda **m: (sys.stdout.write(json.dumps(m) + "\\n"), sys.stdout.flush())
for line in sys.stdin:
    job = json.loads(line)
    if job["kind"] == "cancel":
        say(kind="ended", outcome="cancelled")
    else:
        say(kind="device_found", text="a")
        {then}
"""
DONE = 'say(kind="ended", outcome="done")'
FAIL = 'say(kind="ended", outcome="failed", detail="No tiles.")'
DIE = 'sys.stderr.write("what a pity"); sys.stderr.flush(); sys.exit(3)'
DEAF = """
import sys, threading
sys.stdin.readline()
sys.stdout.write('{"kind": "device_found", "text": "a"}\\n')
sys.stdout.flush()
threading.Event().wait()
"""


def program(then: str) -> list[str]:
    return [sys.executable, "-c", ECHO.replace("{then}", then)]


@pytest.fixture
def make(qtbot):
    made = []

    def runner(command):
        made.append(JobRunner(command))
        return made[-1]

    yield runner
    for each in made:
        each.close()


def run(qtbot, runner) -> Ended:
    with qtbot.waitSignal(runner.ended, timeout=20_000) as waited:
        runner.start(DeviceJob())
    return waited.args[0]


def test_events_arrive_before_the_end(qtbot, make):
    runner, heard = make(program(DONE)), []
    runner.received.connect(heard.append)
    assert run(qtbot, runner).outcome == "done"
    assert heard == [DeviceFound(text="a")]


def test_the_process_is_kept_for_the_next_job(qtbot, make):
    runner = make(program(DONE))
    run(qtbot, runner)
    first = runner.process_id
    assert run(qtbot, runner).outcome == "done"
    assert runner.process_id == first != 0


def test_a_failure_brings_its_sentence_and_keeps_the_process(qtbot, make):
    runner = make(program(FAIL))
    assert run(qtbot, runner).detail == "No tiles."
    assert runner.alive


def test_a_process_that_dies_ends_its_job_once_with_its_log(qtbot, make):
    runner, ends = make(program(DIE)), []
    runner.ended.connect(ends.append)
    ended = run(qtbot, runner)
    assert ended.outcome == "failed"
    assert "exit code 3" in ended.detail
    assert "what a pity" in ended.log
    assert ends == [ended]
    assert run(qtbot, runner).outcome == "failed"  # a new process, not a stuck one


def test_a_missing_program_is_told(qtbot, make):
    ended = run(qtbot, make(["/no/such/program"]))
    assert ended.outcome == "failed"
    assert "could not be started" in ended.detail


def test_cancel_is_answered_by_the_worker(qtbot, make):
    runner = make(program("pass"))
    runner.received.connect(lambda event: runner.cancel())
    assert run(qtbot, runner).outcome == "cancelled"
    assert runner.alive


def test_a_worker_that_does_not_listen_is_killed_after_the_grace(qtbot, make):
    runner = make([sys.executable, "-c", DEAF])
    runner._grace.setInterval(100)
    runner.received.connect(lambda event: runner.cancel())
    assert run(qtbot, runner).outcome == "cancelled"


def test_a_second_job_is_refused_while_one_runs(qtbot, make):
    runner = make(program("pass"))
    runner.start(DeviceJob())
    with pytest.raises(RuntimeError, match="already running"):
        runner.start(DeviceJob())


def test_release_ends_an_idle_process(qtbot, make):
    runner = make(program(DONE))
    run(qtbot, runner)
    runner.release()
    assert not runner.alive
    # At once: the old process may still be on its way out.
    assert run(qtbot, runner).outcome == "done"
    qtbot.waitUntil(lambda: not runner._leaving)


LEAVING = """
import sys
for line in sys.stdin:
    print('{"kind": "ended", "outcome": "done"}', flush=True)
sys.stderr.write("last words")
"""


def test_what_a_released_process_still_says_is_no_ones(qtbot, make):
    # Qt warns, and with it this test fails, if the wrong process is read.
    runner = make([sys.executable, "-c", LEAVING])
    run(qtbot, runner)
    runner.release()
    qtbot.waitUntil(lambda: not runner._leaving, timeout=20_000)
    assert runner._log == b""


def test_the_queue_does_jobs_in_turn_and_drops_replaced_ones(qtbot):
    jobs, done = JobQueue(program(DONE)), []
    jobs.ask(DeviceJob(), lambda ended: done.append("first"), key="map")
    jobs.ask(DeviceJob(), lambda ended: done.append("second"), key="map")
    jobs.ask(DeviceJob(), lambda ended: done.append("third"), key="map")
    jobs.ask(DeviceJob(), lambda ended: done.append("other"))
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    assert done == ["first", "third", "other"]
    jobs.close()


def test_a_closed_queue_starts_nothing(qtbot):
    jobs = JobQueue(program(DONE))
    jobs.close()
    jobs.ask(DeviceJob(), lambda ended: None)
    assert not jobs.busy
    assert not jobs.runner.alive


def test_the_queue_goes_on_after_a_death(qtbot):
    jobs, outcomes = JobQueue(program(DIE)), []
    for _ in range(2):
        jobs.ask(DeviceJob(), lambda ended: outcomes.append(ended.outcome))
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=20_000)
    assert outcomes == ["failed", "failed"]
    jobs.close()
