"""What the page shows of all reviews, read in the background."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.reviews.review import Reader, Review, reviews_of
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.widgets.review_list import ReviewRow

_KINDS = {
    "classify": "classify: nothing of the network is shown",
    "judge": "judge the network's answer: agree or disagree",
    "crossover": "crossover: classify and judge, on the same tiles",
}
_TILES = {
    "all": "all tiles of the test set",
    "sample": "a sample, of all classes in proportion",
    "disagreed": "those on which the runs disagree",
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
        from_file = "" if self.has_key else " (from a file)"
        return f"{made:%d %b %Y %H:%M}  {self.review.spec.kind}{from_file}"

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
        shown = "network's class, confidence" + (
            " and attribution" if spec.overlay else ""
        )
        facts = {
            "Question": _KINDS[spec.kind],
            "Shown": "the tile alone" if spec.kind == "classify" else shown,
            "Tiles": f"{_TILES[spec.tiles]}; shown {len(record.cards)} times in all",
            "Repeats": f"{100 * spec.repeats:.0f} % of the tiles come a second time",
            "Classes": ", ".join(record.classes),
            "Practice": _practice(spec),
            "Folder": str(self.review.folder),
        }
        return {name: told for name, told in facts.items() if told}

    def _state(self) -> tuple[str, str, str]:
        """Return how far it is, in words, with icon and colour."""
        if self.problem:
            return "cannot be read", "error", "wrong"
        if self.broken:
            return "unblinded: the seal was broken", "attention", "uncertain"
        if not self.sealed:
            return "revealed", "ok", "right"
        if self.done:
            return "all readers are finished", "tick", "accent"
        waiting = [each for each in self.readers if not each.finished]
        if not waiting:
            return "nobody has begun", "ring", "accent"
        far = ", ".join(f"{r.name} {r.answered} of {r.of}" for r in waiting[:2])
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
    return f"{spec.practice} training tiles, with answers" if spec.practice else ""
