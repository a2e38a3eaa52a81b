"""The view of the numbers: computed in the background, clicked, calibrated."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from judged import drawn, sure, table
from PySide6.QtCore import Qt

from cellclassifier.core.errors import UserError
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import numbers_view as module
from cellclassifier.gui.widgets.numbers_report import Choice
from cellclassifier.gui.widgets.numbers_view import NumbersView

RUN = SimpleNamespace(id="run", folder=Path("run"))
OTHER = SimpleNamespace(id="other", folder=Path("other"))
TABLE = drawn(120, groups=6, spread=1.0)


@pytest.fixture
def view(qtbot):
    background = Background()
    widget = NumbersView(background)
    qtbot.addWidget(widget)
    widget.resize(1020, 600)
    widget.show()
    widget.told, widget.asked = [], []
    widget.rows_wanted.connect(lambda *got: widget.told.append(got))
    widget.validation_wanted.connect(lambda: widget.asked.append(True))
    yield widget
    background.close()


def show(qtbot, view, of=TABLE, validation=None, run=RUN):
    before = view.report
    view.show_table(run, "test", of, validation)
    renewed(qtbot, view, before)


def renewed(qtbot, view, before):
    qtbot.waitUntil(lambda: view.report is not before, timeout=20_000)


def choose(qtbot, view, **choice):
    wanted, before = Choice(**choice), view.report
    units = ["tile", "image", "group"]
    view.choice.unit.setCurrentIndex(units.index(wanted.unit))
    view.choice.how.setCurrentIndex(["mean", "vote"].index(wanted.how))
    view.choice.unit.activated.emit(0)
    renewed(qtbot, view, before)
    assert view.report.choice == wanted


def test_numbers_are_shown(view, qtbot):
    show(qtbot, view)
    found = view.report.evaluation
    sheet = view.sheet
    assert sheet.isVisible()
    assert f"{found.accuracy.k} of 120 tiles right" in sheet.heading.text()
    assert sheet.remarks.text().startswith("Tiles of one group are alike")
    assert len(sheet.numbers.rows()) == 7
    assert len(sheet.classes.rows()) == 4
    assert not sheet.roc.is_empty()
    assert not sheet.bins.is_empty()
    assert not sheet.counts.isVisible()
    assert sheet.class_box.currentText() == "b"


def test_nothing_is_computed_out_of_sight(view, qtbot, monkeypatch):
    made = []
    make = module.make_report

    def note(*given):
        made.append(given)
        return make(*given)

    monkeypatch.setattr(module, "make_report", note)
    view.hide()
    view.show_table(RUN, "test", TABLE, None)
    assert view.report is None
    assert made == []
    view.show()
    renewed(qtbot, view, None)
    view.show_table(RUN, "test", TABLE, None)
    view.hide()
    view.show()
    assert len(made) == 1


def test_a_cell_of_the_matrix_asks_for_its_tiles(view, qtbot):
    show(qtbot, view)
    matrix = view.sheet.matrix
    place = matrix.cell_rect(0, 1).center()
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    rows, words = view.told[0]
    assert words == "true a, predicted b"
    assert len(rows) == view.report.evaluation.matrix[0, 1] > 0
    assert {TABLE.true_classes[row] for row in rows} == {"a"}
    # It is no filter here: a second click asks again.
    assert len(view.told) == 2


def test_a_point_of_a_curve_asks_for_the_tiles_called_so(view, qtbot):
    show(qtbot, view)
    view.sheet.precision.chosen.emit(0.73)
    rows, words = view.told[0]
    assert words == "score of b at least 0.730"
    assert rows.tolist() == [i for i in range(120) if TABLE.probabilities[i, 1] >= 0.73]
    view.sheet.class_box.setCurrentText("a")
    assert view.sheet.roc._scores.class_name == "a"
    view.sheet.roc.chosen.emit(0.73)
    assert view.told[1][1] == "score of a at least 0.730"


def test_a_bin_asks_for_its_tiles(view, qtbot):
    show(qtbot, view)
    view.sheet.bins.chosen.emit(9)
    rows, words = view.told[0]
    assert words == "confidence 0.90 to 1.00"
    assert len(rows) == view.report.bins.counts[9]


def test_images_and_groups_ask_for_all_of_their_tiles(view, qtbot):
    show(qtbot, view)
    choose(qtbot, view, unit="group", how="vote")
    groups = len(set(TABLE.groups))
    assert f" of {groups} groups right" in view.sheet.heading.text()
    for true in range(2):
        view.sheet.matrix.chosen.emit(true, true)
    rows, words = view.told[0]
    assert words == "groups judged by vote: true a, predicted a"
    assert all(TABLE.true_classes[row] == "a" for row in rows)
    whole = [
        row for row, name in enumerate(TABLE.groups) if name == TABLE.groups[rows[0]]
    ]
    assert set(whole) <= set(rows.tolist())


def test_a_tile_by_itself_has_no_vote(view, qtbot):
    show(qtbot, view)
    assert not view.choice.how.isEnabled()
    choose(qtbot, view, unit="image")
    assert view.choice.how.isEnabled()


def test_calibration_asks_for_validation_and_waits(view, qtbot):
    show(qtbot, view)
    assert not view.choice.calibrate.isChecked()
    before = view.report
    view.choice.calibrate.click()
    assert view.asked == [True]
    assert "validation part is being predicted" in view.notice.sentence
    assert view.report is before
    show(qtbot, view, validation=drawn(90, seed=7))
    assert view.notice.sentence == ""
    assert view.report.before is not None
    temperature = view.report.temperature.value
    assert f"(temperature {temperature:.2f})" in view.choice.calibrate.text()
    view.sheet.bins.chosen.emit(9)
    assert view.told[-1][1].endswith(", calibrated")
    before = view.report
    view.choice.calibrate.click()
    renewed(qtbot, view, before)
    assert view.report.before is None
    assert view.asked == [True]


def test_validation_that_fails_takes_the_tick_away(view, qtbot):
    show(qtbot, view)
    view.choice.calibrate.click()
    view.validation_failed("The run has no validation part.")
    assert not view.choice.calibrate.isChecked()
    assert view.notice.sentence == "The run has no validation part."
    view.choice.calibrate.click()
    before = view.report
    view.show_table(RUN, "test", TABLE, table(sure("aa"), "aa"))
    renewed(qtbot, view, before)
    assert not view.choice.calibrate.isChecked()
    assert view.notice.sentence == view.report.no_temperature != ""


def test_another_run_is_not_calibrated_without_being_asked(view, qtbot):
    show(qtbot, view, validation=drawn(90, seed=7))
    before = view.report
    view.choice.calibrate.click()
    renewed(qtbot, view, before)
    assert view.report.before is not None
    show(qtbot, view, of=drawn(80, seed=4), run=OTHER)
    assert view.report.before is None
    assert view.asked == []


def test_without_known_classes_only_counts_are_shown(view, qtbot):
    unknown = TABLE._replace(true_classes=("",) * 120)
    show(qtbot, view, of=unknown)
    assert "nothing to compare with" in view.sheet.heading.text()
    assert view.sheet.counts.isVisible()
    assert not view.sheet.numbers.isVisible()
    assert sum(int(row[1]) for row in view.sheet.counts.rows()) == 120
    view.sheet.counts.clicked.emit(view.sheet.counts.model_of_rows.index(0, 1))
    rows, words = view.told[0]
    assert words == "predicted a"
    assert rows.tolist() == (unknown.predicted == 0).nonzero()[0].tolist()


def test_tiles_without_a_class_are_counted_apart(view, qtbot):
    some = TABLE._replace(true_classes=("",) * 20 + TABLE.true_classes[20:])
    show(qtbot, view, of=some)
    assert " of 100 tiles right" in view.sheet.heading.text()
    assert "20 of 120 tiles are left out" in view.sheet.remarks.text()
    assert not view.sheet.counts.isHidden()
    view.sheet.matrix.chosen.emit(0, 0)
    assert all(some.true_classes[row] == "a" for row in view.told[0][0])


def test_one_class_has_no_curves(view, qtbot):
    show(qtbot, view, of=table(sure("aab"), "aaa"))
    assert view.sheet.roc.is_empty()
    assert not view.sheet.bins.is_empty()


def test_an_old_result_is_dropped(view, qtbot):
    view.show_table(RUN, "test", TABLE, None)
    view.show_nothing("Choose a run.")
    show(qtbot, view, of=drawn(60, seed=9))
    assert view.report.evaluation.n == 60
    view.show_nothing("Choose a run.")
    assert view.report is None
    assert view.empty.isVisible()
    assert view.empty.text() == "Choose a run."
    assert not view.choice.isEnabled()


def test_what_cannot_be_computed_is_told(view, qtbot, monkeypatch):
    def refuse(*given):
        raise UserError("These predictions cannot be judged.")

    monkeypatch.setattr(module, "make_report", refuse)
    view.show_table(RUN, "test", TABLE, None)
    qtbot.waitUntil(lambda: "cannot be judged" in view.empty.text(), timeout=20_000)


def test_every_control_has_a_name_and_a_tip(view):
    for control in (view.choice.unit, view.choice.how, view.choice.calibrate):
        assert control.accessibleName()
        assert control.toolTip()
    for part in (view.sheet.numbers, view.sheet.classes, view.sheet.class_box):
        assert part.accessibleName()


def test_nothing_is_wider_than_the_window(view, qtbot):
    show(qtbot, view, of=drawn(200, "abcde", groups=8))
    assert view.minimumSizeHint().width() <= 1020
    assert view.sheet.inside.width() <= view.sheet.viewport().width()
