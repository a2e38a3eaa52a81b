"""How learning went, in the window: found on request, and stepped through."""

import numpy as np
import pytest
from followed import finish, learning
from predicted import make_study, predict, wait

from cellclassifier.core.inside.learning import path_for, write
from cellclassifier.core.messages import Ended, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.learning_tab import LearningTab
from cellclassifier.gui.widgets.prediction_table import read_all


class Helper:
    """Follows tiles as the worker would, when it is told to go on."""

    def __init__(self):
        self.jobs, self.stopped = [], []

    def ask(self, job, done, heard=None, key=""):
        self.jobs.append((job, done, heard))

    def stop(self, job):
        self.stopped.append(job)

    def go_on(self, outcome="done", detail="", found=None):
        job, done, heard = self.jobs[-1]
        heard(Progressed(what="explaining epochs", done=1, of=4))
        if outcome == "done":
            run = Run(job.run)
            write(path_for(run, job), found or learning())
        done(Ended(outcome=outcome, detail=detail))


@pytest.fixture
def helper():
    return Helper()


@pytest.fixture
def tab(qtbot, helper):
    background = Background()
    found = LearningTab(background, Doing(helper.ask, helper.stop))
    qtbot.addWidget(found)
    found.resize(1000, 700)
    found.show()
    yield found
    found.close_tab()
    background.close()


@pytest.fixture
def run(tmp_path):
    made = finish(make_study(tmp_path))
    made.model_path.touch()
    predict(made)
    return made


def keep(run, *epochs):
    for epoch in epochs:
        run.epoch_path(epoch).parent.mkdir(exist_ok=True)
        run.epoch_path(epoch).touch()


@pytest.fixture
def shown(run):
    keep(run, 0, 1, 2)
    return read_all(run, "test")


def ask_for(qtbot, tab, shown, number=5):
    tab.show_set(shown)
    tab.choose(shown.tile(number))
    wait(qtbot, tab.ask.button.isEnabled)


def sentence(page):
    return page._sentence.text()


def follow(qtbot, tab, helper, shown, number=5, found=None):
    ask_for(qtbot, tab, shown, number)
    tab.ask.button.click()
    helper.go_on(found=found)
    wait(qtbot, lambda: tab.body.currentWidget() is tab.column)


def test_before_a_tile_is_chosen_there_is_nothing_to_follow(tab, shown):
    tab.show_set(shown)
    assert tab.body.currentWidget() is tab.ask
    assert not tab.ask.button.isEnabled()
    assert sentence(tab.ask) == "Choose a tile at the left."


def test_the_cost_is_told_before(qtbot, tab, shown, helper):
    ask_for(qtbot, tab, shown)
    assert "Asks 4 networks, of epochs 0, 1, 2 and 3" in sentence(tab.ask)
    assert helper.jobs == []


def test_a_run_that_kept_no_networks_says_what_to_do(qtbot, tab, run):
    shown = read_all(run, "test")
    tab.show_set(shown)
    tab.choose(shown.tile(0))
    wait(qtbot, lambda: tab.body.currentWidget() is tab.none)
    assert "Train again with 'Networks of epochs'" in sentence(tab.none)
    assert tab.none.button.isHidden()


def test_a_tile_is_followed_and_shown_at_the_last_epoch(qtbot, tab, shown, helper):
    follow(qtbot, tab, helper, shown)
    ((job, *_),) = helper.jobs
    assert (job.tile, job.class_name, job.layer) == (5, "squares", "")
    assert tab.progress.isHidden()
    view = tab.view
    assert view.slider.text.text() == "epoch 3 of 3 (used)"
    assert view.heading.text() == "called squares, 90.0 %; map for squares"
    assert view.words.text().startswith("The map ")
    assert "called right, squares, from epoch 2 on" in view.words.text()
    wait(qtbot, lambda: view.map.canvas._image is not None)
    np.testing.assert_allclose(view.map.picture.values[0, 0], 4)


