"""Labels that the user holds to be wrong: a list of the study's own.

The images and their folders stay as they are. A label is marked, or the mark withdrawn,
by appending a line to a file, so that the list tells who said what, and when.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line, write_table
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile

NAME = "wrong_labels.jsonl"
"""The file in the study's folder."""


class WrongLabel(BaseModel):
    """A label that is held to be wrong, of a tile or of a whole image.

    `x`, `y`, `width` and `height` (px) are those of the tile, ``None`` for the whole
    image; `given` is the class that it has, `suspected` the one that it may have, ""
    where nobody says; `by` is who said so, "" where that was not asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["marked"] = "marked"
    id: str
    image: Path
    x: int | None = None
    y: int | None = None
    width: int | None = None
    height: int | None = None
    given: str
    suspected: str = ""
    reason: str
    by: str = ""
    when: datetime

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """Place and size of the tile, px; ``None`` for the whole image."""
        if None in (self.x, self.y, self.width, self.height):
            return None
        return (self.x or 0, self.y or 0, self.width or 0, self.height or 0)

    def covers(self, tile: Tile) -> bool:
        """Tell whether it is about this tile, or about the whole of its image."""
        return self.image == tile.image and self.box in (None, box_of(tile))


class _Withdrawn(BaseModel):
    """A mark that was taken back, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["withdrawn"] = "withdrawn"
    id: str
    reason: str
    by: str = ""
    when: datetime


class WrongLabels:
    """The list of one study; every method reads or writes what lies there now."""

    def __init__(self, study_folder: Path) -> None:
        self.path = study_folder / NAME

    def mark(
        self,
        what: Tile | tuple[Path, str],
        reason: str,
        suspected: str = "",
        by: str = "",
    ) -> WrongLabel:
        """Mark the label of a tile, or of a whole image, as wrong.

        Args:
            what: The tile, or an image and the class that it has.
            reason: Why, in words.
            suspected: The class that it may have; "" where that is not known.
            by: Who says so.

        Raises:
            UserError: There is no reason, or the file cannot be written.
        """
        place, given = _place(what)
        found = WrongLabel(
            id=uuid4().hex,
            given=given,
            suspected=suspected,
            reason=_words(reason),
            by=by.strip(),
            when=datetime.now(UTC),
            **place,
        )
        self._append(found)
        return found

    def withdraw(self, entry: str, reason: str, by: str = "") -> None:
        """Take a mark back; the list keeps that it was made, and both reasons.

        Args:
            entry: The `id` of the mark.
            reason: Why, in words.
            by: Who says so.

        Raises:
            UserError: There is no such mark, no reason, or no room to write.
        """
        if entry not in {each.id for each in self.entries()}:
            raise UserError(
                tr(
                    "This mark is not in the list any more: it may have been withdrawn "
                    "in another window. Nothing was changed."
                )
            )
        self._append(
            _Withdrawn(
                id=entry, reason=_words(reason), by=by.strip(), when=datetime.now(UTC)
            )
        )

    def entries(self) -> tuple[WrongLabel, ...]:
        """Return the marks that hold, the oldest first; damaged lines are left out."""
        found: dict[str, WrongLabel] = {}
        for line in self._lines():
            match _read(line):
                case WrongLabel() as entry:
                    found[entry.id] = entry
                case _Withdrawn() as withdrawn:
                    found.pop(withdrawn.id, None)
        return tuple(found.values())

    def marked(self, tile: Tile) -> WrongLabel | None:
        """Return the newest mark on a tile or its image; ``None``: its label holds."""
        return covering([tile], self.entries())[0]

    def _lines(self) -> list[bytes]:
        try:
            return self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise UserError(
                tr(
                    "The list of wrong labels {path} cannot be read "
                    "({strerror}). Nothing was changed.",
                    path=self.path,
                    strerror=error.strerror,
                )
            ) from error

    def _append(self, entry: WrongLabel | _Withdrawn) -> None:
        # What a crash cut short must not swallow this line, too.
        cut = self.path.exists() and self._lines()[-1] != b""
        try:
            append_line(self.path, ("\n" if cut else "") + entry.model_dump_json())
        except OSError as error:
            raise UserError(
                tr(
                    "The list of wrong labels {path} cannot be written "
                    "({strerror}). Nothing was changed. Free space, or choose a "
                    "study folder that can be written.",
                    path=self.path,
                    strerror=error.strerror,
                )
            ) from error


class Marked(NamedTuple):
    """A tile, and the mark that says that its label is wrong."""

    tile: Tile
    label: WrongLabel


def set_apart(
    tiles: Sequence[Tile], labels: Sequence[WrongLabel]
) -> tuple[tuple[Tile, ...], tuple[Marked, ...]]:
    """Return the tiles whose label holds, and those that a mark is on, in their order.

    Args:
        tiles: The tiles.
        labels: The marks, the oldest first.
    """
    found = list(zip(tiles, covering(tiles, labels), strict=True))
    kept = tuple(tile for tile, label in found if label is None)
    return kept, tuple(Marked(t, label) for t, label in found if label is not None)


def covering(
    tiles: Sequence[Tile], entries: Iterable[WrongLabel]
) -> list[WrongLabel | None]:
    """Return the newest mark on each tile, or on its image; ``None`` where is none.

    Args:
        tiles: The tiles.
        entries: Marks, the oldest first.
    """
    by_place: dict[tuple[Path, tuple[int, int, int, int] | None], WrongLabel] = {}
    newest: dict[str, int] = {}
    for number, entry in enumerate(entries):
        by_place[entry.image, entry.box] = entry
        newest[entry.id] = number
    found: list[WrongLabel | None] = []
    for tile in tiles:
        both = (by_place.get((tile.image, box)) for box in (None, box_of(tile)))
        known = [entry for entry in both if entry is not None]
        found.append(max(known, key=lambda entry: newest[entry.id], default=None))
    return found


COLUMNS = ("tile", *(name for name in WrongLabel.model_fields if name != "kind"))
"""Of the table of marks in a run; `tile` is the number of a tile that was marked."""


def write_marked(path: Path, marked: Iterable[Marked]) -> None:
    """Write marks as a CSV table, one row for each tile that one is on."""
    rows = ((tile.number, label.model_dump(mode="json")) for tile, label in marked)
    names = COLUMNS[1:]
    write_table(
        path,
        COLUMNS,
        ((number, *(values[name] for name in names)) for number, values in rows),
    )


def _place(what: Tile | tuple[Path, str]) -> tuple[dict[str, object], str]:
    if isinstance(what, Tile):
        names = ("image", "x", "y", "width", "height")
        return {name: getattr(what, name) for name in names}, what.class_name
    image, given = what
    return {"image": image}, given


def box_of(tile: Tile) -> tuple[int, int, int, int]:
    """Return the corner, width and height of a tile in its image, px."""
    return tile.x, tile.y, tile.width, tile.height


def _words(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise UserError(
            tr(
                "Write down why: a mark without a reason helps nobody later. Nothing "
                "was changed."
            )
        )
    return words


def _read(line: bytes) -> WrongLabel | _Withdrawn | None:
    try:
        kind = json.loads(line).get("kind")
        model = _Withdrawn if kind == "withdrawn" else WrongLabel
        return model.model_validate_json(line)
    except (ValueError, AttributeError, ValidationError):
        return None
