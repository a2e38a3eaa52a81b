"""Tiles as arrays, and as the batches of an epoch."""

import math
from collections.abc import Callable, Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.augment import augment_batch
from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import is_known_by
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_cache import MappedTiles, open_tiles
from cellclassifier.core.tile_spec import AugmentSpec
from cellclassifier.core.tiling import Tile, read_tile, view_of

Float32 = NDArray[np.float32]

PART = 256
"""Tiles that are looked at at once where all of them would not fit into memory."""


def load_tiles(
    run: Run, tiles: Sequence[Tile], check: Callable[[int], None]
) -> MappedTiles:
    """Return tiles as the network sees them, decoded once for all runs of a study.

    Args:
        run: The run, the images of which were verified.
        tiles: Tiles of it, at least one.
        check: Called with the number of tiles read so far; may raise to stop.

    Returns:
        float32, shape (tiles, size, size, channels).
    """
    view, channels = view_of(run.record.study), run.record.channels
    return open_tiles(run.study_folder, tiles, view, channels, run.hashes(), check)


def read_batch(run: Run, tiles: Sequence[Tile]) -> Float32:
    """Read a few tiles as the network sees them, (tiles, size, size, channels)."""
    view = view_of(run.record.study)
    return np.stack([read_tile(tile, view) for tile in tiles])


def verify(
    run: Run, tiles: Sequence[Tile], check: Callable[[], None], table: str = "train"
) -> None:
    """Make sure that the images of tiles are those that the run was made with.

    Args:
        run: The run.
        tiles: Its tiles.
        check: Called for each image; may raise to stop.
        table: The set that the tiles are of.

    Raises:
        UserError: An image is gone, or was changed since.
    """
    known = run.hashes(table)
    since, anew = f"the run {run.id} was made", "train anew"
    if table not in ("train", *run.record.tests):
        since, anew = f"the run {run.id} was given it", "predict its folder again"
    for path in dict.fromkeys(tile.image for tile in tiles):
        check()
        if not path.exists():
            raise UserError(
                f"The image {path} is gone. Put it back, or choose the folders again "
                f"and {anew}."
            )
        if not is_known_by(path, known[path]):
            raise UserError(
                f"The image {path} has been changed since {since}, "
                f"so its numbers would mean nothing. Put the old one back, or {anew}."
            )


class TileBatches(keras.utils.PyDataset):
    """The batches of an epoch, in an order and with changes that its seed decides.

    Order and changes depend on (seed, epoch) and (seed, epoch, tile) alone. Without an
    `augment` neither order nor tiles change: so validation is the same in each epoch.

    Args:
        tiles: float32, shape (n, size, size, channels), in memory or in a file.
        labels: One-hot classes, float32, shape (n, classes); or that of the second
            class alone, (n, 1).
        numbers: The tiles' numbers, which their changes are drawn from.
        batch_size: Tiles in a batch; the last may be smaller.
        augment: How tiles are changed at random, or ``None``.
        seed: The run's seed.

    Attributes:
        batch_size: Tiles in a batch; it may be changed between two epochs.
    """

    def __init__(
        self,
        tiles: Float32 | MappedTiles,
        labels: Float32,
        numbers: Sequence[int],
        batch_size: int,
        augment: AugmentSpec | None = None,
        seed: int = 0,
    ) -> None:
        super().__init__()
        self._tiles, self._labels, self._numbers = tiles, labels, numbers
        self.batch_size, self._augment, self._seed = batch_size, augment, seed
        self.begin(1)

    @property
    def n_tiles(self) -> int:
        """Number of tiles in an epoch."""
        return len(self._tiles)

    @property
    def root_mean_square(self) -> float:
        """Root of the mean square of all values, before any change."""
        # In parts: all tiles at once may be larger than memory.
        starts = range(0, len(self._tiles), PART)
        parts = (self._tiles[start : start + PART] for start in starts)
        total = sum(float(np.square(part, dtype=np.float64).sum()) for part in parts)
        return math.sqrt(total / self._tiles.size)

    def __len__(self) -> int:
        return -(-len(self._tiles) // self.batch_size)

    def __getitem__(self, index: int) -> tuple[Float32, Float32]:
        first = index * self.batch_size
        chosen = self._order[first : first + self.batch_size]
        if self._augment is None:
            return self._tiles[chosen], self._labels[chosen]
        tiles = self._tiles[chosen]
        numbers = [self._numbers[place] for place in chosen]
        spec, seed, epoch = self._augment, self._seed, self._epoch
        augment_batch(tiles, spec, seed, epoch, numbers, out=tiles)
        return tiles, self._labels[chosen]

    def begin(self, epoch: int) -> None:
        """Go to an epoch, counted from 1."""
        self._epoch = epoch
        self._order = self._draw_order()

    def _draw_order(self) -> NDArray[np.intp]:
        if self._augment is None:
            return np.arange(len(self._tiles))
        return np.random.default_rng([self._seed, self._epoch]).permutation(
            len(self._tiles)
        )


def one_hot(tiles: Sequence[Tile], classes: Sequence[str]) -> Float32:
    """Return the classes of tiles, float32, shape (tiles, classes)."""
    places = [classes.index(tile.class_name) for tile in tiles]
    return np.eye(len(classes), dtype=np.float32)[places]


def balanced_weights(labels: Float32) -> dict[int, float]:
    """Return a weight for each class, so that all count the same in the loss.

    G. King and L. Zeng, Political Analysis 9 (2001) 137: n / (classes x tiles of it).
    A class without a tile has the weight 1.

    Args:
        labels: One-hot classes, shape (n, classes).
    """
    counts = labels.sum(axis=0, dtype=np.float64)
    found = len(labels) / (len(counts) * np.maximum(counts, 1))
    return dict(enumerate(np.where(counts > 0, found, 1.0).tolist()))
