"""An image surface that is painted on with a round brush."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)

from cellclassifier.core.clumps.drawing import Mask, Place, stroke
from cellclassifier.core.clumps.outlines import outlines
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas
from cellclassifier.gui.widgets.image_canvas import to_qimage

Tool = Literal["paint", "erase", "fill", "take away"]

SMALLEST, LARGEST = 1, 200
"""Width of the brush, px of the tile."""

_FILL = (0, 229, 255, 70)  # red, green, blue, opacity: that of outlines
_BRUSH = QColor("#ffffff")
_NOTCH = 120  # what Qt reports for one notch of a wheel
_TIP = tr(
    "<qt>Drag: paint or erase; with the right button the other of the two. Wheel, [ "
    "and ]: width of the brush. Ctrl and wheel, +, -: zoom; 0: fit. Shift or middle "
    "button and drag: move. Arrows and Space: paint by keys.</qt>"
)


class PaintCanvas(LinkedCanvas):
    """Paints on a mask, which is shown as outlines and a faint fill.

    Signals:
        drawn: A mask, (y, x), that a whole stroke has made.
        picked: A place, x and y px, that was clicked with a tool that is no brush.
        width_changed: Width of the brush, px.
    """

    drawn = Signal(object)
    picked = Signal(object)
    width_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tool: Tool = "paint"
        self.locked = False
        self._mask: Mask | None = None
        self._tint: QImage | None = None
        self._faint = True
        self._width = 7
        self._at: QPointF | None = None
        self._stroke: tuple[Mask, bool] | None = None
        self._notches = 0
        self.setAccessibleName(tr("tile whose clumps are corrected"))
        self.setToolTip(_TIP)

    @property
    def brush(self) -> int:
        """Width of the brush, px of the tile."""
        return self._width

    @property
    def image_shape(self) -> tuple[int, int] | None:
        """Height and width of the image, px; ``None`` without one."""
        return None if self._image is None else self._image.shape[:2]

    def set_brush(self, width: int) -> None:
        """Set the width of the brush, px of the tile."""
        width = min(max(width, SMALLEST), LARGEST)
        if width != self._width:
            self._width = width
            self.width_changed.emit(width)
            self.update()

    def set_mask(self, mask: Mask | None) -> None:
        """Show a mask, (y, x) of the image, and paint on it; ``None``: on none."""
        self._mask, self._stroke = mask, None
        self._show()

    def set_faint(self, shown: bool) -> None:
        """Show the faint fill of clumps, or their outlines alone."""
        self._faint = shown
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint image and outlines, the fill, and the brush above them."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._tint is not None and self._image is not None:
            painter.drawImage(self.target(), self._tint)
        if self._at is None or self._mask is None or self.locked:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.zoom() / self.devicePixelRatioF()
        centre = self.target().topLeft() + self._at * scale
        radius = max(self._width * scale / 2, 1.5) if self._is_brush() else 3.0
        for colour, width in ((QColor("black"), 3.0), (_BRUSH, 1.2)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(centre, radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, pick a place, or take hold of the image."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.MiddleButton or shift:
            self._grip = event.position()
            return
        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
        if event.button() in buttons:
            self._at = self._to_image(event.position())
            self._begin(event.button() == Qt.MouseButton.RightButton)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take it for another click: two strokes come fast."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke, or move the image that is held."""
        before, self._at = self._at, self._to_image(event.position())
        super().mouseMoveEvent(event)
        if self._stroke is not None and before is not None:
            self._go(before, self._at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke, which is to be saved."""
        super().mouseReleaseEvent(event)
        self._end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the width of the brush; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        # Touch pads send a notch in many small parts.
        self._notches += event.angleDelta().y()
        steps = int(self._notches / _NOTCH)
        self._notches -= steps * _NOTCH
        self.set_brush(self._width + steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the brush, or move and use it by keys."""
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        match event.key():
            case Qt.Key.Key_BracketLeft:
                self.set_brush(self._width - 1)
            case Qt.Key.Key_BracketRight:
                self.set_brush(self._width + 1)
            case Qt.Key.Key_Space:
                self._begin(other=False)
                self._end()
            case key if key in moves:
                self._move_brush(*moves[Qt.Key(key)])
            case _:
                super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no brush any more."""
        super().leaveEvent(event)
        self._at = None
        self.update()

    def _is_brush(self) -> bool:
        return self.tool in ("paint", "erase")

    def _begin(self, other: bool) -> None:
        """Begin to paint or erase; `other`: the one that is not chosen."""
        if self._mask is None or self.locked or self._at is None:
            return
        if not self._is_brush():
            self.picked.emit((self._at.x(), self._at.y()))
            return
        self._stroke = self._mask, (self.tool == "paint") != other
        self._go(self._at, self._at)

    def _go(self, start: QPointF, end: QPointF) -> None:
        assert self._mask is not None
        assert self._stroke is not None
        way = _place(start), _place(end)
        self._mask = stroke(self._mask, *way, self._width / 2, self._stroke[1])
        self._show()

    def _end(self) -> None:
        if self._stroke is None or self._mask is None:
            return
        before, _ = self._stroke
        self._stroke = None
        if not np.array_equal(before, self._mask):
            self.drawn.emit(self._mask)

    def _move_brush(self, dx: int, dy: int) -> None:
        if self._image is None:
            return
        height, width = self._image.shape[:2]
        at = self._at or QPointF(width / 2, height / 2)
        x = min(max(at.x() + dx, 0.5), width - 0.5)
        y = min(max(at.y() + dy, 0.5), height - 0.5)
        self._at = QPointF(x, y)
        self.update()

    def _show(self) -> None:
        mask = self._mask
        self.set_outlines(() if mask is None else outlines(mask))
        self._tint = None if mask is None or not self._faint else _tinted(mask)
        self.update()


def _place(point: QPointF) -> Place:
    return point.x(), point.y()


def _tinted(mask: NDArray[np.bool_]) -> QImage:
    pixels = np.zeros((*mask.shape, 4), np.uint8)
    pixels[mask] = _FILL
    return to_qimage(pixels)
