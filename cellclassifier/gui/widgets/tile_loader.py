"""Pixels of tiles, read in the background and kept while there is room."""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from cellclassifier.core.errors import UserError
from cellclassifier.gui.widgets.image_canvas import to_qimage

Load = Callable[[Any], npt.NDArray[np.uint8]]

CACHE_BYTES = 64 * 2**20
"""How much is kept of what was read: several windows full of tiles."""

_THREADS = min(4, os.cpu_count() or 1)


class TileLoader(QObject):
    """Reads tiles on threads of its own: those wanted last, first of all.

    All but the reading happens on the thread of the window.
    """

    loaded = Signal(object)
    """The key of a tile that can now be drawn, or that turned out to be unreadable."""

    _done = Signal(object, int, object)

    def __init__(self, load: Load, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__()
        self._load = load
        self._room = cache_bytes
        self._side = 128
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()
        self._shrunk: set[Hashable] = set()
        self._used = 0
        self._problems: dict[Hashable, str] = {}
        self._wanted: list[Hashable] = []
        self._running: set[Hashable] = set()
        # Answers to questions that were asked before `refresh` are thrown away.
        self._round = 0
        self._pool: ThreadPoolExecutor | None = ThreadPoolExecutor(
            _THREADS, thread_name_prefix="tiles"
        )
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def image(self, key: Hashable) -> QImage | None:
        """Return the pixels of a tile if they are here."""
        if key in self._images:
            self._images.move_to_end(key)
        return self._images.get(key)

    def problem(self, key: Hashable) -> str:
        """Return why a tile cannot be shown, or an empty text."""
        return self._problems.get(key, "")

    def bytes_used(self) -> int:
        """Return the size of all that is kept, bytes."""
        return self._used

    def want(self, keys: Sequence[Hashable]) -> None:
        """Say which tiles are needed, the most urgent first; all others are not."""
        known = (self._images, self._problems, self._running)
        self._wanted = [
            key for key in reversed(keys) if not any(key in part for part in known)
        ]
        self._start()

    def set_side(self, side: int) -> None:
        """Set the size tiles are shrunk to fit, device pixels."""
        if side == self._side:
            return
        self._side = side
        self._round += 1
        self._running = set()
        for key in self._shrunk & self._images.keys():
            self._used -= self._images.pop(key).sizeInBytes()
        self._shrunk = set()

    def refresh(self) -> None:
        """Forget all that was read."""
        self._round += 1
        self._images.clear()
        self._shrunk.clear()
        self._problems.clear()
        self._running = set()
        self._wanted = []
        self._used = 0

    def close(self) -> None:
        """Stop reading, and wait for what is being read."""
        self._wanted = []
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def _start(self) -> None:
        while self._pool and self._wanted and len(self._running) < _THREADS:
            key = self._wanted.pop()
            self._running.add(key)
            future = self._pool.submit(_read, self._load, key, self._side)
            future.add_done_callback(self._answer(key, self._round))

    def _answer(self, key: Hashable, turn: int) -> Callable[[Future[Any]], None]:
        # The signal crosses from the reading thread to that of the window.
        return lambda future: self._done.emit(key, turn, future)

    def _finish(
        self, key: Hashable, turn: int, future: "Future[tuple[QImage, bool]]"
    ) -> None:
        if turn != self._round or future.cancelled():
            return
        self._running.discard(key)
        try:
            image, shrunk = future.result()
        except (UserError, OSError, ValueError) as error:
            self._problems[key] = str(error) or type(error).__name__
        else:
            self._keep(key, image, shrunk)
        finally:
            self._start()
        self.loaded.emit(key)

    def _keep(self, key: Hashable, image: QImage, shrunk: bool) -> None:
        self._images[key] = image
        self._used += image.sizeInBytes()
        if shrunk:
            self._shrunk.add(key)
        while self._used > self._room and len(self._images) > 1:
            oldest, gone = self._images.popitem(last=False)
            self._shrunk.discard(oldest)
            self._used -= gone.sizeInBytes()


def _read(load: Load, key: Hashable, side: int) -> tuple[QImage, bool]:
    """Return a tile, and whether it had to be shrunk to a square of `side` px."""
    image = to_qimage(load(key))
    if max(image.width(), image.height()) <= side:
        return image, False
    keep = Qt.AspectRatioMode.KeepAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, keep, smooth), True
