"""Counts turned into numbers with n and interval, and into words."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from cellclassifier.core.language import tr


class Proportion(NamedTuple):
    """A share with its count and its 95 % Wilson interval."""

    k: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, between 0 and 1."""
        return self.k / self.n

    def text(self) -> str:
        """Return it as in "352 of 371 right: 94.9 % (92.2-96.7)"."""
        return tr(
            "{k} of {n} right: {share:.1f} % ({low:.1f}-{high:.1f})",
            k=self.k,
            n=self.n,
            share=100 * self.value,
            low=100 * self.low,
            high=100 * self.high,
        )


def wilson(k: int, n: int, level: float = 0.95) -> Proportion:
    """Return k of n with its Wilson score interval.

    E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; no continuity correction.

    Args:
        k: Successes, 0 .. n.
        n: Trials, at least 1.
        level: Coverage, between 0 and 1.

    Raises:
        ValueError: n is below 1, or k is not between 0 and n.
    """
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"Expected 0 <= k <= n and n >= 1. Received: k={k}, n={n}")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = k / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # At k = 0 and k = n one bound is the share itself, but for rounding.
    low = 0.0 if k == 0 else centre - half
    high = 1.0 if k == n else centre + half
    return Proportion(k, n, low, high)


class Baseline(NamedTuple):
    """What needs no network: the most frequent class, and the share it would get."""

    class_name: str
    share: float
    chance: float


def baseline(true_classes: Sequence[str], n_classes: int) -> Baseline:
    """Return the majority class of a test set, its share, and chance (1 / classes)."""
    name, count = max(sorted(Counter(true_classes).items()), key=lambda item: item[1])
    return Baseline(name, count / len(true_classes), 1 / n_classes)


def learnt(right: Proportion, most: float) -> bool:
    """Tell whether a network beats always answering the most frequent class.

    It is when the lower end of the 95 % interval of its accuracy lies above the share
    `most` of that class.
    """
    return right.low > most
