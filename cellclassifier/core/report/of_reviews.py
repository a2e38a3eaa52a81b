"""Blinded reviews of a study: readers and the network on the same tiles."""

from functools import cached_property
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.report.blocks import Block, Bullets, Section, Table, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import NOTHING, counted, named, percent
from cellclassifier.core.reviews.parts import Part
from cellclassifier.core.reviews.results import ReviewResults, results
from cellclassifier.core.reviews.review import Review, reviews_of
from cellclassifier.core.reviews.sentences import sentences
from cellclassifier.core.statistics import Proportion

_KINDS = {"classify": "classified", "judge": "judged the network's answers"}


class Opened(NamedTuple):
    """A review whose key was opened, and what came of it.

    Attributes:
        review: The review.
        results: What came of it.
        of_run: Whether the run was among those that readers are compared with.
    """

    review: Review
    results: ReviewResults
    of_run: bool

    @property
    def blinded(self) -> bool:
        """Whether the seal held until every reader had finished."""
        readers = self.results.readers
        return not self.review.broken and all(each.blinded for each in readers)


class Reviews:
    """The reviews of a study: those that were opened, and a sentence on each other.

    A sealed review is never opened here, nor is anything written into one.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self.opened: list[Opened] = []
        self.others: list[str] = []
        for review in self._all:
            try:
                self._sort(review)
            except UserError as error:
                self.others.append(f"Review {named(review.id)} cannot be told: {error}")

    @cached_property
    def _all(self) -> list[Review]:
        return reviews_of(self._material.study.folder)

    @property
    def of_run(self) -> list[Opened]:
        """Those that readers were compared with this run in, and that have answers."""
        return [each for each in self.opened if each.of_run and each.results.readers]

    def _sort(self, review: Review) -> None:
        if not review.is_open:
            readers = review.readers()
            done = sum(each.finished for each in readers)
            began = (
                f"{done} of {counted(len(readers), 'reader')} who began have finished"
            )
            cards = counted(len(review.record.cards), "card")
            self.others.append(
                f"Review {named(review.id)} ({cards}) is sealed, so that nothing of it "
                f"is told here; {began if readers else 'nobody has begun'}."
            )
            return
        if not review.has_key:
            self.others.append(f"Review {named(review.id)} has no key here.")
            return
        # Imported here, beside its one use: what was opened is only read again.
        from cellclassifier.core.reviews.key import open_key

        found = results(review, open_key(review))
        self.opened.append(Opened(review, found, self._material.run.id in found.runs))


def review(reviews: Reviews) -> Section:
    """Return what came of the reviews."""
    title, blocks = "Review: readers and network", list[Block]()
    shown = reviews.of_run
    if not shown:
        text = "NO blinded review of this run was done: whether people can tell the "
        text += "classes apart on these tiles was not measured."
        blocks.append(Words(text, "missing"))
    for each in shown:
        blocks += _of_review(each)
    others = [each for each in reviews.opened if each not in shown]
    more = [*(_elsewhere(each) for each in others), *reviews.others]
    if more:
        blocks.append(Bullets(tuple(more)))
    return Section("review", title, tuple(blocks), bool(shown))


def _elsewhere(each: Opened) -> str:
    if not each.results.readers:
        return f"Review {named(each.review.id)} was opened without any answer."
    return f"Review {named(each.review.id)} is of other runs, and not told here."


def _of_review(each: Opened) -> tuple[Block, ...]:
    found = each.results
    first = (
        f"Review {named(found.review)} of {named(found.test)}: "
        f"{counted(len(found.readers), 'reader')}, "
        f"{counted(len(each.review.record.cards), 'card')}, seed {found.spec.seed}."
    )
    blocks: list[Block] = [Words(first)]
    if not each.blinded:
        blocks.append(
            Words("This review counts as unblinded; its notes say why.", "attention")
        )
    blocks += [_table(found), Bullets(sentences(found))]
    if found.notes:
        notes = Words("What is to be known before a number is quoted:")
        blocks += [notes, Bullets(found.notes)]
    return tuple(blocks)


def _table(found: ReviewResults) -> Table:
    rows = []
    for reader in found.readers:
        for kind, part in reader.parts.items():
            rows.append((reader.reader, _KINDS[kind], *_reader_cells(part)))
            for against in part.against:
                share = against.all_tiles.second
                cells = (f"{share.n}", _share(share), NOTHING)
                rows.append((f"network {against.name}", "on the same tiles", *cells))
    header = ("who", "did what", "tiles", "right, cannot tell as wrong", "cannot tell")
    caption = "Readers and networks on the same tiles; 95 % Wilson intervals by tile."
    return Table(caption, header, tuple(rows), 2)


def _reader_cells(part: Part) -> tuple[str, str, str]:
    return f"{part.n}", _share(part.as_wrong), f"{part.cannot_tell}"


def _share(found: Proportion) -> str:
    ends = f"{100 * found.low:.1f}-{100 * found.high:.1f}"
    return f"{percent(found.value)} ({ends})"
