"""What a network looks at: maps over tiles, and what was measured of them."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cellclassifier.core import attribution
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.files import read_table
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.report import pixels
from cellclassifier.core.report.blocks import (
    Block,
    Bullets,
    Cell,
    Section,
    Table,
    Tiles,
    Words,
)
from cellclassifier.core.report.gallery import Gallery, called_words, outcome
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import NOTHING, counted, named

MOST_MAPS = 8
"""Tiles of a set that are shown with their map."""

OPACITY = 0.9

_NAME = re.compile(
    r"(?P<set>.+)_(?P<tile>\d+)_(?P<class>\d+)_(?P<key>[0-9a-f]{8})\.npy"
)
BRIGHTNESS = "brightness alone"
"""As in `clumps.nulls`, which takes long to load."""

_COMPLETE = "words.txt"
"""Lies in the folder of a measurement where all else does."""


class Measurement(NamedTuple):
    """What was measured of a set: the folder, the sentences, and the settings."""

    folder: Path
    sentences: tuple[str, ...]
    details: tuple[str, ...]
    settings: dict[str, object]


class Maps(NamedTuple):
    """Maps of one method with one choice of settings, of one set.

    `files` has, by tile and explained class, the file of the map.
    """

    folder: Path
    method: str
    test: str
    files: dict[tuple[int, int], Path]


def measurements(material: Material) -> tuple[list[Measurement], int]:
    """Return what was measured of the run's network, and how much of earlier ones."""
    folder = material.run.folder / "measures"
    complete = sorted(folder.glob(f"*/{_COMPLETE}")) if folder.is_dir() else []
    found = [_read(path.parent) for path in complete]
    key = material.run.network_key
    current = [each for each in found if each.settings.get("network") == key]
    return current, len(found) - len(current)


def _read(folder: Path) -> Measurement:
    words = (folder / _COMPLETE).read_text("utf-8")
    sentences, _, rest = words.partition("\n\n")
    try:
        settings = json.loads((folder / "settings.json").read_bytes())
    except (OSError, ValueError):
        settings = {}
    details = tuple(line for line in rest.splitlines() if line)
    return Measurement(folder, tuple(sentences.splitlines()), details, settings)


def maps_of(material: Material) -> list[Maps]:
    """Return the maps of the run's network, those of most tiles first."""
    key, found = material.run.network_key, list[Maps]()
    for folder in sorted((material.run.folder / "attributions").glob("*/")):
        method = next((m for m in ATTRIBUTIONS if _is_of(folder.name, m)), "")
        files: dict[str, dict[tuple[int, int], Path]] = defaultdict(dict)
        for path in sorted(folder.glob(f"*_{key}.npy")):
            if named_as := _NAME.fullmatch(path.name):
                place = (int(named_as["tile"]), int(named_as["class"]))
                files[named_as["set"]][place] = path
        found += [Maps(folder, method, test, kept) for test, kept in files.items()]
    return sorted(
        (each for each in found if each.method and each.test in material.predictions),
        key=lambda each: (-len(each.files), each.folder.name, each.test),
    )


def _is_of(name: str, method: str) -> bool:
    with_settings = name.startswith(f"{method}_") and name not in ATTRIBUTIONS
    return name == method or with_settings


def attributions(material: Material, gallery: Gallery) -> Section:
    """Return maps over tiles, and the measurements of what the network looks at."""
    title, blocks = "What the network looks at", list[Block]()
    measured, older = measurements(material)
    for each in measured:
        blocks += _of_measurement(material, each)
    if not measured:
        text = (
            "What the network looks at was NOT measured: there are no numbers beside "
            "those of brightness alone, of masks elsewhere, or of permuted networks."
        )
        blocks.append(Words(text, "missing"))
    if older:
        number = counted(older, "measurement")
        text = f"{number} of an earlier network of this run is not told here."
        blocks.append(Words(text, "attention"))
    maps = maps_of(material)
    done = bool(measured or maps)
    if not maps:
        text = "NO attribution maps of this network were made."
        return Section("attribution", title, (*blocks, Words(text, "missing")), done)
    blocks += _shown(material, gallery, maps[0])
    return Section("attribution", title, tuple(blocks), done)


def _of_measurement(material: Material, found: Measurement) -> tuple[Block, ...]:
    asked = found.settings.get("asked")
    method = asked.get("method", "") if isinstance(asked, dict) else ""
    label = ATTRIBUTIONS[method].label if method in ATTRIBUTIONS else method
    where = material.below(found.folder)
    first = f"Measured with {label}; all tables: {named(where)} in the study."
    blocks: list[Block] = [Words(first)]
    blocks += [Words(sentence, "result") for sentence in found.sentences]
    for name, caption, columns in _TABLES:
        path = found.folder / name
        rows = read_table(path) if path.is_file() else []
        if rows:
            blocks.append(_table(rows, caption, columns))
    return (*blocks, Bullets(found.details)) if found.details else tuple(blocks)


