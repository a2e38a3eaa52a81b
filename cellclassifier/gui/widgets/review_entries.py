"""What the page shows of all reviews, read in the background."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.review import Reader, Review, reviews_of
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.widgets.review_cells import kind_told
from cellclassifier.gui.widgets.review_list import ReviewRow

_KINDS = {
    "classify": tr("classify: nothing of the network is shown"),
    "judge": tr("judge the network's answer: agree or disagree"),
    "crossover": tr("crossover: classify and judge, on the same tiles"),
}
_TILES = {
    "all": tr("all tiles of the test set"),
    "sample": tr("a sample, of all classes in proportion"),
    "disagreed": tr("those on which the runs disagree"),
}


class Entry(NamedTuple):
    """A review, and what is known of it now.

    Attributes:
        review: The review.
        readers: Who has begun it.
        sealed: Whether its answers are still sealed.
        broken: Whether the seal was broken before all readers were done.
        has_key: Whether the right answers are here; a colleague's file has none.
        problem: Why it cannot be read, as a sentence, or nothing.
    """

    review: Review
    readers: tuple[Reader, ...] = ()
    sealed: bool = True
    broken: bool = False
    has_key: bool = True
    problem: str = ""

    @property
    def key(self) -> str:
        """What tells it from others: its folder."""
        return str(self.review.folder)

    @property
    def title(self) -> str:
        """What it is called."""
        made = self.review.record.created.astimezone()
        kind = kind_told(self.review.spec.kind)
        from_file = "" if self.has_key else tr(" (from a file)")
        return f"{made:%d %b %Y %H:%M}  {kind}{from_file}"

    @property
    def done(self) -> bool:
        """Whether there are readers, all of whom are finished."""
        return bool(self.readers) and all(each.finished for each in self.readers)

    def row(self) -> ReviewRow:
        """Return what a list shows of it."""
        return ReviewRow(self.key, self.title, *self._state())

    def facts(self) -> dict[str, str]:
        """Return what it is, by name."""
        record, spec = self.review.record, self.review.spec
        shown = tr("network's class, confidence") + (
            tr(" and attribution") if spec.overlay else ""
        )
        facts = {
            tr("Question"): _KINDS[spec.kind],
            tr("Shown"): tr("the tile alone") if spec.kind == "classify" else shown,
            tr("Tiles"): tr(
                "{tiles}; shown {cards} times in all",
                tiles=_TILES[spec.tiles],
                cards=len(record.cards),
            ),
            tr("Repeats"): tr(
                "{repeats:.0f} % of the tiles come a second time",
                repeats=100 * spec.repeats,
            ),
            tr("Classes"): ", ".join(record.classes),
            tr("Practice"): _practice(spec),
            tr("Folder"): str(self.review.folder),
        }
        return {name: told for name, told in facts.items() if told}

    def _state(self) -> tuple[str, str, str]:
        """Return how far it is, in words, with icon and colour."""
        if self.problem:
            return tr("cannot be read"), "error", "wrong"
        if self.broken:
            return tr("unblinded: the seal was broken"), "attention", "uncertain"
        if not self.sealed:
            return tr("revealed"), "ok", "right"
        if self.done:
            return tr("all readers are finished"), "tick", "accent"
        waiting = [each for each in self.readers if not each.finished]
        if not waiting:
            return tr("nobody has begun"), "ring", "accent"
        far = ", ".join(
            tr("{r} {answered} of {of}", r=r.name, answered=r.answered, of=r.of)
            for r in waiting[:2]
        )
        more = ", ..." if len(waiting) > 2 else ""
        return f"{far}{more}", "ring", "accent"


class Overview(NamedTuple):
    """All that the page shows: the reviews, newest first, and what can be drawn.

    `sets` has, by the name of a test set, id and name of each run that predicted it.
    """

    entries: tuple[Entry, ...] = ()
    sets: Mapping[str, list[tuple[str, str]]] = MappingProxyType({})


def read_overview(folders: Sequence[Path], runs: Sequence[Run]) -> Overview:
    """Read what there is.

    Args:
        folders: Folders that hold reviews in a folder ``reviews``.
        runs: The runs of the study, those to offer first first.
    """
    found = [read_entry(each) for folder in folders for each in reviews_of(folder)]
    sets: dict[str, list[tuple[str, str]]] = {}
    for run in runs:
        for name in run.sets:
            if run.predictions_path(name).exists():
                sets.setdefault(name, []).append((run.id, name_of(run)))
    return Overview(tuple(found), sets)


def read_entry(review: Review) -> Entry:
    """Read what is known of a review; what prevents that is told in it."""
    try:
        return Entry(
            review,
            review.readers(),
            not review.is_open,
            review.broken,
            review.has_key,
        )
    except (UserError, OSError) as error:
        return Entry(review, problem=str(error), has_key=review.has_key)


def _practice(spec: ReviewSpec) -> str:
    return (
        tr("{practice} training tiles, with answers", practice=spec.practice)
        if spec.practice
        else ""
    )
