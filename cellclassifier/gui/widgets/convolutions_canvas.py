"""An image on which a kernel lies: over the pixel under the mouse, or moved by keys."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent

from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_WITH_NUMBERS = 32  # device pixels of an image pixel that a number is written on
_SMALL = 32  # px; images up to this side may be shown larger than others


class KernelCanvas(LinkedCanvas):
    """Shows an image, and a square of some pixels around one of them."""

    placed = Signal(int, int)
    """Column and row of the pixel that the user went to, px."""

    def __init__(self) -> None:
        super().__init__()
        self._place = (0, 0)
        self._side = 3
        self._numbers: NDArray[np.floating] | None = None
        self.pointed.connect(self._on_pointed)
        self.setToolTip(
            tr("Mouse or arrow keys: move the kernel.  Wheel, +, -: zoom.  Drag: move.")
        )

    @property
    def place(self) -> tuple[int, int]:
        """Column and row of the pixel, px."""
        return self._place

    def set_numbers(self, numbers: NDArray[np.floating] | None) -> None:
        """Write values on pixels that are shown large enough, (height, width)."""
        self._numbers = numbers
        self.update()

    def set_window(self, x: int, y: int, side: int) -> None:
        """Draw the square around a pixel.

        Args:
            x: Its column, px.
            y: Its row, px.
            side: Of the square, px; with 1 the pixel alone is drawn.
        """
        self._place, self._side = (x, y), side
        reach = side // 2
        squares = [_square(x, y, 0)] if side > 1 else []
        self.set_outlines([_square(x, y, reach), *squares])

    def fit_zoom(self) -> float:
        """Return the zoom that fits; a few pixels are shown as large as they can be."""
        if self._image is None or max(self._image.shape[:2]) > _SMALL:
            return super().fit_zoom()
        height, width = self._image.shape[:2]
        ratio = self.devicePixelRatioF()
        return float(
            max(1, int(min(self.width() / width, self.height() / height) * ratio))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the kernel by arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._image is None:
            super().keyPressEvent(event)
            return
        height, width = self._image.shape[:2]
        x = min(max(self._place[0] + step[0], 0), width - 1)
        y = min(max(self._place[1] + step[1], 0), height - 1)
        self.placed.emit(x, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, its numbers where there is room, and the square."""
        super().paintEvent(event)
        if self._numbers is None or self.zoom() < _WITH_NUMBERS:
            return
        painter = QPainter(self)
        target, scale = self.target(), self.zoom() / self.devicePixelRatioF()
        for (row, column), value in np.ndenumerate(self._numbers):
            corner = target.topLeft() + QPointF(column, row) * scale
            cell = QRectF(corner.x(), corner.y(), scale, scale)
            _write(painter, cell, short(float(value)))

    def _on_pointed(self, x: int, y: int) -> None:
        # While the image is being moved the kernel stays.
        if x >= 0 and self._grip is None:
            self.placed.emit(x, y)


def _square(x: int, y: int, reach: int) -> NDArray[np.float64]:
    left, right = x - reach, x + reach + 1
    top, bottom = y - reach, y + reach + 1
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.array(corners, np.float64)


def _write(painter: QPainter, cell: QRectF, text: str) -> None:
    """Write a number on a plate, so that it is read on every grey."""
    room = painter.fontMetrics().boundingRect(text)
    plate = QRectF(0, 0, room.width() + 8, room.height() + 2)
    plate.moveCenter(cell.center())
    painter.fillRect(plate, QColor(0, 0, 0, 170))
    painter.setPen(QColor("white"))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
