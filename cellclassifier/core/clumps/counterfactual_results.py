"""What a network makes of tiles without clumps, and of tiles with clumps put in."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.medians import Median, median
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.statistics import Proportion, wilson

Floats = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]


class Erasing(NamedTuple):
    """What erasing clumps changes, beside the placebo, over tiles of one class.

    Attributes:
        tiles: How many.
        drop: Median fall of the log-odds of the class by erasing.
        placebo_drop: The same by the placebo.
        flips: Tiles that are called another class without their clumps.
        placebo_flips: The same by the placebo.
        p: Chance of falls that differ as much from the placebo's, if clumps did not
            matter: Wilcoxon's signed-rank test, two-sided, tile by tile. It counts
            tiles of one group as independent; nan below two tiles.
    """

    tiles: int
    drop: Median
    placebo_drop: Median
    flips: Proportion
    placebo_flips: Proportion
    p: float

    def text(self) -> str:
        """Return it in a sentence."""
        p = ""
        if not np.isnan(self.p):
            p = tr("; p = {p:.1g}, paired", p=self.p)
        return tr(
            "Without clumps {flips} are called another class, with the "
            "same shapes replaced elsewhere {placebo}; log-odds "
            "fall by {drop:.2g} (elsewhere by {placebo_drop:.2g}{p}).",
            flips=_share(self.flips),
            placebo=_share(self.placebo_flips),
            drop=self.drop.value,
            placebo_drop=self.placebo_drop.value,
            p=p,
        )


class DoseCurve(NamedTuple):
    """How many tiles change their class with how many clumps in them.

    Attributes:
        clumps: The doses.
        flips: Share of the tiles that are called another class, by dose.
        until: Median number of clumps from which on a tile stays flipped; inf where
            more than half never do.
    """

    clumps: tuple[int, ...]
    flips: tuple[Proportion, ...]
    until: float

    def text(self) -> str:
        """Return it in a sentence."""
        clumps, share = _number(self.clumps[-1]), _share(self.flips[-1])
        if np.isinf(self.until):
            return tr(
                "With {clumps} {share} change class; more than half of the tiles never "
                "do.",
                clumps=clumps,
                share=share,
            )
        return tr(
            "With {clumps} {share} change class; half of the tiles do with {until}.",
            clumps=clumps,
            share=share,
            until=_number(int(self.until)),
        )


def erasing(
    before: Floats,
    erased: Floats,
    placebo: Floats,
    flips: tuple[Flags, Flags],
    groups: Sequence[str],
    seed: int = 0,
) -> Erasing:
    """Judge what erasing clumps changed.

    Args:
        before: Log-odds of the class as the tiles are, (tiles,), at least one.
        erased: The same without clumps.
        placebo: The same with the placebo.
        flips: Whether another class is the most probable, erased and placebo.
        groups: The group of each tile.
        seed: Of the intervals.
    """
    before, erased, placebo = (
        np.asarray(each, np.float64) for each in (before, erased, placebo)
    )
    n = len(before)
    return Erasing(
        n,
        median(before - erased, groups, seed),
        median(before - placebo, groups, seed),
        wilson(int(flips[0].sum()), n),
        wilson(int(flips[1].sum()), n),
        _paired(placebo - erased),
    )


def dose_curve(clumps: Sequence[int], flipped: Flags) -> DoseCurve:
    """Judge what putting clumps in changed.

    Args:
        clumps: The doses, growing.
        flipped: Whether another class is the most probable, (tiles, doses).
    """
    flips = tuple(wilson(int(each.sum()), len(flipped)) for each in flipped.T)
    # From the end: a tile that flips and comes back has not been convinced.
    stays = np.logical_and.accumulate(flipped[:, ::-1], axis=1)[:, ::-1]
    first = np.where(stays.any(axis=1), stays.argmax(axis=1), len(clumps))
    needed = np.sort(np.array([*clumps, np.inf])[first])
    return DoseCurve(tuple(clumps), flips, float(needed[(len(needed) - 1) // 2]))


def _paired(difference: NDArray[np.float64]) -> float:
    if len(difference) < 2 or not difference.any():
        return np.nan if len(difference) < 2 else 1.0
    # Imported here: it takes time, and the window starts sooner without.
    from scipy.stats import wilcoxon

    return float(wilcoxon(difference).pvalue)


def _share(found: Proportion) -> str:
    return tr(
        "{k} of {n} tiles ({share:.0f} %)",
        k=found.k,
        n=found.n,
        share=100 * found.value,
    )


def _number(clumps: int) -> str:
    return tr_n("1 clump", "{number} clumps", clumps, number=clumps)
