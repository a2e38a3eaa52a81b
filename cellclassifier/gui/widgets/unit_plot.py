"""A plot whose two axes both run from 0 to 1, drawn as a square."""

from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import PaintedPlot

_PAD = 2 * theme.SPACE
_STEPS = 5
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class UnitPlot(PaintedPlot):
    """Two lines of words above a square; what lies in it others paint.

    Attributes:
        across: Name of the axis at the foot, with its unit.
        upwards: Name of the axis at the left, with its unit.
        strip: Height of what is painted below the square, px.
    """

    across: ClassVar[str]
    upwards: ClassVar[str]
    strip: ClassVar[int] = 0

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a square that can be read and hit."""
        return QSize(100 * theme.SPACE, 108 * theme.SPACE + self.strip)

    def minimumSizeHint(self) -> QSize:
        """Keep axes and words."""
        return QSize(76 * theme.SPACE, 76 * theme.SPACE + self.strip)

    def area(self) -> QRectF:
        """Return where the square lies, inside words, numbers and names, px."""
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        left = _PAD + line + metrics.horizontalAdvance("100") + 10
        upper = _PAD + 2 * line + 12
        lower = 2 * line + _PAD + 6 + self.strip
        side = min(self.width() - left - 4 * _PAD, self.height() - upper - lower)
        spare = max(0, self.width() - left - 4 * _PAD - side)
        return QRectF(left + spare / 2, upper, side, side)

    def place(self, x: float, y: float) -> QPointF:
        """Return where a point of the square lies, px."""
        area = self.area()
        return QPointF(
            area.left() + x * area.width(), area.bottom() - y * area.height()
        )

    def paint_axes(self, painter: QPainter) -> None:
        """Paint grid, numbers in percent, and names."""
        area, colours = self.area(), self.colours()
        line = self.fontMetrics().height()
        for step in range(_STEPS + 1):
            share, text = step / _STEPS, f"{100 * step // _STEPS}"
            foot, side = self.place(share, 0), self.place(0, share)
            painter.setPen(colours.line)
            painter.drawLine(foot, QPointF(foot.x(), area.top()))
            painter.drawLine(side, QPointF(area.right(), side.y()))
            painter.setPen(colours.text)
            below = QRectF(foot.x() - 30, area.bottom() + self.strip + 3, 60, line)
            painter.drawText(below, CENTRE, text)
            beside = QRectF(0, side.y() - line / 2, area.left() - 6, line)
            painter.drawText(beside, RIGHT, text)
        self._paint_names(painter)

    def paint_focus(self, painter: QPainter) -> None:
        """Mark that the keys go to the plot."""
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colours().accent, 2))
            painter.drawRect(self.area())

    def paint_line_of_words(self, painter: QPainter, line: int, text: str) -> None:
        """Write above the square, elided where there is no room.

        Args:
            painter: Writes it.
            line: 0 the upper one, 1 the lower one.
            text: The words.
        """
        where = self.line_box(line)
        elide = Qt.TextElideMode.ElideRight
        short = self.fontMetrics().elidedText(text, elide, int(where.width()))
        painter.drawText(where, LEFT, short)

    def line_box(self, line: int) -> QRectF:
        """Return where a line of words above the square lies, px."""
        high = self.fontMetrics().height()
        return QRectF(_PAD, _PAD + line * (high + 2), self.width() - 2 * _PAD, high)

    def _paint_names(self, painter: QPainter) -> None:
        area, line = self.area(), self.fontMetrics().height()
        painter.setPen(self.colours().muted)
        foot = area.bottom() + self.strip + line + 4
        below = QRectF(area.left(), foot, area.width(), line)
        painter.drawText(below, CENTRE, elided(self.fontMetrics(), self.across, below))
        painter.save()
        numbers = self.fontMetrics().horizontalAdvance("100") + 10
        painter.translate(area.left() - numbers - line, area.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, area.height(), line)
        text = elided(self.fontMetrics(), self.upwards, beside)
        painter.drawText(beside, CENTRE, text)
        painter.restore()


def elided(metrics: QFontMetrics, text: str, box: QRectF) -> str:
    """Return a text that fits into a box."""
    right = Qt.TextElideMode.ElideRight
    return metrics.elidedText(text, right, int(box.width()))
