"""What a report is made of, as frozen values: both renderers show the same ones."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

Kind = Literal["plain", "result", "attention", "missing", "quote"]
"""What words are: of a "missing" part of the study they say that it was NOT done; a
"quote" is meant to be pasted."""

Outcome = Literal["right", "wrong", "unknown", "none"]
"""What came of a tile; "none" where nothing was asked."""

MARKS: dict[Outcome, str] = {
    "right": "\u2713",
    "wrong": "\u2717",
    "unknown": "\u25cb",
    "none": "",
}


class Words(NamedTuple):
    """A paragraph; what stands between `backticks` is a name."""

    text: str
    kind: Kind = "plain"

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield self.text


class Bullets(NamedTuple):
    """A list of sentences."""

    items: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield from self.items


class Table(NamedTuple):
    """A table; each row begins with what it is about.

    Attributes:
        caption: What it shows.
        header: Names of the columns.
        rows: Its cells, as many in each row as in the header.
        texts_first: So many first columns hold words; the others hold numbers.
        folded: Whether it is looked up rather than read; the page shows it closed.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts_first: int = 1
    folded: bool = False

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield self.caption
        yield from self.header
        for row in self.rows:
            yield from row


class Picture(NamedTuple):
    """A figure.

    Attributes:
        caption: What it shows.
        alt: The same for who cannot see it, with the numbers that matter.
        png: The file, 200 dots an inch.
        svg: The same as lines, all letters as outlines; b"" where there is none.
        width: Of the page, 0..1.
        ratio: Height by width.
    """

    caption: str
    alt: str
    png: bytes
    svg: bytes
    width: float
    ratio: float

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield self.caption


class Cell(NamedTuple):
    """A tile of a gallery.

    Attributes:
        png: Its pixels; b"" where its image cannot be read any more.
        alt: What it is, for who cannot see it.
        lines: What is written below it; the first one after the mark.
        outcome: What came of it.
    """

    png: bytes
    alt: str
    lines: tuple[str, ...]
    outcome: Outcome = "none"

    @property
    def words(self) -> tuple[str, ...]:
        """The lines with the mark."""
        first, *others = self.lines
        return (f"{MARKS[self.outcome]} {first}".strip(), *others)


class Tiles(NamedTuple):
    """Tiles side by side, with a caption."""

    caption: str
    cells: tuple[Cell, ...]

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield self.caption
        for cell in self.cells:
            yield from cell.words


Block = Words | Bullets | Table | Picture | Tiles


class Section(NamedTuple):
    """A section of a report.

    Attributes:
        key: Its name for programs.
        title: Its heading.
        blocks: What stands in it, at least one.
        done: Whether there is anything to report; else its words say what was not.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    done: bool = True

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it."""
        yield self.title
        for block in self.blocks:
            yield from block.texts()


class Report(NamedTuple):
    """A report of one run of a study, whatever it is rendered to.

    Attributes:
        title: Its heading.
        subtitle: Which run it is of.
        run: Id of the run.
        made: When it was gathered.
        version: Of the program that gathered it.
        sections: What stands in it, in order.
    """

    title: str
    subtitle: str
    run: str
    made: datetime
    version: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """Return a section by its key.

        Raises:
            KeyError: There is none.
        """
        return {each.key: each for each in self.sections}[key]

    def texts(self) -> Iterator[str]:
        """Yield all that can be read in it, in order."""
        yield from (self.title, self.subtitle)
        for section in self.sections:
            yield from section.texts()
        yield self.foot

    @property
    def foot(self) -> str:
        """Who made it, and when."""
        made = self.made.strftime("%Y-%m-%d %H:%M %Z").strip()
        return f"Made by Cell Classifier {self.version} on {made}."
