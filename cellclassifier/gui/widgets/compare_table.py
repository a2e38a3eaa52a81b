"""All runs that are compared as a table: one row a run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_reading import RunFact
from cellclassifier.gui.widgets.compare_words import SHORT, axis
from cellclassifier.gui.widgets.notice import IconView
from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row
from cellclassifier.gui.widgets.saved_table import saved

if TYPE_CHECKING:
    from cellclassifier.core.runs import Run

_HINT = tr(
    "A double click, or Return, chooses a run; Ctrl+C copies; a right click saves."
)
_COMPUTING = tr("Reading the numbers of all runs, and judging them ...")
_NONE = tr("There is no run to list yet.")
_SEEN = 8


class CompareTable(QWidget):
    """Shows every number of every run, and the verdict on it.

    Signals:
        run_chosen: The `Run` that the user chose.
    """

    run_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self.table = NumberTable(tr("runs"), most=_SEEN)
        expanding = QSizePolicy.Policy.Expanding
        self.table.setSizePolicy(expanding, expanding)
        self.hint = theme.muted(_HINT)
        self.waiting = theme.muted(_COMPUTING)
        self.body = QStackedWidget()
        self._arrange()
        self.table.activated.connect(self._on_activated)
        self.table.told.connect(lambda words: self.hint.setText(words or _HINT))

    def show_facts(self, facts: Sequence[RunFact]) -> None:
        """Show other runs."""
        self._runs = tuple(each.run for each in facts)
        if not facts:
            self.waiting.setText(_NONE)
            self.body.setCurrentIndex(0)
            return

        def make() -> tuple[Sequence[Column], Sequence[Row]]:
            return _columns(), [_row(each) for each in facts]

        self.table.set_rows(*make(), saved(make))
        self.hint.setText(_HINT)
        self.body.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """Say that numbers are being read."""
        self.waiting.setText(_COMPUTING)
        self.body.setCurrentIndex(0)

    def _arrange(self) -> None:
        found, wait = QWidget(), QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        column = QVBoxLayout(wait)
        column.addWidget(IconView("ring", "muted", side=8 * theme.SPACE))
        column.addWidget(self.waiting)
        column.addStretch(1)
        self.body.addWidget(wait)
        self.body.addWidget(found)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.addWidget(self.body, 1)

    def _on_activated(self, index: QModelIndex) -> None:
        self.run_chosen.emit(self._runs[index.row()])


def _columns() -> tuple[Column, ...]:
    from cellclassifier.core.comparison.metrics import METRICS

    return (
        Column(
            tr("set"),
            tr("What the set of runs is called in plots and sentences."),
            False,
        ),
        Column(tr("seed"), tr("Seed of initial weights, order and augmentation.")),
        *(Column(SHORT[key], f"{axis(m)}: {m.meaning}") for key, m in METRICS.items()),
        Column(tr("worth"), tr("Whether the network may be used as it is."), False),
        Column(tr("run"), tr("Name of the folder of the run."), False),
    )


def _row(each: RunFact) -> Row:
    from cellclassifier.core.comparison.metrics import METRICS

    numbers = [
        metric.text(value) if value is None else metric.number(value)
        for metric, value in zip(METRICS.values(), each.numbers.values(), strict=True)
    ]
    worth = tr("trusted") if each.trusted else tr("not trusted")
    training = each.run.record.study.training
    seed = training.fold if training.folds else training.seed
    cells = [each.label, str(seed), *numbers, worth, each.run.id]
    return Row(cells, f"{each.run.id}: {each.verdict}")
