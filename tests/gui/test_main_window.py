"""The window around the pages, with an actor as the worker."""

import drawn
import pytest
from acting import ACTOR, DYING, Conducting, begin, idle
from predicted import finish
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication

from cellclassifier.core import preferences
from cellclassifier.core.contents import read_contents
from cellclassifier.core.queueing import Queue
from cellclassifier.gui import main_window, theme
from cellclassifier.gui.app import make_window
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.widgets import closing


@pytest.fixture
def window(qtbot, monkeypatch):
    # A test that fails while it trains must not wait for an answer.
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: "stop")
    conducting = Conducting()
    made = make_window(command=ACTOR, conduct=conducting)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    conducting.close()


def open_study(qtbot, window, tmp_path, **training):
    session = window._session
    session.open_study(drawn.study(tmp_path, 6, 4, **training).folder)
    qtbot.waitUntil(lambda: session.checked, timeout=20_000)
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
        idle(qtbot, session)
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


@pytest.mark.parametrize("answer", ["stop", "go on", "stay"])
def test_closing_asks_while_a_training_runs(
    qtbot, window, tmp_path, monkeypatch, answer
):
    session = open_study(qtbot, window, tmp_path, epochs=1000)
    run = begin(qtbot, session)
    qtbot.waitUntil(lambda: len(run.history().epochs) >= 3, timeout=20_000)
    qtbot.waitUntil(lambda: session.desk.standing.doing != (), timeout=20_000)
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: answer)
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() is (answer != "stay")
    # At the end of the test the window may close.
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: "stop")
    if answer == "stop":
        qtbot.waitUntil(lambda: run.state == "cancelled", timeout=20_000)
    else:
        assert run.asked() is None
        assert run.state == "running"


def test_what_is_asked_when_the_window_closes(qtbot, window):
    box = closing.question(window, 2)
    qtbot.addWidget(box)
    assert "2 more runs wait" in box.text()
    assert {button.text() for button in box.buttons()} == {
        "Let it go on",
        "Stop it",
        "Cancel",
    }
    assert box.defaultButton().text() == "Let it go on"


def test_runs_that_wait_with_nobody_training_can_go_on(qtbot, window, tmp_path):
    study = drawn.study(tmp_path, 6, 4, epochs=1)
    run = study.new_run(read_contents(study.spec))
    Queue(study.folder).add(run)
    window._session.open_study(study.folder)
    qtbot.waitUntil(lambda: "1 run waits" in window.standing.sentence, timeout=20_000)
    window.standing.acted.emit()
    qtbot.waitUntil(lambda: run.state == "done", timeout=20_000)
    idle(qtbot, window._session)
    assert window.standing.isHidden()


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


def press(window, keys):
    # Not by real keys: those reach the active window, which this may not be.
    wanted = QKeySequence(keys)
    next(act for act in window.actions() if act.shortcut() == wanted).trigger()


def train_long(qtbot, window, tmp_path):
    """Start a training that waits, after three epochs, to be stopped."""
    session = open_study(qtbot, window, tmp_path, epochs=1000)
    begin(qtbot, session)
    work = window.status.work
    qtbot.waitUntil(lambda: "epoch 3 of 1000" in work.text(), timeout=20_000)
    return session


def test_a_training_is_seen_and_stopped_from_every_page(qtbot, window, tmp_path):
    session = train_long(qtbot, window, tmp_path)
    assert name_of(session.training) in window.status.work.text()
    assert window.status.bar.value() == 300
    # The queue may change at any moment, as where another run is added.
    session.desk.changed.emit()
    assert "epoch 3 of 1000" in window.status.work.text()
    session.progressed.emit("predicting", 3, 8)
    assert window.status.work.text() == "predicting"
    session.progressed.emit("", 0, 0)
    assert "epoch 3 of 1000" in window.status.work.text()
    window.show_page("images")
    press(window, "Ctrl+.")
    assert "Stopping" in window.pages["training"].run.progress.text.text()
    idle(qtbot, session)
    qtbot.waitUntil(lambda: not session.helper.busy, timeout=20_000)
    assert window.status.work.text() == ""
    for key in ("training", "predictions"):
        assert window.rail.buttons[key].font().bold()
        window.show_page(key)
        assert not window.rail.buttons[key].font().bold()


def test_a_notice_stays_until_closed_or_overtaken(qtbot, window, tmp_path):
    session = open_study(qtbot, window, tmp_path, epochs=1)
    session.failed.emit("It went wrong.", "")
    session.update(training=session.spec.training.model_copy(update={"epochs": 2}))
    assert window.notice.sentence == "It went wrong."
    window.notice._close.click()
    assert window.notice.isHidden()
    session.failed.emit("It went wrong again.", "")
    begin(qtbot, session)
    assert window.notice.isHidden()
    idle(qtbot, session)


def test_help_lists_every_shortcut_and_page(qtbot, window):
    window.show_page("review")
    press(window, "F1")
    dialog = window.guide.help
    assert dialog.isVisible()
    assert dialog.shown == ("review", "")
    keys = dict(dialog.keys())
    for action in window.actions():
        assert keys[action.text()] == action.shortcut().toString()
    for button in window.findChildren(QAbstractButton):
        # Those of the help itself are in its tooltips.
        if button.window() is window and not button.shortcut().isEmpty():
            assert button.shortcut().toString() in keys.values()
    listed = {dialog.list.item(row).text() for row in range(dialog.list.count())}
    pages = enumerate(main_window.PAGES, 1)
    assert {f"{n}  {page.title}" for n, page in pages} < listed
    dialog.close()


def test_runs_are_looked_for_when_the_user_comes_back(
    qtbot, window, tmp_path, monkeypatch
):
    session = open_study(qtbot, window, tmp_path)
    made = finish(session.study)
    assert session.runs == []
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(lambda: window.runs.count() == 1, timeout=20_000)
    qtbot.waitUntil(lambda: "done" in window.runs.item(0).text(), timeout=20_000)
    assert [run.id for run in session.runs] == [made.id]


def test_a_name_with_an_ampersand_is_shown_whole(window, tmp_path):
    window._session.create_study(tmp_path / "A&B")
    assert window.study.text() == "A&&B"


def test_a_failed_training_is_told_once_where_it_belongs(qtbot, window, tmp_path):
    session = open_study(qtbot, window, tmp_path, epochs=1)
    window._session.desk._conduct.command = DYING
    window.show_page("training")
    begin(qtbot, session)
    page = window.pages["training"]
    qtbot.waitUntil(
        lambda: "died unexpectedly" in page.run.notice.sentence, timeout=20_000
    )
    idle(qtbot, session)
    assert window.notice.isHidden()
