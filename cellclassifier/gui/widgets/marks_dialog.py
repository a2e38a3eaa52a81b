"""The list of labels that are marked as wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.wrong_labels import WrongLabel
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel

_COLUMNS = (
    tr("Image"),
    tr("Tile"),
    tr("Label"),
    tr("Rather"),
    tr("Reason"),
    tr("Marked by"),
    tr("Marked"),
)
_REASON = _COLUMNS.index(tr("Reason"))


class MarksDialog(QDialog):
    """Shows all marks of a study, the newest first."""

    withdraw_asked = Signal(object)
    """The `WrongLabel` that the user wants to take back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Labels marked as wrong"))
        self.resize(240 * theme.SPACE, 110 * theme.SPACE)
        self._entries: list[WrongLabel] = []
        self.words = BreakingLabel()
        self.table = QTableWidget(0, len(_COLUMNS))
        self.withdraw = QPushButton(tr("Withdraw ..."))
        self.withdraw.setToolTip(tr("Take back the mark that is chosen; asks why."))
        self._prepare()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        last = QHBoxLayout()
        last.addWidget(self.withdraw)
        last.addWidget(buttons, 1)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.words)
        box.addWidget(self.table, 1)
        box.addLayout(last)

    def show_entries(self, entries: Sequence[WrongLabel], where: str) -> None:
        """Show marks, the oldest first; `where` is the file that holds them."""
        self._entries = list(reversed(entries))
        count = len(entries)
        told = (
            tr_n(
                "1 label is marked as wrong",
                "{count:,} labels are marked as wrong",
                count,
                count=count,
            )
            if count
            else tr("No label is marked as wrong")
        )
        self.words.setText(
            tr(
                "{told}. The images stay as they are; the list is kept in {where}.",
                told=told,
                where=where,
            )
        )
        self.table.setRowCount(count)
        for row, entry in enumerate(self._entries):
            for column, text in enumerate(_cells(entry)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(entry.image) if column == 0 else text)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        self._enable()

    def _prepare(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.setAccessibleName(tr("labels marked as wrong"))
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(
            _REASON, QHeaderView.ResizeMode.Stretch
        )
        table.itemSelectionChanged.connect(self._enable)
        self.withdraw.clicked.connect(self._ask)

    def _enable(self) -> None:
        self.withdraw.setEnabled(bool(self.table.selectedItems()))

    def _ask(self) -> None:
        self.withdraw_asked.emit(self._entries[self.table.currentRow()])


def _cells(entry: WrongLabel) -> tuple[str, ...]:
    box = entry.box
    place = tr("whole image") if box is None else f"x {box[0]}, y {box[1]}"
    when = f"{entry.when.astimezone():%d %b %Y %H:%M}"
    return (
        *(entry.image.name, place, entry.given, entry.suspected),
        *(entry.reason, entry.by, when),
    )
