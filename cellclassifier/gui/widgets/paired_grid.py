"""A grid whose rows hold an even number of tiles, so that pairs stay together."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_grid import TileGrid
from cellclassifier.gui.widgets.tile_loader import Load

_SMALLEST, _LARGEST, _STEP = 48, 256, 8
"""Sides of tiles that are tried, px."""


class PairedGrid(TileGrid):
    """Spreads tiles a little wider where an odd number would fit into a row."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        self._paired = False
        self._cell = QSize()
        super().__init__(load, parent)

    def set_paired(self, is_paired: bool) -> None:
        """Keep each two tiles together, or not."""
        self._paired = is_paired
        self._spread()

    def set_items(self, items: Sequence[Item]) -> None:
        """Show other items, in this order; see `TileGrid`."""
        super().set_items(items)
        self._fit_anew()

    def set_tile_px(self, side: int) -> None:
        """Set the side of the square each tile is shown in, px."""
        super().set_tile_px(side)
        self._fit_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the tiles over the new width."""
        super().resizeEvent(event)
        self._spread()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_anew()

    def _fit_anew(self) -> None:
        # Not the size of the grid: a scroll bar that came or went has spread it anew.
        self._cell = self._look.cell(self.fontMetrics())
        self._spread()

    def _spread(self) -> None:
        """Make cells wider than needed, if that makes their number even."""
        width = self._cell.width()
        if width <= 0:
            return
        room = self.viewport().width()
        across = room // width
        if self._paired and across > 1 and across % 2:
            width = room // (across - 1)
        wanted = QSize(width, self._cell.height())
        if wanted != self.gridSize():
            self.setGridSize(wanted)

    def fit(self, count: int) -> int:
        """Return the side of tiles, px, at which so many are in sight at once."""
        beside = self._cell - QSize(self._look.side, self._look.side)
        room = self.viewport().size()
        for side in range(_LARGEST, _SMALLEST, -_STEP):
            across = room.width() // (side + beside.width())
            down = room.height() // (side + beside.height())
            if across * down >= count:
                return side
        return _SMALLEST
