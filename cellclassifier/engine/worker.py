"""The worker process: reads jobs from stdin, writes events to stdout."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import (
    DescribeJob,
    DeviceJob,
    Ended,
    ExcitingJob,
    ExplainJob,
    ExportJob,
    FeaturesJob,
    Job,
    LandscapeJob,
    LearningJob,
    MeasureJob,
    PredictJob,
    SelfTestJob,
    TrainJob,
)
from cellclassifier.core.runs import Run, State
from cellclassifier.engine.channel import Abandoned, Cancelled, Channel, Paused
from cellclassifier.engine.event_log import EventLog


def find_device(job: DeviceJob, channel: Channel) -> None:
    """Load TensorFlow and tell which device it will use."""
    from cellclassifier.engine import device

    channel.send(device.found())


def self_test(job: SelfTestJob, channel: Channel) -> None:
    """Train a tiny network on the device."""
    from cellclassifier.engine import self_test as module

    module.run(channel)


def describe(job: DescribeJob, channel: Channel) -> None:
    """Tell the layers of a network."""
    from cellclassifier.engine import description

    description.describe(job, channel)


def train(job: TrainJob, channel: Channel) -> None:
    """Train a run."""
    run = Run(job.run)
    # Set before TensorFlow is loaded: that this fails belongs into the run, too.
    channel.log = EventLog(run.folder / "events.jsonl")
    from cellclassifier.engine import training

    training.train(run, channel)


def predict(job: PredictJob, channel: Channel) -> None:
    """Predict a set of images, or the validation part."""
    from cellclassifier.engine import prediction

    if job.validation:
        prediction.predict_validation(Run(job.run), channel)
    else:
        prediction.predict(Run(job.run), job.test, channel, job.chunk)


def explain(job: ExplainJob, channel: Channel) -> None:
    """Make attribution maps."""
    from cellclassifier.engine import explanation

    explanation.explain(Run(job.run), job, channel)


def measure(job: MeasureJob, channel: Channel) -> None:
    """Measure what a network looks at."""
    from cellclassifier.engine import measuring

    measuring.measure(Run(job.run), job, channel)


def features(job: FeaturesJob, channel: Channel) -> None:
    """Write what the convolutions make of a tile."""
    from cellclassifier.engine import features as module

    module.write_features(Run(job.run), job, channel)


def exciting(job: ExcitingJob, channel: Channel) -> None:
    """Find the tiles that excite a layer's features."""
    from cellclassifier.engine import exciting as module

    module.find(Run(job.run), job, channel)


def learning(job: LearningJob, channel: Channel) -> None:
    """Explain a tile by the networks of several epochs."""
    from cellclassifier.engine import learning as module

    module.follow(Run(job.run), job, channel)


def landscape(job: LandscapeJob, channel: Channel) -> None:
    """Compute the loss around a network."""
    from cellclassifier.engine import landscape as module

    module.compute(Run(job.run), job, channel)


def export(job: ExportJob, channel: Channel) -> None:
    """Write a network for other programs."""
    from cellclassifier.engine import exporting

    exporting.export(Run(job.run), job, channel)


HANDLERS: dict[type[Any], Callable[[Any, Channel], None]] = {
    DeviceJob: find_device,
    SelfTestJob: self_test,
    DescribeJob: describe,
    TrainJob: train,
    PredictJob: predict,
    ExplainJob: explain,
    MeasureJob: measure,
    FeaturesJob: features,
    ExcitingJob: exciting,
    LearningJob: learning,
    LandscapeJob: landscape,
    ExportJob: export,
}
"""What does each job; TensorFlow is loaded by the first, not before."""


LOCK_SECONDS = 5.0
"""Time to wait for a look at the run, by another process, to be over."""


NOT_RESUMED: dict[State, str] = {
    "done": "it is done",
    "cancelled": "it was stopped for good",
    "failed": "it failed before the first epoch was done",
}
"""Why a run in some state cannot be resumed."""


def run_job(job: Job, channel: Channel) -> Ended:
    """Do `job`, whatever happens in it, and say how it ended.

    Raises:
        Abandoned: Nobody is there any more to be told.
    """
    try:
        HANDLERS[type(job)](job, channel)
    except Abandoned:
        raise
    except Cancelled:
        return Ended(outcome="cancelled")
    except Paused:
        return Ended(outcome="paused")
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
        # Before its end is told: what is asked for from then on is for the next time.
        _forget_asked(job)
        if channel.log:
            ended = _kept(ended, channel.log)
    except Abandoned:
        # Nobody asked for the end: the run is interrupted, and can be resumed.
        return
    finally:
        # Where it cannot be written, the next job must not write to it either.
        channel.log = None
    channel.send(ended)


def _kept(ended: Ended, log: EventLog) -> Ended:
    """Keep how a training ended in its run; return what is to be told."""
    log.append(ended)
    if log.trouble is None or ended.outcome == "failed":
        return ended
    return Ended(
        outcome="failed",
        detail=f"The folder of the run cannot be written ({log.trouble}), so how it "
        "ended is not kept. Free space, or connect the disk again, and resume the run: "
        "what was kept is not trained again.",
    )


@contextmanager
def _hold(job: Job) -> Iterator[None]:
    """Lock the run of a training until its end has been told and kept.

    Raises:
        UserError: Another worker trains it, or it cannot be started or resumed.
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
        _admit(run, job.resume)
        yield


def _admit(run: Run, resume: bool) -> None:
    """Refuse a run that cannot be started, or resumed; forget that its worker died."""
    # One whose worker died while it loaded TensorFlow has told nothing.
    died = run.folder / "died.json"
    began = (run.folder / "events.jsonl").exists() or died.exists()
    if not resume and began:
        raise UserError(
            f"The run {run.id} has been started before; a run is never changed. "
            "Resume it, or make a new one."
        )
    # Here nobody else holds the lock, so none that seems to run does.
    if began and not (run.resumable or died.exists() or run.state == "running"):
        raise UserError(
            f"The run {run.id} cannot be resumed: {NOT_RESUMED[run.state]}. Make a new "
            "one, or add epochs to it."
        )
    died.unlink(missing_ok=True)


def _forget_asked(job: Job) -> None:
    if isinstance(job, TrainJob):
        with suppress(OSError):
            Run(job.run).forget_asked()


def _keep_log(job: Job, text: str) -> None:
    sys.stderr.write(text)
    if isinstance(job, TrainJob) and job.run.is_dir():
        with suppress(OSError):
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
