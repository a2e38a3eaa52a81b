"""Several short lines in one box."""

import pytest

from cellclassifier.gui.widgets.lines_box import LINES, LinesBox


@pytest.fixture
def box(qtbot):
    made = LinesBox()
    qtbot.addWidget(made)
    made.show()
    return made


def test_empty_lines_are_none(box):
    assert box.lines() == ()
    box.setPlainText("module load cuda\n\n  \nsource x")
    assert box.lines() == ("module load cuda", "source x")


def test_the_same_lines_leave_what_is_typed_as_it_is(box):
    box.setPlainText("a\n")
    box.set_lines(("a",))
    assert box.toPlainText() == "a\n"
    box.set_lines(("a", "b"))
    assert box.toPlainText() == "a\nb"


def test_it_has_room_for_some_lines_and_no_more(box):
    line = box.fontMetrics().lineSpacing()
    assert LINES * line < box.height() < (LINES + 2) * line
