"""Reads TIFF files."""

import logging
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.pixels import Pixels, refuse_huge, single_if_grey

# What it has to say of a damaged file is told in our own sentence, not on stderr.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)


def read(path: Path) -> Pixels:
    """Return the pixels of a single plane, (y, x, channel), in the file's own type.

    Raises:
        UserError: The file holds several planes, print colours, or too many pixels.
    """
    with tifffile.TiffFile(path) as file:
        series = file.series[0]
        page = series.keyframe
        _refuse_others(file)
        refuse_huge(page.imagelength, page.imagewidth)
        if page.photometric == tifffile.PHOTOMETRIC.SEPARATED:
            raise UserError("has CMYK colours, made for print. Save it as grey or RGB.")
        axes = _named_axes(series)
        pixels = np.asarray(series.asarray())
        colours = page.colormap if page.photometric == 3 else None
        alpha = _has_alpha(page)
    pixels = _to_yxc(pixels, axes)
    pixels = _without_alpha(pixels) if alpha else pixels
    if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
        pixels = _brightest_largest(pixels, page.bitspersample)
    return pixels if colours is None else _with_palette(pixels, colours)


def _refuse_others(file: tifffile.TiffFile) -> None:
    """Refuse a file of several images; small copies of the first do not count."""
    others = [s for s in file.series[1:] if not s.keyframe.subfiletype & 1]
    if others:
        raise UserError(
            f"holds {1 + len(others)} images of different kinds; expected one. Save "
            "the one that is meant as a file of its own."
        )


def _without_alpha(pixels: Pixels) -> Pixels:
    """Drop transparency; refuse a fourth channel that only claims to be one."""
    alpha = pixels[..., -1]
    if pixels.dtype != np.uint8 and alpha.min() != alpha.max():
        raise UserError(
            "has a last channel that is marked as transparency, but holds an image. "
            "Save the channels as a multi-channel TIFF (such as ImageJ's)."
        )
    return pixels[..., :-1]


def _named_axes(series: tifffile.TiffPageSeries) -> str:
    """Return the axes of more than one entry; refuse stacks and time series."""
    sizes = dict(zip(series.axes, series.shape, strict=True))
    extra = {axis: n for axis, n in sizes.items() if axis not in "YXSC" and n > 1}
    if extra:
        found = " x ".join(f"{n} ({axis})" for axis, n in extra.items())
        raise UserError(
            f"is a stack of {found} planes; expected one plane. Save one plane, or a "
            "projection, as an image of its own."
        )
    return str(series.axes)


def _to_yxc(pixels: Pixels, axes: str) -> Pixels:
    keep = [i for i, axis in enumerate(axes) if axis in "YXSC"]
    pixels = pixels.reshape([pixels.shape[i] for i in keep])
    kept = "".join(axes[i] for i in keep)
    channel = [i for i, axis in enumerate(kept) if axis in "SC"]
    spatial = [kept.index("Y"), kept.index("X")]
    moved = pixels.transpose(spatial + channel)
    return moved.reshape(*moved.shape[:2], -1)


def _brightest_largest(pixels: Pixels, bits: int) -> Pixels:
    """Invert what is stored with 0 for white, so that brighter means more light."""
    if pixels.dtype.kind == "b":
        return np.logical_not(pixels)
    if pixels.dtype.kind != "u":
        return pixels
    white = pixels.dtype.type(2**bits - 1)
    return np.asarray(np.subtract(white, pixels))


def _has_alpha(page: tifffile.TiffPage) -> bool:
    """Tell whether the last sample is transparency, and not one more channel."""
    if page.photometric == tifffile.PHOTOMETRIC.RGB:
        return bool(page.samplesperpixel == 4)
    kinds = (tifffile.EXTRASAMPLE.ASSOCALPHA, tifffile.EXTRASAMPLE.UNASSALPHA)
    return bool(page.extrasamples) and page.extrasamples[-1] in kinds


def _with_palette(pixels: Pixels, colours: NDArray[np.uint16]) -> Pixels:
    """Look up palette colours (16 bit each); a grey palette gives one channel.

    A palette whose entries are all multiples of 257 was 8 bit and is given back so.
    """
    table = np.asarray(colours)
    if (table % 257 == 0).all():
        table = (table // 257).astype(np.uint8)
    elif (table % 256 == 0).all():
        table = (table // 256).astype(np.uint8)
    rgb = np.moveaxis(table[:, pixels[..., 0].astype(np.intp)], 0, -1)
    return single_if_grey(rgb)
