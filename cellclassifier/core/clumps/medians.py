"""Medians of scores over tiles, with intervals over groups and over runs."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.resampling import Interval, interval, redrawn, units

Floats = NDArray[np.float64]

REPETITIONS = 2000
"""Resamples: the ends of an interval stay within a hundredth of its width."""

_AT_ONCE = 200


class Median(NamedTuple):
    """A median with n and its 95 % interval.

    Attributes:
        value: The median over tiles; over runs, mean or median of their medians.
        tiles: How many tiles (of each run).
        groups: How many groups they come from.
        runs: How many runs.
        interval: ``None`` where nothing tells how it varies.
        over: What was redrawn: "groups", "tiles", or "runs and groups".
    """

    value: float
    tiles: int
    groups: int
    runs: int
    interval: Interval | None
    over: str

    def text(self, *, over_area: bool = False) -> str:
        """Return it as in "3.1 x (95 % 2.4-3.9 over 12 groups; 80 tiles)".

        Args:
            over_area: Whether to say what it is so many times of: "3.1 x over area".
        """
        if not self.tiles:
            return tr("no tile to measure")
        value = tr("{value:.2g} x", value=self.value)
        if over_area:
            value = tr("{value:.2g} x over area", value=self.value)
        tiles = tr_n("1 tile", "{number} tiles", self.tiles, number=self.tiles)
        if self.interval is None:
            return tr(
                "{value} ({tiles}; no interval: too few groups, or all alike)",
                value=value,
                tiles=tiles,
            )
        low, high = self.interval
        return tr(
            "{value} (95 % {low:.2g}-{high:.2g} over {number}; {tiles})",
            value=value,
            low=low,
            high=high,
            number=self._redrawn(),
            tiles=tiles,
        )

    def _redrawn(self) -> str:
        """Return over how many of what the interval is."""
        if self.over == "tiles":
            return tr("tiles")
        if self.over == "groups":
            return tr("{groups} groups", groups=self.groups)
        return tr("{runs} runs and {groups} groups", runs=self.runs, groups=self.groups)


def median(values: Floats, groups: Sequence[str], seed: int = 0) -> Median:
    """Return the median over tiles; its interval is over whole groups.

    Tiles of one group are alike, so that redrawing tiles would be too sure.

    Args:
        values: One a tile, (n,), finite.
        groups: The group of each tile.
        seed: Of the resampling.
    """
    return over_runs(values[np.newaxis], groups, seed)


def over_runs(
    values: Floats,
    groups: Sequence[str],
    seed: int = 0,
    middle: Literal["mean", "median"] = "mean",
) -> Median:
    """Return the mean, or the median, over runs of their medians over tiles.

    Runs and groups are redrawn independently of each other, since all runs saw the same
    images (crossed, not nested: A. B. Owen, Ann. Appl. Stat. 1 (2007) 386-411).

    Args:
        values: (runs, tiles), finite: the same tiles in each run.
        groups: The group of each tile.
        seed: Of the resampling.
        middle: What is taken over runs.
    """
    runs, tiles = values.shape
    total = len(set(groups))
    if not tiles:
        return Median(np.nan, 0, 0, runs, None, "groups")
    over = np.mean if middle == "mean" else np.median
    value = float(over(np.median(values, axis=1)))
    draws = over(_draws(values, groups, seed), axis=0)
    few = float(min(total, runs) if runs > 1 else total)
    what = "runs and groups" if runs > 1 else "tiles" if total == tiles else "groups"
    return Median(value, tiles, total, runs, interval(draws, few), what)


def weighted_medians(values: Floats, weights: Floats) -> Floats:
    """Return medians of the same values, counted differently often, (draws,).

    Args:
        values: (n,).
        weights: How often each counts, (draws, n), whole numbers; a draw that counts
            none of them gets nan.
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    counted = np.cumsum(weights[:, order], axis=1)
    half = counted[:, -1:] / 2
    # With an even number the middle lies between two values, which may be one.
    lower = (counted < half).sum(axis=1)
    upper = (counted <= half).sum(axis=1)
    last = len(values) - 1
    middle = (ordered[np.minimum(lower, last)] + ordered[np.minimum(upper, last)]) / 2
    return np.where(counted[:, -1] > 0, middle, np.nan)


def _draws(values: Floats, groups: Sequence[str], seed: int) -> Floats:
    """Return medians of redrawn runs over redrawn groups, (runs, draws)."""
    runs, tiles = values.shape
    drawn_from = units(groups, np.zeros(tiles, np.intp), 1)
    random = np.random.default_rng([seed, 1])
    parts = []
    for counts in redrawn(drawn_from, REPETITIONS, [seed], _AT_ONCE):
        weights = counts[:, drawn_from.of_row]
        medians = np.stack([weighted_medians(row, weights) for row in values])
        chosen = random.integers(0, runs, (runs, len(counts)))
        parts.append(np.take_along_axis(medians, chosen, axis=0))
    return np.concatenate(parts, axis=1)
