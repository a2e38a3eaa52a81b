"""A wall of tiles that stays fluent with a hundred thousand of them."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.item_list import keys_of, lines_of
from cellclassifier.gui.widgets.tile_delegate import Item, TileDelegate
from cellclassifier.gui.widgets.tile_loader import Load, TileLoader

_Index = QModelIndex | QPersistentModelIndex

_ROLES = (
    Qt.ItemDataRole.UserRole,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class TileGrid(QListView):
    """Shows items as tiles in rows; reads the pixels of those in sight only."""

    selected = Signal(object)
    """The key of the tile that the user chose."""

    activated_key = Signal(object)
    """The key of the tile that was double clicked, or chosen by Return."""

    chosen_changed = Signal(int)
    """How many tiles are chosen now; also after `select` and `set_items`."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        """Make an empty grid.

        Args:
            load: Returns the pixels of a key, (height, width) grey or (height, width,
                3) colour, uint8; called on threads. What it raises of UserError,
                OSError and ValueError is told in the place of the tile.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self.loader = TileLoader(load)
        self.loader.loaded.connect(self._show_loaded)
        self._items = _Model(self.loader)
        self._look = TileDelegate(self.loader)
        self._quiet = False
        self.setModel(self._items)
        self.setItemDelegate(self._look)
        self.setWrapping(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("tiles"))
        self.doubleClicked.connect(lambda i: self.activated_key.emit(self._key(i)))
        self.set_tile_px(self._look.side)

    def set_items(self, items: Sequence[Item]) -> None:
        """Show other items, in this order; the chosen tile stays chosen if it is there.

        Raises:
            ValueError: If two items have the same key.
        """
        key = self.current_key()
        self._items.set_items(items)
        self._look.lines = lines_of(items)
        self._fit_cells()
        self.select(key)

    def set_multiple(self, many: bool) -> None:
        """Let the user choose several tiles, by Ctrl and Shift, or one only."""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)

    def set_tile_px(self, side: int) -> None:
        """Set the side of the square each tile is shown in, px."""
        self._look.side = side
        self._fit_cells()

    def refresh(self) -> None:
        """Read all pixels anew, because they are made in another way now."""
        self.loader.refresh()
        self.viewport().update()

    def select(self, key: Hashable | None) -> None:
        """Choose a tile and scroll to it, without a signal; None chooses none."""
        row = self._items.row(key)
        self._quiet = True
        if row is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self._items.index(row))
        self._quiet = False
        # A model that was replaced has told nothing.
        self.chosen_changed.emit(self.count_chosen())

    def current_key(self) -> Any:
        """Return the key of the chosen tile, or None; of several the last chosen."""
        current = self.currentIndex()
        if self.selectionModel().isSelected(current):
            return self._key(current)
        chosen = self.chosen_keys()
        return chosen[0] if chosen else None

    def chosen_keys(self) -> list[Any]:
        """Return the keys of all chosen tiles, in the order of the grid."""
        rows = sorted(row for part in self._parts() for row in part)
        return [self._items.keys[row] for row in rows]

    def count_chosen(self) -> int:
        """Return how many tiles are chosen."""
        return sum(map(len, self._parts()))

    def _parts(self) -> list[range]:
        """Return the rows that are chosen."""
        return _parts(self.selectionModel().selection())

    def close_loader(self) -> None:
        """Stop reading and wait for the threads; call it when the window closes."""
        self.loader.close()

    def rows_in_sight(self) -> range:
        """Return the places, from 0, of the items that are at least partly visible."""
        cell, view = self.gridSize(), self.viewport()
        if cell.isEmpty():
            return range(0)
        across = max(1, view.width() // cell.width())
        top = self.verticalScrollBar().value()
        first = top // cell.height() * across
        last = (top + view.height() - 1) // cell.height() * across + across
        return range(first, max(first, min(last, self._items.rowCount())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is here, and ask for what is missing: in sight, then around."""
        super().paintEvent(event)
        # The window may have come to a screen of another scale.
        self.loader.set_side(round(self._look.side * self.devicePixelRatioF()))
        sight = self.rows_in_sight()
        after = range(sight.stop, sight.stop + len(sight) // 2)
        before = range(sight.start - 1, sight.start - 1 - len(sight) // 2, -1)
        count = self._items.rowCount()
        rows = [r for part in (sight, after, before) for r in part if 0 <= r < count]
        self.loader.want([self._items.keys[row] for row in rows])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        # The style sets a font before there is anything to lay out.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_look"):
            self._fit_cells()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return activate a tile on every system, not by its style's rules."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated_key.emit(self._key(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search for nothing: letters are shortcuts of the page."""

    def selectionCommand(
        self, index: _Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the choice when the user clicks beside the tiles."""
        if not index.isValid():
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        """Tell which tile the user chose."""
        super().selectionChanged(new, old)
        if not self._quiet and new.count():
            self.selected.emit(self._key(self._last_of(new)))
        self.chosen_changed.emit(self.count_chosen())

    def _last_of(self, new: QItemSelection) -> QModelIndex:
        """Return the tile at which the user is, of those that were just chosen.

        The mouse moves there first and chooses then; keys choose first.
        """
        current = self.currentIndex()
        if new.contains(current):
            return current
        parts = _parts(new)
        row = max(part[-1] for part in parts)
        above = row < current.row()
        return self._items.index(min(part[0] for part in parts) if above else row)

    def _key(self, index: _Index) -> Any:
        return self._items.keys[index.row()]

    def _fit_cells(self) -> None:
        """Lay out by the size of a cell, around what was in sight."""
        sight = self.rows_in_sight()
        chosen = self.currentIndex().row()
        anchor = chosen if chosen in sight else sight.start
        cell = self._look.cell(self.fontMetrics())
        self.setGridSize(cell)
        # In a viewport that is no wider than a cell Qt leaves the first row empty.
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        self.setMinimumWidth(cell.width() + beside + 1)
        if sight:
            self.scrollTo(self._items.index(anchor))
        self.verticalScrollBar().setSingleStep(self.gridSize().height() // 4)
        self.viewport().update()

    def _show_loaded(self, key: Hashable) -> None:
        row = self._items.row(key)
        if row is not None:
            self.update(self._items.index(row))


def _parts(selection: QItemSelection) -> list[range]:
    """Return the rows of a selection: a hundred thousand in a row are one part."""
    parts = (selection.at(place) for place in range(selection.count()))
    return [range(part.top(), part.bottom() + 1) for part in parts]


class _Model(QStringListModel):
    """The items, and the words about them.

    A list of strings is counted inside Qt. Laying a hundred thousand items out asks
    for the count as many times, which is slow when the answer comes from Python.
    """

    def __init__(self, loader: TileLoader) -> None:
        super().__init__()
        self._loader = loader
        self.items: Sequence[Item] = ()
        self.keys: Sequence[Hashable] = ()
        self._rows: dict[Hashable, int] = {}

    def set_items(self, items: Sequence[Item]) -> None:
        keys = keys_of(items)
        rows = dict(zip(keys, range(len(keys)), strict=True))
        if len(rows) != len(keys):
            raise ValueError("two items of a grid have the same key")
        self.items, self.keys, self._rows = items, keys, rows
        # Only their number matters: what is shown comes from `data`.
        self.setStringList([""] * len(keys))

    def row(self, key: Hashable | None) -> int | None:
        return self._rows.get(key)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in _ROLES:
            return None
        item = self.items[index.row()]
        problem = self._loader.problem(item.key)
        match role:
            case Qt.ItemDataRole.UserRole:
                return item
            case Qt.ItemDataRole.DisplayRole:
                return item.caption
            case Qt.ItemDataRole.ToolTipRole:
                return problem or item.tooltip or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (item.spoken(), problem)))
        return None
