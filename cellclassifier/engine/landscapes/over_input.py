"""The loss of a tile while its pixels, not the weights, go along their gradient."""

from typing import TYPE_CHECKING

import numpy as np

from cellclassifier.core.inside.landscape_results import OverInput
from cellclassifier.engine.landscapes.losses import (
    Floats,
    Losses,
    Minibatch,
    symmetric,
)

if TYPE_CHECKING:
    from cellclassifier.engine.landscapes import Given


def look(losses: Losses, given: "Given", epoch: int | None) -> OverInput:
    """Change a tile along its own gradient, and as far in a random direction.

    Pixels are not kept within 0 .. 1: the path is a straight one.
    """
    (one,) = given.minibatches
    tile, class_index = one.tiles[0].astype(np.float64), int(one.classes[0])
    steps = symmetric(given.spec.reach, given.spec.points)
    length = float(np.linalg.norm(tile))
    random = np.random.default_rng([given.spec.seed, 8]).normal(size=tile.shape)
    gradient, random = _unit(losses.input_slope(one)[0]), _unit(random)
    along, across = (
        _losses(losses, tile, length * each, steps, class_index)
        for each in (gradient, random)
    )
    name = given.classes[class_index]
    pixels = (each.astype(np.float32) for each in (tile, gradient, random))
    return OverInput(epoch, steps, along, across, name, length, *pixels)


def _losses(
    losses: Losses, tile: Floats, direction: Floats, steps: Floats, class_index: int
) -> Floats:
    tiles = tile + steps[:, None, None, None] * direction
    classes = np.full(len(steps), class_index, np.int32)
    return losses.each(Minibatch(tiles.astype(np.float32), classes))


def _unit(direction: Floats) -> Floats:
    return direction / (float(np.linalg.norm(direction)) or 1.0)
