"""Walks over the window in the marked language, in a process of its own.

Modules keep texts when they are imported, so the language has to be there before them:
``python walking.py STUDY`` opens a study, goes to each page and each tab, and prints
all texts that are shown or told, with the widget that has them.
"""

import html
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speaking import printed

CODE = "xx"
OWN = "cellclassifier."

WAIT_MS = 20
"""Time between two looks whether something has been done, ms."""

MOST_MS = 60_000
QUIET = 4
"""In how many looks after each other nothing may go on."""

GETTERS = (
    *("text", "toolTip", "accessibleName", "accessibleDescription", "title"),
    *("placeholderText", "windowTitle", "prefix", "suffix", "specialValueText"),
)
PLAIN = re.compile("[aeiouAEIOU]")
"""Letters that the marked language has none of: they bear accents there."""

Text = tuple[str, str]
"""The class that shows a text, without the package, and the text."""


def walked(study: Path, home: Path) -> list[Text]:
    """Return all texts of the window on a study."""
    found = printed(__file__, str(study), home=home)
    return [(owner, text) for owner, text in found]


def unmarked(text: str) -> list[str]:
    """Return the words of a text that did not go through `tr`."""
    bare = html.unescape(re.sub("<[^>]*>", " ", text))
    return [
        word
        for word in re.findall(r"[^\W\d_]+", bare)
        if len(word) > 1 and word.isascii() and PLAIN.search(word)
    ]


def main(study: str) -> None:
    """Print the texts as JSON."""
    from cellclassifier.gui import language

    language.use(CODE)
    from PySide6.QtWidgets import QApplication, QTabWidget

    from cellclassifier.gui.app import make_window

    app = QApplication([])
    language.dress(app)
    found: set[Text] = set()
    listen(found)
    window = make_window(study, command=["true"])
    window.show()
    session = window._session

    def idle() -> bool:
        return session.checked and not session.background._newest

    for key in window.pages:
        window.show_page(key)
        until(idle)
        paint(window)
        for tabs in window.pages[key].findChildren(QTabWidget):
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
                until(idle)
                paint(tabs.currentWidget())
        take(app, found)
    sys.stdout.write(json.dumps(sorted(found)))
    sys.stdout.flush()
    # Whatever goes on ends with the process.
    os._exit(0)


def until(done: Any) -> None:
    """Deal with events until something has been done, and stays so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, timer, quiet = QEventLoop(), QTimer(), 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if done() else 0
        if quiet >= QUIET:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(WAIT_MS)
    QTimer.singleShot(MOST_MS, loop, lambda: loop.exit(1))
    assert loop.exec() == 0, "the window is busy for too long"


def listen(found: set[Text]) -> None:
    """Keep what is painted as text, and where."""
    from PySide6.QtGui import QPainter

    draw = QPainter.drawText

    def listening(self: QPainter, *args: Any) -> None:
        name = sys._getframe(1).f_globals["__name__"]
        texts = (each for each in args if isinstance(each, str))
        found.update((name.removeprefix(OWN), text) for text in texts)
        draw(self, *args)

    QPainter.drawText = listening  # type: ignore[method-assign]


def paint(widget: Any) -> None:
    """Have all be painted that is seen of a widget, however far it was scrolled."""
    from PySide6.QtWidgets import QWidget

    for each in widget.findChildren(QWidget):
        kinds = (k for k in type(each).__mro__ if k.__module__.startswith(OWN))
        if each.isVisible() and any("paintEvent" in vars(kind) for kind in kinds):
            each.grab()


def take(app: Any, found: set[Text]) -> None:
    """Keep the texts of all widgets of the program."""
    for widget in app.allWidgets():
        if owner := owner_of(widget):
            found.update((owner, text) for text in texts_of(widget) if text)


def owner_of(widget: Any) -> str:
    """Return the class of the program that a widget is, or is part of."""
    while widget is not None:
        kind = type(widget)
        if kind.__module__.startswith(OWN):
            return f"{kind.__module__.removeprefix(OWN)}.{kind.__name__}"
        widget = widget.parentWidget()
    return ""


def texts_of(widget: Any) -> Iterator[str]:
    """Yield the texts that a widget shows or tells."""
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTabBar

    for name in GETTERS:
        getter = getattr(widget, name, None)
        # Some classes have a method of this name that asks for more.
        if callable(getter) and isinstance(text := called(getter), str):
            yield text
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield from (widget.tabText(place), widget.tabToolTip(place))
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model():
        yield from texts_in(widget.model())


def texts_in(model: Any) -> Iterator[str]:
    """Yield the texts of a model: heads, and the cells of the first lines."""
    from PySide6.QtCore import QModelIndex, Qt

    roles = Qt.ItemDataRole
    columns = called(lambda: model.columnCount(QModelIndex()))
    # That of a list is private.
    columns = 1 if columns is None else columns
    for column in range(columns):
        for role in (roles.DisplayRole, roles.ToolTipRole):
            head = model.headerData(column, Qt.Orientation.Horizontal, role)
            yield head if isinstance(head, str) else ""
    todo = [QModelIndex()]
    while todo:
        above = todo.pop()
        for row in range(min(12, model.rowCount(above))):
            todo.append(model.index(row, 0, above))
            for column in range(columns):
                index = model.index(row, column, above)
                for role in (roles.DisplayRole, roles.ToolTipRole):
                    text = model.data(index, role)
                    yield text if isinstance(text, str) else ""


def called(getter: Any) -> Any:
    """Return what a method returns; nothing where it wants arguments, or is private."""
    try:
        return getter()
    except TypeError:
        return None


if __name__ == "__main__":
    main(sys.argv[1])
