"""Attends to the runs that nodes have: hears of them, asks, and brings them home."""

import os
import queue as queues
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from cellclassifier.cluster import arriving, reached
from cellclassifier.cluster.endings import Endings
from cellclassifier.cluster.far_run import FarRun, drop_note, order_of, write_note
from cellclassifier.cluster.hearing import Heard, Listener
from cellclassifier.cluster.orders import TOPIC, Holding, Order, Report
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.cluster.sheets import Contents, count_lines, study_key
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.queueing import Doing, Queue, Status


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
        self._tell = tell
        self._transfers = Transfers(reach)
        self._study = study_key(queue.study_folder)
        self._orders: dict[str, tuple[Order, Contents]] = {}
        self._refusing: set[str] = set()
        self._tried: dict[str, set[str]] = {}
        self._status = ""
        shared = queue, self._transfers, self._study
        self._listener = Listener(*shared, self.fars, self._orders, self.inbox, heard)
        self._endings = Endings(*shared, self.inbox, heard, tell, self._forget)
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

    def ask_holdings(self, node: str) -> None:
        """Ask a node what it has of this study; ("held", node, answer) comes in."""
        self._transfers.call(
            node,
            reached.holdings,
            self._study,
            done=lambda found: self.inbox.put(("held", node, found)),
        )

    def submit(self, far: FarRun, node: str = "") -> None:
        """Give a run to a node, or to any.

        Raises:
            Gone: The scheduler does not answer.
            UserError: An image is gone, or cannot be sent.
            OSError: The study's folder cannot be read or written.
        """
        order, contents = order_of(far, self._queue, self._share)
        far.phase = "sent" if far.phase == "sought" and not node else far.phase
        write_note(self._queue, far)
        self.fars[far.key], self._orders[far.key] = far, (order, contents)
        if node:
            far.node = node
            # It may be telling of it already, to whoever was here before.
            self._transfers.call(node, reached.again, far.key, count_lines(far.run))
        nodes = [node] if node else self._others(far)
        far.only = tuple(nodes)
        far.future = self._reach.submit(order, nodes, held=bool(node))
        key = far.key
        far.future.add_done_callback(lambda done: self.inbox.put(("over", key, done)))
        self.send_ahead(far)

    def fail(self, far: FarRun, detail: str) -> None:
        """Have a run fail that no node can do, or that cannot be given to one.

        Raises:
            OSError: The study's folder cannot be written.
        """
        self._endings.fail(far, detail)

    def give_back(self, far: FarRun, why: str) -> None:
        """Have a run wait for another node.

        Raises:
            OSError: The study's folder cannot be written.
        """
        self._endings.give_back(far, why)

    def _others(self, far: FarRun) -> list[str]:
        """Return the nodes to choose from; none stands for all."""
        left = self._refusing | self._tried.get(far.run.id, set())
        if not left:
            return []
        return [node for node in self._reach.nodes() if node not in left]

    def send_ahead(self, far: FarRun) -> None:
        """Send nodes what they lack of a run, before one of them begins it."""
        order, contents = self._orders[far.key]
        if nodes := self._reach.nodes():
            self._transfers.send_ahead(nodes, order.model_dump_json(), contents.paths)

    def withdraw(self, far: FarRun) -> None:
        """Take a run back that no node has begun, though one may be about to."""
        far.cancel()
        self._forget(far)
        self._endings.settle(far)

    def leave(self, far: FarRun) -> None:
        """Attend no more to a run whose node is gone; it stays noted, and is sought."""
        far.cancel()
        far.let_go()
        far.phase, far.node, far.future = "sought", "", None
        self.fars.pop(far.key, None)
        self._orders.pop(far.key, None)

    def dismiss(self, node: str, holdings: Sequence[Holding], wanted: set[str]) -> None:
        """Have a node end, and forget, what is not to be done by it any more.

        Args:
            node: Its address.
            holdings: What it has.
            wanted: Ids of the runs that are done elsewhere, or are to be.
        """
        for each in holdings:
            # In the study's own folder a stop would be one for good, of the run itself.
            if self._share and each.run in wanted and not each.ended:
                self._transfers.call(node, reached.ask, each.key, "pause")
            else:
                self._transfers.call(node, reached.settle, self._study, [each.key])

    def drop_deleted(self) -> None:
        """Have nodes forget runs whose folders were deleted."""
        for far in [far for far in self.fars.values() if far.gone]:
            self._drop(far)

    def _drop(self, far: FarRun) -> None:
        self._queue.drop(far.run.id)
        self.withdraw(far)

    def handle(self, message: tuple[Any, ...]) -> None:
        """Handle what came in.

        Raises:
            Gone: The scheduler is gone.
            UserError: No node takes a run.
            OSError: The study's folder cannot be written.
        """
        kind, *given = message
        key = str(given[0].get("key")) if kind == "event" else given[0]
        far = self.fars.get(key)
        if kind == "event":
            self._reach.heard(str(given[0].get("node")))
        if far is not None and far.gone:
            # What is written for it now would bring a part of it back.
            self._drop(far)
        elif kind == "event":
            self._listener.hear(given[0])
        elif far is not None:
            self._on_result(kind, far, given)
            return
        if kind in ("snapshot", "fetched"):
            # Nobody wants these files any more.
            arriving.drop(given[-1])

    def _on_result(self, kind: str, far: FarRun, given: Sequence[Any]) -> None:
        if kind == "over" and given[1] is far.future:
            self._on_over(far, given[1])
        elif kind == "fetched":
            self._endings.on_fetched(far, given[1], given[2])
        elif kind == "asked" and given[1] is not True:
            # It did not come through: it is asked for again.
            far.asked = None
        elif kind == "snapshot":
            self._on_snapshot(far, given[1], given[2])
        elif kind == "sent":
            self._on_sent(far, given[1])

    def forward(self) -> None:
        """Tell nodes what the runs in this study's folder are asked for."""
        for far in self.fars.values():
            if far.phase == "begun":
                far.take_lock()
            # Where it is shared, the node sees for itself. Those that are about to
            # begin, or were found again and have told nothing yet, are asked as well.
            if not far.node or far.shared or far.phase == "home":
                continue
            if (asked := far.run.asked()) and asked != far.asked:
                far.asked = asked
                self._transfers.call(
                    *(far.node, reached.ask, far.key, asked),
                    done=partial(self._put, "asked", far.key),
                )

    def _put(self, kind: str, key: str, found: object) -> None:
        self.inbox.put((kind, key, found))

    def write_status(self) -> None:
        """Write what goes on for all to see.

        Raises:
            OSError: The study's folder cannot be written.
        """
        doing = tuple(
            Doing(run_id=far.run.id, what=far.what, device=far.name)
            for far in self.fars.values()
            if far.phase in ("begun", "home")
        )
        status = Status(process_id=os.getpid(), doing=doing).model_dump_json()
        if status != self._status:
            write_atomically(self._queue.status_path, status)
            self._status = status

    # What came of it

    def _on_snapshot(self, far: FarRun, node: str, found: object) -> None:
        try:
            self._listener.on_snapshot(far, node, found)
        except UserError as error:
            self.fail(far, str(error))

    def _on_sent(self, far: FarRun, found: object) -> None:
        if far.phase == "home":
            return
        if isinstance(found, Damaged):
            paths = self._orders[far.key][1].paths
            self._endings.on_damaged(far, paths.get(str(found)))
        elif isinstance(found, UserError | OSError):
            self.fail(far, str(found))
        elif isinstance(found, Gone):
            # Where only this did not come through, the node asks for it once more.
            self._listener.tell_anew(far)

    def _on_over(self, far: FarRun, future: Any) -> None:
        report = self._endings.on_over(far, future)
        if report is None:
            return
        strange = report.address not in ("", far.node)
        if strange and far.node in self._reach.nodes():
            # Of one that had it too, and was told to leave it.
            self._endings.give_back(far, f"The run {far.run.id} is given away anew.")
            return
        far.node, far.name = report.address or far.node, report.node
        if report.outcome == "refused":
            self._on_refused(far, report)
        elif report.outcome == "failed" and self._is_for_others(far, report):
            self._endings.give_back(far, f"{report.detail} Another node does the run.")
        else:
            self._endings.bring_home(far, report)

    def _on_refused(self, far: FarRun, report: Report) -> None:
        self._refusing.add(far.node)
        # One that ends just now says so, too.
        if far.node in self._reach.nodes() and not self._others(far):
            raise UserError(report.detail)
        self._endings.give_back(far, report.detail)

    def _is_for_others(self, far: FarRun, report: Report) -> bool:
        """Tell whether a run may fail at this node only, whose disk is full, say."""
        if far.phase != "sent" or report.files:
            return False
        self._tried.setdefault(far.run.id, set()).add(far.node)
        return bool(self._others(far))

    def _forget(self, far: FarRun) -> None:
        far.let_go()
        self.fars.pop(far.key, None)
        self._orders.pop(far.key, None)
        drop_note(self._queue, far.run.id)
