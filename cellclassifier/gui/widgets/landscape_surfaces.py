"""Surfaces of the loss over two directions: of all minibatches, of one, and less."""

from typing import NamedTuple

import numpy as np

from cellclassifier.core.inside.landscape_results import Slice
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.landscape_axes import Axis, Floats
from cellclassifier.gui.widgets.landscape_lines import epoch_words, signed

_LOSS = tr("loss (nats)")
_CONTOURS = 8
_LESS = tr("loss less the mean (nats)")


class Surface(NamedTuple):
    """A surface that is shown.

    Attributes:
        title: Of what.
        steps: Along either direction, (n,).
        values: (n, n); rows go along the first direction, columns along the second.
        low: Value of the first colour.
        high: Value of the last colour.
        unit: Name of the values, with their unit.
        signed: Whether they are differences, of which 0 is the middle.
    """

    title: str
    steps: Floats
    values: Floats
    low: float
    high: float
    unit: str
    signed: bool

    @property
    def scale(self) -> Axis:
        """The axis of the colour bar."""
        return Axis(self.unit, self.low, self.high)

    @property
    def levels(self) -> list[float]:
        """Values of the contours: round ones within the surface's own range."""
        known = self.values[np.isfinite(self.values)]
        if not known.size or np.ptp(known) <= 0:
            return []
        own = Axis(self.unit, float(known.min()), float(known.max()))
        return [value for value, _ in own.ticks(_CONTOURS)]

    @property
    def least(self) -> tuple[int, int]:
        """Row and column of the least value that is a number."""
        plain = np.where(np.isfinite(self.values), self.values, np.inf)
        row, column = np.unravel_index(int(plain.argmin()), plain.shape)
        return int(row), int(column)

    @property
    def centre(self) -> tuple[int, int]:
        """Row and column of the network itself."""
        return len(self.steps) // 2, len(self.steps) // 2

    def words(self, row: int, column: int) -> str:
        """Return what is told of a point."""
        value = float(self.values[row, column])
        told = signed(value) if self.signed else f"{value:.4g}"
        first, second = (signed(float(self.steps[n])) for n in (row, column))
        marks = [
            text
            for place, text in (
                (self.centre, tr("the network")),
                (self.least, tr("minimum")),
            )
            if place == (row, column)
        ]
        return tr(
            "{unit}: {told}\nfirst direction {first}, second {second}",
            unit=self.unit,
            told=told,
            first=first,
            second=second,
        ) + (f" ({', '.join(marks)})" if marks else "")


def surface_of(result: Slice, minibatch: int, *, difference: bool) -> Surface:
    """Return what is shown of a result; colours mean the same for all its minibatches.

    Args:
        result: Of one epoch.
        minibatch: Its number, from 1; 0 is the mean of all.
        difference: Whether the mean of all is taken away.
    """
    who = (
        tr("minibatch {minibatch}", minibatch=minibatch)
        if minibatch
        else tr("mean of all minibatches")
    )
    title = f"{who}, {epoch_words(result.epoch)}"
    if difference:
        values = result.differences[minibatch - 1] if minibatch else 0 * result.mean
        top = _largest(result.differences)
        return Surface(title, result.steps, values, -top, top, _LESS, True)
    values = result.losses[minibatch - 1] if minibatch else result.mean
    known = result.losses[np.isfinite(result.losses)]
    low, high = float(known.min(initial=np.inf)), float(known.max(initial=-np.inf))
    if not low < high:
        low, high = (low - 0.5, low + 0.5) if known.size else (0.0, 1.0)
    return Surface(title, result.steps, values, low, high, _LOSS, False)


def _largest(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.abs(known).max(initial=0)) or 1.0
