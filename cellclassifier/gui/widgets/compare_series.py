"""What learning curves of several sets of runs are drawn of: points, lines, bands."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import english, tr
from cellclassifier.core.runs import Run

if TYPE_CHECKING:
    from cellclassifier.core.comparison.curve_figure import Kind
    from cellclassifier.core.comparison.run_curves import Curve, Learning

Floats = NDArray[np.float64]

PARTS = ("train", "validation", "test")
"""Parts by key, as they are drawn over each other."""

WORDS = {
    "train": tr("training"),
    "validation": tr("validation"),
    "test": tr("test, kept network"),
}

LINES = {
    "runs": tr("Line: mean over runs; band: 95 %, whole runs redrawn (bootstrap)."),
    "document": tr(
        "Line: LOESS (span 0.75, degree 2) through all points; band: 95 %, as "
        "in the article, which takes the epochs of a run as independent."
    ),
}
UNITS = {"accuracy": "%", "loss": tr("nats")}

AXES = {"accuracy": tr("accuracy (%)"), "loss": tr("loss (nats)")}
"""Names of the axis of values, with their units."""

JITTER = 0.15
"""Epochs by which points are moved at most, as in the article."""

_TESTS = 1000
"""Where the seeds of what moves test points begin: as in the figures on paper."""


class Series(NamedTuple):
    """One part of one set of runs.

    Attributes:
        place: The set, which has its colour and mark by it.
        part: One of `PARTS`.
        runs: The run of each point.
        epochs: Its epoch.
        x: Where it is drawn, epochs.
        y: Its value as it is shown: percent, or nats.
        line: x and y of the curve, and low and high of its band.
    """

    place: int
    part: str
    runs: tuple[Run, ...]
    epochs: NDArray[np.int64]
    x: Floats
    y: Floats
    line: tuple[Floats, Floats, Floats, Floats]


def scale_of(found: "Learning") -> float:
    """Return what values are shown times: accuracy is shown in percent."""
    return 100.0 if found.quantity == "accuracy" else 1.0


def series_of(
    found: "Sequence[Learning]", kind: "Kind", parts: Collection[str]
) -> tuple[Series, ...]:
    """Return all that is drawn.

    Args:
        found: The curves of each set.
        kind: Which line and band.
        parts: What is drawn, of `PARTS`.
    """
    return tuple(
        series
        for place, each in enumerate(found)
        for series in _of_set(place, each, kind)
        if series.part in parts
    )


def _of_set(place: int, each: "Learning", kind: "Kind") -> Iterator[Series]:
    from cellclassifier.core.comparison.boxes import jitter

    scale = scale_of(each)
    for curve in each.curves:
        seed = 2 * place + PARTS.index(curve.part)
        epochs = np.array([point.epoch for point in curve.points])
        x = epochs + jitter(len(epochs), seed, JITTER)
        y = scale * np.array([point.value for point in curve.points])
        runs = tuple(point.run for point in curve.points)
        yield Series(place, curve.part, runs, epochs, x, y, _line(curve, kind, scale))
    if each.marks:
        epochs = np.array([mark.epoch for mark in each.marks])
        x = epochs + jitter(len(epochs), _TESTS + place, JITTER)
        y = scale * np.array([mark.value for mark in each.marks])
        runs = tuple(mark.run for mark in each.marks)
        level, none = np.full(2, y.mean()), np.full(2, np.nan)
        ends = np.array([-np.inf, np.inf])
        yield Series(place, "test", runs, epochs, x, y, (ends, level, none, none))


def _line(
    curve: "Curve", kind: "Kind", scale: float
) -> tuple[Floats, Floats, Floats, Floats]:
    from cellclassifier.core.comparison.curve_figure import line_of

    x, y, low, high = line_of(curve, kind)
    return x, scale * y, scale * low, scale * high


def ends_of(series: Sequence[Series], quantity: str) -> tuple[float, float]:
    """Return what the axis reaches from and to: it hides no point."""
    from cellclassifier.core.comparison.boxes import limits

    values = [float(v) for each in series for v in each.y]
    low, high = limits(values) or (0.0, 1.0)
    return (low, high) if quantity == "accuracy" else (min(low, 0.0), high)


def at_epoch(
    series: Sequence[Series], labels: Sequence[str], epoch: int, unit: str
) -> str:
    """Return the values of all lines at an epoch, in lines of text."""
    told = [tr("epoch {epoch}", epoch=epoch)]
    for each in series:
        x, y, low, high = each.line
        if each.part == "test":
            words = f"{labels[each.place]}, {WORDS['test']}"
            told.append(
                tr(
                    "{words}: mean {y:.3g} {unit} (n = {y_2})",
                    words=words,
                    y=y[0],
                    unit=unit,
                    y_2=len(each.y),
                )
            )
            continue
        if not x[0] <= epoch <= x[-1]:
            continue
        value, lower, upper = (float(np.interp(epoch, x, v)) for v in (y, low, high))
        band = (
            tr(" (95 % {lower:.3g} to {upper:.3g})", lower=lower, upper=upper)
            if np.isfinite(lower)
            else ""
        )
        words = f"{labels[each.place]}, {WORDS[each.part]}"
        told.append(f"{words}: {value:.3g} {unit}{band}")
    return "\n".join(told)


def rows_of(
    series: Sequence[Series], labels: Sequence[str]
) -> Iterator[Sequence[object]]:
    """Yield the rows of the table behind the plot: points, then lines.

    Each is: set, part, what, run, epoch, value, low, high; as they are shown.
    """
    for each in series:
        head = labels[each.place], english(WORDS[each.part])
        for run, epoch, value in zip(
            each.runs, each.epochs.tolist(), each.y.tolist(), strict=True
        ):
            yield *head, "point", run.id, epoch, f"{value:.9g}", "NA", "NA"
        if each.part == "test":
            yield *head, "mean", "", "NA", f"{each.line[1][0]:.9g}", "NA", "NA"
            continue
        for x, *values in zip(*(part.tolist() for part in each.line), strict=True):
            shown = ("NA" if v != v else f"{v:.9g}" for v in values)
            yield *head, "line", "", f"{x:.6g}", *shown
