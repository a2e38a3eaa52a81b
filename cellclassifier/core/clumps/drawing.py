"""Clumps drawn by hand: strokes of a round brush over a mask, and taking them back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Place = tuple[float, float]
"""x and y, px: (0, 0) is the outer corner of the first pixel, as of outlines."""

MOST_STEPS = 200
"""Strokes that can be taken back."""


def stroke(mask: Mask, start: Place, end: Place, radius: float, value: bool) -> Mask:
    """Return a mask with one stroke of a round brush.

    Args:
        mask: (y, x).
        start: Where the brush was.
        end: Where it is now; both may lie outside.
        radius: Of the brush, px; the pixel below it always counts.
        value: Whether clumps are painted, else they are erased.
    """
    height, width = mask.shape
    (x1, y1), (x2, y2) = start, end
    # What lies farther away is not looked at: the brush has to follow the mouse.
    left, right = _reach(x1, x2, radius, width)
    top, bottom = _reach(y1, y2, radius, height)
    y, x = np.mgrid[top:bottom, left:right] + 0.5
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / max(length, 1e-12)
    along = np.clip(along, 0, 1)
    away = (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2
    found = mask.copy()
    found[top:bottom, left:right][away <= radius**2] = value
    if (at := _pixel(mask, end)) is not None:
        found[at] = value
    return found


def enclosed(mask: Mask, place: Place) -> Mask | None:
    """Return a mask with the gap filled that a place lies in.

    Returns:
        ``None`` where clumps do not go all around it, or it lies in a clump.
    """
    at = _pixel(mask, place)
    if at is None or mask[at]:
        return None
    part = _part(~mask, at)
    edge = part[[0, -1]].any() or part[:, [0, -1]].any()
    return None if edge else mask | part


def without(mask: Mask, place: Place) -> Mask | None:
    """Return a mask without the clump that a place lies in; ``None``: in none."""
    at = _pixel(mask, place)
    if at is None or not mask[at]:
        return None
    return mask & ~_part(mask, at)


class Drawing(NamedTuple):
    """A mask (y, x), and whether a hand has drawn on it: else it was found so."""

    mask: Mask
    by_hand: bool


class History:
    """The drawings of one tile, one after the other; the last ones can come back."""

    def __init__(self, first: Drawing) -> None:
        self._steps, self._at = [first], 0

    @property
    def now(self) -> Drawing:
        """What is drawn."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step before."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._at + 1 < len(self._steps)

    def put(self, drawing: Drawing) -> None:
        """Go on; what was taken back before is gone."""
        self._steps = [*self._steps[: self._at + 1], drawing][-MOST_STEPS - 1 :]
        self._at = len(self._steps) - 1

    def undo(self) -> Drawing:
        """Take the last step back; the first one stays."""
        self._at = max(0, self._at - 1)
        return self.now

    def redo(self) -> Drawing:
        """Take again what was taken back last."""
        self._at = min(len(self._steps) - 1, self._at + 1)
        return self.now


def _reach(one: float, other: float, radius: float, length: int) -> tuple[int, int]:
    """Return the first pixel that a brush may cover along an axis, and the end."""
    low, high = np.floor(min(one, other) - radius), np.ceil(max(one, other) + radius)
    first = int(np.clip(low, 0, length))
    return first, int(np.clip(high, first, length))


def _pixel(mask: Mask, place: Place) -> tuple[int, int] | None:
    x, y = (int(np.floor(each)) for each in place)
    inside = 0 <= y < mask.shape[0] and 0 <= x < mask.shape[1]
    return (y, x) if inside else None


def _part(mask: Mask, at: tuple[int, int]) -> Mask:
    """Return the part that holds a pixel; pixels touch by their sides, as clumps do."""
    # Imported here: it takes time, and the window starts sooner without.
    from scipy import ndimage

    labels, _ = ndimage.label(mask)
    return np.asarray(labels == labels[at])
