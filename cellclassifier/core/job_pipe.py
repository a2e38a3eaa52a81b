"""A worker's end of the pipe, and that of its like: jobs come in, events go out."""

import math
import os
import queue
import threading
from typing import BinaryIO

from pydantic import ValidationError

from cellclassifier.core.messages import (
    Cancel,
    Ended,
    Event,
    Job,
    decode_to_worker,
    encode,
)


class JobPipe:
    """Reads jobs and `Cancel` on a thread of its own, so that a busy job can stop.

    Attributes:
        jobs: Jobs in the order they came; ``None`` says that no more will come.
    """

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO, last_seconds: float) -> None:
        """Begin to read.

        Args:
            inbox: Where jobs come from, a JSON line each.
            outbox: Where events go to.
            last_seconds: Time that a job has to stop by itself once whoever started
                this process is gone, s.
        """
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._outbox, self._last_seconds = outbox, last_seconds
        # Jobs and requests to stop are counted, since one may overtake the other.
        self._received = self._begun = 0
        self._stop_until: float = -1
        self._reader = threading.Thread(target=self._read, args=(inbox,), daemon=True)
        self._reader.start()

    @property
    def abandoned(self) -> bool:
        """Whether nobody is there any more who would hear of the job."""
        return math.isinf(self._stop_until)

    @property
    def stopped(self) -> bool:
        """Whether the job that was begun last is to stop."""
        return self._begun <= self._stop_until

    def begin(self) -> None:
        """Count the next job: only what asks to stop after it came concerns it."""
        self._begun += 1

    def send(self, event: Event) -> None:
        """Send one event."""
        try:
            self._outbox.write(encode(event))
            self._outbox.flush()
        except BrokenPipeError:
            # Nobody listens any more; the reading thread ends this process.
            self._stop_until = math.inf

    def _read(self, inbox: BinaryIO) -> None:
        for line in inbox:
            self._take(line)
        self._stop_until = math.inf
        self.jobs.put(None)
        # A job stuck in native code, or in a connection, must not outlive its window.
        timer = threading.Timer(self._last_seconds, os._exit, args=(1,))
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
