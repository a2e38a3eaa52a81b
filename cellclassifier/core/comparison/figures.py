"""The box plot of a paper: sets of runs beside each other, and readers beside those.

It is written as SVG, PDF and PNG, with the numbers behind it as CSV beside it. The axis
hides no point, and points are moved across only. Learning curves:
`core.comparison.curve_figure`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cellclassifier.core.comparison.boxes import Box, box, jitter, limits
from cellclassifier.core.comparison.crossed import table_of
from cellclassifier.core.comparison.drawing import (
    ENDINGS,
    FAINT,
    INK,
    SIZE,
    Ending,
    Table,
    Width,
    calm,
    look_of,
    number,
    shown,
    wrapped,
    write_figure,
)
from cellclassifier.core.comparison.metrics import METRICS, Metric, values
from cellclassifier.core.comparison.readers import ReaderMark
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BOX_HEADER = ("set", "what", "name", "value", "low", "high")
BOX, POINTS = 0.4, 0.1
"""Width of a box, and how far points are moved, as shares of the distance of two."""

_ASIDE = 0.34
"""Where a reader's mark stands beside its box."""

_HEIGHT = 62.0  # mm, of the axes


class _Plot(NamedTuple):
    """What a box plot shows, as it is shown: in percent where that is so."""

    metric: Metric
    sets: tuple[RunSet, ...]
    values: tuple[tuple[float | None, ...], ...]
    boxes: tuple[Box | None, ...]
    chance: tuple[float | None, ...]
    majority: tuple[float | None, ...]
    marks: tuple[tuple[ReaderMark, ...], ...]


def write_boxes(
    path: Path,
    sets: Sequence[RunSet],
    metric: str,
    marks: Sequence[Sequence[ReaderMark]] = (),
    width: Width | None = None,
    endings: Sequence[Ending] = ENDINGS,
) -> list[Path]:
    """Write the box plot of sets of runs beside each other.

    Args:
        path: Of the files, without ending.
        sets: The runs, at least one of them with a run.
        metric: One of `METRICS`.
        marks: Of readers, for each set; drawn beside its box, for accuracy only.
        width: On paper, mm; ``None`` for what the number of sets needs.
        endings: Of the figure; none for the numbers only.

    Returns:
        The files; the numbers last.

    Raises:
        UserError: There is no run, or a table of predictions is damaged.
        OSError: A file cannot be written.
    """
    if not any(each.runs for each in sets):
        raise UserError(
            tr(
                "No run has a result to draw yet: train runs, or predict the test set "
                "with those there are."
            )
        )
    plot = _plot(sets, metric, marks)
    wide = width or _width_for(len(sets))
    names = [_named(plot, place, (wide - 18) / len(sets)) for place in range(len(sets))]
    lines = max(name.count("\n") + 1 for name in names)
    tall = _HEIGHT + lines * SIZE * 0.45 + 4 * (len(_readers(plot)) > 0)

    def draw(figure: "Figure") -> None:
        _draw_boxes(figure, plot, names)

    table = Table(BOX_HEADER, _box_rows(plot))
    return write_figure(path, (wide, tall), draw, table, endings)


def _plot(
    sets: Sequence[RunSet], key: str, marks: Sequence[Sequence[ReaderMark]]
) -> _Plot:
    metric = METRICS[key]
    found = tuple(
        tuple(None if v is None else metric.shown(v) for v in values(each, key))
        for each in sets
    )
    chance = (metric.chance(each) for each in sets)
    return _Plot(
        metric,
        tuple(sets),
        found,
        # Of epochs that were not reached no quartile is known.
        tuple(None if metric.censored and None in v else box(v) for v in found),
        tuple(None if each is None else metric.shown(each) for each in chance),
        tuple(_majority(each) if key == "accuracy" else None for each in sets),
        tuple(tuple(of_set) for of_set in marks) if key == "accuracy" else (),
    )


