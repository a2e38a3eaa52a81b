"""What a file of images holds and what is read of it, in words and for the screen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.pixels import ImageFacts, Pixels
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.tile_display import PERCENTILES

DYES = ((255, 0, 255), (0, 255, 0), (0, 160, 255), (255, 160, 0), (255, 60, 60))
"""Colours in which dyes are laid over each other, red, green and blue, 0..255."""

RGB = ((255, 0, 0), (0, 255, 0), (0, 0, 255))


def words(facts: ImageFacts) -> str:
    """Return what a file holds, such as "2 channels (DAPI, GFP), 5 planes, ..."."""
    stored = "real numbers" if facts.dtype.kind == "f" else "stored"
    depth = f"{facts.dtype.itemsize * 8} bit {stored}"
    if facts.bits:
        depth = f"{facts.bits} bit in {depth}"
    parts = [
        _channels(facts),
        counted(facts.planes, "plane") if facts.planes > 1 else "",
        counted(facts.times, "time point") if facts.times > 1 else "",
        f"{counted(len(facts.scenes), 'image')} in the file" * (len(facts.scenes) > 1),
        depth,
        f"{facts.pixel_size:.3g} µm a pixel" if facts.pixel_size else "",
        f"{facts.width:,} x {facts.height:,} px",
    ]
    return ", ".join(filter(None, parts))


def counted(count: int, what: str) -> str:
    """Return a number of things, with an s where there are several."""
    return f"{count:,} {what}{'s' * (count != 1)}"


def is_plain(facts: ImageFacts) -> bool:
    """Tell whether nothing has to be chosen: one picture, grey or in colour."""
    one = facts.planes == facts.times == len(facts.scenes) == 1
    return one and (facts.colour or len(facts.channels) == 1)


def channel_name(facts: ImageFacts, number: int) -> str:
    """Return how a channel, numbered from 1, is called on the screen."""
    name = facts.channels[number - 1] if number <= len(facts.channels) else ""
    return f"{number}  {name}" if name else f"Channel {number}"


def channels_taken(facts: ImageFacts, reading: ReadingSpec) -> int:
    """Return how many channels are left of a file."""
    chosen = len(reading.channels or facts.channels)
    return chosen if reading.mix == "keep" else 1


def misfits(facts: ImageFacts, reading: ReadingSpec) -> dict[str, str]:
    """Return why a file cannot be read so, in a sentence for each setting at fault."""
    found = {
        "channels": _lacking("channel", max(reading.channels, default=1), facts),
        "plane": "",
        "time": "",
        "scene": "",
    }
    if reading.plane == "one":
        found["plane"] = _lacking("plane", reading.plane_number, facts)
    elif reading.plane == "only" and facts.planes > 1:
        found["plane"] = (
            f"This is a stack of {facts.planes} planes: take one of them, or the "
            "maximum of all."
        )
    if reading.time == "one":
        found["time"] = _lacking("time point", reading.time_number, facts)
    elif facts.times > 1:
        found["time"] = (
            f"This is a series of {facts.times} time points: take one of them."
        )
    if reading.scene:
        found["scene"] = _lacking("image", reading.scene, facts)
    elif len(facts.scenes) > 1:
        found["scene"] = (
            f"This file holds {len(facts.scenes)} images: take one of them."
        )
    return {field: sentence for field, sentence in found.items() if sentence}


def forgiving(facts: ImageFacts, reading: ReadingSpec) -> ReadingSpec:
    """Return a reading that shows something of a file which `reading` leaves out."""
    here = tuple(n for n in reading.channels if n <= len(facts.channels))
    middle = facts.planes // 2 + 1
    changes: dict[str, dict[str, object]] = {
        "channels": {"channels": here},
        "plane": {"plane": "one", "plane_number": middle},
        "time": {"time": "one", "time_number": 1},
        "scene": {"scene": 1},
    }
    spec = reading
    for field in misfits(facts, reading):
        spec = spec.model_copy(update=changes[field])
    return spec


def summary(reading: ReadingSpec, facts: ImageFacts | None) -> str:
    """Return what is read of each file, as a sentence."""
    parts = [
        f"image {reading.scene} in the file" if reading.scene else "",
        _chosen(reading, facts),
        {
            "only": "",
            "one": f"plane {reading.plane_number}",
            "maximum": "the maximum of all planes",
        }[reading.plane],
        f"time point {reading.time_number}" if reading.time == "one" else "",
    ]
    return f"Read of each file: {', '.join(filter(None, parts))}."


def dyes(facts: ImageFacts, reading: ReadingSpec) -> dict[int, tuple[int, int, int]]:
    """Return the colour of each channel that is shown in one, numbered from 1."""
    chosen = reading.channels or tuple(range(1, len(facts.channels) + 1))
    if reading.mix != "keep" or len(chosen) < 2:
        return {}
    palette = RGB if len(chosen) == 3 else DYES
    return {n: palette[place % len(palette)] for place, n in enumerate(chosen)}


def picture(
    pixels: Pixels, facts: ImageFacts, colours: Sequence[tuple[int, int, int]]
) -> NDArray[np.float32]:
    """Return what was taken of a file for the screen.

    Args:
        pixels: Raw, (y, x, channel).
        facts: Of the file; a picture in colour keeps its own brightness.
        colours: One for each channel; none for a grey picture.

    Returns:
        (y, x) or (y, x, 3), 0..1.
    """
    values = np.asarray(pixels, np.float32)
    if facts.colour and facts.dtype.kind == "u" and values.shape[-1] == 3:
        white = 2 ** (facts.bits or facts.dtype.itemsize * 8) - 1
        return np.asarray(values / white, np.float32)
    layers = [_stretched(values[..., n]) for n in range(values.shape[-1])]
    if not colours:
        return np.asarray(np.mean(layers, axis=0), np.float32)
    tints = np.asarray(colours, np.float32) / 255
    mixed = np.stack(layers, axis=-1) @ tints
    return np.asarray(np.clip(mixed, 0, 1), np.float32)


def _stretched(values: NDArray[np.float32]) -> NDArray[np.float32]:
    # Every fourth pixel each way tells the range as well, and much sooner.
    black, white = np.percentile(values[::4, ::4], PERCENTILES)
    shown = np.clip((values - black) / max(white - black, 1e-6), 0, 1)
    return np.asarray(shown, np.float32)


def _channels(facts: ImageFacts) -> str:
    if facts.colour:
        return "a picture in colour"
    count = len(facts.channels)
    if count == 1:
        return f"1 channel ({facts.channels[0]})" if facts.channels[0] else "grey"
    named = ", ".join(filter(None, facts.channels))
    return f"{count} channels ({named})" if named else f"{count} channels"


def _lacking(what: str, number: int, facts: ImageFacts) -> str:
    sizes = {
        "channel": len(facts.channels),
        "plane": facts.planes,
        "time point": facts.times,
        "image": len(facts.scenes),
    }
    if number <= sizes[what]:
        return ""
    return f"There is no {what} {number} in this file: it has {sizes[what]}."


def _chosen(reading: ReadingSpec, facts: ImageFacts | None) -> str:
    count = len(facts.channels) if facts else 1
    numbers = reading.channels or tuple(range(1, count + 1))
    if reading.mix != "keep" and len(numbers) > 1:
        return f"the {reading.mix} of {_listed(reading, facts)}, as grey"
    if count == 1 and not reading.channels:
        return "its one channel"
    if facts and facts.colour and not reading.channels:
        return "its colours"
    return _listed(reading, facts)


def _listed(reading: ReadingSpec, facts: ImageFacts | None) -> str:
    count = len(facts.channels) if facts else 0
    if not reading.channels:
        all_of = {2: "both channels"}.get(count, f"all {count} channels")
        return all_of if facts else "all channels"
    names = [
        f"{n} ({facts.channels[n - 1]})"
        if facts and n <= len(facts.channels) and facts.channels[n - 1]
        else str(n)
        for n in reading.channels
    ]
    return f"channel{'s' * (len(names) > 1)} {', '.join(names)}"
