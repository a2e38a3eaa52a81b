"""The runs of a study, newest first, with state and test accuracy."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import UNREAD, RunFacts, name_of, summary
from cellclassifier.gui.widgets.variant_words import variant_told

MARKS = {
    "waiting": "ring",
    "running": "play",
    "done": "tick",
    "cancelled": "stop",
    "failed": "cross",
    "paused": "ring",
    "interrupted": "attention",
    "gone": "cross",
}
"""Icon of each state."""

MOST_TOLD = 8
"""Runs that cannot be read of which the reason is told."""


class RunList(QListWidget):
    """Chooses the run that pages show.

    Signals:
        chosen: The run that the user chose.
        export_wanted: The network of that run is to be exported.
    """

    chosen = Signal(object)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[Run] = []
        self._left_out: dict[str, str] = {}
        self.setAccessibleName(tr("Runs of this study"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemSelectionChanged.connect(self._on_selected)
        # A click with the right button chooses the run first.
        self.export = QAction(tr("Export the network ..."), self)
        self.export.triggered.connect(lambda: self.export_wanted.emit())
        self.addAction(self.export)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_runs(
        self,
        runs: Sequence[Run],
        current: Run | None,
        facts: Mapping[str, RunFacts],
        left_out: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Show runs; emits nothing.

        Args:
            runs: The runs, newest first.
            current: The one that is looked at.
            facts: What is known of the runs by their id, as far as it has been read.
            left_out: Why others cannot be read, by the names of their folders.
        """
        with QSignalBlocker(self):
            shown = (list(runs), dict(left_out))
            if shown != (self._runs, self._left_out) or not self.count():
                self._fill(*shown)
            self._runs, self._left_out = shown
            for row, run in enumerate(runs):
                _write(self.item(row), run, facts.get(run.id, UNREAD))
            row = next((r for r, run in enumerate(runs) if run is current), -1)
            if row != self.currentRow():
                self.setCurrentRow(row)

    def _fill(self, runs: Sequence[Run], left_out: Mapping[str, str]) -> None:
        self.clear()
        for run in runs:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, run)
            self.addItem(item)
        if not runs:
            item = QListWidgetItem(tr("No run yet: train one."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        if left_out:
            self.addItem(_of_left_out(left_out))

    def _on_selected(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _of_left_out(left_out: Mapping[str, str]) -> QListWidgetItem:
    """Return the line that tells of runs that cannot be read; why is its tip."""
    number = len(left_out)
    text = tr_n(
        "1 run cannot be read and is left out: point here for why.",
        "{number} runs cannot be read and are left out: point here for why.",
        number,
        number=number,
    )
    item = QListWidgetItem(theme.icon("attention"), text)
    # It is to be pointed at, and cannot be chosen.
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    told = [f"{name}: {why}" for name, why in list(left_out.items())[:MOST_TOLD]]
    more = ["..."] if number > MOST_TOLD else []
    item.setToolTip("\n\n".join((*told, *more)))
    return item


def _write(item: QListWidgetItem, run: Run, facts: RunFacts) -> None:
    name, told = name_of(run), summary(facts)
    item.setText(f"{name}\n{told}")
    item.setIcon(theme.icon(MARKS.get(facts.state, "ring")))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {told}")
    record = run.record
    lines = [run.id, told, tr("seed {seed}", seed=record.study.training.seed)]
    if record.experiment:
        lines.append(
            tr(
                "of the experiment {experiment}: {variant}",
                experiment=record.experiment,
                variant=variant_told(record.variant),
            )
        )
    item.setToolTip("\n".join((*lines, str(run.folder))))
