"""Opens LIF files of Leica microscopes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.extras import reader_package
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import (
    COLOURS,
    ImageFacts,
    ImageFile,
    Part,
    Pixels,
    Scene,
    part_of,
    refuse_axes,
    refuse_huge,
)

_ORDER = "CSZTYX"
_CHANNELS = "./Data/Image/ImageDescription/Channels/ChannelDescription"


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open a LIF file; its images are the series that were recorded.

    Raises:
        UserError: The extra readers are not installed, or the file holds no images.
    """
    package = reader_package("liffile", "LIF")
    with package.LifFile(path) as file:
        images = list(file.images)
        names = tuple(str(image.name) for image in images)
        yield ImageFile(names, lambda number: _scene(images[number]))


def _scene(image: Any) -> Scene:
    sizes = dict(image.sizes)
    refuse_axes({a: n for a, n in sizes.items() if a not in _ORDER})
    if image.is_flim or not {"Y", "X"} <= set(sizes):
        raise UserError(tr("holds lifetimes or lines, not images. Save it as TIFF."))
    channels = sizes.get("C", 1) * sizes.get("S", 1)
    colour = channels == len(COLOURS) == sizes.get("S", 1)
    facts = ImageFacts(
        COLOURS if colour else _names(image, channels),
        sizes.get("Z", 1),
        sizes.get("T", 1),
        sizes["Y"],
        sizes["X"],
        np.dtype(image.dtype).newbyteorder("="),
        _pixel_size(image),
        colour,
        _bits(image),
    )
    whole = cache(lambda: _ordered(image, sizes))
    refuse_huge(facts.height, facts.width, channels)
    return Scene(facts, lambda part: _load(whole(), facts, part))


def _ordered(image: Any, sizes: dict[str, int]) -> Pixels:
    """Return all pixels, (channel, z, time, y, x), mapped rather than read if grey."""
    # Colours are put in order in place, which a file that is only read forbids.
    grey = "S" not in sizes
    if not grey:
        refuse_huge(sizes["Y"], sizes["X"], int(np.prod(list(sizes.values())[:-2])))
    pixels = np.asarray(image.asarray(out="memmap" if grey else None))
    axes = list(image.dims)
    pixels = pixels.transpose([axes.index(axis) for axis in _ORDER if axis in axes])
    full = [sizes.get(axis, 1) for axis in _ORDER]
    return pixels.reshape(full[0] * full[1], *full[2:])


def _load(pixels: Pixels, facts: ImageFacts, part: Part) -> Pixels:
    return np.array(part_of(pixels, part), facts.dtype)


def _names(image: Any, channels: int) -> tuple[str, ...]:
    """Return the dyes, which newer files name, in the order of the channels."""
    found = image.xml_element.findall(_CHANNELS)
    found = sorted(found, key=lambda channel: int(channel.get("BytesInc", "0")))
    names = tuple(
        next(
            (
                str(note.findtext("Value") or "")
                for note in channel.iter("ChannelProperty")
                if note.findtext("Key") == "DyeName"
            ),
            "",
        )
        for channel in found
    )
    return names if len(names) == channels else ("",) * channels


def _pixel_size(image: Any) -> float | None:
    """Return micrometres, from the coordinates of the pixels in metres."""
    steps = []
    for axis in "XY":
        places = image.coords.get(axis)
        if places is None or len(places) < 2:
            return None
        steps.append(float(places[1] - places[0]) * 1e6)
    same = steps[0] > 0 and abs(steps[0] - steps[1]) <= 0.001 * steps[0]
    return steps[0] if same else None


def _bits(image: Any) -> int | None:
    found = image.xml_element.findall(_CHANNELS)
    bits = {int(e.get("Resolution", "0")) for e in found}
    return max(bits) if bits and max(bits) > 0 else None
