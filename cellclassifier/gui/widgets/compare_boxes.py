"""Sets of runs beside each other: a box, and a point for each run.

As ggplot2 draws them: the box from quartile to quartile, whiskers to the last point
within 1.5 times its height, points moved across only. The axis hides no point.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import breakable
from cellclassifier.gui.widgets.compare_frame import (
    Frame,
    paint_box,
    paint_chance,
    paint_hollow,
    paint_missing,
    paint_reader,
)
from cellclassifier.gui.widgets.compare_plot import (
    LEFT,
    PAD,
    WRAPPED,
    Floats,
    PointPlot,
)
from cellclassifier.gui.widgets.compare_points import (
    Dot,
    Reader,
    chances,
    dots_of,
    ends_of,
    readers_of,
    rows_of,
)
from cellclassifier.gui.widgets.compare_reading import Seen
from cellclassifier.gui.widgets.compare_words import (
    axis,
    below,
    box_words,
    reader_words,
    run_words,
)
from cellclassifier.gui.widgets.explain_results_curves import paint_heights
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.variant_marks import paint_mark

if TYPE_CHECKING:
    from cellclassifier.core.comparison.readers import ReaderMark

_DOT = 9  # px
_COLUMN = 14 * theme.SPACE
_LINES = 7
_SMALL = 0.9
_INSIDE = 190  # of 255
_KEY = tr(
    "Box: quartiles and median; whiskers: to the last point within 1.5 box heights; "
    "each point: one run."
)


class BoxPlot(PointPlot):
    """One column a set of runs."""

    name = tr("box plot of the runs")

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._seen: Seen | None = None
        self._dots: tuple[Dot, ...] = ()
        self._readers: tuple[Reader, ...] = ()
        self._chance: tuple[float | None, ...] = ()
        self._ends = (0.0, 1.0)

    def set_seen(
        self, seen: Seen | None, marks: "Sequence[Sequence[ReaderMark]]" = ()
    ) -> None:
        """Show other runs.

        Args:
            seen: The sets and their numbers.
            marks: Of readers, for each set that is drawn; shown for accuracy only.
        """
        self._seen = seen
        self._dots = tuple(dots_of(seen)) if seen else ()
        by_reader = bool(seen and seen.metric.key == "accuracy")
        self._readers = tuple(readers_of(marks)) if by_reader else ()
        self._chance = tuple(chances(seen)) if seen else ()
        self._ends = ends_of(seen, self._chance, self._readers) if seen else (0.0, 1.0)
        self.forget_cursor()
        count = len(seen.drawn) if seen else 0
        told = ["; ".join(below(seen, place)) for place in range(count) if seen]
        self.setAccessibleDescription(". ".join(told))
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no run."""
        return not self._dots

    def table(self) -> Table:
        """Return a row a run, and below them boxes, chance and readers."""
        header = ["set", "what", "name", "seed", "value", "low", "high"]
        return header, list(rows_of(self._seen, self._readers)) if self._seen else []

    def spots(self) -> Floats:
        """Return where the points lie, px, shape (points, 2)."""
        frame, missing = self._frame(), self._frame().area.top() - 0.65 * self._line()
        found = [
            (frame.x(d.across), missing if d.value is None else frame.y(d.value))
            for d in self._dots
        ]
        return np.array(found).reshape(-1, 2)

    def run_of(self, index: int) -> Run:
        """Return the run of a point."""
        return self._dots[index].run

    def words_of(self, index: int) -> str:
        """Return the run, its seed and its number."""
        dot = self._dots[index]
        assert self._seen is not None
        words = run_words(self._seen.drawn[dot.place].label, dot.run)
        return f"{words}\n{self._seen.metric.label}: {dot.text}"

    def order(self) -> Sequence[int]:
        """Return the points set by set, each from low to high."""
        dots, last = self._dots, float("inf")
        keys = [(d.place, last if d.value is None else d.value) for d in dots]
        return sorted(range(len(dots)), key=lambda index: keys[index])

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of a point, a reader, or else of the set at a place."""
        found = super().tip_at(place) or self._reader_at(QPointF(place))
        column = self._frame().column(place.x())
        if found or self._seen is None or column is None:
            return found
        return "\n".join([*below(self._seen, column), *box_words(self._seen, column)])

    def minimumSizeHint(self) -> QSize:
        """Keep each column readable; a view of it scrolls."""
        count = len(self._seen.drawn) if self._seen else 0
        return QSize(24 * theme.SPACE + count * _COLUMN, 60 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, chance, boxes, points and readers, each above those before."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self._seen is None or self.is_empty():
            self.paint_message(painter)
            return
        frame, colours = self._frame(), self.colours()
        self._paint_key(painter)
        paint_heights(painter, frame.area, self._ends, colours, self._line())
        self.paint_name(painter, frame.area, axis(self._seen.metric))
        paint_chance(painter, frame, self._chance, self._seen.metric.unit, colours)
        if self._has_missing():
            paint_missing(painter, frame, tr("not reached:"), colours)
        for place, found in enumerate(self._seen.boxes):
            if found is not None:
                ends = map(self._seen.metric.shown, found[1:-1])
                paint_box(painter, frame, place, list(ends), colours)
        self._paint_points(painter, frame)
        for place in range(frame.columns):
            self._paint_below(painter, frame, place)
        self.paint_rings(painter)
        self.paint_cursor(painter)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _has_missing(self) -> bool:
        return any(dot.value is None for dot in self._dots)

    def _frame(self) -> Frame:
        """Return where values lie: inside key, numbers and names."""
        metrics, line = self.fontMetrics(), self._line()
        left = self.axis_width(self._ends)
        right = self.width() - PAD
        if any(value is not None for value in self._chance):
            right -= metrics.horizontalAdvance(tr("chance")) + theme.SPACE
        top = 2 * PAD + self._key_height() + (2.2 * line if self._has_missing() else 0)
        bottom = self.height() - PAD - self._below_height(right - left)
        area = QRectF(left, top, max(right - left, 1.0), max(bottom - top, 1.0))
        return Frame(area, *self._ends, len(self._seen.drawn) if self._seen else 0)

    def _names(self) -> list[str]:
        """Return the readers, in the order of their marks."""
        found = {each.number: reader_words(each.mark) for each in self._readers}
        return [found[number] for number in sorted(found)]

    def _key_height(self) -> float:
        own = self.wrapped_height(_KEY, self.width() - 2 * PAD)
        return own + len(self._names()) * self._line()

    def _below_height(self, width: float) -> float:
        """Return the height of what stands below the boxes, px."""
        if self._seen is None or self.is_empty():
            return 0.0
        count = len(self._seen.drawn)
        wide = width / count - 2
        texts = (_name(self._seen, place) for place in range(count))
        small = QFontMetrics(self._small())
        found = max(self.wrapped_height(text, wide, small) for text in texts)
        return min(found, _LINES * small.height()) + theme.SPACE

    def _paint_key(self, painter: QPainter) -> None:
        """Say what is drawn, and which mark is which reader's."""
        line, width = self._line(), self.width() - 2 * PAD
        own = self.wrapped_height(_KEY, width)
        painter.setPen(self.colours().muted)
        text = QRectF(PAD, PAD, width, own)
        painter.drawText(text, Qt.TextFlag.TextWordWrap, _KEY)
        for row, words in enumerate(self._names()):
            middle = PAD + own + (row + 0.5) * line
            paint_hollow(painter, QPointF(PAD + 7, middle), row, self.colours())
            painter.setPen(self.colours().text)
            box = QRectF(PAD + 18, middle - line / 2, width - 18, line)
            elide = Qt.TextElideMode.ElideRight
            short = self.fontMetrics().elidedText(words, elide, int(box.width()))
            painter.drawText(box, LEFT, short)

    def _paint_points(self, painter: QPainter, frame: Frame) -> None:
        for dot, (x, y) in zip(self._dots, self.spots().tolist(), strict=True):
            alpha = 0 if dot.value is None else _INSIDE
            paint_mark(painter, dot.place, QPointF(x, y), _DOT, alpha)
        for number, mark, across in self._readers:
            values = (mark.value, *mark.interval)
            y, low, high = (frame.y(100 * value) for value in values)
            x = frame.x(across)
            paint_reader(painter, x, (y, low, high), number, self.colours())

    def _paint_below(self, painter: QPainter, frame: Frame, place: int) -> None:
        assert self._seen is not None
        wide, top = frame.pitch - 2, frame.area.bottom() + theme.SPACE
        box = QRectF(frame.x(place) - wide / 2, top, wide, self.height() - top)
        painter.setPen(self.colours().text)
        painter.setFont(self._small())
        # A word a pixel too wide stays whole.
        flags = WRAPPED | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        painter.drawText(box, flags, _name(self._seen, place))
        painter.setFont(self.font())

    def _small(self) -> QFont:
        """Return the font of names, of which many stand beside each other."""
        font = QFont(self.font())
        font.setPointSizeF(_SMALL * theme.TEXT_SIZE)
        return font

    def _reader_at(self, place: QPointF) -> str:
        frame = self._frame()
        for _, mark, across in self._readers:
            away = place - QPointF(frame.x(across), frame.y(100 * mark.value))
            if abs(away.x()) <= _DOT and abs(away.y()) <= _DOT:
                return mark.text()
        return ""


def _name(seen: Seen, place: int) -> str:
    """Return what stands below a box; "n = 9" and "of 12" are not torn apart."""
    lines = [breakable(line) for line in below(seen, place)]
    held = lines[1].replace(" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")
    lines[1] = re.sub(r" (?=\d+$)", "\N{NO-BREAK SPACE}", held)
    return "\n".join(lines)
