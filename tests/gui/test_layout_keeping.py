"""Splitters and the page that was looked at survive a restart."""

import json

import drawn
import pytest
from acting import ACTOR
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core import preferences
from cellclassifier.gui.app import make_window
from cellclassifier.gui.layout_keeping import (
    HANDLE,
    LayoutKeeper,
    keep_in_reach,
    name_of,
)


class Keeps:
    """The preferences, as the session has them."""

    study = None

    def __init__(self):
        self.preferences = preferences.load()

    def prefer(self, **changes):
        self.preferences = self.preferences.model_copy(update=changes)
        preferences.save(self.preferences)


class Part(QWidget):
    """Something with a splitter, as pages have it."""

    def __init__(self, parts=2, orientation=Qt.Orientation.Horizontal):
        super().__init__()
        self.splitter = QSplitter(orientation)
        for number in range(parts):
            self.splitter.addWidget(QLabel(str(number)))
        QVBoxLayout(self).addWidget(self.splitter)


# As if it were the program's own.
Part.__module__ = "cellclassifier.gui.part"


@pytest.fixture
def show(qtbot):
    def shown(widget, keeps=None):
        qtbot.addWidget(widget)
        keeper = LayoutKeeper(widget, keeps or Keeps())
        widget.resize(600, 400)
        widget.show()
        return keeper

    return shown


def around(stack):
    window = QWidget()
    QVBoxLayout(window).addWidget(stack)
    return window


def drag(splitter, position):
    """Move a handle as the mouse does, which alone emits the signal."""
    splitter.moveSplitter(position, 1)


def test_what_was_moved_is_there_after_a_restart(show):
    first = Part()
    show(first)
    drag(first.splitter, 150)
    sizes = first.splitter.sizes()
    assert abs(sizes[0] - 150) < 5
    first.close()
    again = Part()
    show(again)
    assert again.splitter.sizes() == sizes


def test_what_was_never_moved_is_not_kept(show):
    first = Part()
    show(first)
    first.close()
    assert preferences.load().splitters == {}


def test_a_page_that_is_made_later_is_restored_then(show, qtbot):
    stack = QStackedWidget()
    stack.addWidget(QLabel("first"))
    keeps = Keeps()
    keeps.prefer(splitters={"Part/0h": (100, 300)})
    show(around(stack), keeps)
    page = Part()
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    qtbot.waitUntil(lambda: page.splitter.sizes()[0] * 2 < page.splitter.sizes()[1])


def test_a_tab_that_is_filled_when_it_is_shown_is_restored(show, qtbot):
    stack, late = QStackedWidget(), Part.__new__(Part)
    stack.addWidget(QLabel("first"))
    empty = QWidget()
    QVBoxLayout(empty)
    stack.addWidget(empty)
    keeps = Keeps()
    keeps.prefer(splitters={"Part/0v": (60, 240)})
    show(around(stack), keeps)

    def fill():
        late.__init__(2, Qt.Orientation.Vertical)
        empty.layout().addWidget(late)

    # After what looks for splitters was connected: so it is told first.
    stack.currentChanged.connect(fill)
    stack.setCurrentWidget(empty)
    qtbot.waitUntil(lambda: late.splitter.sizes()[0] * 3 < late.splitter.sizes()[1])


@pytest.mark.parametrize("sizes", [(1, 2, 3), (0, 0)])
def test_sizes_that_do_not_fit_are_left_alone(show, sizes):
    plain = Part()
    show(plain)
    usual = plain.splitter.sizes()
    plain.close()
    keeps = Keeps()
    keeps.prefer(splitters={"Part/0h": sizes})
    again = Part()
    show(again, keeps)
    assert again.splitter.sizes() == usual


