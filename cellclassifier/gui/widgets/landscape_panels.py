"""A small plot of curves that are told apart by width, dashes and marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.landscape_axes import Axis, Floats
from cellclassifier.gui.widgets.unit_plot import CENTRE, RIGHT, elided

_RING = 3.2  # px, radius
_NAME_ROOM = 6 * theme.SPACE  # px, to the left of a plot
_TICK_ROOM = 12 * theme.SPACE  # px between two numbers at the foot
_FAINT = 120  # of 255: opacity of rings that lie over each other


class Look(NamedTuple):
    """How a curve is drawn.

    Attributes:
        colour: Name of one of `theme.Colours`.
        width: Of the line, px; 0 for values that are not joined.
        dashes: Lengths of dash and gap, px; none for a solid line.
        ring: Whether each value has a ring.
    """

    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    ring: bool = False


OWN = Look("accent", 3.2)
OTHER = Look("muted", 1.2, (6, 4))
MEAN = Look("text", 2.4, (1, 5))
SINGLE = Look("muted", 0, ring=True)
MARKED = Look("accent", 2.4, ring=True)


class Line(NamedTuple):
    """One curve: its name in tables, what the legend says of its kind, its values."""

    name: str
    legend: str
    x: Floats
    y: Floats
    look: Look


class Stop(NamedTuple):
    """A place along a plot where values are read, and what is told there."""

    x: float
    words: str


class Panel(NamedTuple):
    """One small plot.

    Attributes:
        title: What stands above it; also names it in tables.
        lines: Its curves, the uppermost last.
        across: The axis at its foot.
        upwards: The axis at its left.
        stops: Where values are read, from left to right.
        level: A value with a line across, or ``None``.
    """

    title: str
    lines: tuple[Line, ...]
    across: Axis
    upwards: Axis
    stops: tuple[Stop, ...]
    level: float | None = None


class Brush:
    """Paints one small plot into a place."""

    def __init__(
        self, painter: QPainter, area: QRectF, panel: Panel, colours: theme.Colours
    ) -> None:
        self._painter, self._area = painter, area
        self._panel, self._colours = panel, colours

    def axes(self) -> None:
        """Paint title, grid, numbers, and the names of the axes."""
        painter, area, metrics = self._painter, self._area, self._painter.fontMetrics()
        line = metrics.height()
        for place, text in self._columns():
            painter.setPen(self._colours.line)
            painter.drawLine(QPointF(place, area.top()), QPointF(place, area.bottom()))
            painter.setPen(self._colours.text)
            where = QRectF(place - 30, area.bottom() + 3, 60, line)
            painter.drawText(where, CENTRE, text)
        for place, text in self._rows():
            painter.setPen(self._colours.line)
            painter.drawLine(QPointF(area.left(), place), QPointF(area.right(), place))
            painter.setPen(self._colours.text)
            painter.drawText(
                QRectF(0, place - line / 2, area.left() - 6, line), RIGHT, text
            )
        room = 4 * theme.SPACE
        above = QRectF(area.left(), area.top() - line - 4, area.width(), line)
        above.adjust(-room, 0, 2 * theme.SPACE, 0)
        painter.drawText(above, CENTRE, elided(metrics, self._panel.title, above))
        self._names(line)
        self._level()

    def lines(self) -> None:
        """Paint the curves."""
        self._painter.save()
        self._painter.setClipRect(self._area.adjusted(-2, -2, 2, 2))
        for each in self._panel.lines:
            self._curve(each)
        self._painter.restore()

    def cursor(self, x: float) -> None:
        """Mark a place along the plot, and the values there."""
        painter, place = self._painter, self._x(x)
        painter.setPen(QPen(self._colours.muted, 1, Qt.PenStyle.DotLine))
        area = self._area
        painter.drawLine(QPointF(place, area.top()), QPointF(place, area.bottom()))
        painter.setPen(QPen(self._colours.panel, 1))
        painter.setBrush(self._colours.text)
        for each in self._panel.lines:
            near = np.flatnonzero(each.x == x) if each.look.width else ()
            for point in points_of(area, self._panel, each.x[near], each.y[near]):
                painter.drawEllipse(point, _RING, _RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _x(self, value: float) -> float:
        return self._area.left() + self._panel.across.share(value) * self._area.width()

    def _columns(self) -> Iterator[tuple[float, str]]:
        most = int(self._area.width() // _TICK_ROOM)
        for value, text in self._panel.across.ticks(max(2, most)):
            yield self._x(value), text

    def _rows(self) -> Iterator[tuple[float, str]]:
        area, axis = self._area, self._panel.upwards
        most = int(area.height() // (2 * self._painter.fontMetrics().height()))
        for value, text in axis.ticks(max(2, most)):
            yield area.bottom() - axis.share(value) * area.height(), text

    def _names(self, line: float) -> None:
        painter, area = self._painter, self._area
        painter.setPen(self._colours.muted)
        # Numbers of the plot beside leave room here, below them.
        left, right = area.left() - _NAME_ROOM, area.right() + 2 * theme.SPACE
        below = QRectF(left, area.bottom() + line + 4, right - left, line)
        name = elided(painter.fontMetrics(), self._panel.across.name, below)
        painter.drawText(below, CENTRE, name)
        painter.save()
        texts = map(painter.fontMetrics().horizontalAdvance, number_texts(self._panel))
        painter.translate(area.left() - max(texts, default=0) - line - 8, area.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, area.height(), line)
        name = elided(painter.fontMetrics(), self._panel.upwards.name, beside)
        painter.drawText(beside, CENTRE, name)
        painter.restore()

    def _level(self) -> None:
        level, area = self._panel.level, self._area
        if level is None:
            return
        y = area.bottom() - self._panel.upwards.share(level) * area.height()
        self._painter.setPen(QPen(self._colours.text, 1.4, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _curve(self, each: Line) -> None:
        points = points_of(self._area, self._panel, each.x, each.y)
        paint_line(self._painter, each.look, points, self._colours)


def points_of(area: QRectF, panel: Panel, x: Floats, y: Floats) -> list[QPointF]:
    """Return where values lie, px; those that lie nowhere are left."""
    xs = area.left() + panel.across.shares(x) * area.width()
    ys = area.bottom() - panel.upwards.shares(y) * area.height()
    known = np.isfinite(xs) & np.isfinite(ys)
    pairs = zip(xs[known].tolist(), ys[known].tolist(), strict=True)
    return [QPointF(*pair) for pair in pairs]


def paint_line(
    painter: QPainter, look: Look, points: Sequence[QPointF], colours: theme.Colours
) -> None:
    """Paint a curve, or a sample of it for a legend."""
    colour = QColor(getattr(colours, look.colour))
    if look.width:
        painter.setPen(_pen(look, colour))
        painter.drawPolyline(QPolygonF(list(points)))
    if look.ring:
        if not look.width:
            colour.setAlpha(_FAINT)
        painter.setPen(QPen(colour, 1.6))
        for point in points:
            painter.drawEllipse(point, _RING, _RING)


def number_texts(panel: Panel) -> list[str]:
    """Return the numbers that may stand at the left of a small plot."""
    return [text for n in range(2, 25) for _, text in panel.upwards.ticks(n)]


def _pen(look: Look, colour: QColor) -> QPen:
    pen = QPen(colour, look.width)
    if look.dashes:
        pen.setDashPattern([length / look.width for length in look.dashes])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
