"""Takes what nodes tell of the runs that they have, and writes it down at home."""

from collections.abc import Callable, Mapping
from queue import SimpleQueue
from typing import Any

from pydantic import ValidationError

from cellclassifier.cluster import home, reached
from cellclassifier.cluster.far_run import FarRun, write_note
from cellclassifier.cluster.orders import Listed, Order, Sheet
from cellclassifier.cluster.sheets import Contents
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.messages import Ended, Event
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run

Heard = Callable[[Run, Event], None]


class Listener:
    """Handles the events of nodes, of one study.

    Args:
        queue: The study's queue.
        transfers: Sends and fetches.
        study: What names the study.
        fars: The runs that nodes have, by key.
        orders: Their orders, and where the contents of these are.
        inbox: Where the results of transfers go.
        heard: Called with what workers tell.
    """

    def __init__(
        self,
        queue: Queue,
        transfers: Transfers,
        study: str,
        fars: Mapping[str, FarRun],
        orders: dict[str, tuple[Order, Contents]],
        inbox: SimpleQueue[tuple[Any, ...]],
        heard: Heard,
    ) -> None:
        self._queue, self._transfers, self._study = queue, transfers, study
        self._fars, self._orders, self._inbox = fars, orders, inbox
        self._heard = heard

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of a node; one that nobody waits for ends what it is about.

        Raises:
            OSError: The study's folder cannot be written.
        """
        far = self._fars.get(str(event.get("key")))
        node = str(event.get("node"))
        if far is None:
            if event.get("kind") in ("asks", "began"):
                # Nobody wants it any more.
                key = str(event.get("key"))
                self._transfers.call(node, reached.settle, self._study, [key])
            return
        handlers: dict[str, Callable[[FarRun, str, Mapping[str, Any]], None]] = {
            "asks": self._on_asks,
            "needs": self._on_needs,
            "began": self._on_began,
            "lines": self._on_lines,
            "live": self._on_live,
            "checkpoint": self._on_checkpoint,
            "heard": self._on_heard,
        }
        if handler := handlers.get(str(event.get("kind"))):
            handler(far, node, event)

    def _on_asks(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        def sheet() -> Sheet:
            contents = Contents(far.run, errand=False)
            self._orders[far.key] = self._orders[far.key][0], contents
            return contents.sheet

        far.node, far.name = node, str(event.get("name"))
        self._transfers.answer(node, far.key, sheet)

    def _on_needs(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        known = self._orders[far.key][1].paths
        paths = {d: known[d] for d in event["digests"] if d in known}
        key = far.key
        self._transfers.send(
            [node], paths, lambda found: self._inbox.put(("sent", key, found))
        )

    def _on_began(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        far.node, far.name = node, str(event.get("name"))
        far.shared, far.phase = bool(event.get("shared")), "begun"
        far.asked = None
        self._queue.drop(far.run.id)
        write_note(self._queue, far)
        if not far.shared:
            far.run.forget_death()
            far.take_lock()

    def _on_lines(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        lines, first = list(event["lines"]), int(event["first"])
        if far.shared:
            new = home.decoded(lines)
        else:
            new = home.add_lines(far.run, first, lines)
        self._tell(far, new)

    def _on_live(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        line = str(event["line"])
        self._tell(
            far, home.decoded([line]) if far.shared else home.set_live(far.run, line)
        )

    def _on_heard(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        far.what = "predicting"
        self._tell(far, home.decoded([str(event["line"])]))

    def _on_checkpoint(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        try:
            files = [Listed.model_validate(each) for each in event["files"]]
        except ValidationError:
            return
        key = far.key
        self._transfers.fetch(
            node, files, lambda found: self._inbox.put(("snapshot", key, found))
        )

    def _tell(self, far: FarRun, events: list[Event]) -> None:
        for event in events:
            # How it ended is told when all that it made is here.
            if not isinstance(event, Ended):
                self._heard(far.run, event)
