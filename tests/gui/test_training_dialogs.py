"""The windows that the Training page opens, with an actor as the worker."""

import sys

import drawn
import pytest
from acting import ACTOR, Conducting, idle

from cellclassifier.core import preferences
from cellclassifier.gui.pages.training import TrainingPage
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_dialogs import DeviceWindow
from cellclassifier.gui.widgets.experiment_form import ExperimentDialog
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
        shape = (*job.shape[:2], 16)
        layer = Layer(name="conv", layer="Conv2D", shape=shape, parameters=160,
                      multiply_adds=99)
        say(NetworkDescribed(layers=(layer,)))
    elif isinstance(job, DeviceJob):
        say(DeviceFound(text="a stage", devices=(Device(key="cpu", name="a stage"),)))
    elif isinstance(job, SelfTestJob):
        say(SelfTested(passed=True, found="It works.", speed=9))
    say(Ended(outcome="done"))
""",
]
"""A worker that describes and tests."""


@pytest.fixture
def page(qtbot, tmp_path):
    conducting = Conducting(ACTOR)
    session = Session(TELLER, conducting)
    made = TrainingPage(session)
    qtbot.addWidget(made)
    made.show()
    session.open_study(drawn.study(tmp_path, 6, 4, epochs=1).folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    yield made
    session.close()
    conducting.close()


def opened(qtbot, page, kind):
    qtbot.waitUntil(lambda: page.window().findChild(kind) is not None, timeout=20_000)
    return page.window().findChild(kind)


def test_several_runs_are_planned_and_started(qtbot, page):
    session = page._session
    page.column.several.click()
    dialog = opened(qtbot, page, ExperimentDialog)
    assert dialog.start.isEnabled()
    dialog.form.findChild(object, "runs").setValue(2)
    with qtbot.waitSignal(session.desk.made, timeout=30_000):
        dialog.start.click()
    idle(qtbot, session)
    assert [run.state for run in session.runs] == ["done", "done"]
    # The experiment has a page of its own, which takes all the room.
    qtbot.waitUntil(lambda: page.tabs.currentIndex() == 1, timeout=20_000)
    assert not page.column.isVisible()
    view = page.experiment.view
    qtbot.waitUntil(lambda: "2 of 2 runs" in view.progress.text(), timeout=20_000)
    view.run_opened.emit(session.runs[1].id)
    assert session.run is session.runs[1]
    assert page.tabs.currentIndex() == 0
    assert page.column.isVisible()


def test_the_network_is_described(qtbot, page):
    page.column.network.click()
    dialog = opened(qtbot, page, NetworkDialog)
    qtbot.waitUntil(lambda: "160 parameters" in dialog.words.text(), timeout=20_000)
    dialog.reject()


def test_a_device_is_tested_and_chosen(qtbot, page):
    session = page._session
    page.column.change_device.click()
    window = opened(qtbot, page, DeviceWindow)
    qtbot.waitUntil(lambda: "a stage" in texts(window), timeout=20_000)
    window.test.click()
    qtbot.waitUntil(lambda: "It works." in window.outcome.sentence, timeout=20_000)
    window.chosen.emit("cpu", "tensorflow")
    assert preferences.load().device == "cpu"
    qtbot.waitUntil(lambda: session.device == "a stage", timeout=20_000)
    window.reject()


def texts(window):
    from PySide6.QtWidgets import QLabel, QRadioButton

    labels = [label.text() for label in window.findChildren(QLabel)]
    buttons = [button.text() for button in window.findChildren(QRadioButton)]
    return " ".join((*labels, *buttons))
