"""How lines and bands of learning curves are painted: by set, and by part."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.variant_marks import rim

WIDTH = 2.2
"""Of a line, px."""

_THIN = 1.2
_RIM = 1.4  # px more, below
_BAND = 50  # of 255
_DASHES = {"validation": (10, 5), "test": (2.2, 3.5)}  # px


def pen_of(colour: QColor, width: float, part: str) -> QPen:
    """Return a pen: training is solid, validation dashed, test dotted."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes := _DASHES.get(part):
        pen.setDashPattern([length / width for length in dashes])
    return pen


def stroke(painter: QPainter, place: int, part: str, points: Sequence[QPointF]) -> None:
    """Paint a line of a set, with a darker rim that is seen on every ground."""
    # Lines of a mean that go right across would outweigh the curves.
    own = _THIN if part == "test" else WIDTH
    for width, colour in ((own + _RIM, rim(place)), (own, theme.class_colour(place))):
        painter.setPen(pen_of(colour, width, part))
        painter.drawPolyline(QPolygonF(list(points)))


def fill(
    painter: QPainter, place: int, upper: Sequence[QPointF], lower: Sequence[QPointF]
) -> None:
    """Paint the band of a set between two lines."""
    colour = QColor(theme.class_colour(place))
    colour.setAlpha(_BAND)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
