"""Axes of the plots of a landscape: linear or logarithmic, with round numbers."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.gui.widgets.epoch_ticks import whole_ticks

Floats = NDArray[np.float64]

_ROOM = 0.06  # of the span, beyond the outermost values
_RAISED = str.maketrans(
    "-0123456789",
    "\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT ZERO}\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}"
    "\N{SUPERSCRIPT THREE}\N{SUPERSCRIPT FOUR}\N{SUPERSCRIPT FIVE}"
    "\N{SUPERSCRIPT SIX}\N{SUPERSCRIPT SEVEN}\N{SUPERSCRIPT EIGHT}"
    "\N{SUPERSCRIPT NINE}",
)


class Axis(NamedTuple):
    """From where to where an axis goes.

    Attributes:
        name: What stands along it, with its unit.
        low: Value at its start.
        high: Value at its end, above `low`; both above 0 where it is logarithmic.
        log: Whether it is logarithmic.
        whole: Whether only whole numbers stand at it.
    """

    name: str
    low: float
    high: float
    log: bool = False
    whole: bool = False

    def shares(self, values: Floats) -> Floats:
        """Return where values lie: 0 at the start, 1 at the end, nan for nowhere."""
        if not self.log:
            return (values - self.low) / (self.high - self.low)
        logs = np.log10(np.where(values > 0, values, np.nan))
        low, high = math.log10(self.low), math.log10(self.high)
        found: Floats = (logs - low) / (high - low)
        return found

    def share(self, value: float) -> float:
        """Return where one value lies."""
        return float(self.shares(np.array([value]))[0])

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Return at most about so many round values, and how they are written."""
        if self.log:
            return _powers(self.low, self.high, most)
        if self.whole:
            return [(float(t), _plain(t)) for t in whole_ticks(self.low, self.high)]
        return _rounds(self.low, self.high, most)


def around(
    name: str,
    values: Iterable[Floats],
    also: Iterable[float] = (),
    *,
    log: bool = False,
    whole: bool = False,
    tight: bool = False,
) -> Axis:
    """Return an axis that has room for all values that are finite.

    Args:
        name: As in `Axis`.
        values: What is drawn.
        also: Further values that must lie on it.
        log: As in `Axis`; values that are not above 0 are left.
        whole: As in `Axis`.
        tight: Whether the axis ends at the outermost values.
    """
    every = np.concatenate([*values, np.array(list(also), np.float64)])
    keep = np.isfinite(every) & ((every > 0) | (not log))
    low, high = _ends(np.log10(every[keep]) if log else every[keep])
    room = 0.0 if tight else _ROOM * (high - low)
    low, high = low - room, high + room
    return Axis(name, *((10**low, 10**high) if log else (low, high)), log, whole)


def _ends(values: Floats) -> tuple[float, float]:
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if high - low > 1e-12 * max(abs(low), abs(high), 1e-300):
        return low, high
    half = 0.05 * abs(low) or 0.5
    return low - half, high + half


def _powers(low: float, high: float, most: int) -> list[tuple[float, str]]:
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    step = max(1, math.ceil((last - first + 1) / max(1, most)))
    return [
        (10.0**n, f"10{str(n).translate(_RAISED)}") for n in range(first, last + 1)
    ][::step]


def _rounds(low: float, high: float, most: int) -> list[tuple[float, str]]:
    rough = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * (1 - 1e-9))
    numbers = np.arange(math.ceil(low / step), math.floor(high / step) + 1)
    # Adding 0 makes 0 of a zero with a minus.
    values = [float(f"{n * step:.9g}") + 0.0 for n in numbers.tolist()]
    return [(value, _plain(value)) for value in values]


def _plain(value: float) -> str:
    return f"{value:.6g}".replace("-", "\N{MINUS SIGN}")
