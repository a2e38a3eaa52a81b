"""Reads PNG, JPEG, BMP, WebP, JPEG 2000 and binary PGM and PPM files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import imagecodecs
import numpy as np
from PIL import ExifTags, Image, ImageOps

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import (
    COLOURS,
    ImageData,
    ImageFile,
    Pixels,
    refuse_huge,
    refuse_print_colours,
    single,
    single_if_grey,
    upright,
)

# Pillow's own limit warns first and raises at twice its value; ours is one sentence.
Image.MAX_IMAGE_PIXELS = None


class Picture(NamedTuple):
    """Pixels of one picture, (y, x, channel), and its declared significant bits."""

    pixels: Pixels
    bits: int | None = None


@contextmanager
def opened(path: Path, read_picture: Callable[[Path], Picture]) -> Iterator[ImageFile]:
    """Open a file of one picture.

    Args:
        path: The file.
        read_picture: One of the functions below.

    Raises:
        UserError: The file holds several pictures, print colours, or too many pixels.
    """
    pixels, bits = read_picture(path)
    channels = np.moveaxis(pixels, -1, 0)[:, None, None]
    colour = len(channels) == len(COLOURS)
    names = COLOURS if colour else ("",) * len(channels)
    yield single(ImageData(channels, names, None, colour, bits))


def read_png(path: Path) -> Picture:
    """Read a PNG, colour of 16 bit included."""
    with path.open("rb") as file:
        header = file.read(26)
    deep_colour = header[:4] == b"\x89PNG" and header[24] == 16 and header[25] != 0
    if not deep_colour:
        return read(path)
    # Pillow reduces 16-bit colour to 8 bit without a word.
    with Image.open(path) as image:
        _refuse_others(image)
        turn = _orientation(image)
    return Picture(upright_picture(_without_alpha(_decoded_png(path)), turn))


def read_jpeg2000(path: Path) -> Picture:
    """Read a JPEG 2000, in its own depth."""
    with Image.open(path) as image:
        _refuse_others(image)
        alpha = image.mode in ("LA", "RGBA")
        turn = _orientation(image)
    pixels = np.asarray(imagecodecs.jpeg2k_decode(path.read_bytes()))
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    pixels = upright_picture(_without_alpha(pixels) if alpha else pixels, turn)
    return Picture(pixels, _jpeg2000_bits(path, pixels))


def read(path: Path) -> Picture:
    """Read what Pillow reads right, upright."""
    with Image.open(path) as image:
        _refuse_others(image)
        return Picture(_pillow_pixels(ImageOps.exif_transpose(image)))


def read_netpbm(path: Path) -> Picture:
    """Read a binary PGM or PPM; Pillow would stretch a depth that is not 8 or 16."""
    with path.open("rb") as file:
        kind = file.read(2)
        if kind in (b"P1", b"P2", b"P3", b"P4", b"P7"):
            raise UserError(
                tr(
                    "is of the kind {decode}; expected a binary PGM (P5) or PPM "
                    "(P6). Save it as TIFF or PNG.",
                    decode=kind.decode(),
                )
            )
        if kind not in (b"P5", b"P6"):
            raise ValueError(tr("neither PGM nor PPM"))
        width, height, highest = (_netpbm_number(file.read) for _ in range(3))
        samples = 1 if kind == b"P5" else 3
        refuse_huge(height, width, samples)
        if not 0 < highest < 2**16:
            raise ValueError(tr("a highest value of {highest}", highest=highest))
        dtype = np.dtype(">u2" if highest > 255 else "u1")
        data = file.read(height * width * samples * dtype.itemsize)
    pixels = np.frombuffer(data, dtype).reshape(height, width, samples)
    bits = highest.bit_length()
    declared = None if bits == dtype.itemsize * 8 else bits
    return Picture(pixels.astype(dtype.newbyteorder("=")), declared)


def upright_picture(pixels: Pixels, orientation: int) -> Pixels:
    """Turn pixels (y, x, channel) as the tag Orientation asks."""
    return np.moveaxis(upright(np.moveaxis(pixels, -1, 0), orientation), 0, -1)


def _refuse_others(image: Image.Image) -> None:
    """Refuse what is not one picture of light, or too large, by its header."""
    refuse_huge(image.height, image.width, len(image.getbands()))
    if image.mode == "CMYK":
        raise refuse_print_colours()
    if getattr(image, "n_frames", 1) > 1:
        raise UserError(tr("holds several pictures; expected one. Save one of them."))


def _orientation(image: Image.Image) -> int:
    return int(image.getexif().get(ExifTags.Base.Orientation, 1))


def _decoded_png(path: Path) -> Pixels:
    pixels = np.asarray(imagecodecs.png_decode(path.read_bytes()))
    return pixels.reshape(*pixels.shape[:2], -1)


def _without_alpha(pixels: Pixels) -> Pixels:
    """Keep grey or colour, (y, x, 1 or 3), of what may have transparency as well."""
    return pixels[..., : 1 if pixels.shape[-1] <= 2 else 3]


def _jpeg2000_bits(path: Path, pixels: Pixels) -> int | None:
    """Return the declared bits where they are fewer than the type has."""
    with path.open("rb") as file:
        data = file.read(2**16)
    # The codestream starts with two markers; its first depth is 42 bytes on.
    start = data.find(b"\xff\x4f\xff\x51")
    if start < 0 or len(data) <= start + 42:
        return None
    bits = (data[start + 42] & 0x7F) + 1
    return bits if bits < pixels.dtype.itemsize * 8 else None


def _netpbm_number(read_bytes: Callable[[int], bytes]) -> int:
    """Read one number of a header, past blanks and comments, and one blank more."""
    digits = b""
    while len(digits) < 12:
        byte = read_bytes(1)
        if byte == b"#":
            while read_bytes(1) not in (b"\n", b""):
                pass
        elif byte.isdigit():
            digits += byte
        elif digits or not byte.isspace():
            break
    return int(digits)


def _pillow_pixels(image: Image.Image) -> Pixels:
    if image.mode in ("P", "PA"):
        return single_if_grey(np.asarray(image.convert("RGB")))
    if image.mode in ("RGBA", "RGBX", "LA", "La", "RGBa"):
        image = image.convert("RGB" if image.mode.startswith("RGB") else "L")
    if image.mode not in ("1", "L", "I", "F", "RGB") and image.mode[:4] != "I;16":
        image = image.convert("RGB")
    pixels = np.asarray(image)
    pixels = pixels * np.uint8(255) if pixels.dtype.kind == "b" else pixels
    return pixels.reshape(*pixels.shape[:2], -1)
