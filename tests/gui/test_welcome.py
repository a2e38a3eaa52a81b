"""The first page in the real window, and how many actions lead to a training."""

import threading

import drawn
import pytest
from acting import ACTOR, Conducting, idle
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cellclassifier.core import preferences, study_file, workflow
from cellclassifier.core.messages import Ended, SelfTested
from cellclassifier.core.queueing import Queue
from cellclassifier.core.study import Study
from cellclassifier.gui import main_window, welcome
from cellclassifier.gui.app import make_window
from cellclassifier.gui.pages import images

MOST_ACTIONS = 6


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr(main_window, "ask_what_becomes", lambda *_: "stop")
    conducting = Conducting()
    made = make_window(command=ACTOR, conduct=conducting)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    conducting.close()


@pytest.fixture
def page(window):
    return window.guide.welcome.page


def small_example(folder, progress=None, pair="clear"):
    """Stand in for the drawn example, which takes half a minute."""
    if progress:
        progress(1, 2)
    return drawn.study(folder, count=6, tests=4, epochs=1)


class Counted:
    """Does what a user does, one action after another, and counts."""

    def __init__(self, qtbot, window, monkeypatch):
        self.number = 0
        self._qtbot, self._window, self._patch = qtbot, window, monkeypatch

    def press(self, button):
        """Press a button that can be seen and pressed."""
        assert button.isVisible()
        assert button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.number += 1

    def press_and_choose(self, button, folder):
        """Press a button that opens a dialog, and choose a folder there: two."""
        for module in (welcome, images):
            self._patch.setattr(module, "ask_folder", lambda *_: folder)
        self.press(button)
        self.number += 1

    def start(self):
        """Press Start training, as soon as all has been looked through."""
        start = self._window.pages["training"].column.start
        self._qtbot.waitUntil(start.isEnabled, timeout=30_000)
        self.press(start)


@pytest.fixture
def user(qtbot, window, monkeypatch):
    return Counted(qtbot, window, monkeypatch)


def trained(qtbot, window):
    """Wait until a run is made, and return it."""
    session = window._session
    qtbot.waitUntil(lambda: len(session.runs) == 1, timeout=30_000)
    run = session.runs[0]
    known = Queue(session.study.folder)
    assert run.record.study.train == session.spec.train
    assert known is not None
    idle(qtbot, session)
    return run


def test_from_own_folders_to_a_training(qtbot, window, page, user, tmp_path):
    train = drawn.folder(tmp_path / "cells" / "train", 6)
    test = drawn.folder(tmp_path / "cells" / "test", 4, seed=1)
    user.press_and_choose(page.folders, train)
    assert window.stack.currentWidget() is window.pages["images"]
    add = window.pages["images"].tests.add
    qtbot.waitUntil(lambda: add.isVisible() and add.isEnabled(), timeout=20_000)
    # Two more for the test set: chosen right after, while images are still read.
    user.press_and_choose(add, test)
    user.press(window.rail.buttons["training"])
    user.start()
    assert user.number <= MOST_ACTIONS
    run = trained(qtbot, window)
    assert set(run.record.tests) == {"test"}


def test_from_dropped_folders_to_a_training(qtbot, window, page, user, tmp_path):
    train = drawn.folder(tmp_path / "cells" / "train", 6)
    drop(page, train)
    user.number += 1
    user.press(window.rail.buttons["training"])
    user.start()
    assert user.number == 3
    trained(qtbot, window)


def test_from_the_example_to_a_training(qtbot, window, page, user, monkeypatch):
    monkeypatch.setattr(workflow, "example", small_example)
    user.press(page.example)
    qtbot.waitUntil(lambda: window._session.study is not None, timeout=20_000)
    assert window.stack.currentWidget() is window.pages["images"]
    user.press(window.rail.buttons["training"])
    user.start()
    assert user.number == 3
    trained(qtbot, window)


def drop(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            none,
        )
    )


def test_it_is_shown_where_no_study_is_open_and_none_is_remembered(qtbot, window, page):
    assert window.stack.currentWidget() is page
    assert window.title.text() == "Welcome"
    assert not any(button.isChecked() for button in window.rail.buttons.values())
    window.rail.buttons["images"].click()
    assert window.stack.currentWidget() is window.pages["images"]


