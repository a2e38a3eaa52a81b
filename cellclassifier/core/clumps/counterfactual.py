"""Tiles without their clumps: does the network still call them what it did?

Each clump gives way to what lies around it, with the texture of another place of the
same tile, so that a hole hardly shows; not to black, which no network was ever shown.
Beside it the same shapes are treated in the same way elsewhere (placebo): what that
changes is no effect of clumps.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.spots.detection import widened
from cellclassifier.core.spots.filling import (
    erased_of,
    like,
    parts_of,
    places_for,
    surroundings_of,
)
from cellclassifier.core.spots.hole import HALO, hole_of

__all__ = ["HALO", "Counterfactual", "hole_of", "without_clumps"]

Float32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Counterfactual(NamedTuple):
    """A tile, the tile without clumps, and its placebo; all (y, x, channel).

    Attributes:
        tile: The tile as it is.
        erased: Without clumps.
        placebo: With the same shapes replaced elsewhere.
        hole: Where clumps were erased, (y, x).
        elsewhere: Where the placebo was made, (y, x).
        placed: Shapes of the placebo that found a place.
        shapes: Shapes that were erased.
    """

    tile: Float32
    erased: Float32
    placebo: Float32
    hole: Mask
    elsewhere: Mask
    placed: int
    shapes: int

    @property
    def fair(self) -> bool:
        """Whether every shape found a place: else the placebo changed less."""
        return self.placed == self.shapes


def without_clumps(
    tile: Float32, clumps: Mask, radius: float, seed: int
) -> Counterfactual:
    """Return a tile without its clumps, and its placebo.

    Args:
        tile: (y, x, channel).
        clumps: (y, x); without any the tile stays as it is.
        radius: Of a usual clump, px.
        seed: Of all chance; the same gives the same pixels.

    Raises:
        UserError: Clumps leave nothing of the tile.
    """
    hole = hole_of(clumps, radius)
    random = np.random.default_rng([seed, 0])
    erased = erased_of(tile, hole, hole, radius, random)
    other, placed, shapes = _moved(tile, hole, radius, np.random.default_rng([seed, 1]))
    placebo = erased_of(tile, other, hole, radius, np.random.default_rng([seed, 2]))
    return Counterfactual(tile, erased, placebo, hole, other, placed, shapes)


def _moved(
    tile: Float32, hole: Mask, radius: float, random: np.random.Generator
) -> tuple[Mask, int, int]:
    """Return the parts of a hole at other places, how many found one, and their number.

    They meet neither each other nor the hole, and lie where it is as bright.
    """
    other = np.zeros_like(hole)
    if not hole.any():
        return other, 0, 0
    smooth = surroundings_of(tile, hole, radius).smooth
    parts = sorted(parts_of(hole), key=lambda part: -int(part[1].sum()))
    placed = 0
    for where, shape in parts:
        light = smooth[where][shape].mean(axis=0)
        places = places_for(shape, hole | widened(other, 2), random)
        if (chosen := like(places, shape, smooth, light)) is not None:
            other[chosen] |= shape
            placed += 1
    return other, placed, len(parts)
