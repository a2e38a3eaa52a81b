"""The probabilities of all classes for one tile, as bars."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

_GAP = 2 * theme.SPACE
_BAR = 16 * theme.SPACE
"""The least room for bars, px."""


def percent(share: float) -> str:
    """Return a probability in whole percent; only 1 itself is 100 %, only 0 is 0 %."""
    whole = round(100 * share)
    if whole == 0 and share > 0:
        return "< 1 %"
    if whole == 100 and share < 1:
        return "> 99 %"
    return f"{whole} %"


class ProbabilityBars(QWidget):
    """One bar a class, in the colours and the order of the study; 100 % fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._values: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values((), ())

    def set_values(self, classes: Sequence[str], values: Sequence[float]) -> None:
        """Show other probabilities, 0..1, one a class."""
        self._names, self._values = list(classes), list(values)
        told = ", ".join(
            f"{name} {percent(value)}"
            for name, value in zip(classes, values, strict=True)
        )
        self.setAccessibleName(tr("probabilities: {told}", told=told or tr("none")))
        self.setToolTip(
            "\n".join(
                f"{name}: {value:.4f}"
                for name, value in zip(classes, values, strict=True)
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line a class."""
        return QSize(self._least_width(), self._pitch() * len(self._names))

    def minimumSizeHint(self) -> QSize:
        """Ask for one line a class."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a name, a bar and a number for each class."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._names)):
            self._draw(painter, place)

    def _draw(self, painter: QPainter, place: int) -> None:
        colours, metrics = theme.colours(), self.fontMetrics()
        line = QRect(0, place * self._pitch(), self.width(), self._pitch())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.text)
        name = metrics.elidedText(
            self._names[place], Qt.TextElideMode.ElideRight, self._name_width()
        )
        painter.drawText(line, middle, name)
        number = percent(self._values[place])
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, number)
        start = self._name_width() + _GAP
        room = line.width() - start - self._number_width() - _GAP
        height = metrics.ascent()
        top = line.top() + (line.height() - height) // 2 + 0.5
        trough = QRectF(start + 0.5, top, max(1, room), height)
        painter.setPen(colours.line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(trough)
        colour = theme.class_colour(place)
        # The rim keeps a yellow bar visible on white.
        painter.setPen(colour.darker(150))
        painter.setBrush(colour)
        trough.setWidth(trough.width() * self._values[place])
        if trough.width() >= 1:
            painter.drawRect(trough)

    def _pitch(self) -> int:
        return self.fontMetrics().height() + theme.SPACE

    def _number_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("> 99 %") + 1

    def _name_width(self) -> int:
        widths = map(self.fontMetrics().horizontalAdvance, self._names)
        room = self.width() - self._number_width() - 2 * _GAP
        return max(0, min(max(widths, default=0) + 1, room // 2))

    def _least_width(self) -> int:
        return 2 * _BAR + self._number_width() + 2 * _GAP
