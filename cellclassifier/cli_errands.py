"""The process beside a window that has nodes predict and explain.

It talks as a worker does, jobs and ``Cancel`` in, events out, each a JSON line, so that
a window needs to know nothing of what it is made with: see `core.messages`. What it
computes with is elsewhere; it only sends, listens, and brings home.
"""

import math
import os
import queue
import sys
import threading
from collections.abc import Sequence
from typing import BinaryIO

from pydantic import ValidationError

from cellclassifier import cli_places
from cellclassifier.core import reaching
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import (
    Cancel,
    Ended,
    Event,
    ExplainJob,
    Job,
    PredictJob,
    Progressed,
    Told,
    decode_to_worker,
    encode,
)
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run

LAST_SECONDS = 10.0
"""Time that a job has to stop by itself once the window is gone, s."""


class Stopped(Exception):
    """Raised inside a job when it was asked to stop, or nobody is there any more."""


class Pipe:
    """Reads jobs and `Cancel` on a thread of its own, so that a job can be stopped.

    Attributes:
        jobs: Jobs in the order they came; ``None`` says that no more will come.
    """

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO) -> None:
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._outbox = outbox
        # Jobs and requests to stop are counted, since one may overtake the other.
        self._received = self._begun = 0
        self._stop_until: float = -1
        self._reader = threading.Thread(target=self._read, args=(inbox,), daemon=True)
        self._reader.start()

    def next(self) -> Job | None:
        """Wait for the next job; ``None`` when there will be none."""
        job = self.jobs.get()
        self._begun += 1
        return job

    def send(self, event: Event) -> None:
        """Send one event."""
        try:
            self._outbox.write(encode(event))
            self._outbox.flush()
        except BrokenPipeError:
            self._stop_until = math.inf

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell how far the job is.

        Raises:
            Stopped: It is to stop.
        """
        if self._begun <= self._stop_until:
            raise Stopped
        self.send(Progressed(what=what, done=done, of=of))

    def say(self, sentence: str) -> None:
        """Tell something to know that does not stop the job."""
        self.send(Told(text=sentence))

    def _read(self, inbox: BinaryIO) -> None:
        for line in inbox:
            self._take(line)
        self._stop_until = math.inf
        self.jobs.put(None)
        # A connection that hangs must not outlive its window.
        timer = threading.Timer(LAST_SECONDS, os._exit, args=(1,))
        timer.daemon = True
        timer.start()

    def _take(self, line: bytes) -> None:
        try:
            message = decode_to_worker(line)
        except ValidationError as error:
            self.send(Ended(outcome="failed", detail=f"Not a job: {error}"))
            return
        if isinstance(message, Cancel):
            self._stop_until = self._received
        else:
            self._received += 1
            self.jobs.put(message)


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
