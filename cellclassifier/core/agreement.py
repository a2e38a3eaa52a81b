"""How well readers, runs and the truth agree: exact McNemar, kappas and alpha."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import nan, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cellclassifier.core.statistics import wilson

Z = NormalDist().inv_cdf(0.975)


class McNemar(NamedTuple):
    """Who was right on the same tiles, counted in pairs, and the exact p value.

    `only_first` and `only_second` are the tiles on which one alone was right; `p` is
    two-sided. It takes tiles as independent: see `mcnemar_by_group`.
    """

    only_first: int
    only_second: int
    both: int
    neither: int
    p: float


class Kappa(NamedTuple):
    """Cohen's kappa, -1 .. 1, and its 95 % interval; nan where it is not defined."""

    value: float
    low: float
    high: float
    n: int


def mcnemar(first_right: ArrayLike, second_right: ArrayLike) -> McNemar:
    """Compare two who judged the same tiles: exact McNemar test, two-sided.

    Where both are equally good, a tile on which one alone was right is as likely to be
    the first's as the second's. p is twice the smaller tail of that binomial, at most
    1 (A. Agresti, Categorical Data Analysis, chapter on matched pairs); it is 1 where
    there is no such tile.

    Args:
        first_right: Whether the first was right, for each tile.
        second_right: The same of the second, in the same order.

    Raises:
        ValueError: The two are not of the same length.
    """
    first, second = _paired(first_right, second_right)
    only_first = int((first & ~second).sum())
    only_second = int((second & ~first).sum())
    p = _two_sided(only_first, only_second)
    both, neither = int((first & second).sum()), int((~first & ~second).sum())
    return McNemar(only_first, only_second, both, neither, p)


