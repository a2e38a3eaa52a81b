"""A network drawn as blocks, with the facts of each under the mouse and the keys."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.diagram import (
    FILLS,
    faces_of,
    fill,
    head_of,
    shaded,
    svg,
    turns_of,
)
from cellclassifier.core.diagram_layout import SWATCH, Diagram, Entry, Line, layout
from cellclassifier.core.diagram_units import Box, Pen, letters
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import english, in_english, tr
from cellclassifier.core.layer_table import COLUMNS, numbers, told
from cellclassifier.core.messages import Layer
from cellclassifier.gui.widgets.ink import mixed, readable
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table

_DIM = 0.82  # how far the fills of a dark window go from its ground to their colour

_KEY = Qt.Key
_STEPS = {_KEY.Key_Left: -1, _KEY.Key_Up: -1, _KEY.Key_Right: 1, _KEY.Key_Down: 1}


class NetworkView(PaintedPlot):
    """Draws the layers of a network; wraps as its width asks for."""

    name = tr("network")

    pointed = Signal(int)
    """Place of the layer that is pointed at by a click or the keys, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No network yet."), parent)
        self._title = ""
        self._layers: tuple[Layer, ...] = ()
        self._drawn: Diagram | None = None
        self._cursor = 0
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def cursor_place(self) -> int:
        """Place of the layer that the keys point at, from 0."""
        return self._cursor

    def set_network(self, title: str, layers: Sequence[Layer]) -> None:
        """Show other layers, in order of computation; `title` names them in files."""
        self._title, self._layers = title, tuple(layers)
        self._cursor, self._hovered = 0, None
        self._arrange()
        self._describe()

    def point_at(self, place: int) -> None:
        """Mark a layer, without a signal."""
        if place != self._cursor and 0 <= place < len(self._layers):
            self._cursor = place
            self._describe()
            self.update()

    def is_empty(self) -> bool:
        """Return whether there are no layers."""
        return not self._layers

    def table(self) -> Table:
        """Return the layers as a table, one row a use."""
        return COLUMNS, numbers(self._layers)

    def tip_at(self, place: QPoint) -> str:
        """Return the facts of the layer at a place, or nothing."""
        found = self._place_at(QPointF(place))
        return "" if found is None else told(self._layers, found)

    def box_of(self, place: int) -> QRectF:
        """Return where the front of a layer's block lies, px."""
        assert self._drawn
        box = self._drawn.boxes[place]
        return QRectF(box.x, box.y, box.width, box.height)

    def export_svg(self, path: Path) -> None:
        """Save the drawing, in light colours, each block with its facts.

        Raises:
            OSError: If the file cannot be written.
        """
        with in_english():
            drawing = svg(self._layers, english(self._title))
        write_atomically(path, drawing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break rows anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure words anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ways, blocks, words and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self._drawn is None:
            self.paint_message(painter)
            return
        for line in self._drawn.lines:
            self._paint_line(painter, line)
        for box in self._drawn.boxes:
            self._paint_box(painter, box)
        self._paint_words(painter)
        for entry in self._drawn.legend:
            self._paint_entry(painter, entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the mouse."""
        self._hover(self._place_at(event.position()))

    def leaveEvent(self, event: object) -> None:
        """Light up nothing."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at a layer."""
        found = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._point(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from layer to layer by the arrows, to the ends by Home and End."""
        key = Qt.Key(event.key())
        last = len(self._layers) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last < 0 or key not in {*_STEPS, *ends}:
            super().keyPressEvent(event)
            return
        place = ends.get(key, self._cursor + _STEPS.get(key, 0))
        self._point(min(last, max(0, place)))

    def _point(self, place: int) -> None:
        self._cursor = place
        self._describe()
        self.update()
        self.pointed.emit(place)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _describe(self) -> None:
        words = told(self._layers, self._cursor) if self._layers else ""
        self.setAccessibleDescription(words.replace("\n", ", "))

    def _arrange(self) -> None:
        self._drawn = None
        if self._layers:
            metrics = self.fontMetrics()
            pen = Pen(metrics.horizontalAdvance, float(metrics.height()))
            least = ceil(layout(self._layers, pen, 0).width)
            self._drawn = layout(self._layers, pen, max(self.width(), least))
            self.setMinimumSize(least, ceil(self._drawn.height))
        self.update()

    def _place_at(self, point: QPointF) -> int | None:
        # What was painted last lies in front.
        for box in reversed(self._drawn.boxes if self._drawn else ()):
            if any(
                _polygon(face).containsPoint(point, _RULE) for face in faces_of(box)
            ):
                return box.place
        return None

    def _paint_line(self, painter: QPainter, line: Line) -> None:
        colours = self.colours()
        colour = colours.text if line.kind == "skip" else colours.muted
        pen = QPen(colour, 1.2)
        if line.kind == "shared":
            pen.setDashPattern([4, 3])
        path = QPainterPath(QPointF(*line.points[0]))
        for start, corner, end in turns_of(line):
            path.lineTo(*start)
            path.quadTo(*corner, *end)
        path.lineTo(*line.points[-1])
        painter.strokePath(path, pen)
        if corners := head_of(line):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(_polygon(corners))
        if line.text:
            (left, y), (right, _) = line.points[1:3]
            painter.setPen(colours.muted)
            self._write(painter, (left + right) / 2, y + 2, line.text)

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        known = list(letters(self._layers).values())
        colour = self._ground(fill(box, known))
        marked = self.shows_focus() and box.place == self._cursor
        bright = marked or box.place == self._hovered
        edge = self.colours().text if bright else QColor(shaded(colour.name(), -0.5))
        painter.setPen(QPen(edge, 2.0 if bright else 0.8))
        painter.setBrush(colour)
        front = QRectF(box.x, box.y, box.width, box.height)
        if box.kind == "join":
            painter.setPen(QPen(self.colours().text, 2.0 if bright else 1.0))
            painter.drawEllipse(front)
        else:
            for face, share in zip(faces_of(box), (0.0, 0.35, -0.22), strict=False):
                painter.setBrush(QColor(shaded(colour.name(), share)))
                painter.drawPolygon(_polygon(face))
        if box.letter:
            font = QFont(self.font())
            font.setBold(box.kind != "join")
            painter.setFont(font)
            painter.setPen(readable(colour))
            painter.drawText(front, Qt.AlignmentFlag.AlignCenter, box.letter)
            painter.setFont(self.font())

    def _ground(self, name: str) -> QColor:
        """Return a fill as it is on this ground: dimmer on a dark one."""
        panel, colour = self.colours().panel, QColor(name)
        return mixed(panel, colour, _DIM) if panel.lightnessF() < 0.5 else colour

    def _paint_words(self, painter: QPainter) -> None:
        assert self._drawn
        line = self.fontMetrics().height()
        for label in self._drawn.labels:
            for number, words in enumerate(label.lines):
                colours = self.colours()
                painter.setPen(colours.muted if number else colours.text)
                self._write(painter, label.x, label.y + number * line, words)

    def _write(self, painter: QPainter, x: float, y: float, words: str) -> None:
        """Write words centred at `x`, their top at `y`."""
        width = self.fontMetrics().horizontalAdvance(words) + 4.0
        box = QRectF(x - width / 2, y, width, self.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_entry(self, painter: QPainter, entry: Entry) -> None:
        colours, sample = self.colours(), entry.sample
        square = QRectF(entry.x, entry.y, SWATCH, SWATCH)
        if sample in FILLS:
            colour = self._ground(FILLS[sample])
            painter.setBrush(colour)
            painter.setPen(QPen(QColor(shaded(colour.name(), -0.5)), 0.8))
            if sample == "join":
                painter.setPen(QPen(colours.text, 1.0))
                painter.drawEllipse(square)
            else:
                painter.drawRect(square)
        elif sample:
            pen = QPen(colours.text, 1.2)
            if sample == "shared":
                pen.setDashPattern([4, 3])
            painter.setPen(pen)
            middle = square.center().y()
            painter.drawLine(
                QPointF(square.left(), middle), QPointF(square.right(), middle)
            )
        painter.setPen(colours.muted)
        width = self.fontMetrics().horizontalAdvance(entry.text) + 4.0
        height = self.fontMetrics().height()
        top = square.center().y() - height / 2
        box = QRectF(square.right() + 7, top, width, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, entry.text)


_RULE = Qt.FillRule.OddEvenFill


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in points])
