"""Opens OIF and OIB files of Olympus microscopes.

An OIF names its planes, TIFF files in the folder `<name>.oif.files` beside it; an OIB
is both in one file.
"""

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
    ImageFacts,
    ImageFile,
    Part,
    Pixels,
    Scene,
    refuse_axes,
    refuse_huge,
)

_MICROMETRES = {"nm": 1e-3, "um": 1.0, "µm": 1.0, "mm": 1e3}
_OUTER = "CZT"


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open an OIF or OIB file.

    Raises:
        UserError: The extra readers are not installed, or planes are missing.
    """
    package = reader_package("oiffile", "OIF or OIB")
    with package.OifFile(path) as file:
        yield ImageFile(("",), lambda _: _scene(file))


def _scene(file: Any) -> Scene:
    sizes = dict(zip(file.axes, file.shape, strict=True))
    refuse_axes({a: n for a, n in sizes.items() if a not in "CZTYX"})
    outer = [max(1, sizes.get(axis, 1)) for axis in _OUTER]
    refuse_huge(sizes["Y"], sizes["X"])
    names = _files(file, outer)
    facts = ImageFacts(
        tuple(_channel_name(file, number) for number in range(1, outer[0] + 1)),
        outer[1],
        outer[2],
        sizes["Y"],
        sizes["X"],
        np.dtype(file.dtype).newbyteorder("="),
        _pixel_size(file),
        False,
        int(file.mainfile["Reference Image Parameter"]["ValidBitCounts"]),
    )
    return Scene(facts, partial(_load, file, facts, names))


def _files(file: Any, outer: list[int]) -> dict[tuple[int, ...], str]:
    """Return the file of each (channel, z, time), numbered from 0.

    Raises:
        UserError: Files are missing.
    """
    found: dict[tuple[int, ...], str] = {}
    series = file.series[0] if file.series else None
    if series is not None:
        # Counted in the file names from the first that there is.
        order = [series.axes.find(axis) for axis in _OUTER]
        for indices, name in zip(series.indices, series, strict=True):
            place = tuple(0 if at < 0 else int(indices[at]) for at in order)
            found[place] = str(name)
    expected = set(product(*(range(size) for size in outer)))
    if set(found) != expected:
        raise UserError(
            tr(
                "lacks {expected} of its {expected_2} planes. Copy the folder "
                "'.oif.files' that belongs to it as well, or save it as OIB.",
                expected=len(expected - set(found)),
                expected_2=len(expected),
            )
        )
    return found


def _load(
    file: Any, facts: ImageFacts, names: dict[tuple[int, ...], str], part: Part
) -> Pixels:
    """Decode a part plane by plane, (channel, z, time, y, x)."""
    sizes = (len(part.channels), len(part.planes), len(part.times))
    pixels = np.empty((*sizes, facts.height, facts.width), facts.dtype)
    places = [list(enumerate(wanted)) for wanted in part]
    for (i, channel), (j, plane), (k, time) in product(*places):
        found = np.asarray(file.asarray(names[channel, plane, time]))
        if found.shape != pixels.shape[3:]:
            raise ValueError(
                f"a plane of {found.shape}, where {pixels.shape[3:]} were expected"
            )
        pixels[i, j, k] = found
    return pixels


def _channel_name(file: Any, number: int) -> str:
    settings = file.mainfile.get(f"GUI Channel {number} Parameters", {})
    return str(settings.get("DyeName") or settings.get("CH Name") or "")


def _pixel_size(file: Any) -> float | None:
    settings = file.mainfile["Reference Image Parameter"]
    sizes = []
    for side in ("Width", "Height"):
        factor = _MICROMETRES.get(str(settings.get(f"{side}Unit", "")))
        size = settings.get(f"{side}ConvertValue")
        if factor is None or not size:
            return None
        sizes.append(float(size) * factor)
    return sizes[0] if abs(sizes[0] - sizes[1]) <= 0.001 * sizes[0] else None
