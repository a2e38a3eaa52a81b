"""Where attribution lies: mean by brightness, by distance from clumps, from the centre.

Mean attribution of a tile is 1 everywhere; a line at 1 is what an even map would have.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import paint_mark, rim

Floats = NDArray[np.float64]
Cells = Mapping[str, str]

TITLES = {
    "brightness": "by brightness",
    "distance": "by distance from clumps",
    "centre": "by distance from the centre",
}
"""What each profile runs along."""

_PAD = 2 * theme.SPACE
_SAMPLE, _GAP = 6 * theme.SPACE, 3 * theme.SPACE
_BAND = 60  # of 255: opacity of a band
_MARK = 7  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Curve(NamedTuple):
    """A profile of one class: at each x a mean, and its 95 % band over groups."""

    name: str
    x: Floats
    mean: Floats
    low: Floats
    high: Floats
    tiles: int
    groups: int


def curves_of(rows: Sequence[Cells], along: str) -> tuple[list[Curve], str]:
    """Return the curves of each class along something, and the unit of x.

    Args:
        rows: Rows of profiles.csv; that of all tiles together is left.
        along: "brightness", "distance" or "centre".

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    own = [row for row in rows if row["along"] == along and row["class"] != "all"]
    curves = []
    for name in dict.fromkeys(row["class"] for row in own):
        part = [row for row in own if row["class"] == name]
        x, mean, low, high = (
            np.array([_number(row[column]) for row in part])
            for column in ("x", "mean", "low", "high")
        )
        tiles = max(int(row["tiles"]) for row in part)
        curves.append(Curve(name, x, mean, low, high, tiles, int(part[0]["groups"])))
    return curves, own[0]["unit"] if own else ""


