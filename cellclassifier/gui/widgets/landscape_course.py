"""The agreement of gradients over the epochs, beside the run's accuracy."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cellclassifier.core.inside.landscape_results import Agreement
from cellclassifier.core.language import tr
from cellclassifier.core.messages import EpochEnded, Kept
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.landscape_axes import Axis, Floats, around
from cellclassifier.gui.widgets.landscape_lines import epoch_words, signed
from cellclassifier.gui.widgets.landscape_panels import (
    MARKED,
    SINGLE,
    Line,
    Look,
    Panel,
    Stop,
)

_ACROSS = tr("epoch")
_COSINE = tr("cosine to the others")
_TRAINING = Look("training", 2.4, ring=True)
_VALIDATION = Look("validation", 2.4, (7, 4), ring=True)
_JITTER = 0.012  # of the axis, to either side


class Course(NamedTuple):
    """What a run tells of its training.

    Attributes:
        epochs: Their numbers.
        training: Accuracy in each, %.
        validation: The same; empty without validation.
        kept: Epoch of the network that is kept.
    """

    epochs: Floats
    training: Floats
    validation: Floats
    kept: int


def course_of(run: Run) -> Course:
    """Read what a run told of its training; empty where it told nothing."""
    events = run.events()
    history = History.of(e for e in events if isinstance(e, EpochEnded))
    epochs = [each.epoch for each in history.epochs]
    kept = [event.epoch for event in events if isinstance(event, Kept)]
    return Course(
        np.array(epochs, np.float64),
        100 * np.array(history.accuracy),
        100 * np.array(history.val_accuracy),
        (kept or epochs or [0])[-1],
    )


def agreement_panels(
    results: Sequence[Agreement], course: Course, seed: int
) -> list[Panel]:
    """Return the cosines over the epochs, and the accuracies over the same ones.

    Args:
        results: One an epoch.
        course: What the run told.
        seed: Of how points are moved to the side, so that none hides another.
    """
    places = np.array([_place(each, course) for each in results])
    ends = [places, course.epochs, np.array([0.0])]
    span = np.ptp(np.concatenate(ends)) or 1.0
    across = around(_ACROSS, ends, whole=True)
    panels = [_cosines(results, places, across, np.random.default_rng(seed), span)]
    if len(course.epochs):
        panels.append(_accuracies(course, across))
    return panels


def _place(result: Agreement, course: Course) -> float:
    return float(course.kept if result.epoch is None else result.epoch)


def _cosines(
    results: Sequence[Agreement],
    places: Floats,
    across: Axis,
    random: np.random.Generator,
    span: float,
) -> Panel:
    sides = [random.uniform(-1, 1, len(each.cosines)) for each in results]
    pairs = zip(places, sides, strict=True)
    x = np.concatenate([place + _JITTER * span * side for place, side in pairs])
    y = np.concatenate([each.cosines for each in results])
    means = np.array([each.mean for each in results])
    n = max(len(each.cosines) for each in results)
    lines = (
        Line(tr("single minibatch"), tr("each of {n} minibatches", n=n), x, y, SINGLE),
        Line(tr("mean"), tr("mean of the minibatches"), places, means, MARKED),
    )
    stops = tuple(
        Stop(float(place), _words(each))
        for place, each in zip(places, results, strict=True)
    )
    upwards = around(_COSINE, [y], (0.0,))
    title = tr("Agreement of gradients")
    return Panel(title, lines, across, upwards, stops, level=0.0)


def _words(result: Agreement) -> str:
    known = result.defined
    when = epoch_words(result.epoch)
    if not known.size:
        return tr("{when}: no gradient differs from 0", when=when)
    below = int((known < 0).sum())
    least, most = signed(float(known.min())), signed(float(known.max()))
    return tr(
        "{when}: mean {signed}, from {least} to {most}\n{below} of "
        "{size} minibatches below 0 ({below_2:.0f} %)",
        when=when,
        signed=signed(result.mean),
        least=least,
        most=most,
        below=below,
        size=known.size,
        below_2=100 * below / known.size,
    )


def _accuracies(course: Course, across: Axis) -> Panel:
    # As everywhere, training lies in the middle of an epoch and validation at its end.
    parts = [(tr("training"), course.epochs - 0.5, course.training, _TRAINING)]
    # A validation that is missing in some epochs has no place.
    if len(course.validation) == len(course.epochs):
        parts.append((tr("validation"), course.epochs, course.validation, _VALIDATION))
    lines = tuple(
        Line(name, tr("{name} accuracy", name=name), x, y, look)
        for name, x, y, look in parts
    )
    stops = [
        Stop(
            float(x),
            tr("epoch {ceil:.0f}: {name} {y:.1f} %", ceil=np.ceil(x), name=name, y=y),
        )
        for name, places, values, _ in parts
        for x, y in zip(places, values, strict=True)
    ]
    upwards = Axis(tr("accuracy (%)"), -2, 104)
    title = tr("Accuracy of the run")
    return Panel(title, lines, across, upwards, tuple(sorted(stops)))
