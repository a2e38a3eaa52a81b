"""Tiles of a report: examples, the best and the worst answers, and their captions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, zip_longest

import numpy as np

from cellclassifier.core.contact_sheet import Bar
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.report import pixels
from cellclassifier.core.report.blocks import Cell, Outcome, Tiles, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, named, percent
from cellclassifier.core.tiling import Tile, view_of

MOST_EXAMPLES = 24
"""Example tiles, over all classes."""

MOST_ANSWERS = 12
"""Tiles of each kind of answers, where there are no more classes than that."""

Step = Callable[[int, int], None]
"""Told how many tiles have been read, and of how many; may raise to stop."""


class Gallery:
    """Reads the tiles of a report, and shows all of them in the same brightness."""

    def __init__(self, material: Material, step: Step) -> None:
        self._material, self._step = material, step
        self._view = view_of(material.record.study)

    @cached_property
    def _examples(self) -> tuple[Tile, ...]:
        return examples(self._material.part("train"), self._material.record.classes)

    @cached_property
    def levels(self) -> pixels.Levels:
        """What is shown black and white: found from the example tiles alone."""
        read = (pixels.pixels_of(tile, self._view) for tile in self._examples)
        return pixels.levels_of([each for each in read if each is not None])

    def examples(self) -> tuple[Tiles | Words, ...]:
        """Return example tiles of each class, of as many groups as can be."""
        tiles = self._examples
        sizes = self._material.run.pixel_sizes("train")
        bars = [pixels.bar_of(tile, sizes) for tile in tiles]
        lines = [(tile.class_name, tile.group or tile.image.name) for tile in tiles]
        what = (
            "Training tiles of each class with their group, as the network sees them "
            "before any random change"
        )
        return self._gallery(what, tiles, bars, lines, ["none"] * len(tiles))

    def answers(
        self, test: str, table: Predictions, rows: Sequence[int], what: str
    ) -> tuple[Tiles | Words, ...]:
        """Return tiles of a set with what the network said of them.

        Args:
            test: The set.
            table: Its predictions.
            rows: Which of them.
            what: What they are, in words.
        """
        by_number = self._material.numbered(test)
        tiles = [by_number[table.tiles[row]] for row in rows]
        sizes = self._material.run.pixel_sizes(test)
        bars = [pixels.bar_of(tile, sizes) for tile in tiles]
        lines = [_answer(table, row) for row in rows]
        return self._gallery(
            what, tiles, bars, lines, [outcome(table, r) for r in rows]
        )

    def _gallery(
        self,
        what: str,
        tiles: Sequence[Tile],
        bars: Sequence[Bar | None],
        lines: Sequence[tuple[str, ...]],
        outcomes: Sequence[Outcome],
    ) -> tuple[Tiles | Words, ...]:
        cells = []
        for place, tile in enumerate(tiles):
            self._step(place, len(tiles))
            found = self.png(tile, bars[place])
            alt = f"Tile {tile.number} of {tile.image.name}: {'; '.join(lines[place])}"
            cells.append(Cell(found, alt, lines[place], outcomes[place]))
        caption = f"{what}; {pixels.told_bars(bars)}; {self.levels.text()}."
        return (Tiles(caption, tuple(cells)), *_unread(cells))

    def png(self, tile: Tile, bar: Bar | None) -> bytes:
        """Return a tile as PNG; b"" where its image cannot be read any more."""
        image = self.image(tile)
        return b"" if image is None else pixels.png(pixels.as_bytes(image), bar)

    def image(self, tile: Tile) -> pixels.Shown | None:
        """Return a tile as it is shown, 0..1; ``None``: it cannot be read."""
        found = pixels.pixels_of(tile, self._view)
        return None if found is None else pixels.shown(found, self.levels)


def _unread(cells: Sequence[Cell]) -> tuple[Words, ...]:
    missing = sum(not cell.png for cell in cells)
    if not missing:
        return ()
    text = (
        f"The images of {counted(missing, 'tile')} of {len(cells)} cannot be read any "
        "more: they were moved, changed or taken away since the run was made."
    )
    return (Words(text, "attention"),)


def outcome(table: Predictions, row: int) -> Outcome:
    """Return what came of a tile."""
    if not table.labelled[row]:
        return "unknown"
    return "right" if table.right[row] else "wrong"


def called_words(table: Predictions, row: int) -> str:
    """Return what the network called a tile, and how sure it was."""
    # The sign stays beside its number where a line is broken.
    sure = percent(float(table.confidence[row])).replace(" ", "\u00a0")
    return f"{table.predicted_classes[row]} {sure}"


def _answer(table: Predictions, row: int) -> tuple[str, ...]:
    true = table.true_classes[row]
    called = called_words(table, row)
    return called, f"true: {true}" if true else "true class not known"


def examples(
    tiles: Sequence[Tile], classes: Sequence[str], most: int = MOST_EXAMPLES
) -> tuple[Tile, ...]:
    """Choose tiles: as many of each class, of different groups as far as can be.

    Args:
        tiles: All tiles.
        classes: The classes, in order.
        most: So many, at most; but one of each class in any case.
    """
    each = max(1, most // max(1, len(classes)))
    found: list[Tile] = []
    for name in classes:
        by_group: dict[str, list[Tile]] = defaultdict(list)
        for tile in tiles:
            if tile.class_name == name:
                by_group[tile.group].append(tile)
        in_turn = chain.from_iterable(zip_longest(*by_group.values()))
        found += [tile for tile in in_turn if tile is not None][:each]
    return tuple(found)


def best(table: Predictions) -> tuple[int, ...]:
    """Return rows of the surest right answers, of each class in turn."""
    right = [int(row) for row in np.flatnonzero(table.right)]
    rows = sorted(right, key=lambda row: -table.confidence[row])
    return _in_turn(rows, table)


def worst(table: Predictions) -> tuple[int, ...]:
    """Return rows of the surest wrong answers, of each true class in turn."""
    wrong = np.flatnonzero(table.labelled & ~table.right)
    rows = sorted((int(row) for row in wrong), key=lambda row: -table.confidence[row])
    return _in_turn(rows, table)


def _in_turn(rows: Iterable[int], table: Predictions) -> tuple[int, ...]:
    by_class: dict[int, list[int]] = {place: [] for place in range(len(table.classes))}
    true = table.true
    for row in rows:
        by_class[int(true[row])].append(row)
    in_turn = chain.from_iterable(zip_longest(*by_class.values()))
    most = max(MOST_ANSWERS, len(table.classes))
    return tuple([row for row in in_turn if row is not None][:most])


def section_words(name: str, shown: int, of: int, kind: str) -> str:
    """Return how many tiles of a kind are shown."""
    if not of:
        return f"No answer for {named(name)} is {kind}."
    return f"The surest {kind} answers for {named(name)}: {shown} of {of:,}"
