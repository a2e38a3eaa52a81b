"""Clumps put into a tile that has none: how many until the network changes its mind?"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from cellclassifier.core.clumps.counterfactual import hole_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spots.filling import like, places_for, surroundings_of

Float32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_SOFT = 2.0  # pixels over which a clump's rim goes over into what lies around it


class Clump(NamedTuple):
    """A clump that was cut out of a tile.

    Attributes:
        excess: By how much it is brighter than what lies around, (y, x, channel).
        shape: Which of these pixels are its, (y, x).
        light: Smooth light of the place that it is from, (channel,).
    """

    excess: Floats
    shape: Mask
    light: Floats


class Dose(NamedTuple):
    """A tile with clumps put into it.

    Attributes:
        clumps: How many were asked for.
        placed: How many found a place.
        tile: (y, x, channel).
        mask: Where they are, (y, x).
    """

    clumps: int
    placed: int
    tile: Float32
    mask: Mask


def cut_out(tile: Float32, clumps: Mask, radius: float) -> tuple[Clump, ...]:
    """Cut the clumps out of a tile; what lies around them is taken away.

    Those at the edge of the tile are left: part of them is missing.

    Args:
        tile: (y, x, channel).
        clumps: (y, x).
        radius: Of a usual clump, px.

    Raises:
        UserError: Clumps leave nothing of the tile.
    """
    hole = hole_of(clumps, radius)
    if not hole.any():
        return ()
    smooth = surroundings_of(tile, hole, radius).smooth
    labels, _ = ndimage.label(hole, np.ones((3, 3)))
    height, width = hole.shape
    found = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1):
        if min(rows.start, columns.start) < 1:
            continue
        if rows.stop >= height or columns.stop >= width:
            continue
        where = (rows, columns)
        shape = labels[where] == number
        soft = np.minimum(ndimage.distance_transform_edt(np.pad(shape, 1)) / _SOFT, 1)
        excess = (tile[where] - smooth[where]) * soft[1:-1, 1:-1, np.newaxis]
        found.append(Clump(excess, shape, smooth[where][shape].mean(axis=0)))
    return tuple(found)


def doses(
    tile: Float32,
    clumps: Sequence[Clump],
    counts: Sequence[int],
    seed: int,
    avoid: Mask | None = None,
) -> tuple[Dose, ...]:
    """Return a tile with more and more clumps in it.

    A larger dose has all clumps of the smaller one at the same places. They come to
    lie where it is as bright as where they are from, and do not meet; what would be
    brighter than 1 and than the tile itself is cut off there, as a camera does.

    Args:
        tile: (y, x, channel).
        clumps: Where to draw from, with repetition once all were used.
        counts: How many, in any order; 0 is the tile itself.
        seed: Of all chance.
        avoid: Where none may be put, (y, x).

    Raises:
        UserError: There are no clumps to put into it.
    """
    if not clumps and max(counts, default=0) > 0:
        raise UserError(
            tr(
                "There is no clump to put into the tile: none lies wholly inside of "
                "the tiles that were given. Choose tiles with clumps."
            )
        )
    random = np.random.default_rng(seed)
    mask = np.zeros(tile.shape[:2], np.bool_)
    free = mask if avoid is None else avoid
    smooth = surroundings_of(tile, mask, _SOFT).smooth
    light = tile.astype(np.float64)
    steps = [(0, tile.copy(), mask)]
    for clump in _drawn(clumps, max(counts, default=0), random):
        placed, now, mask = steps[-1]
        places = places_for(clump.shape, free | mask, random)
        chosen = like(places, clump.shape, smooth, clump.light)
        if chosen is not None:
            light[chosen] += clump.excess
            mask = mask.copy()
            mask[chosen] |= clump.shape
            placed, now = placed + 1, _as_recorded(light, tile, mask)
        steps.append((placed, now, mask))
    return tuple(Dose(count, *steps[count]) for count in counts)


def _drawn(
    clumps: Sequence[Clump], count: int, random: np.random.Generator
) -> list[Clump]:
    order: list[int] = []
    while len(order) < count:
        order.extend(random.permutation(len(clumps)))
    return [clumps[number] for number in order[:count]]


def _as_recorded(light: Floats, tile: Float32, mask: Mask) -> Float32:
    """Return the tile with new light where clumps are, and not a bit else changed."""
    most = max(1.0, float(tile.max()))
    new = np.clip(light, float(tile.min()), most)
    return np.where(mask[..., np.newaxis], new, tile).astype(np.float32)
