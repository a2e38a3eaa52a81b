"""The numbers of an evaluation, for many resamples of the tiles at once.

The same code gives the numbers themselves (each tile counted once) and what they would
be in other samples, so that an interval always belongs to its number.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.evaluation.curves import (
    BINS,
    Ranking,
    average_precision,
    bin_of,
    ranking,
    ratio,
    roc_area,
)
from cellclassifier.core.predictions import Predictions

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Array = NDArray[np.float64]

MOST_STEPS = 2000
"""Steps of a curve in the resamples; many more tiles than these are merged to them."""

LEAST = float(np.finfo(np.float32).eps)
"""The smallest probability that log loss counts: it would be infinite at 0."""


class Numbers(NamedTuple):
    """Each number in each of r resamples, shape (r,), or (r, classes); nan undefined.

    Attributes:
        accuracy: Share of tiles that are right.
        balanced: Mean recall of the classes that there are.
        precision: Of the tiles called of a class, the share that is of it.
        recall: Of the tiles of a class, the share that is called so.
        f1: Harmonic mean of the two: 2 right / (2 right + missed + wrongly called).
        roc_area: Area below the ROC curve of each class against the rest.
        average_precision: Area below its precision-recall curve.
        brier: Mean squared distance of probabilities and truth: with two classes of
            the probability of one, 0 .. 1, with more summed over all, 0 .. 2
            (G. W. Brier, Mon. Weather Rev. 78 (1950) 1-3; as scikit-learn has it).
        log_loss: Mean -ln of the probability of the true class, at least `LEAST`.
        calibration_error: Expected calibration error, see `curves.Reliability`.
    """

    accuracy: Array
    balanced: Array
    precision: Array
    recall: Array
    f1: Array
    roc_area: Array
    average_precision: Array
    brier: Array
    log_loss: Array
    calibration_error: Array


class Steps(NamedTuple):
    """The tiles of a class's ROC curve, from the highest score to the lowest.

    Attributes:
        of_row: The step of each tile, 0 for the highest score; equal ones go together.
        total: Number of steps.
        is_class: Whether each tile is of the class.
    """

    of_row: NDArray[np.intp]
    total: int
    is_class: NDArray[np.bool_]


class Facts(NamedTuple):
    """What the numbers are made of, for tiles whose class is known.

    Attributes:
        classes: Number of classes.
        sums: What is added up over tiles, shape (tiles, columns): for each class
            whether a tile is of it, is called so, and is both; its Brier score; its
            log loss; for each bin its confidence less whether it is right.
        steps: The curve of each class.
    """

    classes: int
    sums: Array
    steps: tuple[Steps, ...]


class Gathered(NamedTuple):
    """Facts of whole units.

    Attributes:
        classes: Number of classes.
        sums: See `Facts`: a sparse matrix, shape (columns, units).
        curves: For each class a sparse matrix, shape (2 steps, units): how many tiles
            of a unit lie on each step, first others, then those of the class.
    """

    classes: int
    sums: "csr_array"
    curves: "tuple[csr_array, ...]"


def facts(known: Predictions) -> Facts:
    """Return what the numbers of predictions are made of; all classes are known."""
    classes = len(known.classes)
    p = known.probabilities.astype(np.float64)
    of_class = np.arange(classes) == known.true[:, None]
    called = np.arange(classes) == known.predicted[:, None]
    brier = ((p - of_class) ** 2).sum(axis=1) / (2 if classes == 2 else 1)
    loss = -np.log(np.maximum(p[of_class], LEAST))
    bins = np.arange(BINS) == bin_of(known.confidence)[:, None]
    gaps = bins * (known.confidence - known.right)[:, None]
    parts = (of_class, called, of_class & called, brier[:, None], loss[:, None], gaps)
    steps = tuple(_steps(ranking(of_class[:, i], p[:, i])) for i in range(classes))
    return Facts(classes, np.hstack(parts).astype(np.float64), steps)


def _steps(ranked: Ranking) -> Steps:
    sizes = np.diff(ranked.ends, prepend=-1)
    of_row, is_class = np.empty_like(ranked.order), np.empty_like(ranked.is_class)
    of_row[ranked.order] = np.repeat(np.arange(len(sizes)), sizes)
    is_class[ranked.order] = ranked.is_class
    return Steps(of_row, len(sizes), is_class)


def merged(made_of: Facts, most: int = MOST_STEPS) -> Facts:
    """Return facts whose curves have at most `most` steps, of about as many tiles each.

    The areas of the curves change by far less than they vary from sample to sample.
    """
    return made_of._replace(steps=tuple(_merge(each, most) for each in made_of.steps))


def _merge(steps: Steps, most: int) -> Steps:
    if steps.total <= most:
        return steps
    tiles = np.cumsum(np.bincount(steps.of_row, minlength=steps.total))
    _, wider = np.unique((tiles - 1) * most // tiles[-1], return_inverse=True)
    return Steps(wider[steps.of_row], int(wider[-1]) + 1, steps.is_class)


def gathered(made_of: Facts, unit_of_row: NDArray[np.intp], total: int) -> Gathered:
    """Add up facts of tiles over their units.

    Args:
        made_of: The facts.
        unit_of_row: The unit of each tile, 0 .. total - 1.
        total: Number of units.
    """
    # Imported here: the window starts faster without.
    from scipy.sparse import coo_array, csr_array

    ones = np.ones(len(unit_of_row))
    rows = coo_array((ones, (np.arange(len(ones)), unit_of_row)), (len(ones), total))
    # Sparse although few are 0: a product of one thread, which waits for no other.
    sums = csr_array(made_of.sums.T) @ rows.tocsr()
    curves = tuple(
        coo_array(
            (ones, (each.of_row + each.total * each.is_class, unit_of_row)),
            (2 * each.total, total),
        ).tocsr()
        for each in made_of.steps
    )
    return Gathered(made_of.classes, sums, curves)


def numbers(made_of: Gathered, weights: Array) -> Numbers:
    """Return all numbers where units count as often as `weights`, shape (r, units)."""
    sums = (made_of.sums @ weights.T).T
    of_class, called, right = np.split(sums[:, : 3 * made_of.classes], 3, axis=1)
    brier, loss, gaps = np.split(sums[:, 3 * made_of.classes :], (1, 2), axis=1)
    n, recall = of_class.sum(axis=1), ratio(right, of_class)
    there = np.isfinite(recall)
    areas = [_areas(each @ weights.T) for each in made_of.curves]
    return Numbers(
        ratio(right.sum(axis=1), n),
        ratio(np.where(there, recall, 0).sum(axis=1), there.sum(axis=1)),
        ratio(right, called),
        recall,
        ratio(2 * right, of_class + called),
        np.stack([area for area, _ in areas], axis=1),
        np.stack([mean for _, mean in areas], axis=1),
        ratio(brier[:, 0], n),
        ratio(loss[:, 0], n),
        ratio(np.abs(gaps).sum(axis=1), n),
    )


def _areas(counts: Array) -> tuple[Array, Array]:
    """Return both areas of counts on the steps, shape (2 steps, r)."""
    wrong, right = np.split(counts, 2)
    wrong, right = np.cumsum(wrong, axis=0).T, np.cumsum(right, axis=0).T
    return roc_area(right, wrong), average_precision(right, wrong)


def error_by_chance(
    confidence: NDArray[np.float32], repetitions: int, seed: int
) -> float:
    """Return the calibration error that even a perfectly calibrated network may show.

    The error is never negative, so that few tiles make it large by chance. Tiles are
    drawn right with their own confidence (J. Vaicenavicius et al., AISTATS 2019).

    Args:
        confidence: Confidence of each tile.
        repetitions: How often to draw.
        seed: Of the random numbers.

    Returns:
        The error that is not exceeded in 95 % of the draws.
    """
    random = np.random.default_rng([seed, 2])
    n, bins, found = len(confidence), bin_of(confidence), np.empty(repetitions)
    for place in range(repetitions):
        gaps = confidence - (random.random(n, np.float32) < confidence)
        found[place] = np.abs(np.bincount(bins, gaps, BINS)).sum() / n
    return float(np.quantile(found, 0.95))
