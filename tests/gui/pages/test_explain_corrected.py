"""Clumps on the Explain page: corrected by hand, erased, and compared over runs."""

import numpy as np
import pytest
from clump_page import Measuring, ready
from explain_page import clump_study, open_study
from predicted import finish, predict, wait
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox

from cellclassifier.core.clumps.effects import Answer, ErasedTile, erased_tile
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.report_files import COUNTERFACTUAL, folder_for
from cellclassifier.core.files import write_table
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.gui.pages.explain import ExplainPage

CORRECT, ERASED, RUNS = 1, 2, 3


@pytest.fixture
def helper(session, monkeypatch):
    acting = Measuring()
    monkeypatch.setattr(session.helper, "ask", acting.ask)
    monkeypatch.setattr(session.helper, "stop", acting.stop)
    return acting


@pytest.fixture
def study(tmp_path):
    return clump_study(tmp_path)


@pytest.fixture
def tabs(qtbot, page_of, helper, session, study):
    page = page_of(ExplainPage)
    tabs = open_study(qtbot, page, session, study)
    tabs.tabs.setCurrentIndex(2)
    wait(qtbot, lambda: bool(tabs.clumps.canvas._outlines))
    return tabs


@pytest.fixture
def view(qtbot, tabs):
    tabs.clumps.modes.setCurrentIndex(CORRECT)
    wait(qtbot, lambda: tabs.clumps.correct.keeper.now is not None)
    return tabs.clumps.correct


def paint(canvas, x, y):
    """Paint with the brush at the middle of a pixel."""
    scale = canvas.zoom() / canvas.devicePixelRatioF()
    place = canvas.target().topLeft() + QPointF(x + 0.5, y + 0.5) * scale
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())


def correction(tabs, number=0):
    shown = tabs.shown
    tile, digests = shown.tile(number), shown.run.hashes("test")
    kept = Corrections(shown.run.study_folder)
    return kept.mask_of(tile, digests[tile.image], 64)


def count(view):
    return view.count.text()


def test_a_stroke_is_saved_shown_and_counted(qtbot, tabs, view):
    assert view.mark.isHidden()
    wait(qtbot, lambda: count(view) == "0 of 8 tiles were corrected by hand.")
    view.canvas.set_brush(9)
    paint(view.canvas, 3, 60)
    mask = correction(tabs)
    assert mask[60, 3]
    np.testing.assert_array_equal(mask, view.keeper.now.mask)
    assert not view.mark.isHidden()
    assert view.mark.text() == "Corrected by hand"
    assert "Saved." in view.state.text()
    wait(qtbot, lambda: count(view) == "1 of 8 tiles was corrected by hand.")
    assert view.corrected == {0}
    # What finds clumps goes by it, also under the other tabs.
    wait(qtbot, lambda: "corrected by hand" in tabs.clumps.words.text())
    found = Finder(tabs.shown.run, tabs.outliner.spec).find("test", tabs.shown.tile(0))
    np.testing.assert_array_equal(found.mask, mask)


