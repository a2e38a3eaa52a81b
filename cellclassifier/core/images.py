"""Reads image files at their own depth: nothing is clipped, wrapped or stretched."""

import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.pixels import Pixels

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


def _read_tiff(path: Path) -> Pixels:
    # Imported at the first image of its kind: the window starts sooner without.
    from cellclassifier.core import tiff

    return tiff.read(path)


def _read_png(path: Path) -> Pixels:
    from cellclassifier.core import raster

    return raster.read_png(path)


def _read_pillow(path: Path) -> Pixels:
    from cellclassifier.core import raster

    return raster.read(path)


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
