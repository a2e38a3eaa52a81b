"""Random turns, shifts and mirrors of tiles; the same code for preview and training.

What happens to a tile depends on (seed, epoch, tile) alone, so the preview shows what
training will see, and a run repeated gives the same pixels, in whatever order.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.spec import AugmentSpec

CHANNELS_AT_ONCE = 4
"""OpenCV warps at most this many channels in one call."""


class Change(NamedTuple):
    """One random change: degrees, shift as a share of the side, mirrors."""

    angle: float
    shift_x: float
    shift_y: float
    mirror_x: bool
    mirror_y: bool


def draw(spec: AugmentSpec, seed: int, epoch: int, tile: int) -> Change:
    """Draw the change of `tile` in `epoch`."""
    random = np.random.default_rng([seed, epoch, tile])
    angle, shift_x, shift_y = random.uniform(-1, 1, 3)
    mirror_x, mirror_y = random.random(2) < 0.5
    return Change(
        angle * spec.rotation,
        shift_x * spec.shift,
        shift_y * spec.shift,
        bool(spec.flip and mirror_x),
        bool(spec.flip and mirror_y),
    )


def apply(tile: NDArray[np.float32], change: Change) -> NDArray[np.float32]:
    """Return `tile`, shape (height, width, channels), changed; edges are reflected."""
    # Imported here, as in `_warp`: the window starts sooner without.
    import cv2

    height, width, channels = tile.shape
    centre = ((width - 1) / 2, (height - 1) / 2)
    matrix = np.asarray(cv2.getRotationMatrix2D(centre, change.angle, 1.0), np.float64)
    matrix[:, 2] += (change.shift_x * width, change.shift_y * height)
    parts = [
        _warp(tile[..., first : first + CHANNELS_AT_ONCE], matrix)
        for first in range(0, channels, CHANNELS_AT_ONCE)
    ]
    changed = np.concatenate(parts, axis=-1) if len(parts) > 1 else parts[0]
    changed = changed[:, ::-1] if change.mirror_x else changed
    return changed[::-1] if change.mirror_y else changed


def _warp(
    channels: NDArray[np.float32], matrix: NDArray[np.float64]
) -> NDArray[np.float32]:
    import cv2

    height, width = channels.shape[:2]
    warped = cv2.warpAffine(
        np.ascontiguousarray(channels),
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    return np.asarray(warped, np.float32).reshape(channels.shape)


def augment(
    tile: NDArray[np.float32], spec: AugmentSpec, seed: int, epoch: int, index: int
) -> NDArray[np.float32]:
    """Return the tile as training sees it in `epoch`; itself where nothing is on."""
    if not spec.active:
        return tile
    return apply(tile, draw(spec, seed, epoch, index))
