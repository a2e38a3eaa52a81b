"""Splitters of the windows beside the main one, as they were left."""

import sys

import leaked
import pytest
from acting import Conducting
from PySide6.QtWidgets import QSplitter, QWidget

from cellclassifier.core import preferences
from cellclassifier.gui.leak_window import close_leaks, show_leaks
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_dialogs import show_network
from cellclassifier.gui.widgets.network_dialog import NetworkDialog

TELLER = [
    sys.executable,
    "-c",
    r"""
import sys
from cellclassifier.core.messages import *
say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())
for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, DescribeJob):
        layer = Layer(name="conv", layer="Conv2D", shape=(64, 64, 16), parameters=160,
                      multiply_adds=99)
        say(NetworkDescribed(layers=(layer,)))
    say(Ended(outcome="done"))
""",
]
"""A worker that describes a network."""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return leaked.study(tmp_path_factory.mktemp("leaked"))


@pytest.fixture
def session(qtbot, study):
    made = Session(TELLER, Conducting())
    made.open_study(study.folder)
    qtbot.waitUntil(lambda: made.prepared is not None, timeout=60_000)
    yield made
    made.close()


@pytest.fixture
def main(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    yield made
    close_leaks(made)


def move(splitter, place):
    splitter.moveSplitter(place, 1)
    return splitter.sizes()


def network(qtbot, session, main):
    show_network(session, main)
    dialog = next(d for d in main.findChildren(NetworkDialog) if d.isVisible())
    qtbot.waitUntil(lambda: dialog.body.currentWidget() is dialog._shown, timeout=9_000)
    return dialog


def test_the_window_of_copies_keeps_its_splitter(qtbot, session, main):
    window = show_leaks(session, main)
    qtbot.waitExposed(window)
    moved = move(window.findChild(QSplitter), 500)
    close_leaks(main)
    assert moved in [list(each) for each in preferences.load().splitters.values()]
    again = show_leaks(session, main)
    assert again is not window
    found = again.findChild(QSplitter)
    qtbot.waitUntil(lambda: found.sizes() == moved)


def test_the_window_of_the_network_keeps_its_splitter(qtbot, session, main):
    dialog = network(qtbot, session, main)
    before = dialog._shown.sizes()
    moved = move(dialog._shown, before[0] + 90)
    assert moved != before
    dialog.close()
    again = network(qtbot, session, main)
    assert again is not dialog
    # Not as much as the drawing needs, but as it was left.
    qtbot.waitUntil(lambda: again._shown.sizes() == moved)
    again.close()
