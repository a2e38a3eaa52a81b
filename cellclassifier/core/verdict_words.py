"""Accuracies in words, as verdicts tell them."""

from cellclassifier.core.evidence import Evidence
from cellclassifier.core.statistics import Proportion
from cellclassifier.core.trends import TAIL, Rise, difference


def accuracies(known: Evidence) -> str:
    """Return the accuracies of the last epoch, and the gap, without a full stop.

    Such as "accuracy: training 95.4 %, validation 89.2 % (79.4-94.7, n = 65); gap 6.2
    points (-0.2 to 16.2)".
    """
    training, validation = known.training(), known.validation()
    parts = [f"training {percent(known.epochs[-1].accuracy)}"]
    parts += [f"validation {told(validation)}"] if validation else []
    parts += [f"test {told(known.test)}"] if known.test else []
    other = validation or known.test
    gap = f"; gap {difference(training, other).text()}" if other else ""
    if validation and known.test:
        gap = gap.replace("gap", "gap to validation")
    return f"accuracy: {', '.join(parts)}{gap}"


def risen(rise: Rise) -> str:
    """Return how training loss rose."""
    return (
        f"training loss rose from {rise.least:.3f} to {rise.now:.3f} (mean of the last "
        f"{TAIL} epochs)"
    )


def fallen(known: Evidence, place: int) -> str:
    """Return how training accuracy fell since the epoch at a place."""
    before, now = known.epochs[place].accuracy, known.epochs[-1].accuracy
    return f"training accuracy fell from {percent(before)} to {percent(now)}"


def told(share: Proportion) -> str:
    """Return a share as in "89.2 % (79.4-94.7, n = 65)"."""
    return f"{percent(share.value)} ({interval(share)})"


def interval(share: Proportion) -> str:
    """Return the 95 % interval and the number of tiles of a share."""
    return f"{100 * share.low:.1f}-{100 * share.high:.1f}, n = {share.n}"


def percent(share: float) -> str:
    """Return a share as in "89.2 %"."""
    return f"{100 * share:.1f} %"
