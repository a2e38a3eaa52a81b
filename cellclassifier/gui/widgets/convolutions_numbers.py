"""A square of numbers, each on the colour of its value."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.kernels import short
from cellclassifier.gui import theme

CELL = 14 * theme.SPACE
"""Width of a cell, px."""


class NumberSquare(QWidget):
    """Shows as many rows and columns of numbers as a kernel has."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            name: What the numbers are, for screen readers.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self._name = name
        self._values = np.zeros((3, 3))
        self._colours = np.full((3, 3, 3), 255, np.uint8)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def values(self) -> NDArray[np.float64]:
        """The numbers that are shown, (side, side)."""
        return self._values

    def set_values(
        self, values: NDArray[np.float64], colours: NDArray[np.uint8]
    ) -> None:
        """Show other numbers.

        Args:
            values: (side, side).
            colours: Of their cells, (side, side, 3).
        """
        if values.shape != self._values.shape:
            self.updateGeometry()
        self._values, self._colours = values, colours
        rows = "; ".join(", ".join(map(short, row)) for row in values.tolist())
        self.setAccessibleDescription(rows)
        self.setToolTip(f"<qt>{self._name}: {rows}</qt>")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all numbers."""
        rows, columns = self._values.shape
        return QSize(columns * CELL + 1, rows * self._line() + 1)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same at least."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells and their numbers."""
        painter = QPainter(self)
        line = self._line()
        for (row, column), value in np.ndenumerate(self._values):
            cell = QRectF(column * CELL, row * line, CELL, line)
            red, green, blue = self._colours[row, column].tolist()
            painter.fillRect(cell, QColor(red, green, blue))
            # Luma of Rec. 601: what the eye sees of the ground.
            dark = 0.299 * red + 0.587 * green + 0.114 * blue < 128
            painter.setPen(QColor("white" if dark else "black"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self._fitted(value))
            painter.setPen(theme.colours().line)
            painter.drawRect(cell)

    def _fitted(self, value: float) -> str:
        """Return a number in as many digits as there is room for."""
        texts = (short(float(value)), f"{value:.4f}", f"{value:.0e}")
        width = self.fontMetrics().horizontalAdvance
        return next((text for text in texts if width(text) < CELL - 2), texts[-1])

    def _line(self) -> int:
        return self.fontMetrics().height() + theme.SPACE
