"""Compares sets of runs: chooses the test, explains it, and says what it comes to."""

from collections.abc import Sequence
from itertools import combinations
from math import inf

import numpy as np

from cellclassifier.core.comparison.caveats import caveats
from cellclassifier.core.comparison.compared import Apart, Comparison, How, Summary
from cellclassifier.core.comparison.crossed import BY_TILE
from cellclassifier.core.comparison.metrics import METRICS, Metric, values
from cellclassifier.core.comparison.nested import (
    difference,
    noise,
    over_groups,
    unit,
)
from cellclassifier.core.comparison.paired import paired
from cellclassifier.core.comparison.permutations import median
from cellclassifier.core.comparison.sentences import effect_and_p
from cellclassifier.core.comparison.sets import RunSet, labelled
from cellclassifier.core.comparison.several import several
from cellclassifier.core.comparison.two import two
from cellclassifier.core.comparison.unit_words import units
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_results import spread
from cellclassifier.core.language import tr


def comparison(sets: Sequence[RunSet], metric: str, seed: int = 0) -> Comparison:
    """Compare sets of runs in one number; the test is chosen here.

    Args:
        sets: One or more; labels that are the same are told apart.
        metric: One of `METRICS`.
        seed: Of the random numbers: the same seed gives the same intervals.

    Raises:
        UserError: There is no such number, nothing was chosen, or a table of a run is
            missing or damaged.
    """
    if metric not in METRICS:
        raise UserError(
            tr(
                "There is no number '{metric}' to compare. Choose one of {metrics}.",
                metric=metric,
                metrics=", ".join(METRICS),
            )
        )
    if not sets:
        raise UserError(tr("There is nothing to compare. Choose an experiment."))
    if len({each.label for each in sets}) < len(sets):
        sets = labelled(sets)
    chosen = METRICS[metric]
    summaries = tuple(_summary(each, chosen, seed) for each in sets)
    usable = [_numbers(each, chosen) for each in summaries]
    used = tuple(place for place, found in enumerate(usable) if found)
    numbers = [usable[place] for place in used]
    apart = tuple(_apart(sets, pair, metric, seed) for pair in combinations(used, 2))
    found = Comparison(
        metric=chosen,
        how=_how(len(used), apart),
        summaries=summaries,
        used=used,
        two=two(numbers[0], numbers[1], seed) if len(used) == 2 else None,
        several=several(numbers, seed) if len(used) > 2 else None,
        apart=apart,
    )
    return _told(found)


def retold(found: Comparison) -> Comparison:
    """Return a comparison put into words again, in the language of now.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    sets = [each.run_set for each in found.summaries]
    apart = tuple(
        each._replace(why=_why_not(sets, each, found.metric.key))
        for each in found.apart
    )
    return _told(found._replace(apart=apart))


def _summary(run_set: RunSet, metric: Metric, seed: int) -> Summary:
    found = values(run_set, metric.key)
    known = [v for v in found if v is not None]
    all_of = [inf if v is None else v for v in found] if metric.censored else known
    return Summary(
        run_set=run_set,
        values=found,
        spread=spread(known, seed),
        median=median(np.array(all_of)) if all_of else float("nan"),
        lacking=len(found) - len(known),
        groups=over_groups(run_set, metric.key, seed),
        noise=noise(run_set, metric.key),
        unit=unit(run_set) if run_set.runs else None,
        chance=metric.chance(run_set),
    )


def _numbers(found: Summary, metric: Metric) -> list[float]:
    """Return what is compared of a set: not reached is later than any epoch."""
    if metric.censored:
        return [inf if v is None else v for v in found.values]
    return [v for v in found.values if v is not None]


def _apart(
    sets: Sequence[RunSet], pair: tuple[int, int], metric: str, seed: int
) -> Apart:
    first, second = (sets[place] for place in pair)
    if metric not in BY_TILE:
        return Apart(*pair, None, None, _no_mean(metric))
    found = paired(first, second, metric, seed)
    if isinstance(found, str):
        return Apart(*pair, None, difference(first, second, metric, seed), found)
    return Apart(*pair, found, found.difference, "")


def _no_mean(metric: str) -> str:
    return tr("'{label}' is no mean over tiles", label=METRICS[metric].label)


def _why_not(sets: Sequence[RunSet], of: Apart, metric: str) -> str:
    """Return why two sets were not paired; "" where they were."""
    if of.paired is not None:
        return ""
    if metric not in BY_TILE:
        return _no_mean(metric)
    found = paired(sets[of.first], sets[of.second], metric)
    return found if isinstance(found, str) else of.why


def _how(used: int, apart: Sequence[Apart]) -> How:
    if used > 2:
        return "several"
    if used == 2:
        return "paired" if apart[0].paired else "two"
    return "one" if used else "nothing"


def _told(found: Comparison) -> Comparison:
    """Put into words what was found."""
    effect, p = effect_and_p(found)
    return found._replace(
        effect=effect,
        unit=units(found),
        why=_why(found),
        p=p,
        caveats=caveats(found),
    )


def _why(found: Comparison) -> str:
    if found.how == "nothing":
        return ""
    if found.how == "one":
        return tr("One set of runs: it stands beside chance, and there is no test.")
    if found.how == "several":
        return tr(
            "{number} sets of runs: Kruskal-Wallis over all, since nothing "
            "says that accuracies are normally distributed; then each two, corrected "
            "after Holm for their number.",
            number=len(found.used),
        )
    runs = tr(
        "runs are compared by the exact Mann-Whitney test, which takes no "
        "distribution for granted, and by a permutation test of means"
    )
    apart = found.apart[0]
    if apart.paired is None:
        return tr("Two sets of runs; {why}, so that {runs}.", why=apart.why, runs=runs)
    tiles = apart.paired.n_tiles
    if apart.paired.difference.by_group:
        return tr(
            "Both were tested on the same {tiles} tiles, so that the difference is "
            "taken tile by tile, with runs and whole groups redrawn; besides, {runs}.",
            tiles=tiles,
            runs=runs,
        )
    return tr(
        "Both were tested on the same {tiles} tiles, so that the difference is taken "
        "tile by tile, with runs and whole tiles redrawn; besides, {runs}.",
        tiles=tiles,
        runs=runs,
    )
