"""The layers of a network as a table, one row a use."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.layer_table import HEADINGS, NUMBERS, told, words
from cellclassifier.core.messages import Layer
from cellclassifier.gui import theme

_Index = QModelIndex | QPersistentModelIndex

_HELP = (
    tr("The order in which layers compute."),
    tr("Its name."),
    tr("What it does, in the words of Keras."),
    tr("Kernel, stride, padding and activation."),
    tr("Height x width x channels of what it gives, or a number of units."),
    tr("Weights and biases; those of a shared layer count once."),
    tr("For one tile, by convolutions and dense layers."),
    tr("The rows whose results it takes."),
    tr("Whether the layer is used several times, with the same weights."),
)
_TAKES = 7
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LayerModel(QAbstractTableModel):
    """Layers in rows.

    Attributes:
        layers: What is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.layers: tuple[Layer, ...] = ()

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show other layers."""
        self.beginResetModel()
        self.layers = tuple(layers)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.layers)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column, or its help."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _HELP[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return words(self.layers, index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return told(self.layers, index.row())
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column == _TAKES:
        return Qt.AlignmentFlag.AlignCenter
    return _RIGHT if column in NUMBERS else _LEFT


class NetworkTable(QTableView):
    """Shows layers, one of which is chosen."""

    pointed = Signal(int)
    """Place of the layer that was chosen, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LayerModel()
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Layers of the network"))
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.fontMetrics().height() + 2 * theme.SPACE)
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setDefaultAlignment(_LEFT)
        across.setMinimumSectionSize(8 * theme.SPACE)

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show other layers, in order of computation."""
        self.rows.set_layers(layers)
        self.resizeColumnsToContents()
        across = self.horizontalHeader()
        for place in range(len(HEADINGS) - 1):
            across.resizeSection(place, across.sectionSize(place) + 3 * theme.SPACE)

    def point_at(self, place: int) -> None:
        """Choose a layer, without a signal."""
        with QSignalBlocker(self):
            self.selectRow(place)
        self.viewport().update()

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        """Tell which layer is chosen."""
        super().selectionChanged(new, old)
        chosen = self.selectionModel().selectedRows()
        if chosen:
            self.pointed.emit(chosen[0].row())
