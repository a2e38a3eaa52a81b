"""The way to the nodes of a place: calls, contents there and back, by Dask's client."""

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cellclassifier import __version__
from cellclassifier.cluster import guard, jobqueue, reached, security
from cellclassifier.cluster.orders import RUN, Hello, Listed, Order
from cellclassifier.cluster.scheduler import reason
from cellclassifier.cluster.store import CHUNK, Spoilt, bundles
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place, profile

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 20
"""Time that a scheduler has to answer, s."""

_GONE = (
    *(OSError, ValueError, KeyError, RuntimeError, TimeoutError),
    # The reason itself was not let in.
    guard.Refused,
)
"""What Dask raises, in one case or another, where a node or the scheduler is gone."""


def quieten() -> None:
    """Have Dask not log that a scheduler is gone: that is told in a sentence."""
    # Loaded first: it sets levels of its own.
    import distributed  # noqa: F401

    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)


class Gone(Exception):
    """Raised where a node does not answer any more."""


class Damaged(Exception):
    """Raised where a content is not what it should be; holds its SHA-256."""


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
        self._refuse_others()

    def _connect(self) -> "Client":
        from distributed import Client

        where = self._cluster or self._place.address
        secured = None
        if self._cluster is None:
            secured = security.security(self._place.certificates)
        try:
            return Client(
                where,
                security=secured,
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                name="cellclassifier",
            )
        except _GONE as error:
            self.close()
            raise UserError(
                f"There is no scheduler at {self._place.text} ({reason(error)}). "
                f"{self._hint()}Start one there (cellclassifier scheduler), see that "
                "the address and the certificates are right and that no firewall is "
                "in between. The runs wait in the study."
            ) from error

    def _hint(self) -> str:
        if not self._place.address.startswith("tcp://"):
            return ""
        return "It may expect TLS: use tls:// and --certificates. "

    def _refuse_others(self) -> None:
        try:
            found = Hello.model_validate_json(
                self.client.run_on_scheduler(reached.hello)
            )
        except _GONE as error:
            self.close()
            raise UserError(
                f"The scheduler at {self._place.text} is not one of Cell Classifier "
                f"({reason(error)}). Start it with: cellclassifier scheduler"
            ) from error
        if found.version != __version__:
            self.close()
            raise UserError(
                f"The scheduler at {self._place.text} has version {found.version} of "
                f"Cell Classifier, this computer {__version__}. Install the same one "
                "on both; the runs wait in the study."
            )

    def close(self, leave: bool = False) -> None:
        """End the connection; with `leave`, nodes from a cluster's queue go on."""
        if client := getattr(self, "client", None):
            with suppress(*_GONE):
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
        """Return the addresses of all nodes."""
        with suppress(*_GONE):
            return tuple(self.client.scheduler_info(n_workers=-1)["workers"])
        return ()

    def listen(self, topic: str, heard: Callable[[dict[str, Any]], None]) -> None:
        """Have `heard` called, on another thread, with each event of a topic."""
        self.client.subscribe_topic(topic, lambda event: heard(event[1]))

    def submit(self, order: Order, nodes: Sequence[str] = ()) -> "Future":
        """Have an order done by one of `nodes`, or by any; it goes on without us.

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
                resources={RUN: 1},
                retries=3,
                pure=False,
            )
            fire_and_forget(future)
        except _GONE as error:
            raise Gone from error
        return future

    def call(self, node: str, function: Callable[..., Any], *given: Any) -> Any:
        """Call a function of `reached` on a node.

        Raises:
            Gone: The node does not answer.
        """
        return self.call_all([node], function, *given)[node]

    def call_all(
        self, nodes: Sequence[str], function: Callable[..., Any], *given: Any
    ) -> dict[str, Any]:
        """Call a function of `reached` on several nodes; return what each said.

        Raises:
            Gone: One of them does not answer.
        """
        try:
            found: dict[str, Any] = self.client.run(
                function, *given, workers=list(nodes), on_error="return"
            )
        except _GONE as error:
            raise Gone(str(error)) from error
        if set(found) != set(nodes):
            raise Gone(f"{len(set(nodes) - set(found))} nodes did not answer.")
        for answer in found.values():
            # Whatever it was that a node raised.
            if isinstance(answer, Exception):
                raise Gone(f"{type(answer).__name__}: {answer}") from answer
        return found

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
        said = self.call_all(nodes, reached.take, parts, self._sender)
        for wrong in filter(None, said.values()):
            if wrong[0].startswith("!"):
                raise UserError(
                    f"A node could not keep what it was sent ({wrong[0][1:]}). "
                    "Free space there, or give it another scratch folder."
                )
            raise Damaged(wrong[0])

    def fetch(self, node: str, files: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of files that a node keeps, each checked.

        Raises:
            Gone: The node does not answer, or has one of them no more.
            Damaged: What came is not what was announced.
        """
        bundle: list[Listed] = []
        for file in (*files, None):
            full = sum(each.size for each in bundle) + (file.size if file else 0)
            if bundle and (file is None or full > CHUNK):
                yield from self._fetched(node, bundle)
                bundle = []
            if file is not None:
                bundle.append(file)

    def _fetched(
        self, node: str, files: Sequence[Listed]
    ) -> Iterator[tuple[str, bytes]]:
        contents = self._parts(node, [(file.sha256, 0, CHUNK) for file in files])
        for file, content in zip(files, contents, strict=True):
            whole = content
            if len(whole) < file.size:
                whole = self._rest(node, file, content)
            if len(whole) != file.size:
                raise Damaged(file.sha256)
            if hashlib.sha256(whole).hexdigest() != file.sha256:
                raise Damaged(file.sha256)
            yield file.path, whole

    def _rest(self, node: str, file: Listed, start: bytes) -> bytes:
        parts, held = [start], len(start)
        while held < file.size:
            more = self._parts(node, [(file.sha256, held, CHUNK)])[0]
            if not more:
                break
            parts.append(more)
            held += len(more)
        return b"".join(parts)

    def _parts(self, node: str, asked: Sequence[tuple[str, int, int]]) -> list[bytes]:
        found: list[bytes] | None = self.call(node, reached.give, asked)
        if found is None:
            raise Gone("The node has lost what it was to give.")
        right = isinstance(found, list) and len(found) == len(asked)
        if not right or not all(isinstance(each, bytes) for each in found):
            raise Gone("The node gave something else than it was asked for.")
        return found
