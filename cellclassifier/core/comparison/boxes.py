"""Box plots as ggplot2 draws them, with the points beside each other.

Quartiles are of type 7 (R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365), which
is the default of R's `quantile` and of NumPy; whiskers reach to the last point within
1.5 times the interquartile range of the box (J. W. Tukey 1977; `geom_boxplot`). R's
own `boxplot` takes hinges instead, which differ a little for some n.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FEWEST = 3
"""Runs below which there is no box: it would show more than is known."""

REACH = 1.5
"""Whiskers reach this many interquartile ranges from the box, or less."""

WIDTH = 0.15
"""Points are moved across by up to this share of the distance of two boxes."""


class Box(NamedTuple):
    """A box of n finite values.

    Attributes:
        n: How many values there are.
        low: End of the lower whisker.
        lower: First quartile, type 7.
        median: The median.
        upper: Third quartile, type 7.
        high: End of the upper whisker.
        outliers: Values beyond the whiskers, rising.
    """

    n: int
    low: float
    lower: float
    median: float
    upper: float
    high: float
    outliers: tuple[float, ...]


def box(values: Sequence[float | None]) -> Box | None:
    """Return the box of what is known of `values`.

    Args:
        values: One a run; None, and what is not finite, is left out.

    Returns:
        None with fewer than `FEWEST` values.
    """
    found = np.array([v for v in values if v is not None and np.isfinite(v)])
    if found.size < FEWEST:
        return None
    lower, median, upper = np.quantile(found, [0.25, 0.5, 0.75], method="linear")
    reach = REACH * (upper - lower)
    within = (found >= lower - reach) & (found <= upper + reach)
    # A whisker never ends inside of its box, as where few values lie far apart.
    return Box(
        found.size,
        float(min(found[within].min(), lower)),
        float(lower),
        float(median),
        float(upper),
        float(max(found[within].max(), upper)),
        tuple(np.sort(found[~within]).tolist()),
    )


def jitter(n: int, seed: int = 0, width: float = WIDTH) -> NDArray[np.float64]:
    """Return how far across each of n points is moved, -width .. width.

    Points are never moved along the axis of their values. The first points of a longer
    row are moved as those of a shorter one are, so that a new run moves no other.

    Args:
        n: How many points.
        seed: Of the random numbers; boxes beside each other take different ones.
        width: The farthest, as a share of the distance of two boxes.
    """
    return np.random.default_rng(seed).uniform(-width, width, n)


def limits(
    values: Sequence[float | None], marks: Sequence[float] = (), margin: float = 0.05
) -> tuple[float, float] | None:
    """Return ends of an axis that hide no point and no mark; None without any.

    Args:
        values: Everything that is drawn as a point; None is left out.
        marks: What else has to be seen: the chance line, ends of intervals.
        margin: Share of the range that is left free at both ends.
    """
    found = [v for v in (*values, *marks) if v is not None and np.isfinite(v)]
    if not found:
        return None
    low, high = min(found), max(found)
    free = margin * (high - low) or margin * max(abs(high), 1.0)
    return low - free, high + free
