"""Turns the stored values of TIFF files into values of light, brightest the largest."""

from dataclasses import replace
from math import prod

import numpy as np
import tifffile
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.tiff_frames import Frames
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import Pixels, refuse_print_colours

_JPEG = (tifffile.COMPRESSION.JPEG, tifffile.COMPRESSION.OJPEG)
_LIGHT = (
    tifffile.PHOTOMETRIC.MINISWHITE,
    tifffile.PHOTOMETRIC.MINISBLACK,
    tifffile.PHOTOMETRIC.RGB,
    tifffile.PHOTOMETRIC.PALETTE,
)


def refuse_other_colours(page: tifffile.TiffPage) -> None:
    """Raise a `UserError` for colours that are not grey, a palette, or RGB."""
    kind = page.photometric
    if kind == tifffile.PHOTOMETRIC.SEPARATED:
        raise refuse_print_colours()
    # The decoder of JPEG gives RGB.
    decoded = kind == tifffile.PHOTOMETRIC.YCBCR and page.compression in _JPEG
    if kind not in _LIGHT and not decoded and page.samplesperpixel > 1:
        name = getattr(kind, "name", kind)
        raise UserError(
            tr(
                "has {name} colours; expected grey or RGB. Save it as one of them.",
                name=name,
            )
        )


def as_light(
    frames: Frames, file: tifffile.TiffFile, series: tifffile.TiffPageSeries
) -> Frames:
    """Return frames without palette and transparency, and with 0 for black."""
    page = series.keyframe
    # What ImageJ writes as a palette is only how it shows the values.
    if page.photometric == tifffile.PHOTOMETRIC.PALETTE and not file.is_imagej:
        return _with_palette(frames, _palettes(series, frames))
    if _has_alpha(page):
        frames = _without_alpha(frames)
    if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
        frames = _brightest_largest(frames, page.bitspersample)
    return _whole_numbers(frames) if frames.dtype.kind == "b" else frames


def _has_alpha(page: tifffile.TiffPage) -> bool:
    """Tell whether the last sample is transparency, and not one more channel."""
    if page.photometric == tifffile.PHOTOMETRIC.RGB:
        return bool(page.samplesperpixel == 4)
    kinds = (tifffile.EXTRASAMPLE.ASSOCALPHA, tifffile.EXTRASAMPLE.UNASSALPHA)
    return bool(page.extrasamples) and page.extrasamples[-1] in kinds


def _without_alpha(frames: Frames) -> Frames:
    """Drop transparency; refuse a fourth channel that only claims to be one."""
    axis = frames.axes.find("S", frames.outer)
    if axis < 0 or frames.shape[axis] < 2:
        return frames
    samples = frames.shape[axis] - 1

    def decode(number: int) -> Pixels:
        pixels = frames.decode(number)
        alpha = pixels.take(samples, axis - frames.outer)
        if pixels.dtype != np.uint8 and alpha.min() != alpha.max():
            raise UserError(
                tr(
                    "has a last channel that is marked as transparency, but holds an "
                    "image. Save the channels as a multi-channel TIFF (such as "
                    "ImageJ's)."
                )
            )
        return np.moveaxis(
            np.moveaxis(pixels, axis - frames.outer, -1)[..., :samples],
            -1,
            axis - frames.outer,
        )

    shape = (*frames.shape[:axis], samples, *frames.shape[axis + 1 :])
    return replace(frames, shape=shape, decode=decode)


def _brightest_largest(frames: Frames, bits: int) -> Frames:
    """Invert what is stored with 0 for white, so that brighter means more light."""
    if frames.dtype.kind not in "ub":
        return frames
    white = True if frames.dtype.kind == "b" else frames.dtype.type(2**bits - 1)

    def decode(number: int) -> Pixels:
        pixels = frames.decode(number)
        if pixels.dtype.kind == "b":
            return np.logical_not(pixels)
        return np.asarray(np.subtract(white, pixels))

    return replace(frames, decode=decode)


def _whole_numbers(frames: Frames) -> Frames:
    """Give black and white of one bit as 0 and 255."""
    return replace(
        frames,
        decode=lambda number: frames.decode(number).astype(np.uint8) * np.uint8(255),
        dtype=np.dtype(np.uint8),
    )


def _palettes(
    series: tifffile.TiffPageSeries, frames: Frames
) -> NDArray[np.unsignedinteger]:
    """Return the palette of each frame, (frame, colour, entry); pages may differ.

    Those whose entries are all multiples of 257, or 256, were 8 bit and are given so.
    """
    if len(series) == prod(frames.shape[: frames.outer]):
        pages = [
            page if hasattr(page, "colormap") else page.aspage() for page in series
        ]
        tables = np.stack([page.colormap for page in pages])
    else:
        tables = np.asarray(series.keyframe.colormap)[None]
    for step in (257, 256):
        if (tables % step == 0).all():
            return (tables // step).astype(np.uint8)
    return tables


def _with_palette(frames: Frames, tables: NDArray[np.unsignedinteger]) -> Frames:
    """Look up the colours of a palette; a grey one gives one channel."""

    def grey(number: int) -> Pixels:
        return np.asarray(table(number)[0][places(number)])

    def colours(number: int) -> Pixels:
        return np.moveaxis(table(number)[:, places(number)], 0, -1)

    def table(number: int) -> NDArray[np.unsignedinteger]:
        return np.asarray(tables[number % len(tables)])

    def places(number: int) -> NDArray[np.intp]:
        return frames.decode(number).astype(np.intp)

    if _shows_grey(tables, frames):
        return replace(frames, decode=grey, dtype=tables.dtype)
    return replace(
        frames,
        axes=frames.axes + "S",
        shape=(*frames.shape, 3),
        decode=colours,
        dtype=tables.dtype,
    )


def _shows_grey(tables: NDArray[np.unsignedinteger], frames: Frames) -> bool:
    """Tell whether all colours that any pixel has are grey."""
    grey = (tables == tables[:, :1]).all(axis=1)
    count = prod(frames.shape[: frames.outer])
    return bool(grey.all()) or all(
        grey[i % len(grey)][np.unique(frames.decode(i)).astype(np.intp)].all()
        for i in range(count)
    )