_NUMBERS = {
    "class": "class",
    "outcome": "called",
    "number": "number",
    "tiles": "tiles",
    "without_clumps": "without clumps",
    "value": "median",
    "low": "95 % low",
    "high": "95 % high",
    "interval_over": "interval over",
}
_NULLS = {
    "class": "class",
    "outcome": "called",
    "null": "null",
    "tiles": "tiles",
    "observed": "observed (x over area)",
    "median": "null (x over area)",
    "draws": "draws",
    "below": "below",
    "p": "p",
}


_TABLES = (
    ("nulls.csv", "Beside what needs no looking at clumps.", _NULLS),
    ("numbers.csv", "Attribution in clumps, by class and outcome.", _NUMBERS),
)


def _table(
    rows: Sequence[dict[str, str]], caption: str, columns: dict[str, str]
) -> Table:
    cells = tuple(tuple(_cell(row, name) for name in columns) for row in rows)
    return Table(caption, tuple(columns.values()), cells, 3, folded=True)


def _cell(row: dict[str, str], name: str) -> str:
    text = row.get(name, "")
    # Brightness has one map a tile, not draws: there is nothing to count.
    counts = row.get("null") != BRIGHTNESS or name not in ("draws", "below", "p")
    if text in ("", "NA") or not counts:
        return NOTHING
    try:
        value = float(text)
    except ValueError:
        return text
    return text if value.is_integer() else f"{value:.3g}"


def _shown(material: Material, gallery: Gallery, maps: Maps) -> tuple[Block, ...]:
    table = material.predictions[maps.test]
    places = {tile: row for row, tile in enumerate(table.tiles)}
    called = table.predicted
    rows = [
        places[tile]
        for tile, index in maps.files
        if tile in places and called[places[tile]] == index
    ]
    chosen = _chosen(table, rows)
    cells = [c for row in chosen for c in _pair(material, gallery, maps, table, row)]
    label = ATTRIBUTIONS[maps.method].label
    scaling = attribution.scaling_of(maps.method)
    top = "its 99.5th percentile" if scaling == "percentile" else "its maximum"
    caption = (
        f"Tiles of {named(maps.test)} and, beside each, in purple how much each place "
        f"mattered for the class that the network named ({label}; full purple is "
        f"{top} in each map). {len(chosen)} of {counted(len(maps.files), 'map')} are "
        "shown. A map alone proves little: clumps are bright, and so is whatever is "
        "multiplied by brightness."
    )
    return (Tiles(caption, tuple(cells)),) if cells else ()


def _chosen(table: Predictions, rows: Sequence[int]) -> list[int]:
    """Choose rows: the surest of each predicted class in turn, right and wrong."""
    order = sorted(rows, key=lambda row: (-float(table.confidence[row]), row))
    by_class: dict[int, list[int]] = defaultdict(list)
    for row in order:
        by_class[int(table.predicted[row])].append(row)
    longest = max((len(each) for each in by_class.values()), default=0)
    in_turn = [
        by_class[place][rank]
        for rank in range(longest)
        for place in sorted(by_class)
        if rank < len(by_class[place])
    ]
    return in_turn[:MOST_MAPS]


def _pair(
    material: Material, gallery: Gallery, maps: Maps, table: Predictions, row: int
) -> tuple[Cell, ...]:
    """Return a tile, and the same with its map."""
    number = table.tiles[row]
    tile = material.numbered(maps.test)[number]
    image = gallery.image(tile)
    if image is None:
        return ()
    found = np.load(maps.files[number, int(table.predicted[row])], allow_pickle=False)
    scaled = attribution.scaled(
        attribution.magnitude(found), attribution.scaling_of(maps.method)
    )
    laid = attribution.overlay(image, scaled, OPACITY)
    called = called_words(table, row)
    true = table.true_classes[row] or "not known"
    bar = pixels.bar_of(tile, material.run.pixel_sizes(maps.test))
    alt = f"Tile {number} of {tile.image.name}"
    return (
        Cell(
            pixels.png(pixels.as_bytes(image), bar),
            f"{alt}, called {called}, true: {true}",
            (called, f"true: {true}"),
            outcome(table, row),
        ),
        Cell(
            pixels.png(laid),
            f"{alt}, in purple where it matters for {table.predicted_classes[row]}",
            (f"map for {table.predicted_classes[row]}",),
        ),
    )
