"""Decodes TIFF page by page: only what is wanted, with named axes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product as combinations
from math import prod

import numpy as np
import tifffile

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import (
    Part,
    Pixels,
    refuse_axes,
    refuse_huge,
    upright,
)

ROLES = {"S": 0, "C": 0, "Z": 1, "I": 1, "Q": 1, "T": 2, "Y": 3, "X": 4}
"""Place of each axis of tifffile in (channel, z, time, y, x). Axes without a name (I
for pages, Q for dimensions of an array) are taken for planes."""

_MOST_UNNAMED_CHANNELS = 4


@dataclass(frozen=True)
class Frames:
    """The frames of one image.

    Attributes:
        axes: Letters of the axes along which the frames lie, and then of the axes
            inside each frame.
        shape: Sizes of all of these.
        outer: How many axes the frames lie along.
        decode: Gives the frame of a number, counted along the outer axes.
        dtype: Type of the values.
        orientation: How the file's pixels are turned, as in EXIF.
    """

    axes: str
    shape: tuple[int, ...]
    outer: int
    decode: Callable[[int], Pixels]
    dtype: np.dtype[np.generic]
    orientation: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """Sizes of (channel, z, time, y, x), as they come out of `load`."""
        found = [1] * 5
        for axis, size in zip(self.axes, self.shape, strict=True):
            found[ROLES[axis]] *= size
        if self.orientation in (5, 6, 7, 8):
            found[3], found[4] = found[4], found[3]
        return tuple(found)

    def load(self, part: Part) -> Pixels:
        """Decode a part of the image, (channel, z, time, y, x)."""
        kept = self._kept(part)
        strides = [prod(self.shape[i + 1 : self.outer]) for i in range(self.outer)]
        numbers = [
            sum(place * stride for place, stride in zip(places, strides, strict=True))
            for places in combinations(*kept[: self.outer])
        ]
        frames = [self.decode(number) for number in numbers]
        stacked = frames[0][None] if len(frames) == 1 else np.stack(frames)
        del frames
        outer = [len(places) for places in kept[: self.outer]]
        pixels = stacked.reshape(*outer, *self.shape[self.outer :])
        for axis, places in enumerate(kept):
            if len(places) != pixels.shape[axis]:
                pixels = pixels.take(places, axis)
        return upright(self._ordered(pixels, part), self.orientation)

    def _kept(self, part: Part) -> list[tuple[int, ...]]:
        """Return the places that are kept of each axis; channels only if one axis."""
        lone = sum(axis in "SC" for axis in self.axes) == 1
        wanted = {0: part.channels if lone else None, 1: part.planes, 2: part.times}
        return [
            tuple(range(size)) if places is None else places
            for size, places in (
                (size, wanted.get(ROLES[axis]))
                for axis, size in zip(self.axes, self.shape, strict=True)
            )
        ]

    def _ordered(self, pixels: Pixels, part: Part) -> Pixels:
        roles = [ROLES[axis] for axis in self.axes]
        order = sorted(range(len(roles)), key=lambda i: (roles[i], self.axes[i] == "S"))
        sizes = [1] * 5
        for place in order:
            sizes[roles[place]] *= pixels.shape[place]
        pixels = pixels.transpose(order).reshape(sizes)
        if sum(axis in "SC" for axis in self.axes) == 2:
            pixels = pixels.take(part.channels, 0)
        return pixels


def frames_of(file: tifffile.TiffFile, series: tifffile.TiffPageSeries) -> Frames:
    """Return how the values of one image, as they are stored, are decoded.

    Raises:
        UserError: An axis has no meaning, or a page is larger than what is opened.
    """
    axes, shape = _axes(series)
    outer, decode = _decoder(file, series)
    orientation = _orientation(series.keyframe)
    return Frames(axes, shape, outer, decode, series.dtype, orientation)


def _axes(series: tifffile.TiffPageSeries) -> tuple[str, tuple[int, ...]]:
    """Return the axes and sizes of an image, those of one entry left out.

    Of axes without a name only one is told apart: the trailing one of an array whose
    last size is that of a pixel; and the leading one of an array of 2 to 4 entries,
    which its writer saved as one array, so that it holds channels rather than planes.
    """
    sizes = list(zip(series.axes, series.shape, strict=True))
    refuse_axes({a: n for a, n in sizes if a not in ROLES})
    unnamed = [n for a, n in sizes if a in "IQ" and n > 1]
    if len(unnamed) > 1 or (unnamed and any(a == "Z" and n > 1 for a, n in sizes)):
        refuse_axes({f"unnamed {i}": n for i, n in enumerate(unnamed, 1)})
    axes = "".join(axis for axis, _ in sizes)
    if series.kind == "shaped" and len(unnamed) == 1 and "C" not in axes:
        return _named_axes(axes, series.shape)
    return axes, tuple(series.shape)


def _named_axes(axes: str, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    few = _MOST_UNNAMED_CHANNELS
    if axes == "QYX" and shape[2] <= few < min(shape[:2]):
        return "YXC", shape
    if axes == "QYX" and shape[0] <= few:
        return "CYX", shape
    return axes, shape


def _decoder(
    file: tifffile.TiffFile, series: tifffile.TiffPageSeries
) -> tuple[int, Callable[[int], Pixels]]:
    """Return how many leading axes the frames lie along, and what decodes a frame."""
    inner = tuple(series.keyframe.shape)
    outer = len(series.shape) - len(inner)
    count = prod(series.shape[: max(outer, 0)])
    if outer >= 0 and tuple(series.shape[outer:]) == inner:
        if count == len(series):
            return outer, lambda number: _decoded_page(series, number)
        if series.dataoffset is not None and not series.is_multifile:
            return outer, lambda number: _contiguous(file, series, inner, number)
    return 0, cache(lambda _: _decoded_whole(series))


def _decoded_page(series: tifffile.TiffPageSeries, number: int) -> Pixels:
    page = series.pages[number]
    if page is None or not page.dataoffsets or not any(page.databytecounts):
        raise UserError(
            tr(
                "lacks the pixels of plane {number}, which its header names. Find "
                "the files that belong to it, or save it again.",
                number=number + 1,
            )
        )
    _refuse_huge_page(series.keyframe, 1)
    return np.asarray(page.asarray())


def _contiguous(
    file: tifffile.TiffFile,
    series: tifffile.TiffPageSeries,
    inner: tuple[int, ...],
    number: int,
) -> Pixels:
    """Read one frame of a stack that ImageJ writes as a single long page."""
    _refuse_huge_page(series.keyframe, 1)
    dtype = series.dtype.newbyteorder(file.byteorder)
    count = prod(inner)
    offset = series.dataoffset + number * count * dtype.itemsize
    values: Pixels = file.filehandle.read_array(dtype, count, offset)
    return values.reshape(inner).astype(series.dtype, copy=False)


def _decoded_whole(series: tifffile.TiffPageSeries) -> Pixels:
    page = series.keyframe
    size = max(1, page.imagelength * page.imagewidth)
    _refuse_huge_page(page, -(-prod(series.shape) // size))
    if any(one is None for one in series.pages):
        raise UserError(
            tr(
                "lacks the pixels of some planes, which its header names. Find the "
                "files that belong to it, or save it again."
            )
        )
    return np.asarray(series.asarray())


def _refuse_huge_page(page: tifffile.TiffPage, layers: int) -> None:
    layers = max(layers, page.samplesperpixel * page.imagedepth)
    refuse_huge(page.imagelength, page.imagewidth, layers)
    # A tile is decoded whole, however little of it lies in the image.
    refuse_huge(page.tilelength, page.tilewidth, page.tiledepth)


def _orientation(page: tifffile.TiffPage) -> int:
    tag = page.tags.get("Orientation")
    value = 1 if tag is None else tag.value
    return int(value) if isinstance(value, int) else 1
