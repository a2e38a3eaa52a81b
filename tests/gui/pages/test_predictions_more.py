"""The Predictions page: numbers, other runs, folders, images, marks."""

import drawn
import numpy as np
import pytest
from predicted import (
    EXPLAINER,
    TRUE_CLASS,
    finish,
    keys,
    make_study,
    open_predicted,
    pick,
    predict,
    wait,
)
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cellclassifier.core.wrong_labels import WrongLabels
from cellclassifier.gui.pages.predictions import PredictionsPage
from cellclassifier.gui.widgets.mark_dialog import MarkDialog, WithdrawDialog

COMMAND = EXPLAINER
TILES, NUMBERS, RUNS = range(3)


@pytest.fixture
def page(page_of):
    return page_of(PredictionsPage)


def drop(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.drop.dropEvent(event)


def test_rows_picked_in_the_numbers_are_shown_as_tiles(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    pick(browser.strip.outcome, "right")
    page.tabs.setCurrentIndex(NUMBERS)
    wait(qtbot, lambda: page.tabs.numbers.report is not None)
    rows = np.array([6, 3, 99])
    page.tabs.numbers.rows_wanted.emit(rows, "score of discs at least 0.5")
    assert page.tabs.currentIndex() == TILES
    assert set(keys(browser)) == {3, 6}
    assert browser.gallery.count.text() == ("2 of 8 tiles: score of discs at least 0.5")
    assert browser.strip.outcome.currentText() == "all"
    browser.gallery.clear.click()
    assert len(keys(browser)) == 8


def test_the_numbers_follow_the_run_and_calibrate_by_its_validation(
    qtbot, page, session, asked, tmp_path, monkeypatch
):
    wanted = []
    monkeypatch.setattr(session, "predict_validation", wanted.append)
    page.tabs.validation_wanted.disconnect()
    page.tabs.validation_wanted.connect(lambda run: session.predict_validation(run))
    open_predicted(qtbot, page, tmp_path)
    page.tabs.setCurrentIndex(NUMBERS)
    numbers = page.tabs.numbers
    wait(qtbot, lambda: numbers.report is not None)
    monkeypatch.setattr(type(session.run), "has_validation", True)
    numbers.validation_wanted.emit()
    assert wanted == [session.run]
    session.failed.emit("The worker died.", "")
    assert numbers.notice.sentence == "The worker died."
    monkeypatch.setattr(type(session.run), "has_validation", False)
    numbers.validation_wanted.emit()
    assert "kept no tiles for validation" in numbers.notice.sentence
    assert wanted == [session.run]


def test_runs_that_predicted_the_same_set_are_compared(
    qtbot, page, session, asked, tmp_path
):
    study = make_study(tmp_path)
    first, second, third = finish(study), finish(study), finish(study)
    predict(first)
    predict(second, (0.9,) * 8)
    session.open_study(study.folder)
    session.choose_run_of(first.id)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    page.tabs.setCurrentIndex(RUNS)
    wait(qtbot, lambda: page.tabs.runs.report is not None)
    assert len(page.tabs.runs._runs) == 2
    page.tabs.runs.tiles_wanted.emit((3, 6, 7, 99), "on which runs differ")
    assert page.tabs.currentIndex() == TILES
    assert set(keys(page.browser)) == {3, 6, 7}
    predict(third)
    session.runs_changed.emit()
    page.tabs.setCurrentIndex(RUNS)
    wait(qtbot, lambda: len(page.tabs.runs._runs) == 3)


def test_a_folder_that_is_dropped_is_predicted_and_shown(
    qtbot, page, session, asked, tmp_path
):
    browser = open_predicted(qtbot, page, tmp_path)
    pick(browser.strip.outcome, "wrong")
    folder = tmp_path / "new plate"
    drawn.folder(folder, 2, seed=3, classes=("squares",))
    drawn.folder(folder, 3, seed=4, classes=("odd",))
    told = []
    session.failed.connect(lambda sentence, _: told.append(sentence))
    drop(page, next((folder / "odd").iterdir()))
    assert "Drop a folder" in told[0]
    drop(page, folder)
    assert not page.busy.isHidden()
    wait(qtbot, lambda: browser.shown.test == "new plate")
    assert page.chooser.test == "new plate"
    wait(qtbot, lambda: page.busy.isHidden())
    shown = browser.shown
    assert (len(shown.tiles), shown.unknown) == (5, 3)
    assert "the class of 3 of 5 is not known" in page.result.numbers.text()
    assert "named as a class" in page.result.warning.sentence
    items = [item.outcome for item in browser.gallery.grid._items.items]
    assert items.count("unknown") == 3
    pick(browser.strip.outcome, "unknown")
    assert len(keys(browser)) == 3
    assert browser.panel.verdict.text().endswith("true class unknown")
    pick(browser.strip.outcome, "all")
    pick(page.chooser.tests, "test")
    wait(qtbot, lambda: browser.shown.test == "test")
    assert browser.strip.outcome.findText("unknown") < 0


def test_without_any_class_there_is_no_matrix(qtbot, page, session, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    assert browser.matrix.isVisible()
    folder = drawn.folder(tmp_path / "plain", 2, seed=3, classes=("odd",)) / "odd"
    page._predict_folder(folder)
    wait(qtbot, lambda: browser.shown.test == "odd")
    assert not browser.matrix.isVisible()
    assert browser.histogram.isVisible()
    assert page.result.numbers.text() == (
        "2 tiles predicted; the class of none is known"
    )
    page.tabs.setCurrentIndex(NUMBERS)
    wait(qtbot, lambda: page.tabs.numbers.report is not None)


def test_no_folder_is_predicted_without_a_network(page, session, tmp_path):
    study = make_study(tmp_path)
    finish(study, network=False)
    session.open_study(study.folder)
    assert not page.chooser.folder.isEnabled()
    told = []
    session.failed.connect(lambda sentence, _: told.append(sentence))
    drop(page, tmp_path)
    assert "gone from its folder" in told[0] or "Reading this run" in told[0]


def test_a_double_click_shows_the_image(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.gallery.grid.setFocus()
    qtbot.keyClick(browser.gallery.grid, Qt.Key.Key_Return)
    window = page.tools.field
    assert window.isVisible()
    wait(qtbot, lambda: window._field is not None)
    assert window._number == 0
    window.after.click()
    assert browser.wanted.tile == 1
    assert browser.gallery.grid.current_key() == 1
    pick(browser.strip.outcome, "wrong")
    browser.field_asked.emit(3)
    window.before.click()
    # Tile 2 is right, so the gallery does not show it, but the panel does.
    assert browser.wanted.tile == 2
    assert browser.gallery.grid.current_key() is None
    page.close_page()
    assert not window.isVisible()


def test_a_label_is_marked_filtered_and_withdrawn(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.choose_in_gallery(3)
    browser.panel.marked.button.click()
    dialog = page.findChildren(MarkDialog)[0]
    dialog.why.setText("out of focus")
    with qtbot.waitSignal(page._session.told):
        dialog.accept_button.click()
    assert browser.panel.marked.words.text() == "marked: not discs: out of focus"
    assert browser.wanted.tile == 3
    pick(browser.strip.marks, "marked wrong")
    assert keys(browser) == [3]
    assert browser.gallery.grid._items.items[0].flag
    browser.panel.marked.button.click()
    dialog = page.findChildren(WithdrawDialog)[0]
    dialog.why.setText("sharp enough")
    dialog.accept_button.click()
    assert keys(browser) == []
    assert WrongLabels(browser.shown.run.study_folder).entries() == ()


def test_marks_are_there_when_the_study_is_opened(
    qtbot, page, session, asked, tmp_path
):
    study = make_study(tmp_path)
    run = finish(study)
    predict(run)
    WrongLabels(study.folder).mark(run.tiles("test")[3], "dim")
    session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    marked = page.browser.shown.answers.marked
    assert marked.tolist() == [row == 3 for row in range(8)]


def test_the_menu_of_the_gallery(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.choose_in_gallery(3)
    menu = page.tools.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "Show in its image\tReturn",
        "Mark the label as wrong ...",
        "All marked labels ...",
        "Contact sheet ...",
        "Choose all that are shown\tCtrl+A",
    ]
    menu.actions()[-1].trigger()
    assert browser.gallery.count.text() == "8 of 8 tiles; 8 chosen"
    several = page.tools.menu()
    several.actions()[1].trigger()
    assert "8 tiles" in page.findChildren(MarkDialog)[0].words.text()
    page.findChildren(MarkDialog)[0].close()
    browser.menu_asked.emit(page.mapToGlobal(QPoint(10, 10)))
    for shown in (menu, several, *browser.findChildren(type(menu))):
        shown.close()


def test_new_predictions_drop_rows_that_were_picked(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.pick_tiles([3], "one")
    shown = browser.shown
    predict(shown.run, (*TRUE_CLASS[:7], 0.2))
    page._session.runs_changed.emit()
    wait(qtbot, lambda: browser.shown is not shown)
    assert len(keys(browser)) == 8


def test_every_new_control_has_a_name_and_a_tooltip(page):
    strip, panel = page.browser.strip, page.browser.panel
    for control in (
        *(strip.predicted, strip.group, strip.marks, strip.least, strip.most),
        *(page.chooser.folder, page.tools.saver),
        *(panel.marked.field, panel.marked.button),
    ):
        assert control.accessibleName() or control.text()
        assert control.toolTip()


def test_a_folder_is_predicted_by_one_run_or_by_all(
    qtbot, page, session, tmp_path, monkeypatch
):
    study = make_study(tmp_path)
    alone = finish(study)
    predict(alone)
    session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    asked = []
    monkeypatch.setattr(
        session, "predict_folder", lambda runs, folder: asked.append((runs, folder))
    )
    module = "cellclassifier.gui.pages.predictions.ask_folder"
    monkeypatch.setattr(module, lambda *_: tmp_path / "new")
    page.chooser.folder.click()
    assert [[run.id for run in runs] for runs, _ in asked] == [[alone.id]]
    second, _ = finish(study), finish(study, network=False)
    session.refresh_runs()
    wait(qtbot, lambda: page.chooser.folder.menu() is not None)
    assert page.chooser.by_all.text() == "By all 2 runs with a network ..."
    page.chooser.by_all.trigger()
    runs, folder = asked[-1]
    assert {run.id for run in runs} == {alone.id, second.id}
    assert runs[0] is session.run
    assert folder == tmp_path / "new"
