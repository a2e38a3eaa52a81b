"""Several runs are measured, one after the other."""

from pathlib import Path

import pytest

from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Ended, Progressed
from cellclassifier.gui.widgets.explain_measure_all import MeasuringAll
from cellclassifier.gui.widgets.explain_measuring import Doing

RUNS = [Path("a"), Path("b"), Path("c")]


class Worker:
    def __init__(self):
        self.jobs, self.stopped = [], []

    def ask(self, job, done, heard):
        self.jobs.append(job)
        self.done, self.heard = done, heard

    def stop(self, job):
        self.stopped.append(job)
        self.done(Ended(outcome="cancelled"))


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def measuring(qapp, worker):
    made = MeasuringAll(Doing(worker.ask, worker.stop))
    made.told, made.parts, made.ones = [], [], []
    made.ended.connect(made.told.append)
    made.progressed.connect(lambda *part: made.parts.append(part))
    made.one_ended.connect(lambda: made.ones.append(1))
    made.start(RUNS, "test", MeasureSpec(seed=3))
    return made


def test_each_run_is_a_job_and_the_next_waits_for_it(measuring, worker):
    measuring.start(RUNS, "test", MeasureSpec())
    assert [job.run for job in worker.jobs] == RUNS[:1]
    worker.heard(Progressed(what="measuring", done=2, of=9))
    assert measuring.parts[-1] == ("Run 1 of 3: measuring", 2, 9)
    for _ in RUNS:
        worker.done(Ended(outcome="done"))
    assert [job.run for job in worker.jobs] == RUNS
    assert {job.spec.seed for job in worker.jobs} == {3}
    assert measuring.told == [""]
    assert len(measuring.ones) == 3
    assert not measuring.busy


def test_it_stops_at_once_and_begins_no_other(measuring, worker):
    worker.done(Ended(outcome="done"))
    assert measuring.busy
    measuring.cancel()
    assert [job.run for job in worker.stopped] == [Path("b")]
    assert len(worker.jobs) == 2
    assert measuring.told == ["Stopped; runs that were measured are kept."]
    measuring.cancel()
    assert len(worker.stopped) == 1


def test_what_goes_wrong_ends_it(measuring, worker):
    worker.done(Ended(outcome="failed", detail="The image is gone."))
    assert measuring.told == ["The image is gone."]
    assert len(worker.jobs) == 1
