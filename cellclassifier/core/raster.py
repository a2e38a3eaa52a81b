"""Reads PNG, JPEG, BMP and WebP files."""

from pathlib import Path

import imagecodecs
import numpy as np
from PIL import Image, ImageOps

from cellclassifier.core.errors import UserError
from cellclassifier.core.pixels import Pixels, refuse_huge, single_if_grey

# Pillow's own limit warns first and raises at twice its value; ours is one sentence.
Image.MAX_IMAGE_PIXELS = None


def read_png(path: Path) -> Pixels:
    """Return the pixels of a PNG, (y, x, channel), colour of 16 bit included."""
    with path.open("rb") as file:
        header = file.read(26)
    deep_colour = header[:4] == b"\x89PNG" and header[24] == 16 and header[25] != 0
    if not deep_colour:
        return read(path)
    # Pillow reduces 16-bit colour to 8 bit without a word.
    height, width = (int.from_bytes(header[at : at + 4], "big") for at in (20, 16))
    refuse_huge(height, width)
    pixels = np.asarray(imagecodecs.png_decode(path.read_bytes()))
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    # Grey or RGB, and then perhaps transparency.
    return pixels[..., : 1 if pixels.shape[-1] <= 2 else 3]


def read(path: Path) -> Pixels:
    """Return the pixels of a file that Pillow reads, (y, x, channel), upright.

    Raises:
        UserError: The file holds several pictures, print colours, or too many pixels.
    """
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
        return single_if_grey(np.asarray(image.convert("RGB")))
    if image.mode in ("RGBA", "RGBX", "LA", "La", "RGBa"):
        image = image.convert("RGB" if image.mode.startswith("RGB") else "L")
    if image.mode not in ("1", "L", "I", "F", "RGB") and image.mode[:4] != "I;16":
        image = image.convert("RGB")
    pixels = np.asarray(image)
    return pixels.reshape(*pixels.shape[:2], -1)
