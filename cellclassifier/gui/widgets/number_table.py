"""A table of numbers that is as high as its rows, and can be copied and saved."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QWidget,
)

from cellclassifier.core.files import write_table
from cellclassifier.core.language import english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.plot_export import save_menu

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NAME = 36 * theme.SPACE
"""Least width of names, px, where there are long ones."""


class Column(NamedTuple):
    """A column: its title, what it means, and whether it holds numbers."""

    title: str
    help: str
    number: bool = True


class Row(NamedTuple):
    """A row: its texts, one a column, and what is told about it.

    `ticked` is None where it has no check box; a row that sums up others is `bold`.
    """

    cells: Sequence[str]
    help: str = ""
    ticked: bool | None = None
    bold: bool = False


class NumberModel(QAbstractTableModel):
    """Texts in rows.

    Attributes:
        columns: Their titles.
        rows: What stands in them.
    """

    ticked = Signal(int, bool)
    """Place of a row whose check box the user has changed, and what it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show others."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column, or its help."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{column.help}</qt>"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let check boxes be changed."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if self._checks(index) else found

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{row.help or column.help}</qt>"
        if role == Qt.ItemDataRole.CheckStateRole and self._checks(index):
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and row.bold:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def setData(
        self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take over a change of a check box."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._checks(index):
            return False
        now = Qt.CheckState(value) == Qt.CheckState.Checked
        rows = list(self.rows)
        rows[index.row()] = rows[index.row()]._replace(ticked=now)
        self.rows = tuple(rows)
        self.dataChanged.emit(index, index)
        self.ticked.emit(index.row(), now)
        return True

    def _checks(self, index: _Index) -> bool:
        return index.column() == 0 and self.rows[index.row()].ticked is not None


class NumberTable(QTableView):
    """Shows numbers; Ctrl+C copies, a right click saves."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(
        self, name: str, most: int | None = None, parent: QWidget | None = None
    ) -> None:
        """Make an empty table.

        Args:
            name: What it holds; names the file that is proposed.
            most: Rows that are in sight at once; all of them without it.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self.name, self._most = name, most
        self._saved: Table = [], []
        self.model_of_rows = NumberModel(self)
        self.setModel(self.model_of_rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._size_headers()

    def rows(self) -> list[list[str]]:
        """Return the texts that are shown."""
        return [list(row.cells) for row in self.model_of_rows.rows]

    def set_rows(
        self, columns: Sequence[Column], rows: Sequence[Row], saved: Table | None = None
    ) -> None:
        """Show other rows.

        Args:
            columns: Their titles; the first is as wide as there is room.
            rows: What stands in them.
            saved: Columns and rows of the CSV file; those that are shown without it.
        """
        # Other programs read a file by the names of its columns.
        heads = [english(column.title) for column in columns]
        shown = heads, [row.cells for row in rows]
        self._saved = saved or shown
        self.model_of_rows.set_rows(columns, rows)
        self.resizeColumnsToContents()
        across = self.horizontalHeader()
        for place in range(1, len(columns)):
            across.resizeSection(place, across.sectionSize(place) + 2 * theme.SPACE)
        self._fit()
        self.updateGeometry()

    def export_csv(self, path: Path) -> None:
        """Save the numbers.

        Raises:
            OSError: If the file cannot be written.
        """
        write_table(path, *self._saved)

    def export_menu(self) -> QMenu:
        """Return the menu of a right click."""
        menu = save_menu(self, self.name, {"csv": self.export_csv}, self.told.emit)
        menu.addAction(theme.icon("copy"), tr("Copy")).triggered.connect(self.copy)
        return menu

    def copy(self) -> None:
        """Copy the chosen rows, or all, as text for a spreadsheet."""
        found = sorted(
            index.row() for index in self.selectionModel().selectedRows()
        ) or range(len(self.model_of_rows.rows))
        titles = [column.title for column in self.model_of_rows.columns]
        chosen = [titles, *(self.model_of_rows.rows[row].cells for row in found)]
        QGuiApplication.clipboard().setText("\n".join(map("\t".join, chosen)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save and to copy."""
        self.export_menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by the usual keys."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that is left."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Keep every row in sight, up to those that are allowed."""
        return QSize(60 * theme.SPACE, self._height())

    def _fit(self) -> None:
        """Fill the room by the first column; names are cut before numbers are."""
        across = self.horizontalHeader()
        if across.count():
            others = range(1, across.count())
            room = self.viewport().width() - sum(map(across.sectionSize, others))
            across.resizeSection(0, max(room, min(self.sizeHintForColumn(0), _NAME)))
            self.updateGeometry()

    def _height(self) -> int:
        rows = len(self.model_of_rows.rows)
        rows = rows if self._most is None else min(rows, self._most)
        each = self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        return head + rows * each + 2 * self.frameWidth() + (bar if self._wide() else 0)

    def _wide(self) -> bool:
        """Tell whether there is a bar at the foot."""
        return self.horizontalScrollBar().maximum() > 0

    def _size_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(6 * theme.SPACE)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(10 * theme.SPACE)