def _majority(run_set: RunSet) -> float | None:
    """Return the share of the most frequent class of the test, %, if above chance."""
    known = table_of(run_set.runs[0], run_set.test).known if run_set.runs else None
    if known is None or not known.tiles:
        return None
    share = known.baseline().share
    return 100 * share if share > run_set.chance + 0.01 else None


def _width_for(count: int) -> Width:
    return 85 if count <= 3 else 114 if count <= 5 else 174


def _named(plot: _Plot, place: int, width: float) -> str:
    """Return what stands below a box: its name, n, and how many did not get there."""
    found, planned = plot.values[place], plot.sets[place].planned
    lost = sum(v is None for v in found)
    n = len(found) if plot.metric.censored else len(found) - lost
    runs = f"of {planned}" if n < planned else "run" if n == 1 else "runs"
    rows = [plot.sets[place].label, f"n = {n} {runs}"]
    if plot.metric.censored and lost:
        rows.append(f"{lost} not reached")
    return "\n".join(wrapped(row, width) for row in rows)


def _draw_boxes(figure: "Figure", plot: _Plot, names: Sequence[str]) -> None:
    axes = figure.subplots()
    for place, each in enumerate(plot.boxes):
        if each is not None:
            _draw_box(axes, place, each)
    for place, found in enumerate(plot.values):
        _draw_points(axes, place, found)
    _draw_chance(axes, plot)
    _draw_readers(axes, figure, plot)
    axes.set(ylabel=_axis(plot.metric), xlim=(-0.6, len(names) - 0.4))
    axes.set_xticks(range(len(names)), names)
    axes.tick_params(axis="x", length=0)
    _set_ends(axes, plot)
    calm(axes)


def _axis(metric: Metric) -> str:
    told = not metric.unit or metric.unit in metric.label.lower()
    return metric.label if told else f"{metric.label} ({metric.unit})"


def _draw_box(axes: Any, place: int, found: Box) -> None:
    from matplotlib.patches import Rectangle

    colour, _ = look_of(place)
    corner, tall = (place - BOX / 2, found.lower), found.upper - found.lower
    plain: dict[str, Any] = {"color": INK, "linewidth": 0.8, "zorder": 2}
    face: dict[str, Any] = {"facecolor": colour, "alpha": 0.3, "linewidth": 0}
    axes.add_patch(Rectangle(corner, BOX, tall, zorder=1.5, **face))
    axes.add_patch(Rectangle(corner, BOX, tall, fill=False, **plain))
    for start, end in ((found.low, found.lower), (found.upper, found.high)):
        axes.plot([place, place], [start, end], **plain)
    ends = [place - BOX / 2, place + BOX / 2]
    line = {**plain, "linewidth": 1.6, "solid_capstyle": "butt"}
    axes.plot(ends, [found.median] * 2, **line)


def _draw_points(axes: Any, place: int, found: Sequence[float | None]) -> None:
    colour, marker = look_of(place)
    moved = place + jitter(len(found), place, POINTS)
    kept = [(x, v) for x, v in zip(moved, found, strict=True) if v is not None]
    if kept:
        across, up = zip(*kept, strict=True)
        how = {"color": colour, "edgecolor": INK, "linewidth": 0.4, "clip_on": False}
        axes.scatter(across, up, 14, marker=marker, alpha=0.7, zorder=3, **how)


def _draw_chance(axes: Any, plot: _Plot) -> None:
    """Draw what guessing gives, and what always naming the most frequent class does."""
    kinds = ((plot.chance, "chance", (4, 2)), (plot.majority, "majority", (1, 1.5)))
    for found, name, dashes in kinds:
        how = {"color": FAINT, "linestyle": (0, dashes), "linewidth": 0.8, "zorder": 1}
        told = {value for value in found if value is not None}
        for place, value in enumerate(found):
            if value is not None and len(told) > 1:
                axes.plot([place - 0.5, place + 0.5], [value, value], **how)
        if len(told) == 1:
            axes.axhline(next(iter(told)), **how)
        for value in told:
            words = f"{name}\n{value:.3g} {plot.metric.unit}".rstrip()
            # The majority's share is never below chance: so are the words.
            where = {"va": "bottom" if name == "majority" else "top", "color": FAINT}
            across = ("axes fraction", "data")
            axes.annotate(
                words, (1.01, value), xycoords=across, fontsize=SIZE - 1, **where
            )


