"""How sure the network was, and how often it was right then."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table

BARS = 10
"""How many bars there are."""

_GRID = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def in_bar(
    confidence: npt.NDArray[Any], low: float, high: float
) -> npt.NDArray[np.bool_]:
    """Return which confidences lie in a bar: from low to below high, 1 included."""
    return (confidence >= low) & ((confidence < high) | (high >= 1))


class ConfidenceHistogram(PaintedPlot):
    """Tiles by confidence, right ones below and wrong ones, hatched, on top."""

    name = "histogram of confidence"

    chosen = Signal(float, float)
    """Ends of the bar that was chosen, for `in_bar`."""

    cleared = Signal()
    """The chosen bar was clicked again: no bar is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("No predictions yet.", parent)
        self._edges = np.linspace(0.5, 1, BARS + 1)
        self._right = np.zeros(BARS, np.int64)
        self._wrong = np.zeros(BARS, np.int64)
        self._chosen: int | None = None
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_values(
        self,
        confidence: npt.NDArray[Any],
        right: npt.NDArray[np.bool_],
        classes: int = 2,
    ) -> None:
        """Show other predictions; no bar is chosen then.

        Args:
            confidence: (tile), the probability of the predicted class, 1/classes..1.
            right: (tile), whether that is the true class.
            classes: How many classes there are, which says where the axis begins.

        Raises:
            ValueError: If the lengths differ.
        """
        if confidence.shape != right.shape:
            raise ValueError(f"{confidence.shape} confidences, {right.shape} outcomes")
        edges = np.linspace(1 / classes, 1, BARS + 1)
        # Rounding puts some a hair below what is possible.
        edges[0] = min(edges[0], confidence.min(initial=1.0))
        inside = np.clip(np.searchsorted(edges, confidence, "right") - 1, 0, BARS - 1)
        self._edges = edges
        self._right = np.bincount(inside[right], minlength=BARS)
        self._wrong = np.bincount(inside[~right], minlength=BARS)
        self._chosen, self._cursor = None, 0
        self._describe()
        self.updateGeometry()
        self.update()

    def set_chosen(self, low: float | None) -> None:
        """Mark the bar that begins at `low` as chosen, or none, without a signal."""
        near = None if low is None else int(np.abs(self._edges[:-1] - low).argmin())
        self._chosen = near
        self._describe()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there are no predictions."""
        return not (self._right + self._wrong).any()

    def table(self) -> Table:
        """Return the tiles in each bar: its ends, then right and wrong ones."""
        bars = zip(
            *(self._edges[:-1], self._edges[1:]),
            self._right.tolist(),
            self._wrong.tolist(),
            strict=True,
        )
        return ("confidence from", "to", "right", "wrong"), [
            (f"{low:.4f}", f"{high:.4f}", right, wrong)
            for low, high, right, wrong in bars
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return the meaning of the bar at a place, or nothing."""
        bar = self._bar_at(QPointF(place))
        return "" if bar is None else self.bar_text(bar)

    def counts(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the tiles in each bar: right, wrong."""
        return self._right, self._wrong

    def bar_rect(self, bar: int) -> QRectF:
        """Return the column in which a bar lies, over the whole height, px."""
        area = self._area()
        width = area.width() / BARS
        return QRectF(area.left() + bar * width, area.top(), width, area.height())

    def bar_text(self, bar: int) -> str:
        """Return what a bar means, as a sentence."""
        low, high = self._edges[bar : bar + 2]
        right, wrong = self._right[bar], self._wrong[bar]
        return f"confidence {low:.2f} to {high:.2f}: {right} right, {wrong} wrong"

    def sizeHint(self) -> QSize:
        """Ask for a low, wide place."""
        return QSize(280, 190)

    def minimumSizeHint(self) -> QSize:
        """Ask for bars that can be hit."""
        return QSize(self._legend_width() + 2 * theme.SPACE, 130)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, bars and legend."""
        painter = QPainter(self)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_axes(painter)
        for bar in range(BARS):
            self._paint_bar(painter, bar)
        self._paint_legend(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar, or clear it when it is chosen."""
        bar = self._bar_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and bar is not None:
            self._cursor = bar
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, choose by Space or Return, clear by Escape."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self._cursor = min(max(self._cursor + step, 0), BARS - 1)
                self._describe()
                self.update()
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Escape if self._chosen is not None:
                self._cursor = self._chosen
                self._choose()
            case _:
                super().keyPressEvent(event)

    def _choose(self) -> None:
        """Choose the bar of the cursor; an empty one holds nothing to look at."""
        if self._chosen == self._cursor:
            self._chosen = None
            self.cleared.emit()
        elif self._right[self._cursor] + self._wrong[self._cursor]:
            self._chosen = self._cursor
            low, high = self._edges[self._cursor : self._cursor + 2]
            self.chosen.emit(float(low), float(high))
        self._describe()
        self.update()

    def _describe(self) -> None:
        chosen = "chosen: " if self._chosen == self._cursor else ""
        self.setAccessibleDescription(chosen + self.bar_text(self._cursor))

    def _bar_at(self, place: QPointF) -> int | None:
        if self.is_empty():
            return None
        hits = (bar for bar in range(BARS) if self.bar_rect(bar).contains(place))
        return next(hits, None)

    def _top(self) -> int:
        """Return the number at the upper end of the axis, which four lines divide."""
        most = int((self._right + self._wrong).max())
        step = next(n for n in round_numbers() if n * _GRID >= most)
        return step * _GRID

    def _area(self) -> QRectF:
        """Return where the bars lie, inside numbers, names and legend, px."""
        metrics = self.fontMetrics()
        line = metrics.height()
        left = line + metrics.horizontalAdvance(f"{self._top()}") + 10
        upper, lower = line + 10, 2 * line + 10
        return QRectF(
            left, upper, self.width() - left - 16, self.height() - upper - lower
        )

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours = self._area(), self.colours()
        line, top = self.fontMetrics().height(), self._top()
        for i in range(_GRID + 1):
            y = area.bottom() - area.height() * i / _GRID
            painter.setPen(colours.line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.text)
            where = QRectF(0, y - line / 2, area.left() - 6, line)
            painter.drawText(where, _RIGHT, f"{top * i // _GRID}")
        # As many numbers as do not touch.
        room = area.width() // self.fontMetrics().horizontalAdvance("0.00 ")
        for i in range(0, BARS + 1, 2 if room > BARS // 2 else 5):
            x = area.left() + area.width() * i / BARS
            where = QRectF(x - 30, area.bottom() + 5, 60, line)
            painter.drawText(where, _CENTRE, f"{self._edges[i]:.2f}")
        below = QRectF(area.left(), area.bottom() + line + 6, area.width(), line)
        painter.setPen(colours.muted)
        painter.drawText(below, _CENTRE, "confidence")
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), _CENTRE, "tiles")
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: int) -> None:
        colours = self.colours()
        column = self.bar_rect(bar)
        unit = column.height() / self._top()
        low = QRectF(column).adjusted(1.5, 0, -1.5, 0)
        low.setTop(column.bottom() - unit * self._right[bar])
        high = QRectF(low)
        high.setBottom(low.top())
        high.setTop(low.top() - unit * self._wrong[bar])
        painter.fillRect(low, colours.right)
        if self._wrong[bar]:
            paint_hatched(painter, high, colours)
        if bar == self._chosen:
            painter.setPen(QPen(colours.accent, 3))
            painter.drawRect(column)
        if bar == self._cursor and self.shows_focus():
            painter.setPen(QPen(colours.text, 1.5, Qt.PenStyle.DotLine))
            painter.drawRect(column.adjusted(3, 3, -3, -3))

    def _paint_legend(self, painter: QPainter) -> None:
        colours, metrics = self.colours(), self.fontMetrics()
        room = self.width() - self._legend_width()
        left, side = min(round(self._area().left()), room), metrics.height() - 4
        for text in self._legend():
            box = QRect(left, 4, side, side)
            if text.startswith("right"):
                painter.fillRect(box, colours.right)
            else:
                paint_hatched(painter, QRectF(box), colours)
            words = QRect(box.right() + 6, 2, self.width(), metrics.height())
            painter.setPen(colours.text)
            painter.drawText(words, _LEFT, text)
            left = words.left() + metrics.horizontalAdvance(text) + 16

    def _legend(self) -> tuple[str, str]:
        right, wrong = self._right.sum(), self._wrong.sum()
        return f"right (n = {right})", f"wrong (n = {wrong})"

    def _legend_width(self) -> int:
        metrics = self.fontMetrics()
        words = sum(map(metrics.horizontalAdvance, self._legend()))
        return words + 2 * (metrics.height() + 2) + 16


def paint_hatched(painter: QPainter, box: QRectF, colours: theme.Colours) -> None:
    """Fill a box as wrong predictions are: hatched, within a line."""
    colour = colours.wrong
    painter.fillRect(box, colours.panel)
    painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(colour, 1))
    painter.drawRect(box)


def round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on."""
    return (lead * int(10**power) for power in count() for lead in (1, 2, 5))
