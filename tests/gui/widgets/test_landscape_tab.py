"""The tab Landscape: cost before, progress, Cancel, and each view drawn."""

import landscaped
import pytest
from predicted import wait
from PySide6.QtWidgets import QAbstractSpinBox

from cellclassifier.core.catalog import LANDSCAPES
from cellclassifier.core.inside.landscape import folder_for
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.landscape_epochs import NONE_KEPT
from cellclassifier.gui.widgets.landscape_tab import LandscapeTab
from cellclassifier.gui.widgets.prediction_table import read_all

each_view = pytest.mark.parametrize("view", LANDSCAPES)


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


@pytest.fixture
def helper():
    return landscaped.Computing()


@pytest.fixture
def run(tmp_path):
    return landscaped.run(tmp_path / "first")


@pytest.fixture
def shown(run):
    return read_all(run, "test")


@pytest.fixture
def tab(qtbot, background, helper, shown):
    made = LandscapeTab(background, Doing(helper.ask, helper.stop))
    qtbot.addWidget(made)
    made.resize(800, 520)
    made.show()
    made.show_set(shown)
    made.choose(shown.tile(3))
    small(made)
    settle(qtbot, made)
    yield made
    made.close_tab()


def settle(qtbot, tab):
    wait(qtbot, lambda: not tab._background._newest)


def small(tab):
    """Take minibatches that the few tiles are enough for."""
    tab.settings.form.findChild(QAbstractSpinBox, "batch_size").setValue(2)


def pick(qtbot, tab, view, epochs=()):
    tab.settings.choose_view(view)
    tab.settings.epochs.choose(epochs)
    small(tab)
    tab.look()
    settle(qtbot, tab)


def is_empty(tab):
    return tab.body.currentWidget() is tab.empty


def plot_of(tab):
    view = tab.settings.chosen
    return tab.view.surface if view == "slice" else tab.view.panels[view]


@each_view
def test_the_cost_and_what_it_will_show_are_told_before(qtbot, tab, view):
    pick(qtbot, tab, view)
    assert is_empty(tab)
    assert "will be" in tab.empty._sentence.text()
    assert "passes of" in tab.state.text()
    assert tab.compute.isEnabled()
    assert tab.settings.help.text() == LANDSCAPES[view].help


@each_view
@pytest.mark.parametrize("epochs", [(), (0, 8), landscaped.KEPT])
def test_each_view_is_drawn_with_its_sentences(qtbot, tab, view, epochs):
    pick(qtbot, tab, view, epochs)
    tab.compute.click()
    wait(qtbot, lambda: not is_empty(tab))
    plot = plot_of(tab)
    assert plot.isVisible()
    assert not plot.is_empty()
    assert not plot.grab().isNull()
    found = tab.view.found.landscape
    assert tab.view.seen.text() == found.seen
    assert tab.view.caution.text() == found.caution
    assert tab.view.caution.text().startswith("Do not conclude")
    assert len(found.results) == max(1, len(epochs))
    assert not tab.compute.isEnabled()
    assert "Computed, with just these settings" in tab.state.text()


def test_only_the_settings_of_the_view_are_shown_and_asked_for(qtbot, tab, helper):
    form = tab.settings.form
    pick(qtbot, tab, "agreement", (0, 8))
    assert form.findChild(QAbstractSpinBox, "points").isHidden()
    assert not form.findChild(QAbstractSpinBox, "minibatches").isHidden()
    tab.compute.click()
    assert helper.jobs[-1].spec == helper.jobs[-1].spec.essential
    pick(qtbot, tab, "input")
    assert form.findChild(QAbstractSpinBox, "minibatches").isHidden()
    assert "Tile 3 of 'test'" in tab.settings.tile.text()
    tab.compute.click()
    assert (helper.jobs[-1].spec.tile, helper.jobs[-1].spec.test) == (3, "test")


def test_each_view_keeps_its_own_settings_and_epochs(qtbot, tab):
    boxes = {
        name: tab.settings.form.findChild(QAbstractSpinBox, name)
        for name in ("minibatches", "points")
    }
    pick(qtbot, tab, "line", (2, 4))
    boxes["points"].setValue(31)
    tab.settings.choose_view("slice")
    assert (boxes["points"].value(), tab.settings.epochs.epochs) == (11, ())
    tab.settings.choose_view("line")
    assert (boxes["points"].value(), tab.settings.epochs.epochs) == (31, (2, 4))


def test_agreement_begins_with_all_epochs_and_a_line_with_three(qtbot, tab):
    assert tab.settings.chosen == "line"
    assert tab.settings.epochs.epochs == (0, 2, 8)
    tab.settings.choose_view("agreement")
    assert tab.settings.epochs.epochs == landscaped.KEPT


