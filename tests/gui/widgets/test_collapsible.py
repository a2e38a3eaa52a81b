import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QToolButton, QVBoxLayout

from cellclassifier.gui.widgets.collapsible import Collapsible


@pytest.fixture
def folded(qtbot):
    widget = Collapsible("More settings")
    QVBoxLayout(widget.content).addWidget(QCheckBox("inside"))
    qtbot.addWidget(widget)
    widget.show()
    return widget


def heading(widget: Collapsible) -> QToolButton:
    return widget.findChild(QToolButton)


def test_is_folded_at_first(folded):
    assert not folded.is_open
    assert not folded.content.isVisible()


def test_a_click_turns_it_over(folded, qtbot):
    for is_open in (True, False):
        qtbot.mouseClick(heading(folded), Qt.MouseButton.LeftButton)
        assert folded.is_open is is_open
        assert folded.content.isVisible() is is_open


@pytest.mark.parametrize(
    ("keys", "is_open"),
    [
        ([Qt.Key.Key_Space], True),
        ([Qt.Key.Key_Return], True),
        ([Qt.Key.Key_Return, Qt.Key.Key_Enter], False),
        ([Qt.Key.Key_Right, Qt.Key.Key_Down], True),
        ([Qt.Key.Key_Right, Qt.Key.Key_Left], False),
        ([Qt.Key.Key_Down, Qt.Key.Key_Up], False),
    ],
)
def test_keys_open_and_close_it(folded, qtbot, keys, is_open):
    for key in keys:
        qtbot.keyClick(heading(folded), key)
    assert folded.content.isVisible() is is_open


def test_tab_reaches_the_heading_and_then_what_is_inside(folded, qtbot):
    folded.set_open(True)
    heading(folded).setFocus()
    assert heading(folded).focusPolicy() & Qt.FocusPolicy.TabFocus
    assert heading(folded).nextInFocusChain() in (
        folded.content,
        folded.findChild(QCheckBox),
    )


def test_tells_each_change_once(folded):
    told = []
    folded.turned.connect(told.append)
    for is_open in (True, True, False):
        folded.set_open(is_open)
    assert told == [True, False]


def test_tells_screen_readers_its_title_and_state(folded):
    assert heading(folded).accessibleName() == "More settings"
    assert heading(folded).accessibleDescription() == "folded away"
    folded.set_open(True)
    assert heading(folded).accessibleDescription() == "shown"


def test_takes_no_room_while_folded(folded):
    before = folded.sizeHint().height()
    folded.set_open(True)
    assert folded.sizeHint().height() > before
