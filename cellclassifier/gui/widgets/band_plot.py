"""Accuracy over the epochs of many runs: each thin, their mean thick, with its band."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cellclassifier.core.experiment_results import Band, band
from cellclassifier.core.language import english, tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.epoch_ticks import whole_ticks
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.metric_history import MEASURED, WHEN, curve_told
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import ink, paint_mark, rim
from cellclassifier.gui.widgets.variant_words import variant_told

Part = Literal["training", "validation"]
Floats = NDArray[np.float64]

LEGEND = tr("thin: each of n runs; thick: their mean; band: mean ± SD")
_AXIS = tr("accuracy (%)")
_PAD, _SAMPLE, _GAP, _MARK = 2 * theme.SPACE, 8 * theme.SPACE, 3 * theme.SPACE, 8
_MARKS = 12  # more on a curve would hide it
_THIN, _BAND = 110, 55  # of 255: opacity of a run's curve, and of a band
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class RunsCurves(NamedTuple):
    """Curves of one variant: of each run what it is called, and a value an epoch."""

    variant: str
    runs: tuple[str, ...]
    curves: tuple[tuple[float, ...], ...]


class BandPlot(PaintedPlot):
    """Curves of all runs, one colour and mark a variant.

    As everywhere, training is solid and drawn in the middle of an epoch, validation is
    dashed and drawn at its end. The mouse and the arrow keys read values.
    """

    name = tr("accuracy of the runs")

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._part: Part = "training"
        self._variants: tuple[RunsCurves, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._cursor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_curves(self, part: Part, variants: Sequence[RunsCurves]) -> None:
        """Show other curves.

        Args:
            part: What was measured.
            variants: Shares, 0 to 1; a run without an epoch yet has an empty curve.
        """
        found = tuple(variants)
        if (part, found) == (self._part, self._variants):
            return
        self._part, self._variants = part, found
        self._bands = tuple(band(each.curves) for each in found)
        if self._cursor is not None and self._cursor > self._last():
            self._cursor = None
        self._describe()
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether no run has an epoch yet."""
        return self._last() == 0

    def table(self) -> Table:
        """Return one row an epoch: of each variant mean, SD, n, and then each run."""
        header = ["epoch"]
        columns: list[list[object]] = [list(range(1, self._last() + 1))]
        what = f"{self._part} %, {english(WHEN[self._part])}"
        for each, found in zip(self._variants, self._bands, strict=True):
            header += [f"{each.variant}: mean ({what})", f"{each.variant}: SD"]
            header += [f"{each.variant}: runs"]
            deviation = np.where(found.runs > 1, found.high - found.mean, np.nan)
            columns += [_percents(found.mean), _percents(deviation)]
            columns += [found.runs.tolist()]
            header += [f"{each.variant}: {name}" for name in each.runs]
            columns += [_percents(np.array(curve)) for curve in each.curves]
        return header, list(zip_longest(*columns, fillvalue=""))

    def tip_at(self, place: QPoint) -> str:
        """Return the values of the epoch at a place, or nothing beside the curves."""
        area = self._area()
        if not area.contains(QPointF(place)):
            return ""
        time = (place.x() - area.left()) / area.width() * self._last()
        return self.words(self._nearest(time))

    def words(self, epoch: int) -> str:
        """Return mean, SD and n of each variant in an epoch, one line each."""
        lines = [tr("epoch {epoch}, {part}", epoch=epoch, part=curve_told(self._part))]
        for each, found in zip(self._variants, self._bands, strict=True):
            if epoch > len(found.epochs):
                continue
            n, mean = int(found.runs[epoch - 1]), float(found.mean[epoch - 1])
            sd = 100 * (found.high[epoch - 1] - mean)
            spread = tr("SD {sd:.1f}, ", sd=sd) if n > 1 else ""
            runs = tr_n("1 run", "{n} runs", n, n=n)
            name = variant_told(each.variant)
            lines.append(f"{name}: {100 * mean:.1f} % ({spread}n = {runs})")
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values of the epoch before or after by the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self.is_empty():
            super().keyPressEvent(event)
            return
        start = 0 if step > 0 else self._last() + 1
        before = start if self._cursor is None else self._cursor
        self._cursor = min(max(before + step, 1), self._last())
        self._describe()
        self.update()
        area = self._area()
        place = QPointF(self._x(self._time(self._cursor)), area.top()).toPoint()
        QToolTip.showText(self.mapToGlobal(place), self.words(self._cursor), self)

    def sizeHint(self) -> QSize:
        """Ask for a place as wide as it is readable."""
        return QSize(120 * theme.SPACE, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep axes and a legend."""
        legend = self._legend_lines() * self.fontMetrics().height()
        return QSize(70 * theme.SPACE, 50 * theme.SPACE + legend)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, axes, and the curves: each run first, means above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_axes(painter)
        self._paint_legend(painter)
        for place in range(len(self._variants)):
            self._paint_runs(painter, place)
        for place in range(len(self._variants)):
            self._paint_mean(painter, place)
        if self._cursor is not None and self.shows_focus():
            painter.setPen(QPen(self.colours().muted, 1, Qt.PenStyle.DotLine))
            x, area = self._x(self._time(self._cursor)), self._area()
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _describe(self) -> None:
        if self.is_empty():
            self.setAccessibleDescription("")
        else:
            self.setAccessibleDescription(self.words(self._cursor or self._last()))

    def _last(self) -> int:
        return max((len(found.epochs) for found in self._bands), default=0)

    def _time(self, epoch: float) -> float:
        return epoch + MEASURED[self._part]

    def _nearest(self, time: float) -> int:
        epoch = round(time - MEASURED[self._part])
        return min(max(epoch, 1), self._last())

    def _lowest(self) -> float:
        """Return the share at the foot of the axis, a whole ten percent."""
        values = [v for each in self._variants for curve in each.curves for v in curve]
        finite = np.array(values)[np.isfinite(values)]
        return min(0.9, float(np.floor(10 * finite.min(initial=1))) / 10)

    def _area(self) -> QRectF:
        """Return where the curves lie, inside legend, numbers and names, px."""
        line = self.fontMetrics().height()
        left = _PAD + line + self.fontMetrics().horizontalAdvance("100") + 10
        upper = _PAD + (self._legend_lines() + 1) * line + 12
        size = QSize(self.width() - left - 2 * _PAD, self.height() - upper)
        return QRectF(left, upper, size.width(), size.height() - 2 * line - _PAD - 6)

    def _x(self, time: float) -> float:
        area = self._area()
        return area.left() + area.width() * time / self._last()

    def _curve(self, area: QRectF, low: float, values: Floats) -> list[QPointF]:
        times = self._time(1) + np.arange(len(values))
        xs = area.left() + area.width() * times / self._last()
        ys = area.bottom() - area.height() * (values - low) / (1 - low)
        return [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours, low = self._area(), self.colours(), self._lowest()
        line = self.fontMetrics().height()
        step = 10 if low >= 0.5 or area.height() > 10 * 1.5 * line else 20
        for percent in range(100, round(100 * low) - 1, -step):
            y = area.bottom() - area.height() * (percent / 100 - low) / (1 - low)
            painter.setPen(colours.line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.text)
            where = QRectF(0, y - line / 2, area.left() - 6, line)
            painter.drawText(where, _RIGHT, f"{percent}")
        for epoch in whole_ticks(0, self._last()):
            where = QRectF(self._x(epoch) - 30, area.bottom() + 3, 60, line)
            painter.drawText(where, _CENTRE, f"{epoch}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        painter.drawText(below, _CENTRE, tr("epoch"))
        if area.height() < self.fontMetrics().horizontalAdvance(_AXIS):
            return
        painter.save()
        painter.translate(_PAD, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), _CENTRE, _AXIS)
        painter.restore()

    def _paint_runs(self, painter: QPainter, place: int) -> None:
        area, low = self._area(), self._lowest()
        found, colour = self._bands[place], theme.class_colour(place)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -1, 1, 1))
        colour.setAlpha(_BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        upper = self._curve(area, low, found.high)
        lower = self._curve(area, low, found.low)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thin = ink(place, self.colours().panel)
        thin.setAlpha(_THIN)
        painter.setPen(QPen(thin, 1))
        for curve in self._variants[place].curves:
            painter.drawPolyline(QPolygonF(self._curve(area, low, np.array(curve))))
        painter.restore()

    def _paint_mean(self, painter: QPainter, place: int) -> None:
        points = self._curve(self._area(), self._lowest(), self._bands[place].mean)
        self._paint_line(painter, place, points)
        every = len(points) // _MARKS + 1
        for point in points[::-1][::every]:
            paint_mark(painter, place, point, _MARK)

    def _paint_line(self, painter: QPainter, place: int, points: list[QPointF]) -> None:
        for width, colour in ((3.5, rim(place)), (2.0, theme.class_colour(place))):
            pen = QPen(colour, width)
            if self._part == "validation":
                pen.setDashPattern([10 / width, 5 / width])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))

    def _paint_legend(self, painter: QPainter) -> None:
        line, elide = self.fontMetrics().height(), Qt.TextElideMode.ElideMiddle
        for place, (left, row, text) in enumerate(self._legend()):
            left += _PAD
            middle = _PAD + row * line + line / 2
            ends = [QPointF(left, middle), QPointF(left + _SAMPLE, middle)]
            self._paint_line(painter, place, ends)
            paint_mark(painter, place, QPointF(left + _SAMPLE / 2, middle), _MARK)
            box = QRectF(left + _SAMPLE + theme.SPACE, middle - line / 2, 0, line)
            box.setRight(self.width() - _PAD)
            painter.setPen(self.colours().text)
            short = self.fontMetrics().elidedText(text, elide, int(box.width()))
            painter.drawText(box, _LEFT, short)
        painter.setPen(self.colours().muted)
        below = _PAD + self._legend_lines() * line
        painter.drawText(QRectF(_PAD, below, self.width(), line), _LEFT, LEGEND)

    def _legend(self) -> Iterator[tuple[float, int, str]]:
        """Yield where each entry begins, px, in which line it stands, and its words."""
        texts = []
        for each in self._variants:
            n = sum(bool(curve) for curve in each.curves)
            texts.append(f"{variant_told(each.variant)} (n = {n})")
        words = map(self.fontMetrics().horizontalAdvance, texts)
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        places = flow(widths, _GAP, self.width() - 2 * _PAD)
        return ((*place, text) for place, text in zip(places, texts, strict=True))

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1


def _percents(values: Floats) -> list[object]:
    return [f"{100 * v:.6g}" if np.isfinite(v) else "" for v in values.tolist()]
