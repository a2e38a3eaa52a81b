"""What a reader of the numbers must know, in sentences."""

from collections.abc import Iterator

import numpy as np

from cellclassifier.core.evaluation.curves import BINS
from cellclassifier.core.evaluation.numbers import LEAST
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.resampling import Units

FEW_GROUPS = 10
"""Groups below which an interval by group is rough."""


def notes(
    predictions: Predictions,
    known: Predictions,
    groups: Units,
    by_chance: float,
    repetitions: int,
    seed: int,
) -> tuple[str, ...]:
    """Return the notes of an evaluation: which interval to quote comes first.

    Args:
        predictions: All predictions.
        known: Those whose class is known.
        groups: The groups of these.
        by_chance: See `numbers.error_by_chance`.
        repetitions: Resamples of the intervals.
        seed: Of their random numbers.
    """
    return (
        *_which_interval(known, groups),
        *_left_out(predictions, known),
        *_missing(known),
        *_probabilities(known),
        f"Calibration error: {BINS} bins of equal width. A perfectly calibrated "
        f"network with the same confidences stays below {by_chance:.3f} in 95 % of "
        "samples (tiles taken as independent); only what lies above shows anything.",
        "Brier score: "
        + (
            "mean squared error of the probability of one class, 0 to 1; always "
            "answering 50 % gets 0.25."
            if len(known.classes) == 2
            else "squared errors of the probabilities summed over classes, 0 to 2."
        ),
        "Intervals: 95 %. Wilson for accuracy, precision and recall by tile; else "
        f"bootstrap, {repetitions:,} resamples, seed {seed}, expanded percentiles. "
        "A number that comes out the same in every resample has no such interval.",
    )


def _which_interval(known: Predictions, groups: Units) -> Iterator[str]:
    if groups.total == len(known.tiles):
        yield (
            "Each tile stands for itself and counts as independent, as far as groups "
            "were named: quote the intervals by tile."
        )
        return
    if groups.total == 1:
        yield f"All tiles are of one group, `{_only_group(known)}`. {TOO_NARROW}"
        return
    if groups.few() < 2:
        yield f"{_alone(known, groups)} come from one group only. {TOO_NARROW}"
        return
    yield (
        f"Tiles of one group are alike and count for less than their number: quote the "
        f"intervals by group ({groups.total} groups)."
    )
    if groups.fewest() < FEW_GROUPS:
        yield (
            f"The class of fewest groups has {groups.fewest():.0f}: with fewer than "
            f"{FEW_GROUPS} the intervals by group are rough themselves, and rather too "
            "narrow."
        )


TOO_NARROW = (
    "How much groups differ cannot be seen here: there is no interval by group, and "
    "those by tile hold for these groups only. They are too narrow for new ones."
)


def _only_group(known: Predictions) -> str:
    return known.groups[0] or known.images[0].name


def _alone(known: Predictions, groups: Units) -> str:
    names = [
        f"`{name}`"
        for name, held in zip(known.classes, groups.holding, strict=True)
        if held == 1
    ]
    return f"The tiles of {' and of '.join(names)}"


def _left_out(predictions: Predictions, known: Predictions) -> Iterator[str]:
    left_out = len(predictions.tiles) - len(known.tiles)
    if left_out:
        yield (
            f"{left_out:,} of {len(predictions.tiles):,} tiles are left out: their "
            "class is not known."
        )


def _missing(known: Predictions) -> Iterator[str]:
    there = set(known.true_classes)
    missing = [f"`{name}`" for name in known.classes if name not in there]
    if missing:
        yield (
            f"No tile is of {' or '.join(missing)}: recall and curves are not defined "
            "there, and balanced accuracy is the mean over the other classes."
        )


def _probabilities(known: Predictions) -> Iterator[str]:
    rows = np.arange(len(known.tiles))
    zero = int((known.probabilities[rows, known.true] < LEAST).sum())
    if zero:
        yield (
            f"Log loss: the true class has a probability below {LEAST:.1e} in {zero:,} "
            f"of {len(rows):,} tiles. That counts as {LEAST:.1e}; at 0 the loss would "
            "be infinite."
        )
    sure = int((known.confidence == 1).sum())
    if sure > 1:
        yield (
            f"{sure:,} tiles have a confidence of exactly 1. Which of them is surer is "
            "lost; curves take such ties as one step, so that the two classes' areas "
            "may differ a little."
        )
