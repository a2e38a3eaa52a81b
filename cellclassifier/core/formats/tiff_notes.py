"""What TIFF files say beside their pixels: names of channels, pixel size, bits."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

import tifffile

MICROMETRES = {
    "nm": 1e-3,
    "µm": 1.0,
    "um": 1.0,
    "micron": 1.0,
    "microns": 1.0,
    "micrometer": 1.0,
    "micrometre": 1.0,
    "mm": 1e3,
    "cm": 1e4,
    "m": 1e6,
    "inch": 25_400.0,
    "inches": 25_400.0,
    "pm": 1e-6,
    "å": 1e-4,
}
"""Micrometres in each unit that programs write, in small letters."""

COARSEST = 20.0
"""Largest pixel of a microscope, in micrometres. Resolutions in pixels per inch or
centimetre above it are those of a screen or printer, which every program writes."""


class Notes(NamedTuple):
    """Names of the channels ("" where unknown), pixel size in micrometres, bits."""

    channels: tuple[str, ...]
    pixel_size: float | None
    bits: int | None


def notes_of(
    file: tifffile.TiffFile, series: tifffile.TiffPageSeries, channels: int
) -> Notes:
    """Return what a file says of one of its images.

    Args:
        file: The open file.
        series: The image.
        channels: Number of its channels.
    """
    page = series.keyframe
    bits = page.bitspersample if page.bitspersample not in (1, 8, 16, 32, 64) else None
    unnamed = ("",) * channels
    if series.kind == "ome" and file.ome_metadata:
        return _ome_notes(file, series, channels)
    if file.is_imagej and file.imagej_metadata:
        names = _imagej_names(file.imagej_metadata, channels)
        return Notes(names, _imagej_pixel_size(page, file.imagej_metadata), bits)
    return Notes(unnamed, _tagged_pixel_size(page), bits)


def square(x: float | None, y: float | None) -> float | None:
    """Return the side of a pixel, in the unit given; ``None`` if it is no square."""
    if not x or not y or x <= 0 or y <= 0 or abs(x - y) > 0.001 * x:
        return None
    return x


def micrometres(unit: str) -> float | None:
    """Return how many micrometres a unit has; ``None`` for pixels and the unknown."""
    plain = re.sub(r"\\u00b5|\u03bc|\xb5", "µ", unit.strip().lower())
    return MICROMETRES.get(plain)


def _ome_notes(
    file: tifffile.TiffFile, series: tifffile.TiffPageSeries, channels: int
) -> Notes:
    images = _children(ElementTree.fromstring(file.ome_metadata), "Image")
    place = next((i for i, s in enumerate(file.series) if s is series), 0)
    same = len(images) == len(file.series)
    image = images[place] if same else images[0] if len(file.series) == 1 else None
    found = [] if image is None else _children(image, "Pixels")
    if not found:
        return Notes(("",) * channels, None, None)
    pixels = found[0]
    names = tuple(c.get("Name", "") for c in _children(pixels, "Channel"))
    bits = pixels.get("SignificantBits")
    return Notes(
        names if len(names) == channels else ("",) * channels,
        square(_ome_size(pixels, "X"), _ome_size(pixels, "Y")),
        int(bits) if bits and bits.isdigit() else None,
    )


def _children(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    # The namespace carries the year of the schema.
    return [child for child in element if child.tag.rpartition("}")[2] == name]


def _ome_size(pixels: ElementTree.Element, axis: str) -> float | None:
    factor = micrometres(pixels.get(f"PhysicalSize{axis}Unit", "µm"))
    size = pixels.get(f"PhysicalSize{axis}")
    return float(size) * factor if size and factor else None


def _imagej_names(metadata: dict[str, object], channels: int) -> tuple[str, ...]:
    """Return the labels of the first slices, which ImageJ shows above an image.

    ImageJ fills them with the name and place of the slice unless someone wrote them.
    """
    labels = metadata.get("Labels") or []
    labels = [labels] if isinstance(labels, str) else list(labels)  # type: ignore[call-overload]
    names = tuple(re.sub(r"^([czt]:\d+/\d+ ?)+(- )?", "", str(name)) for name in labels)
    first = names[:channels]
    if len(first) < channels or (channels > 1 and len(set(first)) < channels):
        return ("",) * channels
    return first if channels > 1 else ("",)


def _imagej_pixel_size(
    page: tifffile.TiffPage, metadata: dict[str, object]
) -> float | None:
    factor = micrometres(str(metadata.get("unit", "")))
    x, y = _resolution(page, "XResolution"), _resolution(page, "YResolution")
    if factor is None or not x or not y:
        return None
    return square(factor / x, factor / y)


def _tagged_pixel_size(page: tifffile.TiffPage) -> float | None:
    unit = page.tags.get("ResolutionUnit")
    factor = {2: 25_400.0, 3: 10_000.0}.get(0 if unit is None else int(unit.value))
    x, y = _resolution(page, "XResolution"), _resolution(page, "YResolution")
    if factor is None or not x or not y:
        return None
    size = square(factor / x, factor / y)
    return size if size is not None and size <= COARSEST else None


def _resolution(page: tifffile.TiffPage, name: str) -> float | None:
    """Return pixels per unit."""
    tag = page.tags.get(name)
    if tag is None or not isinstance(tag.value, tuple) or not tag.value[1]:
        return None
    return float(tag.value[0]) / float(tag.value[1])
