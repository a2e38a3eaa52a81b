"""Sets of runs whose events and predictions were written instead of trained."""

import drawn
import numpy as np

from cellclassifier.core import experiments
from cellclassifier.core.comparison.sets import gather, labelled, offers
from cellclassifier.core.contents import read_contents
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import Began, Ended, EpochEnded, Kept, encode
from cellclassifier.core.predictions import from_tiles, write_predictions

TILES = 20


def sets_of(where, runs=6, epochs=9, networks=("compact", "deep"), **more):
    """Make a study with an experiment of sets of runs, and return the sets."""
    study = drawn.study(where, count=6, tests=TILES // 2, epochs=epochs)
    what = ExperimentSpec(runs=runs, networks=networks, **more)
    _, made = experiments.make(study, what, read_contents(study.spec))
    for run in made:
        number = run.record.study.training.seed
        learns = networks.index(run.record.study.training.network) == 0
        measured = history(number, epochs, top=0.97 if learns else 0.7)
        write(run, measured, right=17 + number % 3 if learns else 11 + number % 3)
    return labelled([gather(offer, "test") for offer in offers(study)])


def history(seed, epochs, top=0.97):
    """Return accuracy by epoch that rises from a half to nearly `top`."""
    noise = np.random.default_rng(seed).normal(0, 0.02, epochs)
    rising = top - (top - 0.5) * np.exp(-np.arange(epochs) / 2)
    return np.clip(rising + noise, 0, 1)


def write(run, accuracy, right=None, kept=None, outcome="done", loss=None):
    """Write what a run has measured, and its predictions of the test set."""
    events = [Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2)]
    for epoch, value in enumerate(map(float, accuracy), start=1):
        of_loss = 1.2 - value if loss is None else loss[epoch - 1]
        events.append(
            EpochEnded(
                epoch=epoch,
                accuracy=value,
                loss=of_loss,
                val_accuracy=value - 0.05,
                val_loss=of_loss + 0.1,
                seconds=1,
            )
        )
    events.append(Kept(epoch=kept or len(accuracy)))
    events.append(Ended(outcome=outcome))
    for event in events:
        append_line(run.folder / "events.jsonl", encode(event).decode())
    if right is not None:
        predict(run, right)


def predict(run, right, test="test"):
    """Let so many tiles of a test set be right, spread over both classes."""
    tiles = run.tiles(test)
    places = np.array([run.record.classes.index(tile.class_name) for tile in tiles])
    rank = np.argsort(np.argsort(np.arange(len(tiles)) % (len(tiles) // 2)))
    p = np.where(rank < right, 0.9, 0.2).astype(np.float32)
    both = np.where(np.arange(2) == places[:, None], p[:, None], 1 - p[:, None])
    table = from_tiles(run.record.classes, tiles, both)
    write_predictions(run.predictions_path(test), table)
