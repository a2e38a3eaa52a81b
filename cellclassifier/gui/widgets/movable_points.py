"""Curves of classes with points on the axis that the user moves."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.class_curves import ClassCurves

_NEAR = 3 * theme.SPACE
"""A point is taken hold of within this distance, px."""

_STEPS = 100
"""Steps of the arrow keys from one end of the axis to the other."""


class Point(NamedTuple):
    """A named value on the axis, which the user may move or not."""

    name: str
    value: float
    movable: bool = False

    @property
    def told(self) -> str:
        """What it is called in the user's language."""
        return {"black": tr("black"), "white": tr("white")}.get(self.name, self.name)


class MovablePoints(ClassCurves):
    """Marks points, from left to right, and lets the user move them.

    A point is dragged, or moved by Left and Right, with Shift in the finest steps; Up
    and Down choose another one. No point passes its neighbour.
    """

    moved = Signal(str, float)
    """Name and value of a point, while it is dragged."""

    released = Signal(str, float)
    """Name and value of a point that the user has put somewhere."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._points: list[Point] = []
        self._current = 0
        self._grip: int | None = None
        self._grain = 1.0

    def set_points(self, points: Sequence[Point], grain: float) -> None:
        """Mark other points.

        Args:
            points: From the smallest value to the largest.
            grain: Values that the user chooses are multiples of this.
        """
        self._points, self._grain, self._grip = list(points), grain, None
        movable = [place for place, point in enumerate(points) if point.movable]
        if self._current not in movable:
            self._current = movable[0] if movable else 0
        policy = Qt.FocusPolicy.StrongFocus if movable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setMouseTracking(bool(movable))
        self.unsetCursor()
        self.describe()
        self.update()

    def points(self) -> tuple[Point, ...]:
        """Return what is marked."""
        return tuple(self._points)

    def describe(self) -> None:
        """Say curves and points to a screen reader."""
        super().describe()
        told = [self.accessibleDescription()]
        told += [
            tr("{point} at {value:g}", point=point.told, value=point.value)
            for point in self._points
        ]
        if self._movable():
            told.append(
                tr(
                    "Left and Right move {points}",
                    points=self._points[self._current].told,
                )
            )
        self.setAccessibleDescription(", ".join(filter(None, told)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the point that is near."""
        near = self._near(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and near is not None:
            self._grip = self._current = near
            self._put(near, self.value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the point that is held; show which one could be."""
        x = event.position().x()
        if self._grip is not None:
            self._put(self._grip, self.value_at(x))
        elif self._near(x) is not None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the point where it is."""
        if self._grip is not None:
            point, self._grip = self._points[self._grip], None
            self.released.emit(point.name, point.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen point, or choose another one."""
        movable = self._movable()
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if movable and not self.is_empty():
                edges = self.shown().edges
                step = float(edges[-1] - edges[0]) / _STEPS
                fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                step = self._grain if fine else max(step, self._grain)
                by = step if event.key() == Qt.Key.Key_Right else -step
                self._put(self._current, self._points[self._current].value + by)
                point = self._points[self._current]
                self.released.emit(point.name, point.value)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if movable:
                by = 1 if event.key() == Qt.Key.Key_Up else -1
                place = movable.index(self._current) + by
                self._current = movable[place % len(movable)]
                self.describe()
                self.update()
            case _:
                super().keyPressEvent(event)

    def paint_marks(self, painter: QPainter) -> None:
        """Paint a line at each point, with its name and value."""
        for place, point in enumerate(self._points):
            self._paint_point(painter, place, point)

    def _movable(self) -> list[int]:
        return [place for place, point in enumerate(self._points) if point.movable]

    def _near(self, x: float) -> int | None:
        """Return the place of the movable point near `x`; a lone one always is."""
        movable = self._movable()
        if self.is_empty() or not movable:
            return None
        if len(movable) == 1:
            return movable[0]
        away = {
            place: abs(self.x_of(self._points[place].value) - x) for place in movable
        }
        nearest = min(movable, key=lambda place: away[place])
        return nearest if away[nearest] <= _NEAR else None

    def _put(self, place: int, value: float) -> None:
        """Move a point, as far as its neighbours and the axis let it."""
        point, grain, edges = self._points[place], self._grain, self.shown().edges
        low, high = float(edges[0]), float(edges[-1])
        if place:
            low = self._points[place - 1].value + grain
        if place + 1 < len(self._points):
            high = self._points[place + 1].value - grain
        value = round(value / grain) * grain
        # What is a multiple of 0.001 in binary ends in many digits.
        value = float(f"{min(max(value, low), high):.7g}")
        if value != point.value:
            self._points[place] = point._replace(value=value)
            self.moved.emit(point.name, value)
            self.describe()
        self.update()

    def _paint_point(self, painter: QPainter, place: int, point: Point) -> None:
        area, colours = self.area(), self.colours()
        x = min(max(self.x_of(point.value), area.left()), area.right())
        chosen = place == self._current and self.shows_focus()
        ink = colours.accent if point.movable else colours.muted
        painter.setPen(QPen(ink, 2 + chosen if point.movable else 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if point.movable and not self._on_paper:
            grip = QRectF(x - theme.SPACE, area.center().y() - 8, 2 * theme.SPACE, 16)
            painter.setPen(QPen(colours.text if chosen else colours.panel, 1 + chosen))
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(grip, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_name(painter, place, point, x)

    def _paint_name(
        self, painter: QPainter, place: int, point: Point, x: float
    ) -> None:
        area, colours, metrics = self.area(), self.colours(), self.fontMetrics()
        words = f"{point.told} {point.value:,.6g}"
        width = metrics.horizontalAdvance(words) + 4
        # Beside the line, where there is room; each point in a line of its own.
        is_left = x + 4 + width > area.right()
        left = x - 4 - width if is_left else x + 4
        top = area.top() + 2 + place * metrics.height()
        room = QRectF(left, top, width, metrics.height())
        ground = colours.background if self._on_paper else self.palette().window()
        painter.fillRect(room, colours.panel if self._on_paper else ground)
        painter.setPen(colours.accent if point.movable else colours.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
