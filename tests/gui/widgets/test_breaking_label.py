import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cellclassifier.gui.widgets.breaking_label import BreakingLabel, breakable

LONG = "control_siRNA_" + "scrambled" * 8


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two words", ["two words"]),
        ("plate_B-2.tif", ["plate_", "B-", "2.", "tif"]),
        ("ends.", ["ends."]),
        ("a. b", ["a. b"]),
        ("3.4 x", ["3.4 x"]),
        ("v3.4-5", ["v3.4-", "5"]),
        ("x" * 30, ["x" * 12, "x" * 12, "x" * 6]),
        ("y" * 12, ["y" * 12]),
        ("", [""]),
    ],
)
def test_lines_may_end_inside_names(text, parts):
    assert breakable(text).split("\u200b") == parts


def test_a_long_name_wraps_and_is_given_back_whole(qtbot):
    label = BreakingLabel(LONG)
    qtbot.addWidget(label)
    assert label.text() == LONG
    assert label.minimumSizeHint().width() < 150
    assert label.heightForWidth(150) > 3 * label.fontMetrics().height()


def test_what_is_copied_is_the_name_itself(qtbot):
    label = BreakingLabel(LONG)
    label.make_selectable()
    qtbot.addWidget(label)
    label.show()
    label.setSelection(0, len(breakable(LONG)))
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == LONG