def test_keys_take_strokes_back(qtbot, tabs, view):
    before = view.keeper.now.mask
    paint(view.canvas, 3, 60)
    paint(view.canvas, 60, 3)
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(view.keeper.now.mask, before)
    assert correction(tabs) is None
    QTest.keyClick(view.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert correction(tabs)[60, 3]
    QTest.keyClick(view.canvas, Qt.Key.Key_E)
    assert view.canvas.tool == "erase"
    paint(view.canvas, 3, 60)
    assert not correction(tabs)[60, 3]


def test_no_clump_is_a_statement_and_can_be_dropped(qtbot, tabs, view):
    before = view.keeper.now.mask
    view.tools.none.click()
    assert not correction(tabs).any()
    assert view.state.text().startswith("No clump.")
    wait(qtbot, lambda: tabs.clumps.words.text().startswith("0 clumps"))
    view.tools.again.click()
    assert correction(tabs) is None
    wait(qtbot, lambda: not view.keeper.now.by_hand)
    np.testing.assert_array_equal(view.keeper.now.mask, before)
    assert not view.tools.again.isEnabled()
    view.tools.undo.click()
    assert not correction(tabs).any()


def test_fill_and_take_away(qtbot, tabs, view):
    number = len(view.canvas._outlines)
    y, x = np.argwhere(view.keeper.now.mask)[0]
    view.tools.tools["take away"].click()
    paint(view.canvas, x, y)
    assert not correction(tabs)[y, x]
    assert len(view.canvas._outlines) < number
    paint(view.canvas, x, y)
    assert "no clump at this place" in view.state.text()
    view.tools.tools["fill"].click()
    paint(view.canvas, x, y)
    assert "do not go all around" in view.state.text()


def test_a_drawing_is_there_again_after_another_tile(qtbot, tabs, view):
    paint(view.canvas, 3, 60)
    drawn = view.keeper.now.mask
    tabs.list.select(6)
    tabs.choose(6)
    wait(qtbot, lambda: view.keeper.tile == tabs.shown.tile(6))
    assert not view.keeper.now.by_hand
    tabs.list.select(0)
    tabs.choose(0)
    wait(qtbot, lambda: view.keeper.tile == tabs.shown.tile(0))
    np.testing.assert_array_equal(view.keeper.now.mask, drawn)
    assert view.keeper.now.by_hand


def test_what_cannot_be_written_is_told_and_stays(qtbot, tabs, view, study):
    blocked = study.folder / "clumps"
    blocked.write_text("a file where a folder should be")
    paint(view.canvas, 3, 60)
    assert "cannot be written" in view.problem.sentence
    assert view.keeper.now.mask[60, 3]
    assert "Saved" not in view.state.text()
    blocked.unlink()
    tabs.clumps.close_tab()
    assert correction(tabs)[60, 3]
    assert view.problem.isHidden()


def test_corrections_are_drawn_before_outlines_are_widened(qtbot, tabs, view):
    narrow = view.keeper.now.mask
    tabs.clumps.form.findChild(QAbstractSpinBox, "dilate").setValue(3)
    wait(qtbot, lambda: tabs.outliner.finder(tabs.shown.run) is not None)
    wait(qtbot, lambda: len(tabs.clumps.canvas._outlines) > 0)
    np.testing.assert_array_equal(view.keeper.now.mask, narrow)


def test_a_measurement_is_old_once_clumps_are_corrected(qtbot, tabs, helper, view):
    panel = tabs.clumps.panel
    tabs.clumps.modes.setCurrentIndex(0)
    wait(qtbot, lambda: ready(panel))
    panel.measure.click()
    wait(qtbot, lambda: not panel.result.table.isHidden())
    tabs.clumps.modes.setCurrentIndex(CORRECT)
    paint(view.canvas, 3, 60)
    tabs.clumps.modes.setCurrentIndex(0)
    wait(qtbot, lambda: not panel.result.old.isHidden() and ready(panel))


def test_nothing_is_drawn_while_clumps_are_measured(qtbot, tabs, helper, view):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    helper.waits = True
    panel.measure.click()
    assert "A measurement goes on" in view.state.text()
    paint(view.canvas, 3, 60)
    assert correction(tabs) is None
    panel.progress.cancel.click()
    paint(view.canvas, 3, 60)
    assert correction(tabs)[60, 3]


def test_what_cannot_be_found_cannot_be_corrected(qtbot, tabs, view):
    spec = tabs.outliner.spec.model_copy(update={"control": "nobody"})
    tabs.outliner.set_spec(spec)
    wait(qtbot, lambda: view.keeper.now is None)
    assert "no class 'nobody'" in view.canvas.accessibleDescription()
    assert not view.tools.none.isEnabled()


def test_a_folder_of_masks_can_be_dropped(qtbot, tabs, study):
    clumps = tabs.clumps
    masks = study.folder.parent / "masks" / "test"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(masks))])
    event = QDropEvent(
        *(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton),
        Qt.KeyboardModifier.NoModifier,
    )
    clumps.dropEvent(event)
    wait(qtbot, lambda: f"masks in {masks}" in clumps.words.text())
    assert tabs.outliner.spec.masks == masks
    assert clumps.panel.spec.clumps.masks == masks
    # Other settings leave the folder as it is.
    clumps.form.findChild(QAbstractSpinBox, "radius").setValue(5)
    assert tabs.outliner.spec.masks == masks
    clumps.masks.drop.click()
    assert tabs.outliner.spec.masks is None
    wait(qtbot, lambda: "training tiles" in clumps.words.text())


def test_a_folder_without_masks_is_told(qtbot, tabs, tmp_path):
    (tmp_path / "nothing").mkdir()
    tabs.clumps.masks.set_folder(tmp_path / "nothing")
    wait(qtbot, lambda: "There is no mask in" in tabs.clumps.words.text())


def seen(view):
    return all(picture.canvas._image is not None for picture in view.pictures)


def test_before_and_after_are_the_pixels_that_are_asked_about(qtbot, tabs):
    tabs.clumps.modes.setCurrentIndex(ERASED)
    view, run = tabs.clumps.erased, tabs.shown.run
    wait(qtbot, lambda: seen(view))
    tile = tabs.shown.tile(0)
    pixels = read_tile(tile, view_of(run.record.study))
    found = Finder(run, tabs.outliner.spec).find("test", tile)
    made = erased_tile(pixels, found, 0, tile.number)
    for picture, expected in zip(view.pictures, made[:3], strict=True):
        np.testing.assert_array_equal(picture.canvas._image, expected[..., 0])
        assert picture.canvas._outlines
        assert picture.answer.text() == ""
    assert "Not asked yet" in view.words.text()
    view.show_outlines.setChecked(False)
    assert not view.pictures[1].canvas._outlines
    view.pictures[0].canvas.set_zoom(12)
    assert view.pictures[2].canvas.sight == view.pictures[0].canvas.sight


