"""Opens ND2 files of Nikon microscopes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
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
    refuse_axes,
    refuse_huge,
)

_AXES = "PTZCYXS"


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open an ND2 file; its images are its positions on the stage.

    Raises:
        UserError: The extra readers are not installed, or frames are missing.
    """
    package = reader_package("nd2", "ND2")
    with package.ND2File(path) as file:
        sizes = dict(file.sizes)
        refuse_axes({a: n for a, n in sizes.items() if a not in _AXES})
        names = ("",) * sizes.get("P", 1)
        yield ImageFile(names, partial(_scene, file, sizes))


def _scene(file: Any, sizes: dict[str, int], position: int) -> Scene:
    attributes = file.attributes
    colour = sizes.get("S", 1) == len(COLOURS)
    channels = sizes.get("C", 1) * sizes.get("S", 1)
    refuse_huge(sizes["Y"], sizes["X"], channels)
    facts = ImageFacts(
        COLOURS if colour and channels == len(COLOURS) else _names(file, channels),
        sizes.get("Z", 1),
        sizes.get("T", 1),
        sizes["Y"],
        sizes["X"],
        np.dtype(file.dtype).newbyteorder("="),
        _pixel_size(file),
        colour and channels == len(COLOURS),
        attributes.bitsPerComponentSignificant,
    )
    numbers = {
        (place.get("P", 0), place.get("Z", 0), place.get("T", 0)): number
        for number, place in enumerate(file.loop_indices)
    } or {(0, 0, 0): 0}
    return Scene(facts, partial(_load, file, facts, numbers, position))


def _load(
    file: Any,
    facts: ImageFacts,
    numbers: dict[tuple[int, int, int], int],
    position: int,
    part: Part,
) -> Pixels:
    """Decode a part frame by frame, (channel, z, time, y, x)."""
    sizes = (len(part.channels), len(part.planes), len(part.times))
    pixels = np.empty((*sizes, facts.height, facts.width), facts.dtype)
    planes, times = enumerate(part.planes), list(enumerate(part.times))
    for (i, plane), (j, time) in product(planes, times):
        number = numbers[position, plane, time]
        # nd2 gives zeros for what a recording that was stopped does not hold.
        if number >= file.attributes.sequenceCount:
            raise UserError(
                tr(
                    "lacks plane {plane} at time point {time}: the recording was "
                    "stopped before it. Choose others under Images, or save it as "
                    "TIFF.",
                    plane=plane + 1,
                    time=time + 1,
                )
            )
        pixels[:, i, j] = _frame(file, facts, number)[list(part.channels)]
    return pixels


def _frame(file: Any, facts: ImageFacts, number: int) -> Pixels:
    """Return one frame, (channel, y, x).

    NIS-Elements stores the samples of a colour as blue, green and red.
    """
    frame = np.asarray(file.read_frame(number))
    if not facts.colour:
        return frame.reshape(len(facts.channels), facts.height, facts.width)
    return np.moveaxis(frame.reshape(facts.height, facts.width, -1)[..., ::-1], -1, 0)


def _names(file: Any, channels: int) -> tuple[str, ...]:
    found = getattr(file.metadata, "channels", None) or []
    names = tuple(str(channel.channel.name or "") for channel in found)
    return names if len(names) == channels else ("",) * channels


def _pixel_size(file: Any) -> float | None:
    """Return micrometres; ``nd2`` gives 1 where the file has no calibration."""
    found = getattr(file.metadata, "channels", None) or []
    if not found or not all(found[0].volume.axesCalibrated[:2]):
        return None
    x, y, _ = file.voxel_size()
    return float(x) if x > 0 and abs(x - y) <= 0.001 * x else None
