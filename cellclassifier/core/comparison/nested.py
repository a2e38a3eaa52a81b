"""What an n is the number of: seeds, splits, or groups; and how much each varies.

Twelve trainings on the same tiles are not twelve experiments. They tell how far chance
in training goes (seed noise), with another split each also how much depends on which
tiles were held back (split noise); only groups (dishes, animals, days) tell how it
would be on other cells. Intervals here redraw whole groups, and runs: see `crossed`. A
mixed model would need one more library, assumes normal distributions, and says little
more where each run has seen each group.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.crossed import (
    BY_TILE,
    Crossed,
    Floats,
    crossed,
    table_of,
)
from cellclassifier.core.comparison.redrawing import Mean, mean_of
from cellclassifier.core.comparison.sets import RunSet, Vary
from cellclassifier.core.evaluation.estimates import group_names
from cellclassifier.core.language import tr, tr_n

FEW_GROUPS = 6
"""Groups of a class below which an interval over groups is rough."""


class Noise(NamedTuple):
    """How much a number varies, and over what; standard deviations.

    Attributes:
        runs: Between runs, beyond what the rest explains.
        groups: Between groups of the same class, beyond the rest; with the chance that
            comes of few tiles in each.
        rest: What single runs make of single groups otherwise.
        n_runs: How many runs.
        n_groups: How many groups.
        share_of_groups: Part of the variance of the mean that groups bring, 0 .. 1;
            NaN where nothing varies.
    """

    runs: float
    groups: float
    rest: float
    n_runs: int
    n_groups: int
    share_of_groups: float


class Unit(NamedTuple):
    """What the n of a set of runs is the number of.

    Attributes:
        runs: How many runs.
        groups: Groups of test tiles of known class; an image without one is a group.
        tiles: Test tiles of known class.
        least: Groups of that class which has the fewest.
        vary: What the runs differ in: "seed", "split" or "folds".
    """

    runs: int
    groups: int
    tiles: int
    least: int
    vary: Vary

    @property
    def text(self) -> str:
        """That in words.

        Such as "n = 12 trainings of one split, not 12 experiments; 6 groups in the
        test (60 tiles)".
        """
        return f"{_trainings(self.runs, self.vary)}; {_test(self.groups, self.tiles)}"


def unit(run_set: RunSet) -> Unit:
    """Return what the n of a set of runs is the number of.

    Args:
        run_set: The runs, at least one.

    Raises:
        UserError: A table of the runs is missing or damaged.
    """
    known, n = table_of(run_set.runs[0], run_set.test).known, len(run_set.runs)
    names = group_names(known)
    groups, tiles = len(set(names)), len(names)
    held = [
        len({name for name, place in zip(names, known.true, strict=True) if place == k})
        for k in range(len(known.classes))
    ]
    least = min((k for k in held if k), default=0)
    return Unit(n, groups, tiles, least, run_set.vary)


def _trainings(n: int, vary: Vary) -> str:
    if n == 1:
        return tr("n = 1 training, of whose chance nothing is known")
    if vary == "split":
        return tr(
            "n = {n} trainings on {n} splits of the same tiles, not {n} experiments",
            n=n,
        )
    if vary == "folds":
        return tr(
            "n = {n} trainings, each with another fold kept aside, of the same tiles; "
            "most training tiles are in several, so these are not {n} experiments",
            n=n,
        )
    return tr("n = {n} trainings of one split, not {n} experiments", n=n)


def _test(groups: int, tiles: int) -> str:
    if not tiles:
        return tr("no test tile of known class")
    if groups == tiles:
        return tr("{tiles} tiles in the test, each a group of its own", tiles=tiles)
    return tr_n(
        "1 group in the test ({tiles} tiles)",
        "{groups} groups in the test ({tiles} tiles)",
        groups,
        groups=groups,
        tiles=tiles,
    )


def over_groups(run_set: RunSet, key: str, seed: int = 0) -> Mean | None:
    """Return the mean of a set of runs with its interval over groups and runs.

    Args:
        run_set: The runs.
        key: One of `metrics.METRICS`.
        seed: Of the random numbers.

    Returns:
        None where the number is no mean over tiles, or runs differ in their tiles.

    Raises:
        UserError: A table of the runs is missing or damaged.
    """
    found = _crossed(run_set, key)
    return mean_of((found,), False, seed) if found else None


def difference(first: RunSet, second: RunSet, key: str, seed: int = 0) -> Mean | None:
    """Return the difference of two sets of runs on different test tiles.

    Groups of each are redrawn for themselves, and runs; arguments and exceptions are
    as in `over_groups`.
    """
    one, two = _crossed(first, key), _crossed(second, key)
    return mean_of((one, two), False, seed) if one and two else None


def _crossed(run_set: RunSet, key: str) -> Crossed | None:
    return crossed(run_set, key) if key in BY_TILE and run_set.runs else None


def noise(run_set: RunSet, key: str) -> Noise | None:
    """Return how much a number varies over runs, and over groups of the test.

    Args:
        run_set: The runs.
        key: One of `metrics.METRICS`.

    Returns:
        None with fewer than two runs, or fewer than two groups of a class, and as in
        `over_groups`.

    Raises:
        UserError: A table of the runs is missing or damaged.
    """
    found = _crossed(run_set, key)
    if found is None or len(found.scores) < 2:
        return None
    cells, stratum = _cells(found)
    if np.bincount(stratum).min() < 2:
        return None
    return components(cells, stratum)


def _cells(of: Crossed) -> tuple[Floats, NDArray[np.intp]]:
    """Return the mean of each run in each group, and a number for its classes.

    Groups that hold the same classes are compared among themselves.
    """
    names, row = np.unique(of.groups, return_inverse=True)
    sizes = np.bincount(row)
    cells = np.stack([np.bincount(row, run) / sizes for run in of.scores])
    held = [tuple(sorted(set(of.true[row == i].tolist()))) for i in range(names.size)]
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(held))}
    return cells, np.array([kinds[each] for each in held])


def components(cells: Floats, stratum: NDArray[np.intp]) -> Noise:
    """Split the variance of a table of runs x groups into runs, groups and the rest.

    Two-way analysis of variance with one value a cell, both ways random (P. E. Shrout
    and J. L. Fleiss, Psychol. Bull. 86 (1979) 420-428, case 2); groups are compared
    within their stratum. A negative estimate counts as 0.

    Args:
        cells: Mean of each run in each group, shape (runs, groups), each at least 2.
        stratum: Number of the stratum of each group, 0 ..; each has two or more.
    """
    n_runs, n_groups = cells.shape
    strata = int(stratum.max()) + 1
    run_means, group_means = cells.mean(axis=1), cells.mean(axis=0)
    of_stratum = np.bincount(stratum, group_means) / np.bincount(stratum)
    between = ((group_means - of_stratum[stratum]) ** 2).sum() * n_runs
    rest = cells - run_means[:, None] - group_means + cells.mean()
    of_rest = (rest**2).sum() / ((n_runs - 1) * (n_groups - 1))
    of_runs = n_groups * run_means.var(ddof=1)
    runs = max(0.0, float(of_runs - of_rest) / n_groups)
    groups = max(0.0, float(between / (n_groups - strata) - of_rest) / n_runs)
    parts = runs / n_runs, groups / n_groups, float(of_rest) / (n_runs * n_groups)
    share = parts[1] / sum(parts) if sum(parts) else float("nan")
    sds = np.sqrt([runs, groups, of_rest]).tolist()
    return Noise(sds[0], sds[1], sds[2], n_runs, n_groups, share)


def split_noise(seeds: Sequence[float], splits: Sequence[float]) -> float | None:
    """Return the standard deviation that other splits bring beyond other seeds.

    Args:
        seeds: Numbers of runs that differ in their seed alone, at least 2.
        splits: Numbers of runs that differ in seed and split, of equal settings.

    Returns:
        0 where runs of other splits vary no more; None with fewer than two of either.
    """
    if min(len(seeds), len(splits)) < 2:
        return None
    more = float(np.var(splits, ddof=1) - np.var(seeds, ddof=1))
    return float(np.sqrt(max(0.0, more)))
