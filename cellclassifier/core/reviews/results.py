"""What came of a review: each reader beside the network, and the readers together."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.files import sha256
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.crossover import Crossover, crossover_of
from cellclassifier.core.reviews.parts import Part, part_of
from cellclassifier.core.reviews.record import Kind
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.rows import Row, network_names, rows_of
from cellclassifier.core.reviews.seal import Key, Opened
from cellclassifier.core.reviews.several import Several, several_of
from cellclassifier.core.reviews.sitting_record import Answered
from cellclassifier.core.reviews.spec import ReviewSpec

KINDS: tuple[Kind, Kind] = ("classify", "judge")


class ReaderResults(NamedTuple):
    """What one reader's answers came to.

    Attributes:
        reader: The name.
        finished: Whether every card was answered; else the numbers are of a part.
        blinded: Whether all answers were given before the key was opened here, and
            are still what they were then.
        remarks: What is to be said about the answers, as sentences.
        parts: Numbers by what was asked: "classify", "judge".
        crossover: What seeing the network's answer changed; None without both.
        taken_back: Answers that were taken back.
        sittings: How often the reader sat down to it.
        rows: All answers, also to repeats, in their order.
    """

    reader: str
    finished: bool
    blinded: bool
    remarks: tuple[str, ...]
    parts: dict[Kind, Part]
    crossover: Crossover | None
    taken_back: int
    sittings: int
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        """First answers in which the reader and the first run said different things."""
        return tuple(row for row in self.rows if row.differs and not row.again)


class ReviewResults(NamedTuple):
    """What came of a review.

    Attributes:
        review: Id of the review.
        spec: What was asked.
        test: Name of the test set.
        runs: Ids of the runs; the first is the one that was shown.
        networks: What the answers are compared with: each run, and their mean.
        classes: Names of the classes.
        readers: Each reader, by name.
        several: By what was asked, how far those who have finished agree.
        notes: What is to be known before a number is quoted, as sentences.
    """

    review: str
    spec: ReviewSpec
    test: str
    runs: tuple[str, ...]
    networks: tuple[str, ...]
    classes: tuple[str, ...]
    readers: tuple[ReaderResults, ...]
    several: dict[Kind, Several]
    notes: tuple[str, ...]


def results(review: Review, key: Key) -> ReviewResults:
    """Return what came of a review; answers so far, where a reader has not finished.

    Raises:
        UserError: A file of answers was changed, or cannot be read.
    """
    opened, names = review.opened, network_names(key)
    readers = tuple(
        _reader(path, known, review, key, opened)
        for path, known in review.logs().items()
        if known.answers
    )
    finished = [each.rows for each in readers if each.finished]
    several = {
        kind: found
        for kind in KINDS
        if (found := several_of(finished, kind, key.classes, names))
    }
    return ReviewResults(
        review.id,
        review.spec,
        key.test,
        key.runs,
        names,
        key.classes,
        readers,
        several,
        _notes(review.spec, key, readers, opened),
    )


def _reader(
    path: Path, known: Answered, review: Review, key: Key, opened: Opened | None
) -> ReaderResults:
    rows, names = rows_of(known, review.record, key), network_names(key)
    doubts = _doubts(path, opened)
    parts = {
        kind: part
        for kind in KINDS
        if (part := part_of(rows, kind, key.classes, names))
    }
    unfinished = tr(
        "has answered {done} of {of} cards only",
        done=len(known.answers),
        of=len(known.seal.order),
    )
    return ReaderResults(
        reader=known.seal.reader,
        finished=known.finished,
        blinded=not doubts,
        remarks=(*([] if known.finished else [unfinished]), *doubts),
        parts=parts,
        crossover=crossover_of(rows),
        taken_back=known.taken_back,
        sittings=known.sittings,
        rows=rows,
    )


def _doubts(path: Path, opened: Opened | None) -> list[str]:
    """Return why it is not certain that the reader did not know the answers."""
    if opened is None:
        return []
    if path.name not in opened.answers:
        return [
            tr(
                "came after the review was opened here, so that nothing shows that the "
                "answers were not known"
            )
        ]
    if opened.answers[path.name] != sha256(path):
        return [tr("was changed after the review was opened")]
    return []


def _notes(
    spec: ReviewSpec,
    key: Key,
    readers: Sequence[ReaderResults],
    opened: Opened | None,
) -> tuple[str, ...]:
    return (
        *_of_seal(opened),
        *(
            tr("{reader} {remark}.", reader=each.reader, remark=remark)
            for each in readers
            for remark in each.remarks
        ),
        *_of_tiles(spec, key),
        *_of_groups(key),
        *_of_answers(spec, key, readers),
    )


def _of_seal(opened: Opened | None) -> list[str]:
    found = []
    if opened and opened.broken:
        found.append(
            tr(
                "The seal was broken before every reader had finished: this review "
                "counts as unblinded."
            )
        )
    if opened and opened.changed:
        found.append(
            tr(
                "The files of {number} cards were not those that were drawn when the "
                "review was opened: readers may have seen other pixels.",
                number=opened.changed,
            )
        )
    return found


def _of_tiles(spec: ReviewSpec, key: Key) -> list[str]:
    if spec.tiles == "disagreed":
        return [
            tr(
                "The tiles are those on which the runs disagree. On each of them at "
                "least one run is wrong, so that no accuracy here holds for the whole "
                "test set, and readers look better beside the network than they would "
                "there."
            )
        ]
    missing = set(key.classes) - {tile.true_class for tile in key.tiles}
    return [
        tr("No tile of this review is of class '{name}'.", name=name)
        for name in sorted(missing)
    ]


def _of_groups(key: Key) -> list[str]:
    names = {tile.group or f"image {tile.image}" for tile in key.tiles}
    if len(names) == len(key.tiles):
        return []
    values = {"tiles": len(key.tiles), "groups": len(names)}
    if len(names) < 10:
        return [
            tr(
                "The {tiles} tiles are of {groups} groups, and tiles of a group "
                "resemble each other: quote intervals and p values by group, since "
                "those by tile are too sure, and even that is rough, since the groups "
                "are few.",
                **values,
            )
        ]
    return [
        tr(
            "The {tiles} tiles are of {groups} groups, and tiles of a group resemble "
            "each other: quote intervals and p values by group, since those by tile "
            "are too sure.",
            **values,
        )
    ]


def _of_answers(
    spec: ReviewSpec, key: Key, readers: Sequence[ReaderResults]
) -> list[str]:
    parts = [part for each in readers for part in each.parts.values()]
    found = []
    if any(part.cannot_tell for part in parts):
        found.append(
            tr(
                "'Cannot tell' is counted apart: an accuracy over the tiles that were "
                "decided leaves out the hard ones, so quote the one with 'cannot tell' "
                "as wrong beside it."
            )
        )
    if spec.kind != "classify" and len(key.classes) > 2:
        found.append(
            tr(
                "With more than two classes a reader who disagrees names none, which "
                "is counted as right where the network is wrong: accuracies of judged "
                "tiles are upper limits."
            )
        )
    if len(key.runs) > 1 or len(readers) > 1:
        found.append(
            tr(
                "The p values are of one comparison each, and not corrected for the "
                "number of runs and readers."
            )
        )
    return found
