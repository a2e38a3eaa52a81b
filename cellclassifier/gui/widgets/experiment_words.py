"""How far an experiment is, in words."""

import statistics
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cellclassifier.core.catalog import VARYING
from cellclassifier.core.experiment_results import Control, Line, judge_control
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui.widgets.durations import about
from cellclassifier.gui.widgets.variant_words import variant_told

OVER = frozenset({"done", "cancelled", "failed", "gone"})
"""States in which nothing more is to come of a run."""

_TOLD = {
    "failed": tr("failed"),
    "cancelled": tr("stopped"),
    "interrupted": tr("interrupted"),
}


class RunState(NamedTuple):
    """How far a run is.

    Attributes:
        state: A `core.runs.State`.
        epoch: Epochs that are done.
        epochs: Of how many.
        seconds_left: Time until it is over, once it runs, s; ``None``: not known.
        where: Which node has it, or that it waits for one; "" for this computer.
    """

    state: str
    epoch: int
    epochs: int
    seconds_left: float | None
    where: str = ""


def title(record: ExperimentRecord) -> str:
    """Return the name of an experiment; without one, its only variant, or how many."""
    if record.experiment.name:
        return record.title
    if len(record.variants) == 1:
        return variant_told(record.title)
    return tr("Experiment with {variants} variants", variants=len(record.variants))


def subtitle(record: ExperimentRecord) -> str:
    """Say what is repeated."""
    experiment = record.experiment
    made = f"{record.created.astimezone():%d %b %Y, %H:%M}"
    runs = tr_n("1 run", "{runs} runs", experiment.runs, runs=experiment.runs)
    each = tr("{runs} of each variant", runs=runs) if len(record.variants) > 1 else runs
    differ = tr(
        ", which differ in: {varying}", varying=tr(VARYING[experiment.vary].label)
    )
    return tr(
        "{each}{differ}. Made {made}.",
        each=each,
        differ=differ if experiment.runs > 1 else "",
        made=made,
    )


def estimated(
    states: Mapping[str, RunState], lines: Sequence[Line]
) -> dict[str, RunState]:
    """Return the states with the time left filled in where it is not known.

    A run takes as long as the epochs that runs of the same variant have had; where
    there are none yet, its time stays unknown.
    """
    found = dict(states)
    for line in lines:
        told = [epoch.seconds for each in line.histories for epoch in each.epochs]
        for run in line.runs:
            state = found.get(run.id)
            if told and state and state.seconds_left is None:
                left = statistics.median(told) * (state.epochs - state.epoch)
                found[run.id] = state._replace(seconds_left=left)
    return found


def share(states: Sequence[RunState]) -> float:
    """Return how much of all epochs is done, 0 to 1."""
    of = sum(state.epochs for state in states)
    # A run that stopped early, or was stopped, has nothing more to come.
    done = sum(s.epochs if s.state in OVER else s.epoch for s in states)
    return done / of if of else 0.0


def progress(states: Sequence[RunState], paused: bool) -> str:
    """Return how far all runs are, and the time left, in a line."""
    done = sum(state.state == "done" for state in states)
    epochs = sum(state.epoch for state in states)
    parts = [
        tr("{done} of {states} runs finished", done=done, states=len(states)),
        tr("{epochs:,} epochs trained", epochs=epochs),
    ]
    for state, word in _TOLD.items():
        if count := sum(each.state == state for each in states):
            parts.append(f"{count} {word}")
    left = [state for state in states if state.state not in OVER]
    if left and paused:
        parts.append(tr("paused"))
    elif left:
        parts.append(_time_left(left))
    return ", ".join(parts)


def controls(lines: Sequence[Line]) -> list[Control]:
    """Return what the controls have shown, what leaks first; alike ones once."""
    found = [(line.variant, judge_control(line)) for line in lines if line.is_control]
    alike: dict[str, list[tuple[str, Control]]] = {}
    for variant, control in found:
        alike.setdefault(control.outcome, []).append((variant, control))
    told = []
    for (variant, control), *others in alike.values():
        name = f"{variant_told(variant)}: " if len(found) > 1 else ""
        same = ", ".join(variant_told(other) for other, _ in others)
        more = tr(" The same holds for: {same}.", same=same) if same else ""
        told.append(control._replace(sentence=f"{name}{control.sentence}{more}"))
    return sorted(told, key=lambda each: each.outcome != "leaks")


def _time_left(left: Sequence[RunState]) -> str:
    times = [state.seconds_left for state in left]
    known = [time for time in times if time is not None]
    if len(known) < len(times):
        return tr("time left not known yet")
    together = max(1, sum(state.state == "running" for state in left))
    # Several devices share the runs; the longest one cannot be shared.
    return tr("{about} left", about=about(max(max(known), sum(known) / together)))
