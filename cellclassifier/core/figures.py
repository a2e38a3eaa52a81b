"""Figures of a run as PNG files: learning curve, prediction gallery, overlays."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core import attribution
from cellclassifier.core.language import in_english
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, read_tile, view_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Map = NDArray[np.float32]
RIGHT, WRONG, UNKNOWN = "#1b7f4b", "#c0392b", "#8a6100"
TRAINING, VALIDATION = "#0072B2", "#D55E00"
DPI = 150
COLUMNS = 6
"""Tiles side by side in a gallery."""


def learning_curve(history: History, path: Path) -> None:
    """Draw accuracy and loss of training (solid) and validation (dashed) by epoch."""
    figure = _figure(8.0, 3.4)
    left, right = figure.subplots(1, 2)
    percent = [100 * value for value in history.accuracy]
    val_percent = [100 * value for value in history.val_accuracy]
    _curve(left, percent, val_percent, "accuracy (%)")
    left.set_ylim(0, 102)
    _curve(right, history.loss, history.val_loss, "loss")
    right.set_ylim(bottom=0)
    left.legend(frameon=False, loc="lower right")
    _save(figure, path)


def _curve(
    axes: Any, training: Sequence[float], validation: Sequence[float], name: str
) -> None:
    epochs = range(1, len(training) + 1)
    axes.plot(epochs, training, "o-", color=TRAINING, label="training")
    if validation:
        axes.plot(epochs, validation, "s--", color=VALIDATION, label="validation")
    axes.set(xlabel="epoch", ylabel=name)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


@in_english()
def gallery(run: Run, test: str, predictions: Predictions, path: Path) -> None:
    """Draw tiles of a test set: the wrong ones first, then the least confident."""
    order = np.lexsort((predictions.confidence, predictions.right))[: 4 * COLUMNS]
    right = _outcomes(predictions)
    tiles = run.tiles(test)
    figure, axes = _grid(len(order), f"{test}: {summary(predictions)}")
    for place, row in zip(axes, order, strict=True):
        place.imshow(_grey(run, tiles[row]), cmap="gray", vmin=0, vmax=1)
        name = predictions.predicted_classes[row]
        _title(place, f"{name} {100 * predictions.confidence[row]:.0f} %", right[row])
    _save(figure, path)


@in_english()
def overlays(
    run: Run,
    test: str,
    predictions: Predictions,
    maps: Iterable[tuple[int, Map]],
    path: Path,
    by: attribution.Scaling = "percentile",
) -> None:
    """Draw tiles with their attribution in purple, each beside the plain tile.

    Args:
        run: The run.
        test: The test set.
        predictions: Its predictions.
        maps: Rows of `predictions` and their maps, shape (y, x, channel).
        path: PNG file to write.
        by: What is shown in full purple, see `attribution.scaled`.
    """
    shown = list(maps)
    tiles, right = run.tiles(test), _outcomes(predictions)
    figure, axes = _grid(2 * len(shown), f"{test}: what the network looks at")
    for place, (row, found) in enumerate(shown):
        grey = _grey(run, tiles[row])
        scaled = attribution.scaled(attribution.magnitude(found), by)
        axes[2 * place].imshow(grey, cmap="gray", vmin=0, vmax=1)
        axes[2 * place + 1].imshow(attribution.overlay(grey, scaled, 0.9))
        true = predictions.true_classes[row] or "not known"
        _title(axes[2 * place], f"true: {true}", right[row])
        confidence = f"{100 * predictions.confidence[row]:.0f} %"
        text = f"{predictions.predicted_classes[row]} {confidence}"
        _title(axes[2 * place + 1], text, right[row])
    _save(figure, path)


def _outcomes(predictions: Predictions) -> list[bool | None]:
    """Return whether each tile was predicted right; ``None``: nobody knows."""
    both = zip(predictions.right.tolist(), predictions.labelled.tolist(), strict=True)
    return [right if known else None for right, known in both]


def _title(axes: Any, text: str, right: bool | None) -> None:
    # A mark as well as a colour, for readers who do not tell green from red.
    marks = {True: ("\u2713", RIGHT), False: ("\u2717", WRONG), None: ("?", UNKNOWN)}
    mark, colour = marks[right]
    axes.set_title(f"{mark} {text}", color=colour, fontsize=7)
    for side in axes.spines.values():
        side.set(visible=True, color=colour, linewidth=1.6)
    axes.set(xticks=[], yticks=[])


def _grey(run: Run, tile: Tile) -> NDArray[np.float32]:
    return display(read_tile(tile, view_of(run.record.study)))


def display(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a tile, shape (y, x, channel), as grey or RGB between 0 and 1.

    For the eye only: the 0.5th to 99.8th percentile of the tile fill the range.
    """
    low, high = np.percentile(pixels, (0.5, 99.8))
    shown = np.clip((pixels - low) / max(high - low, 1e-6), 0, 1)
    rgb = shown if shown.shape[-1] == 3 else shown.mean(axis=-1)
    return np.asarray(rgb, np.float32)


def _grid(count: int, title: str) -> "tuple[Figure, list[Any]]":
    rows = max(1, -(-count // COLUMNS))
    figure = _figure(1.35 * COLUMNS, 1.5 * rows + 0.4)
    figure.suptitle(title, fontsize=9)
    axes = list(figure.subplots(rows, COLUMNS, squeeze=False).flat)
    for unused in axes[count:]:
        unused.set_axis_off()
    return figure, axes[:count]


def _figure(width: float, height: float) -> "Figure":
    # Imported here: the window does not need it and starts faster without.
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def _save(figure: "Figure", path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=DPI)
