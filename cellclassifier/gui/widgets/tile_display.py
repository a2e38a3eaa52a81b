"""How the pixels of tiles become something to see; the network sees none of this."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.tiling import Tile, View, read_tile

SAMPLE = 16
"""Tiles whose pixels decide how bright all tiles are shown."""

PERCENTILES = (0.5, 99.8)
"""Percentiles of the sample that are shown black and white."""


class Levels(NamedTuple):
    """Values shown black and white, in the scale of the study (0..1)."""

    black: float = 0.0
    white: float = 1.0


def pixels_to_see(tile: Tile, view: View) -> NDArray[np.float32]:
    """Return a tile in the study's scale, as grey (y, x) or as colour (y, x, 3).

    A tile of 2 channels, or of more than 3, is shown as their mean.

    Raises:
        UserError: Its image is gone or cannot be read; the sentence names the file.
    """
    try:
        pixels = read_tile(tile, view)
    except UserError as error:
        # A long path has no place to be broken, and is told elsewhere.
        short = str(error).replace(str(tile.image), tile.image.name)
        raise UserError(short) from error
    return grey_or_colour(pixels)


def grey_or_colour(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return pixels (y, x, channel) as grey (y, x) or as colour (y, x, 3)."""
    if pixels.shape[-1] == 3:
        return pixels
    return np.asarray(pixels.mean(axis=-1), np.float32)


def shades(pixels: NDArray[np.float32], levels: Levels) -> NDArray[np.uint8]:
    """Return pixels for the screen: `levels` become 0 and 255, all beyond is cut."""
    span = max(levels.white - levels.black, 1e-6)
    shown = np.clip((pixels - levels.black) / span, 0, 1)
    return np.asarray(np.rint(shown * 255), np.uint8)


def find_levels(tiles: Sequence[Tile], view: View) -> Levels:
    """Return levels that fit a sample spread over `tiles`.

    Without a readable tile, and where all pixels are alike, 0 and 1 are taken.
    """
    places = np.unique(np.linspace(0, len(tiles) - 1, SAMPLE).astype(int))
    values = []
    for place in places if tiles else ():
        try:
            values.append(pixels_to_see(tiles[place], view).ravel())
        except UserError:
            continue
    return levels_of(np.concatenate(values)) if values else Levels()


def levels_of(values: NDArray[np.float32]) -> Levels:
    """Return levels that fit values; 0 and 1 where all are alike."""
    black, white = np.percentile(values, PERCENTILES)
    return Levels(float(black), float(white)) if white > black else Levels()
