"""Figures of numbers, drawn once and kept as lines (SVG) and as dots (PNG)."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cellclassifier.core.experiment_results import Line
from cellclassifier.core.figures import TRAINING, VALIDATION
from cellclassifier.core.report.blocks import Picture
from cellclassifier.core.report.lettering import plain
from cellclassifier.core.report.phrases import listed, named, percent, short
from cellclassifier.core.run_record import History

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200
PAGE = 6.6
"""Width of a page's text, inch."""

FEW_EPOCHS = 12
"""Epochs that each have a tick."""

LONG = 28
"""Letters of a class beside an axis or in a legend."""

_POINT = "#0072B2"


def picture(
    draw: Callable[["Figure"], None],
    size: tuple[float, float],
    caption: str,
    alt: str,
) -> Picture:
    """Return a figure.

    Args:
        draw: Draws into an empty one.
        size: Width and height, inch.
        caption: What it shows.
        alt: The same for who cannot see it.
    """
    # Imported here: the window does not need it and starts faster without.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    files = {}
    # Letters as outlines look the same everywhere; without salt, names would change.
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": caption, "font.size": 9}):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure)
        for kind, metadata in (("png", {}), ("svg", {"Date": None})):
            buffer = io.BytesIO()
            figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata)
            files[kind] = buffer.getvalue()
    width = min(1.0, size[0] / PAGE)
    return Picture(caption, alt, files["png"], files["svg"], width, size[1] / size[0])


def learning_curves(
    history: History, batches: tuple[list[float], list[float]], kept: int | None
) -> Picture:
    """Draw accuracy and loss of training and validation by epoch.

    Args:
        history: At least one epoch.
        batches: Where in epochs the loss was measured, and the loss.
        kept: The epoch whose network is kept.
    """

    def draw(figure: "Figure") -> None:
        left, right = figure.subplots(1, 2)
        accuracy = [100 * value for value in history.accuracy]
        validation = [100 * value for value in history.val_accuracy]
        _curve(left, history, accuracy, validation)
        left.set(ylabel="accuracy (%)", ylim=(0, 102))
        if batches[0]:
            label = "minibatches"
            right.plot(*batches, color="0.75", linewidth=0.8, label=label, zorder=1)
        _curve(right, history, history.loss, history.val_loss)
        right.set(ylabel="loss (nats)")
        right.set_ylim(bottom=0)
        for axes in (left, right):
            if kept is not None:
                axes.axvline(kept, color="0.5", linestyle=":", label=f"kept: {kept}")
            axes.set_xlim(0 if axes is right else 0.5, history.epochs[-1].epoch + 0.5)
        handles = right.get_legend_handles_labels()
        figure.legend(*handles, loc="outside lower center", ncols=4, frameon=False)

    names = ["training"] + ["validation"] * bool(history.val_accuracy)
    caption = f"Learning curves: accuracy and loss of {listed(names)} by epoch."
    if kept is not None:
        caption += f" Dotted: epoch {kept}, whose network is kept."
    last = history.epochs[-1]
    alt = f"{caption} In epoch {last.epoch}: training {percent(last.accuracy)}"
    if last.val_accuracy is not None:
        alt += f", validation {percent(last.val_accuracy)}"
    return picture(draw, (PAGE, 3.1), caption, f"{alt}.")


def _curve(
    axes: Any, history: History, training: Sequence[float], validation: Sequence[float]
) -> None:
    epochs = [each.epoch for each in history.epochs]
    # Many epochs leave no room for a mark on each.
    marks = ("o", "s") if len(epochs) <= 60 else ("", "")
    look = {"markersize": 4, "linewidth": 1.4, "zorder": 2}
    axes.plot(
        epochs, training, f"{marks[0]}-", color=TRAINING, label="training", **look
    )
    if validation:
        held = [each.epoch for each in history.epochs if each.val_loss is not None]
        line = f"{marks[1]}--"
        axes.plot(
            held[: len(validation)],
            validation,
            line,
            color=VALIDATION,
            label="validation",
            **look,
        )
    axes.set_xlabel("epoch")
    if len(epochs) <= FEW_EPOCHS:
        axes.set_xticks(epochs)
    else:
        axes.xaxis.get_major_locator().set_params(integer=True)
    calm(axes)


def calm(axes: Any) -> None:
    """Leave out of a figure what says nothing."""
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def spread_of_runs(lines: Sequence[Line], test: str, title: str) -> Picture:
    """Draw the test accuracy of each run of an experiment, by variant.

    Args:
        lines: What each variant has shown.
        test: The test set.
        title: Name of the experiment.
    """
    shown = [(line, line.accuracy[test]) for line in lines if test in line.accuracy]

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        random = np.random.default_rng(0)
        for place, (_, found) in enumerate(shown):
            values = 100 * np.array(found.values)
            # Apart only across, so that no height is changed.
            across = place + random.uniform(-0.18, 0.18, len(values))
            axes.plot(across, values, "o", color=_POINT, alpha=0.6, markersize=5)
            axes.hlines(100 * found.mean, place - 0.3, place + 0.3, color="black")
        axes.axhline(100 * shown[0][0].chance, color="0.5", linestyle=":")
        names = [
            f"{plain(short(line.variant, LONG))}\nn = {found.n}"
            for line, found in shown
        ]
        axes.set_xticks(range(len(shown)), names, fontsize=8)
        axes.set(ylabel="test accuracy (%)", xlim=(-0.6, len(shown) - 0.4))
        axes.margins(y=0.08)
        calm(axes)

    caption = (
        f"Accuracy on {named(test)} of each run of {named(title)}; bars: means; "
        "dotted: chance."
    )
    told = listed([f"{line.variant} {found.text()}" for line, found in shown])
    width = min(PAGE, 2.4 + 1.1 * len(shown))
    return picture(draw, (width, 3.0), caption, f"{caption} {told}.")
