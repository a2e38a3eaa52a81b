"""Colours and contours of a surface over two directions."""

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution_looks import signed_rgb
from cellclassifier.gui.widgets.landscape_axes import Floats

Bytes = NDArray[np.uint8]
Pieces = NDArray[np.float64]
"""Straight pieces of a contour, (pieces, 2 ends, row and column)."""

FINE = 240
"""Pixels along each side of a picture of a surface."""

_STOPS = np.array(
    [
        *((68, 1, 84), (72, 24, 106), (71, 45, 123), (66, 64, 134), (59, 82, 139)),
        *((51, 99, 141), (44, 114, 142), (38, 130, 142), (33, 145, 140)),
        *((31, 160, 136), (40, 174, 128), (63, 188, 115), (94, 201, 98)),
        *((132, 212, 75), (173, 220, 48), (216, 226, 25), (253, 231, 37)),
    ],
    np.float64,
)
"""Viridis of S. van der Walt and N. Smith (2015): perceptually even, dark is low."""

_GREY = 128  # where a loss is no number


def colours_of(values: Floats, low: float, high: float, *, signed: bool) -> Bytes:
    """Return values in colours, the shape of these and (..., 3) sRGB.

    Args:
        values: Any shape; grey where they are no number.
        low: Value of the first colour.
        high: Value of the last one, above `low`.
        signed: Diverging colours, white at 0, for which `low` is minus `high`; else
            perceptually even ones.
    """
    known = np.isfinite(values)
    plain = np.where(known, values, low)
    if signed:
        shown = signed_rgb(plain, high)
    else:
        at = np.clip((plain - low) / (high - low), 0, 1)
        places = np.linspace(0, 1, len(_STOPS))
        parts = [np.interp(at, places, column) for column in _STOPS.T]
        shown = np.rint(np.stack(parts, axis=-1)).astype(np.uint8)
    return np.where(known[..., np.newaxis], shown, np.uint8(_GREY))


def finer(values: Floats, size: int = FINE) -> Floats:
    """Return a surface (n, n) with values between its own, linearly, (size, size)."""
    places = np.linspace(0, len(values) - 1, size)
    own = np.arange(len(values))
    rows = np.stack([np.interp(places, own, column) for column in values.T], axis=1)
    found: Floats = np.stack([np.interp(places, own, row) for row in rows])
    return found


def contour(values: Floats, level: float, *, dashed: bool = False) -> Pieces:
    """Return where a surface (n, n) crosses a level, in places of its rows and columns.

    Each square of four values is halved into triangles, in which a surface is flat and
    crosses a level along one straight piece.

    Args:
        values: The surface.
        level: Where it is cut.
        dashed: Whether every second piece is left out. A triangle has only neighbours
            of the other half, so that pieces of one half are every second one.
    """
    above = values - level
    rows, columns = np.mgrid[: len(values) - 1, : len(values) - 1]
    corner = np.stack([rows, columns], axis=-1).reshape(-1, 2)
    pieces = []
    for others in (((0, 1), (1, 1)), ((1, 0), (1, 1))):
        places = np.stack([corner, *(corner + other for other in others)], axis=1)
        heights = above[places[..., 0], places[..., 1]]
        pieces.append(_crossed(places.astype(np.float64), heights))
        if dashed:
            break
    return np.concatenate(pieces)


def _crossed(places: Floats, heights: Floats) -> Pieces:
    """Return the piece of each triangle that is crossed.

    Args:
        places: Corners, (triangles, 3, 2).
        heights: Over the level, (triangles, 3).
    """
    positive = heights > 0
    known = np.isfinite(heights).all(axis=1)
    count = positive.sum(axis=1)
    keep = known & (count > 0) & (count < 3)
    places, heights, positive = places[keep], heights[keep], positive[keep]
    # The corner that lies alone on its side of the level is an end of both edges.
    lone = np.where(count[keep] == 1, positive.argmax(axis=1), positive.argmin(axis=1))
    rows = np.arange(len(lone))
    ends = []
    for step in (1, 2):
        other = (lone + step) % 3
        a, b = heights[rows, lone], heights[rows, other]
        share = (a / (a - b))[:, np.newaxis]
        ends.append(places[rows, lone] * (1 - share) + places[rows, other] * share)
    return np.stack(ends, axis=1)