def test_progress_is_shown_and_it_can_be_stopped(qtbot, tab, shown, helper):
    ask_for(qtbot, tab, shown)
    tab.ask.button.click()
    job, done, heard = helper.jobs[0]
    assert not tab.ask.button.isEnabled()
    heard(Progressed(what="explaining epochs", done=2, of=4))
    assert tab.progress.isVisible()
    assert tab.progress.bar.text() == "Explaining epochs: 2 of 4"
    tab.progress.cancel.click()
    assert helper.stopped == [job]
    with qtbot.waitSignal(tab.told) as told:
        done(Ended(outcome="cancelled"))
    assert told.args == ["Stopped; nothing was kept of this tile."]
    assert tab.progress.isHidden()
    assert tab.ask.button.isEnabled()


def test_what_went_wrong_is_said(qtbot, tab, shown, helper):
    ask_for(qtbot, tab, shown)
    tab.ask.button.click()
    helper.go_on("failed", "The network of epoch 1 is damaged.")
    assert sentence(tab.ask) == "The network of epoch 1 is damaged."
    assert tab.ask.button.isEnabled()


def test_another_tile_is_another_job_and_the_first_is_still_there(
    qtbot, tab, shown, helper
):
    follow(qtbot, tab, helper, shown)
    tab.choose(shown.tile(6))
    wait(qtbot, lambda: tab.body.currentWidget() is tab.ask)
    assert tab.view.found is None
    tab.choose(shown.tile(5))
    wait(qtbot, lambda: tab.body.currentWidget() is tab.column)
    assert len(helper.jobs) == 1


def test_the_same_tile_again_stays_at_its_epoch(qtbot, tab, shown, helper):
    follow(qtbot, tab, helper, shown)
    tab.view.slider.choose(1)
    tab.choose(shown.tile(5))
    wait(qtbot, lambda: "learning" not in tab._background._newest)
    assert tab.view.slider.place == 1


def test_other_choices_are_other_jobs(qtbot, tab, shown, helper):
    follow(qtbot, tab, helper, shown)
    tab.classes.setCurrentIndex(tab.classes.findText("discs"))
    tab.classes.activated.emit(0)
    wait(qtbot, lambda: tab.body.currentWidget() is tab.ask)
    wait(qtbot, tab.ask.button.isEnabled)
    tab.method.box.setCurrentIndex(tab.method.box.findData("article"))
    tab.method.changed.emit()
    wait(qtbot, lambda: "learning" not in tab._background._newest)
    tab.ask.button.click()
    job = helper.jobs[-1][0]
    assert (job.class_name, job.method) == ("discs", "article")


def test_a_tile_whose_true_class_is_not_known(qtbot, tab, shown):
    tab.show_set(shown)
    tab.classes.setCurrentIndex(tab.classes.findText("true class"))
    tab.choose(shown.tile(0)._replace(class_name=""))
    wait(qtbot, lambda: tab._seen)
    assert "true class of this tile is not known" in sentence(tab.ask)
    assert not tab.ask.button.isEnabled()


def test_layers_are_offered_as_the_network_has_them(tab):
    tab._offer(("entry", "conv16"))
    assert [tab.layer.itemText(n) for n in range(tab.layer.count())] == [
        "entry (first)",
        "conv16",
    ]
    tab.layer.setCurrentIndex(1)
    tab._offer(("entry", "conv32", "conv16"))
    assert tab.layer.currentData() == "conv16"
    tab._offer(())
    assert tab.layer.currentData() == ""


def test_an_image_that_is_gone_is_told(qtbot, tab, shown):
    shown.tile(2).image.unlink()
    tab.show_set(shown)
    tab.choose(shown.tile(2))
    wait(qtbot, lambda: sentence(tab.ask) != "Choose a tile at the left.")
    assert shown.tile(2).image.name in sentence(tab.ask)
    assert not tab.ask.button.isEnabled()
    tab.method.changed.emit()
    assert "learning" not in tab._background._newest


def test_it_fits_into_a_small_window(tab):
    assert tab.minimumSizeHint().width() <= 175 * 4
    assert tab.minimumSizeHint().height() <= 400
