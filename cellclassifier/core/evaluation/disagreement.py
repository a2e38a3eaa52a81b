"""Several runs on one test set: where they agree, differ, and are all wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions

Key = tuple[int, Path, tuple[int, int]]


class Disagreement(NamedTuple):
    """What several runs say of the tiles that all of them predicted.

    Attributes:
        tiles: Numbers of those tiles, in the order of the first run.
        labels: Index of the predicted class, shape (runs, tiles).
        right: Whether it is the true one, same shape; False where that is unknown.
        unanimous: Tiles of which all runs say the same.
        wrong_in_every: Tiles of known class that no run predicts right.
        right_in_every: Tiles of known class that every run predicts right.
        differ: Tiles of which not all runs say the same.
        mean: The mean of the runs' probabilities.
    """

    tiles: tuple[int, ...]
    labels: NDArray[np.intp]
    right: NDArray[np.bool_]
    unanimous: NDArray[np.bool_]
    wrong_in_every: NDArray[np.bool_]
    right_in_every: NDArray[np.bool_]
    differ: NDArray[np.bool_]
    mean: Predictions


def compare(tables: Sequence[Predictions]) -> Disagreement:
    """Compare predictions of several runs on the tiles common to all of them.

    A tile is the same where its number, its image and its corner are: runs that cut
    the images in other ways have other tiles.

    Args:
        tables: The predictions of each run, at least one.

    Raises:
        UserError: The runs have other classes, no tile is common to all, or a tile
            has another true class in one of them.
        ValueError: There is no table.
    """
    if not tables:
        raise ValueError("Expected predictions of at least one run. Received none")
    _check_classes(tables)
    common = _common(tables)
    _check_truth(common)
    labels = np.stack([table.predicted for table in common])
    right = np.stack([table.right for table in common])
    unanimous = (labels == labels[0]).all(axis=0)
    known = common[0].labelled
    every = np.stack([table.probabilities for table in common])
    mean = np.asarray(every.mean(axis=0, dtype=np.float64), np.float32)
    return Disagreement(
        tiles=common[0].tiles,
        labels=labels,
        right=right,
        unanimous=unanimous,
        wrong_in_every=known & ~right.any(axis=0),
        right_in_every=np.asarray(right.all(axis=0)),
        differ=~unanimous,
        mean=common[0]._replace(probabilities=mean),
    )


def _check_classes(tables: Sequence[Predictions]) -> None:
    other = next((t for t in tables if t.classes != tables[0].classes), None)
    if other is not None:
        raise UserError(
            tr(
                "Runs can be compared where they tell the same classes apart. One has "
                "{named}, another {named_2}. Choose runs of the same "
                "classes; no predictions are lost.",
                named=_named(tables[0]),
                named_2=_named(other),
            )
        )


def _named(table: Predictions) -> str:
    return ", ".join(f"`{name}`" for name in table.classes)


def _common(tables: Sequence[Predictions]) -> list[Predictions]:
    places = [{key: row for row, key in enumerate(_keys(each))} for each in tables]
    shared = set(places[0]).intersection(*places[1:])
    if not shared:
        raise UserError(
            tr(
                "Runs can be compared on tiles that all of them predicted, and there "
                "is none: they cut the images in different ways, or predicted other "
                "images. Predict the same folder with runs of the same tiles; no "
                "predictions are lost."
            )
        )
    keys = [key for key in _keys(tables[0]) if key in shared]
    return [
        table.rows(np.array([found[key] for key in keys], np.intp))
        for table, found in zip(tables, places, strict=True)
    ]


def _keys(table: Predictions) -> list[Key]:
    return list(zip(table.tiles, table.images, table.corners, strict=True))


def _check_truth(common: Sequence[Predictions]) -> None:
    true = np.stack([table.true for table in common])
    changed = int((true != true[0]).any(axis=0).sum())
    if changed:
        raise UserError(
            tr(
                "The true class of {changed:,} of {tiles:,} tiles is not the same for "
                "all runs: images were moved to other classes between them. Predict "
                "the test set again with each run; no predictions are lost.",
                changed=changed,
                tiles=len(common[0].tiles),
            )
        )
