"""Looks up how learning went for a tile, and has the worker find it."""

from typing import ClassVar, NamedTuple

from cellclassifier.core.inside.learning import (
    Learning,
    convolutions,
    cost,
    read,
)
from cellclassifier.core.language import tr
from cellclassifier.core.messages import LearningJob
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.explain_measuring import OneJob


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


class Follower(OneJob):
    """Has one tile followed at a time."""

    stopped: ClassVar[str] = tr("Stopped; nothing was kept of this tile.")
    unfinished: ClassVar[str] = tr("The tile was not followed to the end.")

    def start(self, job: LearningJob) -> None:
        """Follow a tile; nothing while another one is followed."""
        self.begin(job)
