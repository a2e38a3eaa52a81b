"""What would settle what an experiment leaves open, in sentences."""

from collections.abc import Mapping

from cellclassifier.core.comparison.nested import FEW_GROUPS, Unit, noise
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.experiment_results import FEWEST
from cellclassifier.core.language import tr
from cellclassifier.core.verdicts import Kind

WIDE = 0.2
"""Width of an interval of accuracy over groups above which too little is known."""


def settling(
    run_set: RunSet,
    kinds: Mapping[Kind, int],
    mean: Mean | None,
    of: Unit,
    control: RunSet | None,
) -> list[str]:
    """Return what would settle what is open, most useful first.

    Args:
        run_set: The runs, at least one.
        kinds: How many of them are of each kind of verdict.
        mean: Their balanced accuracy over groups; ``None`` where it is not known.
        of: What n is the number of.
        control: The same with shuffled labels, where there is one.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    n = len(run_set.runs)
    found = [*_of_training(kinds, n), *_of_test(run_set, mean, of)]
    if n < FEWEST:
        found.append(
            tr(
                "Add runs: with {n} it cannot be told how far chance in training goes; "
                "{fewest} give an interval, 12 a good one.",
                n=n,
                fewest=FEWEST,
            )
        )
    if run_set.vary == "seed" and n >= FEWEST:
        found.append(
            tr(
                "Train the same with 'Runs differ in: split' to see how much depends "
                "on which groups are kept aside."
            )
        )
    found += _of_control(run_set, control)
    return found


def _of_training(kinds: Mapping[Kind, int], n: int) -> list[str]:
    found = []
    if 2 * (kinds.get("memorised", 0) + kinds.get("overfitting", 0)) > n:
        found.append(
            tr(
                "Train on more groups, or more tiles of each: most runs fit their "
                "training tiles better than others. More epochs do not help."
            )
        )
    if dead := kinds.get("did_not_learn", 0):
        found.append(
            tr(
                "{dead} of {n} runs did not learn and are counted all the same: say so "
                "beside the mean, and train longer or with another network, rather "
                "than leave them out.",
                dead=dead,
                n=n,
            )
        )
    if improving := kinds.get("improving"):
        found.append(
            tr(
                "Add epochs: {improving} of {n} runs still improve.",
                improving=improving,
                n=n,
            )
        )
    return found


def _of_test(run_set: RunSet, mean: Mean | None, of: Unit) -> list[str]:
    if not of.tiles:
        return [tr("Predict a test set whose classes are known.")]
    ends = mean.interval if mean else None
    if of.groups < of.tiles and of.least < FEW_GROUPS:
        return [
            tr(
                "Test on more groups (dishes, animals, days): the class with the "
                "fewest has {least}, and from {few} a class an interval can be relied "
                "upon.",
                least=of.least,
                few=FEW_GROUPS,
            )
        ]
    if ends and (ends[1] - ends[0] > WIDE or ends[0] <= run_set.chance <= ends[1]):
        why = _dominating(run_set)
        if of.groups < of.tiles:
            return [tr("Test on more groups: {why}.", why=why)]
        return [tr("Test on more tiles, of more images: {why}.", why=why)]
    return []


def _dominating(run_set: RunSet) -> str:
    found = noise(run_set, "balanced")
    if found and found.share_of_groups < 0.5:
        return tr("the interval is wide, and more runs make it narrower too")
    return tr("the interval is wide by what differs between them, not between runs")


def _of_control(run_set: RunSet, control: RunSet | None) -> list[str]:
    if run_set.is_control:
        return []
    if control is None:
        return [
            tr(
                "Add the control with shuffled labels: only where that stays at chance "
                "does an accuracy mean what it says."
            )
        ]
    if len(control.runs) < FEWEST:
        return [
            tr(
                "Let the control have {fewest} runs: it has {runs}.",
                fewest=FEWEST,
                runs=len(control.runs),
            )
        ]
    return []
