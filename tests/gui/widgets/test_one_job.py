"""What does one job at a time: told how far it is, stopped, and how it ended."""

from pathlib import Path

import pytest

from cellclassifier.core.messages import Ended, ExcitingJob, Progressed
from cellclassifier.gui.widgets.convolutions_finding import ExcitingFinder
from cellclassifier.gui.widgets.explain_measuring import Doing, Measurer, OneJob
from cellclassifier.gui.widgets.landscape_job import Computer

JOB = ExcitingJob(run=Path("run"), test="test", layer="conv")


class Only(OneJob):
    """Has sentences of its own."""

    stopped = "Stopped."
    unfinished = "Not finished."


@pytest.fixture
def asked():
    """What was asked for, and what was stopped."""
    return {"jobs": [], "stopped": []}


@pytest.fixture
def only(qapp, asked):
    def ask(job, done, heard):
        asked["jobs"].append((job, done, heard))

    return Only(Doing(ask, asked["stopped"].append))


def test_one_job_goes_on_at_a_time(qtbot, only, asked):
    assert not only.busy
    with qtbot.waitSignal(only.progressed) as told:
        only.begin(JOB)
    assert told.args == ["Waiting", 0, 0]
    only.begin(JOB)
    assert only.busy
    assert len(asked["jobs"]) == 1
    _, done, heard = asked["jobs"][0]
    with qtbot.waitSignal(only.progressed) as told:
        heard(Progressed(what="looking at tiles", done=3, of=9))
    assert told.args == ["Looking at tiles", 3, 9]
    with qtbot.waitSignal(only.ended) as told:
        done(Ended(outcome="done"))
    assert told.args == [""]
    only.begin(JOB)
    assert len(asked["jobs"]) == 2


def test_what_goes_on_is_stopped(only, asked):
    only.cancel()
    assert asked["stopped"] == []
    only.begin(JOB)
    only.cancel()
    assert asked["stopped"] == [JOB]


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (Ended(outcome="cancelled"), "Stopped."),
        (Ended(outcome="failed"), "Not finished."),
        (Ended(outcome="failed", detail="No disk."), "No disk."),
    ],
)
def test_how_it_ended_is_told(qtbot, only, asked, ended, told):
    only.begin(JOB)
    with qtbot.waitSignal(only.ended) as heard:
        asked["jobs"][0][1](ended)
    assert heard.args == [told]
    assert not only.busy


@pytest.mark.parametrize("kind", [Measurer, Computer, ExcitingFinder])
def test_each_kind_says_whether_anything_is_kept(kind):
    assert "kept" in kind.stopped
    assert kind.unfinished.endswith(".")
    assert kind.stopped != kind.unfinished
