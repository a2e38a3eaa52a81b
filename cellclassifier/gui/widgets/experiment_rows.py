"""What the table of an experiment's runs shows of each, and its model."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.durations import clock
from cellclassifier.gui.widgets.variant_marks import mark_icon
from cellclassifier.gui.widgets.variant_words import variant_told

VARIANT, NUMBER, STATE, PROGRESS, ACCURACY = range(5)
_COLUMNS = 5

_Index = QModelIndex | QPersistentModelIndex


class _Look(NamedTuple):
    word: str
    icon: str
    colour: str | None = None


_LOOKS = {
    "waiting": _Look(tr("waiting"), "ring", "muted"),
    "running": _Look(tr("running"), "play", "accent"),
    "done": _Look(tr("done"), "tick", "right"),
    "cancelled": _Look(tr("stopped"), "stop"),
    "failed": _Look(tr("failed"), "cross", "wrong"),
    "paused": _Look(tr("paused"), "pause"),
    "interrupted": _Look(tr("interrupted"), "attention", "uncertain"),
    "gone": _Look(tr("gone"), "cross", "wrong"),
}


class RunRow(NamedTuple):
    """What the table shows of a run.

    Attributes:
        run_id: Its id.
        variant: Network and data.
        place: Place of the variant, from 0, which its mark follows.
        number: Its seed, or the fold that it keeps aside.
        state: A `core.runs.State`.
        epoch: Epochs that are done.
        epochs: Of how many.
        seconds_left: Time until it is over, s; ``None`` where not known.
        where: Which node has it, or that it waits for one; "" for this computer.
        accuracy: On the test set that is shown, 0 to 1; ``None`` without.
    """

    run_id: str
    variant: str
    place: int
    number: int
    state: str
    epoch: int
    epochs: int
    seconds_left: float | None
    where: str
    accuracy: float | None

    @property
    def look(self) -> _Look:
        """Word, icon and colour of its state."""
        return _LOOKS.get(self.state, _Look(self.state, "ring"))

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1; one that stopped early is done too."""
        if self.state == "done":
            return 1.0
        return min(1.0, self.epoch / self.epochs) if self.epochs else 0.0

    def progress(self) -> str:
        """Return how many epochs are done, in words."""
        told = tr("{epoch} of {epochs}", epoch=self.epoch, epochs=self.epochs)
        if self.state == "running" and self.seconds_left is not None:
            return tr("{told}, {clock} left", told=told, clock=clock(self.seconds_left))
        return told

    def cell(self, column: int) -> str:
        """Return the words of a cell."""
        percent = "" if self.accuracy is None else f"{100 * self.accuracy:.1f} %"
        cells = (
            variant_told(self.variant),
            str(self.number),
            self.look.word,
            self.progress(),
        )
        return (*cells, percent)[column]


class RunModel(QAbstractTableModel):
    """Rows that change often and little; only what changed is drawn again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[RunRow] = []
        self._number = tr("Seed")

    def set_rows(self, rows: Sequence[RunRow], number: str) -> None:
        """Show other rows; `number` is the title of what tells runs apart."""
        before, self._number = self.rows, number
        if [row.run_id for row in before] != [row.run_id for row in rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        self.rows = list(rows)
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                ends = self.index(place, 0), self.index(place, ACCURACY)
                self.dataChanged.emit(*ends)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (
                tr("Network and data"),
                self._number,
                tr("State"),
                tr("Epochs"),
                tr("Test"),
            )
            return titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == ACCURACY:
            return tr("Accuracy on the test set that is shown at the right")
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Return what a view asks about a cell; the user role holds the `RunRow`."""
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cell(column)
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return theme.icon(row.look.icon, row.look.colour)
        if role == Qt.ItemDataRole.DecorationRole and column == VARIANT:
            return mark_icon(row.place)
        if role == Qt.ItemDataRole.ToolTipRole:
            epochs = tr("epochs: {progress}", progress=row.progress())
            state = f"{row.look.word} {row.where}".strip()
            words = (row.cell(VARIANT), state, epochs, row.cell(ACCURACY))
            return "\n".join((*filter(None, words), row.run_id))
        return None
