"""A table of pairs of tiles, pictures side by side; it stays fluent with thousands."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.leak_model import (
    COLUMNS,
    KIND,
    ONE,
    OTHER,
    PAD,
    PAIR,
    SIDE,
    LeakModel,
)
from cellclassifier.gui.widgets.leak_rows import LeakRow
from cellclassifier.gui.widgets.tile_loader import TileLoader

_Index = QModelIndex | QPersistentModelIndex


class LeakTable(QTableView):
    """Shows pairs; reads the pixels of those in sight only."""

    chosen = Signal(object)
    """The `LeakRow` that is chosen now, or None."""

    def __init__(
        self, load: Callable[[Tile], NDArray[np.uint8]], parent: QWidget | None = None
    ) -> None:
        """Make an empty table.

        Args:
            load: Returns the pixels of a tile for the screen; called on threads.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self.loader = TileLoader(load)
        self.loader.loaded.connect(lambda key: self.viewport().update())
        self.rows = LeakModel()
        self.setModel(self.rows)
        self.setItemDelegateForColumn(PAIR, _PairDelegate(self.loader, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(tr("Pairs of tiles that may show the same"))
        self._size_headers()
        self.setSortingEnabled(True)
        self.sortByColumn(KIND, Qt.SortOrder.AscendingOrder)
        self.rows.modelReset.connect(self._choose_again)
        self._row: LeakRow | None = None

    def show_rows(self, rows: Sequence[LeakRow], overruled: bool = False) -> None:
        """Show other pairs; the chosen one stays chosen if it is among them.

        Args:
            rows: The pairs.
            overruled: Whether exact copies may stay.
        """
        self.rows.set_rows(rows, overruled)

    def row(self) -> LeakRow | None:
        """Return the pair that is chosen."""
        return self._row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is here, and ask for the pictures that are missing."""
        super().paintEvent(event)
        self.loader.set_side(round(SIDE * self.devicePixelRatioF()))
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = self.rows.rowCount() - 1 if last < 0 else last
        # Those in sight first, then those that come next.
        sight = self.rows.rows[first : last + 1 + (last - first)]
        self.loader.want([tile for row in sight for tile in (row.one, row.other)])

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        """Tell which pair is chosen."""
        super().selectionChanged(new, old)
        chosen = self.selectionModel().selectedRows()
        self._row = self.rows.rows[chosen[0].row()] if chosen else None
        self.chosen.emit(self._row)

    def _choose_again(self) -> None:
        rows = self.rows.rows
        place = rows.index(self._row) if self._row in rows else 0
        if rows:
            self.selectRow(place)
            self.scrollTo(self.rows.index(place, 0))
        else:
            self._row = None
            self.chosen.emit(None)

    def _size_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(SIDE + 2 * PAD)
        across.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        across.setHighlightSections(False)
        for place, (_, width, _) in enumerate(COLUMNS):
            across.resizeSection(place, width)
        for place in (ONE, OTHER):
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(16 * theme.SPACE)


class _PairDelegate(QStyledItemDelegate):
    """Paints two tiles side by side."""

    def __init__(self, loader: TileLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._loader = loader

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        row: LeakRow = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            colour = option.palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(option.rect, colour)
        square = QRect(option.rect.topLeft(), QSize(SIDE, SIDE))
        square.translate(PAD, PAD)
        for tile in (row.one, row.other):
            self._paint_tile(painter, square, tile)
            square.translate(SIDE + PAD, 0)

    def _paint_tile(self, painter: QPainter, square: QRect, tile: Tile) -> None:
        image = self._loader.image(tile)
        if image is not None:
            _paint_image(painter, square, image)
            return
        line: QColor = theme.colours().line
        painter.setPen(line)
        painter.drawRect(square.adjusted(0, 0, -1, -1))
        if self._loader.problem(tile):
            box = QRect(0, 0, 6 * theme.SPACE, 6 * theme.SPACE)
            box.moveCenter(square.center())
            theme.icon("attention", "uncertain").paint(painter, box)


def _paint_image(painter: QPainter, square: QRect, image: QImage) -> None:
    """Paint an image in the middle of a square, enlarged in whole numbers only."""
    ratio = painter.device().devicePixelRatioF()
    zoom = max(1, int(square.width() * ratio / max(image.width(), image.height())))
    width, height = image.width() * zoom / ratio, image.height() * zoom / ratio
    left = square.left() + (square.width() - width) // 2
    top = square.top() + (square.height() - height) // 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(QRectF(left, top, width, height), image)
