"""The process beside a window that has nodes predict and explain.

It talks as a worker does, jobs and ``Cancel`` in, events out, each a JSON line, so that
a window needs to know nothing of what it is made with: see `core.messages`. What it
computes with is elsewhere; it only sends, listens, and brings home.
"""

import os
import sys
from collections.abc import Sequence
from typing import BinaryIO

from cellclassifier import cli_places
from cellclassifier.core import reaching
from cellclassifier.core.errors import UserError
from cellclassifier.core.job_pipe import JobPipe
from cellclassifier.core.messages import (
    Ended,
    ExplainJob,
    Job,
    PredictJob,
    Progressed,
    Told,
)
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run

LAST_SECONDS = 10.0
"""Time that a job has to stop by itself once the window is gone, s."""


class Stopped(Exception):
    """Raised inside a job when it was asked to stop, or nobody is there any more."""


class Pipe(JobPipe):
    """Takes jobs, and tells how far they are."""

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO) -> None:
        super().__init__(inbox, outbox, LAST_SECONDS)

    def next(self) -> Job | None:
        """Wait for the next job; ``None`` when there will be none."""
        job = self.jobs.get()
        self.begin()
        return job

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell how far the job is.

        Raises:
            Stopped: It is to stop.
        """
        if self.stopped:
            raise Stopped
        self.send(Progressed(what=what, done=done, of=of))

    def say(self, sentence: str) -> None:
        """Tell something to know that does not stop the job."""
        self.send(Told(text=sentence))


def main(arguments: Sequence[str]) -> int:
    """Have jobs done by the place that the argument is, as JSON, until stdin closes."""
    outbox = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever a library prints goes to the log, not into the protocol.
    os.dup2(2, 1)
    place = Place.model_validate_json(arguments[0])
    work(place, Pipe(sys.stdin.buffer, outbox))
    return 0


def work(place: Place, pipe: Pipe) -> None:
    """Do each job that comes through a pipe, and say how it ended."""
    while (job := pipe.next()) is not None:
        pipe.send(_ended(place, job, pipe))


def _ended(place: Place, job: Job, pipe: Pipe) -> Ended:
    try:
        _do(place, job, pipe)
    except Stopped:
        return Ended(outcome="cancelled")
    except UserError as error:
        return Ended(outcome="failed", detail=str(error))
    except OSError as error:
        detail = f"The folder of the run cannot be read or written ({error})."
        return Ended(outcome="failed", detail=detail)
    return Ended(outcome="done")


def _do(place: Place, job: Job, pipe: Pipe) -> None:
    """Do a job.

    Raises:
        Stopped: It was asked to stop; what came back is kept.
        UserError: It is none for nodes, it failed, or the place cannot be reached.
        OSError: The folder of the run cannot be written.
    """
    for_nodes = isinstance(job, ExplainJob) or (
        isinstance(job, PredictJob) and bool(job.test)
    )
    if not for_nodes:
        raise UserError(f"Nodes predict sets and make maps; this is '{job.kind}'.")
    pipe.tell(f"reaching {place.text}", 0, 0)
    cli_places.make_ready(place)
    if place.kind == "scheduler":
        reaching.reach(place.address, place.certificates)
    # Imported here: it loads Dask.
    from cellclassifier.cluster import chunks

    if isinstance(job, ExplainJob):
        chunks.explain(place, Run(job.run), job, pipe.tell, pipe.say)
    elif isinstance(job, PredictJob):
        chunks.predict(place, Run(job.run), job.test, pipe.tell, pipe.say)
