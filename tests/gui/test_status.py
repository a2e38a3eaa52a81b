"""The line at the foot: nothing lies over anything else, and nothing is lost."""

from itertools import pairwise

import pytest
from acting import ACTOR
from PySide6.QtWidgets import QMainWindow

from cellclassifier.gui.session import Session
from cellclassifier.gui.status import Status
from cellclassifier.gui.widgets.elided_line import ElidedLine

DEVICE = "NVIDIA RTX 6000 Ada Generation Laptop GPU (48 GB), with TensorFlow 2.20.0"
TOLD = "Read 12,000 training images and 48,000 test images of seven folders."
WORK = "Training deep, augmented, 128 px of plates 1 to 12 on lab-gpu-02, epoch 7 of 90"


@pytest.fixture
def status(qtbot):
    session = Session(ACTOR, lambda folder: None)
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Status(session)
    window.setStatusBar(made)
    window.resize(1280, 300)
    window.show()
    made._show_memory()
    yield made
    session.close()


def fill(status):
    status.tell(TOLD)
    status.device.setText(DEVICE)
    status._on_progress(WORK, 3, 9)


def spans(status):
    parts = (status.message, status.device, status.memory, status.work, status.bar)
    return [each.geometry() for each in parts if each.isVisible()]


@pytest.mark.parametrize("width", [1000, 1280, 1920])
def test_long_texts_give_way_to_each_other(qtbot, status, width):
    status.window().resize(width, 300)
    fill(status)
    qtbot.waitUntil(lambda: len(spans(status)) == 5)

    def apart():
        found = sorted(spans(status), key=lambda each: each.left())
        return all(one.right() < two.left() for one, two in pairwise(found))

    qtbot.waitUntil(apart)
    assert spans(status)[-1].right() < width
    # What changes all the time is never cut.
    assert status.memory.width() >= status.memory.sizeHint().width()
    for part in (status.message, status.device, status.work):
        assert part.width() >= 100
        assert part.toolTip() == part.text()


def test_what_was_cut_ends_in_dots_and_is_told_whole(qtbot, status):
    status.window().resize(1000, 300)
    fill(status)
    qtbot.waitUntil(lambda: status.work.shown().endswith("\N{HORIZONTAL ELLIPSIS}"))
    assert status.work.text() == WORK
    assert status.currentMessage() == TOLD


def test_short_texts_are_whole(qtbot, status):
    status.tell("Read 12 images.")
    status.device.setText("CPU")
    status._on_progress("predicting", 1, 9)
    for part in (status.message, status.device, status.work):
        qtbot.waitUntil(lambda part=part: part.shown() == part.text())


def test_a_line_asks_for_all_of_its_text_and_gives_way(qtbot):
    line = ElidedLine("x" * 100, least=40)
    qtbot.addWidget(line)
    assert line.sizeHint().width() > 300
    assert line.minimumSizeHint().width() == 40
    line.setText("x")
    assert line.minimumSizeHint().width() == line.sizeHint().width()
