"""Predicts the sets of a run: tiles are read on threads while the network works."""

from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import keras
import numpy as np

from cellclassifier.core.chunking import PREDICTED_AT_ONCE, Chunk
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Progressed
from cellclassifier.core.prediction_parts import write_part
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import Float32, read_batch, verify
from cellclassifier.engine.models import load_model

BATCH = PREDICTED_AT_ONCE
"""Tiles predicted at once."""

READERS = 2
"""Threads that read tiles."""

AHEAD = 4
"""Batches that are read, or being read, before they are wanted."""


def predict(run: Run, test: str, channel: Channel, chunk: Chunk | None = None) -> None:
    """Predict a set of `run` and write its table of probabilities; or a part of it.

    Raises:
        UserError: There is no such set, chunk of it, or network, or an image is gone.
    """
    tiles = run.tiles(test)
    if chunk is None:
        found = _predicted(run, test, tiles, channel)
        _write(run, tiles, run.predictions_path(test), found)
        return
    if chunk.end > len(tiles):
        raise UserError(
            f"The set '{test}' has {len(tiles)} tiles, but {chunk.text()} are to be "
            "predicted: it was changed meanwhile. Predict the set again."
        )
    some = tiles[chunk.first : chunk.end]
    write_part(run, test, chunk, some, _predicted(run, test, some, channel))


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
    _write(run, tiles, run.validation_path, _predicted(run, "train", tiles, channel))


def _write(run: Run, tiles: Sequence[Tile], path: Path, found: Float32) -> None:
    write_predictions(path, from_tiles(run.record.classes, tiles, found))


def _predicted(
    run: Run, table: str, tiles: Sequence[Tile], channel: Channel
) -> Float32:
    """Return the probabilities of tiles, (tiles, classes)."""
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
    return np.concatenate(found)


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
