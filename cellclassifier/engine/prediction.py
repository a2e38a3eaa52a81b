"""Predicts the sets of a run: tiles are read on threads while the network works."""

from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import keras
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Progressed
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import Float32, read_batch, verify
from cellclassifier.engine.models import load_model

BATCH = 64
"""Tiles predicted at once; few enough for any device."""

READERS = 2
"""Threads that read tiles."""

AHEAD = 4
"""Batches that are read, or being read, before they are wanted."""


def predict(run: Run, test: str, channel: Channel) -> None:
    """Predict a set of `run` and write its table of probabilities.

    Raises:
        UserError: There is no such set or no network, or an image is gone.
    """
    tiles = run.tiles(test)
    _predict(run, test, tiles, run.predictions_path(test), channel)


def predict_validation(run: Run, channel: Channel) -> None:
    """Predict the validation part of `run` and write its table of probabilities.

    Raises:
        UserError: It has none, or there is no network, or an image is gone.
    """
    tiles = [tile for tile in run.tiles() if tile.part == "validation"]
    if not tiles:
        raise UserError(
            f"The run {run.id} has no validation part, so that there is nothing to "
            "calibrate by. Train again with a validation share."
        )
    _predict(run, "train", tiles, run.validation_path, channel)


def _predict(
    run: Run, table: str, tiles: Sequence[Tile], path: Path, channel: Channel
) -> None:
    model = load_model(run)
    verify(run, tiles, channel.check_cancelled, table)
    what = "predicting validation" if table == "train" else f"predicting {table}"
    found, done = [], 0
    # Closed at once where it is stopped: no thread reads on.
    with closing(_read_ahead(run, tiles)) as batches:
        for pixels in batches:
            channel.check_cancelled()
            found.append(_probabilities(model, pixels))
            done += len(pixels)
            channel.send(Progressed(what=what, done=done, of=len(tiles)))
    classes = run.record.classes
    write_predictions(path, from_tiles(classes, tiles, np.concatenate(found)))


def _read_ahead(run: Run, tiles: Sequence[Tile]) -> Generator[Float32]:
    """Yield the pixels of each batch, while the next ones are being read."""
    batches = [tiles[first : first + BATCH] for first in range(0, len(tiles), BATCH)]
    readers = ThreadPoolExecutor(READERS)
    try:
        reading: deque[Future[Float32]] = deque()
        for batch in batches:
            reading.append(readers.submit(read_batch, run, batch))
            if len(reading) > AHEAD:
                yield reading.popleft().result()
        while reading:
            yield reading.popleft().result()
    finally:
        readers.shutdown(cancel_futures=True)


def _probabilities(model: keras.Model, pixels: Float32) -> Float32:
    given = pixels
    if missing := BATCH - len(pixels):
        # A last batch of another size would make the engine compile a second time.
        given = np.pad(pixels, [(0, missing), (0, 0), (0, 0), (0, 0)])
    found = np.asarray(model.predict_on_batch(given))[: len(pixels)]
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