class ProfilePlot(PaintedPlot):
    """One curve a class, with its band; values are read by the mouse."""

    name = "attribution profile"

    def __init__(self, along: str, parent: QWidget | None = None) -> None:
        super().__init__("No tile has such pixels.", parent)
        self._curves: list[Curve] = []
        self._unit, self._title = "", f"Attribution {TITLES[along]}"
        self.along = along
        self.setAccessibleName(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_profiles(self, rows: Sequence[Cells]) -> None:
        """Show the profiles of a result, from rows of its table."""
        self._curves, self._unit = curves_of(rows, self.along)
        told = [f"{c.name}: {c.tiles} tiles in {c.groups} groups" for c in self._curves]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no number."""
        return not any(np.isfinite(each.mean).any() for each in self._curves)

    def table(self) -> Table:
        """Return one row a class and place."""
        header = ["class", self._unit, "mean attribution", "low", "high"]
        return header, [
            [each.name, *(f"{value:.6g}" for value in values)]
            for each in self._curves
            for values in zip(each.x, each.mean, each.low, each.high, strict=True)
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return the values nearest to a place."""
        area = self._area()
        if not area.contains(QPointF(place)):
            return ""
        left, right = self._ends()
        x = left + (place.x() - area.left()) / area.width() * (right - left)
        lines = []
        for each in self._curves:
            at = int(np.argmin(abs(each.x - x)))
            band = f" ({each.low[at]:.2g} to {each.high[at]:.2g})"
            band = band if np.isfinite(each.low[at]) else ""
            lines.append(f"{each.name}: {each.mean[at]:.2g} x the mean{band}")
        return "\n".join([f"at {x:.2g} {self._unit}", *lines])

    def sizeHint(self) -> QSize:
        """Ask for a low plot, since there are three."""
        return QSize(90 * theme.SPACE, 48 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Keep the axes."""
        return QSize(50 * theme.SPACE, 48 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, legend, axes, bands, and curves above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_axes(painter)
        self._paint_legend(painter)
        for place, each in enumerate(self._curves):
            self._paint_band(painter, place, each)
        for place, each in enumerate(self._curves):
            self._paint_curve(painter, place, each)

    def _ends(self) -> tuple[float, float]:
        xs = np.concatenate([each.x for each in self._curves])
        return float(xs.min()), float(max(xs.max(), xs.min() + 1e-9))

    def _most(self) -> float:
        """Return the upper end of the axis, where every band lies below."""
        values = [v for each in self._curves for v in (each.mean, each.high)]
        finite = np.concatenate(values)
        return float(finite[np.isfinite(finite)].max(initial=1.0)) * 1.05

    def _area(self) -> QRectF:
        line = self.fontMetrics().height()
        left = _PAD + self.fontMetrics().horizontalAdvance("88.8") + 6
        top = _PAD + (1 + self._legend_lines()) * line + 6
        size = self.height() - top - 2 * line - _PAD - 4
        return QRectF(left, top, self.width() - left - 2 * _PAD, size)

    def _points(self, x: Floats, y: Floats) -> list[QPointF]:
        area, (left, right), most = self._area(), self._ends(), self._most()
        xs = area.left() + (x - left) / (right - left) * area.width()
        ys = area.bottom() - y / most * area.height()
        return [QPointF(a, b) for a, b in zip(xs.tolist(), ys.tolist(), strict=True)]

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours, most = self._area(), self.colours(), self._most()
        line, (left, right) = self.fontMetrics().height(), self._ends()
        for value in _ticks(0, most):
            y = area.bottom() - value / most * area.height()
            painter.setPen(colours.line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.text)
            where = QRectF(0, y - line / 2, area.left() - 6, line)
            painter.drawText(where, _RIGHT, f"{value:g}")
        y = area.bottom() - area.height() / most
        painter.setPen(QPen(colours.muted, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(colours.text)
        for value in _ticks(left, right):
            x = area.left() + (value - left) / (right - left) * area.width()
            where = QRectF(x - 30, area.bottom() + 2, 60, line)
            painter.drawText(where, _CENTRE, f"{value:g}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 3, area.width(), line)
        painter.drawText(below, _CENTRE, self._unit)

    def _paint_band(self, painter: QPainter, place: int, each: Curve) -> None:
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

    def _paint_curve(self, painter: QPainter, place: int, each: Curve) -> None:
        known = np.isfinite(each.mean)
        points = self._points(each.x[known], each.mean[known])
        _line(painter, place, points)
        for point in points:
            paint_mark(painter, place, point, _MARK)

    def _paint_legend(self, painter: QPainter) -> None:
        line, elide = self.fontMetrics().height(), Qt.TextElideMode.ElideRight
        painter.setPen(self.colours().text)
        title = f"{self._title}: mean attribution, x that of the tile"
        room = self.width() - 2 * _PAD
        short = self.fontMetrics().elidedText(title, elide, room)
        painter.drawText(QRectF(_PAD, _PAD, room, line), short)
        for place, (left, row, text) in enumerate(self._legend()):
            x, middle = _PAD + left, _PAD + (row + 1.5) * line
            ends = [QPointF(x, middle), QPointF(x + _SAMPLE, middle)]
            _line(painter, place, ends)
            paint_mark(painter, place, QPointF(x + _SAMPLE / 2, middle), _MARK)
            painter.setPen(self.colours().text)
            start = x + _SAMPLE + theme.SPACE
            box = QRectF(start, middle - line / 2, self.width() - start, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _legend(self) -> Iterator[tuple[float, int, str]]:
        texts = [f"{c.name} (n = {c.tiles} tiles)" for c in self._curves]
        words = map(self.fontMetrics().horizontalAdvance, texts)
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        places = flow(widths, _GAP, self.width() - 2 * _PAD)
        return ((*place, text) for place, text in zip(places, texts, strict=True))

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1


def _ticks(low: float, high: float) -> list[float]:
    """Return at most six round numbers from one to the other."""
    rough = (high - low) / 6
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough)
    first = np.ceil(low / step)
    last = np.floor(high / step)
    return [float(f"{n * step:.6g}") for n in np.arange(first, last + 1)]


def _line(painter: QPainter, place: int, points: Sequence[QPointF]) -> None:
    for width, colour in ((3.2, rim(place)), (1.8, theme.class_colour(place))):
        painter.setPen(QPen(colour, width))
        painter.drawPolyline(QPolygonF(list(points)))


def _number(text: str) -> float:
    return np.nan if text == "NA" else float(text)
