"""Learning curves of a set of runs: every point, the curve, and two bands.

The "document" curve is LOESS through all points with its band, as in the article. It
takes the epochs of a run as independent, and smooths away what happens in one epoch.
The honest one is the mean over runs at each epoch; its band redraws whole runs (the
bootstrap; ends moved outwards for few runs, see `core.resampling.tail`).

In 1,000 simulated experiments each, of runs that differ (SD 2 points) with noise that
lasts (SD 2, correlation 0.5 from one epoch to the next) about a curve that rises by 45
points, the bands, meant to hold 95 % of that curve, held at each of 9 epochs:

==================================== ======== ====
runs, and how fast the curve rises   document runs
==================================== ======== ====
12, over all epochs (by e^-1/4 each)     84 % 95 %
12, within 3 epochs (by e^-1.4 each)     74 % 95 %
5, over all epochs                       81 % 92 %
==================================== ======== ====

``tests/core/comparison/test_run_curves.py`` repeats a part of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.epochs import epochs_of, kept_epoch
from cellclassifier.core.comparison.loess import Smooth, smooth
from cellclassifier.core.comparison.metrics import values
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.resampling import interval
from cellclassifier.core.runs import Run

Floats = NDArray[np.float64]
Quantity = Literal["accuracy", "loss"]
Part = Literal["train", "validation"]

PARTS: tuple[Part, ...] = ("train", "validation")

FEWEST = 5
"""Runs below which there is no band: of fewer, a bootstrap knows too little."""

RESAMPLES = 1999


class Point(NamedTuple):
    """What a run measured in an epoch: accuracy 0 .. 1, or loss in nats."""

    run: Run
    epoch: int
    value: float


class Band(NamedTuple):
    """The mean over runs by epoch, with its 95 % band.

    Attributes:
        epochs: From the first on.
        mean: Over the runs that have a value there.
        low: Lower end, pointwise; NaN with fewer than `FEWEST` such runs, and where
            all of them agree.
        high: Upper end.
        runs: How many such runs there are.
    """

    epochs: NDArray[np.int64]
    mean: Floats
    low: Floats
    high: Floats
    runs: NDArray[np.int64]


class Curve(NamedTuple):
    """One part of the learning curves of a set of runs.

    Attributes:
        part: "train": a mean over each epoch; "validation": measured at its end.
        points: Every value, by run and epoch. All are finite: a training whose loss is
            no number any more has failed, and is counted by `RunSet.failed`.
        smooth: The "document" curve through them.
        band: The honest one.
        lost: Epochs of these runs of which nothing is known: lines of the log that a
            crash damaged.
    """

    part: Part
    points: tuple[Point, ...]
    smooth: Smooth
    band: Band
    lost: int


class Learning(NamedTuple):
    """Learning curves of a set of runs.

    Attributes:
        run_set: The runs.
        quantity: What was measured: accuracy 0 .. 1, or loss in nats.
        curves: Training, and validation where there was any; none before the first
            epoch.
        marks: The same on the test set, at the epoch whose network is kept.
        notes: What is to be known of them, a sentence each.
    """

    run_set: RunSet
    quantity: Quantity
    curves: tuple[Curve, ...]
    marks: tuple[Point, ...]
    notes: tuple[str, ...]


def learning(
    run_set: RunSet, quantity: Quantity = "accuracy", seed: int = 0
) -> Learning:
    """Return the learning curves of a set of runs.

    Args:
        run_set: The runs; how many epochs they have may differ.
        quantity: What is shown.
        seed: Of the resampling.

    Raises:
        UserError: A table of predictions is damaged.
    """
    histories = [epochs_of(run) for run in run_set.runs]
    found = (_curve(run_set.runs, histories, part, quantity, seed) for part in PARTS)
    curves = tuple(curve for curve in found if curve is not None)
    notes = tuple(_notes(run_set.label, histories, curves))
    return Learning(run_set, quantity, curves, _marks(run_set, quantity), notes)


def _curve(
    runs: Sequence[Run],
    histories: Sequence[tuple[EpochEnded, ...]],
    part: Part,
    quantity: Quantity,
    seed: int,
) -> Curve | None:
    """Return one part; ``None`` where nothing of it was measured."""
    points = tuple(
        Point(run, each.epoch, value)
        for run, epochs in zip(runs, histories, strict=True)
        for each in epochs
        if (value := measured(each, part, quantity)) is not None
    )
    if not points:
        return None
    across, up = zip(*((float(each.epoch), each.value) for each in points), strict=True)
    lasts = {point.run.folder: point.epoch for point in points}
    lost = sum(lasts.values()) - len(points)
    band = band_of(_table(runs, points), seed)
    return Curve(part, points, smooth(across, up), band, lost)


def measured(epoch: EpochEnded, part: Part, quantity: Quantity) -> float | None:
    """Return what an epoch measured; ``None`` where there was no validation."""
    if part == "train":
        return epoch.accuracy if quantity == "accuracy" else epoch.loss
    return epoch.val_accuracy if quantity == "accuracy" else epoch.val_loss


def _table(runs: Sequence[Run], points: Sequence[Point]) -> Floats:
    """Return values by run and epoch, shape (runs, epochs); NaN where there is none."""
    rows = {run.folder: place for place, run in enumerate(runs)}
    table = np.full((len(runs), max(each.epoch for each in points)), np.nan)
    for each in points:
        table[rows[each.run.folder], each.epoch - 1] = each.value
    return table


def band_of(table: Floats, seed: int = 0) -> Band:
    """Return the mean over runs by epoch with its 95 % band, whole runs redrawn.

    Args:
        table: Values by run and epoch, shape (runs, epochs); NaN where there is none.
        seed: Of the resampling.
    """
    known = np.isfinite(table)
    filled = np.where(known, table, 0.0)
    counts = known.sum(axis=0)
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(table), (RESAMPLES, len(table)))
    weights = np.stack([np.bincount(row, minlength=len(table)) for row in drawn])
    with np.errstate(invalid="ignore"):
        mean = filled.sum(axis=0) / counts
        draws = weights @ filled / (weights @ known)
    ends = [
        (interval(column, int(count)) if count >= FEWEST else None) or (np.nan, np.nan)
        for column, count in zip(draws.T, counts, strict=True)
    ]
    low, high = np.array(ends).T
    epochs = np.arange(1, table.shape[1] + 1)
    return Band(epochs, mean, low, high, counts)


def _marks(run_set: RunSet, quantity: Quantity) -> tuple[Point, ...]:
    """Return what the kept network of each run does on the test set."""
    found = zip(run_set.runs, values(run_set, quantity), strict=True)
    return tuple(
        Point(run, epoch, value)
        for run, value in found
        if value is not None and (epoch := kept_epoch(run)) is not None
    )


def _notes(
    label: str,
    histories: Sequence[tuple[EpochEnded, ...]],
    curves: Sequence[Curve],
) -> list[str]:
    notes = []
    lasts = Counter(epochs[-1].epoch for epochs in histories if epochs)
    if len(lasts) > 1:
        notes.append(_different_ends(label, lasts))
    if lost := max((curve.lost for curve in curves), default=0):
        notes.append(
            tr_n(
                "{label}: 1 epoch is missing, since the log of a run is damaged; "
                "curve and band are those of the other runs there.",
                "{label}: {lost} epochs are missing, since the log of a run is "
                "damaged; curve and band are those of the other runs there.",
                lost,
                label=label,
                lost=lost,
            )
        )
    number = sum(bool(epochs) for epochs in histories)
    if 0 < number < FEWEST:
        notes.append(
            tr_n(
                "{label}: 1 run has no band over runs; it needs {fewest}.",
                "{label}: {number} runs have no band over runs; it needs {fewest}.",
                number,
                label=label,
                number=number,
                fewest=FEWEST,
            )
        )
    told = dict.fromkeys(curve.smooth.note for curve in curves if curve.smooth.note)
    return notes + [f"{label}: {note}" for note in told]


def _different_ends(label: str, lasts: Mapping[int, int]) -> str:
    """Say that runs ended at different epochs: how many at each."""
    ends = (
        tr("{number} at {epoch}", number=lasts[epoch], epoch=epoch)
        for epoch in sorted(lasts)
    )
    return tr(
        "{label}: runs ended at different epochs ({ends}); beyond, curve and band "
        "are those of the runs that went on.",
        label=label,
        ends=", ".join(ends),
    )