@pytest.mark.parametrize("how", ["opened", "remembered"])
def test_it_is_not_even_made_otherwise(qtbot, tmp_path, how):
    study = drawn.study(tmp_path, 2, 2)
    if how == "remembered":
        preferences.save(preferences.Preferences().remember_study(study.folder))
    made = make_window(str(study.folder) if how == "opened" else None, command=ACTOR)
    qtbot.addWidget(made)
    assert made.guide.welcome is None
    assert made.stack.currentWidget() is made.pages["images"]
    made.close()


def test_a_study_that_cannot_be_opened_leaves_the_page(qtbot, tmp_path):
    made = make_window(str(tmp_path), command=ACTOR)
    qtbot.addWidget(made)
    assert "is not a study" in made.notice.sentence
    assert made.stack.currentWidget() is made.guide.welcome.page
    made.close()


def test_a_dropped_study_is_opened(qtbot, window, page, tmp_path):
    study = drawn.study(tmp_path, 2, 2)
    drop(page, study.folder)
    assert window._session.study.folder == study.folder
    assert window.stack.currentWidget() is window.pages["images"]


def test_the_file_that_stands_for_a_study_is_dropped_likewise(window, page, tmp_path):
    study = drawn.study(tmp_path, 2, 2)
    study_file.write(study.folder)
    (stands,) = study.folder.glob(f"*{study_file.ENDING}")
    drop(page, stands)
    assert window._session.study.folder == study.folder


def test_what_is_no_folder_of_images_is_refused_on_the_page(page, window, tmp_path):
    drop(page, tmp_path / "gone")
    assert "does not exist" in page.refusal.sentence
    drop(page, tmp_path, tmp_path)
    assert "one folder" in page.refusal.sentence
    assert window._session.study is None


def test_folders_make_a_new_study_where_one_is_open(qtbot, window, page, tmp_path):
    study = drawn.study(tmp_path, 2, 2)
    window._session.open_study(study.folder)
    window.guide.show_start()
    assert window.stack.currentWidget() is page
    other = drawn.folder(tmp_path / "others" / "train", 2)
    drop(page, other)
    session = window._session
    assert session.study.folder == preferences.home() / "studies" / "others"
    assert session.spec.train == other
    assert session.spec.tests == ()
    assert Study.open(study.folder).spec == study.spec
    assert session.preferences.recent_folders[0] == other


def test_the_drawing_is_stopped_and_can_begin_again(qtbot, window, page, monkeypatch):
    begun, pause = [], threading.Event()

    def endless(folder, progress, pair="clear"):
        begun.append(folder)
        while True:
            progress(3, 10)
            pause.wait(0.02)

    monkeypatch.setattr(workflow, "example", endless)
    page.example.click()
    qtbot.waitUntil(lambda: bool(begun), timeout=20_000)
    assert page.drawing.isVisible()
    page.drawing.stop.click()
    qtbot.waitUntil(page.example.isVisible, timeout=20_000)
    assert "stopped" in window.guide.lines[-1]
    assert begun == [preferences.home() / "example"]
    monkeypatch.setattr(workflow, "example", small_example)
    page.example.click()
    qtbot.waitUntil(lambda: window._session.study is not None, timeout=20_000)


def test_a_full_folder_is_told(qtbot, window, page):
    (preferences.home() / "example" / "mine").mkdir(parents=True)
    page.example.click()
    qtbot.waitUntil(lambda: "not empty" in window.notice.sentence, timeout=20_000)
    assert page.example.isVisible()


def test_the_outcome_of_the_device_test_is_told_in_words(qtbot, window, page):
    guided = window.guide.welcome
    qtbot.waitUntil(lambda: "a stage" in page.device.text(), timeout=20_000)
    page.show_test(True)
    guided._on_test(SelfTested(passed=True, found="It works.", advice="Update it."))
    assert page.outcome.sentence == "It works.\nUpdate it."
    assert page.outcome.level == "attention"
    guided._on_test(SelfTested(passed=False, found="It does not."))
    assert page.outcome.level == "error"
    page.show_test(True)
    guided._on_tested(Ended(outcome="failed", detail="It died.", log="log"))
    assert page.outcome.sentence == "It died."
    assert page.testing.isHidden()


def test_the_device_is_tested_by_a_worker_of_its_own(qtbot, window, page):
    qtbot.waitUntil(page.test.isEnabled, timeout=20_000)
    page.test.click()
    assert page.testing.isVisible()
    # The actor answers no self-test: it is stopped by hand.
    page.test.click()
    assert page.testing.isHidden()
    assert page.outcome.isHidden()
