"""The worker's end of the pipe: jobs come in, events go out and into the log."""

from typing import TYPE_CHECKING, BinaryIO

from cellclassifier.core.job_pipe import JobPipe
from cellclassifier.core.messages import BatchEnded, Event

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


class Channel(JobPipe):
    """Takes jobs, and keeps events in a log as well.

    Attributes:
        log: Where events are kept as well, while a training runs.
    """

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO) -> None:
        # Before the first line is read: what is no job is told at once.
        self.log: EventLog | None = None
        super().__init__(inbox, outbox, LAST_SECONDS)

    def send(self, event: Event) -> None:
        """Send one event; what a reopened run needs is kept in its folder first."""
        if self.log and not isinstance(event, BatchEnded):
            self.log.append(event)
        super().send(event)

    def check_cancelled(self) -> None:
        """Raise `Cancelled` if the current job was asked to stop.

        It is `Abandoned` where nobody asked, but nobody listens any more either.
        """
        if self.abandoned:
            raise Abandoned
        if self.stopped:
            raise Cancelled
