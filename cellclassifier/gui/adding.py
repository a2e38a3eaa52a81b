"""Reads folders that runs are to predict, one after another, off the GUI thread."""

from collections import deque
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.later_sets import LaterSet, add_set
from cellclassifier.core.runs import Run
from cellclassifier.gui.scanning import Newest


class _Request(NamedTuple):
    run: Run
    folder: Path


class Adder(QObject):
    """Adds folders to runs in the order in which that was asked for.

    Signals:
        reported: The run, what is done, how much of it, and of how much.
        added: The run, and the set that it has now.
        failed: The run, and the exception that says why it has none.
    """

    reported = Signal(object, str, int, int)
    added = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[_Request] = deque()
        self._current: _Request | None = None
        self._work = Newest(self)
        self._work.reported.connect(self._on_reported)
        self._work.found.connect(self._on_found)
        self._work.failed.connect(self._on_failed)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that a folder is being added to, or is to be."""
        now = (self._current,) if self._current else ()
        return tuple(dict.fromkeys(each.run for each in (*now, *self._waiting)))

    def add(self, run: Run, folder: Path) -> None:
        """Have `folder` added to `run` in its turn."""
        self._waiting.append(_Request(run, folder))
        if self._current is None:
            self._next()

    def stop(self) -> None:
        """Give up what is being added and what waits; a run keeps what it has."""
        self._waiting.clear()
        self._current = None
        self._work.stop()

    def close(self) -> None:
        """Give up all, and wait until the file at hand is done."""
        self.stop()
        self._work.close()

    def _next(self) -> None:
        self._current = self._waiting.popleft() if self._waiting else None
        if self._current:
            run, folder = self._current
            self._work.begin(lambda report: add_set(run, folder, report))

    def _on_reported(self, what: str, done: int, of: int) -> None:
        if self._current:
            self.reported.emit(self._current.run, what, done, of)

    def _on_found(self, found: LaterSet) -> None:
        if request := self._current:
            self._next()
            self.added.emit(request.run, found)

    def _on_failed(self, error: BaseException) -> None:
        if request := self._current:
            self._next()
            self.failed.emit(request.run, error)
