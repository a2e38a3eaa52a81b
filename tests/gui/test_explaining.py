"""Maps of many tiles that nodes make, before what is done here."""

import clumped
import pytest
from acting import ACTOR
from explain_page import Helper
from nodes_faked import LAB

from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Ended, ExplainJob, MeasureJob, Progressed
from cellclassifier.core.places import HERE, Place
from cellclassifier.gui.explaining import Explaining, missing_maps
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets import explain_afar

JOBS = {"explain": ExplainJob, "measure": MeasureJob}


class Far(Helper):
    """Takes jobs, and ends them when the test says so."""

    def __init__(self):
        super().__init__()
        self.waits, self.heard = True, None

    def ask(self, job, done, heard=None, key=""):
        self.heard = heard
        super().ask(job, done)

    def stop(self, job):
        for each, done in self._open:
            if each is job:
                done(Ended(outcome="cancelled"))
        super().stop(job)

    def end(self, **how):
        _, done = self._open.pop(0)
        done(Ended(**how))


@pytest.fixture
def run(tmp_path):
    return clumped.predicted(clumped.study(tmp_path, count=4))


@pytest.fixture
def session(qtbot, run, monkeypatch):
    monkeypatch.setattr(explain_afar, "LEAST_PASSES", 8)
    made = Session(ACTOR, lambda folder: None)
    # No other run is made here: its images are not looked through.
    monkeypatch.setattr(made, "scan", lambda: None)
    made.open_study(run.study_folder)
    made.choose_where(LAB)
    yield made
    made.close()


@pytest.fixture
def far(session, monkeypatch):
    made = Far()
    monkeypatch.setattr(session, "far_helper", lambda place: made)
    monkeypatch.setattr(session, "stop_far", made.stop)
    return made


@pytest.fixture
def here(session, monkeypatch):
    made = Far()
    monkeypatch.setattr(session.helper, "ask", made.ask)
    monkeypatch.setattr(session.helper, "stop", made.stop)
    return made


@pytest.fixture
def explaining(session, far):
    return Explaining(session)


@pytest.fixture
def ask(qtbot, explaining, run):
    """Return what asks for a measurement, and what came back of it."""

    def ask(**spec):
        job = MeasureJob(run=run.folder, test="test", spec=MeasureSpec(**spec))
        ends, told = [], []
        explaining.doing.ask(job, ends.append, told.append)
        return job, ends, told

    return ask


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def test_missing_maps_are_made_there_and_measured_here(qtbot, ask, far, here, run):
    job, ends, told = ask()
    wait(qtbot, lambda: bool(far.jobs))
    (maps,) = far.jobs
    assert (maps.tiles, maps.test, maps.class_name) == (tuple(range(8)), "test", None)
    event = Progressed(what="done by 2 nodes", done=1, of=2)
    far.heard(event)
    assert told == [event]
    assert here.jobs == []
    far.end(outcome="done")
    assert here.jobs == [job]
    assert ends == []
    here.end(outcome="done")
    assert [each.outcome for each in ends] == ["done"]


def test_the_settings_of_the_measurement_are_those_of_the_maps(qtbot, ask, far, here):
    ask(method="smooth_gradient", settings={"samples": 10}, class_name="control")
    wait(qtbot, lambda: bool(far.jobs))
    (maps,) = far.jobs
    assert (maps.method, maps.class_name) == ("smooth_gradient", "control")
    assert maps.settings == {"samples": 10}


def test_few_maps_are_made_here(qtbot, ask, far, here, monkeypatch):
    monkeypatch.setattr(explain_afar, "LEAST_PASSES", 9)
    job, _, _ = ask()
    wait(qtbot, lambda: here.jobs == [job])
    assert far.jobs == []


def test_on_this_computer_nothing_is_looked_for_first(session, ask, far, here):
    session.choose_where(HERE)
    job, _, _ = ask()
    assert here.jobs == [job]
    assert far.jobs == []


@pytest.mark.parametrize("when", ["looking", "making", "measuring"])
def test_it_can_be_stopped_at_any_time(qtbot, explaining, ask, far, here, when):
    job, ends, _ = ask()
    if when != "looking":
        wait(qtbot, lambda: bool(far.jobs))
    if when == "measuring":
        far.end(outcome="done")
    explaining.doing.stop(job)
    wait(qtbot, lambda: bool(ends))
    assert [each.outcome for each in ends] == ["cancelled"]
    assert here.jobs == ([job] if when == "measuring" else [])
    assert explaining._steps == []


def test_where_nodes_fail_it_is_told_and_nothing_is_measured(qtbot, ask, far, here):
    _, ends, _ = ask()
    wait(qtbot, lambda: bool(far.jobs))
    far.end(outcome="failed", detail="Contact was lost.")
    assert ends[0].detail == "Contact was lost."
    assert here.jobs == []


def test_what_is_wrong_with_the_settings_is_told(qtbot, ask, far, here):
    _, ends, _ = ask(class_name="nobody")
    wait(qtbot, lambda: bool(ends))
    assert "nobody" in ends[0].detail
    assert far.jobs == here.jobs == []


def test_a_place_that_cannot_be_used_is_told(session, explaining, run):
    session.choose_where(Place(kind="cluster", profile="gone"))
    ends = []
    job = ExplainJob(run=run.folder, test="test", tiles=(0,))
    explaining.afar.doing.ask(job, ends.append, lambda event: None)
    assert "no cluster profile 'gone'" in ends[0].detail


def test_where_no_map_is_missing_there_is_no_job_for_them(run):
    job = MeasureJob(run=run.folder, test="test", spec=MeasureSpec())
    maps, cost = missing_maps(job)
    assert cost == len(maps.tiles) == 8
    for tile, name in zip(
        run.predictions("test").tiles,
        run.predictions("test").predicted_classes,
        strict=True,
    ):
        path = run.attribution_path("gradient_input", "test", tile, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert missing_maps(job) is None
