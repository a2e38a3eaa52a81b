"""The worker as a command, and a plain way to have it do jobs without a window."""

import os
import platform
import subprocess
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import IO

from cellclassifier.core import devices, preferences, program
from cellclassifier.core.devices import Engine
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    Cancel,
    Ended,
    Event,
    Job,
    TrainJob,
    decode_from_worker,
    encode,
)
from cellclassifier.core.runs import Run

LOG_LINES = 60
"""Last lines of the worker's own output that are kept for a bug report."""


def worker_command() -> list[str]:
    """Return the command that starts the worker, also in a frozen app."""
    return program.command("--worker")


def worker_environment(
    engine: Engine | None = None, device: str | None = None
) -> dict[str, str]:
    """Return what the worker's environment has beyond that of its parent.

    Args:
        engine: The engine that it runs networks on. ``None``: the one that
            ``KERAS_BACKEND`` names, else the preferred one, else the one there is.
        device: "auto", "cpu" or "gpu:0", ...; ``None``: the preferred one.
    """
    preferred = preferences.load()
    named = devices.engine_of(os.environ.get("KERAS_BACKEND", ""))
    chosen = engine or named or devices.usable(preferred.engine)
    told = devices.environment(
        chosen, device or preferred.device, os.environ, platform.system()
    )
    return {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **told}


def death(exit_code: int, log: str) -> Ended:
    """Return how a job ended whose worker died without a word."""
    return Ended(
        outcome="failed",
        detail=(
            tr(
                "The worker process died unexpectedly (exit code {exit_code}), most "
                "often because the computer ran out of memory or it was ended from "
                "outside. What was finished is kept, up to the last whole epoch of a "
                "training: resume it, or try again with a smaller input size or "
                "minibatch if it happens again.",
                exit_code=exit_code,
            )
        ),
        log=log,
    )


class Worker:
    """One worker process; `do` has it do a job and returns when that has ended."""

    def __init__(
        self, command: list[str] | None = None, device: str | None = None
    ) -> None:
        self._process = subprocess.Popen(
            command or worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **worker_environment(device=device)},
            # Ctrl+C is for us alone: we ask the worker to stop.
            start_new_session=os.name == "posix",
            creationflags=program.without_console(),
        )
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        assert self._process.stderr is not None
        self._reader = Thread(target=self._drain, args=(self._process.stderr,))
        self._reader.daemon = True
        self._reader.start()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # What could not be sent to a dead worker is still in the buffer.
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    @property
    def process_id(self) -> int:
        """The id of its process."""
        return self._process.pid

    def kill(self) -> None:
        """End the process at once; what it was doing is lost."""
        self._process.kill()

    def do(self, job: Job, heard: Callable[[Event], None] | None = None) -> Ended:
        """Do `job`; Ctrl+C asks it to stop.

        Args:
            job: What to do.
            heard: Called with each event before the last.

        Returns:
            How it ended, made up here if the process died.

        Raises:
            UserError: It failed; the text is the sentence that says why.
        """
        self._send(encode(job))
        ended = self._ended(heard or (lambda event: None))
        if ended.outcome == "failed":
            if isinstance(job, TrainJob) and self._process.poll() is not None:
                Run(job.run).mark_died(ended)
            raise UserError(ended.detail)
        return ended

    def _ended(self, heard: Callable[[Event], None]) -> Ended:
        while True:
            try:
                event = self._next()
                if isinstance(event, Ended):
                    return event
                heard(event)
            except KeyboardInterrupt:
                self._send(encode(Cancel()))

    def _next(self) -> Event:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if line:
            return decode_from_worker(line)
        code = self._process.wait()
        self._reader.join()
        return death(code, "".join(self._log))

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except BrokenPipeError:
            # It died; `_next` finds that out and says so.
            return

    def _drain(self, stderr: IO[bytes]) -> None:
        with stderr:
            for line in stderr:
                self._log.append(line.decode(errors="replace"))
