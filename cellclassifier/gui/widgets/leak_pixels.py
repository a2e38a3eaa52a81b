"""The pixels of two tiles that may show the same, made ready to be compared by eye."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import Tile, read_raw
from cellclassifier.gui.widgets.leak_rows import LeakRow

PERCENTILES = (0.2, 99.8)
"""Percentiles of a tile's own pixels that are shown black and white.

Each tile has its own: the same cell, exposed twice, is then seen to be the same.
"""

Seen = NDArray[np.float32]


class PairLook(NamedTuple):
    """Two tiles, each (y, x) or (y, x, 3), 0 .. 1.

    Attributes:
        one: The first.
        other: The second.
        back: The second, turned and shifted back onto the first; None where the two
            are no pictures of the same.
        difference: What differs between `one` and `back`, (y, x); 0: nothing, or only
            one of the two shows this place.
    """

    one: Seen
    other: Seen
    back: Seen | None
    difference: Seen | None


def to_see(tile: Tile, reading: ReadingSpec) -> Seen:
    """Return a tile as it was cut, grey (y, x) or colour (y, x, 3), 0 .. 1.

    A tile of 2 channels, or of more than 3, is shown as their mean.

    Raises:
        UserError: Its image is gone or cannot be read; the sentence names the file.
    """
    try:
        raw = read_raw(tile, reading)
    except UserError as error:
        # A long path has no place to be broken, and is told elsewhere.
        short = str(error).replace(str(tile.image), tile.image.name)
        raise UserError(short) from error
    colour = raw.shape[-1] == 3
    pixels = np.asarray(raw if colour else raw.mean(axis=-1), np.float32)
    black, white = np.percentile(pixels, PERCENTILES)
    span = max(float(white - black), 1e-6)
    return np.asarray(np.clip((pixels - black) / span, 0, 1), np.float32)


def thumbnail(tile: Tile, reading: ReadingSpec) -> NDArray[np.uint8]:
    """Return a tile for the screen, as `to_see`, 0 .. 255."""
    return np.asarray(np.rint(to_see(tile, reading) * 255), np.uint8)


def look_at(row: LeakRow, reading: ReadingSpec) -> PairLook:
    """Read both tiles, and lay the second back onto the first.

    Raises:
        UserError: An image is gone or cannot be read.
    """
    one, other = to_see(row.one, reading), to_see(row.other, reading)
    if not row.is_picture:
        return PairLook(one, other, None, None)
    matrix = onto(row)
    back = _moved(other, matrix, one.shape)
    shown = _moved(np.ones(other.shape[:2], np.float32), matrix, one.shape) > 0.99
    return PairLook(one, other, back, _difference(_grey(one), _grey(back), shown))


def onto(row: LeakRow) -> NDArray[np.float64]:
    """Return the (2, 3) matrix from x, y in the first tile to x, y in the second, px.

    Measured from the middles of the tiles, a place p of the first lies at R(angle) S p
    + shift in the second; S turns y into -y where the pair is mirrored.
    """
    angle = np.deg2rad(row.pair.angle)
    cos, sin = np.cos(angle), np.sin(angle)
    flip = -1.0 if row.pair.mirrored else 1.0
    turn = np.array([[cos, -sin * flip], [sin, cos * flip]])
    shift = np.array([row.pair.shift_x, row.pair.shift_y])
    return np.column_stack([turn, _middle(row.other) + shift - turn @ _middle(row.one)])


def _middle(tile: Tile) -> NDArray[np.float64]:
    return np.array([(tile.width - 1) / 2, (tile.height - 1) / 2])


def _moved(
    image: Seen, matrix: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """Return, for each place of `shape`, what `image` has where it lies; 0 outside."""
    import cv2

    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (shape[1], shape[0])
    return np.asarray(cv2.warpAffine(image, matrix, size, flags=flags), np.float32)


def _grey(image: Seen) -> Seen:
    return np.asarray(image.mean(axis=-1), np.float32) if image.ndim == 3 else image


def _difference(one: Seen, back: Seen, shown: NDArray[np.bool_]) -> Seen:
    """Return how far `back`, brought to the exposure of `one`, is from it."""
    result = np.zeros(one.shape, np.float32)
    x, y = back[shown], one[shown]
    if x.size:
        spread = float(x.var())
        gain = float(((x - x.mean()) * (y - y.mean())).mean()) / max(spread, 1e-9)
        result[shown] = np.clip(np.abs(y - y.mean() - gain * (x - x.mean())), 0, 1)
    return result
