"""Whole numbers along an axis of epochs."""

import numpy as np

_TICKS = 10  # more numbers than these would run into each other below the axis


def whole_ticks(first: float, last: float) -> list[int]:
    """Return at most ten or so whole numbers, evenly spaced, from first to last."""
    least = (int(last) - int(first)) / (_TICKS - 1)
    steps = (lead * 10**power for power in range(9) for lead in (1, 2, 5))
    step = next(step for step in steps if step >= least)
    low = int(np.ceil(first / step)) * step
    ticks = list(range(low, int(last) + 1, step))
    return ticks if step == 1 or int(first) != first else _with_first(ticks, int(first))


def _with_first(ticks: list[int], first: int) -> list[int]:
    """Name the first epoch too, unless the next number is close to it."""
    if len(ticks) > 1 and 0 < 2 * (ticks[0] - first) < ticks[1] - ticks[0]:
        return [first, *ticks[1:]]
    return ticks if ticks and ticks[0] == first else [first, *ticks]
