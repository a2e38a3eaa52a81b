"""The runs of a study, newest first, with state and test accuracy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme

MARKS = {
    "waiting": "ring",
    "running": "play",
    "done": "tick",
    "cancelled": "stop",
    "failed": "cross",
    "interrupted": "attention",
}


class RunList(QListWidget):
    """Chooses the run that pages show.

    Signals:
        chosen: The run that the user chose.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Runs of this study")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemSelectionChanged.connect(self._on_selected)

    def show_runs(
        self, runs: Sequence[Run], current: Run | None, training: Run | None
    ) -> None:
        """Show `runs`; emits nothing."""
        self.blockSignals(True)
        self.clear()
        for run in runs:
            item = self._item(run, "running" if run is training else run.state)
            self.addItem(item)
            if run is current:
                self.setCurrentItem(item)
        if not runs:
            item = QListWidgetItem("No run yet: train one.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.blockSignals(False)

    def _item(self, run: Run, state: str) -> QListWidgetItem:
        made = run.record.created.astimezone()
        text = f"{made:%d %b %H:%M:%S}  {run.record.study.training.network}"
        item = QListWidgetItem(
            theme.icon(MARKS[state]), f"{text}\n{_result(run, state)}"
        )
        item.setData(Qt.ItemDataRole.UserRole, run)
        item.setToolTip(
            f"{run.id}\nseed {run.record.study.training.seed}\n{run.folder}"
        )
        return item

    def _on_selected(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _result(run: Run, state: str) -> str:
    if state != "done":
        return state
    try:
        tables = [run.predictions(name) for name in run.record.tests]
    except (UserError, OSError, ValueError, LookupError):
        return "done, predictions damaged"
    shown = [
        f"{100 * table.accuracy().value:.1f} % (n = {len(table.tiles)})"
        for table in tables
        if table is not None
    ]
    return "test " + ", ".join(shown) if shown else "done"
