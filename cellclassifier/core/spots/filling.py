"""Fills holes in tiles so that they hardly show: with the light around, and texture.

What was in a hole is not looked at, and nothing outside of it is changed. Measured on
the drawn example: at the rim of an erased clump there is a step of 0.02 left (of the
range from black to white; clumps are up to 0.9 high), at that of a placebo 0.002.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spots.detection import TO_DEVIATION, widened

Float32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

TRIES = 256
"""Places that are tried at random for each shape."""

_LEAST_RING = 12  # pixels: of fewer neither mean nor deviation is known
_MOST_RAISED = 3.0  # texture of a flat place is not made stronger than this
_EIGHT = np.ones((3, 3), np.bool_)


class Surroundings(NamedTuple):
    """What a tile is without its clumps, (y, x, channel): smooth light, and texture."""

    smooth: Floats
    texture: Floats


def erased_of(
    tile: Float32,
    hole: Mask,
    avoid: Mask,
    radius: float,
    random: np.random.Generator,
) -> Float32:
    """Replace a hole by its surroundings; no other pixel is changed, not by a bit.

    In each part of the hole the mean is that of the ring around it, and deviations from
    smooth light are as large as in the ring.

    Args:
        tile: (y, x, channel).
        hole: (y, x), what is replaced.
        avoid: (y, x), the clumps: neither rings nor texture are taken from there.
        radius: Of a usual clump, px: the width of the rings.
        random: The source of chance.

    Raises:
        UserError: Nothing of the tile is left to take from.
    """
    if not hole.any():
        return tile.copy()
    taken = hole | avoid
    around = surroundings_of(tile, taken, radius)
    low, high = tile.min(axis=(0, 1)), tile.max(axis=(0, 1))
    found = tile.copy()
    for where, shape in parts_of(hole):
        ring = _ring(where, shape, taken, radius)
        light = around.smooth[where][shape]
        light += tile[ring].mean(axis=0, dtype=np.float64) - light.mean(axis=0)
        light += _texture(around, where, shape, ring, taken, random)
        found[where][shape] = np.clip(light, low, high)
    return found


def surroundings_of(tile: Float32, taken: Mask, radius: float) -> Surroundings:
    """Split a tile into smooth light and texture, as they are where nothing is taken.

    Smooth light goes on through what is taken (normalised convolution: H. Knutsson and
    C.-F. Westin, CVPR 1993, 515-523); texture is 0 there.

    Raises:
        UserError: Everything is taken.
    """
    if taken.all():
        raise UserError(
            tr(
                "The clumps cover the whole tile, so that there are no surroundings to "
                "replace them by. Check the radius and the threshold of the clumps."
            )
        )
    free = ~taken
    values = np.where(free[..., np.newaxis], tile, 0).astype(np.float64)
    weight = ndimage.gaussian_filter(free.astype(np.float64), radius)
    light = np.stack(
        [ndimage.gaussian_filter(plane, radius) for plane in np.moveaxis(values, -1, 0)]
    )
    smooth = np.moveaxis(light / np.maximum(weight, 1e-9), 0, -1)
    # Deep inside of a wide hole the light of no pixel arrives: take the nearest.
    nearest = ndimage.distance_transform_edt(
        weight < 1e-3, return_distances=False, return_indices=True
    )
    smooth = smooth[tuple(nearest)]
    texture = np.where(free[..., np.newaxis], tile - smooth, 0)
    return Surroundings(smooth, texture)


def places_for(
    shape: Mask, avoid: Mask, random: np.random.Generator
) -> Iterator[tuple[slice, slice]]:
    """Yield places, drawn at random, at which a shape meets nothing; maybe none."""
    rows = avoid.shape[0] - shape.shape[0] + 1
    columns = avoid.shape[1] - shape.shape[1] + 1
    for y, x in zip(
        random.integers(0, rows, TRIES), random.integers(0, columns, TRIES), strict=True
    ):
        where = (slice(y, y + shape.shape[0]), slice(x, x + shape.shape[1]))
        if not (avoid[where] & shape).any():
            yield where


def like(
    places: Iterator[tuple[slice, slice]], shape: Mask, smooth: Floats, light: Floats
) -> tuple[slice, slice] | None:
    """Return the place that is most like a given one in brightness, if there is any.

    Else most places would lie in the dark between the cells, where nothing happens.

    Args:
        places: The places.
        shape: (y, x).
        smooth: Smooth light of the tile, (y, x, channel).
        light: Brightness around the given place, (channel,).
    """

    def difference(where: tuple[slice, slice]) -> float:
        return float(np.abs(smooth[where][shape].mean(axis=0) - light).sum())

    return min(places, key=difference, default=None)


def parts_of(hole: Mask) -> Iterator[tuple[tuple[slice, slice], Mask]]:
    """Yield the boxes of the parts of a hole, and their shapes in these."""
    labels, _ = ndimage.label(hole, _EIGHT)
    for number, where in enumerate(ndimage.find_objects(labels), start=1):
        yield where, labels[where] == number


def _ring(where: tuple[slice, slice], shape: Mask, taken: Mask, radius: float) -> Mask:
    """Return the pixels around a part of the hole, (y, x), as near as there are any."""
    width = max(2.0, radius)
    while True:
        near = tuple(
            slice(max(0, int(side.start - width) - 1), int(side.stop + width) + 2)
            for side in where
        )
        part = np.zeros_like(taken)
        part[where] = shape
        ring = np.zeros_like(taken)
        # The distance is measured only where it may be small enough.
        ring[near] = widened(part[near], width) & ~taken[near]
        if ring.sum() >= _LEAST_RING or width > sum(taken.shape):
            return ring
        width *= 1.5


def _texture(
    around: Surroundings,
    where: tuple[slice, slice],
    shape: Mask,
    ring: Mask,
    taken: Mask,
    random: np.random.Generator,
) -> Floats:
    """Return texture for a part of the hole, (pixels, channel), with mean 0.

    It is copied from one place, as bright as the ring, so that neighbours are as alike
    as they are there; where there is no such place, what lies around is mirrored. It is
    made as strong as in the ring, by deviations which the edge of a cell barely moves.
    """
    light = around.smooth[ring].mean(axis=0)
    places = places_for(shape, taken, random)
    chosen = like(places, shape, around.smooth, light)
    own = around.texture[ring]
    if chosen is None:
        found = _mirrored(around.texture, where, shape, taken)
    else:
        found = around.texture[chosen][shape]
    deviation = np.maximum(_deviation(found), _deviation(own) / _MOST_RAISED)
    scale = np.where(deviation > 0, _deviation(own) / np.maximum(deviation, 1e-12), 0)
    return np.asarray((found - found.mean(axis=0)) * scale, np.float64)


def _mirrored(
    texture: Floats, where: tuple[slice, slice], shape: Mask, taken: Mask
) -> Floats:
    """Return the texture at the other side of the nearest edge, (pixels, channel)."""
    _, nearest = ndimage.distance_transform_edt(taken, return_indices=True)
    rows, columns = np.nonzero(shape)
    rows, columns = rows + where[0].start, columns + where[1].start
    edge = nearest[:, rows, columns]
    mirrored = 2 * edge - (rows, columns)
    limits = np.array(taken.shape)[:, np.newaxis]
    mirrored = np.clip(mirrored, 0, limits - 1)
    # What is mirrored into another clump stays at the edge.
    usable = ~taken[tuple(mirrored)]
    return np.asarray(texture[tuple(np.where(usable, mirrored, edge))])


def _deviation(values: Floats) -> Floats:
    """Return standard deviations by the median absolute deviation, (channel,)."""
    away = np.abs(values - np.median(values, axis=0))
    return np.asarray(TO_DEVIATION * np.median(away, axis=0))
