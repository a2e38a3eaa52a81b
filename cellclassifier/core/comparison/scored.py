"""What runs made of the tiles of a test set: read once, until that changes."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.curves import hits, ranking, roc_area
from cellclassifier.core.evaluation.numbers import LEAST
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run

Floats = NDArray[np.float64]
Place = tuple[str, int, int, int, int]
"""Which tile it is: SHA-256 of its image, x, y, side; and which of several such."""


class Table(NamedTuple):
    """Predictions of tiles of known class, and which tile each is."""

    known: Predictions
    places: tuple[Place, ...]


class Scores(NamedTuple):
    """What a run made of each tile of known class, shape (tiles,).

    Attributes:
        right: Whether it is right.
        loss: -log of the probability of the true class, nats.
        tiles: SHA-256 of which tiles these are, in their order, and their classes.
        accuracy: Share that is right; this and the next are None where not defined.
        balanced: Mean over classes of the share that is right.
        auc: Area below the ROC curve, a mean over classes.
        mean_loss: Mean of `loss`.
    """

    right: NDArray[np.bool_]
    loss: Floats
    tiles: str
    accuracy: float | None = None
    balanced: float | None = None
    auc: float | None = None
    mean_loss: float | None = None


def table_of(run: Run, test: str) -> Table:
    """Return what a run predicted of a set; read once, until that changes.

    Raises:
        UserError: A table of the run is missing or damaged.
    """
    if isinstance(run, StoredRun):
        return Table(run.known, run.places)
    return _table(run.folder, test, changed_of(run, test))


def scores_of(run: Run, test: str) -> Scores:
    """Return what a run made of each tile of a set; read once, until that changes.

    Raises:
        UserError: A table of the run is missing or damaged.
    """
    if isinstance(run, StoredRun):
        return _stored(run)
    return _scores(run.folder, test, changed_of(run, test))


def _stored(run: StoredRun) -> Scores:
    named = _digest(run.places, run.known.true_classes)
    numbers = (run.values[key] for key in ("accuracy", "balanced", "auc", "loss"))
    return Scores(run.known.right, run.loss, named, *numbers)


def _digest(places: Sequence[Place], classes: Sequence[str]) -> str:
    return sha256(repr((places, classes)).encode()).hexdigest()


# Few: whole tables are large.
@lru_cache(maxsize=8)
def _table(folder: Path, test: str, changed: int) -> Table:
    run = Run(folder)
    found = run.predictions(test)
    assert found is not None
    known, hashes = found.known(), run.hashes(test)
    side, met = run.record.study.tiling.size, dict[Hashable, int]()
    places = []
    for image, (x, y) in zip(known.images, known.corners, strict=True):
        # An image that is no longer in the table stands for itself.
        place = (hashes.get(image, str(image)), x, y, side)
        met[place] = met.get(place, 0) + 1
        places.append((*place, met[place]))
    return Table(known, tuple(places))


@lru_cache(maxsize=4096)
def _scores(folder: Path, test: str, changed: int) -> Scores:
    known, places = _table(folder, test, changed)
    named = _digest(places, known.true_classes)
    if not known.tiles:
        return Scores(known.right, np.zeros(0), named)
    matrix, loss = known.matrix(), losses(known)
    of_class = matrix.sum(axis=1)
    recalls = matrix.diagonal()[of_class > 0] / of_class[of_class > 0]
    return Scores(
        known.right,
        loss,
        named,
        float(known.right.mean()),
        float(recalls.mean()),
        _auc(known),
        float(loss.mean()),
    )


def changed_of(run: Run, test: str) -> int:
    """Return when the predictions of a set were written, ns.

    Raises:
        UserError: They are gone.
    """
    path = run.predictions_path(test)
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise UserError(
            tr(
                "The predictions {path} are gone ({strerror}) since the runs were "
                "chosen. Choose them again, or predict the test set again.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def losses(known: Predictions) -> NDArray[np.float64]:
    """Return -log of the probability of each tile's true class, nats.

    As `evaluation.numbers` has it: a probability counts at least as `LEAST`.
    """
    p = known.probabilities.astype(np.float64)[np.arange(len(known.tiles)), known.true]
    return -np.log(np.maximum(p, LEAST))


def _auc(known: Predictions) -> float | None:
    """Return the mean area of each class against the rest; None without two classes."""
    ranked = (
        ranking(known.true == place, known.probabilities[:, place])
        for place in range(len(known.classes))
    )
    areas = [float(roc_area(*hits(each))) for each in ranked]
    defined = [area for area in areas if np.isfinite(area)]
    return float(np.mean(defined)) if defined else None
