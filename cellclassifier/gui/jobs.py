"""Runs jobs in a worker process and turns its lines into Qt signals."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from cellclassifier.core.language import tr
from cellclassifier.core.link import death, worker_command, worker_environment
from cellclassifier.core.messages import (
    Cancel,
    Ended,
    Event,
    Job,
    decode_from_worker,
    encode,
)

GRACE_MS = 5_000
"""Time that a worker has to stop by itself, ms; then it is killed."""

LOG_BYTES = 8_000
"""Last bytes of the worker's own output that are kept for a bug report."""


class JobRunner(QObject):
    """Owns one worker process; at most one job runs at a time.

    Every job that `start` accepted closes with exactly one `ended`, also when the
    process crashes, never starts, or has to be killed.

    Signals:
        received: Every event but the last.
        ended: How the job ended.
    """

    received = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        command: list[str] | None = None,
        parent: QObject | None = None,
        environment: Callable[[], Mapping[str, str]] = worker_environment,
    ) -> None:
        super().__init__(parent)
        self._command = command or worker_command()
        self._environment = environment
        self._busy = self._cancelling = False
        self._log = b""
        self._leaving: list[QProcess] = []
        self._process = self._new_process()
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self._kill)

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._busy

    @property
    def process_id(self) -> int:
        """The worker's process id; 0 while there is none."""
        return self._process.processId()

    @property
    def alive(self) -> bool:
        """Whether there is a worker process."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, job: Job) -> None:
        """Send `job` to the worker, starting the process if there is none."""
        if self._busy:
            raise RuntimeError("A job is already running.")
        self._busy, self._cancelling = True, False
        if not self.alive:
            self._log = b""
            self._process.setProcessEnvironment(self._surroundings())
            self._process.start(self._command[0], self._command[1:])
        self._process.write(encode(job))

    def cancel(self) -> None:
        """Ask the job to stop; past the grace time the process is killed."""
        if self._busy and not self._cancelling:
            self._cancelling = True
            self._process.write(encode(Cancel()))
            self._grace.start()

    def release(self) -> None:
        """Let an idle process end, which is the only way to free a GPU's memory."""
        if not self._busy and self.alive:
            leaving, self._process = self._process, self._new_process()
            # The next job must not wait for it, and finds a new process.
            self._leaving.append(leaving)
            leaving.closeWriteChannel()

    def drop(self) -> None:
        """End the worker process at once, whatever it does, and tell nothing of it."""
        self._busy = False
        self._grace.stop()
        self._process.kill()
        self._process.waitForFinished()

    def close(self) -> None:
        """End the worker process and wait for that."""
        for process in [*self._leaving, self._process]:
            process.closeWriteChannel()
            if not _ended(process, GRACE_MS):
                process.kill()
                process.waitForFinished()

    def _new_process(self) -> QProcess:
        process = QProcess(self)
        process.readyReadStandardOutput.connect(lambda: self._read_events(process))
        process.readyReadStandardError.connect(lambda: self._read_log(process))
        process.finished.connect(lambda *_: self._on_finished(process))
        process.errorOccurred.connect(self._on_error)
        return process

    def _surroundings(self) -> QProcessEnvironment:
        environment = QProcessEnvironment.systemEnvironment()
        # Asked for anew each time: another device may have been chosen since.
        for name, value in self._environment().items():
            environment.insert(name, value)
        return environment

    def _kill(self) -> None:
        self._process.kill()

    def _read_events(self, process: QProcess) -> None:
        while process.canReadLine():
            message = decode_from_worker(bytes(process.readLine().data()))
            if isinstance(message, Ended):
                self._end(message)
            else:
                self.received.emit(message)

    def _read_log(self, process: QProcess) -> None:
        text = bytes(process.readAllStandardError().data())
        # What a process says on its way out is not about the next one's job.
        if process is self._process:
            self._log = (self._log + text)[-LOG_BYTES:]

    def _on_finished(self, process: QProcess) -> None:
        if process in self._leaving:
            self._leaving.remove(process)
        elif self._cancelling:
            self._end(Ended(outcome="cancelled"))
        else:
            log = self._log.decode(errors="replace")
            self._end(death(self._process.exitCode(), log))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            detail = tr(
                "The worker could not be started ({errorstring}). "
                "Install the program again.",
                errorstring=self._process.errorString(),
            )
            self._end(Ended(outcome="failed", detail=detail))

    def _end(self, message: Ended) -> None:
        self._grace.stop()
        if self._busy:
            self._busy = False
            self.ended.emit(message)


def _ended(process: QProcess, ms: int) -> bool:
    running = process.state() != QProcess.ProcessState.NotRunning
    return not running or process.waitForFinished(ms)


class _Request(NamedTuple):
    job: Job
    done: Callable[[Ended], None]
    heard: Callable[[Event], None] | None
    key: str


class JobQueue(QObject):
    """Has one warm worker do jobs in turn.

    Of waiting jobs with the same key only the newest is done, so that clicking through
    tiles explains the one that is looked at last.

    Signals:
        changed: A job came, went on or ended.
    """

    changed = Signal()

    def __init__(
        self, command: list[str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runner = JobRunner(command, self)
        self.runner.received.connect(self._on_received)
        self.runner.ended.connect(self._on_ended)
        self._waiting: list[_Request] = []
        self._current: _Request | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._current is not None or bool(self._waiting)

    def ask(
        self,
        job: Job,
        done: Callable[[Ended], None],
        heard: Callable[[Event], None] | None = None,
        key: str = "",
    ) -> None:
        """Have `job` done in its turn, then `done` called with how it ended.

        Args:
            job: What to do.
            done: Called once with how it ended, unless a newer job replaced it.
            heard: Called with each event before.
            key: Jobs of the same key that still wait are dropped; "" replaces none.
        """
        if self._closed:
            # What was to come when the window went must not start a process.
            return
        if key:
            self._waiting = [other for other in self._waiting if other.key != key]
        self._waiting.append(_Request(job, done, heard, key))
        self._next()

    def stop(self, job: Job) -> None:
        """Drop a job that waits, or stop it where it runs; it ends as cancelled."""
        if self._current and self._current.job is job:
            self.runner.cancel()
            return
        dropped = [request for request in self._waiting if request.job is job]
        self._waiting = [each for each in self._waiting if each.job is not job]
        for request in dropped:
            request.done(Ended(outcome="cancelled"))

    def close(self) -> None:
        """Drop what waits, end the worker, and take no job any more."""
        self._closed = True
        self._waiting.clear()
        self._current = None
        self.runner.close()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.pop(0)
            self.runner.start(self._current.job)
        self.changed.emit()

    def _on_received(self, event: Event) -> None:
        if self._current and self._current.heard:
            self._current.heard(event)

    def _on_ended(self, ended: Ended) -> None:
        request, self._current = self._current, None
        self._next()
        if request:
            request.done(ended)
