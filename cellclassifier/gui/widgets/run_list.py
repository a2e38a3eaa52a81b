"""The runs of a study, newest first, with state and test accuracy."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.run_chooser import name_of

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
        self,
        runs: Sequence[Run],
        current: Run | None,
        training: Run | None,
        results: Mapping[str, str],
    ) -> None:
        """Show runs; emits nothing.

        Args:
            runs: The runs, newest first.
            current: The one that is looked at.
            training: The one that this window trains now.
            results: Test accuracy of the runs by their id, as far as it is known.
        """
        self.blockSignals(True)
        self.clear()
        for run in runs:
            state = "running" if run is training else run.state
            item = self._item(run, state, results.get(run.id, ""))
            self.addItem(item)
            if run is current:
                self.setCurrentItem(item)
        if not runs:
            item = QListWidgetItem("No run yet: train one.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.blockSignals(False)

    def _item(self, run: Run, state: str, result: str) -> QListWidgetItem:
        text = f"{name_of(run)}\n{result or state}"
        item = QListWidgetItem(theme.icon(MARKS[state]), text)
        item.setData(Qt.ItemDataRole.UserRole, run)
        item.setToolTip(
            f"{run.id}\nseed {run.record.study.training.seed}\n{run.folder}"
        )
        return item

    def _on_selected(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
