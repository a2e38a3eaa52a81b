"""Readers beside the networks: how often they were right, blinded, on the same set.

Only reviews whose key was opened after every reader had finished count; what is left
out, and why, is said. Nothing is opened here.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cellclassifier.core.comparison.scored import table_of
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.results import ReaderResults, results
from cellclassifier.core.reviews.review import Review, reviews_of
from cellclassifier.core.reviews.seal import Key
from cellclassifier.core.statistics import Proportion


class ReaderMark(NamedTuple):
    """How often one reader was right about tiles of a test set, blinded.

    Attributes:
        reader: The name.
        review: Id of the review.
        right: Right of all of the reader's tiles, with the interval by tile; "cannot
            tell" counts as wrong, as a network cannot say so.
        by_group: The interval with whole groups redrawn; None where each tile is a
            group of its own, or groups are too few.
        decided: Right of the tiles on which the reader decided; None where none.
        groups: Groups that the tiles are of.
        of: Tiles of known class in the test set: the review may be of a sample.
    """

    reader: str
    review: str
    right: Proportion
    by_group: Interval | None
    decided: Proportion | None
    groups: int
    of: int

    @property
    def value(self) -> float:
        """The accuracy, 0 .. 1."""
        return self.right.value

    @property
    def interval(self) -> Interval:
        """Its 95 % interval: by group where there is one, else by tile."""
        return self.by_group or (self.right.low, self.right.high)

    def text(self) -> str:
        """Return it as in "reader A, blinded: 71.0 % (95 % 61.5-79.0; 71 of 100)"."""
        ends = "{:.1f}-{:.1f}".format(*(100 * end for end in self.interval))
        interval = f"95 % {ends}"
        if self.by_group:
            interval = tr("95 % by group {ends}", ends=ends)
        right = tr("{k} of {n}", k=self.right.k, n=self.right.n)
        if self.right.n < self.of:
            right = tr("{right}, a sample of {of}", right=right, of=self.of)
        return tr(
            "{reader}, blinded: {value:.1f} % ({interval}; {right})",
            reader=self.reader,
            value=100 * self.value,
            interval=interval,
            right=right,
        )


class Readers(NamedTuple):
    """The marks of a test set, and what was left out of them, as sentences."""

    marks: tuple[ReaderMark, ...]
    notes: tuple[str, ...]


def readers_of(run_set: RunSet) -> Readers:
    """Return how often readers were right about the test set of a set of runs.

    Args:
        run_set: The runs; the reviews of their study are gone through.
    """
    if any(isinstance(run, StoredRun) for run in run_set.runs):
        return Readers((), ())  # tables tell no tiles that readers could have seen
    marks: list[ReaderMark] = []
    notes: list[str] = []
    for review in reviews_of(run_set.study):
        try:
            found, told = _of_review(review, run_set)
        except UserError as error:
            left = tr("The review {id} is left out: {error}", id=review.id, error=error)
            found, told = [], [left]
        marks += found
        notes += told
    return Readers(tuple(marks), tuple(notes))


def _of_review(review: Review, run_set: RunSet) -> tuple[list[ReaderMark], list[str]]:
    if not review.has_key:
        return [], []
    if not review.is_open:
        return [], [
            tr(
                "The review {id} is still sealed: its readers are shown here once "
                "all have finished and it was opened.",
                id=review.id,
            )
        ]
    # It was opened before, so that nothing is written now.
    key = open_key(review)
    if key.test != run_set.test:
        return [], []
    if why := _unfit(review, key, run_set):
        return [], [tr("The review {id} is left out: {why}.", id=review.id, why=why)]
    marks, notes = [], []
    for reader in results(review, key).readers:
        if why := _doubt(reader):
            notes.append(
                tr(
                    "{reader} in the review {id} is left out: {why}.",
                    reader=reader.reader,
                    id=review.id,
                    why=why,
                )
            )
        else:
            marks.append(_mark(reader, review, run_set))
    return marks, notes


def _unfit(review: Review, key: Key, run_set: RunSet) -> str:
    """Say why a review does not stand for the test set; "" where it does."""
    if review.broken:
        return tr("its seal was broken, so that it is not blinded")
    if review.spec.tiles == "disagreed":
        return tr("its tiles are those on which runs disagree, not the test set")
    if review.spec.kind == "judge":
        return tr("its readers saw what the network said")
    if set(key.classes) != set(run_set.classes):
        return tr("its classes are others")
    if not run_set.runs:
        return ""
    known = table_of(run_set.runs[0], run_set.test).known
    there = set(zip(known.images, known.corners, strict=True))
    missing = sum((tile.image, (tile.x, tile.y)) not in there for tile in key.tiles)
    if not missing:
        return ""
    return tr("{missing} of its tiles are not in the test set", missing=missing)


def _doubt(reader: ReaderResults) -> str:
    if not reader.finished or not reader.blinded:
        return _joined(reader.remarks)
    return "" if "classify" in reader.parts else tr("no tile was classified")


def _joined(remarks: Sequence[str]) -> str:
    """Return remarks as in "one thing, and another"; "" without any."""
    if len(remarks) < 2:
        return "".join(remarks)
    return tr("{first}, and {last}", first=remarks[0], last=_joined(remarks[1:]))


def _mark(reader: ReaderResults, review: Review, run_set: RunSet) -> ReaderMark:
    part = reader.parts["classify"]
    runs = run_set.runs
    known = len(table_of(runs[0], run_set.test).known.tiles) if runs else part.n
    return ReaderMark(
        reader.reader,
        review.id,
        part.as_wrong,
        part.as_wrong_by_group,
        part.accuracy,
        part.groups,
        known,
    )
