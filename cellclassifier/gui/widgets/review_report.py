"""What came of a review, as the page shows it: sentences, tables and tiles."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.material import METHOD
from cellclassifier.core.reviews.parts import Part
from cellclassifier.core.reviews.results import ReviewResults, results
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.rows import Row
from cellclassifier.core.reviews.seal import Key
from cellclassifier.core.reviews.sentences import of_reader, p_text, sentences
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import Proportion
from cellclassifier.gui.widgets.review_cells import Section, kind_told
from cellclassifier.gui.widgets.review_sections import sections_of

_UNLIKELY = 0.05
"""The p value below which two are said to differ."""


class Difference(NamedTuple):
    """A tile on which a reader and the network said different classes.

    Attributes:
        reader: Name of the reader.
        token: Of the card that the reader answered.
        number: Of the tile, in its test set.
        path: File of its pixels, as both saw them.
        image: Name of the image that it is from.
        asked: What the reader was asked: "classify" or "judge".
        said: What the reader said.
        reader_right: Whether that is right.
        network: Class that the network predicted.
        confidence: In that, 0..1.
        true_class: The class that it has.
        run: The run; ``None`` where it is gone.
        test: Name of the test set.
    """

    reader: str
    token: str
    number: int
    path: Path
    image: str
    asked: str
    said: str
    reader_right: bool
    network: str
    confidence: float
    true_class: str
    run: Run | None
    test: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.reader, self.token

    @property
    def network_right(self) -> bool:
        """Whether the network was right."""
        return self.network == self.true_class

    @property
    def explainable(self) -> bool:
        """Whether there is a run that can explain it."""
        return self.run is not None

    def magnitude(self) -> NDArray[np.float32] | None:
        """Read how much each pixel matters, (y, x); ``None`` without a map."""
        if self.run is None:
            return None
        found = self.run.attribution(METHOD, self.test, self.number, self.network)
        return None if found is None else magnitude(found)

    def facts(self) -> dict[str, str]:
        """Return what is known of it, by name."""
        return {
            tr("Asked to"): kind_told(self.asked),
            tr("Reader"): f"{self.said} ({_word(self.reader_right)})",
            tr("Network"): f"{self.network}, {100 * self.confidence:.1f} % "
            f"({_word(self.network_right)})",
            tr("True class"): self.true_class,
            tr("Image"): self.image,
        }


class Report(NamedTuple):
    """What came of a review.

    Attributes:
        key: Which review.
        title: What it is called.
        warnings: Why numbers are not to be trusted, as sentences.
        headline: The result of each reader, a sentence each.
        words: The results in words: a paragraph for each reader, and one for all.
        sections: The results, in tables.
        plain: The same in English, which files are written of.
        differences: Tiles on which readers and network differ.
        save: Writes all of it as tables into a folder.
    """

    key: str
    title: str
    warnings: tuple[str, ...]
    headline: tuple[str, ...]
    words: tuple[str, ...]
    sections: tuple[Section, ...]
    plain: tuple[Section, ...]
    differences: tuple[Difference, ...]
    save: Callable[[Path], object]


def read_report(review: Review, runs: Mapping[str, Run], break_seal: bool) -> Report:
    """Open the seal of a review, and compare its readers with the network.

    Args:
        review: The review.
        runs: The runs of the study, by id.
        break_seal: Whether to open it though readers are not finished.

    Raises:
        UserError: A reader is not finished, or the key or the answers are damaged.
    """
    key = open_key(review, break_seal=break_seal)
    found = results(review, key)
    run = runs.get(found.runs[0])
    with in_english():
        plain = sections_of(found)
    return Report(
        key=str(review.folder),
        title=f"{review.record.created.astimezone():%d %b %Y %H:%M}",
        warnings=found.notes,
        headline=tuple(
            _headline(reader.reader, part)
            for reader in found.readers
            for part in reader.parts.values()
        ),
        words=_paragraphs(found),
        sections=sections_of(found),
        plain=plain,
        differences=tuple(
            _difference(row, review.folder, run, found.test)
            for reader in found.readers
            for row in reader.differing
        ),
        save=partial(_save, review, key),
    )


def _headline(name: str, part: Part) -> str:
    """Return how often a reader and the first network are right, in one sentence."""
    own, versus = part.as_wrong, part.against[0].all_tiles
    what = (
        tr("alone")
        if part.kind == "classify"
        else tr("with the network's answer in view")
    )
    p = versus.test.p if versus.p_by_group is None else versus.p_by_group
    differ = tr("they differ") if p < _UNLIKELY else tr("no difference is shown")
    return tr(
        "{name}, {what}: {percent} of {n} tiles right; the network on the same tiles: "
        "{percent_2}. By a test in pairs {differ} ({p_text}).",
        name=name,
        what=what,
        percent=_percent(own),
        n=own.n,
        percent_2=_percent(versus.second),
        differ=differ,
        p_text=p_text(p),
    )


def _percent(share: Proportion) -> str:
    low, high = 100 * share.low, 100 * share.high
    return f"{100 * share.value:.1f} % ({low:.1f}-{high:.1f})"


def _paragraphs(found: ReviewResults) -> tuple[str, ...]:
    each = [of_reader(reader, found) for reader in found.readers]
    together = sentences(found)[sum(map(len, each)) :]
    return tuple("\n".join(part) for part in (*each, together) if part)


def _difference(row: Row, folder: Path, run: Run | None, test: str) -> Difference:
    return Difference(
        reader=row.reader,
        token=row.token,
        number=row.tile,
        path=folder / "tiles" / f"{row.token}.npy",
        image=row.image.name,
        asked=row.kind,
        # Of several other classes the reader has named none.
        said=row.said or tr("not {network_class}", network_class=row.network_class),
        reader_right=row.right is True,
        network=row.network_class,
        confidence=row.confidence,
        true_class=row.true_class,
        run=run,
        test=test,
    )


def _save(review: Review, key: Key, folder: Path) -> None:
    from cellclassifier.core.reviews.tables import write_results

    # Found once more: its notes are written, and what is written is English.
    with in_english():
        write_results(folder, results(review, key))


def _word(is_right: bool) -> str:
    return tr("right") if is_right else tr("wrong")
