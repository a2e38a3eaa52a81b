"""Takes what nodes tell of the runs that they have, and writes it down at home."""

from collections.abc import Callable, Mapping
from queue import SimpleQueue
from typing import Any

from pydantic import ValidationError

from cellclassifier.cluster import arriving, home, reached
from cellclassifier.cluster.far_run import FarRun, write_note
from cellclassifier.cluster.orders import Listed, Order, Sheet
from cellclassifier.cluster.reach import Damaged
from cellclassifier.cluster.sheets import Contents, count_lines
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.core.messages import Ended, Event
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run

Heard = Callable[[Run, Event], None]

_SEVERAL = list | tuple

PARTS: dict[str, dict[str, Any]] = {
    "asks": {},
    "needs": {"digests": _SEVERAL},
    "began": {},
    "lines": {"lines": _SEVERAL, "first": int},
    "live": {"line": str},
    "checkpoint": {"files": _SEVERAL},
    "heard": {"line": str},
}
"""The kinds of events, and what each must hold, of which kind."""


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
        kind, node = str(event.get("kind")), str(event.get("node"))
        parts = PARTS.get(kind, {})
        if not all(isinstance(event.get(name), each) for name, each in parts.items()):
            # Of another version: it is refused with its report.
            return
        far = self._fars.get(str(event.get("key")))
        if far is None:
            if kind in ("asks", "began"):
                # Nobody wants it any more.
                key = str(event.get("key"))
                self._transfers.call(node, reached.settle, self._study, [key])
            return
        if far.phase == "home" or self._is_strange(far, kind, node):
            return
        far.node = far.node or node
        handlers: dict[str, Callable[[FarRun, str, Mapping[str, Any]], None]] = {
            "asks": self._on_asks,
            "needs": self._on_needs,
            "began": self._on_began,
            "lines": self._on_lines,
            "live": self._on_live,
            "checkpoint": self._on_checkpoint,
            "heard": self._on_heard,
        }
        if handler := handlers.get(kind):
            handler(far, node, event)

    def _is_strange(self, far: FarRun, kind: str, node: str) -> bool:
        """Tell whether a node tells that has the run no more: another one took it.

        What it trained since is of another training, and must not be mixed with it.
        """
        return kind not in ("asks", "began") and far.node not in ("", node)

    def tell_anew(self, far: FarRun) -> None:
        """Have the node of a run tell all again that is not here."""
        if far.node:
            number = count_lines(far.run)
            self._transfers.call(far.node, reached.again, far.key, number)

    def on_snapshot(self, far: FarRun, node: str, found: object) -> None:
        """Put the copy of a checkpoint into the run's folder.

        Raises:
            UserError: A file of it is not the run's to change.
            OSError: The study's folder cannot be written.
        """
        if far.phase != "begun" or far.node != node:
            arriving.drop(found)
        elif isinstance(found, OSError):
            raise found
        elif isinstance(found, list):
            home.put(far.run, found)
        else:
            # The next copy would hold only what changed since this one.
            self.tell_anew(far)

    def _on_asks(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        order = self._orders[far.key][0]

        def sheet() -> Sheet:
            contents = Contents(far.run, errand=False)
            if far.key in self._fars:
                self._orders[far.key] = order, contents
            return contents.sheet

        far.node, far.name = node, str(event.get("name"))
        self._transfers.answer(node, far.key, sheet)

    def _on_needs(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        known = self._orders[far.key][1].paths
        key, wanted = far.key, [str(each) for each in event["digests"]]
        if strange := [each for each in wanted if each not in known]:
            # It goes by an older sheet, and would wait for these for ever.
            self._inbox.put(("sent", key, Damaged(strange[0])))
            return
        paths = {each: known[each] for each in wanted}
        self._transfers.send(
            [node], paths, lambda found: self._inbox.put(("sent", key, found))
        )

    def _on_began(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        far.node, far.name = node, str(event.get("name"))
        far.shared, far.phase = bool(event.get("shared")), "begun"
        far.asked, far.begun = None, True
        write_note(self._queue, far)
        self._queue.drop(far.run.id)
        if far.shared:
            # The node holds it in the study's own folder.
            far.let_go()
        else:
            far.run.forget_death()
            far.take_lock()

    def _on_lines(self, far: FarRun, node: str, event: Mapping[str, Any]) -> None:
        lines, first = [str(line) for line in event["lines"]], int(event["first"])
        if far.shared:
            self._tell(far, home.decoded(lines))
            return
        if first > count_lines(far.run):
            self.tell_anew(far)
        self._tell(far, home.add_lines(far.run, first, lines))

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

        def done(found: object) -> None:
            self._inbox.put(("snapshot", key, node, found))

        self._transfers.fetch(node, files, far.run.folder, done)

    def _tell(self, far: FarRun, events: list[Event]) -> None:
        for event in events:
            # How it ended is told when all that it made is here.
            if not isinstance(event, Ended):
                self._heard(far.run, event)
