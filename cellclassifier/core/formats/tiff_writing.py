"""Writes images as TIFF files that lose nothing of what was read."""

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import numpy as np

from cellclassifier.core.pixels import ImageData

OME_TYPES = (
    "uint8",
    "uint16",
    "uint32",
    "int8",
    "int16",
    "int32",
    "float32",
    "float64",
)
"""Pixel types that OME-TIFF knows."""


def write_tiff(path: Path, data: ImageData, name: str) -> None:
    """Write an image as an OME-TIFF, compressed without loss.

    Pixel type, axes, names of channels, pixel size and significant bits are kept. What
    OME does not know (float16, 64-bit whole numbers) becomes a TIFF of NumPy's shapes.

    Args:
        path: Where; a file that is there is replaced.
        data: The image.
        name: What the file's identifier is made from, such as a hash of its contents.

    Raises:
        OSError: The file cannot be written.
    """
    # Imported here: the window starts sooner without.
    import tifffile

    pixels, axes = data.pixels, "CZTYX"
    if data.colour:
        pixels, axes = np.moveaxis(pixels, 0, -1), "ZTYXS"
    # Axes of one entry are left away, but never those of the picture itself.
    kept = [i for i, a in enumerate(axes) if a in "YXS" or pixels.shape[i] > 1]
    tifffile.imwrite(
        path,
        np.ascontiguousarray(pixels.reshape([pixels.shape[i] for i in kept])),
        photometric="rgb" if data.colour else "minisblack",
        compression="zlib",
        predictor=pixels.dtype.itemsize < 8,
        metadata=_notes(data, "".join(axes[i] for i in kept), name),
        ome=str(pixels.dtype) in OME_TYPES,
        **_resolution(data.pixel_size),
    )


def _notes(data: ImageData, axes: str, name: str) -> dict[str, Any]:
    # Without a name from its contents, a file gets one from the computer and the time.
    notes: dict[str, Any] = {"axes": axes, "UUID": str(uuid5(NAMESPACE_OID, name))}
    if data.pixel_size:
        for axis in "XY":
            notes[f"PhysicalSize{axis}"] = data.pixel_size
            notes[f"PhysicalSize{axis}Unit"] = "µm"
    if data.bits:
        notes["SignificantBits"] = data.bits
    if any(data.channels) and not data.colour:
        notes["Channel"] = {"Name": list(data.channels)}
    return notes


def _resolution(pixel_size: float | None) -> dict[str, Any]:
    """Return the tags in which programs that know no OME look for the pixel size."""
    if not pixel_size:
        return {}
    per_centimetre = 10_000 / pixel_size
    return {
        "resolution": (per_centimetre, per_centimetre),
        "resolutionunit": "CENTIMETER",
    }
