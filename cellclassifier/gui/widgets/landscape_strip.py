"""Rows of small pictures of a tile that is changed, with the loss under each."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import to_qimage
from cellclassifier.gui.widgets.landscape_base import LandscapePlot
from cellclassifier.gui.widgets.landscape_ways import Cell, Row
from cellclassifier.gui.widgets.unit_plot import CENTRE, LEFT, elided

_PAD, _GAP = 2 * theme.SPACE, 3 * theme.SPACE
_LEAST, _MOST = 14 * theme.SPACE, 32 * theme.SPACE  # px, side of a picture
_LINES = 3  # of text in a row: its name, and what stands above and below pictures


class TileStrip(LandscapePlot):
    """Shows pictures of one size, a row a way."""

    name = tr("tile along the ways")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(
            tr("The tile that the network got, and its loss; point at one.")
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self._rows = tuple(rows)
        told = (cell.words for _, _, cell in self._cells())
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not self._rows

    def area(self, row: int, column: int) -> QRectF:
        """Return where a picture lies, px."""
        side, line = self._side(self.width()), self.fontMetrics().height()
        left = _PAD + column * (self._room(self.width()) + _GAP)
        top = _PAD + row * self._height(self.width()) + 2 * line + theme.SPACE
        return QRectF(left, top, side, side)

    def tip_at(self, place: QPoint) -> str:
        """Return what is told of the picture at a place, or nothing beside them."""
        found = (
            cell.words
            for row, column, cell in self._cells()
            if self.area(row, column).contains(QPointF(place))
        )
        return next(found, "")

    def hasHeightForWidth(self) -> bool:
        """Tell that pictures are as large as there is room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows, px."""
        return 2 * _PAD + max(1, len(self._rows)) * self._height(width)

    def sizeHint(self) -> QSize:
        """Ask for a place where pictures can be seen."""
        return QSize(120 * theme.SPACE, self.heightForWidth(120 * theme.SPACE))

    def minimumSizeHint(self) -> QSize:
        """Keep all pictures."""
        width = 2 * _PAD + self._columns() * (_LEAST + _GAP) - _GAP
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each row: its name, and its pictures with their words."""
        if (painter := self.begun()) is None:
            return
        for place, row in enumerate(self._rows):
            self._paint_name(painter, place, row)
        for place, column, cell in self._cells():
            self._paint_cell(painter, self.area(place, column), cell)
        self.paint_frame(painter)

    def _cells(self) -> Iterator[tuple[int, int, Cell]]:
        for place, row in enumerate(self._rows):
            for column, cell in enumerate(row.cells):
                yield place, column, cell

    def _columns(self) -> int:
        return max((len(row.cells) for row in self._rows), default=1)

    def _room(self, width: int) -> int:
        """Return the width of a column, px."""
        columns = self._columns()
        room = (width - 2 * _PAD - (columns - 1) * _GAP) // columns
        return min(max(room, _LEAST), _MOST)

    def _side(self, width: int) -> int:
        """Return the side of a picture, px: whole pixels for each of it, if larger."""
        room = self._room(width)
        pixels = max((len(cell.picture) for _, _, cell in self._cells()), default=1)
        return room // pixels * pixels if room > pixels else room

    def _height(self, width: int) -> int:
        """Return the height of a row, px."""
        lines = _LINES * self.fontMetrics().height()
        return self._side(width) + lines + 2 * theme.SPACE + _GAP

    def _paint_name(self, painter: QPainter, place: int, row: Row) -> None:
        line = self.fontMetrics().height()
        top = _PAD + place * self._height(self.width())
        where = QRectF(_PAD, top, self.width() - 2 * _PAD, line)
        painter.setPen(self.colours().text)
        painter.drawText(where, LEFT, elided(painter.fontMetrics(), row.title, where))

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        smooth = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, area.width() < len(cell.picture))
        painter.drawImage(area, to_qimage(cell.picture))
        line, colours = self.fontMetrics().height(), self.colours()
        side = QRectF(area.left() - _GAP / 2, 0, area.width() + _GAP, line)
        below = cell.below if self._has_room() else cell.below.split()[-1]
        for top, text, colour in (
            (area.top() - line - 2, cell.above, colours.muted),
            (area.bottom() + 2, below, colours.text),
        ):
            side.moveTop(top)
            painter.setPen(colour)
            painter.drawText(side, CENTRE, elided(painter.fontMetrics(), text, side))

    def _has_room(self) -> bool:
        """Return whether all words below pictures fit; else the last of each stands."""
        advance = self.fontMetrics().horizontalAdvance
        room = self._side(self.width()) + _GAP
        return all(advance(cell.below) <= room for _, _, cell in self._cells())
