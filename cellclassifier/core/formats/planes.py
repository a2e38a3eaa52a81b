"""Takes of an image what a study uses: channels, a plane or projection, a time."""

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.pixels import (
    ImageFacts,
    Load,
    Part,
    Pixels,
    part_of,
    refuse_huge,
)
from cellclassifier.core.tile_spec import ReadingSpec


def choose(facts: ImageFacts, reading: ReadingSpec) -> Part:
    """Return what `reading` takes of an image.

    Raises:
        UserError: The image is a stack or a series and none of it was chosen, or it
            has no channel, plane or time point of that number.
    """
    channels = reading.channels or tuple(range(1, len(facts.channels) + 1))
    _refuse_undecided(facts, reading)
    for number in channels:
        _refuse_lacking("channel", number, len(facts.channels))
    planes, times = tuple(range(facts.planes)), (0,)
    if reading.plane == "one":
        _refuse_lacking("plane", reading.plane_number, facts.planes)
        planes = (reading.plane_number - 1,)
    if reading.time == "one":
        _refuse_lacking("time point", reading.time_number, facts.times)
        times = (reading.time_number - 1,)
    return Part(tuple(number - 1 for number in channels), planes, times)


def _refuse_undecided(facts: ImageFacts, reading: ReadingSpec) -> None:
    found, advice = [], []
    if facts.planes > 1 and reading.plane == "only":
        found.append(tr("a stack of {planes} planes", planes=facts.planes))
        advice.append(tr("one plane or the maximum projection"))
    if facts.times > 1 and reading.time == "only":
        found.append(tr("a series of {times} time points", times=facts.times))
        advice.append(tr("one time point"))
    if found:
        raise UserError(
            tr(
                "is {found}; expected a single plane. Choose {advice} under Images.",
                found=tr(" and ").join(found),
                advice=tr(" and ").join(advice),
            )
        )


def _refuse_lacking(what: str, number: int, size: int) -> None:
    """Refuse a channel, plane or time point, as `what` says, that there is not."""
    if number <= size:
        return
    values = {"size": size, "number": number}
    if what == "channel":
        text = tr_n(
            "has 1 channel, and no channel {number}. Choose another channel under "
            "Images.",
            "has {size} channels, and no channel {number}. Choose another channel "
            "under Images.",
            size,
            **values,
        )
    elif what == "plane":
        text = tr_n(
            "has 1 plane, and no plane {number}. Choose another plane under Images.",
            "has {size} planes, and no plane {number}. Choose another plane under "
            "Images.",
            size,
            **values,
        )
    else:
        text = tr_n(
            "has 1 time point, and no time point {number}. Choose another time point "
            "under Images.",
            "has {size} time points, and no time point {number}. Choose another time "
            "point under Images.",
            size,
            **values,
        )
    raise UserError(text)


def choose_scene(scenes: tuple[str, ...], number: int) -> int:
    """Return the place of the scene with a number from 1; 0 is the only one.

    Raises:
        UserError: There are several and none was chosen, or there is no such number.
    """
    if number > len(scenes) or not scenes:
        raise UserError(
            tr_n(
                "holds 1 image, and no image {number}. Choose another image in the "
                "file under Images.",
                "holds {scenes} images, and no image {number}. Choose another image "
                "in the file under Images.",
                len(scenes),
                scenes=len(scenes),
                number=number or 1,
            )
        )
    if number == 0 and len(scenes) > 1:
        raise UserError(
            tr(
                "holds {scenes} images; expected one. Choose which of them under "
                "Images, or save each as a file of its own.",
                scenes=len(scenes),
            )
        )
    return max(number - 1, 0)


def load_taken(facts: ImageFacts, load: Load, reading: ReadingSpec) -> Pixels:
    """Decode what `reading` takes of an image, and no more than one plane at a time.

    Returns:
        Shape (y, x, channel).

    Raises:
        UserError: As `choose` has it, or it is more than is decoded.
    """
    part = choose(facts, reading)
    refuse_huge(facts.height, facts.width, len(part.channels))
    highest = load(part._replace(planes=part.planes[:1]))
    for plane in part.planes[1:]:
        highest = np.maximum(highest, load(part._replace(planes=(plane,))))
    return mixed(highest[:, 0, 0], reading)


def take_part(pixels: Pixels, part: Part, reading: ReadingSpec) -> Pixels:
    """Return a part of decoded pixels (channel, z, time, y, x) as (y, x, channel)."""
    found = part_of(pixels, part)[:, :, 0]
    projected = found[:, 0] if found.shape[1] == 1 else np.asarray(found.max(axis=1))
    return mixed(projected, reading)


def mixed(channels: Pixels, reading: ReadingSpec) -> Pixels:
    """Return channels (channel, y, x) as (y, x, channel), one of many where asked.

    A mean is float32, computed in float64; the maximum keeps the type.
    """
    if len(channels) > 1 and reading.mix == "mean":
        channels = channels.mean(axis=0, dtype=np.float64)[None].astype(np.float32)
    if len(channels) > 1 and reading.mix == "maximum":
        channels = np.asarray(channels.max(axis=0))[None]
    return np.moveaxis(channels, 0, -1)
