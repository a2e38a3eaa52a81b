"""Outlines of clumps, as polygons along the edges of pixels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Place = tuple[int, int]


def outlines(mask: Mask) -> list[NDArray[np.float64]]:
    """Return the outlines of clumps, and of the holes in them.

    Returns:
        Closed polygons along the edges of pixels, each (corners, 2) of x and y, px,
        where (0, 0) is the outer corner of the first pixel; the last corner is not the
        first one again.
    """
    following = _steps(mask)
    found = []
    while following:
        start = next(iter(following))
        loop = [start]
        while (place := _next(following, loop[-1])) != start:
            loop.append(place)
        found.append(_corners(loop))
    return found


def _steps(mask: Mask) -> dict[Place, list[Place]]:
    """Return where edges of pixels lead, with the clump always at the same hand."""
    inside = np.pad(mask, 1)
    sides: Sequence[tuple[Place, Place, Place]] = (
        # Neighbour (y, x) that lies outside, start and end (x, y) of the edge.
        ((-1, 0), (0, 0), (1, 0)),
        ((0, 1), (1, 0), (1, 1)),
        ((1, 0), (1, 1), (0, 1)),
        ((0, -1), (0, 1), (0, 0)),
    )
    following: dict[Place, list[Place]] = {}
    for (dy, dx), start, end in sides:
        beside = np.roll(inside, (-dy, -dx), (0, 1))
        for y, x in np.argwhere(inside & ~beside) - 1:
            first = (int(x) + start[0], int(y) + start[1])
            last = (int(x) + end[0], int(y) + end[1])
            following.setdefault(first, []).append(last)
    return following


def _next(following: dict[Place, list[Place]], place: Place) -> Place:
    ends = following[place]
    end = ends.pop()
    if not ends:
        del following[place]
    return end


def _corners(loop: list[Place]) -> NDArray[np.float64]:
    """Return a loop of single steps without the places where it goes straight on."""
    points = np.array(loop, np.float64)
    before = points - np.roll(points, 1, axis=0)
    after = np.roll(points, -1, axis=0) - points
    return np.asarray(points[(before != after).any(axis=1)], np.float64)
