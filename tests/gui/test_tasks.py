"""Short work off the GUI thread."""

import threading

import pytest

from cellclassifier.gui.tasks import Background


@pytest.fixture
def background(qtbot):
    made = Background()
    yield made
    made.close()


def test_results_arrive_on_the_gui_thread(qtbot, background):
    got = []

    def done(name):
        got.append((name, threading.current_thread() is threading.main_thread()))

    background.run("a", lambda: threading.current_thread().name, done, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].startswith("ThreadPool")
    assert got[0][1]


def test_what_work_raises_is_told(qtbot, background):
    got = []
    background.run("a", lambda: 1 / 0, got.append, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ZeroDivisionError)


def test_only_the_newest_of_a_key_is_delivered(qtbot, background):
    got, gate = [], threading.Event()
    background.run("a", lambda: gate.wait(20) and "old", got.append, got.append)
    background.run("a", lambda: "new", got.append, got.append)
    qtbot.waitUntil(lambda: got == ["new"])
    gate.set()
    background.run("b", lambda: "last", got.append, got.append)
    qtbot.waitUntil(lambda: "last" in got)
    assert got == ["new", "last"]


def test_tell_reaches_the_gui_thread(qtbot, background):
    got = []
    background.run(
        "a",
        lambda: background.tell(
            lambda: got.append(threading.current_thread() is threading.main_thread())
        ),
        lambda _: None,
        got.append,
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [True]


def test_nothing_is_started_once_it_is_closed(background):
    started = threading.Event()
    background.close()
    background.run("a", started.set, lambda _: None, lambda _: None)
    assert not started.is_set()
