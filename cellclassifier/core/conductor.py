"""Trains the waiting runs of a study, one after another on each device.

It is a process of its own, without Qt and without TensorFlow, so that it goes on when
windows close; each training has a worker process, which frees the memory of a GPU. What
it does can be seen in files, and is asked for in files: see `queueing` and `runs`.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cellclassifier.core import preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended, Event, TrainJob
from cellclassifier.core.queueing import (
    Doing,
    Queue,
    Status,
    Waiting,
    conductor_command,
    detach,
)
from cellclassifier.core.runs import Run, prediction_jobs

LOOK_SECONDS = 0.25
"""Time between two looks at the queue, s."""

GRACE_SECONDS = 8.0
"""Time that a worker has to stop by itself when asked to, s; then it is killed."""

LOCK_SECONDS = 3.0
"""Time to wait for a look at the lock, by a window, to be over."""

Heard = Callable[[Run, Event], None]


class Conductor:
    """Works on the queue of one study until nothing waits.

    Args:
        study_folder: The study.
        devices: Keys of the devices; each trains one run at a time.
        heard: Called, on threads of this, with what the workers tell.
        command: Replaces the command of workers.
    """

    def __init__(
        self,
        study_folder: Path,
        devices: Sequence[str] = ("auto",),
        heard: Heard | None = None,
        command: Sequence[str] = (),
    ) -> None:
        self.queue = Queue(study_folder)
        self._devices = list(devices)
        self._heard = heard or (lambda run, event: None)
        self._command = list(command) or None
        self._changed = threading.Event()
        self._guard = threading.Lock()
        self._doing: dict[str, Doing] = {}
        self._workers: dict[str, tuple[Run, Worker]] = {}
        self._asked: dict[str, float] = {}

    def conduct(self) -> bool:
        """Work until nothing waits; return False where another conductor does.

        Raises:
            OSError: The study's folder cannot be written.
        """
        import filelock

        self.queue.folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.queue.lock_path)
        while True:
            try:
                lock.acquire(timeout=LOCK_SECONDS)
            except filelock.Timeout:
                return False
            try:
                self._work()
            finally:
                self.queue.status_path.unlink(missing_ok=True)
                lock.release()
            # What came while the lock was let go has not been seen by anyone.
            if self.queue.paused or not self.queue.waiting():
                return True

    def stop(self) -> None:
        """Stop what runs, and start nothing more."""
        self.queue.hold()
        for run, _ in list(self._workers.values()):
            run.ask("stop")

    def _work(self) -> None:
        threads: list[threading.Thread] = []
        while True:
            self._changed.clear()
            threads = [thread for thread in threads if thread.is_alive()]
            threads += self._take()
            if not threads:
                return
            self._kill_stuck()
            self._changed.wait(LOOK_SECONDS)

    def _take(self) -> list[threading.Thread]:
        """Start a thread for each free device and waiting run."""
        busy = {doing.device for doing in self._doing.values()}
        free = [device for device in self._devices if device not in busy]
        waiting = [] if self.queue.paused else self.queue.waiting()
        started = []
        for device, entry in zip(free, waiting, strict=False):
            # In this order: whoever looks finds it in one place or the other.
            self._set_doing(entry.run_id, Doing(run_id=entry.run_id, device=device))
            self.queue.drop(entry.run_id)
            thread = threading.Thread(target=self._do, args=(entry, device))
            thread.start()
            started.append(thread)
        return started

    def _run(self, run_id: str) -> Run:
        return Run(self.queue.study_folder / "runs" / run_id)

    def _do(self, entry: Waiting, device: str) -> None:
        try:
            run = self._run(entry.run_id)
            with Worker(self._command, None if device == "auto" else device) as worker:
                self._workers[run.id] = run, worker
                self._note(run.id, worker=worker.process_id)
                self._train(run, entry, worker)
        except (UserError, OSError) as error:
            # What the run has to say is in its folder; the next one may still work.
            sys.stderr.write(f"{entry.run_id}: {error}\n")
        finally:
            self._workers.pop(entry.run_id, None)
            self._asked.pop(entry.run_id, None)
            self._set_doing(entry.run_id, None)
            self._changed.set()

    def _train(self, run: Run, entry: Waiting, worker: Worker) -> None:
        run.forget_death()
        job = TrainJob(run=run.folder, resume=entry.resume)
        try:
            ended = worker.do(job, lambda event: self._heard(run, event))
        except UserError:
            if self._was_killed(run):
                run.mark_died(Ended(outcome="cancelled"))
            raise
        finally:
            run.forget_asked()
        self._heard(run, ended)
        if ended.outcome == "paused":
            self.queue.add(run, resume=True, number=entry.number)
        elif run.has_network:
            self._predict(run, worker)

    def _predict(self, run: Run, worker: Worker) -> None:
        self._note(run.id, what="predicting")
        for job in prediction_jobs(run):
            worker.do(job, lambda event: self._heard(run, event))

    def _was_killed(self, run: Run) -> bool:
        return run.id in self._asked

    def _kill_stuck(self) -> None:
        """Kill the worker of a run that was asked to stop and did not."""
        now = time.monotonic()
        for run, worker in list(self._workers.values()):
            if run.asked() != "stop":
                continue
            since = self._asked.setdefault(run.id, now)
            if now - since > GRACE_SECONDS:
                worker.kill()

    def _note(self, run_id: str, **changes: object) -> None:
        self._set_doing(run_id, self._doing[run_id].model_copy(update=changes))

    def _set_doing(self, run_id: str, doing: Doing | None) -> None:
        with self._guard:
            if doing is None:
                self._doing.pop(run_id, None)
            else:
                self._doing[run_id] = doing
            status = Status(process_id=os.getpid(), doing=tuple(self._doing.values()))
            write_atomically(self.queue.status_path, status.model_dump_json())


def slots() -> list[str]:
    """Return the devices that runs are trained on: all GPUs, or what is preferred."""
    preferred = preferences.load().device
    if preferred != "auto":
        return [preferred]
    return [f"gpu:{number}" for number in range(count_gpus())] or ["auto"]


def count_gpus() -> int:
    """Return how many NVIDIA GPUs may be used, as far as can be told here.

    With one or none there is nothing to choose; the worker finds out by itself.
    """
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        return len(
            [each for each in visible.split(",") if each.strip() not in ("", "-1")]
        )
    folder = Path("/proc/driver/nvidia/gpus")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def main(arguments: Sequence[str]) -> int:
    """Conduct the study that the arguments name: FOLDER [WORKER COMMAND ...].

    With ``--detached`` in front, another process does so, and this one ends at once.
    """
    if arguments[0] == "--detached":
        folder, worker = Path(arguments[1]), arguments[2:]
        log = folder / "queue" / "conductor.log"
        detach(conductor_command(str(folder), *worker), log)
        return 0
    folder, worker = Path(arguments[0]), arguments[1:]
    Conductor(folder, slots(), command=worker).conduct()
    return 0
