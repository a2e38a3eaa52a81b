"""Finds, for each of many vectors, the one of many others that points most its way.

Others are put into cells, each around a centre, and only the cells whose centres are
nearest are searched. A near twin lies in one of these almost always; what is far from
everything may be given a neighbour that is not quite the nearest.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Vectors = NDArray[np.floating]
Places = NDArray[np.int64]

FEW = 2000
"""So few others are put into one cell."""
SEARCHED = 8
"""Cells that are searched for each vector."""
ROUNDS, SAMPLE = 4, 20_000
"""Rounds in which the centres settle, and others from which they are found."""
ROWS = 1024
"""Vectors that are compared at once: so many fit a processor's cache."""


def nearest(
    rows: Vectors, others: Vectors, tell: Callable[[float], None]
) -> tuple[Places, Floats]:
    """Find the other that is most like each row.

    Args:
        rows: Vectors of length 1, (n, dimensions), of any type; float16 will do.
        others: The same, (m, dimensions).
        tell: Told the share that is done; may raise to stop.

    Returns:
        The place of the nearest, int64, (n,), and its cosine, float32, (n,); -1 where
        there is none.
    """
    best = np.zeros(len(rows), np.int64)
    alike = np.full(len(rows), -1, np.float32)
    if not len(rows) or not len(others):
        return best, alike
    centres = _centres(others)
    homes = _group(_like(others, centres, 1), len(centres))
    searched = _group(_like(rows, centres, SEARCHED), len(centres))
    for cell, (within, asking) in enumerate(zip(homes, searched, strict=True)):
        held = others[within].astype(np.float32)
        for top in range(0, len(asking) * (len(within) > 0), ROWS):
            part = asking[top : top + ROWS]
            cosines = rows[part].astype(np.float32) @ held.T
            place = cosines.argmax(axis=1)
            value = cosines[np.arange(len(place)), place]
            better = value > alike[part]
            best[part[better]] = within[place[better]]
            alike[part[better]] = value[better]
        tell((cell + 1) / len(centres))
    return best, alike


def _centres(others: Vectors) -> Floats:
    """Return the middles of cells, (cells, dimensions): k-means on the sphere."""
    count = round(len(others) ** 0.5) if len(others) > FEW else 1
    sample = others[:: max(1, len(others) // SAMPLE)].astype(np.float32)
    centres = sample[np.linspace(0, len(sample) - 1, count).astype(int)]
    for _ in range(ROUNDS if count > 1 else 0):
        cells = _group(_like(sample, centres, 1), count)
        sums = [
            sample[cell].sum(axis=0) if len(cell) else centre
            for cell, centre in zip(cells, centres, strict=True)
        ]
        centres = np.stack(sums)
        length = np.linalg.norm(centres, axis=1, keepdims=True)
        centres /= np.maximum(length, 1e-12)
    return np.asarray(centres, np.float32)


def _like(rows: Vectors, centres: Floats, count: int) -> Places:
    """Return the `count` centres nearest to each row, (n, count), in any order."""
    count = min(count, len(centres))
    found = np.empty((len(rows), count), np.int64)
    for top in range(0, len(rows), ROWS):
        cosines = rows[top : top + ROWS].astype(np.float32) @ centres.T
        found[top : top + ROWS] = np.argpartition(cosines, -count)[:, -count:]
    return found


def _group(cells: Places, count: int) -> list[Places]:
    """Return the rows of (n, k) `cells` in which each cell is named."""
    order = np.argsort(cells, axis=None, kind="stable")
    sizes = np.bincount(cells.ravel(), minlength=count)
    return np.split(order // cells.shape[1], np.cumsum(sizes)[:-1])
