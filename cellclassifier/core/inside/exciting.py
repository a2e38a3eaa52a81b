"""The tiles of a set that excite each feature of a convolution most.

Written as ``inside/exciting_<set>_<layer>_<network>.csv``, one row a tile; the network
is named as in `core.run_maps`. Of one image one tile is taken for a feature, as long as
there are other images: else nine tiles of one cell would look like a rule.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.run_maps import RunMaps
from cellclassifier.core.tiling import Tile

MOST = 9
"""Tiles that are kept for a feature."""

HEADER = ("feature", "rank", "tile", "image", "maximum", "mean", "x", "y")


class Excited(NamedTuple):
    """A tile that excites a feature.

    Attributes:
        tile: Its number.
        image: Its image.
        maximum: The largest value of the feature's map, above 0.
        mean: Mean of the map.
        x: Where the maximum lies, from the left, as a share of the tile's width: the
            middle of that place of the map.
        y: The same from above.
    """

    tile: int
    image: Path
    maximum: float
    mean: float
    x: float
    y: float


class Best:
    """Keeps the tiles that excite each feature most, while a set goes by."""

    def __init__(self, features: int, most: int = MOST) -> None:
        """Begin without tiles.

        Args:
            features: How many features there are.
            most: Tiles that are kept for each.
        """
        self._most = most
        # One tile of each image, the best one; and the best of all images.
        self._by_image: list[dict[Path, Excited]] = [{} for _ in range(features)]
        self._all: list[list[Excited]] = [[] for _ in range(features)]

    def add(
        self,
        tiles: Sequence[Tile],
        extremes: NDArray[np.floating],
        shape: tuple[int, int],
    ) -> None:
        """Look at some tiles.

        Args:
            tiles: The tiles.
            extremes: (n, features, 3): maximum of the map, its mean, and the place of
                the maximum, counted row by row.
            shape: Rows and columns of the map.
        """
        for tile, of_tile in zip(tiles, extremes, strict=True):
            for feature in np.flatnonzero(of_tile[:, 0] > self._floors()):
                found = _excited(tile, of_tile[feature], shape)
                self._keep(int(feature), found)

    def found(self) -> tuple[tuple[Excited, ...], ...]:
        """Return the tiles of each feature, the most excited first."""
        return tuple(map(self._of_feature, range(len(self._all))))

    def _floors(self) -> NDArray[np.float64]:
        """Return what a tile's maximum has to exceed for each feature."""
        return np.array(
            [
                min(each.maximum for each in kept.values())
                if len(kept) == self._most
                else 0.0
                for kept in self._by_image
            ]
        )

    def _keep(self, feature: int, found: Excited) -> None:
        kept = self._by_image[feature]
        before = kept.get(found.image)
        if before is None or before.maximum < found.maximum:
            kept[found.image] = found
        if len(kept) > self._most:
            del kept[_ordered(kept.values())[-1].image]
        # They fill up where there are few images; those that stand for their images
        # are among them.
        rest = [*self._all[feature], found]
        self._all[feature] = _ordered(rest)[: 2 * self._most]

    def _of_feature(self, feature: int) -> tuple[Excited, ...]:
        first = _ordered(self._by_image[feature].values())
        rest = [each for each in self._all[feature] if each not in first]
        return tuple(_ordered([*first, *rest[: self._most - len(first)]]))


def exciting_path(run: RunMaps, test: str, layer: str) -> Path:
    """Return the file of a set and a layer; see `features.layer_key`."""
    name = f"exciting_{test}_{layer}_{run.network_key}.csv"
    return run.folder / "inside" / name


def write_exciting(path: Path, found: Iterable[Sequence[Excited]]) -> None:
    """Write the tiles of each feature.

    Raises:
        OSError: They cannot be written.
    """
    rows = (
        (feature, rank, *each)
        for feature, of_feature in enumerate(found)
        for rank, each in enumerate(of_feature, start=1)
    )
    write_table(path, HEADER, rows)


def read_exciting(path: Path) -> dict[int, tuple[Excited, ...]] | None:
    """Return the tiles of each feature, from 0; ``None`` where nothing was written.

    A feature that no tile excites above 0 is left out.

    Raises:
        ValueError: The table is damaged.
        LookupError: A column is missing.
    """
    if not path.exists():
        return None
    found: dict[int, list[Excited]] = {}
    for row in read_table(path):
        numbers = (float(row[name]) for name in HEADER[4:])
        each = Excited(int(row["tile"]), Path(row["image"]), *numbers)
        found.setdefault(int(row["feature"]), []).append(each)
    return {feature: tuple(tiles) for feature, tiles in found.items()}


def _excited(
    tile: Tile, of_feature: NDArray[np.floating], shape: tuple[int, int]
) -> Excited:
    maximum, mean, place = of_feature.tolist()
    row, column = divmod(int(place), shape[1])
    at = ((column + 0.5) / shape[1], (row + 0.5) / shape[0])
    return Excited(tile.number, tile.image, maximum, mean, *at)


def _ordered(tiles: Iterable[Excited]) -> list[Excited]:
    """Return tiles, the most excited first; of equal ones that of the lower number."""
    return sorted(tiles, key=lambda each: (-each.maximum, each.tile))
