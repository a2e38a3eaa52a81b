"""Would more data help? Accuracy by the number of training tiles, and its controls.

At the left each run is a point, means are joined, and the fitted law goes on to twice
the data; at the right, at the same height, stands what that is held against. What is
shown is computed by `core.comparison.size_curve.size_curves`, in the background.
"""

from math import exp, log
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_frame import Frame, paint_hollow
from cellclassifier.gui.widgets.compare_plot import (
    LEFT,
    PAD,
    WRAPPED,
    Floats,
    PointPlot,
)
from cellclassifier.gui.widgets.explain_results_curves import paint_heights
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.size_curve_points import (
    Dot,
    below_height,
    described,
    dots_of,
    paint_below,
    paint_guesses,
    paint_reach,
    text_width,
    wrapped_height,
)
from cellclassifier.gui.widgets.variant_marks import ink, paint_mark

if TYPE_CHECKING:
    from cellclassifier.core.comparison.size_curve import Reference, SizeCurve

_EMPTY = tr(
    "Nothing to show yet. Train an experiment that compares numbers of training tiles: "
    "Training, Several runs, 'Would more data help?'."
)
_KEY = tr(
    "Each point: one run; line: mean; dashed: fitted law, on to twice the data. At the "
    "right: controls, and what needs no network."
)
_DOT, _MARK = 8, 10  # px
_INSIDE, _FACE = 150, 50  # of 255
_COLUMN = 20 * theme.SPACE
_SHARE = 0.55  # of the width that references take at most
_CURVE, _CONTROL, _TRIVIAL = 0, 1, 2
_EDGE = 0.08  # of the axis of sizes that is left free at its ends


