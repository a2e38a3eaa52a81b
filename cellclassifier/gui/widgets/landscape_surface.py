"""The loss over two directions, as a picture with contours and a colour bar."""

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import to_qimage
from cellclassifier.gui.widgets.landscape_axes import Axis
from cellclassifier.gui.widgets.landscape_base import LandscapePlot
from cellclassifier.gui.widgets.landscape_contours import colours_of, contour, finer
from cellclassifier.gui.widgets.landscape_surfaces import Surface
from cellclassifier.gui.widgets.unit_plot import CENTRE, LEFT, RIGHT, elided

_PAD = 2 * theme.SPACE
_BAR = 4 * theme.SPACE  # px, width of the colour bar
_LEVELS = 8
_SMOOTH = 41  # values along each side that contours go between
_MARK = 6.0  # px
_DARK, _LIGHT = QColor("black"), QColor("white")
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}


class SurfacePlot(LandscapePlot):
    """Shows one surface; values are read by the mouse and the arrow keys."""

    name = tr("loss over two directions")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None
        self._levels: list[tuple[float, str]] = []
        self._cursor: tuple[int, int] | None = None

    @property
    def surface(self) -> Surface | None:
        """What is shown."""
        return self._surface

    def set_surface(self, surface: Surface | None) -> None:
        """Show another surface."""
        self._surface, self._cursor = surface, None
        self._levels = surface.scale.ticks(_LEVELS) if surface else []
        self._describe()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is nothing to plot."""
        return self._surface is None

    def tip_at(self, place: QPoint) -> str:
        """Return the value of the point nearest to a place, or nothing beside it."""
        found = self._nearest(QPointF(place))
        return self._surface.words(*found) if self._surface and found else ""

    def area(self) -> QRectF:
        """Return where the surface lies, px: a square, or lower where it must be."""
        line = self.fontMetrics().height()
        left = _PAD + self._beside()
        top = _PAD + 2 * line + 2 * theme.SPACE
        right = self._bar_room() + _PAD
        wide = self.width() - left - right
        high = self.height() - top - 2 * line - _PAD - 4
        side = max(40.0, min(wide, high))
        return QRectF(left + max(0.0, wide - side) / 2, top, side, side)

    def sizeHint(self) -> QSize:
        """Ask for a square that can be read."""
        return QSize(120 * theme.SPACE, 80 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Keep axes and colour bar."""
        return QSize(80 * theme.SPACE, 64 * theme.SPACE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the point under the mouse."""
        self._point_at(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing once the mouse is gone."""
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the points beside by the arrow keys."""
        move, shown = _MOVES.get(Qt.Key(event.key())), self._surface
        if move is None or shown is None:
            super().keyPressEvent(event)
            return
        row, column = self._cursor or shown.centre
        last = len(shown.steps) - 1
        row = min(max(row + move[0], 0), last)
        column = min(max(column + move[1], 0), last)
        self._point_at((row, column))
        place = self.mapToGlobal(self._place(row, column).toPoint())
        QToolTip.showText(place, shown.words(row, column), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, its contours, axes, marks and colour bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        shown = self._surface
        if shown is None:
            self.paint_message(painter)
            return
        self._paint_words(painter, shown)
        self._paint_picture(painter, shown)
        self._paint_axes(painter, shown)
        self._paint_marks(painter, shown)
        self._paint_bar(painter, shown)
        self.paint_frame(painter)

    def _beside(self) -> float:
        """Return the room for the numbers and the name at the left, px."""
        metrics = self.fontMetrics()
        numbers = metrics.horizontalAdvance("\N{MINUS SIGN}0.025")
        return metrics.height() + numbers + 10

    def _bar_room(self) -> float:
        """Return the width of the colour bar with its numbers and name, px."""
        metrics = self.fontMetrics()
        words = [text for _, text in self._levels]
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        return _BAR + widest + metrics.height() + 8 * theme.SPACE

    def _place(self, row: float, column: float) -> QPointF:
        """Return where a point lies, px; the first direction goes upwards."""
        area, shown = self.area(), self._surface
        last = len(shown.steps) - 1 if shown else 1
        return QPointF(
            area.left() + column / last * area.width(),
            area.bottom() - row / last * area.height(),
        )

    def _nearest(self, place: QPointF) -> tuple[int, int] | None:
        area, shown = self.area(), self._surface
        if shown is None or not area.contains(place):
            return None
        last = len(shown.steps) - 1
        column = (place.x() - area.left()) / area.width() * last
        row = (area.bottom() - place.y()) / area.height() * last
        return round(row), round(column)

    def _point_at(self, found: tuple[int, int] | None) -> None:
        if found != self._cursor:
            self._cursor = found
            self._describe()
            self.update()

    def _describe(self) -> None:
        shown = self._surface
        told = ""
        if shown is not None:
            told = shown.words(*(self._cursor or shown.least))
            told = (
                told
                if self._cursor
                else tr("{title}; minimum: {told}", title=shown.title, told=told)
            )
        self.setAccessibleDescription(told)

    def _paint_words(self, painter: QPainter, shown: Surface) -> None:
        """Write what is shown, and what the marks mean."""
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        painter.setPen(self.colours().text)
        above = QRectF(_PAD, _PAD, self.width() - 2 * _PAD, line)
        painter.drawText(above, LEFT, elided(metrics, shown.title, above))
        left, middle = above.left() + _MARK, above.bottom() + line / 2
        texts = [("+", tr("the network"))]
        # A difference has no minimum that means something.
        texts += [] if shown.signed else [("o", tr("minimum"))]
        if len(shown.levels) > 1:
            apart = tr(
                "contours {levels:.3g} apart", levels=shown.levels[1] - shown.levels[0]
            )
            texts.append(
                ("-", f"{apart}{tr(', dashed below 0') if shown.signed else ''}")
            )
        for mark, text in texts:
            painter.setPen(QPen(self.colours().text, 1.8))
            self._paint_mark(painter, mark, QPointF(left + _MARK, middle))
            box = QRectF(left + 3 * _MARK, middle - line / 2, self.width(), line)
            painter.drawText(box, LEFT, text)
            left = box.left() + metrics.horizontalAdvance(text) + 3 * theme.SPACE

    def _paint_picture(self, painter: QPainter, shown: Surface) -> None:
        fine = finer(shown.values, _SMOOTH)
        upright = finer(shown.values)[::-1]
        scale = (shown.low, shown.high)
        picture = to_qimage(colours_of(upright, *scale, signed=shown.signed))
        area = self.area()
        painter.drawImage(area, picture)
        painter.save()
        painter.setClipRect(area)
        share = (len(shown.steps) - 1) / (_SMOOTH - 1)
        for level in shown.levels:
            light = not shown.signed and shown.scale.share(level) < 0.5
            painter.setPen(QPen(_LIGHT if light else _DARK, 1.2))
            dashed = shown.signed and level < 0
            pieces = share * contour(fine, level, dashed=dashed)
            ends = [[self._place(*end) for end in piece] for piece in pieces.tolist()]
            lines = [QLineF(*pair) for pair in ends]
            painter.drawLines(lines)
        painter.restore()

    def _paint_axes(self, painter: QPainter, shown: Surface) -> None:
        area, line = self.area(), self.fontMetrics().height()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.colours().edge)
        painter.drawRect(area)
        painter.setPen(self.colours().text)
        low, high = float(shown.steps[0]), float(shown.steps[-1])
        axis = Axis("", low, high)
        for value, text in axis.ticks(4):
            share = axis.share(value)
            x = area.left() + share * area.width()
            y = area.bottom() - share * area.height()
            painter.drawText(QRectF(x - 30, area.bottom() + 3, 60, line), CENTRE, text)
            painter.drawText(
                QRectF(0, y - line / 2, area.left() - 6, line), RIGHT, text
            )
        painter.setPen(self.colours().muted)
        below = QRectF(area.left(), area.bottom() + line + 4, area.width(), line)
        second = tr("second direction (share)")
        painter.drawText(below, CENTRE, elided(self.fontMetrics(), second, below))
        first = tr("first direction (share)")
        self._paint_upwards(painter, area.left() - self._beside(), area, first)

    def _paint_upwards(
        self, painter: QPainter, left: float, area: QRectF, text: str
    ) -> None:
        painter.save()
        painter.translate(left, area.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, area.height(), self.fontMetrics().height())
        painter.drawText(beside, CENTRE, elided(self.fontMetrics(), text, beside))
        painter.restore()

    def _paint_marks(self, painter: QPainter, shown: Surface) -> None:
        marks = [("+", shown.centre)]
        marks += [] if shown.signed else [("o", shown.least)]
        if self._cursor and not self._on_paper:
            marks.append(("o", self._cursor))
        for colour, width in ((_DARK, 4.0), (_LIGHT, 1.8)):
            painter.setPen(QPen(colour, width))
            for mark, place in marks:
                self._paint_mark(painter, mark, self._place(*place))

    def _paint_mark(self, painter: QPainter, mark: str, at: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark == "o":
            painter.drawEllipse(at, _MARK, _MARK)
            return
        painter.drawLine(at - QPointF(_MARK, 0), at + QPointF(_MARK, 0))
        if mark == "+":
            painter.drawLine(at - QPointF(0, _MARK), at + QPointF(0, _MARK))

    def _paint_bar(self, painter: QPainter, shown: Surface) -> None:
        area, line = self.area(), self.fontMetrics().height()
        bar = QRectF(area.right() + 4 * theme.SPACE, area.top(), _BAR, area.height())
        values = np.linspace(shown.high, shown.low, 256)[:, np.newaxis]
        ends = (shown.low, shown.high)
        painter.drawImage(
            bar, to_qimage(colours_of(values, *ends, signed=shown.signed))
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.colours().edge)
        painter.drawRect(bar)
        painter.setPen(self.colours().text)
        for value, text in self._levels:
            y = bar.bottom() - shown.scale.share(value) * bar.height()
            painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + 3, y))
            where = QRectF(bar.right() + 6, y - line / 2, self.width(), line)
            painter.drawText(where, LEFT, text)
        painter.setPen(self.colours().muted)
        left = bar.left() + self._bar_room() - 5 * theme.SPACE - line
        self._paint_upwards(painter, left, bar, shown.unit)