def _readers(plot: _Plot) -> list[str]:
    return list(dict.fromkeys(mark.reader for each in plot.marks for mark in each))


def _draw_readers(axes: Any, figure: "Figure", plot: _Plot) -> None:
    """Draw what readers reached, each with a hollow mark and an interval."""
    for place, each in enumerate(plot.marks):
        for row, mark in enumerate(each):
            x = place + _ASIDE + 0.05 * (row % 4)
            _draw_reader(axes, x, mark, _readers(plot).index(mark.reader))
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        once = dict(zip(labels, handles, strict=True))
        where = {"loc": "outside lower left", "ncols": 1, "handletextpad": 0.4}
        figure.legend(once.values(), once.keys(), **where)


def _draw_reader(axes: Any, x: float, mark: ReaderMark, number_: int) -> None:
    value, ends = 100 * mark.value, [100 * end for end in mark.interval]
    reach = [[max(0.0, value - ends[0])], [max(0.0, ends[1] - value)]]
    words = f"{mark.reader}, blinded (n = {mark.right.n} tiles; 95 %)"
    how = {"markerfacecolor": "white", "markersize": 4, "capsize": 2, "zorder": 4}
    how |= {"fmt": "Dshv"[number_ % 4], "color": INK, "linewidth": 0.8}
    axes.errorbar([x], [value], reach, label=shown(words), **how)


def _set_ends(axes: Any, plot: _Plot) -> None:
    """Set the ends of the axis, with a row on top for what was not reached."""
    points = [v for each in plot.values for v in each]
    seen = [v for v in (*plot.chance, *plot.majority) if v is not None]
    seen += [
        100 * v for each in plot.marks for m in each for v in (*m.interval, m.value)
    ]
    if not plot.metric.censored:
        axes.set_ylim(*(limits(points, seen) or (0.0, 1.0)))
        return
    top = max([1.0, *(v for v in points if v is not None)]) * 1.05
    axes.set_ylim(0, top)
    if None in points:
        _draw_missing(axes, plot, top)


def _draw_missing(axes: Any, plot: _Plot, top: float) -> None:
    """Draw a row of hollow marks above `top`, beside each other."""
    row = 1.08 * top
    ticks = range(0, int(top) + 1, max(1, -(-int(top) // 6)))
    axes.set_yticks([*ticks, row], [*map(str, ticks), "not reached"])
    axes.set_ylim(0, 1.14 * top)
    axes.axhline(1.02 * top, color=FAINT, linewidth=0.5)
    for place, found in enumerate(plot.values):
        colour, marker = look_of(place)
        lost = sum(v is None for v in found)
        x = place + np.linspace(-0.3, 0.3, lost + 2)[1:-1]
        how = {"facecolor": "white", "edgecolor": colour, "linewidth": 0.9}
        axes.scatter(x, [row] * lost, 14, marker=marker, zorder=3, **how)


def _box_rows(plot: _Plot) -> Iterator[tuple[object, ...]]:
    for place, each in enumerate(plot.sets):
        for run, value in zip(each.runs, plot.values[place], strict=True):
            yield each.label, "run", run.id, number(value), "NA", "NA"
        found = plot.boxes[place]
        for name in Box._fields[1:-1] if found else ():
            yield each.label, "box", name, number(getattr(found, name)), "NA", "NA"
        guesses = {"chance": plot.chance[place], "majority": plot.majority[place]}
        for what, guess in guesses.items():
            if guess is not None:
                yield each.label, what, "", number(guess), "NA", "NA"
    for each, of_set in zip(plot.sets, plot.marks, strict=False):
        for mark in of_set:
            shares = (100 * share for share in (mark.value, *mark.interval))
            yield (each.label, "reader", mark.reader, *map(number, shares))
