"""What a node does of an order: the worker's job, told as it goes on, and a report.

It goes on whatever becomes of the connection; whoever asks for the same order again is
told from where they left off.
"""

import threading
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.cluster import doing
from cellclassifier.cluster.desks import Desk, refuse_companions, shared_run
from cellclassifier.cluster.hands import Hands
from cellclassifier.cluster.orders import Listed, Order, Report, Sheet
from cellclassifier.cluster.store import Spoilt, Store
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, Event, encode
from cellclassifier.core.runs import Ask, Run

if TYPE_CHECKING:
    from cellclassifier.core.link import Worker

ANSWER_SECONDS = 10.0
"""Time that the conductor has to say how a run stands by now, s."""

GRACE_SECONDS = 8.0
"""Time that a worker has to stop by itself when asked to, s; then it is killed."""

LOOK_SECONDS = 0.5
"""Time between two looks for what is awaited, s."""

PATIENCE_SECONDS = 3600.0
"""Time in which something of what is awaited has to come, s; then others are served."""

HEARD = 1000
"""Most of what a worker told that is kept for a conductor that is away."""

FAILED = (UserError, OSError, ValueError)
"""What an order may fail with."""


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
        hands: Where its worker comes from.
    """

    def __init__(
        self,
        order: Order,
        studies: Path,
        store: Store,
        node: str,
        hands: Hands,
    ) -> None:
        self.order, self.node = order, node
        self.ended = threading.Event()
        self.report: Report | None = None
        self._store, self._hands = store, hands
        self._desk = Desk(studies, order, store)
        self._run: Run | None = None
        self._shared = False
        self._worker: Worker | None = None
        self._answer: Sheet | None = None
        self._answered = threading.Event()
        self._asked: Ask | None = None
        self._lacking: list[str] = []
        self._looked: Sheet | None = None
        self._heard: deque[bytes] = deque(maxlen=HEARD)
        self._kept: set[str] = set()
        self._thread = threading.Thread(target=self._do, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def answer(self, sheet: Sheet) -> None:
        """Take how the run stands by now."""
        self._answer = sheet
        self._answered.set()

    def ask(self, what: Ask) -> None:
        """Have the work stop or pause; one that does not stop is killed."""
        self._asked = what
        self._answered.set()
        if self.order.jobs:
            # Its run does not go on, and what is there was written in one step.
            if what == "stop":
                self._kill()
            return
        if self._run is not None:
            with suppress(OSError):
                self._run.ask(what)
        if what == "stop":
            timer = threading.Timer(GRACE_SECONDS, self._kill)
            timer.daemon = True
            timer.start()

    def _kill(self) -> None:
        # Looked at once: it goes when the order is over.
        worker = self._worker
        if worker is not None and not self.ended.is_set():
            worker.kill()

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

    @property
    def kept(self) -> frozenset[str]:
        """SHA-256 of the contents that were made here, to be fetched."""
        return frozenset(self._kept)

    def keep(self, path: Path) -> Listed:
        """Keep a file of the run to be fetched, with the paths of the study.

        Raises:
            OSError: It cannot be read, or there is no room.
        """
        moved = self._desk.moved_back(path)
        store = self._store
        digest, size = store.add(path) if moved is None else store.add_bytes(moved)
        self._kept.add(digest)
        return Listed(path=self._desk.name_of(path), size=size, sha256=digest)

    def drop(self, digests: Iterable[str]) -> None:
        """Remove contents that were kept, and that nobody will fetch any more."""
        sheet = self._looked or self.order.sheet
        gone = self._kept.intersection(digests)
        self._kept -= gone
        self._store.drop(gone - set(sheet.blobs))

    def take_heard(self) -> list[bytes]:
        """Return what the worker told that is in no file, since the last call."""
        # The worker may tell more meanwhile, on another thread.
        return [self._heard.popleft() for _ in range(len(self._heard))]

    def _do(self) -> None:
        ended = Ended(
            outcome="failed", detail=tr("The node {node} went wrong.", node=self.node)
        )
        try:
            ended = self._done()
        except FAILED as error:
            ended = Ended(outcome="failed", detail=str(error))
        finally:
            # Whatever came about: there are those who wait for it.
            self._worker = None
            self._conclude(ended)

    def _conclude(self, ended: Ended) -> None:
        try:
            self.report = self._reported(ended, self._files())
        except FAILED as error:
            lost = Ended(
                outcome="failed",
                detail=tr(
                    "The node {node} could not hand over what it made ({error}). Free "
                    "space there, and resume the run.",
                    node=self.node,
                    error=error,
                ),
            )
            self.report = self._reported(lost, ())
        finally:
            self.ended.set()

    def _done(self) -> Ended:
        self._run = self._prepare()
        if self._run is None:
            return doing.unbegun(self._asked)
        with self._hands.lent(keep=bool(self.order.jobs)) as worker:
            self._worker = worker
            return doing.do(
                self.order, self._run, worker, lambda: self._asked, self._hear
            )

    def _prepare(self) -> Run | None:
        """Return the run, ready to be worked on; ``None`` where it does not begin."""
        if shared := shared_run(self.order):
            self._shared = True
            return Run(shared)
        # A run that is only used does not change meanwhile.
        if not self.order.jobs:
            self._answered.wait(ANSWER_SECONDS)
        until, left = time.monotonic() + PATIENCE_SECONDS, -1
        while self._asked is None and time.monotonic() < until:
            if (run := self._laid_out()) is not None:
                return run
            if len(self._lacking) != left:
                until, left = time.monotonic() + PATIENCE_SECONDS, len(self._lacking)
            # Set by whoever answers, or asks to stop.
            self._answered.wait(LOOK_SECONDS)
            self._answered.clear()
        return None

    def _laid_out(self) -> Run | None:
        """Return the run, laid out; ``None`` where something is awaited."""
        sheet = self._answer or self.order.sheet
        wanted = sheet.blobs
        if sheet is self._looked:
            # Of thousands of images, only those are looked for that were not there.
            wanted = {digest: wanted[digest] for digest in self._lacking}
        else:
            refuse_companions(sheet)
        self._looked, self._lacking = sheet, self._store.lacking(wanted)
        if self._lacking:
            return None
        if self._desk.taken():
            self._desk.have_it_paused()
            return None
        try:
            return self._desk.lay_out(sheet)
        except Spoilt:
            # It is awaited anew.
            self._looked = None
            return None

    def _hear(self, event: Event) -> None:
        self._heard.append(encode(event))

    def _files(self) -> tuple[Listed, ...]:
        if self._run is None or self._shared:
            return ()
        return tuple(self.keep(path) for path in self._desk.changed())

    def _reported(self, ended: Ended, files: tuple[Listed, ...]) -> Report:
        return Report(
            key=self.order.key,
            node=self.node,
            outcome=ended.outcome,
            detail=ended.detail,
            files=files,
            shared=self._shared,
        )
