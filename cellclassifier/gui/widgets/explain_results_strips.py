"""Strips of dots, one below the other, each with its median and an interval."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.explain_results_curves import (
    CENTRE,
    PAD,
    round_ticks,
)
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import ink, paint_mark, rim

Floats = NDArray[np.float64]

_GOLDEN = (5**0.5 - 1) / 2
_ROW = 6 * theme.SPACE  # px: height of a strip
_SPREAD = 0.7  # of it: how far dots are moved aside
_DOT, _MARK = 5, 10  # px
_ALPHA = 150  # of 255: opacity of dots


class Strip(NamedTuple):
    """One strip.

    Attributes:
        name: What it is, told at its left.
        dots: A value each.
        middle: What they come to, or the value that stands for itself; nan for none.
        low: Lower end of its interval; nan for none.
        high: Upper end.
        colour: Place in the palette, which also decides the mark.
        labels: What each dot is, for the mouse and the table; numbers without it.
        family: What strips that belong together have in common, told above them.
        kept: The same in English, for the table; "" where that is `family` itself.
    """

    name: str
    dots: Floats
    middle: float
    low: float
    high: float
    colour: int
    labels: tuple[str, ...] = ()
    family: str = ""
    kept: str = ""


class StripPlot(PaintedPlot):
    """Shows every value: dots are moved up and down, to be told apart."""

    name = tr("strips")

    def __init__(
        self,
        title: str,
        message: str,
        level: float,
        ends: tuple[float, ...],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty plot.

        Args:
            title: What it shows.
            message: What stands there while there is nothing to show.
            level: Where a dashed line is that values are held against.
            ends: What the axis holds at least.
            parent: The widget it lies in.
        """
        super().__init__(message, parent)
        self._title, self._level, self._least = title, level, ends
        self._strips: list[Strip] = []
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Show others."""
        self._strips = list(strips)
        self.setAccessibleDescription("; ".join(map(_told, self._strips)))
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no number."""
        return not self._values().size

    def table(self) -> Table:
        """Return one row a dot, and one a middle."""
        rows: list[list[object]] = []
        for each in self._strips:
            head = [each.kept or each.family, english(each.name)]
            for place, value in enumerate(each.dots.tolist()):
                rows.append([*head, _label(each, place), *_row(value)])
            if np.isfinite(each.middle):
                ends = _row(each.middle, each.low, each.high)
                rows.append([*head, "middle", *ends])
        return ["of", "strip", "what", "value", "low", "high"], rows

    def tip_at(self, place: QPoint) -> str:
        """Return what the strip below the mouse holds, and the dot that is nearest."""
        if not self._area().contains(QPointF(place)):
            return ""
        tops = [self._top(at) for at in range(len(self._strips))]
        strip = self._strips[max(bisect_right(tops, place.y()) - 1, 0)]
        words = [_told(strip)]
        if strip.dots.size:
            nearest = int(np.argmin(abs(self._across(strip.dots) - place.x())))
            words.append(f"{_label(strip, nearest)}: {strip.dots[nearest]:.3g}")
        return "\n".join(words)

    def sizeHint(self) -> QSize:
        """Ask for the height of the strips."""
        return QSize(90 * theme.SPACE, self._height())

    def minimumSizeHint(self) -> QSize:
        """Keep all strips."""
        return QSize(50 * theme.SPACE, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, axis, names, dots, and what they come to above them."""
        if (painter := self.begun()) is None:
            return
        self._paint_axis(painter)
        self._paint_text(painter, PAD, PAD, self.width() - 2 * PAD, self._title)
        for place, each in enumerate(self._strips):
            self._paint_name(painter, place, each)
            self._paint_strip(painter, place, each)

    def _values(self) -> Floats:
        parts = [
            np.concatenate([each.dots, [each.middle, each.low, each.high]])
            for each in self._strips
        ]
        found = np.concatenate([np.empty(0), *parts])
        return np.asarray(found[np.isfinite(found)])

    def _ends(self) -> tuple[float, float]:
        known = np.concatenate([self._values(), np.array(self._least)])
        low, high = float(known.min()), float(known.max())
        room = 0.05 * max(high - low, 1e-9)
        # An axis that begins at 0 begins just there.
        return low - room * (low != 0), high + room

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _heads(self, strips: Sequence[Strip]) -> int:
        """Count the lines that tell what strips have in common."""
        families = [each.family for each in strips]
        pairs = zip(["", *families], families, strict=False)
        return sum(before != after for before, after in pairs)

    def _height(self) -> int:
        rows = len(self._strips) * _ROW + self._heads(self._strips) * self._line()
        return PAD + round(1.4 * self._line()) + rows + self._line() + PAD + 4

    def _area(self) -> QRectF:
        names = [self.fontMetrics().horizontalAdvance(s.name) for s in self._strips]
        left = PAD + min(max(names, default=0), self.width() // 3) + 2 * theme.SPACE
        top = PAD + 1.4 * self._line()
        height = self.height() - top - self._line() - PAD - 4
        return QRectF(left, top, self.width() - left - 2 * PAD, height)

    def _top(self, place: int) -> float:
        """Return where a strip begins, px, below the line that tells its family."""
        heads = self._heads(self._strips[: place + 1]) * self._line()
        return self._area().top() + place * _ROW + heads

    def _across(self, values: Floats) -> Floats:
        (low, high), area = self._ends(), self._area()
        return np.asarray(area.left() + (values - low) / (high - low) * area.width())

    def _paint_axis(self, painter: QPainter) -> None:
        area, colours = self._area(), self.colours()
        ticks = round_ticks(*self._ends())
        for value, x in zip(ticks, self._across(np.array(ticks)).tolist(), strict=True):
            painter.setPen(colours.line)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(colours.text)
            where = QRectF(x - 30, area.bottom() + 3, 60, self._line())
            painter.drawText(where, CENTRE, f"{value:g}")
        x = float(self._across(np.array([self._level]))[0])
        painter.setPen(QPen(colours.muted, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_text(
        self, painter: QPainter, x: float, y: float, room: float, text: str
    ) -> None:
        elide = Qt.TextElideMode.ElideRight
        short = self.fontMetrics().elidedText(text, elide, int(room))
        painter.setPen(self.colours().text)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, y, room, self._line()), left, short)

    def _paint_name(self, painter: QPainter, place: int, each: Strip) -> None:
        top, room = self._top(place), self._area().left() - PAD - theme.SPACE
        y = top + (_ROW - self._line()) / 2
        self._paint_text(painter, PAD, y, room, each.name)
        before = self._strips[place - 1].family if place else ""
        if each.family == before:
            return
        if place:
            painter.setPen(self.colours().line)
            y = top - self._line() - 1
            painter.drawLine(QPointF(PAD, y), QPointF(self._area().right(), y))
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        width = self.width() - 2 * PAD
        # Lines of the axis would cross it.
        taken = painter.fontMetrics().horizontalAdvance(each.family) + theme.SPACE
        ground = QRectF(PAD, top - self._line(), min(taken, width), self._line())
        painter.fillRect(ground, self.colours().panel)
        self._paint_text(painter, PAD, top - self._line(), width, each.family)
        font.setBold(False)
        painter.setFont(font)

    def _paint_strip(self, painter: QPainter, place: int, each: Strip) -> None:
        y = self._top(place) + _ROW / 2
        numbers = np.arange(1, each.dots.size + 1)
        aside = (np.modf(numbers * _GOLDEN)[0] - 0.5) * _SPREAD * _ROW
        aside = aside if each.dots.size > 1 else np.zeros(each.dots.size)
        colour = QColor(theme.class_colour(each.colour))
        colour.setAlpha(_ALPHA)
        painter.setPen(QPen(rim(each.colour), 0.6))
        painter.setBrush(colour)
        for x, dy in zip(self._across(each.dots).tolist(), aside.tolist(), strict=True):
            painter.drawEllipse(QPointF(x, y + dy), _DOT / 2, _DOT / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if np.isfinite(each.middle):
            self._paint_middle(painter, y, each)

    def _paint_middle(self, painter: QPainter, y: float, each: Strip) -> None:
        ends = np.array([each.middle, each.low, each.high])
        x, low, high = self._across(ends).tolist()
        colour = ink(each.colour, self.colours().panel)
        painter.setPen(QPen(colour, 2))
        if np.isfinite(low):
            painter.drawLine(QPointF(low, y), QPointF(high, y))
        if each.dots.size > 1:
            painter.setPen(QPen(colour, 2.4))
            half = 0.42 * _ROW
            painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))
        else:
            paint_mark(painter, each.colour, QPointF(x, y), _MARK)


def _label(strip: Strip, place: int) -> str:
    return strip.labels[place] if strip.labels else str(place + 1)


def _row(*values: float) -> list[str]:
    shown = [f"{value:.6g}" if np.isfinite(value) else "NA" for value in values]
    return [*shown, *["NA"] * (3 - len(values))]


def _told(strip: Strip) -> str:
    of = f"{strip.family}, " if strip.family else ""
    n = tr("{size} dots", size=strip.dots.size) if strip.dots.size else ""
    middle = f"{strip.middle:.3g}" if np.isfinite(strip.middle) else ""
    if np.isfinite(strip.low):
        middle += tr(" ({low:.3g} to {high:.3g})", low=strip.low, high=strip.high)
    return f"{of}{strip.name}: {', '.join(filter(None, (middle, n)))}"
