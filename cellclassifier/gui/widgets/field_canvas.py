"""An image with the outlines of its tiles."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import Canvas

_CLICK = theme.SPACE
"""A mouse that moved less than this, px, has clicked and not dragged."""

_DIM = QColor(0, 0, 0, 120)
_DARK, _LIGHT = QColor(0, 0, 0, 170), QColor(255, 255, 255)
_HATCH = QColor(255, 255, 255, 110)


class Outline(NamedTuple):
    """A tile: its place in the image that is shown, px, and whether it is dropped.

    `odd` is true for every other tile, so that outlines that overlap can be told apart.
    """

    box: QRectF
    is_dropped: bool
    odd: bool


class FieldCanvas(Canvas):
    """Draws each tile's outline; dropped ones are dimmed, hatched and crossed out.

    Outlines of neighbours that overlap differ: every other one is dashed and a little
    smaller. The chosen one is thick.
    """

    chosen = Signal(int)
    """Place of the tile that the user chose."""

    turned = Signal(int)
    """Emitted with 1 or -1 when the next or the previous image is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._outlines: Sequence[Outline] = ()
        self._overlap = False
        self._current: int | None = None
        self._pressed = QPointF()
        self.setAccessibleName(tr("image with its tiles"))
        self.setToolTip(
            tr(
                "<qt>Click a tile, or walk by the arrow keys: what it is. Page Up, "
                "Page Down: other images. Wheel, +, -: zoom. Drag: move. Double click, "
                "0: fit.</qt>"
            )
        )

    def set_outlines(self, outlines: Sequence[Outline], overlap: bool) -> None:
        """Draw these outlines, row by row; `overlap`: neighbours share pixels."""
        self._outlines, self._overlap, self._current = outlines, overlap, None
        self.update()

    def choose(self, place: int) -> None:
        """Mark a tile, and tell of it."""
        self._current = place
        self.update()
        self.chosen.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, and the tiles above it."""
        super().paintEvent(event)
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        boxes = [self._on_screen(outline.box) for outline in self._outlines]
        for outline, box in zip(self._outlines, boxes, strict=True):
            if outline.is_dropped:
                _paint_dropped(painter, box)
        for outline, box in zip(self._outlines, boxes, strict=True):
            self._paint_outline(painter, box, outline.odd and self._overlap)
        if self._current is not None:
            painter.setPen(QPen(_DARK, 6))
            painter.drawRect(boxes[self._current])
            painter.setPen(QPen(theme.DARK.accent, 3))
            painter.drawRect(boxes[self._current])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        super().mousePressEvent(event)
        self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the tile that was clicked."""
        super().mouseReleaseEvent(event)
        away = QLineF(event.position(), self._pressed).length()
        place = self._place_at(event.position())
        if away < _CLICK and place is not None:
            self.choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the tiles, and to other images."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        page = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        across = self._across()
        row = {Qt.Key.Key_Down: across, Qt.Key.Key_Up: -across}.get(Qt.Key(event.key()))
        if page:
            self.turned.emit(page)
        elif (by := step or row) and self._outlines:
            self._walk(by)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        if self._current is None:
            self.choose(0)
        elif 0 <= self._current + by < len(self._outlines):
            self.choose(self._current + by)

    def _across(self) -> int:
        """Return how many tiles there are in a row."""
        tops = [outline.box.top() for outline in self._outlines]
        return max(1, tops.count(tops[0])) if tops else 1

    def _place_at(self, where: QPointF) -> int | None:
        """Return the tile at a place; of several the one with the nearest middle."""
        boxes = [self._on_screen(outline.box) for outline in self._outlines]
        hits = [place for place, box in enumerate(boxes) if box.contains(where)]
        return min(
            hits,
            key=lambda place: QLineF(boxes[place].center(), where).length(),
            default=None,
        )

    def _on_screen(self, box: QRectF) -> QRectF:
        target, scale = self.target(), self.zoom() / self.devicePixelRatioF()
        return QRectF(
            target.left() + box.left() * scale,
            target.top() + box.top() * scale,
            box.width() * scale,
            box.height() * scale,
        )

    def _paint_outline(self, painter: QPainter, box: QRectF, is_odd: bool) -> None:
        inset = 3.0 if is_odd else 0.5
        box = box.adjusted(inset, inset, -inset, -inset)
        # A dark rim keeps the line visible on bright cells.
        painter.setPen(QPen(_DARK, 3))
        painter.drawRect(box)
        style = Qt.PenStyle.DashLine if is_odd else Qt.PenStyle.SolidLine
        painter.setPen(QPen(_LIGHT, 1, style))
        painter.drawRect(box)


def _paint_dropped(painter: QPainter, box: QRectF) -> None:
    painter.fillRect(box, _DIM)
    painter.fillRect(box, QBrush(_HATCH, Qt.BrushStyle.BDiagPattern))
    side = min(box.width(), box.height()) / 4
    middle = box.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for width, ink in ((5, _DARK), (2.5, _LIGHT)):
        painter.setPen(QPen(ink, width))
        for slant in (1, -1):
            painter.drawLine(
                middle + QPointF(-side, -side * slant),
                middle + QPointF(side, side * slant),
            )
    painter.restore()
