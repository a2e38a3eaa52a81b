"""What a reader of the numbers must know, in sentences."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from cellclassifier.core.evaluation.curves import BINS
from cellclassifier.core.evaluation.numbers import LEAST
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.resampling import Units

FEW_GROUPS = 10
"""Groups below which an interval by group is rough."""

Unit = Literal["tile", "image", "group"]


class Notes(NamedTuple):
    """What a reader of the numbers must know.

    Attributes:
        told: All sentences: which interval to quote comes first.
        methods: Those of them that tell how a number is made, not how to read these.
    """

    told: tuple[str, ...]
    methods: tuple[str, ...]


class Words(NamedTuple):
    """What one of the things is called that predictions are of, and several."""

    one: str
    many: str


def words_of(unit: Unit) -> Words:
    """Return what a unit is called within a sentence, in the user's language."""
    if unit == "tile":
        return Words(tr("tile"), tr("tiles"))
    if unit == "image":
        return Words(tr("image"), tr("images"))
    return Words(tr("group"), tr("groups"))


def notes(
    predictions: Predictions,
    known: Predictions,
    groups: Units,
    by_chance: float,
    repetitions: int,
    seed: int,
    unit: Unit = "tile",
) -> Notes:
    """Return the notes of an evaluation.

    Args:
        predictions: All predictions.
        known: Those whose class is known.
        groups: The groups of these.
        by_chance: See `numbers.error_by_chance`.
        repetitions: Resamples of the intervals.
        seed: Of their random numbers.
        unit: What predictions are of, which the sentences call by its name.
    """
    words = words_of(unit)
    of_loss = tuple(_log_loss(known, words))
    made = (
        _calibration(by_chance, words),
        _brier(known),
        tr(
            "Intervals: 95 %. Wilson for accuracy, precision and recall by {unit}; "
            "else bootstrap, {repetitions:,} resamples, seed {seed}, expanded "
            "percentiles. A number that comes out the same in every resample has no "
            "such interval.",
            unit=words.one,
            repetitions=repetitions,
            seed=seed,
        ),
    )
    told = (
        *_which_interval(known, groups, words),
        *_left_out(predictions, known, words),
        *_missing(known, words),
        *of_loss,
        *_sure(known, words),
        *made,
    )
    return Notes(told, (*of_loss, *made))


def _calibration(by_chance: float, words: Words) -> str:
    return tr(
        "Calibration error: {bins} bins of equal width. A perfectly calibrated network "
        "with the same confidences stays below {by_chance:.3f} in 95 % of samples "
        "({units} taken as independent); only what lies above shows anything.",
        bins=BINS,
        by_chance=by_chance,
        units=words.many,
    )


def _brier(known: Predictions) -> str:
    if len(known.classes) == 2:
        return tr(
            "Brier score: mean squared error of the probability of one class, 0 to 1; "
            "always answering 50 % gets 0.25."
        )
    return tr(
        "Brier score: squared errors of the probabilities summed over classes, 0 to 2."
    )


def _which_interval(known: Predictions, groups: Units, words: Words) -> Iterator[str]:
    if groups.total == len(known.tiles):
        yield (
            tr(
                "Each {unit} stands for itself and counts as independent, as far as "
                "groups were named: quote the intervals by {unit}.",
                unit=words.one,
            )
        )
        return
    if groups.total == 1:
        only = tr(
            "All {units} are of one group, `{group}`.",
            units=words.many,
            group=_only_group(known),
        )
        yield f"{only} {_too_narrow(words)}"
        return
    if groups.few() < 2:
        yield f"{_alone(known, groups, words)} {_too_narrow(words)}"
        return
    yield (
        tr(
            "{units} of one group are alike and count for less than their number: "
            "quote the intervals by group ({groups} groups).",
            units=words.many[:1].upper() + words.many[1:],
            groups=groups.total,
        )
    )
    if groups.fewest() < FEW_GROUPS:
        yield (
            tr(
                "The class of fewest groups has {fewest:.0f}: with fewer than {few} "
                "the intervals by group are rough themselves, and rather too narrow.",
                fewest=groups.fewest(),
                few=FEW_GROUPS,
            )
        )


def _too_narrow(words: Words) -> str:
    return tr(
        "How much groups differ cannot be seen here: there is no interval by group, "
        "and those by {unit} hold for these groups only. They are too narrow for new "
        "ones.",
        unit=words.one,
    )


def _only_group(known: Predictions) -> str:
    return known.groups[0] or known.images[0].name


def _alone(known: Predictions, groups: Units, words: Words) -> str:
    names = [
        f"`{name}`"
        for name, held in zip(known.classes, groups.holding, strict=True)
        if held == 1
    ]
    return tr(
        "The {units} of {names} come from one group only.",
        units=words.many,
        names=tr(" and of ").join(names),
    )


def _left_out(
    predictions: Predictions, known: Predictions, words: Words
) -> Iterator[str]:
    left_out = len(predictions.tiles) - len(known.tiles)
    if left_out:
        yield (
            tr(
                "{left_out:,} of {of:,} {units} are left out: their class is not "
                "known.",
                left_out=left_out,
                of=len(predictions.tiles),
                units=words.many,
            )
        )


def _missing(known: Predictions, words: Words) -> Iterator[str]:
    there = set(known.true_classes)
    missing = [f"`{name}`" for name in known.classes if name not in there]
    if missing:
        yield (
            tr(
                "No {unit} is of {names}: recall and curves are not defined there, and "
                "balanced accuracy is the mean over the other classes.",
                unit=words.one,
                names=tr(" or ").join(missing),
            )
        )


def _log_loss(known: Predictions, words: Words) -> Iterator[str]:
    rows = np.arange(len(known.tiles))
    zero = int((known.probabilities[rows, known.true] < LEAST).sum())
    if zero:
        yield (
            tr(
                "Log loss: the true class has a probability below {least:.1e} in "
                "{zero:,} of {of:,} {units}. That counts as {least:.1e}; at 0 the loss "
                "would be infinite.",
                least=LEAST,
                zero=zero,
                of=len(rows),
                units=words.many,
            )
        )


def _sure(known: Predictions, words: Words) -> Iterator[str]:
    sure = int((known.confidence == 1).sum())
    if sure > 1:
        yield (
            tr(
                "{sure:,} {units} have a confidence of exactly 1. Which of them is "
                "surer is lost; curves take such ties as one step, so that the two "
                "classes' areas may differ a little.",
                sure=sure,
                units=words.many,
            )
        )