class SizeCurvePlot(PointPlot):
    """A curve of sizes with its controls; empty it says how to get one."""

    name = tr("accuracy by number of training tiles")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EMPTY, parent)
        self._curve: SizeCurve | None = None
        self._dots: tuple[Dot, ...] = ()
        self._ends = (0.0, 100.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: "SizeCurve | None") -> None:
        """Show another curve; ``None`` for none."""
        self._curve = curve
        self._dots = tuple(dots_of(curve)) if curve else ()
        if curve:
            from cellclassifier.core.comparison.size_figure import ends_of

            self._ends = ends_of(curve)
        self.forget_cursor()
        self.setAccessibleDescription(described(curve) if curve else _EMPTY)
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no curve."""
        return self._curve is None

    def table(self) -> Table:
        """Return the numbers behind the curve, as the figure on paper has them."""
        from cellclassifier.core.comparison.size_figure import HEADER, rows_of

        return list(HEADER), list(rows_of(self._curve)) if self._curve else []

    def spots(self) -> Floats:
        """Return where the points lie, px, shape (points, 2)."""
        if self._curve is None:
            return np.empty((0, 2))
        _, right = self._areas()
        frame = Frame(right, *self._ends, len(self._curve.references))
        found = [
            (
                self._x(dot.size) if dot.size is not None else frame.x(dot.column or 0),
                frame.y(dot.value),
            )
            for dot in self._dots
        ]
        return np.array(found, np.float64).reshape(-1, 2)

    def run_of(self, index: int) -> Run:
        """Return the run of a point."""
        return self._dots[index].run

    def words_of(self, index: int) -> str:
        """Return the run, its seed and its accuracy."""
        dot = self._dots[index]
        seed = dot.run.record.study.training.seed
        head = tr("{name}, seed {seed}", name=dot.name, seed=seed)
        return f"{head}\n{tr('{value:.1f} % right', value=dot.value)}\n{dot.run.id}"

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of a point, or of the mean or reference nearest by."""
        from cellclassifier.core.comparison.size_words import forecast_sentence, tip_of

        if words := super().tip_at(place):
            return words
        curve, (left, right) = self._curve, self._areas()
        assert curve is not None
        column = Frame(right, 0, 1, len(curve.references)).column(place.x())
        if column is not None and curve.references:
            return tip_of(curve.references[column])
        if curve.forecast and place.x() > self._x(0.8 * curve.forecast.size):
            return forecast_sentence(curve)
        if not left.contains(QPointF(place)):
            return ""
        return tip_of(min(curve.points, key=lambda p: abs(self._x(p.size) - place.x())))

    def sizeHint(self) -> QSize:
        """Return room for the curve and its references."""
        return QSize(170 * theme.SPACE, 100 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which the curve can be read."""
        return QSize(110 * theme.SPACE, 70 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the curve, its references, and what they are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._curve is None:
            self.paint_message(painter)
            return
        left, right = self._areas()
        colours, line = self.colours(), self.fontMetrics().height()
        whole = QRectF(left.topLeft(), right.bottomRight())
        paint_heights(painter, whole, self._ends, colours, line)
        self._paint_key(painter)
        self.paint_name(painter, left, tr("Test accuracy (%)"))
        across = (left.left(), right.right())
        paint_guesses(painter, self._curve, across, self._y, colours)
        self._paint_band(painter, self._curve)
        self._paint_law(painter, self._curve)
        for place, each in enumerate(self._curve.references):
            self._paint_reference(painter, place, each)
        self._paint_points(painter)
        self._paint_sizes(painter, self._curve)
        self.paint_rings(painter)

    def _areas(self) -> tuple[QRectF, QRectF]:
        """Return where the curve, and where references are shown, px."""
        assert self._curve is not None
        line = self.fontMetrics().height()
        left = PAD + line + self.fontMetrics().horizontalAdvance("888.8") + 6
        top = 2 * PAD + self._key_height()
        bottom = self.height() - PAD - self._below_height()
        room = self.width() - PAD - left
        beside = min(_COLUMN * len(self._curve.references), _SHARE * room)
        tall = max(1.0, bottom - top)
        gap = 2 * PAD if beside else 0
        first = QRectF(left, top, max(1.0, room - beside - gap), tall)
        return first, QRectF(first.right() + gap, top, max(1.0, beside), tall)

    def _key_height(self) -> float:
        return wrapped_height(self, _KEY, self.width() - 2 * PAD)

    def _below_height(self) -> float:
        assert self._curve is not None
        found = self._curve.references
        tallest = below_height(self, found, self._column_width(len(found)))
        return max(tallest, 3.0 * self.fontMetrics().height()) + theme.SPACE

    def _column_width(self, count: int) -> float:
        room = _SHARE * (self.width() - 4 * PAD - 40)
        return min(_COLUMN, room / max(1, count)) - theme.SPACE

    def _x(self, size: float) -> float:
        """Return where a size lies across, px; sizes stand by their logarithm."""
        assert self._curve is not None
        area, _ = self._areas()
        first, last = self._curve.points[0].size, self._last()
        whole = max(log(last / first), 1e-9)
        share = _EDGE + (1 - 2 * _EDGE) * log(size / first) / whole
        return area.left() + share * area.width()

    def _last(self) -> float:
        assert self._curve is not None
        found = self._curve.forecast
        return found.size if found else 1.2 * self._curve.points[-1].size

    def _y(self, value: float) -> float:
        area, _ = self._areas()
        return Frame(area, *self._ends, 1).y(100 * value)

    def _paint_key(self, painter: QPainter) -> None:
        painter.setPen(self.colours().muted)
        box = QRectF(PAD, PAD, self.width() - 2 * PAD, self._key_height())
        painter.drawText(box, LEFT | Qt.TextFlag.TextWordWrap, _KEY)

    def _paint_band(self, painter: QPainter, curve: "SizeCurve") -> None:
        known = [(p.size, p.interval) for p in curve.points if p.interval]
        if len(known) > 1:
            upper = [QPointF(self._x(n), self._y(ends[1])) for n, ends in known]
            lower = [QPointF(self._x(n), self._y(ends[0])) for n, ends in known]
            face = QColor(theme.class_colour(_CURVE))
            face.setAlpha(_FACE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(face)
            painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        means = [QPointF(self._x(p.size), self._y(p.mean)) for p in curve.points]
        painter.setPen(QPen(ink(_CURVE, self.colours().panel), 2))
        painter.drawPolyline(QPolygonF(means))

    def _paint_law(self, painter: QPainter, curve: "SizeCurve") -> None:
        found = curve.forecast
        if found is None:
            return
        first, last = log(found.sizes[0]), log(found.size)
        sizes = [exp(first + (last - first) * step / 60) for step in range(61)]
        heights = found.law.accuracy(np.array(sizes)).tolist()
        both = zip(sizes, heights, strict=True)
        path = QPolygonF([QPointF(self._x(n), self._y(value)) for n, value in both])
        painter.setPen(QPen(self.colours().text, 1.2, Qt.PenStyle.DashLine))
        painter.drawPolyline(path)
        painter.setPen(QPen(self.colours().text, 1.4))
        centre = QPointF(self._x(found.size), self._y(found.value))
        if found.interval:
            low, high = map(self._y, found.interval)
            paint_reach(painter, centre.x(), low, high)
        paint_hollow(painter, centre, 0, self.colours())

    def _paint_reference(
        self, painter: QPainter, place: int, found: "Reference"
    ) -> None:
        assert self._curve is not None
        count = len(self._curve.references)
        _, right = self._areas()
        x = Frame(right, 0, 1, count).x(place)
        look = _CONTROL if found.kind == "control" else _TRIVIAL
        painter.setPen(QPen(ink(look, self.colours().panel), 1.6))
        if found.interval:
            low, high = map(self._y, found.interval)
            paint_reach(painter, x, low, high)
        paint_mark(painter, look, QPointF(x, self._y(found.value)), _MARK)
        wide = self._column_width(count)
        top = right.bottom() + theme.SPACE
        painter.setPen(self.colours().text)
        paint_below(
            painter, QRectF(x - wide / 2, top, wide, self.height() - top), found
        )

    def _paint_points(self, painter: QPainter) -> None:
        for dot, (x, y) in zip(self._dots, self.spots().tolist(), strict=True):
            look = _CURVE if dot.size is not None else _CONTROL
            paint_mark(painter, look, QPointF(x, y), _DOT, _INSIDE)

    def _paint_sizes(self, painter: QPainter, curve: "SizeCurve") -> None:
        """Paint the sizes below the curve, as many as there is room for."""
        from cellclassifier.core.comparison.size_figure import sizes_named

        left, _ = self._areas()
        line, taken = self.fontMetrics().height(), float("inf")
        painter.setPen(self.colours().text)
        for size, words in reversed(sizes_named(curve)):
            x, wide = self._x(size), 4 + text_width(self, words)
            if x + wide / 2 > taken:
                continue
            taken = x - wide / 2
            painter.drawLine(QPointF(x, left.bottom()), QPointF(x, left.bottom() + 4))
            box = QRectF(x - wide, left.bottom() + 5, 2 * wide, 2 * line)
            painter.drawText(box, WRAPPED, words)
        painter.setPen(self.colours().muted)
        top = left.bottom() + 2 * line + 5
        box = QRectF(left.left(), top, left.width(), line)
        what = tr("training tiles") if curve.unit == "tiles" else tr("training groups")
        painter.drawText(
            box, Qt.AlignmentFlag.AlignCenter, tr("{what} of each class", what=what)
        )
