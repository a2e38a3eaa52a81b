"""What a run predicts for a test set: the whole probability vector of each tile."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.statistics import Baseline, Proportion, baseline, wilson
from cellclassifier.core.tiling import Tile

COLUMNS = ("tile", "image", "group", "x", "y", "true_class", "predicted_class")


class Predictions(NamedTuple):
    """Predictions of n tiles.

    `probabilities` is float32, shape (n, classes); its columns follow `classes` and
    each of its rows sums to 1. The true class of a tile is "" where it is not known.
    """

    classes: tuple[str, ...]
    tiles: tuple[int, ...]
    images: tuple[Path, ...]
    groups: tuple[str, ...]
    corners: tuple[tuple[int, int], ...]
    true_classes: tuple[str, ...]
    probabilities: NDArray[np.float32]

    @property
    def predicted(self) -> NDArray[np.intp]:
        """Index of the most probable class of each tile."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @property
    def predicted_classes(self) -> tuple[str, ...]:
        """Name of the most probable class of each tile."""
        return tuple(self.classes[index] for index in self.predicted)

    @property
    def confidence(self) -> NDArray[np.float32]:
        """Probability of the predicted class of each tile."""
        return np.asarray(self.probabilities.max(axis=1))

    @property
    def true(self) -> NDArray[np.intp]:
        """Index of the true class of each tile; -1 where it is not known."""
        places = {name: index for index, name in enumerate(self.classes)}
        return np.array([places.get(name, -1) for name in self.true_classes], np.intp)

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Whether the true class is known, for each tile."""
        return np.asarray(self.true >= 0)

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the predicted class is the true one; False where that is unknown."""
        return np.asarray(self.predicted == self.true)

    @property
    def wrongness(self) -> NDArray[np.float32]:
        """1 - probability of the true class: 0 right, 1 surely wrong, nan unknown."""
        rows, true = np.arange(len(self.tiles)), self.true
        found = np.float32(1) - self.probabilities[rows, true]
        return np.where(true >= 0, found, np.float32(np.nan))

    @property
    def uncertainty(self) -> NDArray[np.float32]:
        """Entropy of each tile's probabilities: 0 sure, 1 all classes alike.

        C. E. Shannon, Bell Syst. Tech. J. 27 (1948) 379; divided by log(classes).
        """
        p = self.probabilities.astype(np.float64)
        # What is improbable to the last digit adds nothing.
        entropy = -(p * np.log(np.maximum(p, np.finfo(np.float64).tiny))).sum(axis=1)
        share = entropy / np.log(max(len(self.classes), 2))
        return np.asarray(np.clip(share, 0, 1), np.float32)

    def rows(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> "Predictions":
        """Return the predictions of some tiles: by a mask, or by their places."""
        places = np.arange(len(self.tiles))[kept]
        return self._replace(
            tiles=tuple(self.tiles[place] for place in places),
            images=tuple(self.images[place] for place in places),
            groups=tuple(self.groups[place] for place in places),
            corners=tuple(self.corners[place] for place in places),
            true_classes=tuple(self.true_classes[place] for place in places),
            probabilities=self.probabilities[places],
        )

    def known(self) -> "Predictions":
        """Return the predictions of the tiles whose true class is known."""
        labelled = self.labelled
        return self if labelled.all() else self.rows(labelled)

    def accuracy(self) -> Proportion:
        """Return the share of tiles predicted right, with n and interval.

        Only tiles whose class is known count.

        Raises:
            ValueError: There is none: see `labelled`.
        """
        return wilson(int(self.right.sum()), int(self.labelled.sum()))

    def baseline(self) -> Baseline:
        """Return the majority class of the known tiles, its share, and chance.

        Raises:
            ValueError: The class of no tile is known.
        """
        named = [self.classes[place] for place in self.true if place >= 0]
        return baseline(named, len(self.classes))

    def matrix(self) -> NDArray[np.int64]:
        """Return the confusion matrix: rows true, columns predicted classes, counts."""
        counts = np.zeros((len(self.classes), len(self.classes)), np.int64)
        labelled = self.labelled
        np.add.at(counts, (self.true[labelled], self.predicted[labelled]), 1)
        return counts


def from_tiles(
    classes: Sequence[str], tiles: Sequence[Tile], probabilities: NDArray[np.float32]
) -> Predictions:
    """Join tiles and their probabilities, shape (tiles, classes), in the same order."""
    return Predictions(
        tuple(classes),
        tuple(tile.number for tile in tiles),
        tuple(tile.image for tile in tiles),
        tuple(tile.group for tile in tiles),
        tuple((tile.x, tile.y) for tile in tiles),
        tuple(tile.class_name for tile in tiles),
        np.asarray(probabilities, np.float32),
    )


def write_predictions(path: Path, predictions: Predictions) -> None:
    """Write predictions as a CSV table, one row a tile, one column ``p_CLASS`` each."""
    header = [*COLUMNS, *(f"p_{name}" for name in predictions.classes)]
    rows = zip(
        predictions.tiles,
        predictions.images,
        predictions.groups,
        predictions.corners,
        predictions.true_classes,
        predictions.predicted_classes,
        predictions.probabilities,
        strict=True,
    )
    write_table(
        path,
        header,
        # Nine digits give every float32 back exactly.
        ((*row[:3], *row[3], *row[4:6], *(f"{p:.9g}" for p in row[6])) for row in rows),
    )


def read_predictions(path: Path) -> Predictions:
    """Read what `write_predictions` wrote.

    Raises:
        UserError: The table is damaged.
    """
    try:
        return _read(read_table(path))
    except (ValueError, LookupError, TypeError) as error:
        raise UserError(
            tr(
                "The table of predictions {path} is damaged ({error}). Take the file "
                "away and predict the test set again.",
                path=path,
                error=error,
            )
        ) from error


def _read(rows: list[dict[str, str]]) -> Predictions:
    columns = [name for name in rows[0] if name.startswith("p_")]
    return Predictions(
        tuple(name.removeprefix("p_") for name in columns),
        tuple(int(row["tile"]) for row in rows),
        tuple(Path(row["image"]) for row in rows),
        tuple(row["group"] for row in rows),
        tuple((int(row["x"]), int(row["y"])) for row in rows),
        tuple(row["true_class"] for row in rows),
        np.array([[float(row[name]) for name in columns] for row in rows], np.float32),
    )


def summary(predictions: Predictions) -> str:
    """Return the result in a sentence, beside chance and the majority class.

    Such as "352 of 371 right: 94.9 % (92.2-96.7); chance 50 %, always `control`
    63.9 %". Where some classes are not known it says so; where none is, only that.
    """
    n, known = len(predictions.tiles), int(predictions.labelled.sum())
    if not known:
        return tr_n(
            "1 tile predicted; the class of none is known",
            "{n:,} tiles predicted; the class of none is known",
            n,
            n=n,
        )
    base = predictions.baseline()
    only = ""
    if known != n:
        unknown = tr(
            "the class of {unknown} of {n} is not known", unknown=n - known, n=n
        )
        only = f" ({unknown})"
    chance = tr(
        "chance {chance:.3g} %, always `{name}` {share:.1f} %",
        chance=100 * base.chance,
        name=base.class_name,
        share=100 * base.share,
    )
    return f"{predictions.accuracy().text()}{only}; {chance}"
