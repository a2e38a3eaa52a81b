"""The way to the nodes of a place: calls, contents there and back, by Dask's client."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cellclassifier import __version__
from cellclassifier.cluster import (
    arriving,
    guard,
    jobqueue,
    reached,
    security,
    unreached,
)
from cellclassifier.cluster.arriving import Arrived

# Named twice: this module hands them on.
from cellclassifier.cluster.calling import ANSWER_SECONDS, GONE, Calls, connected
from cellclassifier.cluster.calling import Damaged as Damaged
from cellclassifier.cluster.calling import Gone as Gone
from cellclassifier.cluster.orders import RUN, Hello, Listed, Order
from cellclassifier.cluster.scheduler import reason
from cellclassifier.cluster.store import CHUNK, Spoilt, bundles
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place, profile

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 20
"""Time that a scheduler has to answer, s."""


def quieten() -> None:
    """Have Dask not log that a scheduler is gone: that is told in a sentence."""
    # Loaded first: it sets levels of its own.
    import distributed  # noqa: F401

    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)


class Reach:
    """A connection to the nodes of a place.

    Args:
        place: The place.
        port: Port of the scheduler where it runs here, for a cluster; 0 for any.
        log: Folder for the logs of a cluster's nodes.

    Raises:
        UserError: It cannot be reached, or is not one of ours.
    """

    def __init__(self, place: Place, port: int = 0, log: Path | None = None) -> None:
        guard.install()
        quieten()
        self._place = place
        self._cluster: Any = None
        self._sender = uuid.uuid4().hex
        if place.kind == "cluster":
            chosen = profile(place.profile)
            self._cluster = jobqueue.start(chosen, place.certificates, port, log)
            self._gpus = max(chosen.gpus, 1)
        self.client = self._connect()
        self._calls = Calls(self.client)
        self._refuse_others()

    def _connect(self) -> "Client":
        where = self._cluster or self._place.address
        secured = None
        if self._cluster is None:
            secured = security.security(self._place.certificates)
        try:
            return connected(
                where,
                security=secured,
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                name="cellclassifier",
            )
        except GONE as error:
            self.close()
            encrypted = not self._place.address.startswith("tcp://")
            raise UserError(
                unreached.no_scheduler(self._place.text, reason(error), encrypted)
            ) from error

    def _refuse_others(self) -> None:
        try:
            found = Hello.model_validate_json(self._on_scheduler(reached.hello))
        except GONE as error:
            self.close()
            raise UserError(
                unreached.not_ours(self._place.text, reason(error))
            ) from error
        if found.version != __version__:
            self.close()
            raise UserError(unreached.other_version(self._place.text, found.version))

    def _on_scheduler(self, function: Callable[..., str]) -> str:
        # Dask's `run_on_scheduler` itself knows no limit.
        client: Any = self.client
        limit = {"callback_timeout": ANSWER_SECONDS}
        return str(client.sync(client._run_on_scheduler, function, **limit))

    def close(self, leave: bool = False) -> None:
        """End the connection; with `leave`, nodes from a cluster's queue go on."""
        if client := getattr(self, "client", None):
            with suppress(*GONE):
                client.close(timeout=5)
        if self._cluster is not None:
            (jobqueue.leave if leave else jobqueue.close)(self._cluster)
            self._cluster = None

    @property
    def alive(self) -> bool:
        """Whether the scheduler answers."""
        return self.client.status == "running"

    @property
    def port(self) -> int:
        """Port of the scheduler."""
        scheduler: Any = self.client.scheduler
        return int(str(scheduler.address).rpartition(":")[2])

    def want(self, runs: int, busy: Sequence[str] = ()) -> None:
        """Have a cluster's queue asked for nodes, for so many runs.

        Args:
            runs: How many.
            busy: Names of nodes that have some of them.

        Raises:
            UserError: The queue refuses.
        """
        if self._cluster is not None:
            jobqueue.ask_for(self._cluster, -(-runs // self._gpus), busy)

    def why(self) -> str:
        """Return why a cluster's queue gives no node yet, in its words, or nothing."""
        return jobqueue.state(self._cluster).why if self._cluster is not None else ""

    def nodes(self) -> tuple[str, ...]:
        """Return the addresses of all nodes.

        Raises:
            Gone: The scheduler does not answer.
        """
        found = tuple(self.identities())
        self._calls.forget(found)
        return found

    def identities(self) -> dict[str, dict[str, Any]]:
        """Return what the scheduler knows of each node, by address.

        Raises:
            Gone: The scheduler does not answer.
        """
        client: Any = self.client
        limit = {"callback_timeout": ANSWER_SECONDS}
        try:
            # Dask's `scheduler_info` itself knows no limit.
            client.sync(client._update_scheduler_info, n_workers=-1, **limit)
            return dict(client._scheduler_identity["workers"])
        except TimeoutError as error:
            raise Gone(unreached.silent()) from error
        except GONE:
            return {}

    @property
    def silent(self) -> frozenset[str]:
        """Addresses of the nodes that do not answer, though they are there."""
        return self._calls.silent

    def heard(self, node: str) -> None:
        """Take note that a node was heard of."""
        self._calls.heard(node)

    def listen(self, topic: str, heard: Callable[[dict[str, Any]], None]) -> None:
        """Have `heard` called, on another thread, with each event of a topic."""
        self.client.subscribe_topic(topic, lambda event: heard(event[1]))

    def submit(
        self, order: Order, nodes: Sequence[str] = (), held: bool = False
    ) -> "Future":
        """Have an order done by one of `nodes`, or by any; it goes on without us.

        Args:
            order: The order.
            nodes: Addresses of those that may do it; none stands for all.
            held: Whether one of them has it already, so that it needs no room there.

        Raises:
            Gone: The scheduler does not answer.
        """
        from distributed import fire_and_forget

        try:
            future = self.client.submit(
                reached.do,
                order.model_dump_json(),
                key=order.key,
                workers=list(nodes) or None,
                resources={} if held else {RUN: 1},
                retries=3,
                pure=False,
            )
            fire_and_forget(future)
        except GONE as error:
            raise Gone from error
        return future

    def call(self, node: str, function: Callable[..., Any], *given: Any) -> Any:
        """Call a function of `reached` on a node.

        Raises:
            Gone: The node does not answer.
        """
        return self.call_all([node], function, *given)[node]

    def call_all(
        self,
        nodes: Sequence[str],
        function: Callable[..., Any],
        *given: Any,
        size: int = 0,
    ) -> dict[str, Any]:
        """Call a function of `reached` on several nodes; return what each said.

        Args:
            nodes: Their addresses.
            function: The function.
            *given: What it is called with.
            size: Bytes that go to, or come from, each of them.

        Raises:
            Gone: One of them does not answer.
        """
        return self._calls.all(nodes, function, *given, size=size)

    def send(self, nodes: Sequence[str], paths: Mapping[str, Path]) -> None:
        """Send contents, by SHA-256, to nodes.

        Raises:
            Gone: A node does not answer.
            Damaged: A file is not what its SHA-256 says any more.
            UserError: A node has no room.
            OSError: A file cannot be read.
        """
        try:
            for parts in bundles(paths):
                self._send(nodes, parts)
        except Spoilt as error:
            raise Damaged(str(error)) from error

    def _send(
        self, nodes: Sequence[str], parts: Sequence[tuple[str, int, int, bytes]]
    ) -> None:
        size = sum(len(part[3]) for part in parts)
        said = self.call_all(nodes, reached.take, parts, self._sender, size=size)
        for wrong in filter(None, said.values()):
            if wrong[0].startswith("!"):
                raise UserError(unreached.not_kept(wrong[0][1:]))
            raise Damaged(wrong[0])

    def fetch(self, node: str, files: Sequence[Listed], folder: Path) -> list[Arrived]:
        """Fetch files that a node keeps, each checked; see `arriving`.

        Args:
            node: Its address.
            files: The files.
            folder: The run's, where they lie until they are put in their places.

        Raises:
            Gone: The node does not answer, or has one of them no more.
            Damaged: What came is not what was announced.
            OSError: The folder is not there, or there is no room.
        """

        def ask(asked: Sequence[tuple[str, int, int]]) -> list[bytes]:
            found = self.call_all([node], reached.give, asked, size=CHUNK)[node]
            return arriving.parts_of(found, asked)

        return arriving.fetch(ask, files, folder, self._sender)
