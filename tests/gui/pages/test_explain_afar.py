"""Where sets are predicted and maps made, on the pages that ask for it."""

import pytest
from explain_page import Helper, choose, clump_study, open_study
from nodes_acted import errands
from nodes_faked import LAB
from predicted import pick, wait

from cellclassifier.core import places
from cellclassifier.core.messages import Progressed
from cellclassifier.core.places import HERE, Profile
from cellclassifier.gui.pages.explain import ExplainPage
from cellclassifier.gui.pages.predictions import PredictionsPage
from cellclassifier.gui.widgets import explain_afar


class Far(Helper):
    """Nodes that do what they are asked when the test says so."""

    def ask(self, job, done, heard=None, key=""):
        self.heard = heard
        super().ask(job, done)


@pytest.fixture
def far(session, monkeypatch):
    made = Far()
    monkeypatch.setattr(session, "far_helper", lambda place: made)
    monkeypatch.setattr(session, "stop_far", made.stop)
    monkeypatch.setattr(explain_afar, "LEAST_PASSES", 5)
    return made


@pytest.fixture
def here(session, monkeypatch):
    made = Helper()
    monkeypatch.setattr(session.helper, "ask", made.ask)
    return made


@pytest.fixture
def grid(qtbot, page_of, here, far, session, tmp_path):
    page = page_of(ExplainPage)
    tabs = open_study(qtbot, page, session, clump_study(tmp_path))
    wait(qtbot, lambda: all(view.picture for view in tabs.tile.views))
    tabs.tabs.setCurrentWidget(tabs.grid)
    wait(qtbot, lambda: "1 of 8 maps are there" in tabs.grid.state.text())
    here.jobs.clear()
    return tabs.grid


def complete(grid):
    return not grid.maker.busy and bool(grid.sheet.found) and not grid.sheet.missing


def test_many_maps_are_made_there_in_one_job_a_class(qtbot, grid, far, here, session):
    assert "nodes" not in grid.state.text()
    session.choose_where(LAB)
    wait(qtbot, lambda: "made by nodes: workstations" in grid.state.text())
    far.waits = True
    grid.make.click()
    assert [len(job.tiles) for job in far.jobs] == [3]
    far.heard(Progressed(what="done by 2 nodes", done=1, of=4))
    bar = grid.progress.bar
    assert (bar.value(), bar.maximum()) == (1, 4)
    assert bar.format().startswith("Done by 2 nodes")
    far.go_on()
    far.go_on()
    wait(qtbot, lambda: complete(grid))
    assert sorted(n for job in far.jobs for n in job.tiles) == list(range(1, 8))
    assert here.jobs == []
    assert "nodes" not in grid.state.text()


def test_few_maps_are_made_here_and_that_is_said(qtbot, grid, far, here, session):
    grid.count.setValue(2)
    session.choose_where(LAB)
    wait(qtbot, lambda: "sooner than they could be sent" in grid.state.text())
    grid.make.click()
    wait(qtbot, lambda: complete(grid))
    assert far.jobs == []
    assert here.jobs


def test_making_them_there_can_be_stopped(qtbot, grid, far, session):
    session.choose_where(LAB)
    far.waits = True
    grid.make.click()
    wait(qtbot, lambda: len(far.jobs) == 1)
    grid.progress.cancel.click()
    assert far._open == []
    assert not grid.maker.busy
    assert grid.progress.isHidden()
    assert "Stopped" in grid.state.text()


def test_the_measurement_says_who_makes_its_maps(
    qtbot, page_of, here, far, session, tmp_path
):
    page = page_of(ExplainPage)
    tabs = open_study(qtbot, page, session, clump_study(tmp_path))
    tabs.tabs.setCurrentIndex(2)
    panel = tabs.clumps.panel
    wait(qtbot, lambda: "maps are made first" in panel.state.text())
    assert "nodes" not in panel.state.text()
    session.choose_where(LAB)
    wait(qtbot, lambda: "They are made by nodes" in panel.state.text())
    choose(panel.method.box, "HiResCAM")
    wait(qtbot, lambda: "8 maps are made first" in panel.state.text())


@pytest.mark.parametrize("kind", [PredictionsPage, ExplainPage])
def test_a_set_is_predicted_where_the_page_says(
    qtbot, page_of, session, tmp_path, kind
):
    study = clump_study(tmp_path)
    (run,) = study.runs()
    run.predictions_path("test").unlink()
    places.save_profile(Profile(name="lab"))
    session.far_command = lambda place: errands()
    page = page_of(kind)
    session.open_study(study.folder)
    page.whereabouts.look()
    assert page.chooser.where.isVisible()
    pick(page.chooser.where.box, "Cluster: lab")
    page.empty.button.click()
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    # The worker of this computer, which ends at once, has not done that.
    assert list(run.predictions("test").predicted) == [0] * 8
    pick(page.chooser.where.box, "This computer")
    assert session.where == HERE


def test_how_far_nodes_are_is_told_and_stopped(qtbot, page_of, session, tmp_path):
    study = clump_study(tmp_path)
    (run,) = study.runs()
    run.predictions_path("test").unlink()
    session.far_command = lambda place: errands("slow")
    page = page_of(PredictionsPage)
    session.open_study(study.folder)
    session.choose_where(LAB)
    page.empty.button.click()
    wait(qtbot, lambda: "Chunks done by 2 nodes: 3 of 12" in page.busy.sentence)
    page.busy.acted.emit()
    wait(qtbot, lambda: page.busy.isHidden())
    assert page.empty.button.isEnabled()
