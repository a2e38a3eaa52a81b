"""How variants of an experiment are told apart: by colour and by shape."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from cellclassifier.gui import theme

_RIM = 160
"""How much darker the rim is, percent; it keeps a yellow mark visible on white."""


_ICON = 4 * theme.SPACE


def rim(place: int) -> QColor:
    """Return the colour around marks and lines of a variant, by its place from 0."""
    return theme.class_colour(place).darker(_RIM)


def ink(place: int, ground: QColor) -> QColor:
    """Return the colour of thin lines of a variant: one that stands out on a ground."""
    return rim(place) if ground.lightness() > 128 else theme.class_colour(place)


def shape(place: int, centre: QPointF, size: float) -> QPainterPath:
    """Return the outline of a variant's mark; every eighth has the same.

    Args:
        place: Of the variant, from 0.
        centre: Its middle, px.
        size: Its width, px.
    """
    path = QPainterPath()
    kind = place % 8
    if kind == 0:
        path.addEllipse(centre, size / 2, size / 2)
    elif kind == 1:
        square = QRectF(0, 0, 0.86 * size, 0.86 * size)
        square.moveCenter(centre)
        path.addRect(square)
    else:
        path.addPolygon(_polygon(kind, centre, 0.58 * size))
        path.closeSubpath()
    return path


def _polygon(kind: int, centre: QPointF, radius: float) -> QPolygonF:
    # Triangle, diamond, triangle down, pentagon, and stars of four and five points.
    corners, turn, inner = {
        2: (3, 0.0, 1.0),
        3: (4, 0.0, 1.0),
        4: (3, pi, 1.0),
        5: (5, 0.0, 1.0),
        6: (8, 0.0, 0.4),
        7: (10, 0.0, 0.45),
    }[kind]
    points = []
    for corner in range(corners):
        angle = turn + 2 * pi * corner / corners
        far = radius * (inner if inner < 1 and corner % 2 else 1)
        points.append(centre + QPointF(far * sin(angle), -far * cos(angle)))
    return QPolygonF(points)


def paint_mark(
    painter: QPainter, place: int, centre: QPointF, size: float, alpha: int = 255
) -> None:
    """Paint the mark of a variant.

    Args:
        painter: Paints it.
        place: Of the variant, from 0.
        centre: Its middle, px.
        size: Its width, px.
        alpha: Opacity of its inside, of 255.
    """
    inside = theme.class_colour(place)
    inside.setAlpha(alpha)
    painter.save()
    painter.setPen(QPen(rim(place), 1))
    painter.setBrush(inside)
    painter.drawPath(shape(place, centre, size))
    painter.restore()


def mark_icon(place: int) -> QIcon:
    """Return the mark of a variant as an icon."""
    pixmap = QPixmap(2 * _ICON, 2 * _ICON)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, place, QPointF(_ICON / 2, _ICON / 2), 0.6 * _ICON)
    painter.end()
    return QIcon(pixmap)
