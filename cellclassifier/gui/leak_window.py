"""The window of copies, kept in step with the session."""

from PySide6.QtWidgets import QWidget

from cellclassifier.gui.layout_keeping import LayoutKeeper
from cellclassifier.gui.session import PREPARING, Session
from cellclassifier.gui.widgets.leak_dialog import LeakDialog


class LeakWindow(LeakDialog):
    """Shows what the session's tiles have in common, now and when that changes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.keeper = LayoutKeeper(self, session)
        self.overruled.connect(session.overrule)
        session.prepared_changed.connect(self._show_session)
        self._show_session()

    def _show_session(self) -> None:
        session = self._session
        instead = session.scan_error or session.prepare_error or PREPARING
        self.show_prepared(session.prepared, instead)


def show_leaks(session: Session, parent: QWidget) -> LeakWindow:
    """Show the copies on both sides of the split, in one window beside `parent`'s."""
    window = parent.window()
    found = _open(window) or LeakWindow(session, window)
    found.show()
    found.raise_()
    found.activateWindow()
    return found


def close_leaks(parent: QWidget) -> None:
    """Close the window of copies beside `parent`'s, if it is open."""
    if found := _open(parent.window()):
        found.close()


def _open(window: QWidget) -> LeakWindow | None:
    found = window.findChildren(LeakWindow)
    # A closed one is there until it is deleted.
    return next((each for each in found if each.isVisible()), None)
