"""A run that nodes were given, as the conductor beside the study knows it."""

import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cellclassifier.cluster.orders import Order
from cellclassifier.cluster.sheets import Contents, study_key, windows
from cellclassifier.core.files import write_atomically
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Ask, Run

if TYPE_CHECKING:
    from distributed import Future


@dataclass
class FarRun:
    """One run on its way to a node, there, and back.

    Attributes:
        run: The run.
        key: What names this order everywhere.
        number: Its place in the queue.
        resume: Whether it goes on where it was interrupted.
        phase: "sought" after a restart, until its node is found; "sent" to the
            scheduler; "begun" by a node; "home": its files are fetched.
        node: Address of the node that has it; "" before.
        name: Name of that, for people.
        shared: Whether the node works in the run's own folder.
        asked: What the node was told to do.
        future: Dask's.
        lock: The run's, held while a node has it in a folder of its own.
    """

    run: Run
    key: str
    number: int
    resume: bool
    phase: Literal["sought", "sent", "begun", "home"] = "sent"
    node: str = ""
    name: str = ""
    shared: bool = False
    asked: Ask | None = None
    what: Literal["training", "predicting"] = "training"
    future: "Future | None" = field(default=None, repr=False)
    lock: Any = field(default=None, repr=False)

    def take_lock(self) -> None:
        """Show everybody that this run goes on."""
        import filelock

        if self.lock is None:
            lock = self.run.lock
            with suppress(filelock.Timeout, OSError):
                lock.acquire(timeout=1)
                self.lock = lock

    def let_go(self) -> None:
        """Show everybody that it does not go on any more."""
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def new_key(run_id: str) -> str:
    """Return a key for an order that no other one has."""
    return f"{run_id}.{uuid.uuid4().hex[:8]}"


def order_of(far: FarRun, queue: Queue, share: bool) -> tuple[Order, Contents]:
    """Return the order for a node, and where the contents of its sheet are.

    Raises:
        UserError: An image is gone, or cannot be sent.
        OSError: A file cannot be read.
    """
    contents = Contents(far.run, errand=False)
    order = Order(
        key=far.key,
        study=study_key(queue.study_folder),
        folder=str(queue.study_folder),
        windows=windows(),
        run=far.run.folder.name,
        resume=far.resume,
        share=share,
        sheet=contents.sheet,
    )
    return order, contents


def write_note(queue: Queue, far: FarRun) -> None:
    """Keep that nodes have this run, so that it is found again.

    Raises:
        OSError: The folder cannot be written.
    """
    known = {
        "key": far.key,
        "number": far.number,
        "resume": far.resume,
        "begun": far.phase != "sent",
        "node": far.name,
    }
    write_atomically(_path(queue, far.run.id), json.dumps(known))


def read_note(queue: Queue, run_id: str) -> FarRun | None:
    """Return a run as it was noted; ``None`` where that is damaged."""
    try:
        found = json.loads(_path(queue, run_id).read_bytes())
        return FarRun(
            run=Run(queue.study_folder / "runs" / run_id),
            key=str(found["key"]),
            number=int(found["number"]),
            resume=bool(found["resume"]) or bool(found["begun"]),
            phase="sought",
            name=str(found["node"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop_note(queue: Queue, run_id: str) -> None:
    """Forget that nodes had this run."""
    _path(queue, run_id).unlink(missing_ok=True)


def _path(queue: Queue, run_id: str) -> Path:
    return queue.far_folder / f"{run_id}.json"
