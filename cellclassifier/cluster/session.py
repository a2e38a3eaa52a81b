"""What is done over one connection to a place: the study's side of it."""

import json
import queue as queues
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from cellclassifier.cluster import unreached
from cellclassifier.cluster.attending import Attendant
from cellclassifier.cluster.far_run import (
    FarRun,
    drop_note,
    give_back,
    is_below,
    new_key,
    read_note,
    renew,
)
from cellclassifier.cluster.orders import Holding
from cellclassifier.cluster.reach import Gone, Reach
from cellclassifier.cluster.standing import gone, how_it_stands
from cellclassifier.core.conductor import LOOK_SECONDS
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended
from cellclassifier.core.queueing import Queue, Waiting
from cellclassifier.core.runs import Run

SEEK_SECONDS = 60.0
"""Time that nodes have to come back after the scheduler did, s.

One that looked for it when this computer woke up does so again within 35 s.
"""

AGAIN_SECONDS = 30.0
"""Time after which a node is asked again that had what nobody wants, s."""

SLEPT_SECONDS = 45.0
"""Time that passed unnoticed, s, after which this computer must have slept."""

REFUSED_SECONDS = 60.0
"""Time between two tries to have more nodes from a queue that refused, s."""

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

    Raises:
        OSError: The study's folder cannot be read or written.
    """

    def __init__(
        self,
        queue: Queue,
        reach: Reach,
        attendant: Attendant,
        tell: Callable[[str], None],
    ) -> None:
        self._queue, self._reach, self._attendant = queue, reach, attendant
        self._tell = tell
        self._until = time.monotonic() + SEEK_SECONDS
        self._nodes: tuple[str, ...] = ()
        self._asking: set[str] = set()
        self._again: dict[str, float] = {}
        self._want_at = 0.0
        self._told: str | None = None
        self._sought = self._noted()

    def _noted(self) -> dict[str, FarRun]:
        self._queue.study_folder.stat()
        found = {run_id: read_note(self._queue, run_id) for run_id in self._queue.far()}
        for run_id in [each for each, far in found.items() if far is None]:
            self._tell(renew(self._queue, run_id))
        return {far.key: far for far in found.values() if far is not None}

    def work(self, left: threading.Event) -> None:
        """Work until nothing is left to do, or this is to be left.

        Raises:
            Gone: The scheduler is gone.
            UserError: Nothing can be trained there.
            OSError: The study's folder cannot be read or written.
        """
        while not left.is_set():
            self._look()
            if self._is_done():
                return
            if not self._reach.alive:
                raise Gone(unreached.silent())
            before = time.time()
            with suppress(queues.Empty):
                message = self._attendant.inbox.get(timeout=LOOK_SECONDS)
                while True:
                    self._handle(message)
                    message = self._attendant.inbox.get_nowait()
            self._refuse_sleep(before)

    def _refuse_sleep(self, before: float) -> None:
        if time.time() - before > SLEPT_SECONDS:
            # Nodes were taken for dead meanwhile, here or there: they are looked for,
            # before what they have is given to others.
            raise Gone(unreached.slept())

    def _handle(self, message: tuple[Any, ...]) -> None:
        self._queue.study_folder.stat()
        if message[0] == "held":
            self._on_held(message[1], message[2])
        else:
            self._attendant.handle(message)

    def _is_done(self) -> bool:
        if self._attendant.fars or self._sought or self._asking:
            return False
        return self._queue.paused or not self._queue.waiting()

    def _look(self) -> None:
        # The study itself is asked first: a lost folder looks like an empty one.
        self._queue.study_folder.stat()
        self._attendant.drop_deleted()
        self._look_for_nodes()
        waiting = {entry.run_id: entry for entry in self._queue.waiting()}
        self._withdraw(waiting)
        if not self._queue.paused:
            self._give(list(waiting.values()))
        self._attendant.forward()
        self._attendant.write_status()
        self._want()
        self._say_how_it_stands()

    def _want(self) -> None:
        """Have a cluster's queue asked for as many nodes as are of use."""
        # What is sought is done by nodes of a cluster that are not to be ended.
        if self._sought or time.monotonic() < self._want_at:
            return
        fars = self._attendant.fars.values()
        try:
            self._reach.want(len(fars), [far.name for far in fars if far.node])
        except UserError as error:
            if not any(far.phase == "begun" for far in fars):
                raise
            # Those that train go on.
            self._want_at = time.monotonic() + REFUSED_SECONDS
            self._tell(str(error))

    def _say_how_it_stands(self) -> None:
        fars = [*self._attendant.fars.values()]
        why = self._reach.why() if fars and not self._nodes else ""
        silent = self._reach.silent
        text = how_it_stands(fars, bool(self._sought), self._nodes, silent, why)
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
                if far.only and not set(far.only).intersection(nodes):
                    self._on_lost(far)
                elif far.phase == "sent":
                    self._attendant.send_ahead(far)
        now = time.monotonic()
        for node in [node for node, at in self._again.items() if at < now]:
            del self._again[node]
            if node in nodes:
                self._find(node)
        if self._sought and now > self._until:
            self._give_up_seeking()

    def _on_lost(self, far: FarRun) -> None:
        """Have a run done by others where the nodes that alone might are gone."""
        if far.phase == "home":
            return
        if far.phase == "sent":
            # It waits still, and is given away at the next look.
            self._attendant.withdraw(far)
        elif self._nodes:
            self._attendant.give_back(far, gone(far))
        else:
            self._attendant.leave(far)
            self._sought[far.key] = far
            self._until = time.monotonic() + SEEK_SECONDS

    def _find(self, node: str) -> None:
        if node not in self._asking:
            self._asking.add(node)
            self._attendant.ask_holdings(node)

    def _on_held(self, node: str, answer: object) -> None:
        self._asking.discard(node)
        if isinstance(answer, Exception):
            # It may be there still, and answer later.
            self._again[node] = time.monotonic() + AGAIN_SECONDS
            return
        try:
            found = [*map(Holding.model_validate, json.loads(str(answer)))]
        except (ValueError, TypeError):
            # Of another version, which it says when it is given a run.
            return
        for holding in found:
            if far := self._sought.pop(holding.key, None):
                self._take_up(far, node)
        unwanted = [each for each in found if self._is_unwanted(each, node)]
        if unwanted:
            waiting = {entry.run_id for entry in self._queue.waiting()}
            away = {far.run.id for far in self._attendant.fars.values()}
            self._attendant.dismiss(node, unwanted, waiting | away)
            self._again[node] = time.monotonic() + AGAIN_SECONDS

    def _is_unwanted(self, holding: Holding, node: str) -> bool:
        """Tell whether a node has what another one does, or nobody wants."""
        far = self._attendant.fars.get(holding.key)
        if far is None:
            return True
        # Dask gave it to another one while this one was out of its sight.
        return far.node != node and far.node in self._nodes

    def _take_up(self, far: FarRun, node: str) -> None:
        waits = any(far.run.id == each.run_id for each in self._queue.waiting())
        if not (far.begun or waits):
            # It was taken out of the queue before a node began it.
            drop_note(self._queue, far.run.id)
            return
        try:
            self._attendant.submit(far, node)
        except UserError as error:
            far.node = node
            self._attendant.fail(far, str(error))

    def _give_up_seeking(self) -> None:
        """Have others do what was on nodes that did not come back."""
        waiting = {entry.run_id for entry in self._queue.waiting()}
        for key, far in list(self._sought.items()):
            if far.gone or not (far.begun or far.run.id in waiting):
                drop_note(self._queue, far.run.id)
            elif far.run.is_alive():
                # Its node works on in the study's own folder, and cannot be spoken to.
                continue
            elif told := give_back(self._queue, far.run, far.number):
                self._tell(told)
            del self._sought[key]

    def _withdraw(self, waiting: dict[str, Waiting]) -> None:
        """Take back what nobody wants trained any more, or not now."""
        for far in list(self._attendant.fars.values()):
            if far.phase != "sent":
                continue
            if far.run.id not in waiting or (self._queue.paused and not far.node):
                self._attendant.withdraw(far)
            elif self._queue.paused and far.run.asked() is None:
                # A node is about to begin it: it gives it back.
                far.run.ask("pause")

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
        except (UserError, PermissionError) as error:
            # What is wrong with one must not keep the others from being trained.
            if isinstance(error, OSError) and not is_below(folder, error):
                raise
            self._tell(str(error))
            if folder.is_dir():
                with suppress(UserError, PermissionError):
                    Run(folder).mark_died(Ended(outcome="failed", detail=str(error)))
            self._queue.drop(entry.run_id)
