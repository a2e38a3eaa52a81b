from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from cellclassifier.core.folders import LeftOut
from cellclassifier.gui.widgets.left_out_list import LeftOutList

FOLDER = Path("/data/train")


@pytest.fixture
def left_out(qtbot):
    widget = LeftOutList()
    qtbot.addWidget(widget)
    return widget


def test_it_takes_no_room_where_all_files_are_used(left_out):
    left_out.set_items([], FOLDER)
    assert left_out.isHidden()


def test_it_counts_and_stays_open_when_the_files_change(left_out, qtbot):
    one = LeftOut(FOLDER / "a" / "x.txt", "not an image.")
    left_out.set_items([one], FOLDER)
    left_out.show()
    left_out.set_open(True)
    assert left_out.text.toPlainText() == "a/x.txt: not an image."
    left_out.set_items([one, LeftOut(Path("/else/y"), "odd.")], FOLDER)
    qtbot.waitUntil(left_out.text.isVisible)
    assert left_out.text.toPlainText().endswith("/else/y: odd.")
    headings = [button.text() for button in left_out.findChildren(QToolButton)]
    assert headings[-1:] == ["2 files left out"]
