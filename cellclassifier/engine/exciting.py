"""Finds the tiles of a set that excite each feature of a convolution most."""

from pathlib import Path

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.exciting import Best, exciting_path, write_exciting
from cellclassifier.core.inside.features import layer_key, parse_key
from cellclassifier.core.messages import ExcitingJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.layers import check_numbers, convolutions, extremes_of
from cellclassifier.engine.models import load_model

BATCH = 64
"""Tiles that are read at once."""

WHAT = "looking for exciting tiles"
"""What is told while it goes on."""


def find(run: Run, job: ExcitingJob, channel: Channel) -> None:
    """Write the tiles that excite the features of `job.layer` most.

    The whole set is looked at, batch by batch; of the maps only maximum, mean and
    place of the maximum are kept. What lies there already is kept.

    Raises:
        UserError: The set, layer, an image or the network is missing, or the folder of
            the run cannot be written.
    """
    name, use = parse_key(job.layer)
    path = exciting_path(run, job.test, layer_key(name, use))
    if path.exists():
        return
    model, tiles = load_model(run), run.tiles(job.test)
    # What is not there is told before all images are read.
    shape = _shape(run, model, layer_key(name, use))
    check_numbers(model)
    verify(run, tiles, channel.check_cancelled, job.test)
    best = Best(shape[2])
    for first in range(0, len(tiles), BATCH):
        part = tiles[first : first + BATCH]
        pixels = read_batch(run, part)
        found = extremes_of(model, pixels, name, use, channel.check_cancelled)
        best.add(part, found, shape[:2])
        done = first + len(part)
        channel.send(Progressed(what=WHAT, done=done, of=len(tiles)))
    _write(run, path, best)


def _shape(run: Run, model: keras.Model, layer: str) -> tuple[int, int, int]:
    """Return rows, columns and features of the maps of a layer."""
    shapes = {
        layer_key(each.name, each.use): each.shape for each in convolutions(model)
    }
    if layer not in shapes:
        raise UserError(
            f"The network of the run {run.id} has no convolution '{layer}'. Choose one "
            f"of: {', '.join(shapes)}."
        )
    return shapes[layer]


def _write(run: Run, path: Path, best: Best) -> None:
    try:
        write_exciting(path, best.found())
    except OSError as error:
        raise UserError(
            f"The tiles that were found could not be written into {run.folder} "
            f"({error.strerror}). Free space, or connect the disk again, and look "
            "again."
        ) from error
