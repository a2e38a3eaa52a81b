"""A run that nodes were given, as the conductor beside the study knows it."""

import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cellclassifier.cluster.orders import Order
from cellclassifier.cluster.sheets import Contents, study_key, windows
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
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
        begun: Whether it was noted that a node had begun it.
        asked: What the node was told to do.
        future: Dask's.
        only: Addresses of the nodes that may do it; none stands for all.
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
    begun: bool = False
    asked: Ask | None = None
    what: Literal["training", "predicting"] = "training"
    future: "Future | None" = field(default=None, repr=False)
    only: tuple[str, ...] = ()
    lock: Any = field(default=None, repr=False)

    @property
    def gone(self) -> bool:
        """Whether the run was deleted; not where the whole study cannot be seen."""
        folder = self.run.folder
        return not folder.is_dir() and folder.parent.is_dir()

    def cancel(self) -> None:
        """Have the scheduler forget the order; what a node has begun goes on."""
        if self.future is not None:
            # By force: it was to be done without us, too.
            self.future.cancel(force=True)

    def take_lock(self) -> None:
        """Show everybody that this run goes on, unless a node does so itself.

        Who has it for a look gives it back soon: ask again then.
        """
        import filelock

        if self.lock is None and not self.shared:
            lock = self.run.lock
            with suppress(filelock.Timeout, OSError):
                lock.acquire(timeout=0)
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
        "begun": far.begun or far.phase == "begun",
        "node": far.name,
    }
    write_atomically(_path(queue, far.run.id), json.dumps(known))


def read_note(queue: Queue, run_id: str) -> FarRun | None:
    """Return a run as it was noted; ``None`` where that, or the run, is damaged."""
    try:
        found = json.loads(_path(queue, run_id).read_bytes())
        return FarRun(
            run=Run(queue.study_folder / "runs" / run_id),
            key=str(found["key"]),
            number=int(found["number"]),
            resume=bool(found["resume"]) or bool(found["begun"]),
            phase="sought",
            name=str(found["node"]),
            begun=bool(found["begun"]),
        )
    except (UserError, OSError, ValueError, KeyError, TypeError):
        return None


def give_back(queue: Queue, run: Run, number: int | None = None) -> str:
    """Have a run wait again that a node has no more, and forget that one had it.

    It goes on from the last epoch that came home. One that was asked to stop meanwhile
    does not wait, but can be resumed; nor does one that was deleted, or is over.

    Args:
        queue: The study's queue.
        run: The run.
        number: Its place in the queue; without it, after all that wait now.

    Returns:
        A sentence where it does not wait; else nothing.

    Raises:
        OSError: The study's folder cannot be written; it is noted as before.
    """
    stopped = run.asked() in ("stop", "stop_after_epoch")
    waits = {entry.run_id: entry for entry in queue.waiting()}
    if run.folder.is_dir() and not stopped and run.resumable:
        place = waits[run.id].number if run.id in waits else number
        try:
            queue.add(run, resume=True, number=place)
        except UserError as error:
            # Its cause, so that it is tried again, as all that cannot be written.
            raise OSError(str(error)) from error
    drop_note(queue, run.id)
    if not stopped:
        return ""
    queue.drop(run.id)
    run.forget_asked()
    return tr(
        "The node that had the run {run} is gone, so that it could not be stopped "
        "there. What came home up to the last whole epoch is kept: resume it for more.",
        run=run.id,
    )


def renew(queue: Queue, run_id: str) -> str:
    """Have a run wait again whose note is damaged; return a sentence on it.

    Raises:
        OSError: The study's folder cannot be written.
    """
    try:
        told = give_back(queue, Run(queue.study_folder / "runs" / run_id))
    except UserError:
        # It was deleted, or is itself damaged, which is told where it is shown.
        drop_note(queue, run_id)
        return ""
    return told or (
        tr(
            "The note on where the run {run} is trained was damaged. It goes on from "
            "the last epoch that came home.",
            run=run_id,
        )
    )


def drop_note(queue: Queue, run_id: str) -> None:
    """Forget that nodes had this run."""
    _path(queue, run_id).unlink(missing_ok=True)


def is_below(folder: Path, error: OSError) -> bool:
    """Tell whether it is a file of a folder that could not be read or written."""
    return Path(str(error.filename)).is_relative_to(folder)


def _path(queue: Queue, run_id: str) -> Path:
    return queue.far_folder / f"{run_id}.json"
