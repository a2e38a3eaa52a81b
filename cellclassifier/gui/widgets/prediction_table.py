"""All that a page shows of the predictions of one test set, read in the background."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import learnt
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.core.verdicts import verdict
from cellclassifier.core.wrong_labels import WrongLabel, WrongLabels, covering
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.item_list import ItemList
from cellclassifier.gui.widgets.probabilities import percent
from cellclassifier.gui.widgets.tile_delegate import Item, Outcome
from cellclassifier.gui.widgets.tile_display import Levels, find_levels, pixels_to_see
from cellclassifier.gui.widgets.tile_filter import (
    Answers,
    answers,
    groups_of,
    outcome_told,
)

DAMAGE = (OSError, ValueError, LookupError)
"""What reading a damaged table or map raises."""


@dataclass(frozen=True, eq=False)
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
        groups: Names of the groups, sorted.
        marks: What is said of wrong labels, by row.
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
    tiles: Sequence[Tile]
    rows: Mapping[int, int]
    extents: Mapping[Path, tuple[int, int]]
    groups: Sequence[str]
    marks: Mapping[int, WrongLabel]
    levels: Levels
    sentence: str
    warning: str

    @property
    def source(self) -> tuple[Path, str, int]:
        """Run folder, test set and time of the predictions."""
        return self.run.folder, self.test, self.stamp

    @property
    def unknown(self) -> int:
        """Number of tiles whose true class is not known."""
        return int((~self.answers.known).sum())

    def tile(self, number: int) -> Tile:
        """Return a tile."""
        return self.tiles[self.rows[number]]

    def outcome(self, row: int) -> Outcome:
        """Return what is known of the answer for a tile."""
        if self.answers.true[row] < 0:
            return "unknown"
        right = self.answers.true[row] == self.answers.predicted[row]
        return "right" if right else "wrong"

    def outcome_of(self, number: int) -> Outcome:
        """Return what is known of the answer for a tile, by its number."""
        return self.outcome(self.rows[number])

    def told(self, row: int) -> str:
        """Return outcome, predicted and true class of a tile, as a sentence."""
        predicted = self.table.classes[self.answers.predicted[row]]
        outcome = self.outcome(row)
        if outcome == "unknown":
            return tr("predicted {predicted}, true class unknown", predicted=predicted)
        return tr(
            "{outcome}: predicted {predicted}, true {true_classes}",
            outcome=outcome_told(outcome),
            predicted=predicted,
            true_classes=self.table.true_classes[row],
        )

    def items(self, rows: NDArray[np.intp]) -> ItemList:
        """Return what the gallery shows of some rows, made when it is in sight."""
        # Kept apart from the list, which may be shown after another one was made.
        places = rows.tolist()
        numbers = self.table.tiles
        keys = [numbers[row] for row in places]
        return ItemList(keys, lambda place: self.item(places[place]), 2)

    def item(self, row: int) -> Item:
        """Return what the gallery shows of one row."""
        table, predicted = self.table, int(self.answers.predicted[row])
        marked = self.marks.get(row)
        shares = zip(table.classes, table.probabilities[row].tolist(), strict=True)
        true = table.true_classes[row] if self.answers.true[row] >= 0 else tr("unknown")
        confidence = percent(float(self.answers.confidence[row]))
        return Item(
            key=table.tiles[row],
            caption=f"{table.classes[predicted]} {confidence}",
            second=tr("true: {true}", true=true),
            outcome=self.outcome(row),
            colour=theme.class_colour(predicted),
            tooltip=tr(
                "{images}\ngroup {groups}\n",
                images=table.images[row].name,
                groups=table.groups[row],
            )
            + ", ".join(f"{name} {value:.3f}" for name, value in shares)
            + (f"\n{told_mark(marked)}" if marked else ""),
            flag=tr("label marked wrong") if marked else "",
        )

    @cached_property
    def by_image(self) -> dict[Path, list[int]]:
        """Rows of the tiles of each image, in the order of the images."""
        found: dict[Path, list[int]] = {}
        for row, image in enumerate(self.table.images):
            found.setdefault(image, []).append(row)
        return found

    def with_marks(self, entries: Sequence[WrongLabel]) -> "Shown":
        """Return the same with other marks."""
        marks = _marks(self.tiles, entries)
        return dataclasses.replace(
            self, marks=marks, answers=_with_marked(self.answers, marks)
        )


def told_mark(mark: WrongLabel) -> str:
    """Return what is said of a wrong label, as a sentence."""
    rather = mark.suspected
    suspected = tr(", rather {suspected}", suspected=rather) if rather else ""
    by = f" ({mark.by})" if mark.by else ""
    told = {"suspected": suspected, "reason": mark.reason, "by": by}
    if not mark.given:
        return tr("marked: not known{suspected}: {reason}{by}", **told)
    return tr("marked: not {given}{suspected}: {reason}{by}", given=mark.given, **told)


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
            raise UserError(
                tr("The test set '{test}' has not been predicted yet.", test=test)
            )
        by_number = {tile.number: tile for tile in run.tiles(test)}
        tiles = [by_number[number] for number in table.tiles]
        columns = answers(table)
        sentence, warnings = summary(table), _warnings(run, test, table)
    except DAMAGE as error:
        raise UserError(
            tr(
                "The predictions of '{test}' are damaged and cannot be shown "
                "({name}: {error}). Nothing else was lost: predict the "
                "test set again.",
                test=test,
                name=type(error).__name__,
                error=error,
            )
        ) from error
    try:
        marks = _marks(tiles, WrongLabels(run.study_folder).entries())
    except UserError as error:
        marks, warnings = {}, [*warnings, str(error)]
    rows = {number: row for row, number in enumerate(table.tiles)}
    levels = find_levels(tiles, view_of(run.record.study))
    return Shown(
        *(run, test, written, table, _with_marked(columns, marks), table.matrix()),
        *(tiles, rows, _extents(tiles), groups_of(table), marks, levels),
        *(sentence, " ".join(warnings)),
    )


def _marks(
    tiles: Sequence[Tile], entries: Sequence[WrongLabel]
) -> dict[int, WrongLabel]:
    if not entries:
        return {}
    found = enumerate(covering(tiles, entries))
    return {row: mark for row, mark in found if mark is not None}


def _with_marked(columns: Answers, marks: Mapping[int, WrongLabel]) -> Answers:
    marked = np.zeros(columns.true.shape, np.bool_)
    marked[list(marks)] = True
    return columns._replace(marked=marked)


def _extents(tiles: Sequence[Tile]) -> dict[Path, tuple[int, int]]:
    found: dict[Path, tuple[int, int]] = {}
    for tile in tiles:
        width, height = found.get(tile.image, (0, 0))
        right, bottom = tile.x + tile.width, tile.y + tile.height
        found[tile.image] = (max(width, right), max(height, bottom))
    return found


def _warnings(run: Run, test: str, table: Predictions) -> list[str]:
    judged = verdict(run)
    sentences = [*run.notes_of(test), *([] if judged.trusted else [judged.text])]
    if not table.labelled.any():
        return sentences
    accuracy, base = table.accuracy(), table.baseline()
    if not learnt(accuracy, base.share):
        sentences.append(
            tr(
                "On this test set the network is not better than no network: always "
                "answering `{class_name}` gives {share:.1f} %, and the "
                "accuracy may be as low as {low:.1f} % (lower end of its "
                "95 % interval).",
                class_name=base.class_name,
                share=100 * base.share,
                low=100 * accuracy.low,
            )
        )
    return sentences


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
