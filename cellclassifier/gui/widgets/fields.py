"""An image in full, for the screen, and what it is cut into."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.images import read_image
from cellclassifier.core.intensity import of_image, scale
from cellclassifier.core.tiling import Tile, contrast
from cellclassifier.gui.widgets.tile_display import Levels
from cellclassifier.gui.widgets.tile_source import TileSource, visible

LARGEST = 4096
"""The longest side, px, at which an image is drawn; larger ones are made smaller."""


class Field(NamedTuple):
    """What is drawn of an image.

    Attributes:
        values: (y, x) or (y, x, 3), in the study's scale.
        levels: Values that are shown black and white.
        shrunk: Pixels of the image along one of `values`.
        tiles: What it is cut into, near-empty ones too.
        contrasts: Contrast of each tile, 0..1.
    """

    values: NDArray[np.float32]
    levels: Levels
    shrunk: float
    tiles: Sequence[Tile]
    contrasts: Sequence[float]


def read_field(path: Path, tiles: Sequence[Tile], source: TileSource) -> Field:
    """Read an image in full, and measure its tiles.

    Raises:
        UserError: It cannot be read any more.
    """
    reading, rule = source.view.reading, source.view.rule
    try:
        pixels = read_image(path, reading)
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from error
    values = visible(scale(pixels, of_image(rule, pixels)))
    values, shrunk = _shrunk(values)
    found = [contrast(tile, source.view) for tile in tiles]
    return Field(values, source.levels(values), shrunk, tiles, found)


def _shrunk(values: NDArray[np.float32]) -> tuple[NDArray[np.float32], float]:
    height, width = values.shape[:2]
    factor = max(height, width) / LARGEST
    if factor <= 1:
        return values, 1.0
    # Imported where it is needed: the window starts sooner without.
    import cv2

    size = (round(width / factor), round(height / factor))
    smaller = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.float32), factor
