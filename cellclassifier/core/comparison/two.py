"""Two sets of runs: how far apart they are, with intervals, and p values at the end.

A run is the unit here. Runs that differ in their seed tell how far chance in training
goes, and nothing of other images: see `nested` and `paired` for that.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cellclassifier.core.comparison.permutations import (
    Floats,
    Permuted,
    median,
    p_of_ranks,
    p_of_sums,
    ranks,
)
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval

FEWEST = 5
"""Runs of each set below which a difference has no interval, as elsewhere."""

RESAMPLES = 9999
"""Bootstrap resamples; with fewer the ends of an interval would jump."""


class Delta(NamedTuple):
    """Cliff's delta, -1 .. 1: how much likelier the first is larger than smaller.

    1 where each value of the first set is above each of the second, 0 where they are
    alike. `interval` is its 95 % interval, None where there are too few values.
    """

    value: float
    interval: Interval | None

    @property
    def size(self) -> str:
        """How large it is in words, after J. Romano et al. 2006."""
        bounds = (
            (0.147, tr("negligible")),
            (0.33, tr("small")),
            (0.474, tr("medium")),
        )
        words = (word for end, word in bounds if abs(self.value) < end)
        return next(words, tr("large"))


class Two(NamedTuple):
    """Two sets of numbers beside each other, first minus second.

    Attributes:
        n: How many numbers each set has.
        means: Of each; None where one is infinite (not reached).
        medians: Of each; infinite where most were not reached.
        difference: Of the means; None as they are.
        interval: Its 95 % interval over runs, BCa; None where there are fewer than
            `FEWEST` runs in a set, or all runs of both are equal.
        delta: Cliff's delta, with its interval.
        u: Mann-Whitney's U of the first set: pairs in which it is larger, ties half.
        ties: Whether any two numbers are equal.
        ranked: p value of the Mann-Whitney test.
        permuted: p value of the permutation test of means; None as they are.
    """

    n: tuple[int, int]
    means: tuple[float, float] | None
    medians: tuple[float, float]
    difference: float | None
    interval: Interval | None
    delta: Delta
    u: float
    ties: bool
    ranked: Permuted
    permuted: Permuted | None


def two(first: ArrayLike, second: ArrayLike, seed: int = 0) -> Two:
    """Compare two sets of numbers that are independent of each other.

    Args:
        first: One number a run, at least one; infinite: later than was waited for.
        second: The same of the other set.
        seed: Of resampling.

    Raises:
        ValueError: A set is empty, or a number is NaN.
    """
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if not a.size or not b.size or np.isnan(a).any() or np.isnan(b).any():
        raise ValueError("Expected two sets of numbers. Received an empty one, or NaN.")
    pooled = np.concatenate([a, b])
    finite = bool(np.isfinite(pooled).all())
    u = float(ranks(pooled)[: a.size].sum()) - a.size * (a.size + 1) / 2
    return Two(
        n=(a.size, b.size),
        means=(float(a.mean()), float(b.mean())) if finite else None,
        medians=(median(a), median(b)),
        difference=float(a.mean() - b.mean()) if finite else None,
        interval=difference_interval(a, b, seed) if finite else None,
        delta=cliff(a, b),
        u=u,
        ties=len(np.unique(pooled)) < pooled.size,
        ranked=p_of_ranks(a, b),
        permuted=p_of_sums(a, b, seed) if finite else None,
    )


def difference_interval(
    first: Floats, second: Floats, seed: int = 0
) -> Interval | None:
    """Return the 95 % interval of the difference of means, first minus second.

    Bias-corrected and accelerated bootstrap over both sets (B. Efron, J. Am. Stat.
    Assoc. 82 (1987) 171-185). Of few runs it is too narrow: in simulated sets of 5, 8
    and 12 normal values each it held the truth in 88, 89 and 91 %.

    Args:
        first: Finite numbers.
        second: Finite numbers.
        seed: Of the resampling.

    Returns:
        None where a set has fewer than `FEWEST` numbers, or neither varies.
    """
    if min(first.size, second.size) < FEWEST:
        return None
    if np.ptp(first) == 0 and np.ptp(second) == 0:
        return None
    # Imported here: it takes time, and the window starts sooner without.
    from scipy.stats import bootstrap

    found = bootstrap(
        (first, second),
        lambda x, y, axis: x.mean(axis) - y.mean(axis),
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
        method="BCa",
    ).confidence_interval
    low, high = float(found.low), float(found.high)
    return (low, high) if np.isfinite(low) and np.isfinite(high) else None


def cliff(first: Floats, second: Floats) -> Delta:
    """Return Cliff's delta with its 95 % interval.

    N. Cliff, Psychol. Bull. 114 (1993) 494-509, eq. 9 for the variance, and D. Feng
    and N. Cliff, J. Mod. Appl. Stat. Methods 3 (2004) 322-332 for an interval that is
    not symmetric and stays within -1 .. 1, with Student's t. Where no two values of
    the two sets are in the other order, so that it would have no width, its inner end
    is that at which the order found had a probability of 5 %: 2 x 0.05^(1 / smaller n)
    - 1. In simulated sets of 5 to 12 normal values, intervals held the truth in 93 to
    99 %.

    Args:
        first: Numbers, at least one; infinite ones are largest.
        second: The same.
    """
    signs = np.sign(ranks_apart(first, second))
    value = float(signs.mean())
    n, m = signs.shape
    if min(n, m) < FEWEST:
        return Delta(value, None)
    if abs(value) == 1:
        inner = 2 * 0.05 ** (1 / min(n, m)) - 1
        return Delta(value, (inner, 1.0) if value > 0 else (-1.0, -inner))
    return Delta(value, _interval_of(signs, value))


def ranks_apart(first: Floats, second: Floats) -> Floats:
    """Return first minus second of each pair, in ranks: infinite ones may be equal."""
    ranked = ranks(np.concatenate([first, second]))
    return ranked[: first.size, None] - ranked[None, first.size :]


def _interval_of(signs: Floats, value: float) -> Interval:
    # Imported here, as above.
    from scipy.special import stdtrit

    n, m = signs.shape
    rows = m * m * ((signs.mean(axis=1) - value) ** 2).sum()
    columns = n * n * ((signs.mean(axis=0) - value) ** 2).sum()
    pairs = ((signs - value) ** 2).sum()
    variance = (rows + columns - pairs) / (n * m * (n - 1) * (m - 1))
    # As the variance is estimated, it may come out too small.
    variance = max(float(variance), (1 - value**2) / (n * m - 1))
    z = float(stdtrit(n + m - 2, 0.975))
    middle, below = value - value**3, 1 - value**2 + z * z * variance
    half = z * sqrt(variance) * sqrt((1 - value**2) ** 2 + z * z * variance)
    return max(-1.0, (middle - half) / below), min(1.0, (middle + half) / below)
