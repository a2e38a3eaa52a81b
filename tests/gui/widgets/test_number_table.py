"""The table of numbers: what it shows, copies, saves and ticks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row

COLUMNS = [Column("run", "Which.", number=False), Column("n", "How many.")]
ROWS = [Row(["first", "12"], "All of the first."), Row(["second", "9"], bold=True)]


@pytest.fixture
def made(qtbot):
    widget = NumberTable("runs")
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    widget.show()
    widget.set_rows(COLUMNS, ROWS)
    return widget


def told(made, row, column, role):
    model = made.model_of_rows
    return model.data(model.index(row, column), role)


def test_texts_titles_and_help_are_shown(made):
    role = Qt.ItemDataRole
    model, across = made.model_of_rows, Qt.Orientation.Horizontal
    assert made.rows() == [["first", "12"], ["second", "9"]]
    assert model.headerData(1, across) == "n"
    assert model.headerData(1, across, role.ToolTipRole) == "<qt>How many.</qt>"
    assert told(made, 0, 0, role.ToolTipRole) == "<qt>All of the first.</qt>"
    # A row without help of its own has that of the column.
    assert told(made, 1, 1, role.ToolTipRole) == "<qt>How many.</qt>"
    assert told(made, 1, 0, role.FontRole).bold()
    assert told(made, 0, 0, role.FontRole) is None


def test_numbers_stand_at_the_right(made):
    role = Qt.ItemDataRole.TextAlignmentRole
    assert told(made, 0, 1, role) & Qt.AlignmentFlag.AlignRight
    assert told(made, 0, 0, role) & Qt.AlignmentFlag.AlignLeft


def test_it_is_as_high_as_its_rows(made):
    two = made.minimumSizeHint().height()
    made.set_rows(COLUMNS, ROWS * 4)
    each = made.verticalHeader().defaultSectionSize()
    assert made.minimumSizeHint().height() == two + 6 * each
    made.resize(made.width(), made.sizeHint().height())
    assert made.verticalScrollBar().maximum() == 0


def test_more_rows_than_are_allowed_scroll(qtbot):
    widget = NumberTable("runs", most=3)
    qtbot.addWidget(widget)
    heights = []
    for times in (1, 2, 9):
        widget.set_rows(COLUMNS, ROWS * times)
        heights.append(widget.sizeHint().height())
    assert heights[0] < heights[1] == heights[2]


def test_the_first_column_fills_the_room(made):
    across = made.horizontalHeader()
    for width in (400, 700):
        made.resize(width, 200)
        assert across.length() == made.viewport().width()
    made.resize(60, 200)
    assert across.sectionSize(1) >= made.sizeHintForColumn(1)


def test_rows_are_copied_for_a_spreadsheet(made, qtbot):
    made.copy()
    assert QGuiApplication.clipboard().text() == "run\tn\nfirst\t12\nsecond\t9"
    made.selectRow(1)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(made, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "run\tn\nsecond\t9"


def test_what_is_saved_may_say_more(made, tmp_path):
    path = tmp_path / "numbers.csv"
    made.export_csv(path)
    assert path.read_text(encoding="utf-8").split() == ["run,n", "first,12", "second,9"]
    made.set_rows(COLUMNS, ROWS, (["run", "exact"], [["first", 12.345]]))
    made.export_csv(path)
    assert path.read_text(encoding="utf-8").split() == ["run,exact", "first,12.345"]
    assert [action.text() for action in made.export_menu().actions()] == [
        "Save numbers as CSV …",
        "Copy",
    ]


def test_only_ticked_rows_have_a_box(made, qtbot):
    role, got = Qt.ItemDataRole.CheckStateRole, []
    made.set_rows(COLUMNS, [Row(["first", "1"], ticked=True), Row(["mean", "1"])])
    made.model_of_rows.ticked.connect(lambda *told: got.append(told))
    assert told(made, 0, 0, role) == Qt.CheckState.Checked
    assert told(made, 0, 1, role) is None
    assert told(made, 1, 0, role) is None
    made.setCurrentIndex(made.model_of_rows.index(0, 0))
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert got == [(0, False)]
    assert told(made, 0, 0, role) == Qt.CheckState.Unchecked
    box = made.visualRect(made.model_of_rows.index(0, 0)).center()
    box.setX(12)
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert got == [(0, False), (0, True)]
