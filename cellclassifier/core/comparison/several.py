"""Several sets of runs: Kruskal-Wallis over all, then each two with Holm's correction.

W. H. Kruskal and W. A. Wallis, J. Am. Stat. Assoc. 47 (1952) 583-621, with their
correction for ties; S. Holm, Scand. J. Stat. 6 (1979) 65-70.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.permutations import Floats, median, ranks
from cellclassifier.core.comparison.two import Two, two

FEWEST = 5
"""Runs of each set from which H follows chi-squared well enough (the rule of the
paper); with fewer its p value comes from permutations."""

DRAWS = 99_999
"""Ways to deal the runs into sets that are drawn at random then."""


class Pair(NamedTuple):
    """Two of several sets, by place, and their p value corrected for all pairs."""

    first: int
    second: int
    found: Two
    holm: float


class Several(NamedTuple):
    """Several sets of numbers beside each other.

    Attributes:
        n: How many numbers each set has.
        medians: Of each; infinite where most were not reached.
        h: Kruskal and Wallis' H, corrected for ties; NaN where all are equal.
        freedom: Degrees of freedom: sets - 1.
        epsilon: Epsilon squared, 0 .. 1: how much of the variation of ranks lies
            between sets, H / (n - 1) (M. Tomczak and E. Tomczak, Trends Sport Sci. 1
            (2014) 19-25).
        p: p value of H.
        by_permutation: Whether that comes from permutations, else from chi-squared.
        pairs: Each two of them; p values are of exact Mann-Whitney tests.
    """

    n: tuple[int, ...]
    medians: tuple[float, ...]
    h: float
    freedom: int
    epsilon: float
    p: float
    by_permutation: bool
    pairs: tuple[Pair, ...]


def several(sets: Sequence[Sequence[float]], seed: int = 0) -> Several:
    """Compare three or more sets of numbers that are independent of each other.

    Args:
        sets: One number a run; infinite: later than was waited for.
        seed: Of resampling.

    Raises:
        ValueError: There are fewer than two sets, or one is empty or holds NaN.
    """
    found = [np.asarray(each, np.float64) for each in sets]
    if len(found) < 2 or any(not s.size or np.isnan(s).any() for s in found):
        raise ValueError("Expected two or more sets of numbers, none of them empty.")
    sizes = np.array([each.size for each in found])
    ranked = ranks(np.concatenate(found))
    h, few = _h(ranked[None], sizes)[0], bool(sizes.min() < FEWEST)
    twos = [
        (i, j, two(found[i], found[j], seed))
        for i, j in combinations(range(len(found)), 2)
    ]
    corrected = holm([each.ranked.p for _, _, each in twos])
    return Several(
        n=tuple(sizes.tolist()),
        medians=tuple(median(each) for each in found),
        h=float(h),
        freedom=len(found) - 1,
        epsilon=float(h / (ranked.size - 1)),
        p=_p(h, ranked, sizes, few, seed),
        by_permutation=few,
        pairs=tuple(Pair(*t, p) for t, p in zip(twos, corrected, strict=True)),
    )


def _h(ranked: Floats, sizes: NDArray[np.intp]) -> Floats:
    """Return H of each row of ranks, shape (rows, n); sets follow each other."""
    n = ranked.shape[1]
    starts = np.cumsum(sizes) - sizes
    means = np.add.reduceat(ranked, starts, axis=1) / sizes
    between = (sizes * (means - (n + 1) / 2) ** 2).sum(axis=1)
    # The variance of the ranks themselves holds the correction for ties.
    variance = ranked[0].var(ddof=1)
    return np.asarray(between / variance if variance else np.full(len(ranked), np.nan))


def _p(
    h: float, ranked: Floats, sizes: NDArray[np.intp], few: bool, seed: int
) -> float:
    if np.isnan(h):
        return 1.0
    if not few:
        # Imported here: the window starts faster without.
        from scipy.special import chdtrc

        return float(chdtrc(sizes.size - 1, h))
    random, far, left = np.random.default_rng(seed), 0, DRAWS
    while left:
        some = min(left, 5000)
        mixed = random.permuted(np.tile(ranked, (some, 1)), axis=1)
        far += int((_h(mixed, sizes) >= h - 1e-9).sum())
        left -= some
    return (far + 1) / (DRAWS + 1)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p values corrected for how many they are, in the same order.

    The smallest is multiplied by their number, the next by one less, and so on; none
    is smaller than one before it, nor above 1. It holds whatever the tests have in
    common.
    """
    p = np.asarray(p_values, np.float64)
    order = np.argsort(p, kind="stable")
    falling = np.arange(p.size, 0, -1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1, np.maximum.accumulate(p[order] * falling))
    return tuple(corrected.tolist())
