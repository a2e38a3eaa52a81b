"""Figures of test results: confusion, ROC, reliability and confidence."""

from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np

from cellclassifier.core.evaluation.curves import BINS, bin_of, reliability, roc
from cellclassifier.core.evaluation.evaluate import Evaluation
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.report.blocks import Picture
from cellclassifier.core.report.lettering import plain
from cellclassifier.core.report.phrases import listed, named, short
from cellclassifier.core.report.plots import LONG, PAGE, calm, picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMED = 8
"""Classes that a legend names; more are told apart by the table alone."""


def confusion(test: str, known: Predictions, found: Evaluation) -> Picture:
    """Draw the confusion matrix of a set, with shares of each true class.

    Args:
        test: The set.
        known: Predictions of its tiles of known class.
        found: Their evaluation.
    """
    from cellclassifier.core.evaluation.figures import FIGURES

    brief = len(found.classes) <= NAMED
    # The figure takes care of dollars itself.
    classes = tuple(
        each._replace(
            name=plain(short(each.name, LONG)).replace(r"\$", "$") if brief else f"{n}"
        )
        for n, each in enumerate(found.classes, 1)
    )

    def draw(figure: "Figure") -> None:
        title = plain(short(test)).replace(r"\$", "$")
        FIGURES["confusion"](figure, title, known, found._replace(classes=classes))

    side = max(3.3, 1.4 + 0.42 * len(classes))
    numbered = "" if brief else " Classes are numbered as in the table."
    caption = (
        f"Confusion matrix of {named(test)}: tiles, and shares of each true class."
        f"{numbered}"
    )
    alt = f"{caption} {found.accuracy.text()}."
    return picture(draw, (min(side + 0.6, 1.3 * PAGE), side), caption, alt)


def curves(test: str, known: Predictions, found: Evaluation) -> Picture:
    """Draw ROC curves, reliability and confidence of a set side by side.

    Args:
        test: The set.
        known: Predictions of its tiles of known class.
        found: Their evaluation.
    """

    def draw(figure: "Figure") -> None:
        left, middle, right = figure.subplots(1, 3)
        _roc(left, known, found)
        _reliability(middle, known)
        _confidence(right, known)
        for axes in (left, middle, right):
            axes.tick_params(labelsize=7)
            axes.xaxis.label.set_size(8)
            axes.yaxis.label.set_size(8)
            calm(axes)

    areas = [
        f"{each.name} {area.value:.3f}"
        for each, area in zip(found.classes, found.roc_auc, strict=True)
    ]
    caption = (
        f"{named(test)}: ROC of each class against the rest; accuracy against "
        "confidence, with 95 % Wilson intervals by tile, on the diagonal where a "
        "network is as sure as it is right; and how sure right and wrong answers are."
    )
    alt = (
        f"{caption} Areas: {listed(areas)}. Calibration error "
        f"{found.calibration_error.text(False)}."
    )
    return picture(draw, (PAGE, 2.5), caption, alt)


def _roc(axes: Any, known: Predictions, found: Evaluation) -> None:
    from cellclassifier.core.evaluation.figures import COLOURS, STYLES

    axes.plot([0, 1], [0, 1], color="0.6", linestyle=":", linewidth=1)
    true, looks = known.true, zip(cycle(COLOURS), cycle(STYLES), strict=False)
    for place, (each, (colour, style)) in enumerate(
        zip(found.classes, looks, strict=False)
    ):
        curve = roc(true == place, known.probabilities[:, place])
        # A space before it, since a legend leaves out what begins with a low line.
        label = plain(f" {short(each.name, 16)}")
        look = {"color": colour, "linestyle": style, "linewidth": 1.3}
        axes.plot(curve.x, curve.y, label=label, **look)
    if len(found.classes) <= NAMED:
        axes.legend(frameon=False, fontsize=6.5, loc="lower right")
    axes.set(xlabel="false positive rate", ylabel="true positive rate")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))


def _reliability(axes: Any, known: Predictions) -> None:
    from cellclassifier.core.evaluation.figures import LINE

    bins = reliability(known)
    axes.plot([0, 1], [0, 1], color="0.6", linestyle=":", linewidth=1)
    filled = bins.counts > 0
    ends = np.stack([bins.accuracy - bins.low, bins.high - bins.accuracy])
    axes.errorbar(
        bins.confidence[filled],
        bins.accuracy[filled],
        np.maximum(ends[:, filled], 0),
        fmt="o-",
        color=LINE,
        capsize=2,
        markersize=4,
        linewidth=1.2,
    )
    axes.set(xlabel="confidence", ylabel="accuracy")
    axes.set(xlim=(0, 1.03), ylim=(-0.02, 1.02))


def _confidence(axes: Any, known: Predictions) -> None:
    from cellclassifier.core.evaluation.figures import RIGHT, WRONG

    places, right = bin_of(known.confidence), known.right
    edges, below = np.linspace(0, 1, BINS + 1)[:-1], np.zeros(BINS)
    for mask, name, colour, hatch in (
        (right, "\u2713 right", RIGHT, ""),
        (~right, "\u2717 wrong", WRONG, "////"),
    ):
        counts = np.bincount(places[mask], minlength=BINS)
        label = f"{name} (n = {mask.sum():,})"
        look = {"color": colour, "hatch": hatch, "ec": "white", "linewidth": 0.4}
        axes.bar(edges, counts, 1 / BINS, below, align="edge", label=label, **look)
        below = below + counts
    axes.set(xlabel="confidence", ylabel="tiles", xlim=(0, 1.03))
    axes.locator_params(axis="y", integer=True)
    # Room for the legend.
    axes.set_ylim(0, 1.3 * max(1.0, below.max()))
    axes.legend(frameon=False, fontsize=6.5, loc="upper left")
