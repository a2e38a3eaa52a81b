"""Marks on labels: what is asked, what is written, and what stays."""

import pytest
from predicted import finish, make_study, predict
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from cellclassifier.core.wrong_labels import WrongLabels
from cellclassifier.gui.widgets.mark_dialog import MarkDialog, WithdrawDialog
from cellclassifier.gui.widgets.marker import Marker
from cellclassifier.gui.widgets.marks_dialog import MarksDialog
from cellclassifier.gui.widgets.prediction_table import read_all


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = finish(make_study(tmp_path_factory.mktemp("marked")))
    predict(run)
    return run


@pytest.fixture
def shown(run):
    WrongLabels(run.study_folder).path.unlink(missing_ok=True)
    return read_all(run, "test")


@pytest.fixture
def marker(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    marker = Marker(window, lambda: marker.reason)
    marker.reason = ""
    marker.heard, marker.refusals = [], []
    marker.changed.connect(marker.heard.append)
    marker.failed.connect(marker.refusals.append)
    return marker


def dialog(marker, kind):
    found = [d for d in marker._window.findChildren(kind) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(dialog, why, suspected=""):
    dialog.why.setText(why)
    if suspected:
        dialog.suspected.setCurrentIndex(dialog.suspected.findData(suspected))
    dialog.accept_button.click()


def marks(shown):
    return WrongLabels(shown.run.study_folder).entries()


def test_a_label_is_marked_with_a_reason(marker, shown):
    before = [path.read_bytes() for path in shown.by_image]
    marker.mark(shown, [3])
    asked = dialog(marker, MarkDialog)
    assert "'discs' of the tile at x 0, y 0 of 3.png" in asked.words.text()
    assert not asked.accept_button.isEnabled()
    asked.why.setText("  ")
    assert not asked.accept_button.isEnabled()
    # A tile that is its whole image leaves no choice.
    assert asked.whole.isHidden()
    asked.by.setText("A. B.")
    fill(asked, "out of focus", "squares")
    (entry,) = marks(shown)
    assert (entry.reason, entry.suspected, entry.given, entry.by) == (
        *("out of focus", "squares", "discs", "A. B."),
    )
    assert entry.covers(shown.tile(3))
    assert marker.heard[-1] == (entry,)
    now = shown.with_marks(marker.heard[-1])
    assert now.item(3).flag == "label marked wrong"
    assert "rather squares: out of focus" in now.item(3).tooltip
    assert now.answers.marked.tolist() == [n == 3 for n in range(8)]
    assert [path.read_bytes() for path in shown.by_image] == before


def test_several_are_marked_at_once_and_the_name_is_remembered(marker, shown):
    marker.mark(shown, [1, 2])
    asked = dialog(marker, MarkDialog)
    assert "2 tiles" in asked.words.text()
    asked.by.setText("C. D.")
    fill(asked, "same dish")
    assert {entry.image.name for entry in marks(shown)} == {"1.png", "2.png"}
    marker.mark(shown, [3])
    asked = dialog(marker, MarkDialog)
    assert asked.by.text() == "C. D."
    asked.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert len(marks(shown)) == 2


def test_a_whole_image_can_be_marked(marker, shown):
    shown.extents[shown.tile(0).image] = (128, 128)
    marker.mark(shown, [0])
    asked = dialog(marker, MarkDialog)
    assert asked.whole.isVisible()
    asked.whole.setChecked(True)
    fill(asked, "wrong folder")
    (entry,) = marks(shown)
    assert entry.box is None


def test_a_mark_is_withdrawn_with_a_reason(marker, shown):
    entry = WrongLabels(shown.run.study_folder).mark(shown.tile(3), "dim")
    marker.show_list(shown.run.study_folder)
    found = dialog(marker, MarksDialog)
    assert "1 label is marked as wrong" in found.words.text()
    assert not found.withdraw.isEnabled()
    cells = [found.table.item(0, column).text() for column in range(5)]
    assert cells == ["3.png", "x 0, y 0", "discs", "", "dim"]
    found.table.selectRow(0)
    found.withdraw.click()
    asked = found.findChildren(WithdrawDialog)[0]
    assert "not discs: dim" in asked.words.text()
    fill(asked, "looked again")
    assert marks(shown) == ()
    assert marker.heard == [()]
    assert found.table.rowCount() == 0
    assert entry.reason == "dim"
    found.close()


def test_a_mark_that_another_window_withdrew_is_told(marker, shown):
    found = WrongLabels(shown.run.study_folder)
    entry = found.mark(shown.tile(3), "dim")
    marker.withdraw(shown.run.study_folder, entry)
    found.withdraw(entry.id, "no")
    fill(dialog(marker, WithdrawDialog), "looked again")
    assert "not in the list any more" in marker.refusals[0]


def test_nothing_is_asked_where_nothing_may_be_changed(marker, shown):
    marker.reason = "Another window has this study."
    marker.mark(shown, [0])
    assert marker.refusals == ["Another window has this study."]
    assert not marker._window.findChildren(MarkDialog)
