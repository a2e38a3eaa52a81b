"""What one tile's answer and map did over the epochs, beside the run's accuracy."""

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.inside.learning import Learning
from cellclassifier.core.language import tr
from cellclassifier.core.run_record import History
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.epoch_ticks import whole_ticks
from cellclassifier.gui.widgets.explain_results_curves import paint_heights, round_ticks
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.learning_curves import Curve, Kind, curves_of
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import ink, shape

_PAD = 2 * theme.SPACE
_SAMPLE, _GAP = 7 * theme.SPACE, 3 * theme.SPACE
_MARK = 7  # px
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NOTHING = tr("Follow a tile, and its answer and map are shown here over the epochs.")


class LearningPlot(PaintedPlot):
    """The curves, and a line at the epoch that is looked at; a click chooses one."""

    name = tr("how learning went")

    chosen = Signal(int)
    """Place of the network, among those that were followed, that was clicked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NOTHING, parent)
        self._found: Learning | None = None
        self._history = History(())
        self._kind: Kind = "shares"
        self._place = 0
        self.curves: list[Curve] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(tr("A click shows the map at that epoch; right click: save."))

    def show_learning(self, found: Learning | None, history: History) -> None:
        """Show the curves of another tile, or none."""
        self._found, self._history = found, history
        self._renew()

    def show_kind(self, kind: Kind) -> None:
        """Show shares, or log-odds."""
        self._kind = kind
        self._renew()

    def show_place(self, place: int) -> None:
        """Put the line at the epoch of a network, by its place among the followed."""
        self._place = place
        self._describe()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is no curve."""
        return not self.curves

    def table(self) -> Table:
        """Return one row a curve and epoch."""
        rows = [
            [each.name, f"{x:g}", f"{y:.6g}"]
            for each in self._curves()
            for x, y in zip(each.x.tolist(), each.y.tolist(), strict=True)
        ]
        return ["curve", "epoch", "value"], rows

    def tip_at(self, place: QPoint) -> str:
        """Return the values at the epoch under the mouse."""
        if self._found is None or not self.area().contains(QPointF(place)):
            return ""
        return self.words(self._nearest(place.x()))

    def words(self, place: int) -> str:
        """Return what is known of the epoch of a network, by its place."""
        assert self._found is not None
        epoch = self._found.epochs[place]
        lines = [
            tr("epoch {epoch}", epoch=epoch) if epoch else tr("before any training")
        ]
        for each in self.curves:
            at = np.flatnonzero(np.ceil(each.x) == epoch)
            if at.size and np.isfinite(each.y[at[0]]):
                lines.append(f"{each.name}: {each.y[at[0]]:.3g}")
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        """Ask for a wide plot."""
        return QSize(90 * theme.SPACE, 42 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Keep axes and legend."""
        return QSize(50 * theme.SPACE, 42 * theme.SPACE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the epoch that is clicked at."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._found and self.area().contains(event.position()):
            self.chosen.emit(self._nearest(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, axes, the line at the epoch, and the curves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self.is_empty():
            self.paint_message(painter)
            return
        line = self.fontMetrics().height()
        paint_heights(painter, self.area(), self._ends(), self.colours(), line)
        self._paint_epochs(painter)
        self._paint_legend(painter)
        self._paint_place(painter)
        for each in self.curves:
            points = self._points(each)
            self._paint_line(painter, each, points)

    def area(self) -> QRectF:
        """Return where the curves lie, px."""
        line = self.fontMetrics().height()
        left = _PAD + self.fontMetrics().horizontalAdvance(tr("epoch")) + 6
        top = _PAD + self._legend_lines() * line + 6
        size = self.height() - top - line - _PAD - 4
        return QRectF(left, top, self.width() - left - 2 * _PAD, size)

    def _renew(self) -> None:
        found, self.curves = self._found, self._curves()
        self._place = min(self._place, len(found.epochs) - 1) if found else 0
        self._describe()
        self.update()

    def _curves(self) -> list[Curve]:
        """Return the curves, named in the language of now: a table is English."""
        found = self._found
        return curves_of(found, self._history, self._kind) if found else []

    def _describe(self) -> None:
        told = self.words(self._place).replace("\n", "; ") if self._found else ""
        self.setAccessibleDescription(told)

    def _span(self) -> tuple[float, float]:
        xs = np.concatenate([each.x for each in self.curves])
        return 0.0, max(1.0, float(xs.max()))

    def _ends(self) -> tuple[float, float]:
        values = np.concatenate([each.y for each in self.curves])
        known = values[np.isfinite(values)]
        least = [0.0, 1.0] if self._kind == "shares" else [0.0]
        low, high = min([*least, *known]), max([*least, *known])
        room = 0.05 * max(high - low, 1e-9)
        low, high = low - room * (low < 0), high + room
        ticks = round_ticks(low, high)
        # Values a little below 0 have a number below them, too.
        beneath = low < 0 and ticks[0] >= 0
        return (ticks[0] - ticks[1] if beneath else low), high

    def _x(self, epoch: float) -> float:
        first, last = self._span()
        area = self.area()
        return area.left() + (epoch - first) / (last - first) * area.width()

    def _nearest(self, x: float) -> int:
        assert self._found is not None
        away = [abs(self._x(epoch) - x) for epoch in self._found.epochs]
        return int(np.argmin(away))

    def _points(self, curve: Curve) -> list[QPointF]:
        (low, high), area = self._ends(), self.area()
        known = np.isfinite(curve.y)
        heights = area.bottom() - (curve.y[known] - low) / (high - low) * area.height()
        across = [self._x(x) for x in curve.x[known].tolist()]
        return [QPointF(*p) for p in zip(across, heights.tolist(), strict=True)]

    def _paint_epochs(self, painter: QPainter) -> None:
        area, line = self.area(), self.fontMetrics().height()
        painter.setPen(self.colours().text)
        for epoch in whole_ticks(*self._span()):
            x = self._x(epoch)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            where = QRectF(x - 30, area.bottom() + 3, 60, line)
            painter.drawText(where, _CENTRE, f"{epoch}")
        # In the line of the numbers, since the plot is low.
        painter.setPen(self.colours().muted)
        beside = QRectF(0, area.bottom() + 3, area.left() - 2 * theme.SPACE, line)
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight, tr("epoch"))

    def _paint_place(self, painter: QPainter) -> None:
        if self._found is None or self._on_paper:
            return
        area, x = self.area(), self._x(self._found.epochs[self._place])
        painter.setPen(QPen(self.colours().text, 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _colour(self, curve: Curve) -> QColor:
        if curve.colour.startswith("class:"):
            return ink(int(curve.colour.removeprefix("class:")), self.colours().panel)
        colour: QColor = getattr(self.colours(), curve.colour)
        return colour

    def _paint_line(
        self, painter: QPainter, curve: Curve, points: Sequence[QPointF]
    ) -> None:
        colour = self._colour(curve)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2, curve.style))
        painter.drawPolyline(QPolygonF(list(points)))
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(self.colours().panel)
        for point in points:
            painter.drawPath(shape(curve.mark, point, _MARK))

    def _legend(self) -> Iterator[tuple[float, int, Curve]]:
        metrics = self.fontMetrics()
        words = (metrics.horizontalAdvance(each.name) for each in self.curves)
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        places = flow(widths, _GAP, self.width() - 2 * _PAD)
        return ((*place, c) for place, c in zip(places, self.curves, strict=True))

    def _legend_lines(self) -> int:
        return max((row for _, row, _ in self._legend()), default=0) + 1

    def _paint_legend(self, painter: QPainter) -> None:
        line = self.fontMetrics().height()
        for left, row, curve in self._legend():
            x, middle = _PAD + left, _PAD + (row + 0.5) * line
            ends = [QPointF(x, middle), QPointF(x + _SAMPLE, middle)]
            self._paint_line(painter, curve, ends[:1] + ends[1:])
            painter.setPen(self.colours().text)
            start = x + _SAMPLE + 2 * theme.SPACE
            box = QRectF(start, middle - line / 2, self.width() - start, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, curve.name)
