"""What the plots of a comparison have in common: points that are runs, and a PDF.

A point is told under the mouse, chosen by a click, and reached by the arrow keys.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QMarginsF,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.explain_results_curves import round_ticks
from cellclassifier.gui.widgets.painted_plot import PaintedPlot
from cellclassifier.gui.widgets.plot_export import ask_and_save

Floats = NDArray[np.float64]

PAD = 2 * theme.SPACE
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

_NEAR = 9  # px: how far from a point the mouse still means it
_RING = 13  # px
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PointPlot(PaintedPlot):
    """A plot each of whose points is a run."""

    name = "runs"

    run_chosen = Signal(object)
    """The `Run` of the point that the user chose."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._current: Path | None = None
        self._cursor: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            tr(
                "A point is a run: click it, or reach it by the arrow keys and press "
                "Return. A right click saves."
            )
        )

    def spots(self) -> Floats:
        """Return where the points lie, px, shape (points, 2): x, y."""
        return np.empty((0, 2))

    def run_of(self, index: int) -> Run:
        """Return the run of a point."""
        raise NotImplementedError

    def words_of(self, index: int) -> str:
        """Return what is told of a point."""
        raise NotImplementedError

    def order(self) -> Sequence[int]:
        """Return the points in the order of the arrow keys: from left to right."""
        spots = self.spots()
        return [int(each) for each in np.lexsort((spots[:, 1], spots[:, 0]))]

    def set_current(self, folder: Path | None) -> None:
        """Mark the points of the run that is looked at."""
        self._current = folder
        self.update()

    @property
    def current(self) -> Path | None:
        """Folder of the run that is looked at."""
        return self._current

    @property
    def on_paper(self) -> bool:
        """Whether it is painted for a file, which shows nothing of the moment."""
        return self._on_paper

    def forget_cursor(self) -> None:
        """Let the arrow keys begin anew: there are other points."""
        self._cursor = None

    def nearest(self, place: QPointF) -> int | None:
        """Return the point that lies at a place, if there is one."""
        spots = self.spots()
        if not len(spots):
            return None
        away = np.hypot(spots[:, 0] - place.x(), spots[:, 1] - place.y())
        found = int(np.argmin(away))
        return found if away[found] <= _NEAR else None

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of the point at a place."""
        found = self.nearest(QPointF(place))
        return "" if found is None else self.words_of(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click does something, and tell what of."""
        found = None if self.is_empty() else self.nearest(event.position())
        if found is None:
            self.unsetCursor()
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        QToolTip.showText(event.globalPosition().toPoint(), self.words_of(found), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the run of a point."""
        if event.button() != Qt.MouseButton.LeftButton or self.is_empty():
            return
        found = self.nearest(event.position())
        if found is not None:
            self._cursor = found
            self.run_chosen.emit(self.run_of(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the points by the arrow keys; Return chooses one."""
        key = Qt.Key(event.key())
        if self.is_empty() or (key not in _KEYS and key not in _ENTER):
            super().keyPressEvent(event)
        elif key in _KEYS:
            self._step(_KEYS[key])
        elif self._cursor is not None:
            self.run_chosen.emit(self.run_of(self._cursor))

    def export_pdf(self, path: Path) -> None:
        """Save what is seen as one page, letters as letters, in light colours.

        Raises:
            OSError: If the file cannot be written.
        """
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.accessibleName())
        # A pixel of the window is a pixel of the page.
        writer.setResolution(self.logicalDpiX())
        inch = 72 / self.logicalDpiX()
        page = QSizeF(self.width() * inch, self.height() * inch)
        writer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
        writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
        self._print(writer)
        write_atomically(path, bytes(buffer.data().data()))

    def export_menu(self) -> QMenu:
        """Return the menu of a right click."""
        menu = super().export_menu()
        action = QAction(tr("Save document as PDF \N{HORIZONTAL ELLIPSIS}"), menu)
        action.setEnabled(not self.is_empty())
        action.triggered.connect(self._save_pdf)
        menu.insertAction(menu.actions()[-1], action)
        return menu

    def sizeHint(self) -> QSize:
        """Ask for a place as wide as it is readable."""
        return QSize(130 * theme.SPACE, 90 * theme.SPACE)

    def axis_width(self, ends: tuple[float, float]) -> int:
        """Return the room for the numbers and the name of the axis of y, px."""
        metrics = self.fontMetrics()
        numbers = (f"{value:g}" for value in round_ticks(*ends))
        widest = max(map(metrics.horizontalAdvance, numbers))
        return metrics.height() + widest + 2 * theme.SPACE + 6

    def paint_rings(self, painter: QPainter) -> None:
        """Paint a ring around the run that is looked at."""
        if self._current is None or self._on_paper:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colours().text, 1.6))
        for index, (x, y) in enumerate(self.spots().tolist()):
            if self.run_of(index).folder == self._current:
                painter.drawEllipse(QPointF(x, y), _RING / 2, _RING / 2)

    def paint_cursor(self, painter: QPainter) -> None:
        """Paint a square around the point that the keys have reached."""
        if self._cursor is None or not self.shows_focus():
            return
        x, y = self.spots()[self._cursor].tolist()
        square = QRectF(0, 0, _RING + 6, _RING + 6)
        square.moveCenter(QPointF(x, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colours().accent, 2))
        painter.drawRect(square)

    def paint_name(self, painter: QPainter, area: QRectF, name: str) -> None:
        """Paint the name of the axis of y, from below to above."""
        line = self.fontMetrics().height()
        elide = Qt.TextElideMode.ElideRight
        short = self.fontMetrics().elidedText(name, elide, int(area.height()))
        painter.save()
        painter.setPen(self.colours().muted)
        painter.translate(theme.SPACE, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), CENTRE, short)
        painter.restore()

    def wrapped_height(
        self, text: str, width: float, metrics: QFontMetrics | None = None
    ) -> float:
        """Return how high a text is that wraps in some width, px."""
        box = QRectF(0, 0, width, 10_000).toRect()
        flags = Qt.TextFlag.TextWordWrap
        found = metrics or self.fontMetrics()
        return found.boundingRect(box, flags, text).height()

    def _step(self, step: int) -> None:
        order = list(self.order())
        at = order.index(self._cursor) if self._cursor in order else -1
        if at < 0:
            at = 0 if step > 0 else len(order) - 1
        else:
            at = min(max(at + step, 0), len(order) - 1)
        self._cursor = order[at]
        words = self.words_of(self._cursor)
        self.setAccessibleDescription(words)
        self.update()
        x, y = self.spots()[self._cursor].tolist()
        place = self.mapToGlobal(QPoint(round(x), round(y)))
        QToolTip.showText(place, words, self)

    def _save_pdf(self) -> None:
        self.told.emit(ask_and_save(self, self.name, "pdf", self.export_pdf))
