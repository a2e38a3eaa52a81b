"""The child process of a node, which is kept from one job to the next.

To load the engine takes longer than many a prediction. A training has a process of its
own, and the kept one ends before: on a GPU both would want its memory.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cellclassifier.core.link import Worker

KEPT_SECONDS = 20.0
"""Time that a process is kept which has nothing to do, s."""


class _Hand(Worker):
    killed = False

    def kill(self) -> None:
        self.killed = True
        super().kill()

    @property
    def usable(self) -> bool:
        """Whether it can be given another job."""
        return not self.killed and self._process.poll() is None

    def end(self) -> None:
        """Have it end, and wait for that."""
        self.__exit__(None, None, None)


class Hands:
    """Lends out a worker, and keeps it for the next job of the same kind.

    Args:
        command: Replaces the command of the worker.
        seconds: How long one is kept that has nothing to do, s; 0: none is.
    """

    def __init__(
        self, command: list[str] | None = None, seconds: float = KEPT_SECONDS
    ) -> None:
        self._command, self._seconds = command, seconds
        self._guard = threading.Lock()
        self._kept: _Hand | None = None
        self._timer: threading.Timer | None = None

    @contextmanager
    def lent(self, keep: bool) -> Iterator[Worker]:
        """Lend a worker out.

        Args:
            keep: Whether it may be one that was kept, and is kept again; else it is a
                new one, and no other one is there meanwhile.
        """
        kept = self._taken()
        if kept is not None and not (keep and kept.usable):
            kept.end()
            kept = None
        worker = kept or _Hand(self._command)
        well = False
        try:
            yield worker
            well = True
        finally:
            if well and keep and self._seconds and worker.usable:
                self._put_by(worker)
            else:
                worker.end()

    def release(self) -> None:
        """End the worker that is kept, if any, and wait for that."""
        if (kept := self._taken()) is not None:
            kept.end()

    def _taken(self) -> _Hand | None:
        with self._guard:
            if self._timer is not None:
                self._timer.cancel()
            kept, self._kept, self._timer = self._kept, None, None
            return kept

    def _put_by(self, worker: _Hand) -> None:
        with self._guard:
            self._kept = worker
            self._timer = threading.Timer(self._seconds, self._release_idle, [worker])
            self._timer.daemon = True
            self._timer.start()

    def _release_idle(self, worker: _Hand) -> None:
        with self._guard:
            # Else it was lent out again just now.
            if self._kept is not worker:
                return
            self._kept = self._timer = None
        worker.end()
