"""Learning curves of sets of runs over each other, as a paper prints them.

Training is solid, validation dashed, and what the kept networks do on the test set is a
hollow mark at their epoch, and a dotted line at the mean. Points are moved across only.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.comparison.boxes import jitter, limits
from cellclassifier.core.comparison.drawing import (
    COLOURS,
    ENDINGS,
    INK,
    MANY,
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
from cellclassifier.core.comparison.run_curves import (
    FEWEST,
    PARTS,
    Curve,
    Learning,
    Part,
    Point,
)
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Kind = Literal["runs", "document"]
Floats = NDArray[np.float64]

CURVE_HEADER = ("set", "part", "what", "run", "epoch", "value", "low", "high", "runs")

JITTER = 0.15
"""Epochs by which points are moved at most, as in the article."""

_STYLES: dict[Part, Any] = {"train": "-", "validation": (0, (4, 1.5))}
_WORDS: dict[Part, str] = {"train": "training", "validation": "validation"}
_HEIGHT = 58.0  # mm, of the axes


class _Line(NamedTuple):
    """A curve and its band, as it is drawn."""

    x: Floats
    y: Floats
    low: Floats
    high: Floats


def write_curves(
    path: Path,
    found: Sequence[Learning],
    kind: Kind = "runs",
    parts: Sequence[Part] = PARTS,
    width: Width = 114,
    endings: Sequence[Ending] = ENDINGS,
) -> list[Path]:
    """Write the learning curves of sets of runs over each other.

    Args:
        path: Of the files, without ending.
        found: The curves, all of the same quantity.
        kind: "runs": means over runs, with the band that redraws whole runs;
            "document": LOESS with its band, as in the article.
        parts: What is drawn.
        width: On paper, mm.
        endings: Of the figure; none for the numbers only.

    Returns:
        The files; the numbers last.

    Raises:
        UserError: There is no epoch to draw.
        OSError: A file cannot be written.
    """
    if not any(each.curves for each in found):
        raise UserError(
            tr(
                "No run has measured an epoch yet: train runs before drawing their "
                "curves."
            )
        )
    labels = [wrapped(each.run_set.label, width - 24, 2) for each in found]
    lines = sum(label.count("\n") + 1 for label in labels) + 1
    tall = _HEIGHT + 10 + lines * SIZE * 0.45

    def draw(figure: "Figure") -> None:
        _draw(figure, found, labels, kind, parts)

    table = Table(CURVE_HEADER, _rows(found))
    return write_figure(path, (width, tall), draw, table, endings)


def _draw(
    figure: "Figure",
    found: Sequence[Learning],
    labels: Sequence[str],
    kind: Kind,
    parts: Sequence[Part],
) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = figure.subplots()
    for place, each in enumerate(found):
        for curve in each.curves:
            if curve.part in parts:
                _draw_curve(axes, place, curve, kind, _scale(each))
        _draw_marks(axes, place, each)
    quantity = found[0].quantity
    unit = "%" if quantity == "accuracy" else "nats"
    last = max(point.epoch for point in _points(found, parts))
    axes.set(
        xlabel="Epoch",
        ylabel=f"{quantity.capitalize()} ({unit})",
        xlim=(0.5, last + 0.5),
        ylim=_ends(found, parts),
    )
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    calm(axes)
    _draw_legend(figure, found, labels, kind, parts)


def _scale(found: Learning) -> float:
    return 100.0 if found.quantity == "accuracy" else 1.0


def _points(found: Sequence[Learning], parts: Sequence[Part]) -> list[Point]:
    """Return everything that is drawn as a point."""
    curves = [curve for each in found for curve in each.curves if curve.part in parts]
    points = [point for curve in curves for point in curve.points]
    return points + [mark for each in found for mark in each.marks]


def _ends(found: Sequence[Learning], parts: Sequence[Part]) -> tuple[float, float]:
    """Return the ends of the axis: all points, and no band beyond what can be."""
    scale = _scale(found[0])
    low, high = limits([scale * point.value for point in _points(found, parts)]) or (
        0.0,
        1.0,
    )
    return (low, high) if scale > 1 else (min(low, 0.0), high)


def line_of(curve: Curve, kind: Kind) -> _Line:
    """Return the curve and the band that are drawn."""
    if kind == "document":
        smooth = curve.smooth
        return _Line(smooth.x, smooth.y, smooth.low, smooth.high)
    band = curve.band
    return _Line(band.epochs.astype(float), band.mean, band.low, band.high)


def _draw_curve(axes: Any, place: int, curve: Curve, kind: Kind, scale: float) -> None:
    colour, marker = look_of(place)
    across = np.array([point.epoch for point in curve.points], np.float64)
    across += jitter(len(across), 2 * place + PARTS.index(curve.part), JITTER)
    up = scale * np.array([point.value for point in curve.points])
    hollow = curve.part == "validation"
    axes.scatter(
        across,
        up,
        max(1.5, 9 - len(up) / 150),
        marker=marker,
        alpha=0.4,
        facecolor="none" if hollow else colour,
        edgecolor=colour,
        linewidth=0.5 if hollow else 0,
        zorder=2,
        clip_on=False,
        rasterized=len(up) > MANY,
    )
    line = line_of(curve, kind)
    how = {"color": colour, "linewidth": 1.3, "linestyle": _STYLES[curve.part]}
    if place >= len(COLOURS):  # another one has this colour
        how |= {"marker": marker, "markersize": 3, "markevery": max(1, len(up) // 99)}
    axes.plot(line.x, scale * line.y, zorder=3, **how)
    faint = {"color": colour, "alpha": 0.18, "linewidth": 0, "zorder": 1}
    axes.fill_between(line.x, scale * line.low, scale * line.high, **faint)


def _draw_marks(axes: Any, place: int, found: Learning) -> None:
    if not found.marks:
        return
    colour, marker = look_of(place)
    across = np.array([mark.epoch for mark in found.marks], np.float64)
    across += jitter(len(across), 1000 + place, JITTER)
    up = _scale(found) * np.array([mark.value for mark in found.marks])
    look = {"facecolor": "white", "edgecolor": colour, "linewidth": 1.0, "zorder": 4}
    axes.scatter(across, up, 16, marker=marker, clip_on=False, **look)
    axes.axhline(up.mean(), color=colour, linewidth=1.0, linestyle=":", zorder=1.5)


def _draw_legend(
    figure: "Figure",
    found: Sequence[Learning],
    labels: Sequence[str],
    kind: Kind,
    parts: Sequence[Part],
) -> None:
    """Say below the axes which set has which colour, above what the styles mean."""
    from matplotlib.lines import Line2D

    sets = []
    for place, (each, label) in enumerate(zip(found, labels, strict=True)):
        colour, marker = look_of(place)
        n = len(each.run_set.runs)
        words = shown(f"{label} (n = {n} {'run' if n == 1 else 'runs'})")
        look: dict[str, Any] = {"color": colour, "marker": marker, "markersize": 3.5}
        sets.append(Line2D([], [], label=words, **look))
    curves = [curve for each in found for curve in each.curves if curve.part in parts]
    drawn = {curve.part for curve in curves}
    styles = [
        Line2D([], [], color=INK, linestyle=_STYLES[part], label=_WORDS[part])
        for part in PARTS
        if part in drawn
    ]
    if any(each.marks for each in found):
        look = {"linestyle": ":", "marker": "o", "markersize": 4}
        look |= {"color": INK, "markerfacecolor": "white"}
        styles.append(Line2D([], [], label="test, kept network", **look))
    plain = {"handlelength": 2.6, "borderpad": 0.1, "labelspacing": 0.3}
    figure.legend(handles=sets, loc="outside lower left", ncols=1, **plain)
    title = {"title": _title(curves, kind), "title_fontsize": SIZE - 0.5}
    above = {"loc": "outside upper left", "ncols": len(styles), "alignment": "left"}
    figure.legend(handles=styles, columnspacing=1.2, **title, **above, **plain)


def _title(curves: Sequence[Curve], kind: Kind) -> str:
    """Say what the lines and the bands are, and where a band is missing."""
    line = "Mean over runs" if kind == "runs" else "LOESS"
    banded = [bool(np.isfinite(line_of(curve, kind).low).any()) for curve in curves]
    if all(banded):
        return f"{line}, 95 % band"
    why = f"fewer than {FEWEST} runs" if kind == "runs" else "too few epochs"
    return (
        f"{line}, 95 % band where there is one"
        if any(banded)
        else (f"{line}, no band ({why})")
    )


def _rows(found: Sequence[Learning]) -> Iterator[tuple[object, ...]]:
    for each in found:
        label, scale = each.run_set.label, _scale(each)
        for curve in each.curves:
            head = (label, _WORDS[curve.part])
            for point in curve.points:
                value = number(scale * point.value)
                rest = ("NA", "NA", 1)
                yield (*head, "point", point.run.id, point.epoch, value, *rest)
            yield from _line_rows(head, curve, "document", scale)
            yield from _line_rows(head, curve, "runs", scale)
        for mark in each.marks:
            value = number(scale * mark.value)
            yield label, "test", "point", mark.run.id, mark.epoch, value, "NA", "NA", 1


def _line_rows(
    head: tuple[str, str], curve: Curve, kind: Kind, scale: float
) -> Iterator[tuple[object, ...]]:
    what = "LOESS" if kind == "document" else "mean over runs"
    line = line_of(curve, kind)
    counts = curve.band.runs.tolist() if kind == "runs" else ["NA"] * len(line.x)
    for x, y, low, high, runs in zip(*line, counts, strict=True):
        ends = (number(scale * end) for end in (y, low, high))
        yield (*head, what, "", f"{x:.6g}", *ends, runs)
