"""Whether the network is right as often as it says: its reliability diagram."""

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from cellclassifier.core.evaluation.curves import Reliability
from cellclassifier.core.language import english, tr
from cellclassifier.core.statistics import Proportion, wilson
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.unit_plot import LEFT, RIGHT, UnitPlot

_DOT = 5  # px
_CAP = 4  # px, half the width of an interval's end
_SAMPLE = 5 * theme.SPACE
_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = tr("Point at a column to read it; a click shows its {unit}.")
_KEY = (("share", tr("share right, 95 % interval")), ("honest", tr("as sure as right")))


class ReliabilityPlot(UnitPlot):
    """One point a bin of confidence, and below how many units lie in each."""

    name = tr("reliability diagram")
    across: ClassVar[str] = tr("confidence, mean of each bin (%)")
    upwards: ClassVar[str] = tr("share right (%)")
    strip: ClassVar[int] = 14 * theme.SPACE

    chosen = Signal(int)
    """Place of the bin that was chosen, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No predictions yet."), parent)
        self._found: Reliability | None = None
        self._unit = tr("tiles")
        self._cursor: int | None = None

    def set_reliability(
        self, found: Reliability | None, unit: str = "tiles", message: str = ""
    ) -> None:
        """Show other bins, or the message where there are none.

        Args:
            found: The bins.
            unit: What lies in them, in the plural.
            message: Why there are none.
        """
        self._found, self._unit, self._cursor = found, unit, None
        if message:
            self.set_message(message)
        self._describe()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there are no bins."""
        return self._found is None or not self._found.counts.any()

    def table(self) -> Table:
        """Return a row a bin: its ends, and what lies in it."""
        header = ["confidence from", "to", english(self._unit), "mean confidence"]
        header += ["share right", "95 % from", "95 % to"]
        if self._found is None:
            return header, []
        return header, [self._row(place) for place in range(len(self._found.counts))]

    def tip_at(self, place: QPoint) -> str:
        """Return what lies in the bin at a place, or nothing."""
        found = self.bin_at(QPointF(place))
        return "" if found is None else self.words(found)

    def words(self, place: int) -> str:
        """Return what lies in a bin."""
        if self._found is None:
            return ""
        low, high = self._found.edges[place : place + 2]
        where = tr("confidence {low:.0f}-{high:.0f} %", low=100 * low, high=100 * high)
        right = self._right(place)
        if right is None:
            return tr("{where}: no {unit}", where=where, unit=self._unit)
        mean = 100 * float(self._found.confidence[place])
        return tr(
            "{where} (mean {mean:.1f} %): {text}",
            where=where,
            mean=mean,
            text=right.text(),
        )

    def bin_rect(self, place: int) -> QRectF:
        """Return the column of a bin, square and strip, px."""
        low, high = self._found.edges[place : place + 2] if self._found else (0, 0)
        area = self.area()
        left, right = self.place(float(low), 0).x(), self.place(float(high), 0).x()
        return QRectF(left, area.top(), right - left, area.height() + self.strip)

    def bin_at(self, place: QPointF) -> int | None:
        """Return the bin at a place, if one is there."""
        if self._found is None or self.is_empty():
            return None
        places = range(len(self._found.counts))
        return next((i for i in places if self.bin_rect(i).contains(place)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, axes, the diagonal, the bins and how many lie in them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self._found is None or self.is_empty():
            self.paint_message(painter)
            return
        self._paint_legend(painter)
        self._paint_reading(painter)
        self._paint_cursor(painter)
        self.paint_axes(painter)
        painter.setPen(self._pen_of_honesty())
        painter.drawLine(self.place(0, 0), self.place(1, 1))
        for place in np.flatnonzero(self._found.counts).tolist():
            self._paint_count(painter, place)
            self._paint_bin(painter, place)
        self._paint_most(painter)
        self.paint_focus(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the bin under the mouse."""
        self._point_at(self.bin_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing once the mouse is gone."""
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bin under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(self.bin_at(event.position()))
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the bins by the arrows, choose by Space or Return."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self._found is not None and not self.is_empty():
            last = len(self._found.counts) - 1
            start = -1 if steps[key] > 0 else last + 1
            before = start if self._cursor is None else self._cursor
            self._point_at(min(max(before + steps[key], 0), last))
        elif key in _CHOOSE and self._cursor is not None:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        """Choose the bin of the cursor; an empty one holds nothing to look at."""
        if self._found is None or self._cursor is None:
            return
        if self._found.counts[self._cursor]:
            self.chosen.emit(self._cursor)

    def _point_at(self, place: int | None) -> None:
        if place != self._cursor:
            self._cursor = place
            self._describe()
            self.update()

    def _describe(self) -> None:
        told = "" if self._cursor is None else self.words(self._cursor)
        self.setAccessibleDescription(told or _HINT.format(unit=self._unit))

    def _right(self, place: int) -> Proportion | None:
        """Return how many of a bin are right; None for an empty one."""
        if self._found is None or not self._found.counts[place]:
            return None
        n = int(self._found.counts[place])
        return wilson(round(float(self._found.accuracy[place]) * n), n)

    def _row(self, place: int) -> list[object]:
        if self._found is None:
            return []
        ends = [f"{edge:.4f}" for edge in self._found.edges[place : place + 2]]
        right = self._right(place)
        if right is None:
            return [*ends, 0, "", "", "", ""]
        numbers = (self._found.confidence[place], right.value, right.low, right.high)
        return [*ends, right.n, *(f"{number:.6g}" for number in numbers)]

    def _pen_of_honesty(self) -> QPen:
        return QPen(self.colours().muted, 1.5, Qt.PenStyle.DashLine)

    def _paint_legend(self, painter: QPainter) -> None:
        box, left = self.line_box(0), self.line_box(0).left()
        for kind, text in _KEY:
            middle = QPointF(left + _SAMPLE / 2, box.center().y())
            if kind == "honest":
                painter.setPen(self._pen_of_honesty())
                half = QPointF(_SAMPLE / 2, 0)
                painter.drawLine(middle - half, middle + half)
            else:
                half = QPointF(0, box.height() / 2 - 1)
                self._paint_point(painter, middle, middle - half, middle + half)
            words = box.adjusted(left - box.left() + _SAMPLE + theme.SPACE, 0, 0, 0)
            painter.setPen(self.colours().text)
            painter.drawText(words, LEFT, text)
            width = self.fontMetrics().horizontalAdvance(text)
            left = words.left() + width + 4 * theme.SPACE

    def _paint_reading(self, painter: QPainter) -> None:
        """Write what is read at the cursor, or how to."""
        if self._on_paper:
            return
        read = None if self._cursor is None else self.words(self._cursor)
        painter.setPen(self.colours().text if read else self.colours().muted)
        self.paint_line_of_words(painter, 1, read or _HINT.format(unit=self._unit))

    def _paint_cursor(self, painter: QPainter) -> None:
        if self._cursor is not None and not self._on_paper:
            painter.fillRect(self.bin_rect(self._cursor), self.colours().background)

    def _paint_bin(self, painter: QPainter, place: int) -> None:
        """Paint how far share and confidence lie apart, then the point itself."""
        right = self._right(place)
        if self._found is None or right is None:
            return
        sure = float(self._found.confidence[place])
        at = self.place(sure, right.value)
        painter.setPen(QPen(self.colours().wrong, 2, Qt.PenStyle.DotLine))
        painter.drawLine(at, self.place(sure, sure))
        ends = self.place(sure, right.high), self.place(sure, right.low)
        self._paint_point(painter, at, *ends)

    def _paint_point(
        self, painter: QPainter, at: QPointF, top: QPointF, foot: QPointF
    ) -> None:
        painter.setPen(QPen(self.colours().accent, 1.5))
        painter.drawLine(top, foot)
        for end in (top, foot):
            painter.drawLine(end - QPointF(_CAP, 0), end + QPointF(_CAP, 0))
        painter.setBrush(self.colours().accent)
        painter.drawEllipse(at, _DOT, _DOT)

    def _paint_count(self, painter: QPainter, place: int) -> None:
        """Paint how many lie in a bin, as a bar below the square."""
        if self._found is None:
            return
        column, room = self.bin_rect(place), self.strip - 4 * theme.SPACE
        share = float(self._found.counts[place] / self._found.counts.max())
        bar = QRectF(column.left() + 1.5, 0, column.width() - 3, max(1, room * share))
        bar.moveBottom(column.bottom())
        painter.fillRect(bar, self.colours().edge)

    def _paint_most(self, painter: QPainter) -> None:
        """Name the scale of the bars."""
        if self._found is None:
            return
        painter.setPen(self.colours().muted)
        line = self.fontMetrics().height()
        # Below the number at the foot of the square.
        top = self.area().bottom() + line / 2 + 2
        most = f"{int(self._found.counts.max()):,}"
        painter.drawText(QRectF(0, top, self.area().left() - 6, line), RIGHT, most)
        where = QRectF(self.area().left() + 3, top, self.area().width(), line)
        painter.drawText(where, LEFT, tr("{unit} in each bin", unit=self._unit))
