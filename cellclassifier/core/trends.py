"""What the curves of a training do: fall, rise, stand still; and is it only noise.

Losses are mean cross-entropies in nats. All is robust to what small sets of validation
tiles make of a curve: a change counts where it is larger than chance would make it.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.core.statistics import Proportion

STRIP = 5
"""Epochs at the end that are looked at for progress: Prechelt's k = 5."""

TAIL = 3
"""Epochs that a loss must have stayed risen for, so that one bad epoch is none."""

LEAST_RISE = 5.0
"""Generalisation loss, in percent, below which nothing has risen: Prechelt's GL_5."""

LEAST_PROGRESS = 25.0
"""Prechelt's progress, in thousandths, below which a training stands still: the loss
of an epoch is then some 1 % less than that of the epoch before."""

LEAST_FALL = 0.01
"""Nats over the strip below which a fall changes no prediction: 1 % of probability."""

FALL_SIGMAS = 2.0
RISE_SIGMAS = 3.0
"""Standard deviations that a change has to be larger than. Of networks that stand still
and are measured with new tiles each epoch, 5 % seem to fall and 3 % to have risen."""


class Gap(NamedTuple):
    """A difference of two proportions and its 95 % interval, each -1 .. 1."""

    value: float
    low: float
    high: float

    def text(self) -> str:
        """Return it as in "15.3 points (8.4 to 25.0)"."""
        low, high = 100 * self.low, 100 * self.high
        return tr(
            "{value:.1f} points ({low:.1f} to {high:.1f})",
            value=100 * self.value,
            low=low,
            high=high,
        )


class Rise(NamedTuple):
    """A loss that has risen since its smallest value.

    Attributes:
        place: Where it was smallest, from 0.
        least: Its value there.
        now: Its mean over the last epochs.
    """

    place: int
    least: float
    now: float

    @property
    def percent(self) -> float:
        """Prechelt's generalisation loss GL = 100 (E / E_opt - 1)."""
        return 100 * (self.now / self.least - 1)


def difference(one: Proportion, other: Proportion) -> Gap:
    """Return how much larger `one` is than `other`, from independent samples.

    R. G. Newcombe, Stat. Med. 17 (1998) 873-890, method 10: the Wilson intervals of
    the two, put together. Tiles of one image are not independent, so that the true
    interval is wider.
    """
    gap = one.value - other.value
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Gap(gap, max(-1.0, gap - below), min(1.0, gap + above))


def skill(share: float, most: float) -> float:
    """Return how far `share` lies from `most` (0) on the way to all right (1)."""
    return (share - most) / (1 - most) if most < 1 else 0.0


def progress(losses: Sequence[float]) -> float:
    """Return Prechelt's training progress of a strip of epochs, in thousandths.

    P_k = 1000 (mean / minimum - 1); L. Prechelt, "Early stopping - but when?", in:
    Neural Networks: Tricks of the Trade, LNCS 1524 (1998) 55-69.
    """
    least = min(losses)
    return 1000 * (fmean(losses) / least - 1) if least > 0 else 0.0


def is_falling(losses: Sequence[float]) -> bool:
    """Tell whether a loss still falls over the last epochs, by more than noise.

    The slope of the least-squares line has to be two standard errors below zero, its
    fall at least `LEAST_FALL` nats and the progress at least `LEAST_PROGRESS`; and the
    smallest loss of all has to be among the last `TAIL`, since a curve that comes back
    from a peak does not fall.

    Args:
        losses: One an epoch, at least three.
    """
    strip = losses[-STRIP:]
    slope, error = _line(strip)
    fall = -slope * (len(strip) - 1)
    return (
        min(losses) == min(losses[-TAIL:])
        and slope + FALL_SIGMAS * error < 0
        and fall >= LEAST_FALL
        and progress(strip) >= LEAST_PROGRESS
    )


def risen(losses: Sequence[float], n_tiles: int | None = None) -> Rise | None:
    """Return how a loss has risen since it was smallest; ``None`` where it has not.

    Each of the last `TAIL` epochs has to lie above the smallest value by `LEAST_RISE`.
    Their mean has to lie above the smallest mean of as many epochs in a row (a single
    smallest value is mostly luck) by `RISE_SIGMAS` standard deviations of the curve's
    own noise and, with `n_tiles`, standard errors of a mean over that many tiles.
    For that the loss of one tile is taken to spread as much as its mean, which lies
    between an unsure network (no spread) and one that is right, and as sure of it, in
    9 of 10 tiles (twice the mean); that the same tiles are measured in every epoch
    makes the true error smaller.

    Args:
        losses: One an epoch.
        n_tiles: How many tiles each is a mean over; None: so many that only the
            curve's noise counts.
    """
    if len(losses) <= TAIL:
        return None
    least = min(losses)
    rise = Rise(losses.index(least), least, fmean(losses[-TAIL:]))
    if least <= 0 or len(losses) - 1 - rise.place < TAIL:
        return None
    sampling = least / sqrt(n_tiles) if n_tiles else 0.0
    needed = max(RISE_SIGMAS * max(sampling, noise(losses)), LEAST_FALL)
    smooth = min(fmean(losses[i : i + TAIL]) for i in range(len(losses) - TAIL + 1))
    stays = min(losses[-TAIL:]) >= least * (1 + LEAST_RISE / 100)
    return rise if stays and rise.now - smooth > needed else None


def comes_down(losses: Sequence[float]) -> bool:
    """Tell whether each of the last `TAIL` epochs has less loss than the one before."""
    return all(before > after for before, after in pairwise(losses[-TAIL:]))


def noise(losses: Sequence[float]) -> float:
    """Return the standard deviation of a curve about its own trend.

    From the median size of second differences, which a straight trend leaves at zero
    and a few jumps do not move: for normal noise of standard deviation s they have
    s sqrt(6), and a median size of 0.6745 times that.
    """
    if len(losses) < 3:
        return 0.0
    triples = zip(losses, losses[1:], losses[2:], strict=False)
    return median(abs(a - 2 * b + c) for a, b, c in triples) / (0.6745 * sqrt(6))


def _line(values: Sequence[float]) -> tuple[float, float]:
    """Return the slope of the least-squares line, an epoch, and its standard error."""
    n = len(values)
    middle, mean = (n - 1) / 2, fmean(values)
    spread = sum((x - middle) ** 2 for x in range(n))
    slope = sum((x - middle) * (y - mean) for x, y in enumerate(values)) / spread
    rest = sum(
        (y - mean - slope * (x - middle)) ** 2 for x, y in enumerate(values)
    ) / max(1, n - 2)
    return slope, sqrt(rest / spread)
