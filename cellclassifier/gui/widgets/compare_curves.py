"""Learning curves of sets of runs over each other: points, lines, and their bands.

As everywhere, training is solid, validation dashed, test dotted. Points are moved
across only, and the axis hides none.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import english, tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_plot import (
    CENTRE,
    LEFT,
    PAD,
    Floats,
    PointPlot,
)
from cellclassifier.gui.widgets.compare_series import (
    AXES,
    LINES,
    PARTS,
    UNITS,
    WORDS,
    Series,
    at_epoch,
    ends_of,
    rows_of,
    series_of,
)
from cellclassifier.gui.widgets.compare_strokes import WIDTH, fill, pen_of, stroke
from cellclassifier.gui.widgets.compare_words import plural, run_words
from cellclassifier.gui.widgets.epoch_ticks import whole_ticks
from cellclassifier.gui.widgets.explain_results_curves import paint_heights
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.variant_marks import ink, paint_mark

if TYPE_CHECKING:
    from cellclassifier.core.comparison.curve_figure import Kind
    from cellclassifier.core.comparison.run_curves import Learning

_SAMPLE, _GAP = 8 * theme.SPACE, 3 * theme.SPACE
_DOT, _SMALL = 6, 3  # px
_MANY = 3000  # points from which they are drawn as dots
_PALE = 100  # of 255


class CurvesPlot(PointPlot):
    """The curves of all sets."""

    name = tr("learning curves of the runs")

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._found: tuple[Learning, ...] = ()
        self._series: tuple[Series, ...] = ()
        self._kind: Kind = "runs"
        self._ends = (0.0, 1.0)
        self._places = np.empty((0, 2))

    def set_learning(
        self, found: "Sequence[Learning]", kind: "Kind", parts: Collection[str]
    ) -> None:
        """Show other curves.

        Args:
            found: Those of each set, all of the same quantity.
            kind: Which line and band.
            parts: What is drawn, of `compare_series.PARTS`.
        """
        self._found, self._kind = tuple(found), kind
        self._series = series_of(found, kind, parts)
        self._ends = ends_of(self._series, self._quantity)
        pairs = [np.column_stack([each.x, each.y]) for each in self._series]
        self._places = np.concatenate(pairs) if pairs else np.empty((0, 2))
        self.forget_cursor()
        self.setAccessibleDescription(self._words(self._last()) if pairs else "")
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no point."""
        return not len(self._places)

    def table(self) -> Table:
        """Return a row a point, and a row a place of each line."""
        header = ["set", "part", "what", "run", "epoch"]
        header += [f"{self._quantity} ({english(self._unit)})", "low", "high"]
        return header, list(rows_of(self._series, self._labels))

    def spots(self) -> Floats:
        """Return where the points lie, px, shape (points, 2)."""
        return self._to_px(self._places)

    def run_of(self, index: int) -> Run:
        """Return the run of a point."""
        series, row = self._at(index)
        return series.runs[row]

    def words_of(self, index: int) -> str:
        """Return the run, its seed, the epoch, and the value."""
        series, row = self._at(index)
        run = run_words(self._labels[series.place], series.runs[row])
        value = f"{series.y[row]:.3g} {self._unit}"
        return tr(
            "{run}\nepoch {epochs}, {words}: {value}",
            run=run,
            epochs=series.epochs[row],
            words=WORDS[series.part],
            value=value,
        )

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of a point, or of the lines at an epoch."""
        found, area = super().tip_at(place), self._area()
        if found or not area.contains(QPointF(place)):
            return found
        share = (place.x() - area.left()) / area.width()
        return self._words(min(max(round(0.5 + share * self._last()), 1), self._last()))

    def minimumSizeHint(self) -> QSize:
        """Keep axes and a legend."""
        return QSize(60 * theme.SPACE, 60 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, bands, points, and lines above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_axes(painter)
        self._paint_legend(painter)
        painter.save()
        painter.setClipRect(self._area().adjusted(-_DOT, -_DOT, _DOT, _DOT))
        for each in self._series:
            self._paint_band(painter, each)
        for each in self._series:
            self._paint_points(painter, each)
        for each in self._series:
            self._paint_line(painter, each)
            self._paint_current(painter, each)
        painter.restore()
        self.paint_cursor(painter)

    @property
    def _quantity(self) -> str:
        return self._found[0].quantity if self._found else "accuracy"

    @property
    def _unit(self) -> str:
        return UNITS[self._quantity]

    @property
    def _labels(self) -> list[str]:
        return [each.run_set.label for each in self._found]

    def _words(self, epoch: int) -> str:
        return at_epoch(self._series, self._labels, epoch, self._unit)

    def _last(self) -> int:
        return max((int(each.epochs.max()) for each in self._series), default=1)

    def _at(self, index: int) -> tuple[Series, int]:
        for each in self._series:
            if index < len(each.y):
                return each, index
            index -= len(each.y)
        raise IndexError(index)

    def _area(self) -> QRectF:
        """Return where values are shown, inside legend, numbers and names, px."""
        line = self.fontMetrics().height()
        left = self.axis_width(self._ends)
        top = 2 * PAD + self._legend_height()
        right, bottom = self.width() - 2 * PAD, self.height() - PAD - 2 * line - 6
        return QRectF(left, top, max(right - left, 1.0), max(bottom - top, 1.0))

    def _to_px(self, places: Floats) -> Floats:
        (low, high), area = self._ends, self._area()
        x = area.left() + (places[:, 0] - 0.5) / self._last() * area.width()
        y = area.bottom() - (places[:, 1] - low) / (high - low) * area.height()
        return np.column_stack([np.clip(x, area.left(), area.right()), y])

    def _curve(self, x: Floats, y: Floats) -> list[QPointF]:
        return [
            QPointF(*each) for each in self._to_px(np.column_stack([x, y])).tolist()
        ]

    def _paint_axes(self, painter: QPainter) -> None:
        area, colours = self._area(), self.colours()
        line = self.fontMetrics().height()
        paint_heights(painter, area, self._ends, colours, line)
        painter.setPen(colours.text)
        for epoch in whole_ticks(1, self._last()):
            x = area.left() + (epoch - 0.5) / self._last() * area.width()
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            where = QRectF(x - 30, area.bottom() + 4, 60, line)
            painter.drawText(where, CENTRE, f"{epoch}")
        painter.setPen(colours.muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        painter.drawText(below, CENTRE, tr("epoch"))
        self.paint_name(painter, area, AXES[self._quantity])

    def _paint_band(self, painter: QPainter, each: Series) -> None:
        x, _, low, high = each.line
        known = np.isfinite(low) & np.isfinite(high)
        if known.sum() < 2:
            return
        upper, lower = (self._curve(x[known], end[known]) for end in (high, low))
        fill(painter, each.place, upper, lower)

    def _paint_points(self, painter: QPainter, each: Series) -> None:
        points = self._curve(each.x, each.y)
        if len(self._places) > _MANY and each.part != "test":
            colour = ink(each.place, self.colours().panel)
            colour.setAlpha(_PALE)
            painter.setPen(QPen(colour, _SMALL))
            painter.drawPoints(QPolygonF(points))
            return
        painter.save()
        painter.setOpacity(1.0 if each.part == "test" else 0.55)
        size = _DOT + 2 if each.part == "test" else _DOT
        for point in points:
            paint_mark(painter, each.place, point, size, _INSIDE[each.part])
        painter.restore()

    def _paint_line(self, painter: QPainter, each: Series) -> None:
        x, y, _, _ = each.line
        known = np.isfinite(y)
        stroke(painter, each.place, each.part, self._curve(x[known], y[known]))

    def _paint_current(self, painter: QPainter, each: Series) -> None:
        """Join the points of the run that is looked at; a single one gets a ring."""
        own = [run.folder == self.current for run in each.runs]
        if not any(own) or self.on_paper:
            return
        places = self._curve(each.x[own], each.y[own])
        painter.setPen(pen_of(self.colours().text, 1.4, each.part))
        if each.part == "test":
            painter.setPen(QPen(self.colours().text, 1.6))
            painter.drawEllipse(places[0], _DOT, _DOT)
        else:
            painter.drawPolyline(QPolygonF(places))

    def _paint_legend(self, painter: QPainter) -> None:
        """Say which set has which mark, what the styles mean, and what a band is."""
        line, colours = self.fontMetrics().height(), self.colours()
        for (left, row), (place, part, text) in self._legend():
            x, middle = PAD + left, PAD + (row + 0.5) * line
            ends = [QPointF(x, middle), QPointF(x + _SAMPLE, middle)]
            if part:
                painter.setPen(pen_of(colours.text, WIDTH, part))
                painter.drawPolyline(QPolygonF(ends))
            else:
                paint_mark(painter, place, QPointF(x + _SAMPLE / 2, middle), _DOT + 3)
            painter.setPen(colours.text)
            start = x + _SAMPLE + theme.SPACE
            box = QRectF(start, middle - line / 2, self.width() - PAD - start, line)
            elide = Qt.TextElideMode.ElideMiddle
            short = self.fontMetrics().elidedText(text, elide, int(box.width()))
            painter.drawText(box, LEFT, short)
        painter.setPen(colours.muted)
        top = PAD + self._legend_lines() * line
        below = QRectF(PAD, top, self.width() - 2 * PAD, self.height())
        painter.drawText(below, Qt.TextFlag.TextWordWrap, LINES[self._kind])

    def _legend(self) -> Iterator[tuple[tuple[float, int], tuple[int, str, str]]]:
        """Yield where each entry stands, and its set or part, with its words."""
        entries = [
            (place, "", f"{each.run_set.label} (n = {plural(len(each.run_set.runs))})")
            for place, each in enumerate(self._found)
        ]
        drawn = {each.part for each in self._series}
        entries += [(0, part, WORDS[part]) for part in PARTS if part in drawn]
        words = (self.fontMetrics().horizontalAdvance(text) for *_, text in entries)
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        places = flow(widths, _GAP, self.width() - 2 * PAD)
        return zip(places, entries, strict=True)

    def _legend_lines(self) -> int:
        return max((row for (_, row), _ in self._legend()), default=0) + 1

    def _legend_height(self) -> float:
        text = self.wrapped_height(LINES[self._kind], self.width() - 2 * PAD)
        return self._legend_lines() * self.fontMetrics().height() + text


_INSIDE = {"train": 255, "validation": 0, "test": 0}
"""Opacity of what is inside a mark: validation and test are hollow."""
