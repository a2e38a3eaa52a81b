"""Occlusion: what the log-odds lose where a square is covered.

M. Zeiler and R. Fergus, Visualizing and Understanding Convolutional Networks (2013),
with two changes that fluorescence needs. What covers the square is the local median,
never black: a black square is a new structure, and on dim cells it raises log-odds
instead of lowering them. And a pixel has the mean of all windows over it, so that the
border, which fewer windows cover, is not made weaker.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

from cellclassifier.core.attribution_spec import OcclusionSpec
from cellclassifier.engine.attributions import (
    BATCH,
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Measured,
    Scored,
    never,
)

_GRAIN = 8  # samples across a window that are enough for its median


def build(network: Scored, spec: OcclusionSpec) -> Explain:
    """Bind the method to a network; `spec` is in pixels."""

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        maps, measured = np.zeros_like(tiles), []
        before = network.log_odds(tiles, class_index, check)
        for place, tile in enumerate(tiles):
            covered = _Covered(tile, spec)
            for channels in _channels(tile, spec):
                classes = np.full(covered.count, class_index[place])
                after = covered.scores(network, classes, channels, check)
                lost = covered.spread(before[place] - after)
                maps[place][..., channels] = lost / _shared(tile, channels)
            measured.append(covered.measured(float(before[place])))
        return Explained(maps, tuple(measured))

    return explain


def local_median(tile: Float32, window: int) -> Float32:
    """Return each channel's median over squares of twice the window's side.

    Large squares are sampled, at least eight values across a window, and what lies
    between the samples is interpolated.

    Args:
        tile: (height, width, channels).
        window: Side of what is covered, px.
    """
    # Imported here: the other methods start sooner without.
    from scipy import ndimage

    step = max(1, window // _GRAIN)
    some = tile[step // 2 :: step, step // 2 :: step]
    size = 2 * (window // step) + 1
    medians = ndimage.median_filter(some, (size, size, 1), mode="reflect")
    if step == 1:
        return np.asarray(medians, np.float32)
    rows, columns = (
        (np.arange(length) - step // 2) / step for length in tile.shape[:2]
    )
    at = np.meshgrid(rows, columns, indexing="ij")
    filled = [
        ndimage.map_coordinates(medians[..., channel], at, order=1, mode="nearest")
        for channel in range(tile.shape[-1])
    ]
    return np.stack(filled, axis=-1).astype(np.float32)


def _channels(tile: Float32, spec: OcclusionSpec) -> Iterator[slice]:
    """Yield which channels are covered at once."""
    count = tile.shape[-1]
    if spec.channels == "together":
        yield slice(count)
        return
    yield from (slice(channel, channel + 1) for channel in range(count))


def _shared(tile: Float32, channels: slice) -> int:
    """Return among how many channels a loss is shared."""
    return len(range(*channels.indices(tile.shape[-1])))


class _Covered:
    """One tile with each of its windows covered in turn."""

    def __init__(self, tile: Float32, spec: OcclusionSpec) -> None:
        side = min(tile.shape[:2])
        rows, columns = (spec.starts(length, side) for length in tile.shape[:2])
        self._window, self._stride = spec.window_px(side), spec.stride_px(side)
        self._places = [
            (slice(y, y + self._window), slice(x, x + self._window))
            for y, x in product(rows, columns)
        ]
        self._tile, self._fill = tile, local_median(tile, self._window)

    @property
    def count(self) -> int:
        """How many windows there are."""
        return len(self._places)

    def scores(
        self, network: Scored, classes: Integers, channels: slice, check: Check
    ) -> Float32:
        """Return the log-odds with each window covered, (count,)."""
        # In parts: all windows at once would be large.
        starts = range(0, self.count, BATCH)
        parts = (slice(start, start + BATCH) for start in starts)
        found = [
            network.log_odds(self._batch(part, channels), classes[part], check)
            for part in parts
        ]
        return np.concatenate(found)

    def spread(self, values: Float32) -> Float32:
        """Give each pixel the mean of the windows over it, (height, width, 1)."""
        total = np.zeros((*self._tile.shape[:2], 1))
        times: npt.NDArray[np.intp] = np.zeros(total.shape, np.intp)
        for where, value in zip(self._places, values, strict=True):
            total[where] += value
            times[where] += 1
        return (total / times).astype(np.float32)

    def measured(self, score: float) -> Measured:
        """Return the log-odds of the whole tile, and the window in pixels."""
        return {"log_odds": score, "window": self._window, "stride": self._stride}

    def _batch(self, part: slice, channels: slice) -> Float32:
        places = self._places[part]
        tiles = np.repeat(self._tile[np.newaxis], len(places), axis=0)
        for tile, where in zip(tiles, places, strict=True):
            tile[(*where, channels)] = self._fill[(*where, channels)]
        return tiles
