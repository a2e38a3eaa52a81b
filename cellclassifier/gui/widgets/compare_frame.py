"""Where the columns of a box plot lie, and how its parts are painted."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.variant_marks import ink

BOX = 0.4
"""Width of a box as a share of the distance of two, as in the figures on paper."""

_FACE = 60  # of 255
_CAP = 4  # px
_DIAMOND = 5.5  # px: half its width
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Frame(NamedTuple):
    """The place of values.

    Attributes:
        area: Where they are shown, px.
        low: The value at its lower edge, as it is shown.
        high: The value at its upper edge.
        columns: How many there are.
    """

    area: QRectF
    low: float
    high: float
    columns: int

    @property
    def pitch(self) -> float:
        """Distance of two columns, px."""
        return self.area.width() / max(1, self.columns)

    def x(self, place: float) -> float:
        """Return the middle of a column, px; between two for a part of one."""
        return self.area.left() + (place + 0.5) * self.pitch

    def y(self, value: float) -> float:
        """Return the height of a value, px."""
        share = (value - self.low) / (self.high - self.low)
        return self.area.bottom() - share * self.area.height()

    def column(self, x: float) -> int | None:
        """Return the column that lies at a place; ``None`` beside all of them."""
        found = int((x - self.area.left()) // self.pitch)
        return found if 0 <= found < self.columns else None


def paint_box(
    painter: QPainter,
    frame: Frame,
    place: int,
    ends: Sequence[float],
    colours: theme.Colours,
) -> None:
    """Paint a box with its whiskers.

    Args:
        painter: Paints it.
        frame: Where values lie.
        place: Its column, from 0, which also has its colour.
        ends: Lower whisker, quartile, median, quartile, and upper whisker, as shown.
        colours: To paint in.
    """
    half, x = BOX * frame.pitch / 2, frame.x(place)
    low, lower, median, upper, high = map(frame.y, ends)
    face = QColor(theme.class_colour(place))
    face.setAlpha(_FACE)
    painter.setPen(QPen(ink(place, colours.panel), 1.4))
    painter.setBrush(face)
    painter.drawRect(QRectF(QPointF(x - half, upper), QPointF(x + half, lower)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in ((low, lower), (upper, high)):
        painter.drawLine(QPointF(x, start), QPointF(x, end))
    painter.setPen(QPen(colours.text, 2.4))
    painter.drawLine(QPointF(x - half, median), QPointF(x + half, median))


def paint_reader(
    painter: QPainter,
    x: float,
    heights: tuple[float, float, float],
    number: int,
    colours: theme.Colours,
) -> None:
    """Paint the mark of a reader with its interval.

    Args:
        painter: Paints it.
        x: Its place, px.
        heights: Of the value and the two ends, px.
        number: Of the reader, from 0, which has a shape of its own.
        colours: To paint in.
    """
    y, low, high = heights
    painter.setPen(QPen(colours.text, 1.4))
    painter.drawLine(QPointF(x, low), QPointF(x, high))
    for end in (low, high):
        painter.drawLine(QPointF(x - _CAP, end), QPointF(x + _CAP, end))
    paint_hollow(painter, QPointF(x, y), number, colours)


def paint_hollow(
    painter: QPainter, centre: QPointF, number: int, colours: theme.Colours
) -> None:
    """Paint the hollow mark of a reader: diamond, square, or one of two triangles."""
    r = _DIAMOND
    corners = (
        ((0, -r), (r, 0), (0, r), (-r, 0)),
        ((-r, -r), (r, -r), (r, r), (-r, r)),
        ((0, -r), (r, r), (-r, r)),
        ((-r, -r), (r, -r), (0, r)),
    )[number % 4]
    painter.setPen(QPen(colours.text, 1.4))
    painter.setBrush(colours.panel)
    painter.drawPolygon(QPolygonF([centre + QPointF(*each) for each in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_chance(
    painter: QPainter,
    frame: Frame,
    values: Sequence[float | None],
    unit: str,
    colours: theme.Colours,
) -> None:
    """Paint what guessing gives: a dashed line below each set, and words beside it."""
    painter.setPen(QPen(colours.muted, 1.4, Qt.PenStyle.DashLine))
    for place, value in enumerate(values):
        if value is not None:
            half, x, y = frame.pitch / 2, frame.x(place), frame.y(value)
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
    line = painter.fontMetrics().height()
    for value in dict.fromkeys(v for v in values if v is not None):
        box = QRectF(frame.area.right() + 2, frame.y(value) - line, 200, 2 * line)
        painter.drawText(
            box,
            _LEFT,
            tr("chance\n{value:.3g} {unit}", value=value, unit=unit).rstrip(),
        )


def paint_missing(
    painter: QPainter, frame: Frame, words: str, colours: theme.Colours
) -> None:
    """Paint the edge of the row of runs without a number, and what that means."""
    area, line = frame.area, painter.fontMetrics().height()
    painter.setPen(QPen(colours.line, 1))
    y = area.top() - 2
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setPen(colours.muted)
    box = QRectF(area.left(), y - 2 * line, area.width(), line)
    painter.drawText(box, _LEFT, words)
