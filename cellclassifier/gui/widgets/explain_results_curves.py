"""Curves with bands over an axis that may be dense at one end; values by the mouse."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.clumps.tables import Line
from cellclassifier.core.language import english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import paint_mark, rim

Floats = NDArray[np.float64]

PAD = 2 * theme.SPACE
_SAMPLE, _GAP = 6 * theme.SPACE, 3 * theme.SPACE
_BAND = 60  # of 255: opacity of a band
_MARK = 7  # px
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Axes(NamedTuple):
    """What curves are drawn over.

    Attributes:
        title: What the plot shows.
        x: Name and unit of x.
        y: Name of y, as the column of a table has it.
        scale: What x is shown at; grows with x.
        ticks: Where along x numbers stand; round numbers without it.
        level: Height of a dashed line that values are held against.
        ends: What the axis of y holds at least.
        unit: What follows a value under the mouse.
    """

    title: str
    x: str
    y: str
    scale: Callable[[Floats], Floats] = lambda x: x
    ticks: tuple[float, ...] = ()
    level: float | None = None
    ends: tuple[float, ...] = (0.0,)
    unit: str = ""


class CurvePlot(PaintedPlot):
    """One curve a name, with its band and n; each has a colour and a mark."""

    name = tr("curves")

    def __init__(self, axes: Axes, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._axes = axes
        self._lines: list[Line] = []
        self.setAccessibleName(axes.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def axes(self) -> Axes:
        """What curves are drawn over."""
        return self._axes

    def set_lines(self, lines: Sequence[Line], axes: Axes | None = None) -> None:
        """Show other curves, over other axes where some are given."""
        self._lines, self._axes = list(lines), axes or self._axes
        told = [f"{each.label}: {_n(each)}" for each in self._lines]
        self.setAccessibleName(self._axes.title)
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no number."""
        return not any(np.isfinite(each.mean).any() for each in self._lines)

    def table(self) -> Table:
        """Return one row a curve and place."""
        axes = (english(self._axes.x), english(self._axes.y))
        header = ["curve", *axes, "low", "high"]
        return header, [
            [each.name, *(f"{value:.6g}" for value in values)]
            for each in self._lines
            for values in zip(each.x, each.mean, each.low, each.high, strict=True)
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return the values nearest to a place."""
        area = self._area()
        if not area.contains(QPointF(place)):
            return ""
        lines = []
        for each in self._lines:
            away = abs(self._across(each.x) - place.x())
            at = int(np.argmin(away))
            band = tr(
                " ({low:.2g} to {high:.2g})", low=each.low[at], high=each.high[at]
            )
            band = band if np.isfinite(each.low[at]) else ""
            lines.append(
                tr(
                    "{name}: {mean:.2g}{unit}{band} at {x:.3g}",
                    name=each.label,
                    mean=each.mean[at],
                    unit=self._axes.unit,
                    band=band,
                    x=each.x[at],
                )
            )
        return "\n".join([self._axes.x, *lines])

    def sizeHint(self) -> QSize:
        """Ask for a low plot, since there are several."""
        return QSize(90 * theme.SPACE, 52 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Keep the axes."""
        return QSize(50 * theme.SPACE, 52 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, legend, axes, bands, and curves above them."""
        if (painter := self.begun()) is None:
            return
        self._paint_heights(painter)
        self._paint_places(painter)
        self._paint_legend(painter)
        for place, each in enumerate(self._lines):
            self._paint_band(painter, place, each)
        for place, each in enumerate(self._lines):
            self._paint_curve(painter, place, each)

    def _ends(self) -> tuple[float, float]:
        """Return what the axis of y reaches from and to: all bands lie inside."""
        values = [v for each in self._lines for v in (each.mean, each.low, each.high)]
        known = np.concatenate([*values, np.array(self._axes.ends)])
        known = known[np.isfinite(known)]
        low, high = float(known.min()), float(known.max())
        room = 0.05 * max(high - low, 1e-9)
        # An axis that begins at 0 begins just there.
        return low - room * (low != 0), high + room

    def _area(self) -> QRectF:
        line = self.fontMetrics().height()
        left = PAD + self.fontMetrics().horizontalAdvance("-88.8") + 6
        top = PAD + (1 + self._legend_lines()) * line + 6
        size = self.height() - top - 2 * line - PAD - 4
        return QRectF(left, top, self.width() - left - 2 * PAD, size)

    def _across(self, x: Floats) -> Floats:
        xs = np.concatenate([each.x for each in self._lines])
        first, last = self._axes.scale(np.array([xs.min(), xs.max()]))
        area, span = self._area(), max(float(last - first), 1e-9)
        shares = (self._axes.scale(x) - first) / span
        return np.asarray(area.left() + shares * area.width())

    def _up(self, y: Floats) -> Floats:
        (low, high), area = self._ends(), self._area()
        shares = (y - low) / (high - low)
        return np.asarray(area.bottom() - shares * area.height())

    def _points(self, x: Floats, y: Floats) -> list[QPointF]:
        places = zip(self._across(x).tolist(), self._up(y).tolist(), strict=True)
        return [QPointF(*place) for place in places]

    def _paint_heights(self, painter: QPainter) -> None:
        colours, line = self.colours(), self.fontMetrics().height()
        paint_heights(painter, self._area(), self._ends(), colours, line)
        if self._axes.level is None:
            return
        area, (y,) = self._area(), self._up(np.array([self._axes.level]))
        painter.setPen(QPen(colours.muted, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_places(self, painter: QPainter) -> None:
        area, colours = self._area(), self.colours()
        line = self.fontMetrics().height()
        xs = np.concatenate([each.x for each in self._lines])
        wanted = self._axes.ticks or round_ticks(float(xs.min()), float(xs.max()))
        shown = [value for value in wanted if xs.min() <= value <= xs.max()]
        painter.setPen(colours.text)
        for value, x in zip(shown, self._across(np.array(shown)).tolist(), strict=True):
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            where = QRectF(x - 30, area.bottom() + 3, 60, line)
            painter.drawText(where, CENTRE, f"{value:g}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        painter.drawText(below, CENTRE, self._axes.x)

    def _paint_band(self, painter: QPainter, place: int, each: Line) -> None:
        known = np.isfinite(each.low) & np.isfinite(each.high)
        if known.sum() < 2:
            return
        upper = self._points(each.x[known], each.high[known])
        lower = self._points(each.x[known], each.low[known])
        colour = QColor(theme.class_colour(place))
        colour.setAlpha(_BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_curve(self, painter: QPainter, place: int, each: Line) -> None:
        known = np.isfinite(each.mean)
        points = self._points(each.x[known], each.mean[known])
        _line(painter, place, points)
        for point in points:
            paint_mark(painter, place, point, _MARK)

    def _paint_legend(self, painter: QPainter) -> None:
        line, elide = self.fontMetrics().height(), Qt.TextElideMode.ElideRight
        painter.setPen(self.colours().text)
        room = self.width() - 2 * PAD
        short = self.fontMetrics().elidedText(self._axes.title, elide, room)
        painter.drawText(QRectF(PAD, PAD, room, line), short)
        for place, (left, row, text) in enumerate(self._legend()):
            x, middle = PAD + left, PAD + (row + 1.5) * line
            ends = [QPointF(x, middle), QPointF(x + _SAMPLE, middle)]
            _line(painter, place, ends)
            paint_mark(painter, place, QPointF(x + _SAMPLE / 2, middle), _MARK)
            painter.setPen(self.colours().text)
            start = x + _SAMPLE + theme.SPACE
            box = QRectF(start, middle - line / 2, self.width() - start, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _legend(self) -> Iterator[tuple[float, int, str]]:
        texts = [
            tr("{name} (n = {tiles} tiles)", name=each.label, tiles=each.tiles)
            for each in self._lines
        ]
        words = map(self.fontMetrics().horizontalAdvance, texts)
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        places = flow(widths, _GAP, self.width() - 2 * PAD)
        return ((*place, text) for place, text in zip(places, texts, strict=True))

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1


def paint_heights(
    painter: QPainter,
    area: QRectF,
    ends: tuple[float, float],
    colours: theme.Colours,
    line: float,
) -> None:
    """Paint thin lines across, and round numbers at their left.

    Args:
        painter: Paints them.
        area: Where values are shown.
        ends: What lies at its lower and upper edge.
        colours: To paint in.
        line: Height of a line of text, px.
    """
    low, high = ends
    for value in round_ticks(low, high):
        y = area.bottom() - (value - low) / (high - low) * area.height()
        painter.setPen(colours.line)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(colours.text)
        where = QRectF(0, y - line / 2, area.left() - 6, line)
        painter.drawText(where, RIGHT, f"{value:g}")


def round_ticks(low: float, high: float) -> list[float]:
    """Return at most six round numbers from one to the other."""
    rough = (high - low) / 6
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough)
    first = np.ceil(low / step)
    last = np.floor(high / step)
    # Of a number just below 0 the sign would be left.
    return [float(f"{n * step:.6g}") + 0.0 for n in np.arange(first, last + 1)]


def _line(painter: QPainter, place: int, points: Sequence[QPointF]) -> None:
    for width, colour in ((3.2, rim(place)), (1.8, theme.class_colour(place))):
        painter.setPen(QPen(colour, width))
        painter.drawPolyline(QPolygonF(list(points)))


def _n(line: Line) -> str:
    groups = tr(" in {groups} groups", groups=line.groups) if line.groups else ""
    return tr("{tiles} tiles{groups}", tiles=line.tiles, groups=groups)
