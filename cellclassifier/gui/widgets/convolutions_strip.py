"""All kernels of a feature: one for each map that its convolution takes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.convolutions_pictures import (
    full_colour,
    picture,
    table_of,
)
from cellclassifier.gui.widgets.image_canvas import to_qimage

_GAP = 3


class KernelStrip(QWidget):
    """Shows kernels as small pictures in rows; their numbers under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kernel: NDArray[np.float32] = np.zeros((3, 3, 0), np.float32)
        self._top = 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("kernels of the feature"))

    @property
    def top(self) -> float:
        """The value in full colour."""
        return self._top

    def show_kernel(self, kernel: NDArray[np.float32]) -> None:
        """Show the kernels of a feature, (height, width, inputs)."""
        self._kernel, self._top = kernel, full_colour(kernel)
        number = kernel.shape[2]
        words = tr_n(
            "1 kernel", "{number} kernels, one for each input", number, number=number
        )
        self.setAccessibleDescription(
            tr("{words}; full colour at {short}", words=words, short=short(self._top))
        )
        self._fit()
        self.update()

    def input_at(self, place: QPoint) -> int:
        """Return the input, from 0, whose kernel lies at a place; -1 for none."""
        step = self._side() + _GAP
        column, row = place.x() // step, place.y() // step
        found = row * self._columns() + column
        inside = 0 <= column < self._columns() and row >= 0
        return found if inside and found < self._kernel.shape[2] else -1

    def sizeHint(self) -> QSize:
        """Ask for as many rows as the width needs."""
        return QSize(160, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as the width needs."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Tell the numbers of the kernel under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.input_at(event.pos())
            text = ""
            if found >= 0:
                text = tr(
                    "on input {found}:\n{table_of}",
                    found=found + 1,
                    table_of=table_of(self._kernel[..., found]),
                )
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all kernels."""
        painter = QPainter(self)
        painter.setPen(theme.colours().edge)
        side, columns = self._side(), self._columns()
        for number in range(self._kernel.shape[2]):
            row, column = divmod(number, columns)
            x, y = column * (side + _GAP), row * (side + _GAP)
            box = QRectF(x + 0.5, y + 0.5, side - 1, side - 1)
            pixels = picture(self._kernel[..., number], self._top, True)
            painter.drawImage(box, to_qimage(pixels))
            painter.drawRect(box)

    def _side(self) -> int:
        """Return the side of a kernel's picture: whole pixels for each number."""
        inputs = max(self._kernel.shape[2], 1)
        wanted = 56 if inputs == 1 else 30 if inputs <= 64 else 18
        numbers = int(self._kernel.shape[0])
        return max(1, wanted // numbers) * numbers + 2

    def _columns(self) -> int:
        return max(1, (self.width() + _GAP) // (self._side() + _GAP))

    def _fit(self) -> None:
        rows = -(-self._kernel.shape[2] // self._columns())
        self.setFixedHeight(max(1, rows) * (self._side() + _GAP))
