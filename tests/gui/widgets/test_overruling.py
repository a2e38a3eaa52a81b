"""The question why exact copies may stay."""

import pytest
from PySide6.QtCore import Qt

from cellclassifier.gui.widgets.overruling import LEAST, Overruling

REASON = "they are a control"


@pytest.fixture
def asked(qtbot):
    made = Overruling()
    qtbot.addWidget(made)
    made.answers = []
    made.answered.connect(made.answers.append)
    return made


@pytest.mark.parametrize("text", ["", "x" * (LEAST - 1), " " * 40, " short    "])
def test_no_real_reason_is_no_answer(qtbot, asked, text):
    asked.reason.setText(text)
    assert not asked.allow.isEnabled()
    assert str(LEAST) in asked.allow.toolTip()
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert asked.answers == []


def test_a_reason_is_told_without_the_room_around_it(asked):
    asked.reason.setText(f"  {REASON} ")
    assert asked.allow.isEnabled()
    asked.allow.click()
    assert asked.answers == [REASON]


def test_return_answers(qtbot, asked):
    qtbot.keyClicks(asked.reason, REASON)
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert asked.answers == [REASON]


def test_a_reason_that_was_given_is_shown_and_taken_back(asked):
    asked.show_reason(REASON)
    assert REASON in asked.given.text()
    assert asked.stack.currentIndex() == 1
    asked.back.click()
    assert asked.answers == [""]
    asked.show_reason("")
    assert asked.stack.currentIndex() == 0
    assert not asked.allow.isEnabled()
