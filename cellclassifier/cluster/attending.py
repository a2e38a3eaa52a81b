"""Attends to the runs that nodes have: hears of them, asks, and brings them home."""

import os
import queue as queues
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cellclassifier.cluster import home, reached
from cellclassifier.cluster.far_run import (
    FarRun,
    drop_note,
    new_key,
    order_of,
    write_note,
)
from cellclassifier.cluster.hearing import Heard, Listener
from cellclassifier.cluster.orders import TOPIC, Order, Report
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.cluster.sheets import Contents, count_lines, study_key
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import Ended
from cellclassifier.core.queueing import Doing, Queue, Status

if TYPE_CHECKING:
    from distributed import Future


class Attendant:
    """Knows the runs that were given away over one connection.

    Args:
        queue: The study's queue.
        reach: The connection.
        share: Whether nodes may work in the study's own folder.
        heard: Called with what the workers tell.
        tell: Called with sentences on what goes on.

    Attributes:
        fars: The runs, by the keys of their orders.
        inbox: What came in, to be handled one after another.
    """

    def __init__(
        self,
        queue: Queue,
        reach: Reach,
        share: bool,
        heard: Heard,
        tell: Callable[[str], None],
    ) -> None:
        self.fars: dict[str, FarRun] = {}
        self.inbox: queues.SimpleQueue[tuple[Any, ...]] = queues.SimpleQueue()
        self._queue, self._reach, self._share = queue, reach, share
        self._heard, self._tell = heard, tell
        self._transfers = Transfers(reach)
        self._study = study_key(queue.study_folder)
        self._orders: dict[str, tuple[Order, Contents]] = {}
        self._refusing: set[str] = set()
        self._listener = Listener(
            queue,
            self._transfers,
            self._study,
            self.fars,
            self._orders,
            self.inbox,
            heard,
        )
        reach.listen(
            f"{TOPIC}/{self._study}", lambda event: self.inbox.put(("event", event))
        )

    def close(self) -> None:
        """Attend no more; what nodes do goes on."""
        self._transfers.close()
        for far in self.fars.values():
            far.let_go()

    def of_run(self, run_id: str) -> FarRun | None:
        """Return what is known of a run; ``None`` where it was not given away."""
        return next((f for f in self.fars.values() if f.run.id == run_id), None)

    def submit(self, far: FarRun, node: str = "") -> None:
        """Give a run to a node, or to any.

        Raises:
            Gone: The scheduler does not answer.
            UserError: An image is gone, or cannot be sent.
            OSError: A file cannot be read or written.
        """
        order, contents = order_of(far, self._queue, self._share)
        self.fars[far.key], self._orders[far.key] = far, (order, contents)
        far.phase = "sent" if far.phase == "sought" and not node else far.phase
        write_note(self._queue, far)
        if node:
            # It may be telling of it already, to whoever was here before.
            self._transfers.call(node, reached.again, far.key, count_lines(far.run))
        nodes = [node] if node else self._others()
        far.future = self._reach.submit(order, nodes)
        key = far.key
        far.future.add_done_callback(lambda done: self.inbox.put(("over", key, done)))
        self.send_ahead(far)

    def _others(self) -> list[str]:
        """Return the nodes to choose from; none stands for all."""
        if not self._refusing:
            return []
        return [node for node in self._reach.nodes() if node not in self._refusing]

    def send_ahead(self, far: FarRun) -> None:
        """Send nodes what they lack of a run, before one of them begins it."""
        order, contents = self._orders[far.key]
        if nodes := self._reach.nodes():
            self._transfers.send_ahead(nodes, order.model_dump_json(), contents.paths)

    def withdraw(self, far: FarRun) -> None:
        """Take a run back that no node has begun."""
        if far.future is not None:
            far.future.cancel()
        self._forget(far)

    def handle(self, message: tuple[Any, ...]) -> None:
        """Handle what came in.

        Raises:
            Gone: The scheduler is gone.
            OSError: The study's folder cannot be written.
        """
        kind, *given = message
        if kind == "event":
            self._listener.hear(given[0])
            return
        if (far := self.fars.get(given[0])) is None:
            return
        if kind == "over":
            self._on_over(far, given[1])
        elif kind == "fetched":
            self._on_fetched(far, given[1], given[2])
        elif kind == "asked" and given[1] is not True:
            # It did not come through: it is asked for again.
            far.asked = None
        elif kind == "snapshot":
            self._on_snapshot(far, given[1])
        elif kind == "sent":
            self._on_sent(far, given[1])

    def forward(self) -> None:
        """Tell nodes what the runs in this study's folder are asked for."""
        for far in self.fars.values():
            if far.phase != "begun" or far.shared:
                continue
            asked = far.run.asked()
            if asked and asked != far.asked:
                far.asked = asked
                self._transfers.call(
                    far.node,
                    reached.ask,
                    far.key,
                    asked,
                    done=partial(self._put, "asked", far.key),
                )

    def _put(self, kind: str, key: str, found: object) -> None:
        self.inbox.put((kind, key, found))

    def write_status(self) -> None:
        """Write what goes on for all to see."""
        doing = tuple(
            Doing(run_id=far.run.id, what=far.what, device=far.name)
            for far in self.fars.values()
            if far.phase in ("begun", "home")
        )
        status = Status(process_id=os.getpid(), doing=doing).model_dump_json()
        if status != getattr(self, "_status", ""):
            self._status = status
            write_atomically(self._queue.status_path, status)

    # What came of it

    def _on_snapshot(self, far: FarRun, found: object) -> None:
        # A copy that did not come is made up for by the next one.
        if isinstance(found, list) and far.phase == "begun":
            home.put(far.run, found)

    def _on_sent(self, far: FarRun, found: object) -> None:
        if isinstance(found, Damaged):
            path = self._orders[far.key][1].paths.get(str(found))
            self._fail(
                far,
                f"{path} has been changed since the run {far.run.id} was made, so that "
                "its numbers would mean nothing. Put the old one back, or train anew.",
            )
        elif isinstance(found, UserError | OSError):
            self._fail(far, str(found))

    def _on_over(self, far: FarRun, future: "Future") -> None:
        if future is not far.future:
            return
        if future.status in ("cancelled", "lost"):
            raise Gone("The scheduler has lost the run.")
        if future.status != "finished":
            self._fail(
                far,
                f"The nodes that had the run {far.run.id} died one after another, most "
                "often for lack of memory. What was finished is kept up to the last "
                "whole epoch that came home: look after the nodes, and resume it.",
            )
            return
        self._on_report(far, str(future.result()))

    def _on_report(self, far: FarRun, text: str) -> None:
        try:
            report = Report.model_validate_json(text)
        except ValidationError:
            self._fail(far, "The node's report was damaged. Resume the run.")
            return
        far.node = report.address or far.node
        if report.outcome == "refused":
            self._on_refused(far, report)
            return
        far.phase, key = "home", far.key
        done = lambda found: self.inbox.put(("fetched", key, report, found))  # noqa: E731
        if report.files:
            self._transfers.fetch(far.node, report.files, done)
        else:
            done([])

    def _on_refused(self, far: FarRun, report: Report) -> None:
        self._tell(report.detail)
        self._refusing.add(far.node)
        if not self._others():
            raise UserError(report.detail)
        self._replace(far)

    def _on_fetched(self, far: FarRun, report: Report, found: object) -> None:
        if isinstance(found, Gone | Damaged | OSError):
            self._tell(f"The node {far.name} went with the files of {far.run.id}.")
            self._replace(far)
            return
        if isinstance(found, list):
            home.put(far.run, found)
        self._settle(far)
        ended = Ended.model_validate(
            {"outcome": report.outcome, "detail": report.detail}
        )
        if report.outcome == "failed" and far.run.ended() is None:
            far.run.mark_died(ended)
        far.run.forget_asked()
        self._forget(far)
        if report.outcome == "paused":
            self._queue.add(far.run, resume=True, number=far.number)
        self._heard(far.run, ended)

    def _replace(self, far: FarRun) -> None:
        """Give a run to another node: from the last epoch that came home."""
        self._forget(far)
        self.submit(
            FarRun(far.run, new_key(far.run.id), far.number, resume=True, phase="sent")
        )

    def _fail(self, far: FarRun, detail: str) -> None:
        ended = Ended(outcome="failed", detail=detail)
        if far.future is not None:
            far.future.cancel()
        self._settle(far)
        far.run.mark_died(ended)
        self._queue.drop(far.run.id)
        self._forget(far)
        self._heard(far.run, ended)

    def _settle(self, far: FarRun) -> None:
        """Have the node forget a run that is not wanted from it any more."""
        if far.node:
            self._transfers.call(far.node, reached.settle, self._study, [far.key])

    def _forget(self, far: FarRun) -> None:
        far.let_go()
        self.fars.pop(far.key, None)
        self._orders.pop(far.key, None)
        drop_note(self._queue, far.run.id)
