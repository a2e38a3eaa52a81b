"""The helper at other computers: has the nodes of a place predict and explain."""

import re

from PySide6.QtCore import QObject, QTimer, Signal

from cellclassifier.core import program
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import Event, Progressed, Told
from cellclassifier.core.places import Place
from cellclassifier.gui.helping import Helper

IDLE_MS = 20_000
"""Time without a job after which nothing is kept ready for the next one, ms."""


class FarHelper(Helper):
    """Does as a helper of this computer, by a process that knows the way to a place.

    That process is a child of this one: a window never loads what it is made with.

    Attributes:
        place: The place.

    Signals:
        told: A sentence on nodes that do no part.
    """

    told = Signal(str)

    def __init__(
        self,
        place: Place,
        command: list[str],
        parent: QObject | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            place: A place other than this computer.
            command: The command of the process; see `errands_command`.
            parent: What it belongs to.
        """
        super().__init__(command, parent)
        self.place = place
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self.changed.connect(self._idle.start)

    def words(self, event: Progressed) -> str:
        """Say how far a prediction is; nodes take it in chunks."""
        what = event.told[:1].upper() + event.told[1:]
        if not event.of:
            return f"{what} ..."
        return tr("{what}: {done} of {of}", what=what, done=event.done, of=event.of)

    def short_words(self, event: Progressed) -> str:
        """Say what is done, beside a bar: of chunks it would tell too little."""
        return self.words(event)

    def _on_received(self, event: Event) -> None:
        if isinstance(event, Told):
            self.told.emit(event.told)
        elif isinstance(event, Progressed):
            event = event.model_copy(update={"what": _told(event.what)})
        super()._on_received(event)

    def _rest(self) -> None:
        if not self.busy:
            self.runner.release()


def _told(what: str) -> str:
    """Return what nodes do, as the user reads it: whoever asks them tells it so."""
    if found := re.fullmatch(r"done by (\d+) nodes?", what):
        nodes = int(found[1])
        return tr_n(
            "chunks done by 1 node",
            "chunks done by {nodes} nodes",
            nodes,
            nodes=nodes,
        )
    if found := re.fullmatch(r"reaching (.+)", what):
        return tr("reaching {place}", place=found[1])
    known = {
        "done by nodes": tr("chunks done by nodes"),
        "waiting for a node": tr("chunks done, while waiting for a node"),
    }
    return known.get(what, what)


def errands_command(place: Place) -> list[str]:
    """Return the command of a process that has a place do jobs."""
    return program.command("--errands", place.model_dump_json())
