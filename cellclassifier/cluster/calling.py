"""Calls functions of `reached` on nodes, and waits for none of them for ever.

A node that is stopped, or hangs, is there for Dask all the same. Once it was waited for
in vain it is left alone for a while: others are to be served meanwhile.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cellclassifier.cluster import guard, reached
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from distributed import Client

ANSWER_SECONDS = 60.0
"""Time that a node has to answer, s; more where bytes are on their way."""

SIGN_SECONDS = 5.0
"""Time that a node has for a sign of life, where one of several did not answer, s."""

QUIET_SECONDS = 120.0
"""Time for which a node that did not answer is asked nothing more, s."""

BYTES_A_SECOND = 100e3
"""Of a network, at least: so much longer may an answer take."""

GONE = (
    *(OSError, ValueError, KeyError, RuntimeError, TimeoutError),
    # The reason itself was not let in.
    guard.Refused,
)
"""What Dask raises, in one case or another, where a node or the scheduler is gone."""


class Gone(Exception):
    """Raised where a node does not answer any more."""


class Damaged(Exception):
    """Raised where a content is not what it should be; holds its SHA-256."""


def connected(where: Any, **options: Any) -> "Client":
    """Return Dask's client of a scheduler.

    Args:
        where: Address of the scheduler, or a cluster of Dask's.
        **options: What the client is made with.

    Raises:
        OSError: There is no scheduler; or another of `GONE`.
    """
    from distributed import Client

    made: Any = Client.__new__(Client)
    well = False
    try:
        made.__init__(where, **options)
        well = True
    finally:
        if not well and hasattr(made, "_loop_runner"):
            # Dask leaves a thread and its files open; over a night of tries they are
            # more than a process may have.
            made._loop_runner.stop()
    client: Client = made
    return client


class Calls:
    """Calls what is reached on nodes, with a limit to the time that it takes.

    Args:
        client: Dask's.
    """

    def __init__(self, client: "Client") -> None:
        self._client: Any = client
        self._silent: dict[str, float] = {}

    @property
    def silent(self) -> frozenset[str]:
        """Addresses of the nodes that did not answer when they were asked last."""
        return frozenset(self._silent)

    def heard(self, node: str) -> None:
        """Take note that a node was heard of: it is not silent."""
        self._silent.pop(node, None)

    def forget(self, nodes: Iterable[str]) -> None:
        """Forget all silent nodes but these: the others are not there any more."""
        for node in self.silent.difference(nodes):
            self.heard(node)

    def all(
        self,
        nodes: Sequence[str],
        function: Callable[..., Any],
        *given: Any,
        size: int = 0,
    ) -> dict[str, Any]:
        """Call a function on several nodes; return what each said.

        Args:
            nodes: Their addresses.
            function: One of `reached`.
            *given: What it is called with.
            size: Bytes that go to, or come from, each of them.

        Raises:
            Gone: One of them does not answer.
        """
        self._refuse_silent(nodes)
        seconds = ANSWER_SECONDS + size * len(nodes) / BYTES_A_SECOND
        try:
            found = self._run(nodes, function, given, seconds)
        except TimeoutError as error:
            self._find_silent(nodes)
            raise Gone(f"A node did not answer within {seconds:.0f} s.") from error
        except GONE as error:
            raise Gone(str(error)) from error
        return self._checked(nodes, found)

    def _checked(self, nodes: Sequence[str], found: dict[str, Any]) -> dict[str, Any]:
        for node, answer in found.items():
            if _timed_out(answer):
                self._fall_silent(node)
            else:
                self.heard(node)
        if set(found) != set(nodes):
            raise Gone(
                tr(
                    "{number} nodes did not answer.",
                    number=len(set(nodes) - set(found)),
                )
            )
        for answer in found.values():
            # Whatever it was that a node raised.
            if isinstance(answer, Exception):
                raise Gone(f"{type(answer).__name__}: {answer}") from answer
        return found

    def _run(
        self,
        nodes: Sequence[str],
        function: Callable[..., Any],
        given: Sequence[Any],
        seconds: float,
    ) -> dict[str, Any]:
        # Dask's `Client.run` itself knows no limit.
        found: dict[str, Any] = self._client.sync(
            self._client._run,
            function,
            *given,
            workers=list(nodes),
            on_error="return",
            callback_timeout=seconds,
        )
        return found

    def _refuse_silent(self, nodes: Sequence[str]) -> None:
        now = time.monotonic()
        if any(self._silent.get(node, 0.0) > now for node in nodes):
            raise Gone("A node did not answer a while ago.")

    def _fall_silent(self, node: str) -> None:
        self._silent[node] = time.monotonic() + QUIET_SECONDS

    def _find_silent(self, nodes: Sequence[str]) -> None:
        """Find out which of several nodes it was that did not answer."""
        if len(nodes) == 1:
            self._fall_silent(nodes[0])
            return
        try:
            # All at once: many may be silent.
            signs = self._client.sync(
                self._signs, nodes, callback_timeout=SIGN_SECONDS + ANSWER_SECONDS
            )
        except GONE:
            # The scheduler itself does not answer.
            return
        for node, alive in zip(nodes, signs, strict=True):
            if not alive:
                self._fall_silent(node)

    async def _signs(self, nodes: Sequence[str]) -> list[bool]:
        return await asyncio.gather(*(self._sign(node) for node in nodes))

    async def _sign(self, node: str) -> bool:
        asked = self._client._run(reached.hello, workers=[node], on_error="return")
        try:
            found = await asyncio.wait_for(asked, SIGN_SECONDS)
        except GONE:
            return False
        return isinstance(found.get(node), str)


def _timed_out(answer: object) -> bool:
    """Tell whether it is the scheduler's word that a node could not be reached."""
    late = isinstance(answer, OSError) and "imed out" in str(answer)
    return late or isinstance(answer, TimeoutError)
