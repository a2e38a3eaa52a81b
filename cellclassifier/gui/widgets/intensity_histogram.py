"""The pixel values of the training images, one curve a class."""

from collections.abc import Iterator
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.intensities import Intensities
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table

_HELP = (
    "<qt>How often each raw pixel value occurs, in a sample of the training images. "
    "<b>Curves that lie apart</b> mean that the classes differ in brightness alone: a "
    "network may then learn the brightness, which often comes from the microscope or "
    "the staining, and not the shape of what is inside the cells. Values below "
    "<b>black</b> or above <b>white</b> are kept, not cut.</qt>"
)
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


class IntensityHistogram(PaintedPlot):
    """Share of a class's pixels, on a logarithmic axis, by raw pixel value.

    A share and not a count, because classes may have images of other sizes or fewer of
    them.
    """

    name = "intensities of the training images"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The images are being read.", parent)
        self._found: Intensities | None = None
        self.setToolTip(_HELP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, found: Intensities | None) -> None:
        """Show other counts, or none."""
        self._found = found
        names = found.images.items() if found else ()
        told = ", ".join(f"{name} (n = {count})" for name, count in names)
        self.setAccessibleDescription(f"one curve a class: {told}" if told else "")
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there are no counts."""
        return self._found is None

    def table(self) -> Table:
        """Return the pixels in each step: its ends, then one column a class."""
        found = self._shown()
        header = ("value from", "below", *(f"{name} (pixels)" for name in found.counts))
        columns = [found.edges[:-1], found.edges[1:], *found.counts.values()]
        rows = zip(*([f"{v:.10g}" for v in column] for column in columns), strict=True)
        return header, list(rows)

    def tip_at(self, place: QPoint) -> str:
        """Return the shares of the step at a place, or nothing beside the curves."""
        found, area = self._shown(), self._area()
        if not area.contains(QPointF(place)):
            return ""
        steps = len(found.edges) - 1
        step = min(steps - 1, int((place.x() - area.left()) / area.width() * steps))
        low, high = found.edges[step : step + 2]
        lines = (f"{n}: {100 * found.shares(n)[step]:.3g} %" for n in found.counts)
        return "\n".join((f"values {low:g} to {high:g}", *lines))

    def sizeHint(self) -> QSize:
        """Ask for a low, wide place."""
        return QSize(90 * theme.SPACE, 40 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height, so that it does not jump."""
        return QSize(50 * theme.SPACE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, the points of the rule, curves and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._found is None:
            self.paint_message(painter)
            return
        self._paint_axes(painter)
        self._paint_points(painter)
        for place, name in enumerate(self._found.counts):
            self._paint_curve(painter, place, self._curve(self._found.shares(name)))
        self._paint_legend(painter)

    def _shown(self) -> Intensities:
        if self._found is None:
            raise ValueError("nothing is shown")
        return self._found

    def _lowest(self) -> int:
        """Return the power of ten at the foot of the axis; its top is 1."""
        found = self._shown()
        least = min(s[s > 0].min(initial=1) for s in map(found.shares, found.counts))
        return min(-1, int(np.floor(np.log10(least))))

    def _area(self) -> QRectF:
        """Return where the curves lie, inside numbers, names and legend, px."""
        metrics = self.fontMetrics()
        line = metrics.height()
        left = line + metrics.horizontalAdvance(_share(self._lowest())) + 14
        upper, lower = self._legend_lines() * line + 8, 2 * line + 8
        return QRectF(
            left, upper, self.width() - left - 28, self.height() - upper - lower
        )

    def _x(self, value: float) -> float:
        area, edges = self._area(), self._shown().edges
        share = float((value - edges[0]) / (edges[-1] - edges[0]))
        return area.left() + area.width() * share

    def _curve(self, shares: NDArray[np.float64]) -> QPolygonF:
        """Return the line through the steps; empty ones lie at the foot."""
        area, lowest = self._area(), self._lowest()
        logs = np.log10(np.maximum(shares, 10.0**lowest))
        ys = area.top() + area.height() * logs / lowest
        xs = area.left() + area.width() * (np.arange(len(ys)) + 0.5) / len(ys)
        return QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)])

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours = self._area(), self.colours()
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
        edges = self._shown().edges
        for value in _ticks(edges[0], edges[-1], max(2, int(area.width() // 90))):
            where = QRectF(self._x(value) - 45, area.bottom() + 3, 90, line)
            painter.drawText(where, _CENTRE, f"{value:,g}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        painter.drawText(below, _CENTRE, "raw pixel value")
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), _CENTRE, "pixels")
        painter.restore()

    def _paint_points(self, painter: QPainter) -> None:
        """Mark the values that the study's rule takes as black and white."""
        area, colours, found = self._area(), self.colours(), self._shown()
        line = self.fontMetrics().height()
        for name, value in (("black", found.black), ("white", found.white)):
            x = self._x(value)
            painter.setPen(QPen(colours.muted, 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            left = x + 4 if name == "black" else x - 64
            side = _LEFT if name == "black" else _RIGHT
            painter.drawText(QRectF(left, area.top(), 60, line), side, name)

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
        line = self.fontMetrics().height()
        for place, (left, row, text) in enumerate(self._legend()):
            middle = row * line + line / 2 + 2
            ends = [QPointF(left, middle), QPointF(left + _SAMPLE, middle)]
            self._paint_curve(painter, place, QPolygonF(ends))
            painter.setPen(self.colours().text)
            start = left + _SAMPLE + theme.SPACE
            room = QRectF(start, row * line + 2, self.width() - start, line)
            middle_cut = Qt.TextElideMode.ElideMiddle
            metrics = self.fontMetrics()
            painter.drawText(
                room, _LEFT, metrics.elidedText(text, middle_cut, int(room.width()))
            )

    def _legend(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each entry begins, px, in which line it stands, and its words."""
        left, row = 0, 0
        for name, count in self._shown().images.items():
            text = f"{name} (n = {count})"
            words = self.fontMetrics().horizontalAdvance(text)
            width = _SAMPLE + theme.SPACE + words
            if left and left + width > self.width():
                left, row = 0, row + 1
            yield left, row, text
            left += width + _GAP

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1


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
