"""What the small plots of a landscape show: along gradients, over pixels, exactness."""

from collections.abc import Iterable, Sequence

import numpy as np

from cellclassifier.core.inside.landscape_results import (
    Exactness,
    Line,
    OverInput,
)
from cellclassifier.core.language import tr, tr_n
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

LOSS = tr("loss (nats)")
_CHANGE = tr("change (nats)")
_ALONG = tr("step downhill (length)")
_OVER = tr("step uphill (share of the tile)")
_HALF = tr("step (length)")
_ERROR = tr("relative error of the slope")


def epoch_words(epoch: int | None) -> str:
    """Return how the network after an epoch is called."""
    if epoch is None:
        return tr("the network that is kept")
    return tr("after epoch {epoch}", epoch=epoch) if epoch else tr("before training")


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
                tr(
                    "step {signed}: loss {a:.4g} along the gradient, {b:.4g} along a "
                    "random direction",
                    signed=signed(x),
                    a=a,
                    b=b,
                ),
            )
            for x, a, b in rows
        ]
        lines = (
            Curve(*(2 * (tr("along a random direction"),)), each.steps,
                  each.along_random, OTHER),
            Curve(*(2 * (tr("along the gradient over the pixels"),)), each.steps,
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
        count = len(each.errors)
        lines = [
            Curve(
                tr("minibatch {n}", n=n),
                tr_n("single minibatch", "{n} minibatches", len(each.errors), n=count),
                each.steps,
                row,
                OTHER,
            )
            for n, row in enumerate(each.errors, 1)
        ]
        name = tr("median of the minibatches")
        lines.append(Curve(name, name, each.steps, middle, MARKED))
        stops = [
            Stop(float(x), tr("step {x:.3g}: the slope is off by {y:.2g} of itself "
                 "(median; at most {most:.2g})", x=x, y=y, most=_most(column)))
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
    n = len(values) - 1
    legend = tr_n("other minibatch", "{n} other minibatches", n, n=n)
    for number, losses in enumerate(values[1:], 2):
        yield Curve(
            tr("minibatch {number}", number=number), legend, result.steps, losses, OTHER
        )
    mean = tr("mean of all minibatches")
    yield Curve(mean, mean, result.steps, values.mean(axis=0), MEAN)
    own = tr("minibatch 1, whose gradient is followed")
    yield Curve(tr("minibatch 1"), own, result.steps, values[0], OWN)


def _stops_of(result: Line) -> Iterable[Stop]:
    start, whole = result.start, result.whole
    middle = len(result.steps) // 2
    for place, step in enumerate(result.steps.tolist()):
        own, mean = result.losses[0, place], whole[place]
        words = [
            tr(
                "step {signed}: minibatch 1 {own:.4g} ({signed_2})",
                signed=signed(step),
                own=own,
                signed_2=signed(own - start[0]),
            ),
            tr(
                "mean of all {mean:.4g} ({signed})",
                mean=mean,
                signed=signed(mean - whole[middle]),
            ),
        ]
        others = result.losses[1:, place]
        if len(others) and place != middle:
            worse = int((others > start[1:]).sum())
            words.append(
                tr(
                    "{worse} of {others} others higher than without a step",
                    worse=worse,
                    others=len(others),
                )
            )
        yield Stop(step, "\n".join(words))


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")


def _most(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.max(initial=0))
