"""Shares of a review with their intervals: by tile, and by whole groups of tiles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cellclassifier.core.resampling import Interval, interval, redrawn, units
from cellclassifier.core.reviews.rows import Row, rights
from cellclassifier.core.statistics import Proportion, wilson

REPETITIONS = 2000
"""Resamples of each interval by group."""


def share(right: NDArray[np.bool_]) -> Proportion | None:
    """Return the share that is true, with its interval; None of nothing."""
    return wilson(int(right.sum()), right.size) if right.size else None


def share_by_group(rows: Sequence[Row]) -> Interval | None:
    """Return the interval by group of how often answers are right.

    Where all or none are, no redrawing tells how it varies: then it is Wilson's, with
    each group as one observation.
    """
    right, groups = rights(rows), len({row.group for row in rows})
    if 1 < groups < len(rows) and right.all() == right.any():
        return wilson(groups * int(right.all()), groups)[2:]
    return by_group(rows, right)


def by_group(rows: Sequence[Row], values: ArrayLike) -> Interval | None:
    """Return the 95 % interval of the mean of values by a bootstrap over whole groups.

    Tiles of one image or dish resemble each other, so that they tell less than as many
    independent ones. See `resampling`.

    Args:
        rows: The tiles.
        values: One number each.

    Returns:
        The interval; None where each tile is its own group, or there are too few.
    """
    names = [row.group for row in rows]
    if not 1 < len(set(names)) < len(names):
        return None
    known = sorted({row.true_class for row in rows})
    true = np.array([known.index(row.true_class) for row in rows], np.intp)
    drawn_from = units(names, true, len(known))
    sums = np.bincount(drawn_from.of_row, np.asarray(values, float), drawn_from.total)
    sizes = np.bincount(drawn_from.of_row, minlength=drawn_from.total)
    draws = np.concatenate(
        [
            weights @ sums / (weights @ sizes)
            for weights in redrawn(drawn_from, REPETITIONS, (0,), 500)
        ]
    )
    return interval(draws, drawn_from.few())
