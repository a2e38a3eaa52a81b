"""How sure the network was, and how often it was right then."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.outcome_fill import (
    GAP,
    entry_widths,
    fill,
    paint_legend,
)
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.tile_filter import outcome_told

BARS = 10
"""How many bars there are."""

_GRID = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ConfidenceHistogram(PaintedPlot):
    """Tiles by confidence: right ones below, wrong ones, hatched, and unknown, dotted.

    What is unknown is whether they are right: their true class is not known.
    """

    name = tr("histogram of confidence")

    chosen = Signal(float, float)
    """Ends of the bar that was chosen, for `in_bar`."""

    cleared = Signal()
    """The chosen bar was clicked again: no bar is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No predictions yet."), parent)
        self._edges = np.linspace(0.5, 1, BARS + 1)
        self._right = np.zeros(BARS, np.int64)
        self._wrong = np.zeros(BARS, np.int64)
        self._unknown = np.zeros(BARS, np.int64)
        self._chosen: int | None = None
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_values(
        self,
        confidence: npt.NDArray[Any],
        right: npt.NDArray[np.bool_],
        classes: int = 2,
        known: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Show other predictions; no bar is chosen then.

        Args:
            confidence: (tile), the probability of the predicted class, 1/classes..1.
            right: (tile), whether that is the true class.
            classes: How many classes there are, which says where the axis begins.
            known: (tile), whether the true class is known; of all without it.

        Raises:
            ValueError: If the lengths differ.
        """
        if confidence.shape != right.shape:
            raise ValueError(f"{confidence.shape} confidences, {right.shape} outcomes")
        known = np.ones_like(right) if known is None else known
        edges = np.linspace(1 / classes, 1, BARS + 1)
        # Rounding puts some a hair below what is possible.
        edges[0] = min(edges[0], confidence.min(initial=1.0))
        inside = np.clip(np.searchsorted(edges, confidence, "right") - 1, 0, BARS - 1)
        self._edges = edges
        self._right = np.bincount(inside[right & known], minlength=BARS)
        self._wrong = np.bincount(inside[~right & known], minlength=BARS)
        self._unknown = np.bincount(inside[~known], minlength=BARS)
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
        return not self._all().any()

    def table(self) -> Table:
        """Return the tiles in each bar: its ends, then how many of each kind."""
        kinds = self._kinds()
        ends = zip(self._edges[:-1], self._edges[1:], strict=True)
        return ("confidence from", "to", *kinds), [
            (f"{low:.4f}", f"{high:.4f}", *(int(n[bar]) for n in kinds.values()))
            for bar, (low, high) in enumerate(ends)
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return the meaning of the bar at a place, or nothing."""
        bar = self._bar_at(QPointF(place))
        return "" if bar is None else self.bar_text(bar)

    def counts(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the tiles in each bar: right, wrong; without those not known."""
        return self._right, self._wrong

    def bar_rect(self, bar: int) -> QRectF:
        """Return the column in which a bar lies, over the whole height, px."""
        area = self._area()
        width = area.width() / BARS
        return QRectF(area.left() + bar * width, area.top(), width, area.height())

    def bar_text(self, bar: int) -> str:
        """Return what a bar means, as a sentence."""
        low, high = self._edges[bar : bar + 2]
        kinds = self._kinds().items()
        told = ", ".join(f"{n[bar]} {outcome_told(kind)}" for kind, n in kinds)
        return tr(
            "confidence {low:.2f} to {high:.2f}: {told}", low=low, high=high, told=told
        )

    def sizeHint(self) -> QSize:
        """Ask for a low, wide place."""
        return QSize(280, 190)

    def minimumSizeHint(self) -> QSize:
        """Ask for bars that can be hit."""
        return QSize(self._legend_room() + 2 * theme.SPACE, 130)

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
        elif self._all()[self._cursor]:
            self._chosen = self._cursor
            low, high = self._edges[self._cursor : self._cursor + 2]
            self.chosen.emit(float(low), float(high))
        self._describe()
        self.update()

    def _describe(self) -> None:
        chosen = tr("chosen: ") if self._chosen == self._cursor else ""
        self.setAccessibleDescription(chosen + self.bar_text(self._cursor))

    def _bar_at(self, place: QPointF) -> int | None:
        if self.is_empty():
            return None
        hits = (bar for bar in range(BARS) if self.bar_rect(bar).contains(place))
        return next(hits, None)

    def _top(self) -> int:
        """Return the number at the upper end of the axis, which four lines divide."""
        most = int(self._all().max())
        step = next(n for n in round_numbers() if n * _GRID >= most)
        return step * _GRID

    def _left(self) -> int:
        metrics = self.fontMetrics()
        return metrics.height() + metrics.horizontalAdvance(f"{self._top()}") + 10

    def _area(self) -> QRectF:
        """Return where the bars lie, inside numbers, names and legend, px."""
        line, left = self.fontMetrics().height(), self._left()
        upper, lower = self._legend_lines() * line + 10, 2 * line + 10
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
        painter.drawText(below, _CENTRE, tr("confidence"))
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), _CENTRE, tr("tiles"))
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: int) -> None:
        colours = self.colours()
        column = self.bar_rect(bar)
        unit = column.height() / self._top()
        bottom = column.bottom()
        for kind, counts in self._kinds().items():
            part = QRectF(column).adjusted(1.5, 0, -1.5, 0)
            part.setBottom(bottom)
            bottom -= unit * counts[bar]
            part.setTop(bottom)
            if counts[bar]:
                fill(painter, part, kind, colours)
        if bar == self._chosen:
            painter.setPen(QPen(colours.accent, 3))
            painter.drawRect(column)
        if bar == self._cursor and self.shows_focus():
            painter.setPen(QPen(colours.text, 1.5, Qt.PenStyle.DotLine))
            painter.drawRect(column.adjusted(3, 3, -3, -3))

    def _paint_legend(self, painter: QPainter) -> None:
        left = self._legend_left()
        paint_legend(painter, self._legend(), left, self.width() - left, self.colours())

    def _all(self) -> npt.NDArray[np.int64]:
        return self._right + self._wrong + self._unknown

    def _kinds(self) -> dict[str, npt.NDArray[np.int64]]:
        """Return the counts by kind, from below; kinds that cannot occur are left."""
        unknown = {"unknown": self._unknown} if self._unknown.any() else {}
        if unknown and not (self._right + self._wrong).any():
            return unknown
        return {"right": self._right, "wrong": self._wrong, **unknown}

    def _legend(self) -> dict[str, str]:
        return {
            kind: f"{outcome_told(kind)} (n = {n.sum()})"
            for kind, n in self._kinds().items()
        }

    def _legend_room(self) -> int:
        """Return the width of the first two entries; a third may stand below, px."""
        widths = entry_widths(self.fontMetrics(), self._legend())
        return sum(widths[:2]) + GAP * (len(widths[:2]) - 1)

    def _legend_lines(self) -> int:
        widths = entry_widths(self.fontMetrics(), self._legend())
        room = self.width() - self._legend_left()
        return max((row for _, row in flow(widths, GAP, room)), default=0) + 1

    def _legend_left(self) -> int:
        return min(self._left(), self.width() - self._legend_room())


def round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on."""
    return (lead * int(10**power) for power in count() for lead in (1, 2, 5))
