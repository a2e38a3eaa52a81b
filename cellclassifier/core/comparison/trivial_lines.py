"""What needs no network: brightness, size or background of each tile alone.

Each is told by a tree of a few leaves (`core.trivial`), trained on training tiles, and
judged on test tiles as a network is. A network that does no better has learnt no more.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.dealing import deal
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.folders import is_known_by
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import Proportion, wilson
from cellclassifier.core.tiling import (
    Tile,
    View,
    key_of,
    read_tile,
    read_tiles,
    view_of,
)
from cellclassifier.core.trivial import cross_validated, fitted

Floats = NDArray[np.float64]
Progress = Callable[[str, int, int], None]

FOLDS = 5
"""Folds of the cross-validation by group, at most."""

FEATURES: Mapping[str, str] = {
    "brightness only": "mean brightness of the tile, of each channel",
    "size only": "area, in pixels of the image, of what is brighter than Otsu's "
    "threshold",
    "background only": "median and spread of what is darker than Otsu's threshold",
}
"""What each trivial classifier is given of a tile (N. Otsu, IEEE Trans. Syst. Man
Cybern. 9 (1979) 62-66)."""


class Trivial(NamedTuple):
    """How well one feature tells the classes apart.

    Attributes:
        name: A key of `FEATURES`.
        training: Training tiles that are right, each by a classifier that saw none of
            the groups of its fold; ``None`` where a class has one group only.
        test: Test tiles of known class that are right, after training on all.
    """

    name: str
    training: Proportion | None
    test: Proportion


def trivial(
    run: Run, test: str, progress: Progress | None = None
) -> tuple[Trivial, ...]:
    """Train and judge a trivial classifier of each feature, on the tiles of a run.

    Training tiles of which so many a class were drawn for this run count all. What was
    measured of tiles is kept in the study.

    Args:
        run: A run with true labels.
        test: Name of one of its sets; without a tile of known class there is nothing.
        progress: Told how far it is; may raise to stop.

    Raises:
        UserError: An image is gone or was changed, or the study cannot be written.
    """
    tell = progress or (lambda what, done, of: None)
    classes = run.record.classes
    train = [tile for tile in (*run.tiles(), *_others(run)) if tile.part == "train"]
    known = [tile for tile in run.tiles(test) if tile.class_name in classes]
    if not known or len({tile.class_name for tile in train}) < 2:
        return ()
    seen, asked = (
        _features(run, "train", train, tell),
        _features(run, test, known, tell),
    )
    folds = _folds(train)
    return tuple(
        _trivial(name, (seen[name], train), (asked[name], known), classes, folds)
        for name in FEATURES
    )


def _others(run: Run) -> tuple[Tile, ...]:
    path = run.folder / "not_drawn.csv"
    drawn = run.record.study.training.per_class and path.exists()
    return read_tiles(path) if drawn else ()


def _trivial(
    name: str,
    train: tuple[Floats, Sequence[Tile]],
    test: tuple[Floats, Sequence[Tile]],
    classes: Sequence[str],
    folds: Sequence[int],
) -> Trivial:
    values, truth = _values(train[0]), [tile.class_name for tile in train[1]]
    own = None
    if folds:
        told = cross_validated(values, truth, classes, folds)
        own = wilson(sum(map(str.__eq__, told, truth)), len(truth))
    answers = fitted(values, truth, classes)(_values(test[0]))
    right = sum(a == tile.class_name for a, tile in zip(answers, test[1], strict=True))
    return Trivial(name, own, wilson(right, len(test[1])))


def _values(table: Floats) -> list[tuple[float, ...]]:
    return [tuple(row) for row in table.tolist()]


def _folds(tiles: Sequence[Tile]) -> Sequence[int]:
    """Return the fold of each tile, by whole groups; none where that cannot be."""
    groups: dict[str, set[str]] = defaultdict(set)
    for tile in tiles:
        groups[tile.class_name].add(tile.group)
    fewest = min(len(found) for found in groups.values())
    return deal(tiles, min(FOLDS, fewest), 0) if fewest > 1 else ()


def _features(
    run: Run, table: str, tiles: Sequence[Tile], tell: Progress
) -> dict[str, Floats]:
    """Return what is measured of tiles, (tiles, numbers), by feature."""
    view, hashes = view_of(run.record.study).unmasked, run.hashes(table)
    key = key_of(tiles, hashes, view)
    path = run.study_folder / "cache" / f"trivial_{key}.npy"
    if path.exists():
        return _apart(np.asarray(np.load(path, allow_pickle=False)))
    _verify(tiles, hashes)
    rows = []
    for done, tile in enumerate(tiles):
        if done % 20 == 0:
            what = tr("measuring tiles of {table}", table=table)
            tell(what, done, len(tiles))
        rows.append(_row(tile, view))
    found, data = np.array(rows, np.float64), io.BytesIO()
    np.save(data, found, allow_pickle=False)
    try:
        write_atomically(path, data.getvalue())
    except OSError as error:
        raise UserError(
            tr(
                "What was measured of tiles cannot be kept in {parent} "
                "({strerror}). Nothing was changed. Free space.",
                parent=path.parent,
                strerror=error.strerror,
            )
        ) from error
    return _apart(found)


def _row(tile: Tile, view: View) -> tuple[float, ...]:
    # Imported here: the window starts sooner without.
    import cv2

    pixels = read_tile(tile, view)
    grey = pixels.mean(axis=-1)
    low, high = float(grey.min()), float(grey.max())
    steps = np.rint((grey - low) / max(high - low, 1e-9) * 255).astype(np.uint8)
    threshold, _ = cv2.threshold(steps, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = steps <= threshold
    area = float((~dark).mean()) * tile.width * tile.height
    background = grey[dark]
    spread = float(background.std(dtype=np.float64))
    means = pixels.mean(axis=(0, 1), dtype=np.float64)
    return area, float(np.median(background)), spread, *means.tolist()


def _apart(table: Floats) -> dict[str, Floats]:
    return {
        "brightness only": table[:, 3:],
        "size only": table[:, :1],
        "background only": table[:, 1:3],
    }


def _verify(tiles: Sequence[Tile], hashes: Mapping[Path, str]) -> None:
    for path in dict.fromkeys(tile.image for tile in tiles):
        if not path.exists() or not is_known_by(path, hashes[path]):
            raise UserError(
                tr(
                    "The image {path} is gone or was changed since the run was made, "
                    "so that it cannot be told what needs no network. Put the old one "
                    "back.",
                    path=path,
                )
            )
