"""What all readers of images share: the pixels of a file, and what it says of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

Pixels = NDArray[np.generic]

MAX_PIXELS = 2**28
"""Most values that are decoded at once; more is a whole slide, a film, or a bomb."""

COLOURS = ("red", "green", "blue")
"""Names of the channels of a picture in colour."""


class Part(NamedTuple):
    """Which channels, planes and time points are decoded, numbered from 0."""

    channels: tuple[int, ...]
    planes: tuple[int, ...]
    times: tuple[int, ...]


class ImageFacts(NamedTuple):
    """What a file says of one of its images, before any pixel is decoded.

    Attributes:
        channels: Name of each channel, "" where the file has none.
        planes: Number of planes (z).
        times: Number of time points.
        height: Number of pixels (y).
        width: Number of pixels (x).
        dtype: Type of the pixels, in the byte order of this computer.
        pixel_size: Micrometres along y and x; ``None`` where unknown or not the same.
        colour: Whether the channels are the samples of a picture in colour.
        bits: Significant bits of a value where the file declares them.
        scenes: Names of all images in the file; this is one of them.
    """

    channels: tuple[str, ...]
    planes: int
    times: int
    height: int
    width: int
    dtype: np.dtype[np.generic]
    pixel_size: float | None = None
    colour: bool = False
    bits: int | None = None
    scenes: tuple[str, ...] = ("",)

    @property
    def everything(self) -> Part:
        """All channels, planes and time points."""
        sizes = (len(self.channels), self.planes, self.times)
        return Part(*(tuple(range(size)) for size in sizes))


class ImageData(NamedTuple):
    """The pixels of one image of a file, and what the file says of them.

    Attributes:
        pixels: Shape (channel, z, time, y, x), in the file's own type.
        channels: Name of each channel, "" where the file has none.
        pixel_size: Micrometres along y and x; ``None`` where unknown or not the same.
        colour: Whether the channels are the samples of a picture in colour.
        bits: Significant bits of a value where the file declares them.
    """

    pixels: Pixels
    channels: tuple[str, ...]
    pixel_size: float | None = None
    colour: bool = False
    bits: int | None = None

    @property
    def facts(self) -> ImageFacts:
        """The same without the pixels."""
        _, planes, times, height, width = self.pixels.shape
        sizes = (self.channels, planes, times, height, width, self.pixels.dtype)
        return ImageFacts(*sizes, self.pixel_size, self.colour, self.bits)


Load = Callable[[Part], Pixels]
"""Decodes a part of an image: (channel, z, time, y, x)."""


class Scene(NamedTuple):
    """One image of an open file."""

    facts: ImageFacts
    load: Load


class ImageFile(NamedTuple):
    """An open file: the names of its images, and how each of them is opened."""

    scenes: tuple[str, ...]
    open: Callable[[int], Scene]


Reader = Callable[[Path], AbstractContextManager[ImageFile]]
"""Opens a file, and closes it again when its pixels have been taken."""


def single(image: ImageData) -> ImageFile:
    """Return a file of one image whose pixels are decoded already."""

    def load(part: Part) -> Pixels:
        return part_of(image.pixels, part)

    return ImageFile(("",), lambda _: Scene(image.facts, load))


def part_of(pixels: Pixels, part: Part) -> Pixels:
    """Return a part of pixels (channel, z, time, y, x); all of it is not copied."""
    for axis, wanted in enumerate(part):
        if wanted != tuple(range(pixels.shape[axis])):
            pixels = pixels.take(wanted, axis)
    return pixels


def refuse_huge(height: int, width: int, layers: int = 1) -> None:
    """Raise a `UserError` for more values than `MAX_PIXELS`, by their declared number.

    Args:
        height: Pixels.
        width: Pixels.
        layers: Channels, planes and time points together.
    """
    if height * width * layers <= MAX_PIXELS:
        return
    several = (
        tr(" ({layers:,} values at each place)", layers=layers) if layers > 1 else ""
    )
    raise UserError(
        tr(
            "is {width} x {height} pixels by its header{several}, more than the "
            "{max_pixels:,} that are opened. Cut it into fields first.",
            width=width,
            height=height,
            several=several,
            max_pixels=MAX_PIXELS,
        )
    )


def refuse_print_colours() -> UserError:
    """Return what is said of colours made for print."""
    return UserError(tr("has CMYK colours, made for print. Save it as grey or RGB."))


def refuse_axes(sizes: dict[str, int]) -> None:
    """Raise a `UserError` for axes that are none of channel, z, time, y and x.

    Args:
        sizes: Size of each axis that is left over, by its name in the file.
    """
    extra = [f"{name} of {size}" for name, size in sizes.items() if size > 1]
    if extra:
        raise UserError(
            tr(
                "has axes that cannot be told apart ({extra}); expected channels, "
                "planes (z) and time points. Save it as OME-TIFF or ImageJ TIFF.",
                extra=", ".join(extra),
            )
        )


def single_if_grey(rgb: Pixels) -> Pixels:
    """Return one channel, (y, x, 1), where all three of `rgb` are the same."""
    grey = (rgb[..., :1] == rgb).all()
    return rgb[..., :1] if grey else rgb


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turn and mirror pixels as the tag Orientation of EXIF and TIFF asks.

    Args:
        pixels: Shape (..., y, x).
        orientation: 1 to 8; any other number is taken for 1.
    """
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(-1, -2)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[..., ::-1, :]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[..., ::-1]
    return pixels


def resized(tile: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return a tile, (y, x, channel), with both sides of `size` px."""
    height, width, channels = tile.shape
    if (height, width) == (size, size):
        return tile
    # Imported at the first tile: the window starts sooner without.
    import cv2

    # Averaging over areas keeps small bright clumps when a tile is made smaller.
    shrinks = height > size or width > size
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    planes = [
        cv2.resize(np.ascontiguousarray(tile[..., c]), (size, size), interpolation=how)
        for c in range(channels)
    ]
    return np.stack(planes, axis=-1).astype(np.float32, copy=False)
