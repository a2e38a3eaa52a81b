"""A running or finished experiment: all of its runs, and what they have shown."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.experiment_results import Line
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.experiment_plots import ExperimentPlots
from cellclassifier.gui.widgets.experiment_rows import RunRow
from cellclassifier.gui.widgets.experiment_runs import RunTable
from cellclassifier.gui.widgets.experiment_words import (
    OVER,
    RunState,
    controls,
    estimated,
    progress,
    share,
    subtitle,
    title,
)
from cellclassifier.gui.widgets.notice import Notice

__all__ = ["ExperimentView", "RunState"]

_FINE = 10_000
"""Steps of the bar."""


class ExperimentView(QWidget):
    """Follows an experiment; what is asked for here others do.

    Signals:
        paused: Nothing more is to be started.
        resumed: The experiment is to go on.
        dropped: Id of a waiting run that is not to be trained.
        added: So many runs more of each variant are wanted.
        run_chosen: Id of the run that the user chose.
        run_opened: Id of the run whose own page is wanted (double click, Return).
    """

    paused = Signal()
    resumed = Signal()
    dropped = Signal(str)
    added = Signal(int)
    run_chosen = Signal(str)
    run_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id, self._blocked = "", ""
        self._lines: tuple[Line, ...] = ()
        self._states: dict[str, RunState] = {}
        self._paused, self._folds = False, False
        self.heading, self.about = theme.title(""), theme.muted("")
        self.progress, self.bar = QLabel(), QProgressBar()
        self.notice = Notice()
        self.table = RunTable()
        self.plots = ExperimentPlots()
        self.pause, self.drop = QPushButton(), QPushButton(tr("Drop run"))
        self.number, self.add = QSpinBox(), QPushButton(tr("Add"))
        self._dress()
        self._arrange()
        self._connect()
        self._show_buttons()

    def show_experiment(
        self,
        record: ExperimentRecord,
        lines: Sequence[Line],
        states: Mapping[str, RunState],
        paused: bool,
    ) -> None:
        """Show how an experiment stands; what is chosen stays chosen.

        Args:
            record: What was planned.
            lines: What its variants have shown so far, in their order.
            states: How far each run is, by its id; a run without one is left out.
            paused: Whether it has been paused.
        """
        another, self._id = record.id != self._id, record.id
        self._lines, self._states = tuple(lines), dict(states)
        self._paused, self._folds = paused, record.experiment.vary == "folds"
        self.heading.setText(title(record))
        self.about.setText(subtitle(record))
        known = list(estimated(states, lines).values())
        self.progress.setText(progress(known, paused))
        self.bar.setValue(round(_FINE * share(known)))
        self.plots.show_lines(lines, self._folds)
        self._show_rows()
        self._show_control()
        self._show_buttons()
        if another:
            wide = len(record.variants) > 1
            left = (136 if wide else 100) * theme.SPACE
            self._splitter.setSizes([left, max(left, self.width() - left)])
            self.table.show_state("running")

    def set_blocked(self, reason: str) -> None:
        """Say why nothing can be asked for here, such as in a second window."""
        self._blocked = reason
        self._show_buttons()

    def choose_run(self, run_id: str) -> None:
        """Mark a run as the one that is looked at; emits nothing."""
        self.table.choose(run_id)
        self._show_buttons()

    def _dress(self) -> None:
        self.heading.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _FINE)
        self.bar.setAccessibleName(tr("Progress of the experiment"))
        self.drop.setIcon(theme.icon("remove"))
        self.number.setRange(1, 100)
        self.number.setValue(4)
        self.number.setSuffix(tr(" runs"))
        self.number.setAccessibleName(tr("Runs to be added of each variant"))
        self.add.setIcon(theme.icon("add"))
        self.add.setAccessibleName(tr("Add runs"))

    def _arrange(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self.progress)
        upper.addWidget(self.bar, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self.plots)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setHandleWidth(2 * theme.SPACE)
        self._splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.heading)
        box.addWidget(self.about)
        box.addLayout(upper)
        box.addWidget(self.notice)
        box.addWidget(self._splitter, 1)

    def _left(self) -> QWidget:
        side = QWidget()
        line = QHBoxLayout()
        line.addWidget(self.pause)
        line.addWidget(self.drop)
        line.addStretch(1)
        line.addWidget(self.number)
        line.addWidget(self.add)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        return side

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self.run_opened)
        self.table.dropped.connect(self._drop)
        self.plots.test_chosen.connect(self._show_rows)
        self.pause.clicked.connect(self._on_pause)
        self.drop.clicked.connect(self._on_drop)
        self.add.clicked.connect(lambda: self.added.emit(self.number.value()))

    def _show_rows(self) -> None:
        accuracies = {
            run_id: share
            for line in self._lines
            for run_id, share in self._accuracies(line).items()
        }
        # In the order of training: a run of each variant, then the next of each.
        rows = [
            self._row(run, place, accuracies.get(run.id))
            for runs in zip_longest(*(line.runs for line in self._lines))
            for place, run in enumerate(runs)
            if run is not None and run.id in self._states
        ]
        self.table.show_rows(rows, tr("Fold") if self._folds else tr("Seed"))

    def _row(self, run: Run, place: int, accuracy: float | None) -> RunRow:
        training = run.record.study.training
        number = training.fold if self._folds else training.seed
        name = self._lines[place].variant
        return RunRow(run.id, name, place, number, *self._states[run.id], accuracy)

    def _accuracies(self, line: Line) -> dict[str, float]:
        """Return the test accuracy of the runs that have one, by run id."""
        name = self.plots.test
        values = line.accuracy[name].values if name in line.accuracy else ()
        states = self._states
        done = [r for r in line.runs if r.id in states and states[r.id].state == "done"]
        if len(done) != len(values):
            done = [run for run in done if run.predictions_path(name).exists()]
        # Where one was predicted at this moment, it is told the next time.
        found = zip(done, values, strict=True) if len(done) == len(values) else ()
        return {run.id: value for run, value in found}

    def _show_control(self) -> None:
        told = controls(self._lines)
        if not told:
            self.notice.clear()
            return
        leaks = any(each.outcome == "leaks" for each in told)
        sentences = "\n".join(each.sentence for each in told)
        self.notice.tell(sentences, "attention" if leaks else "info")

    def _show_buttons(self) -> None:
        row = self.table.row()
        over = all(state.state in OVER for state in self._states.values())
        self.pause.setText(tr("Go on") if self._paused else tr("Pause"))
        self.pause.setIcon(theme.icon("play" if self._paused else "pause"))
        tip = _GO_ON if self._paused else _PAUSE
        _allow(self.pause, tip, self._blocked or (_ALL_OVER if over else ""))
        waits = row is not None and row.state == "waiting"
        _allow(self.drop, _DROP, self._blocked or ("" if waits else _CHOOSE))
        _allow(self.add, _ADD, self._blocked or (_FIXED if self._folds else ""))
        self.number.setEnabled(self.add.isEnabled())

    def _on_chosen(self, run_id: str) -> None:
        self._show_buttons()
        if run_id:
            self.run_chosen.emit(run_id)

    def _on_pause(self) -> None:
        (self.resumed if self._paused else self.paused).emit()

    def _on_drop(self) -> None:
        if row := self.table.row():
            self._drop(row.run_id)

    def _drop(self, run_id: str) -> None:
        if self.drop.isEnabled():
            self.dropped.emit(run_id)


_PAUSE = tr("Start no further run until 'Go on' is pressed; nothing is lost")
_GO_ON = tr("Take the experiment up where it was")
_DROP = tr("Do not train the chosen run (Delete)")
_CHOOSE = tr("Choose a run that waits, to drop it")
_ADD = tr("Train so many runs more of each variant, with the seeds that follow")
_ALL_OVER = tr("All runs have ended")
_FIXED = tr("There are as many folds as runs: none can be added")


def _allow(button: QPushButton, tip: str, reason: str) -> None:
    """Offer a button, or say why it cannot be used."""
    button.setEnabled(not reason)
    button.setToolTip(reason or tip)
    button.setAccessibleDescription(reason or tip)
