"""What a metric was in each epoch, and when in the epoch it was measured."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cellclassifier.core.language import english, tr

Numbers: TypeAlias = npt.NDArray[np.float64]

MOST = 2000
"""Points of the batch loss that are drawn; more cannot be told apart."""

MEASURED = {"training": -0.5, "validation": 0.0}
"""Where a value belongs, in epochs from the end of its own.

Training accuracy and loss are means over the epoch, while the network changes: they say
how it was in the middle. Drawn at the end they would seem to lag behind validation,
which is measured there.
"""

WHEN = {"training": tr("mean over the epoch"), "validation": tr("at its end")}
"""The same in words."""


def curve_told(name: str) -> str:
    """Return what a curve is called in the user's language; names are also columns."""
    return {
        "training": tr("training"),
        "validation": tr("validation"),
        "minibatches": tr("minibatches"),
    }.get(name, name)


class Points(NamedTuple):
    """Values at points in time, in epochs since the start."""

    x: Numbers
    y: Numbers


NONE = Points(np.empty(0), np.empty(0))


@dataclass(frozen=True)
class History:
    """What is plotted, in the unit of the axis; `validation` is None without one.

    `epochs` counts from 1: an epoch lasts from its number less one to its number.
    """

    epochs: Numbers
    training: Numbers
    validation: Numbers | None
    batches: Points = field(default=NONE)

    def series(self) -> dict[str, Numbers]:
        """Return the curves that there are, by name."""
        found = {"training": self.training, "validation": self.validation}
        return {name: values for name, values in found.items() if values is not None}

    def times(self, name: str) -> Numbers:
        """Return when the values of a curve were measured, in epochs."""
        return self.epochs + MEASURED[name]

    def nearest(self, time: float) -> int:
        """Return the place of the epoch that a time, in epochs, is nearest to."""
        # Both points of an epoch are nearer to this than to that of another.
        return int(np.abs(self.epochs + MEASURED["training"] / 2 - time).argmin())

    def names(self) -> list[str]:
        """Return what there is to see: the curves, and the minibatches."""
        curves = list(self.series()) if len(self.epochs) else []
        return [*curves, *(["minibatches"] if len(self.batches.x) else [])]

    def table(self, unit: str) -> tuple[list[str], list[list[str]]]:
        """Return header and rows, one an epoch; the header says when it was measured.

        Args:
            unit: The unit of the axis; may be empty.
        """
        before = f"{unit}, " if unit else ""
        series = self.series()
        header = [
            "epoch",
            *(f"{name} ({before}{english(WHEN[name])})" for name in series),
        ]
        columns = zip(self.epochs, *series.values(), strict=True)
        return header, [[f"{value:.6g}" for value in row] for row in columns]

    def words(self, place: int, unit: str) -> str:
        """Return the values of an epoch, by its place, in words."""
        values = (
            f"{curve_told(name)} {_with_unit(float(series[place]), unit)}"
            for name, series in self.series().items()
        )
        return tr(
            "epoch {epochs:g}: {values}",
            epochs=self.epochs[place],
            values=", ".join(values),
        )

    def is_empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not len(self.epochs) and not len(self.batches.x)

    def span(self) -> tuple[float, float]:
        """Return when the first epoch began and the last one ended."""
        ends = [*self.epochs[:1] - 1, *self.epochs[-1:]]
        if len(self.batches.x):
            ends += [np.floor(self.batches.x.min()), np.ceil(self.batches.x.max())]
        return float(min(ends)), float(max(ends))


def thinned(points: Points, most: int = MOST) -> Points:
    """Return at most so many points: means of equally many neighbours."""
    together = -(-len(points.x) // most)
    if together <= 1:
        return points
    starts = np.arange(0, len(points.x), together)
    counts = np.diff(np.append(starts, len(points.x)))
    x, y = (np.add.reduceat(values, starts) / counts for values in points)
    return Points(x, y)


def _with_unit(value: float, unit: str) -> str:
    if not np.isfinite(value):
        return tr("no value")
    return f"{value:.1f} {unit}" if unit else f"{value:.3f}"
