"""Pairs of tiles as rows and columns, filtered and in order."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from cellclassifier.core.language import tr
from cellclassifier.core.leaks import kind_told
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.leak_rows import (
    KINDS,
    LeakRow,
    Parts,
    shifted,
    side_words,
    spoken,
    turned,
)

_Index = QModelIndex | QPersistentModelIndex

SIDE = 16 * theme.SPACE
"""Side of a tile in the table, px."""
PAD = theme.SPACE
"""Room around it, px."""

COLUMNS: tuple[tuple[str, int, str], ...] = (
    (
        tr("Pair"),
        2 * SIDE + 3 * PAD,
        tr("The two tiles, each from its darkest to brightest."),
    ),
    (tr("In common"), 26 * theme.SPACE, tr("What the two have in common.")),
    (tr("Tile"), 36 * theme.SPACE, tr("File, part and class of the first tile.")),
    (tr("Its copy"), 36 * theme.SPACE, tr("File, part and class of the second tile.")),
    (
        tr("Similarity"),
        21 * theme.SPACE,
        tr("Correlation of the two, laid on one another."),
    ),
    (
        tr("Turned"),
        20 * theme.SPACE,
        tr("Angle of the second against the first, clockwise."),
    ),
    (tr("Shifted"), 22 * theme.SPACE, tr("From the middle of the copy: right, down.")),
)
"""Heading, width (px) and help of each column."""
PAIR, KIND, ONE, OTHER, SIMILARITY, TURNED, SHIFTED = range(len(COLUMNS))

_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_KEYS: dict[int, Callable[[LeakRow], Any]] = {
    KIND: lambda row: (not row.pair.exact, _ORDER[row.pair.kind]),
    ONE: lambda row: side_words(row, "one"),
    OTHER: lambda row: side_words(row, "other"),
    SIMILARITY: lambda row: row.pair.similarity or 0.0,
    TURNED: lambda row: (row.pair.mirrored, abs(row.pair.angle)),
    SHIFTED: lambda row: np.hypot(row.pair.shift_x, row.pair.shift_y),
}
"""What rows are sorted by; pictures by what they have in common."""


class LeakModel(QAbstractTableModel):
    """Pairs in rows.

    Attributes:
        rows: Those that are shown, in their order.
        overruled: Whether exact copies may stay.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LeakRow] = []
        self.overruled = False
        self._all: list[LeakRow] = []
        self._kept: tuple[str | None, Parts | None] = (None, None)
        self._sorted = (KIND, Qt.SortOrder.AscendingOrder)

    @property
    def count(self) -> int:
        """Number of pairs, shown or not."""
        return len(self._all)

    def set_rows(self, rows: Sequence[LeakRow], overruled: bool = False) -> None:
        """Take other pairs; `overruled` tells whether exact copies may stay."""
        self._all, self.overruled = list(rows), overruled
        self._renew()

    def narrow(self, kind: str | None, parts: Parts | None) -> None:
        """Show pairs of one kind, or of two parts, only; None: all."""
        self._kept = (kind, parts)
        self._renew()

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Put the rows in order."""
        self._sorted = (column, order)
        self._renew()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column, or its help."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section][0]
            if role == Qt.ItemDataRole.ToolTipRole:
                return tr("{columns} Click to sort.", columns=COLUMNS[section][2])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.one.image}\n{row.other.image}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.ForegroundRole if index.column() == KIND:
                stops = row.pair.exact and not self.overruled
                return theme.colours().wrong if stops else None
        return None

    def _renew(self) -> None:
        kind, parts = self._kept
        column, order = self._sorted
        self.beginResetModel()
        self.rows = [
            row
            for row in self._all
            if kind in (None, row.pair.kind) and parts in (None, row.parts)
        ]
        key = _KEYS.get(column, _KEYS[KIND])
        self.rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _text(self, row: LeakRow, column: int) -> str:
        similarity = row.pair.similarity
        texts = {
            KIND: self._kind(row),
            ONE: side_words(row, "one"),
            OTHER: side_words(row, "other"),
            SIMILARITY: "" if similarity is None else f"{similarity:.2f}",
            TURNED: turned(row).replace(", ", "\n"),
            SHIFTED: shifted(row),
        }
        return texts.get(column, "")

    def _kind(self, row: LeakRow) -> str:
        stops = tr("may stay") if self.overruled else tr("stops training")
        weight = stops if row.pair.exact else tr("warns")
        classes = tr("\nclasses differ") if row.differs and row.is_picture else ""
        return f"{kind_told(row.pair.kind)}\n{weight}{classes}"
