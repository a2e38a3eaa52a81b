"""Curves of scores: ROC, precision and recall, reliability; and what lies below."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cellclassifier.core.predictions import Predictions
from cellclassifier.core.statistics import wilson

BINS = 10
"""Bins of confidence, of equal width, unless another number is asked for."""


class Curve(NamedTuple):
    """One point for each distinct score, from the strictest threshold to the mildest.

    A tile is called of the class where its score is at least the threshold. The first
    point stands for no tile: its threshold is infinite.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    thresholds: NDArray[np.float64]


class Ranking(NamedTuple):
    """Tiles from the highest score to the lowest.

    Attributes:
        order: Row of the tile at each place.
        is_class: Whether the tile at each place is of the class.
        ends: The last place of each distinct score: tiles of one score go together.
        scores: Those scores, falling.
    """

    order: NDArray[np.intp]
    is_class: NDArray[np.bool_]
    ends: NDArray[np.intp]
    scores: NDArray[np.float64]


class Reliability(NamedTuple):
    """Confidence against accuracy, in bins of confidence of equal width.

    Attributes:
        edges: The edges of the bins, bins + 1 of them, 0 .. 1; a bin holds its upper
            edge and not its lower one.
        confidence: Mean confidence of the tiles of each bin; nan where it is empty.
        accuracy: Share of its tiles that are right; nan where it is empty.
        counts: Tiles in each bin.
        low: Lower end of the accuracy's 95 % Wilson interval; nan where it is empty.
        high: Its upper end.
    """

    edges: NDArray[np.float64]
    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    counts: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def error(self) -> float:
        """Return the expected calibration error, 0 .. 1; nan where there is no tile.

        The mean distance of confidence and accuracy over bins, weighted by tiles: Guo
        et al., On Calibration of Modern Neural Networks (ICML 2017), eq. 3.
        """
        filled = self.counts > 0
        gaps = np.abs(self.accuracy - self.confidence)[filled]
        if not gaps.size:
            return float("nan")
        return float(np.average(gaps, weights=self.counts[filled]))


def ranking(is_class: ArrayLike, score: ArrayLike) -> Ranking:
    """Order tiles by falling score.

    Args:
        is_class: Whether each tile is of the class.
        score: Its score, such as the probability of the class; finite.

    Raises:
        ValueError: The two differ in length, or a score is not a number.
    """
    belongs, scores = np.asarray(is_class, bool), np.asarray(score, np.float64)
    if belongs.shape != scores.shape or belongs.ndim != 1 or np.isnan(scores).any():
        raise ValueError(
            "Expected one score, a number, for each tile. Received shapes "
            f"{belongs.shape} and {scores.shape}"
        )
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    ends = np.flatnonzero(np.append(np.diff(falling) != 0, True))[: len(falling)]
    return Ranking(order, belongs[order], ends, falling[ends])


def hits(ranked: Ranking) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the tiles of the class, and the others, down to each distinct score."""
    right = np.cumsum(ranked.is_class, dtype=np.float64)[ranked.ends]
    return right, ranked.ends + 1 - right


def roc_area(
    right: NDArray[np.float64], wrong: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the area below the ROC curve of counts like `hits`, shape (..., scores).

    It is the chance that a tile of the class scores higher than another one, ties
    counted half (J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29-36); nan where
    there is no tile of the class, or no other.
    """
    steps = np.diff(wrong, axis=-1, prepend=0)
    heights = right - np.diff(right, axis=-1, prepend=0) / 2
    return ratio((steps * heights).sum(-1), _last(right) * _last(wrong))


def average_precision(
    right: NDArray[np.float64], wrong: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the mean precision over recall of counts like `hits`, shape (..., scores).

    In steps, without the straight lines between points that would flatter (J. Davis
    and M. Goadrich, ICML 2006); nan where there is no tile of the class.
    """
    steps = np.diff(right, axis=-1, prepend=0)
    return ratio((steps * ratio(right, right + wrong, 0.0)).sum(-1), _last(right))


def _last(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    return counts[..., -1] if counts.shape[-1] else np.zeros(counts.shape[:-1])


def ratio(
    above: NDArray[Any], below: NDArray[Any], empty: float = np.nan
) -> NDArray[np.float64]:
    """Return above / below, and `empty` where nothing is below."""
    filled = np.full(np.shape(above), empty, np.float64)
    np.divide(above, below, out=filled, where=np.asarray(below) > 0)
    return filled


def roc(is_class: ArrayLike, score: ArrayLike) -> Curve:
    """Return the ROC curve: x false positive rate, y true positive rate.

    A rate is nan where there is no tile to take it from. See `ranking` for arguments.
    """
    ranked = ranking(is_class, score)
    right, wrong = hits(ranked)
    x, y = ratio(wrong, _last(wrong)), ratio(right, _last(right))
    return _with_first(x, y, 0.0, ranked)


def precision_recall(is_class: ArrayLike, score: ArrayLike) -> Curve:
    """Return the precision-recall curve: x recall, y precision.

    Recall is nan where no tile is of the class. The first point, of no tile at all,
    has precision 1 by convention. See `ranking` for arguments.
    """
    ranked = ranking(is_class, score)
    right, wrong = hits(ranked)
    x, y = ratio(right, _last(right)), ratio(right, right + wrong)
    return _with_first(x, y, 1.0, ranked)


def _with_first(
    x: NDArray[np.float64], y: NDArray[np.float64], first: float, ranked: Ranking
) -> Curve:
    return Curve(
        np.concatenate([[0.0], x]),
        np.concatenate([[first], y]),
        np.concatenate([[np.inf], ranked.scores]),
    )


def bin_of(confidence: NDArray[np.float32], bins: int = BINS) -> NDArray[np.intp]:
    """Return the bin of each confidence, 0 .. bins - 1: bins hold their upper edge."""
    # Of the same type as the confidences: 0.6 lies on the edge 0.6, not beside it.
    edges = np.linspace(0, 1, bins + 1).astype(np.float32)
    places = np.searchsorted(edges, confidence, side="left") - 1
    return np.clip(places, 0, bins - 1)


def reliability(predictions: Predictions, bins: int = BINS) -> Reliability:
    """Return confidence against accuracy of the tiles whose class is known.

    Args:
        predictions: The predictions.
        bins: Bins of equal width, at least 1.
    """
    known = predictions.known()
    places = bin_of(known.confidence, bins)
    counts = np.bincount(places, minlength=bins)
    right = np.bincount(places[known.right], minlength=bins)
    sums = np.bincount(places, known.confidence, bins)
    ends = np.full((2, bins), np.nan)
    for place in np.flatnonzero(counts):
        ends[:, place] = wilson(int(right[place]), int(counts[place]))[2:]
    mean, share = ratio(sums, counts), ratio(right, counts)
    return Reliability(np.linspace(0, 1, bins + 1), mean, share, counts, *ends)
