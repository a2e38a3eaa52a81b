"""How good predictions are: the numbers that a reviewer of a paper asks for.

Each comes with its n and two intervals: one as if tiles were independent, and one that
redraws whole groups, since tiles of one dish, animal or day are alike.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.curves import ratio
from cellclassifier.core.evaluation.estimates import Estimate, Estimates
from cellclassifier.core.evaluation.notes import Unit, notes
from cellclassifier.core.evaluation.numbers import error_by_chance
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.statistics import Baseline, Proportion, wilson

__all__ = ["ClassNumbers", "Estimate", "Evaluation", "evaluate"]

MOST_WORK = 200_000_000
"""Resamples times tiles times classes: many tiles are redrawn less often."""

LEAST_REPETITIONS = 500


class ClassNumbers(NamedTuple):
    """Numbers of one class against the rest.

    Attributes:
        name: The class.
        n: Tiles that are of it.
        predicted: Tiles that are called so.
        precision: Share of those called so that are of it; None where none is.
        recall: Share of those of it that are called so; None where none is.
        f1: Harmonic mean of the two.
        precision_by_group: The precision with both intervals.
        recall_by_group: The recall with both intervals.
    """

    name: str
    n: int
    predicted: int
    precision: Proportion | None
    recall: Proportion | None
    f1: Estimate
    precision_by_group: Estimate
    recall_by_group: Estimate


class Evaluation(NamedTuple):
    """All numbers of predictions, over the tiles whose class is known.

    Attributes:
        n: Tiles whose class is known.
        groups: Groups that they are of; an image without a group is one.
        accuracy: Share that is right, with its Wilson interval by tile.
        accuracy_by_group: The same with both intervals.
        balanced: Mean recall of the classes that there are.
        classes: Numbers of each class.
        matrix: Confusion matrix, counts: rows true, columns predicted classes.
        shares: Shares of each of its rows; nan where no tile is of the class.
        roc_auc: Area below the ROC curve of each class against the rest.
        average_precision: Area below its precision-recall curve, in steps.
        brier: Brier score, see `numbers.Numbers`.
        log_loss: Log loss in nats.
        calibration_error: Expected calibration error; see `Estimates.error`.
        baseline: What needs no network.
        notes: What a reader of the numbers must know, in sentences.
        methods: Those of the notes that tell how a number is made.
        calibration_by_chance: The calibration error that a perfectly calibrated
            network stays below in 95 % of such samples.
        repetitions: Resamples that the intervals come from.
    """

    n: int
    groups: int
    accuracy: Proportion
    accuracy_by_group: Estimate
    balanced: Estimate
    classes: tuple[ClassNumbers, ...]
    matrix: NDArray[np.int64]
    shares: NDArray[np.float64]
    roc_auc: tuple[Estimate, ...]
    average_precision: tuple[Estimate, ...]
    brier: Estimate
    log_loss: Estimate
    calibration_error: Estimate
    baseline: Baseline
    notes: tuple[str, ...]
    methods: tuple[str, ...]
    calibration_by_chance: float
    repetitions: int


def evaluate(
    predictions: Predictions,
    *,
    seed: int = 0,
    repetitions: int = 2000,
    unit: Unit = "tile",
) -> Evaluation:
    """Return all numbers of predictions, each with n and interval.

    Intervals are 95 %. Shares of tiles have Wilson's by tile. All else is redrawn: see
    `resampling` for what is redrawn and how the ends are found, and `Estimates.error`
    for those of the calibration error.

    Args:
        predictions: The predictions; tiles whose class is not known are left out.
        seed: Of the random numbers: the same seed gives the same intervals.
        repetitions: Resamples, fewer where there are many tiles.
        unit: What the predictions are of, which the notes call by its name.

    Raises:
        UserError: The class of no tile is known.
    """
    known = predictions.known()
    if not known.tiles:
        raise UserError(
            tr(
                "Numbers need tiles whose true class is known, and the class of none "
                "of these {tiles} is. Predict a folder with one sub-folder for each "
                "class to get numbers; the predictions themselves are kept.",
                tiles=len(predictions.tiles),
            )
        )
    work = MOST_WORK // (len(known.tiles) * len(known.classes))
    repetitions = min(repetitions, max(LEAST_REPETITIONS, work))
    found = Estimates(known, seed, repetitions)
    by_chance = error_by_chance(known.confidence, repetitions, seed)
    evaluation = _evaluation(known, found, by_chance, repetitions)
    told, methods = notes(
        predictions, known, found.groups, by_chance, repetitions, seed, unit
    )
    return evaluation._replace(notes=told, methods=methods)


def _evaluation(
    known: Predictions, found: Estimates, by_chance: float, repetitions: int
) -> Evaluation:
    matrix, accuracy = known.matrix(), known.accuracy()
    places = range(len(known.classes))
    return Evaluation(
        n=len(known.tiles),
        groups=found.groups.total,
        accuracy=accuracy,
        accuracy_by_group=found.share("accuracy", accuracy),
        balanced=found.of("balanced"),
        classes=tuple(
            _class(known.classes[place], place, matrix, found) for place in places
        ),
        matrix=matrix,
        shares=ratio(matrix, matrix.sum(axis=1, keepdims=True)),
        roc_auc=tuple(found.of("roc_area", place) for place in places),
        average_precision=tuple(
            found.of("average_precision", place) for place in places
        ),
        brier=found.of("brier"),
        log_loss=found.of("log_loss"),
        calibration_error=found.error("calibration_error", by_chance),
        baseline=known.baseline(),
        notes=(),
        methods=(),
        calibration_by_chance=by_chance,
        repetitions=repetitions,
    )


def _class(
    name: str, place: int, matrix: NDArray[np.int64], found: Estimates
) -> ClassNumbers:
    right = int(matrix[place, place])
    n, predicted = int(matrix[place].sum()), int(matrix[:, place].sum())
    precision = wilson(right, predicted) if predicted else None
    recall = wilson(right, n) if n else None
    return ClassNumbers(
        name,
        n,
        predicted,
        precision,
        recall,
        found.of("f1", place),
        found.share("precision", precision, place),
        found.share("recall", recall, place),
    )
