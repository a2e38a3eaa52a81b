"""The worker process: reads jobs from stdin, writes events to stdout."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import (
    DeviceFound,
    DeviceJob,
    Ended,
    ExplainJob,
    Job,
    PredictJob,
    TrainJob,
)
from cellclassifier.core.runs import Run
from cellclassifier.engine.channel import Cancelled, Channel


def find_device(job: DeviceJob, channel: Channel) -> None:
    """Load TensorFlow and tell which device it will use."""
    from cellclassifier.engine import device

    channel.send(DeviceFound(text=device.describe()))


def train(job: TrainJob, channel: Channel) -> None:
    """Train a run."""
    run = Run(job.run)
    # Set before TensorFlow is loaded: that this fails belongs into the run, too.
    channel.log = run.folder / "events.jsonl"
    from cellclassifier.engine import training

    training.train(run, channel)


def predict(job: PredictJob, channel: Channel) -> None:
    """Predict a test set."""
    from cellclassifier.engine import prediction

    prediction.predict(Run(job.run), job.test, channel)


def explain(job: ExplainJob, channel: Channel) -> None:
    """Make attribution maps."""
    from cellclassifier.engine import explanation

    explanation.explain(Run(job.run), job, channel)


HANDLERS: dict[type[Any], Callable[[Any, Channel], None]] = {
    DeviceJob: find_device,
    TrainJob: train,
    PredictJob: predict,
    ExplainJob: explain,
}
"""What does each job; TensorFlow is loaded by the first, not before."""


LOCK_SECONDS = 5.0
"""Time to wait for a look at the run, by another process, to be over."""


def run_job(job: Job, channel: Channel) -> Ended:
    """Do `job`, whatever happens in it, and say how it ended."""
    try:
        HANDLERS[type(job)](job, channel)
    except Cancelled:
        return Ended(outcome="cancelled")
    except UserError as error:
        return Ended(outcome="failed", detail=str(error), log=traceback.format_exc())
    except Exception as error:  # noqa: BLE001 -- the edge of the process
        detail = f"Something unexpected went wrong ({type(error).__name__}: {error})."
        return Ended(outcome="failed", detail=detail, log=traceback.format_exc())
    return Ended(outcome="done")


def _work(channel: Channel) -> None:
    while (job := channel.jobs.get()) is not None:
        channel.begin()
        try:
            with _hold(job):
                _do(job, channel)
        except UserError as error:
            channel.send(Ended(outcome="failed", detail=str(error)))
        except OSError as error:
            detail = f"The folder of the run cannot be written ({error})."
            channel.send(Ended(outcome="failed", detail=detail))


def _do(job: Job, channel: Channel) -> None:
    try:
        ended = run_job(job, channel)
        if ended.log:
            _keep_log(job, ended.log)
        channel.send(ended)
    finally:
        # Where it cannot be written, the next job must not write to it either.
        channel.log = None


@contextmanager
def _hold(job: Job) -> Iterator[None]:
    """Lock the run of a training until its end has been told and kept.

    Raises:
        UserError: Another worker trains it, or it has been trained before.
        OSError: The run's folder cannot be written.
    """
    if not isinstance(job, TrainJob):
        yield
        return
    run = Run(job.run)
    try:
        lock = run.lock.acquire(timeout=LOCK_SECONDS)
    except TimeoutError as error:
        raise UserError(
            f"The run {run.id} is trained by another window or command line right now. "
            "Wait until it is done, or make a new one."
        ) from error
    with lock:
        # One whose worker died while it loaded TensorFlow has told nothing.
        if (run.folder / "events.jsonl").exists() or run.ended():
            raise UserError(
                f"The run {run.id} has been started before; a run is never changed. "
                "Make a new one."
            )
        yield


def _keep_log(job: Job, text: str) -> None:
    sys.stderr.write(text)
    if isinstance(job, TrainJob) and job.run.is_dir():
        append_line(job.run / "worker.log", text)


def main() -> int:
    """Work until stdin closes, which says that the window or command line is gone."""
    outbox = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever a library prints goes to the log, not into the protocol.
    os.dup2(2, 1)
    # Without this TensorFlow takes nearly all memory of a GPU, for good.
    os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")
    _work(Channel(sys.stdin.buffer, outbox))
    return 0