def _paired(
    first: ArrayLike, second: ArrayLike
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    one, two = np.asarray(first, bool), np.asarray(second, bool)
    if one.shape != two.shape or one.ndim != 1:
        raise ValueError(
            f"Expected two rows of the same length. Received: {one.shape}, {two.shape}"
        )
    return one, two


def _two_sided(b: int, c: int) -> float:
    # Whole numbers: exact, however many tiles there are.
    tail, ways = 0, 1
    for k in range(min(b, c) + 1):
        tail += ways
        ways = ways * (b + c - k) // (k + 1)
    return min(1.0, 2 * tail / (1 << (b + c)))


def mcnemar_by_group(
    first_right: ArrayLike, second_right: ArrayLike, groups: Sequence[Hashable]
) -> float:
    """Return the p value of the same comparison where tiles of a group go together.

    Where both are equally good, first and second may be exchanged in any whole group.
    p is the share of all exchanges, none of them left out, after which the difference
    is at least as large as the one found: a permutation test by change of sign,
    two-sided. With each tile as its own group it is the p value of `mcnemar`.

    Args:
        first_right: Whether the first was right, for each tile.
        second_right: The same of the second, in the same order.
        groups: The group of each tile.

    Raises:
        ValueError: They are not of the same length.
    """
    first, second = _paired(first_right, second_right)
    gains: defaultdict[Hashable, int] = defaultdict(int)
    for group, one, two in zip(groups, first, second, strict=True):
        gains[group] += int(one) - int(two)
    chances = _chances_of_sums([abs(gain) for gain in gains.values() if gain])
    sums = np.abs(np.arange(chances.size) - chances.size // 2)
    return min(1.0, float(chances[sums >= abs(sum(gains.values()))].sum()))


def _chances_of_sums(sizes: Sequence[int]) -> NDArray[np.float64]:
    """Return the chance of each sum, -total .. total, of sizes of random sign."""
    chances = np.ones(1)
    for size in sizes:
        wider = np.zeros(chances.size + 2 * size)
        wider[: chances.size] += chances / 2
        wider[2 * size :] += chances / 2
        chances = wider
    return chances


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> Kappa:
    """Return Cohen's kappa of two who named the same tiles, with its interval.

    J. Cohen, Educ. Psychol. Meas. 20 (1960) 37-46. The interval is the large-sample
    one of Fleiss, Cohen and Everitt, Psychol. Bull. 72 (1969) 323-327; it is rough
    below some 30 tiles. Where the two agree on every tile, so that it
    would have no width, its lower end comes from the Wilson interval of the agreement.

    Args:
        first: The name that the first gave to each tile.
        second: The same of the second, in the same order.

    Returns:
        The kappa. All nan where both gave one and the same name to every tile, or
        where there is no tile.

    Raises:
        ValueError: The two are not of the same length.
    """
    n = len(first)
    p = _shares(Counter(zip(first, second, strict=True)))
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    agreed, chance = float(p.trace()), float(rows @ columns)
    if n == 0 or np.isclose(chance, 1):
        return Kappa(nan, nan, nan, n)
    value = (agreed - chance) / (1 - chance)
    error = _kappa_error(p, n)
    low, high = max(-1.0, value - Z * error), min(1.0, value + Z * error)
    if np.isclose(agreed, 1):
        low, high = (wilson(n, n).low - chance) / (1 - chance), 1.0
    return Kappa(value, low, high, n)


def _shares(pairs: Counter[tuple[str, str]]) -> NDArray[np.float64]:
    """Return the share of each pair of names, shape (names, names)."""
    names = {
        name: i for i, name in enumerate(sorted({each for p in pairs for each in p}))
    }
    table = np.zeros((len(names), len(names)))
    for (one, two), count in pairs.items():
        table[names[one], names[two]] = count
    return table / max(1, pairs.total())


def _kappa_error(p: NDArray[np.float64], n: int) -> float:
    """Return the standard error of kappa: Fleiss, Cohen and Everitt 1969."""
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    agreed, chance = float(p.trace()), float(rows @ columns)
    kappa = (agreed - chance) / (1 - chance)
    # Of the pair (i, j): how often the second says i and the first says j.
    margins = columns[:, None] + rows[None, :]
    diagonal = np.diag(p) * (1 - (rows + columns) * (1 - kappa)) ** 2
    off = p * margins**2 * (1 - np.eye(len(p)))
    square = (
        diagonal.sum()
        + (1 - kappa) ** 2 * off.sum()
        - (kappa - chance * (1 - kappa)) ** 2
    )
    return sqrt(max(0.0, float(square)) / n) / (1 - chance)


def fleiss_kappa(counts: ArrayLike) -> float:
    """Return Fleiss' kappa of several readers who all judged every unit.

    J. L. Fleiss, Psychol. Bull. 76 (1971) 378-382.

    Args:
        counts: How many readers put each unit in each category, shape (units,
            categories); each unit by the same number of readers, at least 2.

    Returns:
        Kappa, at most 1; nan where all readers used one category only.

    Raises:
        ValueError: There is no unit, or numbers of readers differ or are below 2.
    """
    table = np.asarray(counts, np.float64)
    readers = table.sum(axis=1) if table.ndim == 2 else np.zeros(0)
    if not len(readers) or readers[0] < 2 or (readers != readers[0]).any():
        raise ValueError(
            "Expected units that were each judged by the same 2 or more readers. "
            f"Received numbers of readers: {sorted(set(readers.tolist()))}"
        )
    n = readers[0]
    agreed = float(((table**2).sum(axis=1) - n).mean() / (n * (n - 1)))
    chance = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return nan if np.isclose(chance, 1) else (agreed - chance) / (1 - chance)


def krippendorff_alpha(ratings: Sequence[Sequence[str | None]]) -> float:
    """Return Krippendorff's alpha for categories without order; ratings may be missing.

    K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C:
    alpha = 1 - observed / expected disagreement, from the coincidences of values
    within units. Units that fewer than two readers judged are left out.

    Args:
        ratings: One row a reader, one column a unit; None where it was not judged.

    Returns:
        Alpha, at most 1; nan where no unit was judged twice, or only one category was
        ever used.

    Raises:
        ValueError: Rows differ in length.
    """
    units = [
        [each for each in unit if each is not None]
        for unit in zip(*ratings, strict=True)
    ]
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(each for unit in units for each in unit)
    n = totals.total()
    pairs = n * n - sum(count * count for count in totals.values())
    if not pairs:
        return nan
    observed = sum(
        (len(unit) ** 2 - sum(k * k for k in Counter(unit).values())) / (len(unit) - 1)
        for unit in units
    )
    return 1 - (n - 1) * observed / pairs
