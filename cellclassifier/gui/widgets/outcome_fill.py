"""How areas that stand for right, wrong and unknown answers are filled in plots."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow

GAP = 16
"""Between two entries of a legend, px."""

_BESIDE = 6


def fill(painter: QPainter, box: QRectF, kind: str, colours: theme.Colours) -> None:
    """Fill a box as tiles of a kind are: full, hatched, or dotted within a line.

    Args:
        painter: What paints.
        box: The area, px.
        kind: "right", "wrong", or anything else for those that are not known.
        colours: The colours to paint in.
    """
    if kind == "right":
        painter.fillRect(box, colours.right)
        return
    wrong = kind == "wrong"
    colour = colours.wrong if wrong else colours.uncertain
    brush = Qt.BrushStyle.BDiagPattern if wrong else Qt.BrushStyle.Dense6Pattern
    painter.fillRect(box, colours.panel)
    painter.fillRect(box, QBrush(colour, brush))
    painter.setPen(QPen(colour, 1))
    painter.drawRect(box)


def entry_widths(metrics: QFontMetrics, entries: Mapping[str, str]) -> list[int]:
    """Return the width of each entry of a legend, px."""
    box = metrics.height() - 4 + _BESIDE
    return [box + metrics.horizontalAdvance(text) for text in entries.values()]


def paint_legend(
    painter: QPainter,
    entries: Mapping[str, str],
    left: float,
    room: float,
    colours: theme.Colours,
) -> None:
    """Paint what the fillings mean, in as many lines as are needed.

    Args:
        painter: What paints, in the font of the legend.
        entries: Words for each kind.
        left: Where the first entry of each line begins, px.
        room: How wide a line may be, px.
        colours: The colours to paint in.
    """
    metrics = painter.fontMetrics()
    side, widths = metrics.height() - 4, entry_widths(metrics, entries)
    places = flow(widths, GAP, room)
    for (kind, text), (start, row) in zip(entries.items(), places, strict=True):
        x, y = round(left + start), 4 + row * metrics.height()
        fill(painter, QRectF(x, y, side, side), kind, colours)
        painter.setPen(colours.text)
        words = QRect(x + side + _BESIDE, y - 2, round(room), metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
