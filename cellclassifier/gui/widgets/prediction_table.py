"""All that a page shows of the predictions of one test set, read in the background."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.errors import UserError
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import learnt
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.core.verdicts import verdict
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.filters import Answers, answers
from cellclassifier.gui.widgets.probabilities import percent
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_display import Levels, find_levels, pixels_to_see

DAMAGE = (OSError, ValueError, LookupError)
"""What reading a damaged table or map raises."""


@dataclass(frozen=True)
class Shown:
    """One test set of one run, ready to be shown; rows are tiles.

    Attributes:
        run: The run.
        test: Name of the test set.
        stamp: When the predictions were written, ns.
        table: The predictions.
        answers: Their columns that rows are chosen by.
        counts: The confusion matrix: rows true, columns predicted classes.
        tiles: The tiles, in the order of the predictions.
        rows: Row of each tile, by its number.
        extents: How far the tiles of each image reach: width and height, px.
        items: What the gallery shows of each.
        levels: Common brightness of all tiles, for display only.
        sentence: The result, in words.
        warning: Why the result is not to be trusted, in words, or nothing.
    """

    run: Run
    test: str
    stamp: int
    table: Predictions
    answers: Answers
    counts: NDArray[np.int64]
    tiles: list[Tile]
    rows: dict[int, int]
    extents: dict[Path, tuple[int, int]]
    items: list[Item]
    levels: Levels
    sentence: str
    warning: str

    @property
    def source(self) -> tuple[Path, str, int]:
        """Run folder, test set and time of the predictions."""
        return self.run.folder, self.test, self.stamp

    def tile(self, number: int) -> Tile:
        """Return a tile."""
        return self.tiles[self.rows[number]]


def stamp(run: Run, test: str) -> int:
    """Return when the predictions of a test set were written, ns; 0 for never."""
    path = run.predictions_path(test)
    return path.stat().st_mtime_ns if path.exists() else 0


def read_all(run: Run, test: str) -> Shown:
    """Read the predictions of a test set and prepare all that is shown of them.

    Raises:
        UserError: The predictions are missing, damaged, or of other tiles.
    """
    written = stamp(run, test)
    try:
        table = run.predictions(test)
        if table is None:
            raise UserError(f"The test set '{test}' has not been predicted yet.")
        by_number = {tile.number: tile for tile in run.tiles(test)}
        tiles = [by_number[number] for number in table.tiles]
        columns = answers(table)
        sentence, warning = summary(table), _warning(run, table)
    except DAMAGE as error:
        raise UserError(
            f"The predictions of '{test}' are damaged and cannot be shown "
            f"({type(error).__name__}: {error}). Nothing else was lost: predict the "
            "test set again."
        ) from error
    rows = {number: row for row, number in enumerate(table.tiles)}
    levels = find_levels(tiles, view_of(run.record.study))
    return Shown(
        *(run, test, written, table, columns, table.matrix()),
        *(tiles, rows, _extents(tiles), _items(table, columns), levels),
        *(sentence, warning),
    )


def _extents(tiles: list[Tile]) -> dict[Path, tuple[int, int]]:
    found: dict[Path, tuple[int, int]] = {}
    for tile in tiles:
        width, height = found.get(tile.image, (0, 0))
        right, bottom = tile.x + tile.width, tile.y + tile.height
        found[tile.image] = (max(width, right), max(height, bottom))
    return found


def _warning(run: Run, table: Predictions) -> str:
    accuracy, base = table.accuracy(), table.baseline()
    judged = verdict(run)
    sentences = ["" if judged.trusted else judged.text]
    if not learnt(accuracy, base.share):
        sentences.append(
            "On this test set the network is not better than no network: always "
            f"answering `{base.class_name}` gives {100 * base.share:.1f} %, and the "
            f"accuracy may be as low as {100 * accuracy.low:.1f} % (lower end of its "
            "95 % interval)."
        )
    return " ".join(filter(None, sentences))


def _items(table: Predictions, columns: Answers) -> list[Item]:
    colours = [theme.class_colour(place) for place in range(len(table.classes))]
    rows = zip(
        *(table.tiles, table.images, table.groups, table.true_classes),
        *(columns.predicted.tolist(), columns.confidence.tolist()),
        *(columns.right.tolist(), table.probabilities.tolist()),
        strict=True,
    )
    return [
        Item(
            key=number,
            caption=f"{table.classes[predicted]} {percent(confidence)}",
            second=f"true: {true}",
            outcome="right" if right else "wrong",
            colour=colours[predicted],
            tooltip=f"{image.name}\ngroup {group}\n"
            + ", ".join(
                f"{name} {value:.3f}"
                for name, value in zip(table.classes, values, strict=True)
            ),
        )
        for number, image, group, true, predicted, confidence, right, values in rows
    ]


class Wanted(NamedTuple):
    """Which map is looked at."""

    folder: Path
    method: str
    test: str
    tile: int
    class_name: str


class Look(NamedTuple):
    """The pixels of a tile, or why there are none, and its map where it exists.

    `pixels` is float32, (y, x) or (y, x, 3); `matters` is the magnitude, (y, x).
    """

    pixels: NDArray[np.float32] | None
    problem: str
    matters: NDArray[np.float32] | None


def look_at(run: Run, tile: Tile, wanted: Wanted) -> Look:
    """Read a tile and its map."""
    try:
        pixels = pixels_to_see(tile, view_of(run.record.study))
    except UserError as error:
        return Look(None, str(error), None)
    return Look(pixels, "", read_magnitude(run, wanted))


def read_magnitude(run: Run, wanted: Wanted) -> NDArray[np.float32] | None:
    """Return how much each pixel matters, (y, x); None without a readable map."""
    try:
        found = run.attribution(*wanted[1:])
    except (*DAMAGE, EOFError):
        return None
    return None if found is None else magnitude(found)
