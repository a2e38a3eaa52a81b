"""Keeps how the user has arranged the window: splitters, and the page looked at.

A splitter is known by the widgets of this program that it lies in, such as
"TilesPage/TileBrowser/0h", so nobody has to name it. Only those that were moved by hand
are kept; what does not fit any more is left as the program makes it. The window's own
size and place are kept by the window; here is seen to it that it is within reach.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QSplitter, QStackedWidget, QWidget

from cellclassifier.core.preferences import Preferences
from cellclassifier.core.study import Study

OWN = "cellclassifier."
"""Beginning of the modules whose widgets give a splitter its name."""

TAKEN = "layout_is_kept"
"""Property of a splitter or stack that is looked after already."""

HANDLE = QRect(0, 0, 160, 24)
"""Part of a window, in pixels, by which it can be taken and moved."""


class Keeps(Protocol):
    """What remembers preferences: the session."""

    preferences: Preferences

    @property
    def study(self) -> Study | None:
        """The study that is open."""

    def prefer(self, **changes: Any) -> None:
        """Change preferences and keep them."""


class Steps(Protocol):
    """The steps of the work: a button each, by the key of its page."""

    @property
    def buttons(self) -> Mapping[str, QAbstractButton]:
        """The buttons; that of the page that is looked at is checked."""


class Shell(Protocol):
    """A window with pages."""

    @property
    def rail(self) -> Steps:
        """The steps of the work."""

    def show_page(self, key: str) -> None:
        """Go to the page of a step."""


class LayoutKeeper(QObject):
    """Restores the splitters of a window or dialog as they appear, and keeps them.

    Attributes:
        moved: Sizes of the splitters that were moved since they were kept, by name.
    """

    def __init__(self, widget: QWidget, keeps: Keeps) -> None:
        """Begin with what is there; pages and tabs may be made later.

        Args:
            widget: The window, or a dialog.
            keeps: Has the preferences, and keeps them.
        """
        super().__init__(widget)
        self._widget, self._keeps = widget, keeps
        self.moved: dict[str, tuple[int, ...]] = {}
        widget.installEventFilter(self)
        self.look()

    def look(self) -> None:
        """Take in the splitters and stacks that came since the last time."""
        for stack in self._widget.findChildren(QStackedWidget):
            if _is_new(stack):
                stack.currentChanged.connect(self._on_turned)
                stack.widgetAdded.connect(self._on_turned)
        for splitter in self._widget.findChildren(QSplitter):
            if splitter.count() > 1 and _is_new(splitter):
                self._restore(splitter)
                splitter.splitterMoved.connect(partial(self._remember, splitter))

    def keep(self) -> None:
        """Write down what was moved."""
        if self.moved:
            kept = {**self._keeps.preferences.splitters, **self.moved}
            self._keeps.prefer(splitters=kept)
            self.moved = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the widget is shown, and keep when it is closed."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.Hide):
            self.keep()
        elif event.type() == QEvent.Type.Show:
            self.look()
        return False

    def _on_turned(self) -> None:
        self.look()
        # What is made only when it is shown is there a little later.
        QTimer.singleShot(0, self, self.look)

    def _restore(self, splitter: QSplitter) -> None:
        sizes = self._keeps.preferences.splitters.get(name_of(splitter), ())
        if len(sizes) == splitter.count() and sum(sizes) > 0:
            splitter.setSizes(list(sizes))

    def _remember(self, splitter: QSplitter, *_: int) -> None:
        parts = (splitter.widget(number) for number in range(splitter.count()))
        # One that is hidden has no size now, and may have one when it is shown.
        if not any(part is None or part.isHidden() for part in parts):
            self.moved[name_of(splitter)] = tuple(splitter.sizes())


class WindowKeeper(LayoutKeeper):
    """Keeps the splitters of the program's window, and the page that is looked at."""

    def __init__(self, window: QWidget, shell: Shell, keeps: Keeps) -> None:
        """Restore both.

        Args:
            window: The window.
            shell: The same, as what has pages.
            keeps: Has the preferences, and keeps them.
        """
        self._shell = shell
        super().__init__(window, keeps)
        # Without a study there is nothing to see but where one is begun.
        if keeps.study is not None and keeps.preferences.page in shell.rail.buttons:
            shell.show_page(keeps.preferences.page)

    def keep(self) -> None:
        """Write down which page is looked at, and what was moved."""
        buttons = self._shell.rail.buttons
        page = next((key for key, each in buttons.items() if each.isChecked()), "")
        if page and page != self._keeps.preferences.page and self._keeps.study:
            self._keeps.prefer(page=page)
        super().keep()


def name_of(splitter: QSplitter) -> str:
    """Return a name of a splitter that stays the same when the program starts again."""
    owners: list[QWidget] = []
    above = splitter.parentWidget()
    while above is not None:
        if type(above).__module__.startswith(OWN):
            owners.append(above)
        above = above.parentWidget()
    names = [type(owner).__name__ for owner in reversed(owners)]
    alike = owners[0].findChildren(QSplitter) if owners else [splitter]
    across = splitter.orientation() == Qt.Orientation.Horizontal
    place = f"{alike.index(splitter)}{'h' if across else 'v'}"
    return "/".join((*names, splitter.objectName() or place))


def keep_in_reach(window: QWidget) -> None:
    """See to it that a window can be seen, taken and moved, whatever was kept of it."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    handle = HANDLE.translated(window.geometry().topLeft())
    if not screens or any(screen.contains(handle) for screen in screens):
        return
    place, least = screens[0], window.minimumSize()
    window.resize(window.size().boundedTo(place.size()).expandedTo(least))
    centred = place.center() - QPoint(window.width() // 2, window.height() // 2)
    window.move(max(centred.x(), place.left()), max(centred.y(), place.top()))


def _is_new(found: QObject) -> bool:
    if found.property(TAKEN):
        return False
    found.setProperty(TAKEN, True)
    return True
