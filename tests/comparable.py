"""Experiments whose runs were written instead of trained, to be compared."""

from pathlib import Path

import drawn
import numpy as np

from cellclassifier.core import experiments
from cellclassifier.core.comparison.sets import RunSet, gather, offers
from cellclassifier.core.contents import read_contents
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import Ended, EpochEnded, encode
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec


def study(
    where: Path, tests: int = 4, columns: int = 2, seed: int = 0, **training: object
) -> Study:
    """Draw a study whose images are cut into several tiles, which are its groups."""
    spec = StudySpec(
        train=drawn.folder(where / "images" / "train", 4, seed),
        tests=(drawn.folder(where / "images" / "test", tests, seed + 1),),
        tiling=TilingSpec(size=64, columns=columns, rows=columns),
        augment=AugmentSpec(rotation=0, shift=0.05),
        training=TrainSpec.model_validate({"epochs": 3, "batch_size": 8, **training}),
    )
    return Study.create(where / "study", spec)


def experiment(made: Study, runs: int = 3, **what: object) -> list[Run]:
    """Make the runs of an experiment; none is trained."""
    spec = ExperimentSpec.model_validate({"runs": runs, **what})
    return experiments.make(made, spec, read_contents(made.spec))[1]


def end(
    run: Run, accuracies: tuple[float, ...] = (0.6, 0.9, 1.0), **how: object
) -> Run:
    """Write a training that went through these training accuracies, and ended."""
    for epoch, accuracy in enumerate(accuracies, 1):
        told = EpochEnded(epoch=epoch, accuracy=accuracy, loss=1 - accuracy, seconds=1)
        append_line(run.folder / "events.jsonl", encode(told).decode())
    ended = Ended.model_validate({"outcome": "done", **how})
    append_line(run.folder / "events.jsonl", encode(ended).decode())
    return run


def predict(run: Run, right: object, test: str = "test", p: float = 0.8) -> Run:
    """Write predictions: whether each tile is right; or how many, those that are first.

    `p` is the probability of the class that is said.
    """
    tiles, classes = run.tiles(test), run.record.classes
    if isinstance(right, int):
        right = np.arange(len(tiles)) < right
    true = np.array([classes.index(tile.class_name) for tile in tiles])
    said = np.where(np.asarray(right, bool), true, (true + 1) % len(classes))
    rest = (1 - p) / (len(classes) - 1)
    table = np.where(np.arange(len(classes)) == said[:, None], p, rest)
    write_predictions(
        run.predictions_path(test), from_tiles(classes, tiles, table.astype(np.float32))
    )
    return run


def finish(runs: list[Run], rights: object) -> None:
    """End all runs, and let each predict as many tiles right as `rights` says."""
    for run, right in zip(runs, rights, strict=True):
        predict(end(run), right)


def sets_of(made: Study, test: str = "test") -> list[RunSet]:
    """Return all that can be compared of a study, on one test set."""
    return [gather(offer, test) for offer in offers(made)]
