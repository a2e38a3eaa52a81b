"""Sends contents to nodes and fetches files from them, beside the conductor's loop."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster import reached
from cellclassifier.cluster.orders import Listed, Sheet
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.core.errors import UserError

_KNOWN = (Gone, Damaged, UserError, OSError)
"""What whoever waits can make something of; all else comes of no node of ours."""

Done = Callable[[object], None]
"""Called, on a thread of its own, with what came out, or the exception."""


class Transfers:
    """One thread sends, so that nothing is sent twice to a node; others fetch.

    Args:
        reach: The connection.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._sender = ThreadPoolExecutor(1, "send")
        self._others = ThreadPoolExecutor(4, "fetch")
        self._closed = threading.Event()

    def send(self, nodes: Sequence[str], paths: Mapping[str, Path], done: Done) -> None:
        """Send the contents that nodes lack, of those in `paths` by SHA-256."""
        self._run(self._sender, lambda: self._send(nodes, paths), done)

    def send_ahead(
        self, nodes: Sequence[str], order: str, paths: Mapping[str, Path]
    ) -> None:
        """Send contents of an order to nodes that do not see the study's folder."""

        def send() -> None:
            # One that does not answer must not keep the others from being served.
            there = [node for node in nodes if node not in self._reach.silent]
            found = self._reach.call_all(there, reached.sees, order)
            blind = [node for node, sees in found.items() if not sees]
            if blind:
                self._send(blind, paths)

        self._run(self._sender, send, lambda found: None)

    def fetch(
        self, node: str, files: Sequence[Listed], folder: Path, done: Done
    ) -> None:
        """Fetch files into a run's folder; `done` is given a list of `Arrived`."""
        self._run(self._others, lambda: self._reach.fetch(node, files, folder), done)

    def answer(self, node: str, key: str, sheet: Callable[[], Sheet]) -> None:
        """Tell a node how a run stands by now."""

        def told() -> object:
            text = sheet().model_dump_json()
            return self._reach.call(node, reached.answer, key, text)

        self._run(self._others, told, lambda found: None)

    def call(
        self,
        node: str,
        function: Callable[..., object],
        *given: object,
        done: Done | None = None,
    ) -> None:
        """Call a function of `reached` on a node, whatever becomes of it."""
        self._run(
            self._others,
            lambda: self._reach.call(node, function, *given),
            done or (lambda found: None),
        )

    def close(self) -> None:
        """Begin nothing more."""
        self._closed.set()
        self._sender.shutdown(wait=False, cancel_futures=True)
        self._others.shutdown(wait=False, cancel_futures=True)

    def _send(self, nodes: Sequence[str], paths: Mapping[str, Path]) -> None:
        sizes = {digest: path.stat().st_size for digest, path in paths.items()}
        lacking = self._reach.call_all(nodes, reached.lacking, sizes)
        # Nodes that lack the same are sent it in one go.
        alike: dict[tuple[str, ...], list[str]] = {}
        for node, digests in lacking.items():
            if digests:
                alike.setdefault(tuple(digests), []).append(node)
        for wanted, together in alike.items():
            self._reach.send(together, {digest: paths[digest] for digest in wanted})

    def _run(
        self, pool: ThreadPoolExecutor, work: Callable[[], object], done: Done
    ) -> None:
        def do() -> object:
            if self._closed.is_set():
                raise _Closed
            return work()

        def told(future: Future[object]) -> None:
            # Somebody waits for an answer, whatever came about.
            error = None if future.cancelled() else future.exception()
            if future.cancelled() or isinstance(error, _Closed):
                return
            if error is None:
                done(future.result())
            elif isinstance(error, _KNOWN):
                done(error)
            else:
                done(Gone(f"{type(error).__name__}: {error}"))

        # It may be closed between two lines, on another thread.
        with suppress(RuntimeError):
            pool.submit(do).add_done_callback(told)


class _Closed(Exception):
    """Raised where nothing more is begun."""
