"""Numbers and names as they stand in the sentences of a comparison."""

from collections.abc import Sequence

from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval


def points(metric: Metric, value: float) -> str:
    """Return a difference with its unit, as in "31.1 points"."""
    unit = tr("points") if metric.percent else metric.unit
    return f"{difference(metric, value)} {unit}".rstrip()


def difference(metric: Metric, value: float) -> str:
    """Return a difference as it is shown; one of whole epochs with a decimal."""
    return f"{metric.shown(value):.{max(1, metric.digits)}f}"


def ends(metric: Metric, interval: Interval) -> str:
    """Return the ends of the interval of a difference, as in "29.5 to 32.9"."""
    low, high = (difference(metric, end) for end in interval)
    return tr("{low} to {high}", low=low, high=high)


def listed(names: Sequence[str]) -> str:
    """Return names as in "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    several = ", ".join(names[:-1])
    return tr("{several} and {last}", several=several, last=names[-1])
