"""A plot of one curve a class along an axis, with points on it that can be moved."""

from collections.abc import Iterator
from math import ceil
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table

_DASHES: tuple[tuple[float, ...], ...] = (
    (), (10, 5), (2, 4), (10, 4, 2, 4),
    (18, 5), (10, 4, 2, 4, 2, 4), (5, 8), (18, 4, 5, 4),
)  # fmt: skip
"""Lengths of dash and gap, px; the first is a solid line."""

_SAMPLE = 9 * theme.SPACE
_GAP = 3 * theme.SPACE
_WIDTH = 2.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Curves(NamedTuple):
    """What the curves are drawn from.

    Attributes:
        edges: Values between the steps, (steps + 1), rising evenly.
        counts: What was counted in each step, (steps), by class in the study's order.
        counted: How much was counted, in words such as "n = 24 images", by class.
    """

    edges: NDArray[np.float64]
    counts: dict[str, NDArray[np.int64]]
    counted: dict[str, str]

    def shares(self, name: str) -> NDArray[np.float64]:
        """Return the share of a class in each step, (steps), 0..1."""
        counts = self.counts[name]
        return np.asarray(counts / max(1, counts.sum()), np.float64)


class ClassCurves(PaintedPlot):
    """Share of each class, on a logarithmic axis, along the values.

    A share and not a count, because classes may differ in size.

    Attributes:
        counts_of: What is counted, such as "pixels"; named at the upright axis.
        values_of: What the values are, named below the other axis.
    """

    counts_of: ClassVar[str]
    values_of: ClassVar[str]

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._found: Curves | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, found: Curves | None) -> None:
        """Show other counts, or none."""
        self._found = found
        self.describe()
        self.updateGeometry()
        self.update()

    def describe(self) -> None:
        """Say what is shown to a screen reader."""
        names = self._found.counted.items() if self._found else ()
        told = ", ".join(f"{name} ({counted})" for name, counted in names)
        self.setAccessibleDescription(
            tr("one curve a class: {told}", told=told) if told else ""
        )

    def is_empty(self) -> bool:
        """Return whether there are no counts."""
        return self._found is None

    def table(self) -> Table:
        """Return the counts in each step: its ends, then one column a class."""
        found = self.shown()
        named = (f"{name} ({english(self.counts_of)})" for name in found.counts)
        columns = [found.edges[:-1], found.edges[1:], *found.counts.values()]
        rows = zip(*([f"{v:.10g}" for v in column] for column in columns), strict=True)
        return ("value from", "below", *named), list(rows)

    def tip_at(self, place: QPoint) -> str:
        """Return the shares of the step at a place, or nothing beside the curves."""
        found, area = self.shown(), self.area()
        if not area.contains(QPointF(place)):
            return ""
        steps = len(found.edges) - 1
        step = min(steps - 1, int((place.x() - area.left()) / area.width() * steps))
        low, high = found.edges[step : step + 2]
        lines = (f"{n}: {100 * found.shares(n)[step]:.3g} %" for n in found.counts)
        return "\n".join(
            (tr("values {low:.4g} to {high:.4g}", low=low, high=high), *lines)
        )

    def sizeHint(self) -> QSize:
        """Ask for a low, wide place."""
        return QSize(90 * theme.SPACE, 40 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height, so that it does not jump."""
        return QSize(50 * theme.SPACE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, axes, curves, what lies above them, and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._found is None:
            self.paint_message(painter)
            return
        self.paint_ground(painter)
        self._paint_axes(painter)
        for place, name in enumerate(self._found.counts):
            self._paint_curve(painter, place, self._curve(self._found.shares(name)))
        self.paint_marks(painter)
        self._paint_legend(painter)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what lies below the curves; nothing, unless a plot has something."""

    def paint_marks(self, painter: QPainter) -> None:
        """Paint what lies above the curves; nothing, unless a plot has something."""

    def shown(self) -> Curves:
        """Return what is shown.

        Raises:
            ValueError: If nothing is.
        """
        if self._found is None:
            raise ValueError("nothing is shown")
        return self._found

    def area(self) -> QRectF:
        """Return where the curves lie, inside numbers, names and legend, px."""
        metrics = self.fontMetrics()
        line = metrics.height()
        left = line + metrics.horizontalAdvance(_share(self._lowest())) + 14
        upper, lower = self._legend_lines() * line + 8, 2 * line + 8
        return QRectF(
            left, upper, self.width() - left - 28, self.height() - upper - lower
        )

    def x_of(self, value: float) -> float:
        """Return where a value lies, px from the left."""
        area, edges = self.area(), self.shown().edges
        share = float((value - edges[0]) / (edges[-1] - edges[0]))
        return area.left() + area.width() * share

    def value_at(self, x: float) -> float:
        """Return the value at a place, px from the left, within the axis."""
        area, edges = self.area(), self.shown().edges
        share = min(1.0, max(0.0, (x - area.left()) / area.width()))
        return float(edges[0] + share * (edges[-1] - edges[0]))

    def _lowest(self) -> int:
        """Return the power of ten at the foot of the axis; its top is 1."""
        found = self.shown()
        least = min(
            (s[s > 0].min(initial=1) for s in map(found.shares, found.counts)),
            default=0.1,
        )
        return min(-1, int(np.floor(np.log10(least))))

    def _curve(self, shares: NDArray[np.float64]) -> QPolygonF:
        """Return the line through the steps; empty ones lie at the foot."""
        area, lowest = self.area(), self._lowest()
        logs = np.log10(np.maximum(shares, 10.0**lowest))
        ys = area.top() + area.height() * logs / lowest
        xs = area.left() + area.width() * (np.arange(len(ys)) + 0.5) / len(ys)
        return QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)])

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours = self.area(), self.colours()
        line, lowest = self.fontMetrics().height(), self._lowest()
        # As many powers of ten as there are lines of text.
        every = ceil(-lowest / max(1.0, area.height() // (1.2 * line)))
        for power in range(0, lowest - 1, -every):
            y = area.top() + area.height() * power / lowest
            painter.setPen(colours.line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.text)
            where = QRectF(0, y - line / 2, area.left() - 6, line)
            painter.drawText(where, _RIGHT, _share(power))
        edges = self.shown().edges
        for value in _ticks(edges[0], edges[-1], max(2, int(area.width() // 90))):
            where = QRectF(self.x_of(value) - 45, area.bottom() + 3, 90, line)
            painter.drawText(where, _CENTRE, f"{value:,g}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        painter.drawText(below, _CENTRE, self.values_of)
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), _CENTRE, self.counts_of)
        painter.restore()

    def _paint_curve(self, painter: QPainter, place: int, curve: QPolygonF) -> None:
        colour, dashes = theme.class_colour(place), _DASHES[place % len(_DASHES)]
        # The rim keeps a yellow line visible on white.
        for width, ink in ((_WIDTH + 1.5, colour.darker(160)), (_WIDTH, colour)):
            pen = QPen(ink, width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern([length / width for length in dashes])
            painter.setPen(pen)
            painter.drawPolyline(curve)

    def _paint_legend(self, painter: QPainter) -> None:
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        for place, (left, row, text) in enumerate(self._legend()):
            middle = row * line + line / 2 + 2
            ends = [QPointF(left, middle), QPointF(left + _SAMPLE, middle)]
            self._paint_curve(painter, place, QPolygonF(ends))
            painter.setPen(self.colours().text)
            start = left + _SAMPLE + theme.SPACE
            room = QRectF(start, row * line + 2, self.width() - start, line)
            cut = metrics.elidedText(
                text, Qt.TextElideMode.ElideMiddle, int(room.width())
            )
            painter.drawText(room, _LEFT, cut)

    def _legend(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each entry begins, px, in which line it stands, and its words."""
        left, row = 0, 0
        for name, counted in self.shown().counted.items():
            text = f"{name} ({counted})"
            words = self.fontMetrics().horizontalAdvance(text)
            width = _SAMPLE + theme.SPACE + words
            if left and left + width > self.width():
                left, row = 0, row + 1
            yield left, row, text
            left += width + _GAP

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1


def binned(
    values: NDArray[np.float32], edges: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Count values, of any number, in steps; those beyond the ends in the last ones."""
    places = np.searchsorted(edges, values, side="right") - 1
    places = np.clip(places, 0, len(edges) - 2)
    return np.bincount(places, minlength=len(edges) - 1).astype(np.int64)


def _share(power: int) -> str:
    """Return a power of ten in percent, as 100 % or 0.01 %."""
    return f"{100 * 10.0**power:.{max(0, -power - 2)}f} %"


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Return up to `most` + 1 round values between the ends."""
    rough = (high - low) / most
    lead = 10.0 ** np.floor(np.log10(rough))
    step = next(lead * n for n in (1, 2, 5, 10) if lead * n >= rough)
    first = np.ceil(low / step)
    # Adding 0 makes a plain 0 of -0.
    return [float(step * n) + 0 for n in np.arange(first, np.floor(high / step) + 1)]
