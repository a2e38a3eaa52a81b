"""Says of runs how they stand: in the queue, on a node, asked to pause, done."""

from collections.abc import Callable, Sequence

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Kept
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Ask, Run

_ASKED: dict[Ask | None, str] = {
    "stop": ", asked to stop",
    "stop_after_epoch": ", asked to stop after its epoch",
    "pause": ", asked to pause after its epoch",
}


def standing(queue: Queue) -> Callable[[Run], str]:
    """Return what says of a run how it stands, as the queue is now."""
    waiting = {entry.run_id for entry in queue.waiting()}
    on = _nodes(queue)
    return lambda run: (
        "in the queue" if run.id in waiting else _state(run, on.get(run.id))
    )


def _state(run: Run, node: str | None) -> str:
    """Return what has become of a run, and of a training where or how."""
    state = run.state
    # What it says itself may be of before it was given to the node.
    if node is not None and state not in ("done", "cancelled"):
        return f"running on {node}{_ASKED.get(run.asked(), '')}"
    if state == "running":
        return f"running{_ASKED.get(run.asked(), '')}"
    early = any(each.stopped_early for each in run.events() if isinstance(each, Kept))
    return f"{state}, stopped early" if early and state == "done" else state


def _nodes(queue: Queue) -> dict[str, str]:
    """Return which node each run is trained on, as far as that is known."""
    if queue.place().kind == "here":
        return {}
    on = dict.fromkeys(queue.far(), "a node")
    for each in queue.doing():
        if each.what == "training" and each.device not in ("", "auto"):
            on[each.run_id] = each.device
    return on


def pausing(queue: Queue, runs: Sequence[Run], away: set[str]) -> list[Run]:
    """Return the runs that somebody trains, who goes on with them after the pause.

    Where nobody has passed it on yet, the pause is not wanted any more.

    Raises:
        UserError: One is trained by itself, and nobody goes on with it by then.
    """
    asked = [run for run in runs if run.asked() == "pause"]
    for run in asked:
        if run.id in away:
            run.forget_asked()
    found = [run for run in asked if run.id not in away and _goes_on(queue, run)]
    if found and not queue.is_conducted():
        raise UserError(
            f"The run {found[0].id} is still being trained, and pauses after its "
            f"epoch. Resume it then: cellclassifier resume {queue.study_folder}"
        )
    return found


def _goes_on(queue: Queue, run: Run) -> bool:
    return run.state == "running" or run.id in queue.far()
