"""Predicts the test sets of a run."""

import keras
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Progressed
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import Float32, read_batch, verify
from cellclassifier.engine.models import load_model

BATCH = 64
"""Tiles predicted at once; few enough for any device."""


def predict(run: Run, test: str, channel: Channel) -> None:
    """Predict a test set of `run` and write its table of probabilities.

    Raises:
        UserError: There is no such test set or no network, or an image is gone.
    """
    tiles = run.tiles(test)
    model = load_model(run)
    record = run.record
    verify(run, tiles, channel.check_cancelled)
    found = []
    for first in range(0, len(tiles), BATCH):
        channel.check_cancelled()
        pixels = read_batch(run, tiles[first : first + BATCH])
        found.append(_probabilities(model, pixels))
        done = min(first + BATCH, len(tiles))
        channel.send(Progressed(what=f"predicting {test}", done=done, of=len(tiles)))
    predictions = from_tiles(record.classes, tiles, np.concatenate(found))
    write_predictions(run.predictions_path(test), predictions)


def _probabilities(model: keras.Model, pixels: Float32) -> Float32:
    missing = BATCH - len(pixels)
    # A last batch of another size would make TensorFlow compile a second time.
    padded = np.pad(pixels, [(0, missing), (0, 0), (0, 0), (0, 0)])
    found = np.asarray(model.predict_on_batch(padded))[: len(pixels)]
    if not np.isfinite(found).all():
        raise UserError(
            "The network gives values that are not numbers: its training was stopped "
            "or ended while its weights ran away. Train again with a smaller learning "
            "rate."
        )
    if found.shape[1] == 1:
        # One sigmoid unit gives the probability of the second class.
        return np.concatenate([1 - found, found], axis=1)
    return found