def test_no_ticked_epoch_is_told(qtbot, tab):
    pick(qtbot, tab, "line", (1,))
    tab.settings.epochs.boxes[1].click()
    assert "tick at least one epoch" in tab.state.text()
    assert not tab.compute.isEnabled()


def test_what_was_computed_is_there_at_once(qtbot, tab, helper):
    pick(qtbot, tab, "line")
    tab.compute.click()
    wait(qtbot, lambda: not is_empty(tab))
    pick(qtbot, tab, "slice")
    assert is_empty(tab)
    pick(qtbot, tab, "line")
    assert not is_empty(tab)
    assert len(helper.jobs) == 1


def test_a_result_of_other_settings_is_marked(qtbot, tab):
    pick(qtbot, tab, "line")
    tab.compute.click()
    wait(qtbot, lambda: not is_empty(tab))
    assert tab.view.old.isHidden()
    tab.settings.form.findChild(QAbstractSpinBox, "points").setValue(31)
    settle(qtbot, tab)
    assert not tab.view.old.isHidden()
    assert tab.compute.isEnabled()


def test_it_tells_how_far_it_is_and_can_be_stopped(qtbot, tab, helper):
    helper.waits = True
    pick(qtbot, tab, "line")
    tab.compute.click()
    assert tab.progress.isVisible()
    helper.tell(5, 127)
    assert (tab.progress.bar.value(), tab.progress.bar.maximum()) == (5, 127)
    assert tab.what.text() == "Computing the loss ..."
    assert not tab.compute.isEnabled()
    with qtbot.waitSignal(tab.told) as told:
        tab.progress.cancel.click()
    assert "Stopped" in told.args[0]
    assert tab.progress.isHidden()
    settle(qtbot, tab)
    assert tab.compute.isEnabled()
    assert is_empty(tab)


def test_another_run_chosen_meanwhile_shows_nothing_of_the_first(
    qtbot, tab, helper, shown, tmp_path
):
    helper.waits = True
    pick(qtbot, tab, "line")
    tab.compute.click()
    other = read_all(landscaped.run(tmp_path / "other", kept=()), "test")
    tab.show_set(other)
    settle(qtbot, tab)
    assert tab.settings.epochs.none.isVisible()
    assert not tab.compute.isEnabled()
    assert "One at a time" in tab.compute.toolTip()
    helper.go_on()
    settle(qtbot, tab)
    assert is_empty(tab)
    assert tab.compute.isEnabled()
    tab.show_set(shown)
    tab.settings.epochs.choose(())
    tab.look()
    wait(qtbot, lambda: not is_empty(tab))
    assert tab.view.found.landscape.run == shown.run.id


@pytest.mark.parametrize("file", ["facts.json", "arrays.npz"])
def test_a_damaged_result_is_a_sentence_and_can_be_computed_again(
    qtbot, tab, run, file
):
    pick(qtbot, tab, "agreement")
    tab.compute.click()
    wait(qtbot, lambda: not is_empty(tab))
    folder = folder_for(run, tab.settings.spec)
    (folder / file).write_bytes(b"{")
    pick(qtbot, tab, "slice")
    pick(qtbot, tab, "agreement")
    assert is_empty(tab)
    assert "is damaged" in tab.state.text()
    assert folder.name in tab.state.text()
    assert "passes of" in tab.state.text()
    tab.compute.click()
    wait(qtbot, lambda: not is_empty(tab))


def test_what_goes_wrong_is_told(qtbot, tab, helper):
    helper.fails = "The network fell over."
    pick(qtbot, tab, "line")
    with qtbot.waitSignal(tab.told) as told:
        tab.compute.click()
    assert told.args == ["The network fell over."]


def test_too_few_tiles_are_told_in_place_of_the_cost(qtbot, tab):
    pick(qtbot, tab, "line")
    tab.settings.form.findChild(QAbstractSpinBox, "batch_size").setValue(20)
    settle(qtbot, tab)
    assert "too few for 2 minibatches of 20" in tab.state.text()
    assert not tab.compute.isEnabled()


def test_a_run_without_networks_of_epochs_says_what_still_works(qtbot, tab, tmp_path):
    old = read_all(landscaped.run(tmp_path / "old", kept=()), "test")
    tab.show_set(old)
    small(tab)
    settle(qtbot, tab)
    epochs = tab.settings.epochs
    assert not epochs.single.isEnabled()
    assert epochs.none.text() == NONE_KEPT
    assert tab.compute.isEnabled()


def test_a_run_without_a_network_says_so(qtbot, tab, shown):
    shown.run.model_path.unlink()
    pick(qtbot, tab, "line")
    assert "no trained network" in tab.state.text()
    assert not tab.compute.isEnabled()


def test_controls_are_named(tab):
    settings = tab.settings
    for widget in (settings.view, *settings.epochs.boxes.values()):
        assert widget.accessibleName()
        assert widget.toolTip()
