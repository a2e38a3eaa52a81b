"""Exact permutation tests of two sets of numbers: their sums, or the sums of ranks.

Where two sets do not differ, every way to deal all numbers into sets of those sizes is
equally likely. p is the share of these ways in which the sum of the first set lies at
least as far from its mean over all ways as the one that was found: two-sided, exact,
also where numbers are equal (F. Pesarin and L. Salmaso, Permutation Tests for Complex
Data, 2010, section 1.10). Without ties the p value of ranks is that of R's
`wilcox.test(exact = TRUE)`; with ties, which that leaves to a normal distribution, that
of `coin::wilcox_test(distribution = "exact")`.
"""

from itertools import pairwise
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_EXACT = 32
"""Numbers in all up to which the sums of each way are counted."""

MOST_RANKED = 120
"""The same of ranks, which are whole numbers, so that far fewer sums are possible."""

DRAWS = 99_999
"""Ways that are drawn at random where there are too many to count."""

ALIKE = 1e-9
"""Sums that differ by this share of the spread of all numbers count as equal."""


class Permuted(NamedTuple):
    """A two-sided p value, and whether it counts all ways or a random sample."""

    p: float
    exact: bool


def p_of_sums(first: Floats, second: Floats, seed: int = 0) -> Permuted:
    """Return the p value of the sum, and so of the difference of means.

    Args:
        first: Numbers of the first set, at least one.
        second: Of the second, at least one.
        seed: Of the ways that are drawn where both have more than `MOST_EXACT`.
    """
    pooled = np.concatenate([first, second])
    centred = pooled - pooled.mean()
    scale = float(np.abs(centred).max())
    if scale == 0:
        return Permuted(1.0, True)
    found = abs(float(centred[: first.size].sum())) - ALIKE * scale
    if pooled.size > MOST_EXACT:
        return Permuted(_drawn(centred, first.size, found, seed), False)
    return Permuted(_counted(centred, first.size, found), True)


def _counted(centred: Floats, size: int, least: float) -> float:
    """Return the share of all subsets of a size whose sum is at least so far from 0.

    E. Horowitz and S. Sahni, J. ACM 21 (1974) 277-292: each half of the numbers is
    gone through alone, and every subset of the one is looked up among those of the
    other.
    """
    half = centred.size // 2
    left, right = _subsets(centred[:half]), _subsets(centred[half:])
    far = 0
    for taken, sums in left.items():
        others = right.get(size - taken)
        if others is None:
            continue
        far += others.size * sums.size
        # Those strictly between -least and least.
        below = np.searchsorted(others, least - sums, side="left")
        above = np.searchsorted(others, -least - sums, side="right")
        far -= int(np.maximum(below - above, 0).sum())
    return far / comb(centred.size, size)


def _subsets(numbers: Floats) -> dict[int, Floats]:
    """Return the sums, rising, of all subsets of some numbers, by their size."""
    sums, sizes = np.zeros(1), np.zeros(1, np.intp)
    for number in numbers:
        sums = np.concatenate([sums, sums + number])
        sizes = np.concatenate([sizes, sizes + 1])
    order = np.lexsort((sums, sizes))
    ends = np.searchsorted(sizes[order], np.arange(numbers.size + 2))
    return {
        size: sums[order][start:end] for size, (start, end) in enumerate(pairwise(ends))
    }


def _drawn(centred: Floats, size: int, least: float, seed: int) -> float:
    """Return the same of ways drawn at random, the found one among them.

    B. Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39: never 0.
    """
    random, far, left = np.random.default_rng(seed), 0, DRAWS
    while left:
        some = min(left, 5000)
        mixed = random.permuted(np.tile(centred, (some, 1)), axis=1)
        far += int((np.abs(mixed[:, :size].sum(axis=1)) >= least).sum())
        left -= some
    return (far + 1) / (DRAWS + 1)


def ranks(numbers: Floats) -> Floats:
    """Return the rank of each number, from 1; equal ones share their mean rank."""
    # Imported here: the window starts faster without.
    from scipy.stats import rankdata

    return np.asarray(rankdata(numbers))


def median(values: Floats) -> float:
    """Return the median of numbers, of which some may be infinite."""
    ordered = np.sort(values)
    low, high = ordered[(values.size - 1) // 2], ordered[values.size // 2]
    # Of two infinite ones the mean would be NaN.
    return float(low if low == high else (low + high) / 2)


def p_of_ranks(first: Floats, second: Floats) -> Permuted:
    """Return the p value of the sum of ranks: the Mann-Whitney (Wilcoxon) test.

    Exact also with ties, up to `MOST_RANKED` numbers; beyond that the normal
    distribution, corrected for ties and continuity.

    Args:
        first: Numbers of the first set, at least one; infinite ones are largest.
        second: Of the second, at least one.
    """
    pooled = np.concatenate([first, second])
    if pooled.size > MOST_RANKED:
        from scipy.stats import mannwhitneyu

        found = mannwhitneyu(first, second, method="asymptotic")
        return Permuted(float(found.pvalue), False)
    # Twice the ranks are whole numbers.
    doubled = np.rint(2 * ranks(pooled)).astype(np.intp)
    chances = _rank_sums(doubled, first.size)
    mean = first.size * (pooled.size + 1)
    found_sum = int(doubled[: first.size].sum())
    far = np.abs(np.arange(chances.size) - mean) >= abs(found_sum - mean)
    return Permuted(min(1.0, float(chances[far].sum())), True)


def _rank_sums(doubled: NDArray[np.intp], size: int) -> Floats:
    """Return the chance of each sum of `size` of some whole numbers.

    B. Streitberg and J. Röhmel, Stat. Software Newsl. 12 (1986) 10-17, the shift
    algorithm: numbers come one after another, and each is taken or not.
    """
    total = int(np.sort(doubled)[-size:].sum())
    # By how many were taken, and their sum; in doubles, which hold 1e300 ways.
    ways = np.zeros((size + 1, total + 1))
    ways[0, 0] = 1
    for number in doubled.tolist():
        for taken in range(size, 0, -1):
            ways[taken, number:] += ways[taken - 1, : total + 1 - number]
    return np.asarray(ways[size] / ways[size].sum())
