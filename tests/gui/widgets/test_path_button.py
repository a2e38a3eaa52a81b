from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from cellclassifier.gui.widgets.path_button import PathButton


@pytest.fixture
def button(qtbot):
    button = PathButton("Choose ...")
    qtbot.addWidget(button)
    button.show()
    return button


def test_without_recent_folders_there_is_no_arrow(button, qtbot):
    assert button.menu() is None
    assert button.popupMode() == QToolButton.ToolButtonPopupMode.DelayedPopup
    assert button.accessibleName() == "Choose"
    with qtbot.waitSignal(button.asked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_recent_folders_are_named_by_their_last_parts(button, qtbot):
    folder = Path("/data/a/b & c/train")
    button.set_recent([folder, Path("/x")])
    first, second = button.menu().actions()
    assert first.text() == "... a/b && c/train"
    assert second.text() == "/x"
    with qtbot.waitSignal(button.picked) as picked:
        first.trigger()
    assert picked.args == [folder]


def test_down_opens_the_recent_folders(button, qtbot):
    button.set_recent([Path("/x")])
    menu = button.menu()
    seen = []
    menu.aboutToShow.connect(lambda: seen.append(True))
    # The menu takes over until it is closed.
    menu.aboutToShow.connect(menu.close, Qt.ConnectionType.QueuedConnection)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert seen == [True]


def test_a_pressed_button_asks_also_with_recent_folders(button, qtbot):
    button.set_recent([Path("/x")])
    with qtbot.waitSignal(button.asked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
