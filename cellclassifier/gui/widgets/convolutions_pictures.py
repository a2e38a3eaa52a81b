"""Kernels and feature maps as pictures."""

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import overlay
from cellclassifier.core.attribution_looks import share, signed_rgb, top_of
from cellclassifier.core.kernels import short

Floats = NDArray[np.floating]
Bytes = NDArray[np.uint8]

_RING = (0, 229, 255)  # seen on grey, as the outlines of clumps
_RADIUS, _WIDTH = 0.09, 0.018  # of the ring, as shares of the tile's side


def is_signed(values: Floats) -> bool:
    """Tell whether values lie below 0 too, so that white stands for 0."""
    return bool((values < 0).any())


def full_colour(values: Floats) -> float:
    """Return the value that is shown in full colour: 1 where all are 0.

    Of a map that is mostly 0 only the rest counts, for else all of it would be in full
    colour.
    """
    rest = np.abs(values[values != 0])
    return top_of(rest) if rest.size else 1.0


def picture(values: Floats, top: float, signed: bool) -> Bytes:
    """Return values as colours, (height, width, 3).

    Args:
        values: (height, width).
        top: The value in full colour, above 0.
        signed: Orange below 0, white at 0, purple above; else black at 0, white above.
    """
    if signed:
        return signed_rgb(values, top)
    shades = np.rint(255 * share(np.maximum(values, 0), top)).astype(np.uint8)
    return np.repeat(shades[..., np.newaxis], 3, axis=2)


def enlarged(values: Floats, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return a map in the size of a tile: each pixel that of the place it lies in."""
    rows, columns = (
        np.arange(length) * places // length
        for length, places in zip(shape, values.shape, strict=True)
    )
    return np.asarray(values[np.ix_(rows, columns)], np.float32)


def laid_over(
    grey: Floats, values: Floats, top: float, opacity: float
) -> NDArray[np.float32]:
    """Return a tile with a map over it, (height, width, 3), 0..1.

    Args:
        grey: (height, width) or (height, width, 3), 0..1.
        values: The map, of any size; below 0 it hides the tile, see `picture`.
        top: The value in full colour.
        opacity: Of full colour.
    """
    large = enlarged(values, (grey.shape[0], grey.shape[1]))
    if is_signed(values):
        found = signed_rgb(large, top)
    else:
        found = overlay(grey, share(large, top), opacity)
    return np.asarray(found / 255, np.float32)


def strongest(kernel: Floats) -> int:
    """Return the input, from 0, of which (height, width, inputs) weighs most."""
    return int(np.argmax(np.square(kernel).sum(axis=(0, 1))))


def table_of(kernel: Floats) -> str:
    """Return the numbers of a kernel, row by row."""
    return "\n".join("   ".join(map(short, row)) for row in kernel.tolist())


def ringed(shades: Bytes, x: float, y: float) -> Bytes:
    """Return a tile with a ring around a place.

    Args:
        shades: (height, width) or (height, width, 3).
        x: From the left, as a share of the width.
        y: From above, as a share of the height.

    Returns:
        (height, width, 3).
    """
    height, width = shades.shape[:2]
    colours = shades if shades.ndim == 3 else np.repeat(shades[..., None], 3, axis=2)
    rows, columns = np.ogrid[:height, :width]
    away = np.hypot(rows + 0.5 - y * height, columns + 0.5 - x * width)
    side = min(height, width)
    off = np.abs(away - max(_RADIUS * side, 3)) / max(_WIDTH * side, 1)
    found = np.where((off < 2)[..., None], np.uint8(0), colours)
    return np.where((off < 1)[..., None], np.array(_RING, np.uint8), found)
