"""Runs short work (folder scans, thumbnails) off the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Background(QObject):
    """A thread pool whose results arrive on the GUI thread.

    `work` must not touch a widget. Of several calls with the same key only the newest
    one's result is delivered.
    """

    _deliver = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads)
        self._newest: dict[str, Future[Any]] = {}
        self._closed = False
        self._deliver.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        key: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Call `work` in the background, then `done` or `failed` with its outcome.

        Nothing is called any more once this is closed.
        """
        if self._closed:
            return

        def finish(future: Future[T]) -> None:
            if self._newest.get(key) is not future or future.cancelled():
                return
            del self._newest[key]
            if error := future.exception():
                failed(error)
            else:
                done(future.result())

        if previous := self._newest.get(key):
            previous.cancel()
        future = self._newest[key] = self._pool.submit(work)
        future.add_done_callback(lambda f: self._deliver.emit(lambda: finish(f)))

    def tell(self, call: Callable[[], None]) -> None:
        """Have the GUI thread call `call` soon; meant for use inside `work`."""
        self._deliver.emit(call)

    def close(self) -> None:
        """Drop what has not started, and wait for the rest."""
        self._closed = True
        self._newest.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _call(self, call: Callable[[], None]) -> None:
        call()
