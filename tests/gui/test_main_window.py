"""The window around the pages, with an actor as the worker."""

import drawn
import pytest
from acting import ACTOR
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from cellclassifier.core import preferences
from cellclassifier.gui import main_window, theme
from cellclassifier.gui.app import make_window


@pytest.fixture
def window(qtbot):
    made = make_window(command=ACTOR)
    qtbot.addWidget(made)
    made.show()
    yield made
    made._session.training = None
    made.close()


def open_study(qtbot, window, tmp_path, **training):
    session = window._session
    session.open_study(drawn.study(tmp_path, 6, 4, **training).folder)
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)
    return session


@pytest.mark.parametrize("number", range(len(main_window.PAGES)))
def test_every_page_opens_with_and_without_a_study(qtbot, window, tmp_path, number):
    page = main_window.PAGES[number]
    qtbot.keyClick(
        window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier
    )
    window.show_page(page.key)
    assert window.stack.currentWidget() is window.pages[page.key]
    assert window.title.text() == page.title
    assert window.sentence.text() == page.sentence
    assert window.rail.buttons[page.key].isChecked()
    open_study(qtbot, window, tmp_path)
    assert window.pages[page.key].step().state in {"ok", "ready", "attention", "locked"}
    assert not window.grab().isNull()


def test_the_rail_says_why_a_step_is_locked(window):
    button = window.rail.buttons["training"]
    assert "No training images" in button.toolTip()
    assert "not yet possible" in button.accessibleDescription()


def test_a_click_on_the_rail_goes_there(qtbot, window):
    window.rail.buttons["tiles"].click()
    assert window.stack.currentWidget() is window.pages["tiles"]
    window.rail.buttons["tiles"].click()
    assert window.rail.buttons["tiles"].isChecked()


def test_runs_are_listed_with_their_result_and_can_be_chosen(qtbot, window, tmp_path):
    session = open_study(qtbot, window, tmp_path, epochs=1)
    for _ in range(2):
        session.start_training()
        qtbot.waitUntil(lambda: session.training is None, timeout=20_000)
    qtbot.waitUntil(lambda: not session.helper.busy, timeout=20_000)
    assert window.runs.count() == 2
    qtbot.waitUntil(
        lambda: "test 100.0 % (n = 8)" in window.runs.item(0).text(), timeout=20_000
    )
    assert session.run is session.runs[0]
    window.runs.setCurrentRow(1)
    assert session.run is session.runs[1]


def test_a_failure_is_told_above_the_page_and_gone_with_the_next_study(
    qtbot, window, tmp_path
):
    window._session.failed.emit("It went wrong.", "a log")
    assert window.notice.sentence == "It went wrong."
    open_study(qtbot, window, tmp_path)
    assert window.notice.sentence == ""


@pytest.mark.parametrize("stop", [True, False])
def test_closing_asks_while_a_training_runs(qtbot, window, tmp_path, monkeypatch, stop):
    session = open_study(qtbot, window, tmp_path, epochs=1000)
    session.start_training()
    run = session.training
    qtbot.waitUntil(lambda: len(run.history().epochs) >= 3, timeout=20_000)
    monkeypatch.setattr(main_window, "ask_to_stop", lambda parent: stop)
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() is stop
    assert (run.state == "cancelled") is stop
    if not stop:
        session.stop_training()
        qtbot.waitUntil(lambda: session.training is None, timeout=20_000)


def test_looks_are_kept(qtbot, window):
    window._set_scheme("dark")
    assert preferences.load().scheme == "dark"
    assert theme.colours() == theme.DARK
    window._change_scheme()
    assert preferences.load().scheme == "light"
    window._set_outcomes(True)
    assert preferences.load().blue_orange
    window._set_outcomes(False)


def test_size_and_place_are_kept(qtbot):
    first = make_window(command=ACTOR)
    first.resize(1000, 700)
    first.close()
    second = make_window(command=ACTOR)
    assert (second.width(), second.height()) == (1000, 700)
    second.close()


def test_the_study_menu_lists_recent_ones(qtbot, window, tmp_path):
    session = open_study(qtbot, window, tmp_path)
    texts = [
        action.text()
        for menu in window.study.menu().children()
        if hasattr(menu, "actions")
        for action in menu.actions()
    ]
    assert f"study  ({tmp_path})" in texts
    assert window.study.text() == session.study.folder.name


def test_what_no_one_caught_is_told_and_the_window_lives(qtbot, window, capsys):
    import sys

    error = RuntimeError("surprise")
    sys.excepthook(RuntimeError, error, None)
    sys.excepthook = sys.__excepthook__
    assert "surprise" in window.notice.sentence
    assert "surprise" in capsys.readouterr().err
    assert window.isVisible()
