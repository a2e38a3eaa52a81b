"""The figure of a paper that tells whether more data would help, with its controls.

At the left accuracy by size, each run a point, the mean as a line, and the law with
what is to be expected at twice the data; at the right, on the same axis, what that is
held against. It is written as SVG, PDF and PNG, with the numbers as CSV beside it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cellclassifier.core.comparison.boxes import jitter, limits
from cellclassifier.core.comparison.drawing import (
    COLOURS,
    ENDINGS,
    FAINT,
    INK,
    SIZE,
    Ending,
    Table,
    Width,
    calm,
    number,
    wrapped,
    write_figure,
)
from cellclassifier.core.comparison.size_curve import Point, Reference, SizeCurve
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEADER = ("kind", "name", "size", "run", "value", "low", "high", "n")

_HEIGHT = 78.0  # mm
_CURVE, _CONTROL, _TRIVIAL = COLOURS[0], COLOURS[1], COLOURS[2]
_COLUMN, _NARROW = 16.5, 13.5
"""Millimetres that a reference takes at the right; below the second its name stands."""
_SPREAD = 0.012  # of the axis: how far points are moved across


def write_size_curve(
    path: Path,
    curve: SizeCurve,
    width: Width = 174,
    endings: Sequence[Ending] = ENDINGS,
) -> list[Path]:
    """Write a curve with its controls, and the numbers behind it.

    Args:
        path: Of the files, without ending.
        curve: What is drawn.
        width: On paper, mm.
        endings: Of the figure; none for the numbers only.

    Returns:
        The files; the numbers last.

    Raises:
        OSError: A file cannot be written.
    """

    def draw(figure: "Figure") -> None:
        _draw(figure, curve, width)

    table = Table(HEADER, rows_of(curve))
    return write_figure(path, (width, _HEIGHT), draw, table, endings)


def _draw(figure: "Figure", curve: SizeCurve, width: float) -> None:
    count = len(curve.references)
    beside = _COLUMN * count
    left = max(width - beside, 0.45 * width)
    if count:
        ratios = {"width_ratios": [left, width - left]}
        axes, right = figure.subplots(1, 2, sharey=True, gridspec_kw=ratios)
        _draw_references(right, curve.references, (width - left) / count)
    else:
        axes, right = figure.subplots(), None
    _draw_curve(axes, curve)
    _draw_trivial(axes, curve)
    _draw_lines(axes, right, curve)
    axes.set_ylim(*ends_of(curve))
    handles, labels = axes.get_legend_handles_labels()
    where = {"loc": "outside lower left", "ncols": 2, "handletextpad": 0.5}
    figure.legend(handles, labels, **where)


def _draw_curve(axes: Any, curve: SizeCurve) -> None:
    sizes = np.array([point.size for point in curve.points])
    reach = np.log(2 * sizes[-1] / sizes[0])
    for place, point in enumerate(curve.points):
        moved = jitter(len(point.values), place, _SPREAD * reach)
        across, up = point.size * np.exp(moved), 100 * np.array(point.values)
        look = {"color": _CURVE, "alpha": 0.55, "linewidths": 0, "zorder": 3}
        axes.scatter(across, up, 12, clip_on=False, **look)
    means = [100 * point.mean for point in curve.points]
    runs = sorted({len(point.values) for point in curve.points})
    of = f"{runs[0]}-{runs[-1]} runs" if len(runs) > 1 else f"{runs[0]} runs"
    label = f"mean, n = {'1 run' if runs == [1] else of} a size"
    axes.plot(sizes, means, color=_CURVE, linewidth=1.4, zorder=4, label=label)
    _draw_band(axes, curve)
    _draw_forecast(axes, curve)
    axes.set_xscale("log")
    _name_sizes(axes, curve)
    axes.set_ylabel("Test accuracy (%)")
    calm(axes)


def _draw_band(axes: Any, curve: SizeCurve) -> None:
    known = [(p.size, *p.interval) for p in curve.points if p.interval]
    if len(known) < 2:
        return
    sizes, low, high = np.array(known).T
    how = {"color": _CURVE, "alpha": 0.2, "linewidth": 0, "zorder": 2}
    axes.fill_between(sizes, 100 * low, 100 * high, label="95 %, runs redrawn", **how)


def _draw_forecast(axes: Any, curve: SizeCurve) -> None:
    found = curve.forecast
    if found is None:
        return
    x = np.geomspace(found.sizes[0], found.size, 100)
    dashed = {"color": INK, "linewidth": 0.9, "linestyle": (0, (3, 2)), "zorder": 3}
    axes.plot(x, 100 * found.law.accuracy(x), label="power law, fitted", **dashed)
    reach = None
    if found.interval:
        low, high = found.interval
        # An end may lie on the other side of the value by a hair.
        reach = [
            [max(0, 100 * (found.value - low))],
            [max(0, 100 * (high - found.value))],
        ]
    how = {"fmt": "D", "color": INK, "markerfacecolor": "white", "markersize": 4}
    label = "expected at twice the data" + (" (95 %)" if reach else "")
    how |= {"linewidth": 0.9, "capsize": 2, "zorder": 5, "label": label}
    axes.errorbar([found.size], [100 * found.value], reach, **how)


def sizes_named(curve: SizeCurve) -> list[tuple[float, str]]:
    """Return the sizes of a curve with what stands below them; last twice the data."""
    found = [(point.size, f"{point.size:.4g}") for point in curve.points]
    if curve.points[-1].label.startswith("all "):
        size = curve.points[-1].size
        found[-1] = (size, tr("all\n({size:.4g})", size=size))
    if curve.forecast:
        size = curve.forecast.size
        found.append((size, f"{size:.4g}"))
    return found


def _name_sizes(axes: Any, curve: SizeCurve) -> None:
    sizes, names = zip(*sizes_named(curve), strict=True)
    kept = _apart(sizes)
    axes.set_xticks([sizes[i] for i in kept], [names[i] for i in kept])
    axes.xaxis.set_minor_locator(_none())
    what = "Training tiles" if curve.unit == "tiles" else "Groups of training tiles"
    axes.set_xlabel(f"{what} of each class")


def _apart(sizes: Sequence[float]) -> list[int]:
    """Return which sizes have room for their name, the last two before all others."""
    least = np.log(sizes[-1] / sizes[0]) / 9
    kept: list[int] = []
    for place in reversed(range(len(sizes))):
        near = any(abs(np.log(sizes[place] / sizes[other])) < least for other in kept)
        if not near:
            kept.append(place)
    return sorted(kept)


def _none() -> Any:
    from matplotlib.ticker import NullLocator

    return NullLocator()


def _draw_references(axes: Any, found: Sequence[Reference], room: float) -> None:
    for place, each in enumerate(found):
        control = each.kind == "control"
        colour, marker = (_CONTROL, "s") if control else (_TRIVIAL, "^")
        up = 100 * np.array(each.values)
        look = {"color": colour, "alpha": 0.55, "linewidths": 0, "zorder": 3}
        axes.scatter(place + jitter(len(up), place), up, 10, marker=marker, **look)
        low, high = each.interval or (each.value, each.value)
        reach = [[100 * (each.value - low)], [100 * (high - each.value)]]
        reach = [[max(0.0, end[0])] for end in reach]
        how = {"fmt": marker, "color": colour, "markersize": 4.5, "capsize": 2}
        how |= {"markeredgecolor": INK, "markeredgewidth": 0.5, "zorder": 4}
        axes.errorbar([place], [100 * each.value], reach, linewidth=0.9, **how)
    _name_references(axes, found, room)
    axes.set_xlim(-0.6, len(found) - 0.4)
    axes.tick_params(axis="both", length=0)
    calm(axes)


def _name_references(axes: Any, found: Sequence[Reference], room: float) -> None:
    standing: dict[str, Any] = {}
    if room < _NARROW:
        names = [f"{each.name} (n = {_count(each)})" for each in found]
        standing = {"rotation": 90}
    else:
        names = [f"{wrapped(each.name, room)}\nn = {_count(each)}" for each in found]
    axes.set_xticks(range(len(found)), names, fontsize=SIZE - 1, **standing)


def _count(found: Reference) -> str:
    if found.kind == "trivial":
        return f"{found.tiles} tiles"
    return "1 run" if len(found.runs) == 1 else f"{len(found.runs)} runs"


def _draw_lines(axes: Any, right: Any, curve: SizeCurve) -> None:
    """Draw what guessing, and always naming the most frequent class, gives."""
    lines = [(100 * curve.chance, "chance", (4.0, 2.0))]
    if curve.majority > curve.chance + 0.01:
        lines.append((100 * curve.majority, "majority", (1.0, 1.5)))
    for value, name, dashes in lines:
        how = {"color": FAINT, "linewidth": 0.8, "zorder": 1}
        for each in (axes, right) if right is not None else (axes,):
            each.axhline(value, linestyle=(0, dashes), **how)
        words = f"{name} {value:.3g} %"
        where = {"xycoords": ("axes fraction", "data"), "va": "bottom", "color": FAINT}
        place = (0.99, value)
        axes.annotate(words, place, fontsize=SIZE - 1, ha="right", **where)


def _draw_trivial(axes: Any, curve: SizeCurve) -> None:
    """Draw what needs no network as lines, so that the curve is seen against them."""
    found = [each for each in curve.references if each.kind == "trivial"]
    how = {"color": _TRIVIAL, "linewidth": 0.6, "linestyle": (0, (1, 1)), "zorder": 1}
    for place, each in enumerate(found):
        label = None if place else "what needs no network (at the right)"
        axes.axhline(100 * each.value, label=label, **how)


def ends_of(curve: SizeCurve) -> tuple[float, float]:
    """Return ends of the axis of accuracy that hide nothing of a curve, %."""
    both: tuple[Point | Reference, ...] = (*curve.points, *curve.references)
    points = [v for each in both for v in each.values]
    marks = [curve.chance, *(each.value for each in curve.references)]
    if curve.majority > curve.chance + 0.01:
        marks.append(curve.majority)
    marks += [end for each in both for end in each.interval or ()]
    if curve.forecast:
        marks += [curve.forecast.value, *(curve.forecast.interval or ())]
    found = limits([100 * v for v in points], [100 * v for v in marks])
    return found or (0.0, 100.0)


def rows_of(curve: SizeCurve) -> Iterator[tuple[object, ...]]:
    """Yield the numbers behind the figure, in percent."""
    for point in curve.points:
        size = number(point.size)
        for run, value in zip(point.runs, point.values, strict=True):
            yield "run", point.label, size, run.id, number(100 * value), "NA", "NA", 1
        ends = _ends(point.interval)
        row = (number(100 * point.mean), *ends, len(point.values))
        yield ("mean", point.label, size, "", *row)
    if found := curve.forecast:
        for name, value in found.law._asdict().items():
            yield "law", name, "NA", "", number(value), "NA", "NA", len(found.sizes)
        row = (number(100 * found.value), *_ends(found.interval), len(found.sizes))
        yield ("forecast", "twice the data", number(found.size), "", *row)
    for each in curve.references:
        for run, value in zip(each.runs, each.values, strict=True):
            yield "run", each.name, "NA", run.id, number(100 * value), "NA", "NA", 1
        n = len(each.runs) or each.tiles
        row = (number(100 * each.value), *_ends(each.interval), n)
        yield (each.kind, each.name, "NA", "", *row)
    for name, value in (("chance", curve.chance), ("majority", curve.majority)):
        yield name, name, "NA", "", number(100 * value), "NA", "NA", "NA"


def _ends(found: tuple[float, float] | None) -> tuple[str, str]:
    if found is None:
        return "NA", "NA"
    return number(100 * found[0]), number(100 * found[1])
