"""Runs crossed with test tiles: every run of a set has predicted every tile of it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.scored import Floats, Place, scores_of, table_of
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.evaluation.estimates import group_names

__all__ = ["BY_TILE", "Crossed", "Floats", "crossed", "table_of"]

BY_TILE = ("accuracy", "balanced", "loss")
"""Metrics that are means over tiles, so that groups of tiles can be redrawn."""


class Crossed(NamedTuple):
    """What each run of a set made of each test tile.

    Attributes:
        scores: Shape (runs, tiles): 1 right and 0 wrong, or a loss in nats.
        places: Which tile each column is.
        groups: Its group; its image where it has none.
        true: Index of its true class.
        strata: Index of the mean that it counts in: the class for balanced accuracy,
            else 0.
    """

    scores: Floats
    places: tuple[Place, ...]
    groups: tuple[str, ...]
    true: NDArray[np.intp]
    strata: NDArray[np.intp]

    @property
    def by_group(self) -> bool:
        """Whether any group has several tiles."""
        return len(set(self.groups)) < len(self.groups)

    def columns(self, order: Sequence[int]) -> "Crossed":
        """Return the tiles at some places, in that order."""
        taken = np.asarray(order, np.intp)
        return Crossed(
            self.scores[:, taken],
            tuple(self.places[i] for i in order),
            tuple(self.groups[i] for i in order),
            self.true[taken],
            self.strata[taken],
        )


def crossed(run_set: RunSet, key: str) -> Crossed | None:
    """Return what each run made of each test tile of known class.

    Args:
        run_set: The runs, at least one.
        key: One of `BY_TILE`.

    Returns:
        None where its runs have not predicted the same tiles, or none of known class.

    Raises:
        UserError: A table of the runs is missing or damaged.
    """
    runs = [scores_of(run, run_set.test) for run in run_set.runs]
    if any(each.tiles != runs[0].tiles for each in runs):
        return None
    first = table_of(run_set.runs[0], run_set.test)
    if not first.known.tiles:
        return None
    scores = [each.loss if key == "loss" else each.right for each in runs]
    true = first.known.true
    return Crossed(
        np.stack(scores).astype(np.float64),
        first.places,
        group_names(first.known),
        true,
        true if key == "balanced" else np.zeros_like(true),
    )
