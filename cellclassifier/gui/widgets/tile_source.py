"""The pixels of tiles as training sees them, and as they are shown."""

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.augment import augment
from cellclassifier.core.tile_spec import AugmentSpec, IntensitySpec
from cellclassifier.core.tiling import Tile, View, read_tile
from cellclassifier.gui.widgets.tile_display import (
    PERCENTILES,
    SAMPLE,
    Levels,
    find_levels,
    shades,
)

Contrast = Literal["as it is", "common", "each"]


class Shown(NamedTuple):
    """A tile as it is (`epoch` is None), or as training sees it in an epoch."""

    tile: Tile
    epoch: int | None


class TileSource(NamedTuple):
    """All that decides about the pixels of a tile.

    Attributes:
        view: How the network sees a tile; its intensity rule is resolved.
        augment: How training changes tiles.
        seed: The seed of these changes.
        sample: Tiles that decide on the contrast common to all.
        contrast: For display only: the study's rule, the range of the sample, or
            each tile's own.
    """

    view: View = View(64, IntensitySpec(black=0, white=1))
    augment: AugmentSpec = AugmentSpec()
    seed: int = 0
    sample: tuple[Tile, ...] = ()
    contrast: Contrast = "as it is"

    def values(self, shown: Shown) -> NDArray[np.float32]:
        """Return what the network sees: (size, size, channels), scaled by the rule.

        Raises:
            UserError: The image cannot be read any more.
        """
        values = read_tile(shown.tile, self.view)
        if shown.epoch is None:
            return values
        number = shown.tile.number
        return augment(values, self.augment, self.seed, shown.epoch, number)

    def levels(self, values: NDArray[np.float32]) -> Levels:
        """Return the values of a tile that are shown black and white."""
        if self.contrast == "as it is":
            return Levels()
        if self.contrast == "common":
            return _common_levels(self.sample, self.view)
        black, white = np.percentile(values, PERCENTILES)
        return Levels(float(black), float(max(white, black + 1e-6)))

    def picture(self, shown: Shown) -> NDArray[np.uint8]:
        """Return a tile for the screen: (size, size), or (size, size, 3) if coloured.

        Raises:
            UserError: The image cannot be read any more.
        """
        values = self.values(shown)
        return shades(visible(values), self.levels(values))


def visible(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (y, x) or, of three channels, (y, x, 3): any other number is averaged."""
    channels = values.shape[-1]
    return values if channels == 3 else values.mean(axis=-1, dtype=np.float32)


@lru_cache(maxsize=4)
def _common_levels(tiles: tuple[Tile, ...], view: View) -> Levels:
    return find_levels(tiles, view)


def sample_of(tiles: Sequence[Tile]) -> tuple[Tile, ...]:
    """Return tiles spread over all."""
    return tuple(tiles[:: -(-len(tiles) // SAMPLE)]) if tiles else ()


class _Labelled(Protocol):
    @property
    def class_name(self) -> str: ...


Labelled = TypeVar("Labelled", bound=_Labelled)


def draw_balanced(
    given: Sequence[Labelled], count: int, seed: int = 0
) -> list[Labelled]:
    """Draw up to `count` tiles or images: the classes in turn, while they last."""
    by_class: dict[str, list[Labelled]] = defaultdict(list)
    for each in given:
        by_class[each.class_name].append(each)
    drawn = random.Random(seed)
    mixed = [drawn.sample(group, min(count, len(group))) for group in by_class.values()]
    rounds = (each for turn in zip_longest(*mixed) for each in turn if each is not None)
    return [each for each, _ in zip(rounds, range(count), strict=False)]
