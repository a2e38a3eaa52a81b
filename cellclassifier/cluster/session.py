"""What is done over one connection to a place: the study's side of it."""

import json
import queue as queues
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from cellclassifier.cluster import reached
from cellclassifier.cluster.attending import Attendant
from cellclassifier.cluster.far_run import FarRun, drop_note, new_key, read_note
from cellclassifier.cluster.orders import Holding
from cellclassifier.cluster.reach import Gone, Reach
from cellclassifier.cluster.sheets import study_key
from cellclassifier.core.conductor import LOOK_SECONDS
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended
from cellclassifier.core.queueing import Queue, Waiting
from cellclassifier.core.runs import Run

SEEK_SECONDS = 20.0
"""Time that nodes have to come back after the scheduler did, s."""

AT_ONCE = 20
"""Runs that are given away between two looks at what came in."""

MOST = 200
"""Runs at the scheduler beside two for each node: each order takes memory there."""


class Session:
    """Gives away what waits, and finds again what was given away before.

    Args:
        queue: The study's queue.
        reach: The connection.
        attendant: Attends to what was given away.
        tell: Called with sentences on what goes on.
    """

    """What is done over one connection: the study's side of it."""

    def __init__(
        self,
        queue: Queue,
        reach: Reach,
        attendant: Attendant,
        tell: Callable[[str], None],
    ) -> None:
        self._queue, self._reach, self._attendant = queue, reach, attendant
        self._tell = tell
        self._study = study_key(queue.study_folder)
        self._until = time.monotonic() + SEEK_SECONDS
        self._nodes: tuple[str, ...] = ()
        self._told: str | None = None
        self._sought = self._noted()

    def _noted(self) -> dict[str, FarRun]:
        found = (read_note(self._queue, run_id) for run_id in self._queue.far())
        return {far.key: far for far in found if far is not None}

    def work(self, left: threading.Event) -> None:
        """Work until nothing is left to do, or this is to be left."""
        inbox = self._attendant.inbox
        while not left.is_set():
            self._look()
            if self._is_done():
                return
            if not self._reach.alive:
                raise Gone("The scheduler does not answer.")
            with suppress(queues.Empty):
                message = inbox.get(timeout=LOOK_SECONDS)
                while True:
                    self._attendant.handle(message)
                    message = inbox.get_nowait()

    def _is_done(self) -> bool:
        if self._attendant.fars or self._sought:
            return False
        return self._queue.paused or not self._queue.waiting()

    def _look(self) -> None:
        self._look_for_nodes()
        waiting = {entry.run_id: entry for entry in self._queue.waiting()}
        self._withdraw(waiting)
        if not self._queue.paused:
            self._give(list(waiting.values()))
        self._attendant.forward()
        self._attendant.write_status()
        busy = [far.name for far in self._attendant.fars.values() if far.node]
        self._reach.want(len(self._attendant.fars), busy)
        self._say_how_it_stands()

    def _say_how_it_stands(self) -> None:
        fars = self._attendant.fars.values()
        begun = any(far.phase != "sent" for far in fars)
        text = ""
        if fars and not begun:
            text = "Waiting for a node that is free."
            if not self._nodes:
                text = (
                    "No node is there yet. Runs begin by themselves as soon as one "
                    "comes; this computer may be switched off meanwhile, once one did."
                )
                if why := self._reach.why():
                    text += f" The cluster's queue says: {why}."
        if text != self._told:
            self._told = text
            self._tell(text)

    def _look_for_nodes(self) -> None:
        """Find runs again that nodes have, and end what nobody wants."""
        nodes = self._reach.nodes()
        if nodes != self._nodes:
            self._nodes = nodes
            for node in nodes:
                self._find(node)
            for far in list(self._attendant.fars.values()):
                if far.phase == "sent":
                    self._attendant.send_ahead(far)
        if self._sought and time.monotonic() > self._until:
            self._give_up_seeking()

    def _find(self, node: str) -> None:
        try:
            text = self._reach.call(node, reached.holdings, self._study)
        except Gone:
            return
        unwanted = []
        for holding in map(Holding.model_validate, json.loads(text)):
            if far := self._sought.pop(holding.key, None):
                self._attendant.submit(far, node)
            elif holding.key not in self._attendant.fars:
                unwanted.append(holding.key)
        if unwanted:
            with suppress(Gone):
                self._reach.call(node, reached.settle, self._study, unwanted)

    def _give_up_seeking(self) -> None:
        """Have others do what was on nodes that did not come back."""
        sought, self._sought = self._sought, {}
        waiting = {entry.run_id for entry in self._queue.waiting()}
        for far in sought.values():
            drop_note(self._queue, far.run.id)
            if far.run.id not in waiting and far.run.resumable:
                self._queue.add(far.run, resume=True, number=far.number)

    def _withdraw(self, waiting: dict[str, Waiting]) -> None:
        """Take back what nobody wants trained any more, or not now."""
        for far in list(self._attendant.fars.values()):
            dropped = far.run.id not in waiting or self._queue.paused
            if far.phase == "sent" and not far.node and dropped:
                self._attendant.withdraw(far)

    def _give(self, waiting: Sequence[Waiting]) -> None:
        sought = {far.run.id for far in self._sought.values()}
        new = [
            entry
            for entry in waiting
            if entry.run_id not in sought
            and self._attendant.of_run(entry.run_id) is None
        ]
        room = MOST + 2 * len(self._nodes) - len(self._attendant.fars)
        for entry in new[: max(min(AT_ONCE, room), 0)]:
            self._give_one(entry)

    def _give_one(self, entry: Waiting) -> None:
        folder = self._queue.study_folder / "runs" / entry.run_id
        try:
            run = Run(folder)
            key = new_key(entry.run_id)
            far = FarRun(run, key, entry.number, entry.resume, phase="sent")
            self._attendant.submit(far)
        except (UserError, OSError) as error:
            # What is wrong with one must not keep the others from being trained.
            self._queue.drop(entry.run_id)
            self._tell(str(error))
            if folder.is_dir():
                with suppress(UserError, OSError):
                    Run(folder).mark_died(Ended(outcome="failed", detail=str(error)))