def test_answers_stand_below_where_the_tile_was_measured(qtbot, tabs):
    panel = tabs.clumps.panel
    wait(qtbot, lambda: ready(panel))
    panel.measure.click()
    wait(qtbot, lambda: not panel.result.table.isHidden())
    tile = tabs.shown.tile(0)
    answers = Answer("clumps", 4.0), Answer("control", -3.0), Answer("clumps", 3.5)
    told = ErasedTile(0, tile.image, "g", "clumps", "clumps", 5, False, *answers)
    odds = [answer.log_odds for answer in answers]
    called = [answer.class_name for answer in answers]
    folder = folder_for(tabs.shown.run, "test", panel.spec)
    row = [*told[:6], 0, *odds, *called]
    write_table(folder / "counterfactual.csv", COUNTERFACTUAL, [row])
    panel.look()
    tabs.clumps.modes.setCurrentIndex(ERASED)
    view = tabs.clumps.erased
    wait(qtbot, lambda: "flips to control" in view.words.text())
    words = [picture.answer.text() for picture in view.pictures]
    assert words[0].startswith("Called clumps, right")
    assert words[1].startswith("Flips: called control, wrong")
    assert words[2].startswith("Stays: called clumps, right")
    assert "left out of the numbers" in view.words.text()
    tabs.list.select(1)
    tabs.choose(1)
    wait(qtbot, lambda: "not among those" in view.words.text())


def test_a_tile_without_clumps_says_so(qtbot, tabs):
    tabs.clumps.modes.setCurrentIndex(ERASED)
    tabs.list.select(6)
    tabs.choose(6)
    view = tabs.clumps.erased
    other = view.pictures[1].canvas
    wait(qtbot, lambda: "nothing to erase" in other.accessibleDescription())
    assert view.pictures[0].canvas._image is not None
    assert other._image is None
    assert view.words.text() == ""


@pytest.fixture
def experiment(qtbot, page_of, helper, session, study):
    """A study with two runs of one experiment that predicted, and one that did not."""
    for number in range(2):
        run = finish(study)
        if number == 0:
            predict(run, (0.8,) * 8)
    for run in study.runs():
        changed = {"experiment": "one", "variant": "deep"}
        record = run.record.model_copy(update=changed)
        (run.folder / "run.json").write_text(record.model_dump_json())
    session.open_study(study.folder)
    first = min(session.runs, key=lambda run: run.record.created)
    session.choose_run_of(first.id)
    page = page_of(ExplainPage)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    page.tabs.tabs.setCurrentIndex(2)
    return page.tabs.clumps


def test_all_runs_of_an_experiment_are_measured(qtbot, experiment, helper):
    runs = experiment.runs
    experiment.modes.setCurrentIndex(RUNS)
    wait(qtbot, runs.measure.isEnabled)
    assert "2 runs of 3 to measure" in runs.cost.text()
    assert "1 run is left out" in runs.cost.text()
    assert runs.plot.isHidden()
    runs.measure.click()
    wait(qtbot, lambda: not runs.plot.isHidden() and not runs.measuring.busy)
    measured = [job for job in helper.jobs if job.kind == "measure"]
    assert len({job.run for job in measured}) == 2
    wait(qtbot, lambda: "median of 2 runs" in runs.words.text())
    assert "All runs that can be" in runs.cost.text()
    states = sorted(row[2].split(":")[0] for row in runs.table.rows())
    assert states == ["measured", "measured", "not predicted"]
    assert len(runs.plot._strips[0].dots) == 2
    assert runs.progress.isHidden()


def test_measuring_runs_can_be_stopped(qtbot, experiment, helper):
    runs = experiment.runs
    experiment.modes.setCurrentIndex(RUNS)
    wait(qtbot, runs.measure.isEnabled)
    helper.waits = True
    runs.measure.click()
    assert not runs.progress.isHidden()
    assert "Run 1 of 2" in runs.progress.bar.format()
    runs.progress.cancel.click()
    assert "Stopped" in runs.problem.sentence
    assert len([job for job in helper.jobs if job.kind == "measure"]) == 1
    wait(qtbot, runs.measure.isEnabled)


def test_a_run_of_no_experiment_says_what_to_do(qtbot, tabs):
    tabs.clumps.modes.setCurrentIndex(RUNS)
    runs = tabs.clumps.runs
    wait(qtbot, lambda: "belongs to no experiment" in runs.words.text())
    assert runs.measure.isHidden()
    assert runs.table.isHidden()
