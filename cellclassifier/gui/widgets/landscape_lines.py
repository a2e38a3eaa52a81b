"""What the small plots of a landscape show: along gradients, over pixels, exactness."""

from collections.abc import Iterable, Sequence

import numpy as np

from cellclassifier.core.inside.landscape_results import (
    Exactness,
    Line,
    OverInput,
)
from cellclassifier.gui.widgets.landscape_axes import Floats, around
from cellclassifier.gui.widgets.landscape_panels import (
    MARKED,
    MEAN,
    OTHER,
    OWN,
    Panel,
    Stop,
)
from cellclassifier.gui.widgets.landscape_panels import Line as Curve

LOSS = "loss (nats)"
_CHANGE = "change (nats)"
_ALONG = "step downhill (length)"
_OVER = "step uphill (share of the tile)"
_HALF = "step (length)"
_ERROR = "relative error of the slope"


def epoch_words(epoch: int | None) -> str:
    """Return how the network after an epoch is called."""
    if epoch is None:
        return "the network that is kept"
    return f"after epoch {epoch}" if epoch else "before training"


def line_panels(results: Sequence[Line], every: Sequence[Line]) -> list[Panel]:
    """Return a small plot an epoch of the losses along a gradient.

    Args:
        results: What is shown.
        every: What the axes have room for.
    """
    across = around(_ALONG, [each.steps for each in every], tight=True)
    upwards = around(LOSS, [each.losses.ravel() for each in every])
    return [_panel(each, each.losses, Panel("", (), across, upwards, ()))
            for each in results]  # fmt: skip


def change_panels(results: Sequence[Line], every: Sequence[Line]) -> list[Panel]:
    """Return a small plot an epoch of how a step changes losses; see `line_panels`."""
    across = around(_ALONG, [each.steps for each in every], tight=True)
    upwards = around(_CHANGE, [_changes(each).ravel() for each in every])
    return [_panel(each, _changes(each), Panel("", (), across, upwards, (), 0.0))
            for each in results]  # fmt: skip


def input_panels(
    results: Sequence[OverInput], every: Sequence[OverInput]
) -> list[Panel]:
    """Return a small plot an epoch of the loss over the pixels; see `line_panels`."""
    across = around(_OVER, [each.steps for each in every], tight=True)
    both = [y for each in every for y in (each.along_gradient, each.along_random)]
    upwards = around(LOSS, both)
    panels = []
    for each in results:
        rows = zip(each.steps, each.along_gradient, each.along_random, strict=True)
        stops = [
            Stop(
                float(x),
                f"step {signed(x)}: loss {a:.4g} along the gradient, {b:.4g} along a "
                "random direction",
            )
            for x, a, b in rows
        ]
        lines = (
            Curve(*(2 * ("along a random direction",)), each.steps,
                  each.along_random, OTHER),
            Curve(*(2 * ("along the gradient over the pixels",)), each.steps,
                  each.along_gradient, OWN),
        )  # fmt: skip
        title = epoch_words(each.epoch)
        panels.append(Panel(title, lines, across, upwards, tuple(stops)))
    return panels


def exactness_panels(
    results: Sequence[Exactness], every: Sequence[Exactness]
) -> list[Panel]:
    """Return a small plot an epoch of errors over steps; see `line_panels`."""
    across = around(_HALF, [each.steps for each in every], log=True, tight=True)
    errors = [each.errors.ravel() for each in every]
    upwards = around(_ERROR, errors, log=True)
    panels = []
    for each in results:
        middle = np.array([_median(column) for column in each.errors.T])
        lines = [
            Curve(f"minibatch {n}", _others(len(each.errors)), each.steps, row, OTHER)
            for n, row in enumerate(each.errors, 1)
        ]
        name = "median of the minibatches"
        lines.append(Curve(name, name, each.steps, middle, MARKED))
        stops = [
            Stop(float(x), f"step {x:.3g}: the slope is off by {y:.2g} of itself "
                 f"(median; at most {_most(column):.2g})")
            for x, y, column in zip(each.steps, middle, each.errors.T, strict=True)
        ]  # fmt: skip
        title = epoch_words(each.epoch)
        panels.append(Panel(title, tuple(lines), across, upwards, tuple(stops)))
    return panels


def signed(value: float) -> str:
    """Return a number with its sign, as it is printed."""
    return f"{value:+.3g}".replace("-", "\N{MINUS SIGN}")


def _changes(result: Line) -> Floats:
    return result.losses - result.start[:, np.newaxis]


def _panel(result: Line, values: Floats, axes: Panel) -> Panel:
    lines, stops = tuple(_curves_of(result, values)), tuple(_stops_of(result))
    return axes._replace(title=epoch_words(result.epoch), lines=lines, stops=stops)


def _curves_of(result: Line, values: Floats) -> Iterable[Curve]:
    legend = _others(len(values) - 1, "other minibatch", "other minibatches")
    for number, losses in enumerate(values[1:], 2):
        yield Curve(f"minibatch {number}", legend, result.steps, losses, OTHER)
    mean = "mean of all minibatches"
    yield Curve(mean, mean, result.steps, values.mean(axis=0), MEAN)
    own = "minibatch 1, whose gradient is followed"
    yield Curve("minibatch 1", own, result.steps, values[0], OWN)


def _stops_of(result: Line) -> Iterable[Stop]:
    start, whole = result.start, result.whole
    middle = len(result.steps) // 2
    for place, step in enumerate(result.steps.tolist()):
        own, mean = result.losses[0, place], whole[place]
        words = [
            f"step {signed(step)}: minibatch 1 {own:.4g} ({signed(own - start[0])})",
            f"mean of all {mean:.4g} ({signed(mean - whole[middle])})",
        ]
        others = result.losses[1:, place]
        if len(others) and place != middle:
            worse = int((others > start[1:]).sum())
            words.append(f"{worse} of {len(others)} others higher than without a step")
        yield Stop(step, "\n".join(words))


def _others(n: int, one: str = "single minibatch", more: str = "minibatches") -> str:
    return one if n == 1 else f"{n} {more}"


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")


def _most(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.max(initial=0))
