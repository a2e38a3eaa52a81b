"""What a tile looks like on the ways that view "input" of the landscape takes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution_looks import signed_rgb, top_of
from cellclassifier.core.inside.landscape_results import Float32, Floats, OverInput
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.landscape_lines import epoch_words, signed
from cellclassifier.gui.widgets.tile_display import (
    Levels,
    grey_or_colour,
    levels_of,
    shades,
)

Bytes = NDArray[np.uint8]

POINTS = 5
"""Places of a way that are shown: its ends, its middle, and half of the way to them."""


class Cell(NamedTuple):
    """One picture of a row.

    Attributes:
        picture: Grey (y, x), or colours (y, x, 3).
        above: What stands above it.
        below: What stands below it.
        words: What is told of it under the mouse.
    """

    picture: Bytes
    above: str
    below: str
    words: str


class Row(NamedTuple):
    """One way: its name, and the pictures from left to right."""

    title: str
    cells: tuple[Cell, ...]


def way_rows(results: Sequence[OverInput]) -> list[Row]:
    """Return two rows for each network: along its own gradient, and at random.

    Grey levels are those of the tile as it is, the same for all. The last picture of a
    row is what was added, in a scale of its own.

    Args:
        results: Of one tile; at least one.
    """
    levels = levels_of(results[0].tile)
    return [row for each in results for row in _rows(each, levels)]


def shown(found: OverInput) -> list[int]:
    """Return the places that are shown: spread evenly, and the largest loss uphill."""
    spread = np.linspace(0, len(found.steps) - 1, POINTS).round().astype(int)
    return sorted({*spread.tolist(), found.largest})


def _rows(found: OverInput, levels: Levels) -> list[Row]:
    name = epoch_words(found.epoch)
    ways = (
        (tr("along its own gradient"), found.gradient, found.along_gradient),
        (tr("along the random direction"), found.random, found.along_random),
    )
    return [
        Row(f"{name[0].upper()}{name[1:]}, {way}",
            (*_steps(found, direction, losses, levels, way), _added(found, direction)))
        for way, direction, losses in ways
    ]  # fmt: skip


def _steps(
    found: OverInput, direction: Float32, losses: Floats, levels: Levels, way: str
) -> list[Cell]:
    cells = []
    for place in shown(found):
        pixels = grey_or_colour(found.changed(place, direction))
        step = found.steps[place]
        far = f"{signed(100 * step)} %" if step else "0 %"
        loss = f"{losses[place]:.3g}"
        told = (
            tr("{far} of the tile's length, {way}", far=far, way=way)
            if step
            else tr("the tile as it is")
        )
        words = tr("{told}: loss {losses:.4g} nats", told=told, losses=losses[place])
        cells.append(
            Cell(shades(pixels, levels), far, tr("loss {loss}", loss=loss), words)
        )
    return cells


def _added(found: OverInput, direction: Float32) -> Cell:
    """Return what is added at the last step, in colours: purple makes brighter."""
    change = direction.mean(axis=-1) * np.float32(found.steps[-1] * found.length)
    top = top_of(np.abs(change))
    words = tr(
        "what is added at {signed} %: purple is brighter, "
        "orange darker, full colour {top:.2g} of the scale from 0 to 1",
        signed=signed(100 * found.steps[-1]),
        top=top,
    )
    below = f"\N{PLUS-MINUS SIGN}{top:.2g}"
    return Cell(signed_rgb(change, top), tr("added"), below, words)
