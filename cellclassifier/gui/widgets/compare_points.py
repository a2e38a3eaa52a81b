"""What a box plot is drawn of: points, readers, chance, and what the axis holds."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cellclassifier.core.language import english, tr
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.compare_reading import Seen

if TYPE_CHECKING:
    from cellclassifier.core.comparison.readers import ReaderMark

_POINTS, _ASIDE, _BESIDE = 0.1, 0.34, 0.05
"""How far points are moved, where readers stand, and how far from each other, as shares
of the distance of two boxes: as in the figures that are written."""

_BOX = (
    tr("lower whisker"),
    tr("lower quartile"),
    tr("median"),
    tr("upper quartile"),
    tr("upper whisker"),
)


class Dot(NamedTuple):
    """A run.

    Attributes:
        place: Its set.
        run: The run.
        value: Its number as it is shown; ``None``: not reached.
        text: Its number with its unit.
        across: Its place across, in columns.
    """

    place: int
    run: Run
    value: float | None
    text: str
    across: float


class Reader(NamedTuple):
    """A reader beside a set: the reader's number, the mark, and its place across."""

    number: int
    mark: "ReaderMark"
    across: float


def dots_of(seen: Seen) -> Iterator[Dot]:
    """Yield all runs; those that did not get there lie evenly beside each other.

    A run whose number is not defined is no point; below the box, n leaves it out.
    """
    from cellclassifier.core.comparison.boxes import jitter

    metric = seen.metric
    for place, found in enumerate(seen.values):
        moved = jitter(len(found), place, _POINTS).tolist()
        lost = sum(value is None for value in found)
        even = iter(np.linspace(-0.3, 0.3, lost + 2)[1:-1].tolist())
        runs = seen.drawn[place].runs
        for run, value, aside in zip(runs, found, moved, strict=True):
            text = metric.text(value)
            if value is not None:
                yield Dot(place, run, metric.shown(value), text, place + aside)
            elif metric.censored:
                yield Dot(place, run, None, text, place + next(even))


def readers_of(marks: "Sequence[Sequence[ReaderMark]]") -> Iterator[Reader]:
    """Yield the readers beside each set; one of the same name has the same number."""
    names = list(dict.fromkeys(mark.reader for of_set in marks for mark in of_set))
    for place, of_set in enumerate(marks):
        for row, mark in enumerate(of_set):
            across = place + _ASIDE + _BESIDE * (row % 4)
            yield Reader(names.index(mark.reader), mark, across)


def chances(seen: Seen) -> Iterator[float | None]:
    """Yield what guessing gives, for each set, as it is shown."""
    for each in seen.drawn:
        found = seen.metric.chance(each)
        yield None if found is None else seen.metric.shown(found)


def ends_of(
    seen: Seen, chance: Sequence[float | None], readers: Sequence[Reader]
) -> tuple[float, float]:
    """Return what the axis reaches from and to: it hides no point and no mark."""
    from cellclassifier.core.comparison.boxes import limits

    metric = seen.metric
    values = [v for found in seen.values for v in found]
    shown = [None if v is None else metric.shown(v) for v in values]
    marks = [v for v in chance if v is not None]
    for _, mark, _ in readers:
        marks += [100 * v for v in (mark.value, *mark.interval)]
    low, high = limits(shown, marks) or (0.0, 1.0)
    # Epochs are counted from the first on.
    return (0.0, max(high, 1.0)) if metric.censored else (low, high)


def rows_of(seen: Seen, readers: Sequence[Reader]) -> Iterator[Sequence[object]]:
    """Yield the rows of the table behind the plot.

    Each is: set, what, name, seed, value, low, high; values as they are shown.
    """
    metric = seen.metric
    for each, found, box, chance in zip(
        seen.drawn, seen.values, seen.boxes, chances(seen), strict=True
    ):
        for run, value in zip(each.runs, found, strict=True):
            shown = "NA" if value is None else f"{metric.shown(value):.9g}"
            seed = run.record.study.training.seed
            yield each.label, "run", run.id, seed, shown, "NA", "NA"
        for name, end in zip(_BOX, box[1:-1] if box else (), strict=bool(box)):
            shown = f"{metric.shown(end):.9g}"
            yield each.label, "box", english(name), "NA", shown, "NA", "NA"
        if chance is not None:
            yield each.label, "chance", "", "NA", f"{chance:.9g}", "NA", "NA"
    for _, mark, across in readers:
        label = seen.drawn[int(across)].label
        shares = (f"{100 * v:.9g}" for v in (mark.value, *mark.interval))
        yield (label, "reader", mark.reader, "NA", *shares)
