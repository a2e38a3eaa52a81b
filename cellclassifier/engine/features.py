"""Writes what the convolutions of a run's network make of a tile."""

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside import features
from cellclassifier.core.messages import FeaturesJob
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.layers import (
    check_numbers,
    convolutions,
    every_map,
    first_name,
)
from cellclassifier.engine.models import load_model


def write_features(run: Run, job: FeaturesJob, channel: Channel) -> None:
    """Write the kernels of a network, and its feature maps of a tile.

    Maps that lie there already are kept.

    Raises:
        UserError: The set, tile, image or network is missing, or has no convolution,
            or the folder of the run cannot be written.
    """
    if features.read_features(run, job.test, job.tile) is not None:
        return
    tile = _tile(run, job)
    verify(run, [tile], channel.check_cancelled, job.test)
    model = load_model(run)
    check_numbers(model)
    # Without any there is nothing to write.
    first_name(model)
    found = convolutions(model)
    channel.check_cancelled()
    maps = every_map(model, read_batch(run, [tile])[0])
    try:
        features.write_features(run, job.test, job.tile, found, maps)
    except OSError as error:
        raise UserError(
            f"The feature maps could not be written into {run.folder} "
            f"({error.strerror}). Free space, or connect the disk again, and choose "
            "the tile again."
        ) from error


def _tile(run: Run, job: FeaturesJob) -> Tile:
    by_number = {tile.number: tile for tile in run.tiles(job.test)}
    if job.tile not in by_number:
        raise UserError(
            f"The test set '{job.test}' has no tile {job.tile}; its tiles are 0 to "
            f"{len(by_number) - 1}."
        )
    return by_number[job.tile]
