"""A curve over all thresholds of a score, to read and to click on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from cellclassifier.core.evaluation.curves import Curve
from cellclassifier.core.language import english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.unit_plot import LEFT, UnitPlot, elided
from cellclassifier.gui.widgets.variant_marks import ink

_AT_LEAST = tr("score \N{GREATER-THAN OR EQUAL TO}")
_NEAR = 24  # px from the curve, where its values are still told
_SAMPLE = 8 * theme.SPACE
_DOT = 5  # px
_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = tr("Point at the curve to read it; a click shows the {unit} called so there.")
_HINT_OF_KEYS = tr("Left and right walk along the curve, Return shows its {unit}.")


class Scores(NamedTuple):
    """How much each of n units looks like a class, and whether it is one.

    Attributes:
        class_name: The class.
        place: Its place in the study's order, which gives it its colour.
        unit: What is scored, in the plural: tiles, images or groups.
        is_class: (n), whether the true class is this one.
        score: (n), probability of this class, 0..1.
    """

    class_name: str
    place: int
    unit: str
    is_class: NDArray[np.bool_]
    score: NDArray[np.float64]


class CurvePlot(UnitPlot):
    """A curve whose points are thresholds of the score; one is chosen by a click.

    Attributes:
        points: Of the curve, shape (points, x and y), 0..1.
    """

    chosen = Signal(float)
    """Threshold of the point that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No predictions yet."), parent)
        self._scores: Scores | None = None
        self._curve = _NO_CURVE
        self.points = np.zeros((0, 2))
        self._cursor: int | None = None

    def set_scores(self, scores: Scores | None, message: str = "") -> None:
        """Show the curve of other scores, or the message where there is none."""
        self._scores, self._cursor = scores, None
        self._curve = self.curve_of(scores) if scores else _NO_CURVE
        self.points = np.column_stack([self._curve.x, self._curve.y])
        if message:
            self.set_message(message)
        self._describe()
        self.update()

    def curve_of(self, scores: Scores) -> Curve:
        """Return the curve; each of its points has a threshold, finite or not."""
        raise NotImplementedError

    def chance(self, scores: Scores) -> tuple[QPointF, QPointF]:
        """Return the ends of the line of a score that tells nothing, 0..1."""
        raise NotImplementedError

    def values(self, scores: Scores, at: NDArray[np.bool_]) -> str:
        """Return what the units that are called so say, in short words."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Return whether there is no curve."""
        return self._scores is None

    def table(self) -> Table:
        """Return the points of the curve."""
        header = ["score at least", english(self.across), english(self.upwards)]
        rows = zip(self._curve.thresholds, 100 * self.points, strict=True)
        return header, [
            [f"{at:.9g}", *(f"{v:.6g}" for v in point.tolist())] for at, point in rows
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return the values of the curve at a place, or nothing beside it."""
        found = self.nearest(QPointF(place))
        return "" if found is None else self.words(found)

    def words(self, point: int) -> str:
        """Return what a point of the curve means."""
        scores = self._scores
        if scores is None:
            return ""
        threshold = float(self._curve.thresholds[point])
        at = scores.score >= threshold
        return f"{_AT_LEAST} {score_text(threshold)}: {self.values(scores, at)}"

    def nearest(self, place: QPointF) -> int | None:
        """Return the point of the curve that is near a place, if one is."""
        if self.is_empty():
            return None
        area = self.area()
        x = area.left() + self.points[:, 0] * area.width() - place.x()
        y = area.bottom() - self.points[:, 1] * area.height() - place.y()
        far = np.where(np.isfinite(self._curve.thresholds), np.hypot(x, y), np.inf)
        best = int(far.argmin())
        return best if far[best] <= _NEAR else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, axes, the line of chance, and the curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self._scores is None:
            self.paint_message(painter)
            return
        self._paint_legend(painter, self._scores)
        self._paint_reading(painter, self._scores)
        self.paint_axes(painter)
        painter.setPen(self._pen_of_chance())
        start, end = self.chance(self._scores)
        painter.drawLine(self.place(*start.toTuple()), self.place(*end.toTuple()))
        self._paint_curve(painter, self._scores)
        self.paint_focus(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the curve under the mouse."""
        self._point_at(self.nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing once the mouse is gone."""
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(self.nearest(event.position()))
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the curve by the arrows, choose by Space or Return."""
        key = Qt.Key(event.key())
        if key in _STEPS and not self.is_empty():
            self._walk(_STEPS[key])
        elif key in _CHOOSE and self._cursor is not None:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self._cursor is not None:
            self.chosen.emit(float(self._curve.thresholds[self._cursor]))

    def _walk(self, step: int) -> None:
        """Go to the next point to the right or left that has a threshold."""
        points = np.flatnonzero(np.isfinite(self._curve.thresholds))
        if self._cursor is None:
            self._point_at(int(points[0 if step > 0 else -1]))
            return
        at = int(np.flatnonzero(points == self._cursor)[0]) + step
        self._point_at(int(points[min(max(at, 0), len(points) - 1)]))

    def _point_at(self, point: int | None) -> None:
        if point != self._cursor:
            self._cursor = point
            self._describe()
            self.update()

    def _describe(self) -> None:
        told = "" if self._cursor is None else self.words(self._cursor)
        unit = self._scores.unit if self._scores else ""
        hint = _HINT_OF_KEYS.format(unit=unit) if unit else ""
        self.setAccessibleDescription(told or hint)

    def _pen_of_chance(self) -> QPen:
        return QPen(self.colours().muted, 1.5, Qt.PenStyle.DashLine)

    def _paint_legend(self, painter: QPainter, scores: Scores) -> None:
        box, metrics = self.line_box(0), self.fontMetrics()
        yes, n = int(scores.is_class.sum()), len(scores.score)
        tail = tr(" (n = {yes:,} of {n:,} {unit})", yes=yes, n=n, unit=scores.unit)
        entries = ((tr("chance"), self._pen_of_chance()), (tail, self._pen(scores)))
        right = box.right()
        chance_width = _SAMPLE + theme.SPACE + metrics.horizontalAdvance(tr("chance"))
        left = (box.left(), right - chance_width)
        room = left[1] - left[0] - _SAMPLE - 4 * theme.SPACE
        name_box = QRectF(0, 0, room - metrics.horizontalAdvance(tail), 1)
        name = elided(metrics, scores.class_name, name_box)
        for (text, pen), start in zip(reversed(entries), left, strict=True):
            middle = box.center().y()
            painter.setPen(pen)
            painter.drawLine(QPointF(start, middle), QPointF(start + _SAMPLE, middle))
            painter.setPen(self.colours().text)
            words = QRectF(
                start + _SAMPLE + theme.SPACE, box.top(), right, box.height()
            )
            painter.drawText(words, LEFT, name + text if text is tail else text)

    def _paint_reading(self, painter: QPainter, scores: Scores) -> None:
        """Write what is read at the cursor, or how to."""
        if self._on_paper:
            return
        read = None if self._cursor is None else self.words(self._cursor)
        painter.setPen(self.colours().text if read else self.colours().muted)
        self.paint_line_of_words(painter, 1, read or _HINT.format(unit=scores.unit))

    def _pen(self, scores: Scores) -> QPen:
        return QPen(ink(scores.place, self.colours().panel), 2.5)

    def _paint_curve(self, painter: QPainter, scores: Scores) -> None:
        painter.setPen(self._pen(scores))
        painter.drawPolyline(self._line())
        if self._cursor is not None and not self._on_paper:
            at = self.place(*self.points[self._cursor].tolist())
            painter.setPen(QPen(self.colours().panel, 1.5))
            painter.setBrush(self.colours().text)
            painter.drawEllipse(at, _DOT, _DOT)

    def drawn(self) -> NDArray[np.float64]:
        """Return the corners of the line, (corners, x and y), 0..1."""
        return self.points

    def _line(self) -> QPolygonF:
        """Return the curve in pixels, without points that fall onto the one before."""
        area, points_of_line = self.area(), self.drawn()
        x = area.left() + points_of_line[:, 0] * area.width()
        y = area.bottom() - points_of_line[:, 1] * area.height()
        fine = np.round(np.column_stack([x, y]) * 4)
        moved = np.r_[True, (np.diff(fine, axis=0) != 0).any(axis=1)]
        moved[-1:] = True
        points = zip(x[moved].tolist(), y[moved].tolist(), strict=True)
        return QPolygonF([QPointF(*point) for point in points])


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NO_CURVE = Curve(np.zeros(0), np.zeros(0), np.zeros(0))


def score_text(score: float) -> str:
    """Return a score with three digits, or as many as tell it from 0 and 1."""
    texts = (f"{score:.{digits}f}" for digits in range(3, 9))
    return next((text for text in texts if float(text) not in (0, 1)), f"{score:.8g}")
