"""Finds tiles of one image that share pixels, by where they were cut."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.tiling import Tile

Boxes = NDArray[np.int64]

ROWS = 256
"""Tiles that are compared at once with all others, to spare memory."""


class Overlap(NamedTuple):
    """Two tiles of one image that share pixels.

    Attributes:
        one: Place of the first in its sequence.
        other: Place of the second in its own.
        shift_x: Where the first's centre lies, from the second's, px.
        shift_y: The same.
        share: Share of the smaller tile that both have, above 0, at most 1.
        same: Whether they are the same part of the image.
    """

    one: int
    other: int
    shift_x: float
    shift_y: float
    share: float
    same: bool


def overlaps(ones: Sequence[Tile], others: Sequence[Tile]) -> Iterator[Overlap]:
    """Yield each tile of one image with the one that it shares most pixels with."""
    here, there = _boxes(ones), _boxes(others)
    shared = np.concatenate(
        [_shared(here[top : top + ROWS], there) for top in range(0, len(here), ROWS)]
    )
    chosen = {(i, int(j)) for i, j in enumerate(shared.argmax(axis=1))}
    chosen |= {(int(i), j) for j, i in enumerate(shared.argmax(axis=0))}
    for i, j in sorted(chosen):
        if shared[i, j]:
            smaller = min(t.width * t.height for t in (ones[i], others[j]))
            x, y = (here[i].reshape(2, 2) - there[j].reshape(2, 2)).mean(axis=0)
            same = bool((here[i] == there[j]).all())
            share = float(shared[i, j] / smaller)
            yield Overlap(i, j, float(x), float(y), share, same)


def _shared(here: Boxes, there: Boxes) -> NDArray[np.int32]:
    """Return the pixels that boxes share, (n, m)."""
    low = np.maximum(here[:, None, :2], there[None, :, :2])
    high = np.minimum(here[:, None, 2:], there[None, :, 2:])
    return np.asarray(np.maximum(high - low, 0).prod(axis=2), np.int32)


def _boxes(tiles: Sequence[Tile]) -> Boxes:
    """Return left, top, right, bottom of each, (tiles, 4), px."""
    return np.array([(t.x, t.y, t.x + t.width, t.y + t.height) for t in tiles])
