"""Figures of an evaluation: confusion, curves, reliability, confidence."""

from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.evaluation.curves import (
    BINS,
    Curve,
    bin_of,
    precision_recall,
    reliability,
    roc,
)
from cellclassifier.core.evaluation.evaluate import Estimate, Evaluation
from cellclassifier.core.language import in_english
from cellclassifier.core.predictions import Predictions

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw = Callable[["Figure", str, Predictions, Evaluation], None]

RIGHT, WRONG, LINE = "#1b7f4b", "#c0392b", "#0072B2"
COLOURS = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
"""Of the classes: Okabe and Ito, in the order of the window."""

STYLES = ("-", "--", "-.", ":")
DPI = 150
WIDTH, HEIGHT = 5.2, 4.4

UNDATED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}
"""So that the same numbers give the same file."""


@in_english()
def write_figures(
    folder: Path,
    title: str,
    known: Predictions,
    evaluation: Evaluation,
    endings: Sequence[str],
) -> list[Path]:
    """Write each figure of an evaluation, once for each ending.

    Args:
        folder: Where to write; it exists.
        title: Above each figure.
        known: The predictions of tiles whose class is known.
        evaluation: Their evaluation.
        endings: Such as "png", "svg", "pdf".

    Raises:
        OSError: A file cannot be written.
    """
    # Imported here: the window does not need it and starts faster without.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    paths = []
    for name, draw in FIGURES.items():
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
            figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
            draw(figure, _above(title), known, evaluation)
            for ending in endings:
                paths.append(folder / f"{name}.{ending}")
                figure.savefig(paths[-1], dpi=DPI, metadata=UNDATED.get(ending))
    return paths


def _above(title: str) -> str:
    return fill(_plain(title), 70)


def _plain(text: str) -> str:
    # Else what stands between two dollars were a formula.
    return text.replace("$", r"\$")


def _shown(name: str) -> str:
    # A legend leaves out what begins with a low line.
    return _plain(f" {name}" if name.startswith("_") else name)


def _confusion(
    figure: "Figure", title: str, _: Predictions, evaluation: Evaluation
) -> None:
    axes = figure.subplots()
    shares = np.nan_to_num(evaluation.shares)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(shares):
        text = f"{evaluation.matrix[row, column]:,}\n{100 * share:.0f} %"
        colour = "white" if share > 0.55 else "black"
        axes.text(column, row, text, ha="center", va="center", color=colour)
    names = [_plain(each.name) for each in evaluation.classes]
    axes.set_xticks(range(len(names)), names, rotation=30 if len(names) > 3 else 0)
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="predicted class", ylabel="true class")
    axes.set_title(f"{title}\n{evaluation.accuracy.text()}", fontsize=9)


def _roc(
    figure: "Figure", title: str, known: Predictions, evaluation: Evaluation
) -> None:
    axes = _square(figure, "false positive rate", "true positive rate")
    axes.plot([0, 1], [0, 1], color="0.6", linestyle=":", linewidth=1)
    _curves(axes, known, evaluation, roc, evaluation.roc_auc)
    axes.set_title(f"{title}\nROC of each class against the rest", fontsize=9)


def _precision_recall(
    figure: "Figure", title: str, known: Predictions, evaluation: Evaluation
) -> None:
    axes = _square(figure, "recall", "precision")
    _curves(
        axes,
        known,
        evaluation,
        precision_recall,
        evaluation.average_precision,
        drawstyle="steps-pre",
    )
    text = "Precision and recall of each class against the rest"
    axes.set_title(f"{title}\n{text}", fontsize=9)


def _square(figure: "Figure", across: str, up: str) -> Any:
    axes = figure.subplots()
    axes.set(xlabel=across, ylabel=up, xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    axes.set_aspect("equal")
    _calm(axes)
    return axes


def _calm(axes: Any) -> None:
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def _curves(
    axes: Any,
    known: Predictions,
    evaluation: Evaluation,
    curve_of: Callable[[NDArray[np.bool_], NDArray[np.float32]], Curve],
    areas: Sequence[Estimate],
    **more: Any,
) -> None:
    looks = zip(cycle(COLOURS), cycle(STYLES), strict=False)
    true = known.true
    for place, (each, (colour, style)) in enumerate(
        zip(evaluation.classes, looks, strict=False)
    ):
        curve = curve_of(true == place, known.probabilities[:, place])
        label = f"{_shown(each.name)} (n = {each.n:,}): {areas[place].text(False)}"
        axes.plot(curve.x, curve.y, color=colour, linestyle=style, label=label, **more)
    axes.legend(
        frameon=False, fontsize=6.5, loc="upper left", bbox_to_anchor=(-0.02, -0.12)
    )


def _reliability(
    figure: "Figure", title: str, known: Predictions, evaluation: Evaluation
) -> None:
    axes, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    bins = reliability(known)
    axes.plot([0, 1], [0, 1], color="0.6", linestyle=":", linewidth=1)
    ends = np.stack([bins.accuracy - bins.low, bins.high - bins.accuracy])
    filled = bins.counts > 0
    axes.errorbar(
        bins.confidence[filled],
        bins.accuracy[filled],
        np.maximum(ends[:, filled], 0),
        fmt="o-",
        color=LINE,
        capsize=3,
    )
    axes.set(ylabel="accuracy", ylim=(-0.02, 1.02), xlim=(0, 1))
    width = 1 / len(bins.counts)
    below.bar(bins.edges[:-1], bins.counts, width, align="edge", color="0.75", ec="0.4")
    below.set(xlabel="confidence", ylabel="tiles")
    for each in (axes, below):
        _calm(each)
    error = evaluation.calibration_error.text(percent=False)
    axes.set_title(f"{title}\nexpected calibration error {error}", fontsize=8)


def _confidence(
    figure: "Figure", title: str, known: Predictions, evaluation: Evaluation
) -> None:
    axes = figure.subplots()
    places, right = bin_of(known.confidence), known.right
    edges = np.linspace(0, 1, BINS + 1)[:-1]
    below = np.zeros(BINS)
    for mask, name, colour, hatch in (
        (right, "\u2713 right", RIGHT, ""),
        (~right, "\u2717 wrong", WRONG, "///"),
    ):
        counts = np.bincount(places[mask], minlength=BINS)
        axes.bar(
            edges,
            counts,
            1 / BINS,
            below,
            align="edge",
            label=f"{name} (n = {mask.sum():,})",
            color=colour,
            hatch=hatch,
            ec="white",
        )
        below = below + counts
    axes.set(xlabel="confidence", ylabel="tiles", xlim=(0, 1))
    axes.locator_params(axis="y", integer=True)
    _calm(axes)
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    axes.set_title(f"{title}\nconfidence of {evaluation.n:,} tiles", fontsize=9)


FIGURES: dict[str, Draw] = {
    "confusion": _confusion,
    "roc": _roc,
    "precision_recall": _precision_recall,
    "reliability": _reliability,
    "confidence": _confidence,
}
"""Name of each figure, which is its file's, and what draws it."""
