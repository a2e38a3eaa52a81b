"""Has a worker do an order on a run that lies ready: a training, or jobs on it."""

from collections.abc import Callable

from cellclassifier.cluster.orders import Order, Report
from cellclassifier.cluster.sheets import EVENTS
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import (
    Ended,
    Event,
    ExplainJob,
    PredictJob,
    TrainJob,
    decode_to_worker,
)
from cellclassifier.core.runs import Ask, Run, prediction_jobs

Asked = Callable[[], Ask | None]
"""Says what the work is asked for by now."""

Hear = Callable[[Event], None]
"""Called with what the worker tells that is in no file."""


def do(order: Order, run: Run, worker: Worker, asked: Asked, hear: Hear) -> Ended:
    """Have an order done; return how it ended.

    Args:
        order: The order.
        run: Its run, as it lies here.
        worker: The worker.
        asked: Says what the work is asked for by now.
        hear: Called with what the worker tells that is in no file.

    Raises:
        UserError: It failed.
        OSError: The run's folder cannot be read or written.
        ValueError: The order asks for what no node does.
    """
    if order.jobs:
        return _errand(order, run, worker, asked, hear)
    return _train(order, run, worker, asked, hear)


def unbegun(asked: Ask | None) -> Ended:
    """Return how a work ended that has not begun."""
    return Ended(outcome="paused" if asked in (None, "pause") else "cancelled")


def refused(order: Order, node: str, version: str) -> Report:
    """Return the report of a node of another version.

    Args:
        order: The order.
        node: Name of the node, for people.
        version: Its version.
    """
    detail = tr(
        "The node {node} has version {version} of Cell Classifier, this computer "
        "{other}. Install the same one on both; until then nothing is trained there.",
        node=node,
        version=version,
        other=order.version,
    )
    return Report(key=order.key, node=node, outcome="refused", detail=detail)


def lost(order: Order, node: str) -> Report:
    """Return the report that nobody is there to hear, of what goes on, if it does."""
    detail = tr("The node {node} lost the scheduler.", node=node)
    return Report(key=order.key, node=node, outcome="refused", detail=detail)


def _train(order: Order, run: Run, worker: Worker, asked: Asked, hear: Hear) -> Ended:
    ended = run.ended() if run.state in ("done", "cancelled") else None
    if ended is None:
        run.forget_death()
        if what := asked():
            run.ask(what)
        began = (run.folder / EVENTS).exists()
        job = TrainJob(run=run.folder, resume=order.resume or began)
        ended = _trained(run, worker, job, asked)
    if ended.outcome != "paused" and run.has_network:
        _predict(run, worker, asked, hear)
    return ended


def _trained(run: Run, worker: Worker, job: TrainJob, asked: Asked) -> Ended:
    try:
        # All that it tells is in its file of events.
        return worker.do(job)
    except UserError:
        if asked() != "stop":
            raise
        stopped = Ended(outcome="cancelled")
        # One that was deleted meanwhile must not come back.
        if run.folder.is_dir():
            run.mark_died(stopped)
        return stopped
    finally:
        run.forget_asked()


def _predict(run: Run, worker: Worker, asked: Asked, hear: Hear) -> None:
    try:
        for each in prediction_jobs(run):
            worker.do(each, hear)
    except UserError:
        if asked() != "stop":
            raise


def _errand(order: Order, run: Run, worker: Worker, asked: Asked, hear: Hear) -> Ended:
    for line in order.jobs:
        if what := asked():
            return unbegun(what)
        try:
            worker.do(errand_of(line, run), hear)
        except UserError:
            if asked() != "stop":
                raise
            return Ended(outcome="cancelled")
    return Ended(outcome="done")


def errand_of(line: str, run: Run) -> PredictJob | ExplainJob:
    """Return the job that a line asks for, on a run of this node.

    Raises:
        UserError: The run has no such set.
        ValueError: It is no job, or one that writes elsewhere than in the run's folder.
    """
    job = decode_to_worker(line)
    if not isinstance(job, PredictJob | ExplainJob):
        raise ValueError("Expected a prediction or attributions of a run.")
    if job.test and job.test not in run.sets:
        raise UserError(f"The run {run.id} has no set {job.test!r} here.")
    return job.model_copy(update={"run": run.folder})
