"""Reads image files at their own depth: nothing is clipped, wrapped or stretched."""

import logging
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image, ImageOps

from cellclassifier.core.errors import UserError

MAX_PIXELS = 2**28
"""Largest image that is opened, in pixels; a larger one is a whole slide or a bomb."""

# Pillow's own limit warns first and raises at twice its value; ours is one sentence.
Image.MAX_IMAGE_PIXELS = None

# What it has to say of a damaged file is told in our own sentence, not on stderr.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)

READ_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What the readers raise on damaged files, by experience."""

Pixels = NDArray[np.generic]


def read_image(path: Path) -> Pixels:
    """Read one image file.

    Returns:
        Raw pixels, shape (y, x, channel), in the file's own type.

    Raises:
        UserError: The file cannot be read, or is not a single plane of pixels; the
            sentence says what it is and what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UserError(f"not an image: {_suffix(path)} is not among {formats()}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pixels = reader(path)
    except READ_ERRORS as error:
        raise UserError(_unreadable(path, error)) from error
    return _checked(pixels)


def formats() -> str:
    """Return the formats that are read, for people."""
    return " ".join(READERS)


def _suffix(path: Path) -> str:
    return f"'{path.suffix}'" if path.suffix else "a name without an ending"


def _unreadable(path: Path, error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is gone; put it back, or check the folders again."
    if isinstance(error, PermissionError):
        return "the file may not be read; give yourself the right to read it."
    if path.stat().st_size == 0:
        return "the file is empty (0 bytes); copy it again from its source."
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return (
        f"cannot be read as {path.suffix.lower()}: damaged, cut short, or of another "
        f"kind ({text}). Open it in its own program and save it again."
    )


def _checked(pixels: Pixels) -> Pixels:
    kind = pixels.dtype.kind
    if kind == "b":
        return pixels.astype(np.uint8) * np.uint8(255)
    if kind not in "uif":
        raise UserError(f"holds {pixels.dtype} values; expected whole or real numbers.")
    if kind == "f" and not np.isfinite(pixels).all():
        bad = int((~np.isfinite(pixels)).sum())
        raise UserError(
            f"{bad} of {pixels.size} values are not numbers (NaN or infinite). Replace "
            "them in the program that made the image."
        )
    return pixels


def refuse_huge(height: int, width: int) -> None:
    """Raise a `UserError` for an image above `MAX_PIXELS`, by its declared size."""
    if height * width > MAX_PIXELS:
        raise UserError(
            f"is {width} x {height} pixels by its header, more than the {MAX_PIXELS:,} "
            "that are opened. Cut it into fields first."
        )


def _read_tiff(path: Path) -> Pixels:
    with tifffile.TiffFile(path) as file:
        series = file.series[0]
        page = series.keyframe
        refuse_huge(page.imagelength, page.imagewidth)
        if page.photometric == tifffile.PHOTOMETRIC.SEPARATED:
            raise UserError("has CMYK colours, made for print. Save it as grey or RGB.")
        axes = _named_axes(series)
        pixels = np.asarray(series.asarray())
        colours = page.colormap if page.photometric == 3 else None
        alpha = _has_alpha(page)
    pixels = _to_yxc(pixels, axes)
    pixels = pixels[..., :-1] if alpha else pixels
    if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
        pixels = _brightest_largest(pixels, page.bitspersample)
    return pixels if colours is None else _with_palette(pixels, colours)


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
    return _single_if_grey(rgb)


def _single_if_grey(rgb: Pixels) -> Pixels:
    grey = (rgb[..., :1] == rgb).all()
    return rgb[..., :1] if grey else rgb


def _read_png(path: Path) -> Pixels:
    with path.open("rb") as file:
        header = file.read(26)
    deep_colour = header[:4] == b"\x89PNG" and header[24] == 16 and header[25] != 0
    if not deep_colour:
        return _read_pillow(path)
    # Pillow reduces 16-bit colour to 8 bit without a word.
    height, width = (int.from_bytes(header[at : at + 4], "big") for at in (20, 16))
    refuse_huge(height, width)
    pixels = np.asarray(imagecodecs.png_decode(path.read_bytes()))
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    # Grey or RGB, and then perhaps transparency.
    return pixels[..., : 1 if pixels.shape[-1] <= 2 else 3]


def _read_pillow(path: Path) -> Pixels:
    with Image.open(path) as image:
        refuse_huge(image.height, image.width)
        if image.mode == "CMYK":
            raise UserError("has CMYK colours, made for print. Save it as grey or RGB.")
        if getattr(image, "n_frames", 1) > 1:
            raise UserError("holds several pictures; expected one. Save one of them.")
        upright = ImageOps.exif_transpose(image)
        return _pillow_pixels(upright)


def _pillow_pixels(image: Image.Image) -> Pixels:
    if image.mode in ("P", "PA"):
        return _single_if_grey(np.asarray(image.convert("RGB")))
    if image.mode in ("RGBA", "RGBX", "LA", "La", "RGBa"):
        image = image.convert("RGB" if image.mode.startswith("RGB") else "L")
    if image.mode not in ("1", "L", "I", "F", "RGB") and image.mode[:4] != "I;16":
        image = image.convert("RGB")
    pixels = np.asarray(image)
    return pixels.reshape(*pixels.shape[:2], -1)


READERS: dict[str, Callable[[Path], Pixels]] = {
    ".tif": _read_tiff,
    ".tiff": _read_tiff,
    ".png": _read_png,
    ".jpg": _read_pillow,
    ".jpeg": _read_pillow,
    ".bmp": _read_pillow,
    ".webp": _read_pillow,
}
"""A reader for each file ending: takes a path, gives pixels (y, x, channel)."""