@pytest.mark.parametrize(
    "damaged",
    [{"Part/0h": [-5, 900]}, {"Part/0h": "wide"}, [1, 2], {"Part/0h": [1e300, 1]}],
)
def test_damaged_sizes_cost_nothing_else(damaged):
    preferences.home().mkdir(parents=True, exist_ok=True)
    text = json.dumps({"scheme": "dark", "splitters": damaged, "page": ["tiles"]})
    (preferences.home() / "preferences.json").write_text(text, "utf-8")
    found = preferences.load()
    assert (found.scheme, found.splitters, found.page) == ("dark", {}, "")


def test_a_hidden_part_is_not_taken_for_one_of_no_size(show):
    first = Part(3)
    keeper = show(first)
    first.splitter.widget(2).hide()
    drag(first.splitter, 150)
    assert keeper.moved == {}


def test_a_splitter_is_called_by_where_it_lies(qtbot):
    outer = Part(1)
    qtbot.addWidget(outer)
    inner = Part(2, Qt.Orientation.Vertical)
    outer.splitter.addWidget(inner)
    assert name_of(outer.splitter) == "Part/0h"
    assert name_of(inner.splitter) == "Part/Part/0v"
    inner.splitter.setObjectName("mine")
    assert name_of(inner.splitter) == "Part/Part/mine"


def in_reach(window):
    handle = HANDLE.translated(window.geometry().topLeft())
    screens = QApplication.screens()
    return any(screen.availableGeometry().contains(handle) for screen in screens)


@pytest.mark.parametrize("corner", [(-5000, 40), (99_999, 99_999), (100, -300)])
def test_a_window_never_opens_out_of_reach(qtbot, corner):
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(200, 100)
    window.resize(9_000, 9_000)
    window.move(*corner)
    assert not in_reach(window)
    keep_in_reach(window)
    assert in_reach(window)
    assert window.width() < 9_000


def test_a_window_in_reach_stays_where_it_is(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(30, 40, 300, 200)
    keep_in_reach(window)
    assert window.geometry().getRect() == (30, 40, 300, 200)


@pytest.fixture
def open_window(qtbot):
    made = []

    def window(study=None):
        made.append(make_window(study, command=ACTOR))
        qtbot.addWidget(made[-1])
        made[-1].show()
        return made[-1]

    yield window
    for each in made:
        each.close()


def checked(window):
    return [key for key, each in window.rail.buttons.items() if each.isChecked()]


def test_page_and_splitter_of_the_window_survive(qtbot, open_window, tmp_path):
    study = drawn.study(tmp_path, 6, 4)
    first = open_window(str(study.folder))
    assert checked(first) == ["images"]
    first.show_page("training")
    splitter = first.pages["training"].findChild(QSplitter)
    drag(splitter, splitter.sizes()[0] + 60)
    left, right = splitter.sizes()
    qtbot.waitUntil(lambda: first._session.checked, timeout=20_000)
    first.close()
    kept = preferences.load()
    assert kept.page == "training"
    assert (left, right) in kept.splitters.values()
    again = open_window(str(study.folder))
    # As large as this screen lets a window be.
    again.resize(first.size())
    assert checked(again) == ["training"]
    restored = again.pages["training"].findChild(QSplitter)
    qtbot.waitUntil(lambda: abs(restored.sizes()[0] - left) < 30)
    qtbot.waitUntil(lambda: again._session.checked, timeout=20_000)


def test_without_a_study_the_window_begins_where_one_is_made(open_window, tmp_path):
    kept = preferences.Preferences(
        page="training", recent_studies=(tmp_path / "gone",), splitters={}
    )
    preferences.save(kept)
    assert checked(open_window()) == ["images"]


@pytest.mark.parametrize("page", ["no such page", ""])
def test_a_page_that_is_no_more_is_not_gone_to(qtbot, open_window, tmp_path, page):
    study = drawn.study(tmp_path, 6, 4)
    preferences.save(preferences.Preferences(page=page))
    window = open_window(str(study.folder))
    assert checked(window) == ["images"]
    qtbot.waitUntil(lambda: window._session.checked, timeout=20_000)
