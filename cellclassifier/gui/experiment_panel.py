"""The experiment of the chosen run, kept in step with the session."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core import experiment_results, experiments
from cellclassifier.core.experiment_results import Line
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.messages import BatchEnded, EpochEnded, Event
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.experiment_view import ExperimentView, RunState

AGAIN_MS = 1_000
"""Least time between two readings of all runs of an experiment, ms."""


class _Found(NamedTuple):
    record: ExperimentRecord
    lines: tuple[Line, ...]


class ExperimentPanel(QWidget):
    """Shows what the runs of an experiment do and have shown.

    Signals:
        found: Whether the chosen run belongs to an experiment.
        opened: The page of the chosen run is wanted.
    """

    found = Signal(bool)
    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: _Found | None = None
        self._batches: dict[str, BatchEnded] = {}
        self._seconds: dict[str, float] = {}
        self.view = ExperimentView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._read)
        self._connect()
        self._read()

    def _connect(self) -> None:
        session, view = self._session, self.view
        view.paused.connect(session.desk.pause)
        view.resumed.connect(session.go_on)
        view.dropped.connect(session.drop)
        view.added.connect(self._add)
        view.run_chosen.connect(session.choose_run_of)
        view.run_opened.connect(self._open_run)
        session.run_changed.connect(self._read)
        session.runs_changed.connect(self._read_soon)
        session.training_changed.connect(self._show)
        session.heard_of.connect(self._on_heard)

    def _read_soon(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def _read(self) -> None:
        """Read, in the background, what the experiment of the chosen run has shown."""
        session = self._session
        run, study, runs = session.run, session.study, list(session.runs)
        if study is None or run is None or not run.record.experiment:
            self._take(None)
            return
        wanted = run.record.experiment

        def read() -> _Found | None:
            return _read(study, wanted, runs)

        session.background.run("experiment", read, self._take, session.tell_error)

    def _take(self, found: _Found | None) -> None:
        self._found = found
        self.found.emit(found is not None)
        self._show()

    def _show(self) -> None:
        if self._found is None:
            return
        record, lines = self._found
        states = {
            run.id: self._state(run, line.histories[place].epochs[-1:])
            for line in lines
            for place, run in enumerate(line.runs)
        }
        session = self._session
        self.view.show_experiment(record, lines, states, session.desk.stalled)
        self.view.set_blocked(session.read_only)
        if session.run:
            self.view.choose_run(session.run.id)

    def _state(self, run: Run, last: Sequence[EpochEnded]) -> RunState:
        epochs = run.record.study.training.epochs
        done = last[0].epoch if last else 0
        facts = self._session.known_facts().get(run.id)
        state = facts.state if facts else ""
        left = None
        if state == "running":
            batch = self._batches.get(run.id)
            part = batch.batch / batch.of if batch and batch.epoch > done else 0.0
            seconds = self._seconds.get(run.id) or (last[0].seconds if last else None)
            left = seconds * (epochs - done - part) if seconds else None
        return RunState(state, done, epochs, left, facts.where if facts else "")

    def _on_heard(self, run_id: str, event: Event) -> None:
        if self._found is None:
            return
        if isinstance(event, BatchEnded):
            self._batches[run_id] = event
        elif isinstance(event, EpochEnded):
            self._seconds[run_id] = event.seconds
            self._read_soon()

    def _open_run(self, run_id: str) -> None:
        self._session.choose_run_of(run_id)
        self.opened.emit()

    def _add(self, number: int) -> None:
        if self._found:
            self._session.add_runs(self._found.record, number)


def _read(study: Study, wanted: str, runs: Sequence[Run]) -> _Found | None:
    known = {record.id: record for record in experiments.experiments(study)}
    if wanted not in known:
        return None
    record = known[wanted]
    own = [run for run in runs if run.record.experiment == wanted]
    return _Found(record, experiment_results.lines(own, record.variants))
