"""An evaluation as files: tables that R reads, notes, and figures."""

from collections.abc import Callable, Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.evaluation.curves import (
    Curve,
    precision_recall,
    reliability,
    roc,
)
from cellclassifier.core.evaluation.evaluate import ClassNumbers, Estimate, Evaluation
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import in_english
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.statistics import Proportion

ENDINGS = ("png", "svg", "pdf")


class Row(NamedTuple):
    """A row of the table of numbers: one number with one of its intervals.

    Empty fields stand for what is not defined, or is no number of a class.
    """

    name: str
    class_name: str
    value: str
    k: str = ""
    n: str = ""
    low: str = ""
    high: str = ""
    interval: str = ""


HEADER = ("name", "class", "value", "k", "n", "low", "high", "interval")
WILSON, BY_TILE, BY_GROUP = "Wilson, tiles", "bootstrap, tiles", "bootstrap, groups"
ROC_HEADER = ("class", "threshold", "false_positive_rate", "true_positive_rate")
RECALL_HEADER = ("class", "threshold", "recall", "precision")
BIN_HEADER = ("from", "to", "n", "mean_confidence", "accuracy", "low", "high")


@in_english()
def write_evaluation(
    folder: Path,
    title: str,
    predictions: Predictions,
    evaluation: Evaluation,
    endings: Sequence[str] = ENDINGS,
) -> list[Path]:
    """Write the numbers, notes, curves and figures of an evaluation into a folder.

    Args:
        folder: Where to write; it is made where it is missing, and files of the same
            names are replaced.
        title: Above each figure, such as test set and run.
        predictions: The predictions; tiles whose class is not known are left out.
        evaluation: Their evaluation, made in English: its notes are written.
        endings: Of the figures: "png", "svg", "pdf"; none for tables only.

    Returns:
        The files, tables first.

    Raises:
        OSError: A file cannot be written.
    """
    known = predictions.known()
    tables: dict[str, tuple[Sequence[str], Iterator[Sequence[object]]]] = {
        "numbers.csv": (HEADER, _numbers(evaluation)),
        "confusion.csv": (("true", "predicted", "n", "share"), _confusion(evaluation)),
        "roc.csv": (ROC_HEADER, _curves(known, roc)),
        "precision_recall.csv": (RECALL_HEADER, _curves(known, precision_recall)),
        "reliability.csv": (BIN_HEADER, _bins(known)),
    }
    for name, (header, rows) in tables.items():
        write_table(folder / name, header, rows)
    notes = folder / "notes.txt"
    write_atomically(notes, "\n".join((title, *evaluation.notes)) + "\n")
    paths = [*(folder / name for name in tables), notes]
    if not endings:
        return paths
    # Imported here: it loads matplotlib's helpers, which tables do not need.
    from cellclassifier.core.evaluation.figures import write_figures

    return paths + write_figures(folder, title, known, evaluation, endings)


def _numbers(evaluation: Evaluation) -> Iterator[Row]:
    accuracy = evaluation.accuracy_by_group
    yield from _share("accuracy", "", evaluation.accuracy, accuracy)
    yield from _estimate("balanced_accuracy", "", evaluation.balanced)
    for place, each in enumerate(evaluation.classes):
        yield from _of_class(each)
        yield from _estimate("roc_auc", each.name, evaluation.roc_auc[place])
        area = evaluation.average_precision[place]
        yield from _estimate("average_precision", each.name, area)
    yield from _estimate("brier_score", "", evaluation.brier)
    yield from _estimate("log_loss", "", evaluation.log_loss)
    yield from _estimate("calibration_error", "", evaluation.calibration_error)
    chance = _text(evaluation.calibration_by_chance)
    yield Row("calibration_error_by_chance_95", "", chance)
    majority = evaluation.baseline
    yield Row("always_this_class", majority.class_name, _text(majority.share))
    yield Row("chance", "", _text(majority.chance))
    yield Row("groups", "", str(evaluation.groups))
    yield Row("resamples", "", str(evaluation.repetitions))


def _of_class(each: ClassNumbers) -> Iterator[Row]:
    shares = (
        ("precision", each.precision, each.precision_by_group),
        ("recall", each.recall, each.recall_by_group),
    )
    for name, share, by_group in shares:
        yield from _share(name, each.name, share, by_group)
    yield from _estimate("f1", each.name, each.f1)


def _share(
    name: str, class_name: str, share: Proportion | None, by_group: Estimate
) -> Iterator[Row]:
    if share is None:
        yield Row(name, class_name, "")
        return
    counted = Row(name, class_name, _text(share.value), str(share.k), str(share.n))
    yield _with_ends(counted, (share.low, share.high), WILSON)
    if by_group.by_group:
        yield _with_ends(counted, by_group.by_group, BY_GROUP)


def _estimate(name: str, class_name: str, found: Estimate) -> Iterator[Row]:
    row = Row(name, class_name, _text(found.value), n=str(found.n))
    if found.by_tile:
        yield _with_ends(row, found.by_tile, BY_TILE)
    if found.by_group:
        yield _with_ends(row, found.by_group, BY_GROUP)
    if not (found.by_tile or found.by_group):
        yield row


def _with_ends(row: Row, ends: tuple[float, float], interval: str) -> Row:
    return row._replace(low=_text(ends[0]), high=_text(ends[1]), interval=interval)


def _text(value: float) -> str:
    return "" if isnan(value) else f"{value:.9g}"


def _confusion(evaluation: Evaluation) -> Iterator[Sequence[object]]:
    names = [each.name for each in evaluation.classes]
    for (row, column), count in np.ndenumerate(evaluation.matrix):
        share = _text(float(evaluation.shares[row, column]))
        yield names[row], names[column], count, share


def _curves(
    known: Predictions,
    curve_of: Callable[[NDArray[np.bool_], NDArray[np.float32]], Curve],
) -> Iterator[Sequence[object]]:
    true = known.true
    for place, name in enumerate(known.classes):
        curve = curve_of(true == place, known.probabilities[:, place])
        for x, y, threshold in zip(*curve, strict=True):
            yield name, _text(threshold), _text(x), _text(y)


def _bins(known: Predictions) -> Iterator[Sequence[object]]:
    bins = reliability(known)
    columns = (bins.confidence, bins.accuracy, bins.low, bins.high)
    for place, count in enumerate(bins.counts):
        ends = (_text(bins.edges[place]), _text(bins.edges[place + 1]))
        yield (*ends, count, *(_text(column[place]) for column in columns))
