"""Random changes of tiles; the same code for preview and training.

What happens to a tile depends on (seed, epoch, tile) alone, so the preview shows what
training will see, and a run repeated gives the same pixels, in whatever order and with
whatever number of threads.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.tile_spec import AugmentSpec

Float32 = NDArray[np.float32]

CHANNELS_AT_ONCE = 4
"""OpenCV warps at most this many channels in one call."""


class Change(NamedTuple):
    """One random change of a tile.

    Attributes:
        angle: Turn about the middle, degrees, counter-clockwise as seen.
        shift_x: Shift to the right, as a share of the width.
        shift_y: Shift down, as a share of the height.
        mirror_x: Whether left and right are exchanged, after the turn.
        mirror_y: Whether top and bottom are exchanged, after the turn.
        zoom: Factor of the size; 2 makes a cell twice as long.
        brightness: What is added to each pixel; 1 is the range from black to white.
        contrast: Factor of each pixel's distance from the mean of its channel.
        noise: Standard deviation of the noise; 1 is the range from black to white.
        noise_seed: What the noise is drawn from.
    """

    angle: float
    shift_x: float
    shift_y: float
    mirror_x: bool
    mirror_y: bool
    zoom: float = 1.0
    brightness: float = 0.0
    contrast: float = 1.0
    noise: float = 0.0
    noise_seed: int = 0


def draw(spec: AugmentSpec, seed: int, epoch: int, tile: int) -> Change:
    """Draw the change of `tile` in `epoch`.

    All numbers are drawn whatever is on, so that switching one change on or off leaves
    the others as they were.
    """
    random = np.random.default_rng([seed, epoch, tile])
    # In this order for good: runs that are repeated draw the same numbers.
    turn, shift_x, shift_y = random.uniform(-1, 1, 3).tolist()
    mirror_x, mirror_y = (random.random(2) < 0.5).tolist()
    zoom, brightness, contrast = random.uniform(-1, 1, 3).tolist()
    return Change(
        _angle(turn, spec),
        shift_x * spec.shift,
        shift_y * spec.shift,
        spec.flip and mirror_x,
        spec.flip and mirror_y,
        # A power, so that larger and smaller by the same factor are equally likely.
        (1 + spec.zoom) ** zoom,
        brightness * spec.brightness,
        1 + contrast * spec.contrast,
        spec.noise,
        int(random.integers(2**63)),
    )


def _angle(turn: float, spec: AugmentSpec) -> float:
    """Return the angle, degrees, for `turn`, which is uniform from -1 to 1."""
    if not spec.steps:
        return turn * spec.rotation
    # A little more, since 180 / 0.1 and the like are no exact numbers.
    most = int(spec.rotation / spec.steps + 1e-9)
    # A half turn is the same either way, and must not be drawn twice as often.
    least = 1 - most if most and most * spec.steps > 180 - 1e-9 else -most
    count = most - least + 1
    return spec.steps * (least + min(int((turn + 1) / 2 * count), count - 1))


def apply(tile: Float32, change: Change, out: Float32 | None = None) -> Float32:
    """Return `tile` changed.

    The tile is turned, made larger, shifted and mirrored in one step, and what is then
    missing at its edges is filled by reflection. Values are never clipped.

    Args:
        tile: float32, shape (height, width, channels); it stays as it is.
        change: What is done to it.
        out: Where the result is written, of the same shape; may be `tile` itself.

    Returns:
        `out`, or a new array without one.
    """
    # OpenCV writes only into memory without gaps.
    if out is not None and out.flags.c_contiguous:
        changed = out
    else:
        changed = np.empty(tile.shape, np.float32)
    _move(tile, change, changed)
    _shade(changed, change)
    if change.noise:
        _add_noise(changed, change)
    if out is None or changed is out:
        return changed
    out[...] = changed
    return out


def _move(tile: Float32, change: Change, out: Float32) -> None:
    # Imported here, as in `_warp`: the window starts sooner without.
    import cv2

    height, width, channels = tile.shape
    centre = ((width - 1) / 2, (height - 1) / 2)
    turn = cv2.getRotationMatrix2D(centre, change.angle, change.zoom)
    matrix = np.asarray(turn, np.float64)
    matrix[:, 2] += (change.shift_x * width, change.shift_y * height)
    if channels <= CHANNELS_AT_ONCE:
        _warp(tile, matrix, out)
    else:
        for first in range(0, channels, CHANNELS_AT_ONCE):
            part = slice(first, first + CHANNELS_AT_ONCE)
            out[..., part] = _warp(tile[..., part], matrix)
    if change.mirror_x or change.mirror_y:
        both = change.mirror_x and change.mirror_y
        cv2.flip(out, -1 if both else int(change.mirror_x), dst=out)


def _warp(
    channels: Float32, matrix: NDArray[np.float64], out: Float32 | None = None
) -> Float32:
    import cv2

    height, width = channels.shape[:2]
    warped = cv2.warpAffine(
        np.ascontiguousarray(channels),
        matrix,
        (width, height),
        dst=out,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    return np.asarray(warped, np.float32).reshape(channels.shape)


def _shade(tile: Float32, change: Change) -> None:
    """Change contrast and brightness of `tile` itself."""
    added = np.full(tile.shape[-1], change.brightness)
    if change.contrast != 1:
        mean = tile.mean(axis=(0, 1), dtype=np.float64)
        added += mean * (1 - change.contrast)
        tile *= np.float32(change.contrast)
    if added.any():
        tile += added.astype(np.float32)


def _add_noise(tile: Float32, change: Change) -> None:
    random = np.random.default_rng(change.noise_seed)
    noise = random.standard_normal(tile.shape, np.float32)
    noise *= np.float32(change.noise)
    tile += noise


def augment(
    tile: Float32,
    spec: AugmentSpec,
    seed: int,
    epoch: int,
    index: int,
    out: Float32 | None = None,
) -> Float32:
    """Return the tile as training sees it in `epoch`; itself where nothing is on.

    Args:
        tile: float32, shape (height, width, channels).
        spec: What is changed, and by how much.
        seed: The run's seed.
        epoch: Number of the epoch, from 1.
        index: The tile's number.
        out: As in `apply`; then the result is always there.
    """
    if spec.active:
        return apply(tile, draw(spec, seed, epoch, index), out)
    if out is None or out is tile:
        return tile
    out[...] = tile
    return out


def augment_batch(
    tiles: Float32,
    spec: AugmentSpec,
    seed: int,
    epoch: int,
    numbers: Sequence[int],
    out: Float32 | None = None,
    threads: int = 2,
) -> Float32:
    """Return many tiles as training sees them in `epoch`, each as by `augment`.

    Args:
        tiles: float32, shape (tiles, height, width, channels).
        spec: What is changed, and by how much.
        seed: The run's seed.
        epoch: Number of the epoch, from 1.
        numbers: The tiles' numbers, as many as tiles.
        out: Where the result is written, of the same shape; may be `tiles` itself.
        threads: Threads that share the work, at least 1.

    Returns:
        `out`, or a new array without one.
    """
    result = np.empty_like(tiles) if out is None else out

    def change_some(first: int) -> None:
        for row in range(first, len(tiles), threads):
            augment(tiles[row], spec, seed, epoch, int(numbers[row]), result[row])

    if threads == 1:
        change_some(0)
        return result
    with ThreadPoolExecutor(threads) as pool:
        # A list, so that an error in a thread is raised here.
        list(pool.map(change_some, range(threads)))
    return result
