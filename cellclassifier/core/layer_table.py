"""The layers of a network as a table, and what they come to."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import Layer

COLUMNS = (
    "number",
    "name",
    "layer",
    "detail",
    "height",
    "width",
    "channels",
    "parameters",
    "multiply_adds",
    "use",
    "uses",
    "inputs",
)
"""Columns of the CSV table; `height` and `width` (pixels) are empty for vectors, and
`inputs` are numbers of rows."""

HEADINGS = (
    "",
    tr("Layer"),
    tr("Kind"),
    tr("Settings"),
    tr("Gives"),
    tr("Parameters"),
    tr("Multiply-adds"),
    tr("Takes"),
    tr("Weights"),
)
"""Headings of the table in words."""

NUMBERS = frozenset({0, 5, 6})
"""Those of its columns that hold numbers."""


class Totals(NamedTuple):
    """What the layers of a network come to.

    Attributes:
        parameters: All of them, those of a shared layer once.
        multiply_adds: For one tile, those of a shared layer for each of its uses.
        layers: How many there are, without the input.
        shared: Names of layers that are used several times, and how often.
    """

    parameters: int
    multiply_adds: int
    layers: int
    shared: dict[str, int]


def totals(layers: Sequence[Layer]) -> Totals:
    """Return what `layers` come to."""
    first = [layer for layer in layers if layer.use == 1]
    return Totals(
        sum(layer.parameters for layer in layers),
        sum(layer.multiply_adds for layer in layers),
        sum(bool(layer.inputs) for layer in first),
        {layer.name: layer.uses for layer in first if layer.uses > 1},
    )


def summary(layers: Sequence[Layer]) -> str:
    """Return the totals in a sentence.

    Such as "622,344 parameters, 254 M multiply-adds a tile; three layers serve twice".
    """
    found = totals(layers)
    text = tr(
        "{parameters:,} parameters, {multiply_adds} multiply-adds a tile",
        parameters=found.parameters,
        multiply_adds=short(found.multiply_adds),
    )
    uses = sorted(set(found.shared.values()))
    parts = [_serving(list(found.shared.values()).count(n), n) for n in uses]
    return f"{text}; {', '.join(parts)}" if parts else text


def short(count: int) -> str:
    """Return a count to three digits, as in "1.23 M"; below 10,000 all of them."""
    if count < 10_000:
        return f"{count:,}"
    unit, value = "k", count / 1000
    for larger in ("M", "G"):
        # From there on it would be written with four digits.
        if value >= 999.5:
            unit, value = larger, value / 1000
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:.{digits}f} {unit}"


def shape_text(shape: Sequence[int]) -> str:
    """Return a shape as in "256 x 256 x 16": height, width, channels."""
    return " x ".join(str(side) for side in shape)


def use_text(layer: Layer) -> str:
    """Return which use of a shared layer it is, as in "use 1 of 2", or nothing."""
    if layer.uses <= 1:
        return ""
    return tr("use {use} of {uses}", use=layer.use, uses=layer.uses)


def told(layers: Sequence[Layer], place: int) -> str:
    """Return all about one entry, a fact a line; `place` counts from 0."""
    layer = layers[place]
    others = [
        str(other + 1)
        for other, each in enumerate(layers)
        if each.name == layer.name and other != place
    ]
    facts = [
        f"{place + 1}  {layer.name} ({layer.layer})",
        layer.detail,
        tr("gives {shape}", shape=shape_text(layer.shape)),
        tr("{number:,} parameters", number=layer.parameters)
        if layer.use == 1
        else tr("no new parameters"),
        tr("{number:,} multiply-adds a tile", number=layer.multiply_adds),
        tr(
            "{use}: same weights as {others}",
            use=use_text(layer),
            others=", ".join(others),
        )
        if others
        else "",
    ]
    return "\n".join(fact for fact in facts if fact)


def words(layers: Sequence[Layer], place: int) -> tuple[str, ...]:
    """Return an entry as it stands below `HEADINGS`; `place` counts from 0."""
    layer = layers[place]
    return (
        *(str(place + 1), layer.name, layer.layer, layer.detail),
        shape_text(layer.shape),
        f"{layer.parameters:,}" if layer.use == 1 else "",
        f"{layer.multiply_adds:,}",
        ", ".join(str(each + 1) for each in layer.inputs),
        tr("shared, {use}", use=use_text(layer)) if layer.uses > 1 else "",
    )


def rows(layers: Sequence[Layer]) -> list[tuple[str, ...]]:
    """Return the table in words, headings first, each column as wide as its widest."""
    found = [HEADINGS, *(words(layers, place) for place in range(len(layers)))]
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    return [
        tuple(
            cell.rjust(width) if column in NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in found
    ]


def numbers(layers: Sequence[Layer]) -> list[list[object]]:
    """Return the rows of the CSV table, with `COLUMNS`."""
    return [_row(place, layer) for place, layer in enumerate(layers)]


def csv_text(layers: Sequence[Layer]) -> str:
    """Return the layers as a CSV table, one row a use, with `COLUMNS`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(numbers(layers))
    return text.getvalue()


def _row(place: int, layer: Layer) -> list[object]:
    height, width = layer.shape[:2] if len(layer.shape) == 3 else ("", "")
    return [
        *(place + 1, layer.name, layer.layer, layer.detail),
        *(height, width, layer.shape[-1] if layer.shape else ""),
        *(layer.parameters, layer.multiply_adds, layer.use, layer.uses),
        " ".join(str(each + 1) for each in layer.inputs),
    ]


def _serving(count: int, uses: int) -> str:
    counts = {
        1: tr("one"),
        2: tr("two"),
        3: tr("three"),
        4: tr("four"),
        5: tr("five"),
        6: tr("six"),
        7: tr("seven"),
        8: tr("eight"),
    }
    often = {2: tr("twice"), 3: tr("three times"), 4: tr("four times")}
    number = counts.get(count, str(count))
    times = often.get(uses) or tr("{uses} times", uses=uses)
    return tr_n(
        "{number} layer serves {times}",
        "{number} layers serve {times}",
        count,
        number=number,
        times=times,
    )
