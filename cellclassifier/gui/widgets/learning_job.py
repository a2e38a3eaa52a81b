"""Looks up how learning went for a tile, and has the worker find it."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.inside.learning import (
    Learning,
    convolutions,
    cost,
    read,
)
from cellclassifier.core.messages import Ended, Event, LearningJob, Progressed
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.explain_measuring import Doing


class Looked(NamedTuple):
    """What there is.

    Attributes:
        epochs: Epochs whose networks were kept; empty where none was.
        layers: Names of the run's convolutions.
        found: What was found about the tile; ``None`` where nothing was yet.
        cost: What finding it costs, as a sentence.
        history: What the run measured.
    """

    epochs: tuple[int, ...]
    layers: tuple[str, ...]
    found: Learning | None
    cost: str
    history: History


def look_at(job: LearningJob) -> Looked:
    """Read what there is about a tile.

    Raises:
        UserError: There is no such method or setting, or no such run.
    """
    run = Run(job.run)
    kept = run.epochs_kept
    found = read(run, job) if kept else None
    words = cost(run, job).text if kept else ""
    return Looked(kept, convolutions(run), found, words, run.history())


class Follower(QObject):
    """Has one tile followed at a time, and can be stopped.

    Signals:
        progressed: What is done, how much, and of how much.
        ended: A sentence about why it ended without a result, or "".
    """

    progressed = Signal(str, int, int)
    ended = Signal(str)

    def __init__(self, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._job: LearningJob | None = None

    @property
    def busy(self) -> bool:
        """Whether a tile is being followed."""
        return self._job is not None

    def start(self, job: LearningJob) -> None:
        """Follow a tile; nothing while another one is followed."""
        if self._job is None:
            self._job = job
            self.progressed.emit("Waiting", 0, 0)
            self._doing.ask(job, self._on_ended, self._on_heard)

    def cancel(self) -> None:
        """Stop at the next network."""
        if self._job is not None:
            self._doing.stop(self._job)

    def _on_heard(self, event: Event) -> None:
        if isinstance(event, Progressed):
            what = event.what[:1].upper() + event.what[1:]
            self.progressed.emit(what, event.done, event.of)

    def _on_ended(self, ended: Ended) -> None:
        self._job = None
        words = {"done": "", "cancelled": "Stopped; nothing was kept of this tile."}
        told = words.get(ended.outcome, "The tile was not followed to the end.")
        self.ended.emit(ended.detail or told)
