"""How much of an attribution lies in clumps: scores of one tile.

The main number is the enrichment, the share of attribution in clumps over their share
of the area: an attribution that is the same everywhere has 1. How often the strongest
pixel lies in a clump says nothing here: clumps are bright, so that it does without any
network.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]


class Score(NamedTuple):
    """Scores of one attribution and one mask; nan where there are none.

    Attributes:
        area: Share of the tile that clumps cover, 0 .. 1.
        mass: Share of the attribution that lies in them, 0 .. 1. Relevance mass
            accuracy of L. Arras et al., Information Fusion 81 (2022) 14-40.
        enrichment: mass / area; 1 where attribution does not know of clumps.
        rank: Of the strongest pixels, as many as clumps have, the share that lies in
            clumps. Relevance rank accuracy, in the same place.
    """

    area: float
    mass: float
    enrichment: float
    rank: float

    @property
    def defined(self) -> bool:
        """Whether there are clumps, something beside them, and an attribution."""
        return bool(np.isfinite(self.enrichment))


def magnitude_of(found: Floats) -> NDArray[np.float64]:
    """Return how much each pixel matters: a map, or the sum of |A| over its channels.

    Args:
        found: (y, x) or (y, x, channel), signed.
    """
    values = np.abs(found.astype(np.float64))
    return values if values.ndim == 2 else np.asarray(values.sum(axis=-1))


def score(magnitude: Floats, mask: Mask) -> Score:
    """Return the scores of one tile.

    Args:
        magnitude: (y, x), 0 or above, as from `magnitude_of`; never a map that was
            scaled or smoothed to be shown.
        mask: (y, x), where clumps are.

    Raises:
        ValueError: The shapes differ.
    """
    if magnitude.shape != mask.shape:
        raise ValueError(
            f"Expected a map and a mask of one shape. Received: {magnitude.shape} and "
            f"{mask.shape}"
        )
    inside = int(mask.sum())
    area = inside / mask.size
    total = float(magnitude.sum(dtype=np.float64))
    if not 0 < area < 1 or not total > 0:
        return Score(area, np.nan, np.nan, np.nan)
    mass = float(magnitude[mask].sum(dtype=np.float64)) / total
    return Score(area, mass, mass / area, _rank(magnitude, mask, inside))


def _rank(magnitude: Floats, mask: Mask, inside: int) -> float:
    values = magnitude.ravel()
    # Pixels that are as strong as the weakest of the strongest count by chance alike.
    least = np.partition(values, -inside)[-inside]
    above, equal = values > least, values == least
    drawn = (inside - above.sum()) / equal.sum()
    flat = mask.ravel()
    return float((flat[above].sum() + drawn * flat[equal].sum()) / inside)
