"""What several runs say of the same tiles, compared in the background."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.agreement import (
    Kappa,
    McNemar,
    cohen_kappa,
    fleiss_kappa,
    mcnemar,
    mcnemar_by_group,
)
from cellclassifier.core.evaluation.disagreement import Disagreement, compare
from cellclassifier.core.evaluation.estimates import group_names
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.statistics import Proportion, wilson

_PAIRS_BY_GROUP = 45
"""Pairs that are tested over groups too: those of ten runs; more would take long."""


class Pair(NamedTuple):
    """Two runs on the same tiles.

    Attributes:
        first: Place of the one run.
        second: Place of the other.
        same: Tiles to which both give the same class, of all.
        kappa: How well they agree, beyond chance.
        test: Who was right where; None without known classes.
        p_by_group: The same comparison, whole groups exchanged; None where there are
            fewer than two groups, or too many pairs.
    """

    first: int
    second: int
    same: Proportion
    kappa: Kappa
    test: McNemar | None
    p_by_group: float | None


class RunsReport(NamedTuple):
    """Several runs compared on the tiles that all of them predicted.

    Attributes:
        names: Of the runs.
        found: Where they agree, and where they do not.
        known: Whether the class is known, for each of these tiles.
        accuracies: Of each run, over these tiles; None without known classes.
        mean_accuracy: Of the mean of the runs.
        agreement: Fleiss' kappa of all runs; nan where it is not defined.
        pairs: Each run with each other.
        left_out: Tiles that not all of them predicted.
    """

    names: tuple[str, ...]
    found: Disagreement
    known: NDArray[np.bool_]
    accuracies: tuple[Proportion | None, ...]
    mean_accuracy: Proportion | None
    agreement: float
    pairs: tuple[Pair, ...]
    left_out: int

    @property
    def split(self) -> NDArray[np.intp]:
        """Places of the tiles on which the runs differ, those most are wrong in first.

        Where classes are not known, those with the most different answers come first.
        """
        places = np.flatnonzero(self.found.differ)
        wrong = np.where(self.known, (~self.found.right).sum(axis=0), 0)[places]
        ordered = np.sort(self.found.labels[:, places], axis=0)
        answers = (np.diff(ordered, axis=0) != 0).sum(axis=0)
        numbers = np.asarray(self.found.tiles, np.int64)[places]
        return np.asarray(places[np.lexsort((numbers, -answers, -wrong))], np.intp)

    def numbers(self, which: NDArray[np.bool_]) -> tuple[int, ...]:
        """Return the numbers of some tiles."""
        return tuple(self.found.tiles[place] for place in np.flatnonzero(which))


def make_runs_report(runs: Sequence[tuple[str, Predictions]]) -> RunsReport:
    """Compare runs, each with its name, on the tiles that all of them predicted.

    Raises:
        UserError: Their classes differ, or no tile is common to them.
    """
    found = compare([table for _, table in runs])
    known = found.mean.labelled
    accuracies = tuple(_share(right, known) for right in found.right)
    every = {number for _, table in runs for number in table.tiles}
    counts = np.stack([(found.labels == c).sum(axis=0) for c in _classes(found)])
    pairs = list(combinations(range(len(runs)), 2))
    groups = len(pairs) <= _PAIRS_BY_GROUP and len(set(group_names(found.mean))) > 1
    return RunsReport(
        names=tuple(name for name, _ in runs),
        found=found,
        known=known,
        accuracies=accuracies,
        mean_accuracy=_share(found.mean.right, known),
        agreement=float(fleiss_kappa(counts.T)),
        pairs=tuple(_pair(found, known, *places, groups) for places in pairs),
        left_out=len(every) - len(found.tiles),
    )


def _classes(found: Disagreement) -> range:
    return range(len(found.mean.classes))


def _share(right: NDArray[np.bool_], known: NDArray[np.bool_]) -> Proportion | None:
    return wilson(int(right[known].sum()), int(known.sum())) if known.any() else None


def _pair(
    found: Disagreement,
    known: NDArray[np.bool_],
    first: int,
    second: int,
    by_group: bool,
) -> Pair:
    one, other = found.labels[first], found.labels[second]
    names = np.asarray(found.mean.classes, np.str_)
    rights = found.right[first][known], found.right[second][known]
    groups = group_names(found.mean)
    judged = [group for group, here in zip(groups, known, strict=True) if here]
    several = by_group and len(set(judged)) > 1
    return Pair(
        first=first,
        second=second,
        same=wilson(int((one == other).sum()), len(one)),
        kappa=cohen_kappa(names[one].tolist(), names[other].tolist()),
        test=mcnemar(*rights) if known.any() else None,
        p_by_group=mcnemar_by_group(*rights, judged) if several else None,
    )
