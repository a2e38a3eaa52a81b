"""The pixels of tiles as small PNG files, all of a report in the same brightness."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import Bytes
from cellclassifier.core.attribution_figure import zoom_of
from cellclassifier.core.contact_sheet import Bar, scale_bar
from cellclassifier.core.errors import UserError
from cellclassifier.core.tiling import Tile, View, read_tile

MOST = 160
"""Longest side of a tile in a report, px; larger ones are made smaller."""

_DARK, _BRIGHT = 0.5, 99.8
"""Percentiles of the example tiles that are shown black and white."""

Shown = NDArray[np.float32]
"""A tile for the eye, (y, x) or (y, x, 3), 0..1."""


class Levels(NamedTuple):
    """Values of the study's scale that are shown black and white."""

    black: float
    white: float

    def text(self) -> str:
        """Return them in words."""
        return (
            f"black is {self.black:.3g} and white {self.white:.3g} of the study's "
            "scale, the same in all tiles of this report"
        )


def levels_of(tiles: Sequence[Shown]) -> Levels:
    """Return levels that suit tiles, (y, x, channel); 0 and 1 for none."""
    if not tiles:
        return Levels(0.0, 1.0)
    values = np.concatenate([tile.ravel() for tile in tiles])
    low, high = (float(v) for v in np.percentile(values, (_DARK, _BRIGHT)))
    return Levels(low, max(high, low + 1e-6))


def pixels_of(tile: Tile, view: View) -> Shown | None:
    """Return a tile as the network sees it, (y, x, channel); ``None``: unreadable."""
    try:
        return read_tile(tile, view)
    except UserError:
        return None


def shown(pixels: Shown, levels: Levels) -> Shown:
    """Return a tile as grey or RGB, 0..1; other channels are averaged."""
    grey = pixels if pixels.shape[-1] == 3 else pixels.mean(axis=-1)
    scaled = (grey - levels.black) / (levels.white - levels.black)
    return np.asarray(np.clip(scaled, 0, 1), np.float32)


def as_bytes(image: Shown) -> Bytes:
    """Return an image of 0..1 as 0..255."""
    rounded: Bytes = np.rint(image * 255).astype(np.uint8)
    return rounded


def png(image: Bytes, bar: Bar | None = None) -> bytes:
    """Return an image, (y, x) or (y, x, 3) sRGB, as PNG of a fitting size.

    Args:
        image: The image.
        bar: A scale bar that is drawn into its lower right corner.
    """
    import cv2

    sized = _fitted(image)
    if bar is not None:
        sized = _with_bar(sized, bar)
    ordered = sized[..., ::-1] if sized.ndim == 3 else sized
    _, data = cv2.imencode(".png", np.ascontiguousarray(ordered))
    return data.tobytes()


def bar_of(tile: Tile, sizes: Mapping[Path, float]) -> Bar | None:
    """Return the scale bar of a tile; ``None`` where its pixel size is not known."""
    size = sizes.get(tile.image)
    return scale_bar(tile, size) if size else None


def told_bars(bars: Sequence[Bar | None]) -> str:
    """Return how long the scale bars of some tiles are, in words."""
    lengths = sorted({bar.length for bar in bars if bar is not None})
    if not lengths:
        return "no scale bars, since the pixel size of these images is not known"
    told = " or ".join(f"{length:g} \u00b5m" for length in lengths)
    some = "" if all(bars) else " where the pixel size is known"
    return f"scale bars {told}{some}"


def _fitted(image: Bytes) -> Bytes:
    import cv2

    side = max(image.shape[:2])
    if side > MOST:
        height, width = (max(1, round(n * MOST / side)) for n in image.shape[:2])
        return np.asarray(
            cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8
        )
    zoom = zoom_of(side)
    # Whole pixels, so that none looks smoother than it is.
    return image.repeat(zoom, axis=0).repeat(zoom, axis=1)


def _with_bar(image: Bytes, bar: Bar) -> Bytes:
    drawn = image.copy()
    height, width = drawn.shape[:2]
    right, bottom = width - 5, height - 5
    left = max(1, right - round(bar.share * width))
    # A dark rim keeps it visible on bright cells.
    drawn[bottom - 4 : bottom + 1, left - 1 : right + 1] = 0
    drawn[bottom - 3 : bottom, left:right] = 255
    return drawn
