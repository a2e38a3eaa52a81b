"""What a file of images holds and what is read of it, in words and for the screen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.pixels import ImageFacts, Pixels
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.tile_display import PERCENTILES

DYES = ((255, 0, 255), (0, 255, 0), (0, 160, 255), (255, 160, 0), (255, 60, 60))
"""Colours in which dyes are laid over each other, red, green and blue, 0..255."""

RGB = ((255, 0, 0), (0, 255, 0), (0, 0, 255))


def words(facts: ImageFacts) -> str:
    """Return what a file holds, such as "2 channels (DAPI, GFP), 5 planes, ..."."""
    stored = tr("real numbers") if facts.dtype.kind == "f" else tr("stored")
    depth = tr(
        "{itemsize} bit {stored}", itemsize=facts.dtype.itemsize * 8, stored=stored
    )
    if facts.bits:
        depth = tr("{bits} bit in {depth}", bits=facts.bits, depth=depth)
    parts = [
        _channels(facts),
        counted(facts.planes, "plane") if facts.planes > 1 else "",
        counted(facts.times, "time point") if facts.times > 1 else "",
        tr("{counted} in the file", counted=counted(len(facts.scenes), "image"))
        * (len(facts.scenes) > 1),
        depth,
        tr("{pixel_size:.3g} µm a pixel", pixel_size=facts.pixel_size)
        if facts.pixel_size
        else "",
        tr("{width:,} x {height:,} px", width=facts.width, height=facts.height),
    ]
    return ", ".join(filter(None, parts))


def counted(count: int, what: str) -> str:
    """Return a number of things, with an s where there are several."""
    return tr_n(f"{{count:,}} {what}", f"{{count:,}} {what}s", count, count=count)


def is_plain(facts: ImageFacts) -> bool:
    """Tell whether nothing has to be chosen: one picture, grey or in colour."""
    one = facts.planes == facts.times == len(facts.scenes) == 1
    return one and (facts.colour or len(facts.channels) == 1)


def channel_name(facts: ImageFacts, number: int) -> str:
    """Return how a channel, numbered from 1, is called on the screen."""
    name = facts.channels[number - 1] if number <= len(facts.channels) else ""
    return f"{number}  {name}" if name else tr("Channel {number}", number=number)


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
        found["plane"] = tr(
            "This is a stack of {planes} planes: take one of them, or the "
            "maximum of all.",
            planes=facts.planes,
        )
    if reading.time == "one":
        found["time"] = _lacking("time point", reading.time_number, facts)
    elif facts.times > 1:
        found["time"] = tr(
            "This is a series of {times} time points: take one of them.",
            times=facts.times,
        )
    if reading.scene:
        found["scene"] = _lacking("image", reading.scene, facts)
    elif len(facts.scenes) > 1:
        found["scene"] = tr(
            "This file holds {scenes} images: take one of them.",
            scenes=len(facts.scenes),
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
        tr("image {scene} in the file", scene=reading.scene) if reading.scene else "",
        _chosen(reading, facts),
        {
            "only": "",
            "one": tr("plane {plane_number}", plane_number=reading.plane_number),
            "maximum": tr("the maximum of all planes"),
        }[reading.plane],
        tr("time point {time_number}", time_number=reading.time_number)
        if reading.time == "one"
        else "",
    ]
    return tr("Read of each file: {filter}.", filter=", ".join(filter(None, parts)))


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
        return tr("a picture in colour")
    count = len(facts.channels)
    if count == 1:
        return (
            tr("1 channel ({channels})", channels=facts.channels[0])
            if facts.channels[0]
            else tr("grey")
        )
    named = ", ".join(filter(None, facts.channels))
    return (
        tr("{count} channels ({named})", count=count, named=named)
        if named
        else tr("{count} channels", count=count)
    )


def _lacking(what: str, number: int, facts: ImageFacts) -> str:
    sizes = {
        "channel": (len(facts.channels), tr("channel")),
        "plane": (facts.planes, tr("plane")),
        "time point": (facts.times, tr("time point")),
        "image": (len(facts.scenes), tr("image")),
    }
    size, called = sizes[what]
    if number <= size:
        return ""
    return tr(
        "There is no {what} {number} in this file: it has {sizes}.",
        what=called,
        number=number,
        sizes=size,
    )


def _chosen(reading: ReadingSpec, facts: ImageFacts | None) -> str:
    count = len(facts.channels) if facts else 1
    numbers = reading.channels or tuple(range(1, count + 1))
    if reading.mix != "keep" and len(numbers) > 1:
        listed = _listed(reading, facts)
        if reading.mix == "mean":
            return tr("the mean of {listed}, as grey", listed=listed)
        return tr("the maximum of {listed}, as grey", listed=listed)
    if count == 1 and not reading.channels:
        return tr("its one channel")
    if facts and facts.colour and not reading.channels:
        return tr("its colours")
    return _listed(reading, facts)


def _listed(reading: ReadingSpec, facts: ImageFacts | None) -> str:
    count = len(facts.channels) if facts else 0
    if not reading.channels:
        all_of = {2: tr("both channels")}.get(
            count, tr("all {count} channels", count=count)
        )
        return all_of if facts else tr("all channels")
    names = [
        f"{n} ({facts.channels[n - 1]})"
        if facts and n <= len(facts.channels) and facts.channels[n - 1]
        else str(n)
        for n in reading.channels
    ]
    return tr_n(
        "channel {names}", "channels {names}", len(names), names=", ".join(names)
    )
