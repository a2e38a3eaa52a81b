"""How many of each class there are, as bars."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

Unit = Literal["", "images", "tiles"]

_GAP = 2 * theme.SPACE
_BAR = 20 * theme.SPACE
"""The least room for bars, px."""


class _Row(NamedTuple):
    name: str
    length: float
    """Of the bar, as a part of the longest, 0 to 1."""
    amount: str
    share: str
    told: str


class ClassBars(QWidget):
    """One horizontal bar a class, with its name, count and share of all.

    The classes come in the order of the counts given, which is that of the study, and
    take the study's colours. Names too long for the room are cut, and whole in the
    tooltip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts({})

    def set_counts(self, counts: dict[str, int], unit: Unit = "") -> None:
        """Show other counts.

        Args:
            counts: How many, by class.
            unit: What is counted; told in tooltips and to screen readers.
        """
        total, largest = sum(counts.values()), max(counts.values(), default=0)
        self._rows = [_row(*item, total, largest, unit) for item in counts.items()]
        told = "; ".join(row.told for row in self._rows)
        self.setAccessibleName(
            tr("Classes: {told}.", told=told) if told else tr("No classes.")
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which no name is cut."""
        return self._size(self._widest("name"))

    def minimumSizeHint(self) -> QSize:
        """Return the size at which names are cut to about five letters."""
        return self._size(min(self._widest("name"), 12 * theme.SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, row in enumerate(self._rows):
            self._draw(painter, index, row)

    def event(self, event: QEvent) -> bool:
        """Tell the row under the mouse as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def tip_at(self, position: QPoint) -> str:
        """Return what is told about the row at a place of the widget, if any."""
        row = position.y() // self._pitch()
        return self._rows[row].told if 0 <= row < len(self._rows) else ""

    def shown_name(self, index: int) -> str:
        """Return the name of a class as far as there is room for it."""
        room = self._name_width()
        name = self._rows[index].name
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _draw(self, painter: QPainter, index: int, row: _Row) -> None:
        line = QRect(0, index * self._pitch(), self.width(), self._pitch())
        left = Qt.AlignmentFlag.AlignVCenter
        right = left | Qt.AlignmentFlag.AlignRight
        painter.setPen(theme.colours().text)
        painter.drawText(line, left, self.shown_name(index))
        painter.drawText(line, right, row.share)
        before = line.adjusted(0, 0, -self._widest("share") - _GAP, 0)
        painter.drawText(before, right, row.amount)
        if row.length:
            self._draw_bar(painter, line, theme.class_colour(index), row.length)

    def _draw_bar(
        self, painter: QPainter, line: QRect, colour: QColor, length: float
    ) -> None:
        start = self._name_width() + _GAP
        room = line.width() - start - self._numbers_width() - _GAP
        height = self.fontMetrics().ascent()
        top = line.top() + (line.height() - height) // 2 + 0.5
        # The rim keeps a yellow bar visible on white.
        painter.setPen(colour.darker(150))
        painter.setBrush(colour)
        painter.drawRect(QRectF(start + 0.5, top, max(1.0, room * length - 1), height))

    def _size(self, name: int) -> QSize:
        width = name + max(name, _BAR) + self._numbers_width() + 2 * _GAP
        return QSize(width, self._pitch() * len(self._rows))

    def _pitch(self) -> int:
        return self.fontMetrics().height() + theme.SPACE

    def _numbers_width(self) -> int:
        return self._widest("amount") + _GAP + self._widest("share")

    def _name_width(self) -> int:
        room = self.width() - self._numbers_width() - 2 * _GAP
        # Bars have half of the room, or what the names leave.
        return max(0, min(self._widest("name"), room // 2))

    def _widest(self, column: Literal["name", "amount", "share"]) -> int:
        advance = self.fontMetrics().horizontalAdvance
        # One more, for fractions that the metrics round off.
        return max((advance(getattr(row, column)) + 1 for row in self._rows), default=0)


def _row(name: str, count: int, total: int, largest: int, unit: Unit) -> _Row:
    share = f"{100 * count / total:.1f} %" if total else "0 %"
    told = {
        "": f"{count:,}",
        "images": tr("{count:,} images", count=count),
        "tiles": tr("{count:,} tiles", count=count),
    }[unit]
    return _Row(
        name=name,
        length=count / largest if largest else 0.0,
        amount=f"{count:,}",
        share=share,
        told=f"{name}: {told} ({share})",
    )
