"""Which class was taken for which, as a table of counts to click on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.ink import mixed, readable
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.tile_delegate import mark

_LEAST = 40  # px, below which a cell holds no number
_MOST = 120
_NAME = 120
_STRONGEST = 0.75  # how far a full row takes a cell from the ground to its colour
_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

Cell = tuple[int, int]


class ConfusionMatrix(PaintedPlot):
    """Rows are true classes, columns predicted ones; a cell is chosen by a click."""

    name = tr("confusion matrix")

    chosen = Signal(int, int)
    """Places of the true and of the predicted class, from 0."""

    cleared = Signal()
    """The chosen cell was clicked again: no cell is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No predictions yet."), parent)
        self._classes: list[str] = []
        self._counts: npt.NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._chosen: Cell | None = None
        self._cursor: Cell = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_matrix(self, classes: Sequence[str], counts: npt.NDArray[Any]) -> None:
        """Show other counts; no cell is chosen then.

        Args:
            classes: The names, in the order of the study.
            counts: (true class, predicted class), tiles.

        Raises:
            ValueError: If there is not one row and one column a class.
        """
        if counts.shape != (len(classes), len(classes)):
            raise ValueError(f"{counts.shape} counts for {len(classes)} classes")
        self._classes = list(classes)
        self._counts = np.asarray(counts, np.int64)
        self._chosen, self._cursor = None, (0, 0)
        self._describe()
        self.updateGeometry()
        self.update()

    def set_chosen(self, cell: Cell | None) -> None:
        """Mark a cell as chosen, or none, without a signal."""
        self._chosen = cell
        self._cursor = cell or self._cursor
        self._describe()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there are no counts."""
        return not self._classes

    def table(self) -> Table:
        """Return the counts: one row a true class, one column a predicted one."""
        header = ["true", *(f"predicted {name}" for name in self._classes)]
        rows = zip(self._classes, self._counts.tolist(), strict=True)
        return header, [[name, *counts] for name, counts in rows]

    def tip_at(self, place: QPoint) -> str:
        """Return the meaning of the cell at a place, or nothing."""
        cell = self._cell_at(place)
        return self.cell_text(*cell) if cell else ""

    def cell_rect(self, true: int, predicted: int) -> QRect:
        """Return where a cell lies, px."""
        side, origin = self._side(), self._origin()
        return QRect(
            origin.x() + predicted * side, origin.y() + true * side, side, side
        )

    def cell_text(self, true: int, predicted: int) -> str:
        """Return what a cell means, as a sentence."""
        count, n = self._counts[true, predicted], self._counts[true].sum()
        kind = tr("right") if true == predicted else tr("wrong")
        return tr(
            "true {classes}, predicted {classes_2} "
            "({kind}): {count} of {n} tiles{percent}",
            classes=self._classes[true],
            classes_2=self._classes[predicted],
            kind=kind,
            count=count,
            n=n,
            percent=_percent(count, n, ", "),
        )

    def sizeHint(self) -> QSize:
        """Ask for cells that hold a count and a share."""
        return self._size_for(64)

    def minimumSizeHint(self) -> QSize:
        """Ask for cells that hold a count at least, if the classes are few."""
        # Room for a share, as long as that leaves room for the tiles.
        share = self.fontMetrics().horizontalAdvance("100.0 %") + 2
        return self._size_for(share if len(self._classes) <= 4 else 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells with their names around them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_names(painter)
        for cell in np.ndindex(self._counts.shape):
            self._paint_cell(painter, (cell[0], cell[1]))
        self._paint_marks(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell, or clear it when it is chosen."""
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._cursor = cell
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, choose by Space or Return, clear by Escape."""
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        last = len(self._classes) - 1
        if last >= 0 and key in steps:
            row, column = np.clip(np.add(self._cursor, steps[key]), 0, last)
            self._cursor = (int(row), int(column))
            self._describe()
            self.update()
        elif last >= 0 and key in _CHOOSE:
            self._choose()
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self._cursor = self._chosen
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        again = self._chosen == self._cursor
        self._chosen = None if again else self._cursor
        self._describe()
        self.update()
        if again:
            self.cleared.emit()
        else:
            self.chosen.emit(*self._cursor)

    def _describe(self) -> None:
        if self._classes:
            chosen = tr("chosen: ") if self._chosen == self._cursor else ""
            self.setAccessibleDescription(chosen + self.cell_text(*self._cursor))

    def _paint_names(self, painter: QPainter) -> None:
        metrics, colours, side = self.fontMetrics(), self.colours(), self._side()
        origin, line = self._origin(), self.fontMetrics().height()
        width = side * len(self._classes)
        painter.setPen(colours.muted)
        above = QRect(origin.x(), origin.y() - 2 * line - 4, width, line)
        _write(painter, above, tr("predicted class"), Qt.AlignmentFlag.AlignCenter)
        painter.save()
        painter.translate(origin.x() - self._name_width() - line - 8, origin.y())
        painter.rotate(-90)
        beside = QRect(-width, 0, width, line)
        _write(painter, beside, tr("true class"), Qt.AlignmentFlag.AlignCenter)
        painter.restore()
        painter.setPen(colours.text)
        for i, name in enumerate(self._classes):
            across = QRect(origin.x() + i * side, origin.y() - line - 2, side, line)
            _write(painter, across.adjusted(2, 0, -2, 0), name, _CENTRE)
            down = QRect(0, origin.y() + i * side, self._name_width(), side)
            down.moveRight(origin.x() - 6)
            if side >= 2 * metrics.height():
                _write(painter, down.adjusted(0, 0, 0, -line), name, _RIGHT)
                n = f"n = {self._counts[i].sum()}"
                _write(painter, down.adjusted(0, line, 0, 0), n, _RIGHT)
            else:
                _write(painter, down, name, _RIGHT)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        colours = self.colours()
        count, n = int(self._counts[cell]), int(self._counts[cell[0]].sum())
        right = cell[0] == cell[1]
        box = self.cell_rect(*cell)
        share = count / n if n else 0.0
        fill = mixed(
            colours.panel, colours.right if right else colours.wrong, _STRONGEST * share
        )
        painter.fillRect(box, fill)
        painter.setPen(colours.line)
        painter.drawRect(box)
        ink = readable(fill)
        line = self.fontMetrics().height()
        if box.width() >= _LEAST:
            self._write_numbers(painter, box, ink, count, n)
        elif box.width() >= line and count:
            painter.setPen(ink)
            _write(painter, box, str(count), _CENTRE)
        if right and box.width() >= 2 * line:
            pen = QPen(ink, 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            corner = QRectF(box.right() - line, box.top() + 2, line, line)
            painter.strokePath(mark("right", corner), pen)

    def _write_numbers(
        self, painter: QPainter, box: QRect, ink: QColor, count: int, n: int
    ) -> None:
        line = self.fontMetrics().height()
        two = n > 0 and box.height() >= 2.5 * line
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        upper = box.adjusted(0, 0, 0, -line) if two else box
        _write(painter, upper, str(count), _CENTRE)
        painter.setFont(self.font())
        if two:
            _write(painter, box.adjusted(0, line, 0, 0), _percent(count, n), _CENTRE)

    def _paint_marks(self, painter: QPainter) -> None:
        colours = self.colours()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._chosen is not None:
            painter.setPen(QPen(colours.accent, 4))
            painter.drawRect(self.cell_rect(*self._chosen).adjusted(2, 2, -2, -2))
        if self.shows_focus():
            painter.setPen(QPen(colours.text, 1.5, Qt.PenStyle.DotLine))
            painter.drawRect(self.cell_rect(*self._cursor).adjusted(5, 5, -5, -5))

    def _cell_at(self, place: QPoint) -> Cell | None:
        side, inside = self._side(), place - self._origin()
        row, column = inside.y() // side, inside.x() // side
        k = len(self._classes)
        return (row, column) if 0 <= row < k and 0 <= column < k else None

    def _name_width(self) -> int:
        widths = map(self.fontMetrics().horizontalAdvance, self._classes)
        return min(_NAME, max(widths, default=0)) + 2 * theme.SPACE

    def _origin(self) -> QPoint:
        """Return the corner of the first cell: names and an axis lie before it."""
        line = self.fontMetrics().height()
        return QPoint(self._name_width() + line + 14, 2 * line + 8)

    def _side(self) -> int:
        k, origin = max(1, len(self._classes)), self._origin()
        room = min(self.width() - origin.x(), self.height() - origin.y()) - 4
        return max(8, min(_MOST, room // k))

    def _size_for(self, side: int) -> QSize:
        length = side * max(2, len(self._classes)) + 4
        return QSize(length + self._origin().x(), length + self._origin().y())


_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _write(painter: QPainter, box: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    metrics = QFontMetrics(painter.font())
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, flags, short)


def _percent(count: int, n: int, before: str = "") -> str:
    return f"{before}{100 * count / n:.1f} %" if n else ""
