"""What a node does of an order: the worker's job, told as it goes on, and a report.

It goes on whatever becomes of the connection; whoever asks for the same order again is
told from where they left off.
"""

import threading
from contextlib import suppress
from pathlib import Path
from typing import cast, get_args

from cellclassifier.cluster.desks import Desk, shared_run
from cellclassifier.cluster.orders import Listed, Order, Report, Sheet
from cellclassifier.cluster.sheets import EVENTS
from cellclassifier.cluster.store import Store
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import (
    Ended,
    Event,
    Job,
    TrainJob,
    decode_to_worker,
    encode,
)
from cellclassifier.core.runs import Ask, Run, prediction_jobs

ANSWER_SECONDS = 10.0
"""Time that the conductor has to say how a run stands by now, s."""

GRACE_SECONDS = 8.0
"""Time that a worker has to stop by itself when asked to, s; then it is killed."""

LOOK_SECONDS = 0.5
"""Time between two looks for what is awaited, s."""


class Work:
    """One order on this node.

    Attributes:
        order: The order.
        node: Name of the node, for people.
        ended: Set when it is over.
        report: How it ended, then.

    Args:
        order: The order.
        studies: Folder of all studies on this node.
        store: The contents.
        node: Name of the node, for people.
        command: Replaces the command of the worker.
    """

    def __init__(
        self,
        order: Order,
        studies: Path,
        store: Store,
        node: str,
        command: list[str] | None = None,
    ) -> None:
        self.order, self.node = order, node
        self.ended = threading.Event()
        self.report: Report | None = None
        self._store, self._command = store, command
        self._desk = Desk(studies, order, store)
        self._run: Run | None = None
        self._shared = False
        self._worker: Worker | None = None
        self._answer: Sheet | None = None
        self._answered = threading.Event()
        self._asked: Ask | None = None
        self._lacking: list[str] = []
        self._heard: list[bytes] = []
        self._thread = threading.Thread(target=self._do, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def answer(self, sheet: Sheet) -> None:
        """Take how the run stands by now."""
        self._answer = sheet
        self._answered.set()

    def ask(self, what: Ask) -> None:
        """Have the training stop or pause; one that does not stop is killed."""
        self._asked = what
        self._answered.set()
        if self._run is not None:
            with suppress(OSError):
                self._run.ask(what)
        if what == "stop":
            timer = threading.Timer(GRACE_SECONDS, self._kill)
            timer.daemon = True
            timer.start()

    def _kill(self) -> None:
        if self._worker is not None and not self.ended.is_set():
            self._worker.kill()

    @property
    def training(self) -> bool:
        """Whether it is a training, and its worker has begun."""
        return self._worker is not None and not self.order.jobs

    @property
    def run(self) -> Run | None:
        """The run's folder here, as soon as it is laid out."""
        return self._run

    @property
    def desk(self) -> Desk:
        """The folder of this node's own."""
        return self._desk

    @property
    def shared(self) -> bool:
        """Whether the study's own folder is seen here, and used."""
        return self._shared

    @property
    def lacking(self) -> list[str]:
        """SHA-256 of the contents that are awaited."""
        return list(self._lacking)

    def keep(self, data: bytes) -> Listed:
        """Keep a content to be fetched; its path is up to the caller."""
        digest, size = self._store.add_bytes(data)
        return Listed(path="x", size=size, sha256=digest)

    def take_heard(self) -> list[bytes]:
        """Return what the worker told that is in no file, since the last call."""
        heard, self._heard = self._heard, []
        return heard

    def _do(self) -> None:
        try:
            ended = self._done()
        except (UserError, OSError, ValueError) as error:
            ended = Ended(outcome="failed", detail=str(error))
        finally:
            self._worker = None
        self.report = self._reported(ended)
        self.ended.set()

    def _done(self) -> Ended:
        self._run = self._prepare()
        if self._run is None:
            outcome = "paused" if self._asked == "pause" else "cancelled"
            return Ended.model_validate({"outcome": outcome})
        with Worker(self._command) as worker:
            self._worker = worker
            if self.order.jobs:
                return self._errand(self._run, worker)
            return self._train(self._run, worker)

    def _prepare(self) -> Run | None:
        """Return the run, ready to be worked on; ``None`` where it was stopped."""
        if shared := shared_run(self.order):
            self._shared = True
            return Run(shared)
        # A run that is only used does not change meanwhile.
        if not self.order.jobs:
            self._answered.wait(ANSWER_SECONDS)
        sheet = self._answer or self.order.sheet
        while self._asked is None:
            self._lacking = self._store.lacking(sheet.blobs)
            if not self._lacking:
                return self._desk.lay_out(sheet)
            # Set by whoever brings the last of them, or asks to stop.
            self._answered.wait(LOOK_SECONDS)
            self._answered.clear()
        return None

    def _train(self, run: Run, worker: Worker) -> Ended:
        ended = run.ended() if run.state in ("done", "cancelled") else None
        if ended is None:
            run.forget_death()
            if self._asked:
                run.ask(self._asked)
            began = (run.folder / EVENTS).exists()
            job = TrainJob(run=run.folder, resume=self.order.resume or began)
            ended = self._trained(run, worker, job)
        if ended.outcome != "paused" and run.has_network:
            for each in prediction_jobs(run):
                worker.do(each, self._hear)
        return ended

    def _trained(self, run: Run, worker: Worker, job: TrainJob) -> Ended:
        try:
            # All that it tells is in its file of events.
            return worker.do(job)
        except UserError:
            if self._asked == "stop":
                run.mark_died(Ended(outcome="cancelled"))
            raise
        finally:
            run.forget_asked()

    def _errand(self, run: Run, worker: Worker) -> Ended:
        ended = Ended(outcome="done")
        for line in self.order.jobs:
            job = decode_to_worker(line)
            moved = job.model_copy(update={"run": run.folder})
            ended = worker.do(as_job(moved), self._hear)
        return ended

    def _hear(self, event: Event) -> None:
        self._heard.append(encode(event))

    def _reported(self, ended: Ended) -> Report:
        files: list[Listed] = []
        if self._run is not None and not self._shared:
            for name, content in self._desk.changed():
                files.append(self.keep(content).model_copy(update={"path": name}))
        return Report(
            key=self.order.key,
            node=self.node,
            outcome=ended.outcome,
            detail=ended.detail,
            files=tuple(files),
            shared=self._shared,
        )


def as_job(message: object) -> Job:
    """Return a message that asks for work.

    Raises:
        ValueError: It is another one.
    """
    if isinstance(message, get_args(Job)):
        return cast("Job", message)
    raise ValueError("Expected a job on a run.")
