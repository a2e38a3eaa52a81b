"""A part of a page that folders can be dropped on."""

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QWidget

from cellclassifier.gui import theme

_DASHES = (5, 4)


class FolderDrop(QFrame):
    """A frame that takes files and folders, and shows so while they hang over it."""

    dropped = Signal(list)
    """Emitted with the paths that were dropped; whether they fit is for the page."""

    def __init__(self, *, dashed: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty frame.

        Args:
            dashed: Whether an edge shows also while nothing hangs over it.
            parent: The widget it is part of.
        """
        super().__init__(parent)
        self._dashed = dashed
        self._over = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what has paths on this computer."""
        if _paths(event):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self._set_over(False)
        if paths := _paths(event):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        super().paintEvent(event)
        if not (self._dashed or self._over):
            return
        colours = theme.colours()
        pen = QPen(colours.accent if self._over else colours.edge)
        pen.setWidthF(2 if self._over else 1.5)
        pen.setDashPattern(_DASHES)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.SPACE, theme.SPACE
        )

    def _set_over(self, is_over: bool) -> None:
        self._over = is_over
        self.update()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
