"""Opens CZI files of ZEISS microscopes: scenes, mosaics, planes and time points."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.czi_blocks import PLACED, Block, blocks_of, decoded
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

_SPATIAL = "YXM"


class _Layout(NamedTuple):
    """Blocks of one scene by (channel, z, time), and the frame that they lie in."""

    blocks: dict[tuple[int, int, int], list[Block]]
    places: tuple[list[int], list[int], list[int]]
    top: int
    left: int
    height: int
    width: int
    dtype: np.dtype[np.generic]
    samples: int


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open a CZI file.

    Raises:
        UserError: The extra readers are not installed, or blocks are missing.
    """
    package = reader_package("czifile", "CZI")
    # The older release has an error of its own for what is cut short.
    cut_short = getattr(package, "SegmentNotFoundError", ValueError)
    try:
        with package.CziFile(str(path)) as file:
            yield _file(file)
    except cut_short as error:
        raise ValueError(str(error)) from error


def _file(file: Any) -> ImageFile:
    blocks = blocks_of(file)
    document = ElementTree.fromstring(file.metadata() or "<none/>")
    scenes = sorted({block.place("S") for block in blocks})

    def scene(number: int) -> Scene:
        chosen = [block for block in blocks if block.place("S") == scenes[number]]
        return _scene(chosen, document)

    return ImageFile(_scene_names(document, scenes), scene)


def _scene(blocks: list[Block], document: ElementTree.Element) -> Scene:
    layout = _layout(blocks)
    channels = len(layout.places[0]) * layout.samples
    colour = channels == len(COLOURS) == layout.samples
    facts = ImageFacts(
        COLOURS if colour else _channel_names(document, layout),
        len(layout.places[1]),
        len(layout.places[2]),
        layout.height,
        layout.width,
        layout.dtype,
        _pixel_size(document),
        colour,
        _bits(document),
    )
    return Scene(facts, partial(_load, layout))


def _layout(blocks: list[Block]) -> _Layout:
    _refuse_other_axes(blocks)
    grouped: dict[tuple[int, int, int], list[Block]] = {}
    for block in blocks:
        place = (block.place("C"), block.place("Z"), block.place("T"))
        grouped.setdefault(place, []).append(block)
    places = tuple(sorted({place[i] for place in grouped}) for i in range(3))
    _refuse_gaps(grouped, places)
    samples = {min(block.samples, len(COLOURS)) for block in blocks}
    if len(samples) > 1:
        raise UserError(tr("mixes grey and colour channels. Save each as TIFF in ZEN."))
    top = min(block.place("Y") for block in blocks)
    left = min(block.place("X") for block in blocks)
    bottom = max(sum(block.axes["Y"][:2]) for block in blocks)
    right = max(sum(block.axes["X"][:2]) for block in blocks)
    dtype = np.result_type(*{block.dtype for block in blocks})
    return _Layout(
        grouped,
        places,  # type: ignore[arg-type]
        top,
        left,
        bottom - top,
        right - left,
        dtype.newbyteorder("="),
        samples.pop(),
    )


def _refuse_other_axes(blocks: list[Block]) -> None:
    """Refuse views, phases and illuminations: which of them is meant cannot be told."""
    found: dict[str, set[int]] = {}
    for block in blocks:
        for axis, extent in block.axes.items():
            if axis in _SPATIAL:
                continue
            if extent.size > 1:
                raise UserError(
                    tr("has blocks along '{axis}'. Save it as TIFF in ZEN.", axis=axis)
                )
            if axis not in PLACED:
                found.setdefault(axis, set()).add(extent.start)
    refuse_axes({axis: len(places) for axis, places in found.items()})


def _refuse_gaps(
    grouped: dict[tuple[int, int, int], list[Block]], places: tuple[list[int], ...]
) -> None:
    expected = math.prod(len(found) for found in places)
    if len(grouped) < expected:
        raise UserError(
            tr(
                "lacks {expected} of {expected_2} planes: the recording was "
                "stopped or cut short. Save the whole part of it in ZEN.",
                expected=expected - len(grouped),
                expected_2=expected,
            )
        )


def _load(layout: _Layout, part: Part) -> Pixels:
    """Put the blocks of a part together, (channel, z, time, y, x).

    What no tile of a mosaic covers is 0, as in ZEN.
    """
    samples = layout.samples
    sizes = (len(part.channels), len(part.planes), len(part.times))
    refuse_huge(layout.height, layout.width, math.prod(sizes))
    pixels = np.zeros((*sizes, layout.height, layout.width), layout.dtype)
    wanted: dict[int, list[tuple[int, int]]] = {}
    for i, channel in enumerate(part.channels):
        wanted.setdefault(channel // samples, []).append((i, channel % samples))
    for (c, put), (j, plane), (k, time) in product(
        wanted.items(), enumerate(part.planes), enumerate(part.times)
    ):
        channels, planes, times = layout.places
        place = (channels[c], planes[plane], times[time])
        for block in layout.blocks[place]:
            tile = decoded(block)
            y, x = block.place("Y") - layout.top, block.place("X") - layout.left
            inside = (slice(y, y + tile.shape[0]), slice(x, x + tile.shape[1]))
            for i, sample in put:
                pixels[i, j, k][inside] = tile[..., sample]
    return pixels


def _scene_names(document: ElementTree.Element, scenes: list[int]) -> tuple[str, ...]:
    found = {
        element.get("Index", ""): element.get("Name", "")
        for element in document.iterfind(".//Image/Dimensions/S/Scenes/Scene")
    }
    return tuple(found.get(str(scene), "") for scene in scenes)


def _channel_names(document: ElementTree.Element, layout: _Layout) -> tuple[str, ...]:
    found = document.findall(".//Information/Image/Dimensions/Channels/Channel")
    names = [element.get("Name") or "" for element in found]
    if len(names) != len(layout.places[0]) or layout.samples > 1:
        return ("",) * (len(layout.places[0]) * layout.samples)
    return tuple(names)


def _pixel_size(document: ElementTree.Element) -> float | None:
    sizes = []
    for axis in "XY":
        found = document.find(f".//Scaling/Items/Distance[@Id='{axis}']/Value")
        text = "" if found is None else found.text or ""
        # In metres.
        sizes.append(float(text) * 1e6 if text.strip() else 0.0)
    same = sizes[0] > 0 and math.isclose(sizes[0], sizes[1], rel_tol=1e-3)
    return sizes[0] if same else None


def _bits(document: ElementTree.Element) -> int | None:
    found = document.findall(".//Information/Image//ComponentBitCount")
    bits = {int(e.text) for e in found if e.text and e.text.isdigit()}
    return max(bits) if bits else None
