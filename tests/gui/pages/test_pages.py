"""Pages that are made when they are wanted, or while nobody needs the window."""

import subprocess
import sys
from pathlib import Path

import drawn
import pytest
from acting import ACTOR
from predicted import finish, predict
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from cellclassifier.core import preferences
from cellclassifier.gui import main_window
from cellclassifier.gui.app import make_window
from cellclassifier.gui.pages import PAGES, Pages

START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cellclassifier.gui.app import make_window
app = QApplication([])
window = make_window(command=[sys.executable, "-c", "import sys; sys.stdin.read()"])
window.show()
def usable():
    window.grab()
    print(*sys.modules)
    window.close(); app.quit()
QTimer.singleShot(0, usable)
app.exec()
"""
PREFIX = "cellclassifier.gui.pages."
HEAVY = {
    *("scipy", "matplotlib", "sklearn", "cv2", "jinja2", "reportlab", "pyqtgraph"),
    *("tifffile", "PIL", "tensorflow", "keras", "torch"),
}


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: "stop")
    made = make_window(command=ACTOR)
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def pages(session):
    """The pages of a session without a window, and those that were taken."""
    taken = []
    made = Pages(session, taken.append)
    yield made, taken
    for page in taken:
        page.close_page()
        page.deleteLater()


@pytest.fixture
def predicted_study(tmp_path):
    study = drawn.study(tmp_path, 6, 4)
    predict(finish(study))
    return study


def modules_at_start():
    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_first_start_loads_no_page_and_nothing_heavy():
    found = modules_at_start()
    assert "cellclassifier.gui.welcome" in found
    assert not [name for name in found if name.startswith(PREFIX)]
    assert not found & HEAVY


def test_later_starts_load_the_page_of_images_alone(tmp_path):
    preferences.save(preferences.Preferences(recent_studies=(tmp_path,)))
    found = modules_at_start()
    names = {name for name in found if name.startswith(PREFIX)}
    assert names == {f"{PREFIX}images"}
    assert not found & HEAVY


def test_only_asking_makes_a_page_and_only_once(pages):
    made, taken = pages
    assert list(made) == [entry.key for entry in PAGES]
    assert len(made) == len(PAGES)
    assert "review" in made
    assert "start" not in made
    assert set(made.steps()) == set(made)
    assert made.made == ()
    page = made["review"]
    assert made["review"] is page
    assert taken == [page] == list(made.made)


def test_every_key_is_the_name_of_the_module_of_its_page(pages):
    made, _ = pages
    for key in made:
        assert type(made[key]).__module__ == f"{PREFIX}{key}"


def test_marks_are_the_same_without_the_page(pages, session, settled, predicted_study):
    made, _ = pages
    blank = made.steps()
    for key in made:
        assert made[key].step() == blank[key], key
    session.open_study(predicted_study.folder)
    settled()
    # What these read themselves is known to nobody else.
    for key in set(made) - {"images", "tiles"}:
        assert made[key].step() == made.entry(key).step(session), key
    assert made.steps()["predictions"].state == "ok"


def test_a_page_made_late_begins_with_what_there_is(
    pages, session, qtbot, predicted_study
):
    made, _ = pages
    session.open_study(predicted_study.folder)
    qtbot.waitUntil(lambda: session.checked, timeout=20_000)
    assert "finished" in made["training"].run.heading.text()
    qtbot.waitUntil(lambda: made["tiles"].step().state == "ok", timeout=20_000)
    assert made["images"].train.folder == Path(session.spec.train)


def test_a_review_that_was_chosen_stays_when_runs_change(pages, session, tmp_path):
    made, _ = pages
    session.open_study(drawn.study(tmp_path, 2, 2).folder)
    page = made["review"]
    page._current = "chosen"
    session.runs_changed.emit()
    assert page._current == "chosen"


def test_a_key_goes_to_a_page_that_was_not_made_yet(window):
    window.show()
    assert window.pages.made == ()
    wanted = QKeySequence("Ctrl+6")
    next(act for act in window.actions() if act.shortcut() == wanted).trigger()
    assert window.stack.currentWidget() is window.pages["explain"]
    assert window.title.text() == "Explain"
    assert len(window.pages.made) == 1


class Windows(QObject):
    """Keeps which windows are shown: what has no parent is one, be it for a moment."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_pages_are_made_in_idle_time_and_disturb_nobody(qtbot, window):
    window.show()
    first = window.stack.currentWidget()
    spy = Windows()
    QApplication.instance().installEventFilter(spy)
    qtbot.waitUntil(lambda: not window._idle.isActive(), timeout=30_000)
    assert len(window.pages.made) == len(PAGES)
    assert window.stack.currentWidget() is first
    for key in window.pages:
        window.show_page(key)
    tabs = window.pages["explain"].tabs
    window.show_page("explain")
    window.pages["explain"].body.setCurrentWidget(tabs)
    for place in range(tabs.tabs.count()):
        tabs.tabs.setCurrentIndex(place)
    QApplication.instance().removeEventFilter(spy)
    assert spy.shown == []


def test_nothing_is_made_once_the_window_is_closed(qtbot, window):
    window.show()
    qtbot.waitUntil(lambda: len(window.pages.made) == 1, timeout=20_000)
    window.close()
    assert not window._idle.isActive()
