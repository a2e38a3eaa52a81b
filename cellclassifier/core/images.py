"""Reads image files at their own depth: nothing is clipped, wrapped or stretched."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.planes import (
    choose,
    choose_scene,
    load_taken,
    take_part,
)
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import (
    ImageData,
    ImageFacts,
    ImageFile,
    Pixels,
    Reader,
    Scene,
    refuse_huge,
)
from cellclassifier.core.tile_spec import ReadingSpec

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
    AssertionError,
    struct.error,
    zlib.error,
)
"""What the readers raise on damaged files, by experience."""


class Taken(NamedTuple):
    """What a study uses of an image file: pixels (y, x, channel), and its facts."""

    pixels: Pixels
    facts: ImageFacts


def read(path: Path, reading: ReadingSpec | None = None) -> ImageData:
    """Read all channels, planes and time points of one image file.

    Args:
        path: The file.
        reading: Names the scene; nothing else of it is used.

    Raises:
        UserError: The file cannot be read, or is larger than what is opened; the
            sentence says what it is and what to do.
    """
    with _opened(path, (reading or ReadingSpec()).scene) as (facts, load):
        layers = len(facts.channels) * facts.planes * facts.times
        refuse_huge(facts.height, facts.width, layers)
        pixels = load(facts.everything)
    return ImageData(
        _checked(pixels), facts.channels, facts.pixel_size, facts.colour, facts.bits
    )


def take(image: ImageData, reading: ReadingSpec) -> Pixels:
    """Return what `reading` takes of an image, (y, x, channel).

    Raises:
        UserError: The image is a stack or a series and none of it was chosen, or it
            has no channel, plane or time point of that number.
    """
    return take_part(image.pixels, choose(image.facts, reading), reading)


def read_taken(path: Path, reading: ReadingSpec | None = None) -> Taken:
    """Read of one image file what `reading` takes, without decoding the rest.

    Raises:
        UserError: As `read` and `take`.
    """
    reading = reading or ReadingSpec()
    with _opened(path, reading.scene) as (facts, load):
        pixels = load_taken(facts, load, reading)
    return Taken(_checked(pixels), facts)


def read_image(path: Path, reading: ReadingSpec | None = None) -> Pixels:
    """Read of one image file what `reading` takes.

    Returns:
        Raw pixels, shape (y, x, channel), in the file's own type (float32 for a mean
        of channels).

    Raises:
        UserError: As `read` and `take`.
    """
    return read_taken(path, reading).pixels


def describe(path: Path, scene: int = 0) -> ImageFacts:
    """Return what a file holds; pixels are decoded only of small pictures.

    Args:
        path: The file.
        scene: Number of the image in the file, from 1; 0: the first.

    Raises:
        UserError: The file cannot be read.
    """
    with _opened(path, max(scene, 1)) as (facts, _):
        return facts


def formats() -> str:
    """Return the formats that are read, for people."""
    return " ".join(READERS)


@contextmanager
def _opened(path: Path, number: int) -> Iterator[Scene]:
    """Open one image of a file; whatever a reader raises becomes a sentence."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UserError(
            tr(
                "not an image: {suffix} is not among {formats}.",
                suffix=_suffix(path),
                formats=formats(),
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with reader(path) as file:
                facts, load = file.open(choose_scene(file.scenes, number))
                _refuse_other_numbers(facts)
                yield Scene(_with_real_bits(facts._replace(scenes=file.scenes)), load)
    except READ_ERRORS as error:
        raise UserError(_unreadable(path, error)) from error


def _suffix(path: Path) -> str:
    return f"'{path.suffix}'" if path.suffix else tr("a name without an ending")


def _unreadable(path: Path, error: BaseException) -> str:
    if isinstance(error, PermissionError):
        return tr("the file may not be read; give yourself the right to read it.")
    if not path.exists():
        return tr("the file is gone; put it back, or check the folders again.")
    if path.stat().st_size == 0:
        return tr("the file is empty (0 bytes); copy it again from its source.")
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return tr(
        "cannot be read as {kind}: damaged, cut short, or of another kind ({reason}). "
        "Open it in its own program and save it again.",
        kind=path.suffix.lower(),
        reason=text[:160],
    )


def _refuse_other_numbers(facts: ImageFacts) -> None:
    if facts.dtype.kind not in "uif":
        raise UserError(
            tr(
                "holds {dtype} values; expected whole or real numbers.",
                dtype=facts.dtype,
            )
        )


def _with_real_bits(facts: ImageFacts) -> ImageFacts:
    """Forget bits that say no more than the type does, as most programs write them."""
    whole = facts.dtype.kind in "ui"
    if facts.bits and whole and facts.bits < facts.dtype.itemsize * 8:
        return facts
    return facts._replace(bits=None)


def _checked(pixels: Pixels) -> Pixels:
    if pixels.dtype.kind == "f" and not np.isfinite(pixels).all():
        bad = int((~np.isfinite(pixels)).sum())
        raise UserError(
            tr(
                "{bad} of {size} values are not numbers (NaN or infinite). Replace "
                "them in the program that made the image.",
                bad=bad,
                size=pixels.size,
            )
        )
    return pixels


def _open_tiff(path: Path) -> AbstractContextManager[ImageFile]:
    # Imported at the first image of its kind: the window starts sooner without.
    from cellclassifier.core.formats import tiff

    return tiff.opened(path)


def _open_png(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import raster

    return raster.opened(path, raster.read_png)


def _open_pillow(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import raster

    return raster.opened(path, raster.read)


def _open_jpeg2000(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import raster

    return raster.opened(path, raster.read_jpeg2000)


def _open_netpbm(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import raster

    return raster.opened(path, raster.read_netpbm)


def _open_czi(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import vendor_czi

    return vendor_czi.opened(path)


def _open_nd2(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import vendor_nd2

    return vendor_nd2.opened(path)


def _open_lif(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import vendor_lif

    return vendor_lif.opened(path)


def _open_oif(path: Path) -> AbstractContextManager[ImageFile]:
    from cellclassifier.core.formats import vendor_oif

    return vendor_oif.opened(path)


READERS: dict[str, Reader] = {
    ".tif": _open_tiff,
    ".tiff": _open_tiff,
    ".png": _open_png,
    ".jpg": _open_pillow,
    ".jpeg": _open_pillow,
    ".bmp": _open_pillow,
    ".webp": _open_pillow,
    ".jp2": _open_jpeg2000,
    ".j2k": _open_jpeg2000,
    ".jpx": _open_jpeg2000,
    ".pgm": _open_netpbm,
    ".ppm": _open_netpbm,
    ".czi": _open_czi,
    ".nd2": _open_nd2,
    ".lif": _open_lif,
    ".oif": _open_oif,
    ".oib": _open_oif,
}
"""Opens a file by its ending."""
