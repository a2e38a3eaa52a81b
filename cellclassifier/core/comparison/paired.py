"""Two sets of runs on the same test tiles: what differs is the networks alone."""

from typing import NamedTuple

import numpy as np

from cellclassifier.core.comparison.crossed import Crossed, crossed
from cellclassifier.core.comparison.permutations import Floats, Permuted
from cellclassifier.core.comparison.redrawing import Mean, mean_of
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.language import tr

MOST_EXACT = 16
"""Groups up to which every exchange is counted; beyond, some are drawn."""

DRAWS = 99_999
"""Exchanges that are drawn then."""


class Paired(NamedTuple):
    """Two sets of runs on the same tiles, first minus second.

    Attributes:
        n_tiles: Tiles of known class that both have predicted.
        difference: Of the means, with the interval over runs and groups.
        exchanged: p value where the two may be exchanged in any whole group, of tiles
            or else in any tile. It takes these networks as they are: chance lies in
            the tiles alone.
        groupings: How many groups each has of these tiles, where they are grouped in
            different ways; else nothing.
    """

    n_tiles: int
    difference: Mean
    exchanged: Permuted
    groupings: tuple[int, ...]

    @property
    def note(self) -> str:
        """What is to be known of how they were paired; "" where nothing is."""
        if not self.groupings:
            return ""
        return tr(
            "The two studies group the same tiles in different ways ({first} and "
            "{second} groups); the {fewest} larger ones are taken.",
            first=self.groupings[0],
            second=self.groupings[1],
            fewest=min(self.groupings),
        )


def same_tiles(first: Crossed, second: Crossed) -> str:
    """Say why two sets of runs cannot be compared tile by tile; "" where they can.

    Tiles are the same where the SHA-256 of their image and their place in it are.
    """
    one, two = set(first.places), set(second.places)
    if one != two:
        return tr(
            "their test tiles are not the same: {first} and {second}, of which "
            "{both} are in both",
            first=len(one),
            second=len(two),
            both=len(one & two),
        )
    return ""


def paired(
    first: RunSet, second: RunSet, key: str = "accuracy", seed: int = 0
) -> Paired | str:
    """Compare two sets of runs that predicted the same test tiles.

    Args:
        first: Its runs.
        second: Its runs.
        key: One of `crossed.BY_TILE`.
        seed: Of the random numbers.

    Returns:
        Why they cannot be paired, as half a sentence, where they cannot.

    Raises:
        UserError: A table of the runs is missing or damaged.
    """
    found = []
    for each in (first, second):
        if not each.runs:
            return tr(
                "no run of {label} has ended and predicted {test}",
                label=each.label,
                test=each.test,
            )
        table = crossed(each, key)
        if table is None:
            return tr(
                "the runs of {label} have not all predicted the same tiles",
                label=each.label,
            )
        found.append(table)
    if why := same_tiles(*found):
        return why
    one, other = found[0], _in_order_of(*found)
    if _class_names(first, one) != _class_names(second, other):
        return tr("the same tiles are of other classes in the two")
    one, other, groupings = _alike_grouped(one, other)
    return Paired(
        len(one.places),
        mean_of((one, other), True, seed),
        exchange(_gains(one, other), seed),
        groupings,
    )


def _in_order_of(first: Crossed, second: Crossed) -> Crossed:
    places = {place: row for row, place in enumerate(second.places)}
    return second.columns([places[place] for place in first.places])


def _class_names(run_set: RunSet, of: Crossed) -> list[str]:
    return [run_set.classes[place] for place in of.true]


def _alike_grouped(
    one: Crossed, two: Crossed
) -> tuple[Crossed, Crossed, tuple[int, ...]]:
    """Give both the groups of that which has fewer; and how many, where they differ."""
    both = len(set(zip(one.groups, two.groups, strict=True)))
    numbers = tuple(len(set(each.groups)) for each in (one, two))
    if numbers == (both, both):
        return one, two._replace(groups=one.groups), ()
    coarse = one.groups if numbers[0] <= numbers[1] else two.groups
    return one._replace(groups=coarse), two._replace(groups=coarse), numbers


def _gains(one: Crossed, two: Crossed) -> Floats:
    """Return what each group adds to the difference of the two means."""
    gains = one.scores.mean(axis=0) - two.scores.mean(axis=0)
    kinds, stratum = np.unique(one.strata, return_inverse=True)
    weights = 1 / (kinds.size * np.bincount(stratum))
    _, group = np.unique(one.groups, return_inverse=True)
    return np.bincount(group, gains * weights[stratum]).astype(np.float64)


def exchange(gains: Floats, seed: int = 0) -> Permuted:
    """Return the p value of a sum whose parts may each be of either sign, two-sided.

    Where the two sets are equally good, first and second may be exchanged in any
    group. p is the share of all exchanges after which the sum lies at least as far
    from 0 (R. A. Fisher, The Design of Experiments, 1935, section 21); of
    `MOST_EXACT` groups at most, all are counted.

    Args:
        gains: What each group adds to the difference.
        seed: Of the exchanges that are drawn.
    """
    moving = gains[gains != 0]
    least = abs(float(moving.sum())) - 1e-9 * float(np.abs(moving).sum())
    if moving.size <= MOST_EXACT:
        sums = np.zeros(1)
        for gain in moving:
            sums = np.concatenate([sums - gain, sums + gain])
        return Permuted(float((np.abs(sums) >= least).mean()), True)
    random, far, left = np.random.default_rng(seed), 0, DRAWS
    while left:
        some = min(left, 5000)
        signs = random.integers(0, 2, (some, moving.size)) * 2 - 1
        far += int((np.abs(signs @ moving) >= least).sum())
        left -= some
    return Permuted((far + 1) / (DRAWS + 1), False)
