"""The worker's end of the pipe: jobs come in, events go out."""

import math
import os
import queue
import threading
from typing import TYPE_CHECKING, BinaryIO

from pydantic import ValidationError

from cellclassifier.core.messages import (
    BatchEnded,
    Cancel,
    Ended,
    Event,
    Job,
    decode_to_worker,
    encode,
)

if TYPE_CHECKING:
    from cellclassifier.engine.event_log import EventLog

LAST_SECONDS = 5.0
"""Time that a job has to stop by itself once whoever started the worker is gone."""


class Cancelled(Exception):
    """Raised inside a job when it was asked to stop."""


class Abandoned(Cancelled):
    """Raised inside a job when the window or command line is gone that asked for it."""


class Paused(Exception):
    """Raised by a training that waits to be resumed, as it was asked to."""


class Channel:
    """Reads jobs and `Cancel` on a thread of its own, so that a busy job can stop.

    Attributes:
        jobs: Jobs in the order they came; ``None`` says that no more will come.
        log: Where events are kept as well, while a training runs.
    """

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO) -> None:
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.log: EventLog | None = None
        self._outbox = outbox
        # Jobs and requests to stop are counted, since one may overtake the other.
        self._received = self._begun = 0
        self._stop_until: float = -1
        threading.Thread(target=self._read, args=(inbox,), daemon=True).start()

    def send(self, event: Event) -> None:
        """Send one event; what a reopened run needs is kept in its folder first."""
        if self.log and not isinstance(event, BatchEnded):
            self.log.append(event)
        try:
            self._outbox.write(encode(event))
            self._outbox.flush()
        except BrokenPipeError:
            # Nobody listens any more; the reading thread ends this process.
            self._stop_until = math.inf

    def check_cancelled(self) -> None:
        """Raise `Cancelled` if the current job was asked to stop.

        It is `Abandoned` where nobody asked, but nobody listens any more either.
        """
        if math.isinf(self._stop_until):
            raise Abandoned
        if self._begun <= self._stop_until:
            raise Cancelled

    def begin(self) -> None:
        """Count the next job: only what asks to stop after it came concerns it."""
        self._begun += 1

    def _read(self, inbox: BinaryIO) -> None:
        for line in inbox:
            self._take(line)
        self._stop_until = math.inf
        self.jobs.put(None)
        # A job stuck in native code must not outlive its window.
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
