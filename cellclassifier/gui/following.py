"""Follows the trainings of a study through their files, whoever started them."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    BatchEnded,
    EpochEnded,
    Event,
    decode_from_worker,
)
from cellclassifier.core.places import HERE, Place
from cellclassifier.core.queueing import Doing, Queue, Told

LOOK_SECONDS = 0.2
"""Time between two looks at the files, s."""


NO_NODE = tr("for a node")
"""Where a run is that waits until a node has time."""


class Standing(NamedTuple):
    """What goes on in a study.

    Attributes:
        doing: Runs that are being trained or predicted.
        waiting: Ids of the runs that wait, the next one first.
        paused: Whether no waiting run is started for now.
        conducted: Whether a process works on the queue.
        place: Where its runs are trained.
        far: Ids of the runs that nodes have, or had when they were last asked.
        told: What the process that works on it said last.
    """

    doing: tuple[Doing, ...] = ()
    waiting: tuple[str, ...] = ()
    paused: bool = False
    conducted: bool = False
    place: Place = HERE
    far: tuple[str, ...] = ()
    told: Told | None = None

    def what(self, run_id: str) -> str:
        """Return "training", "predicting", "waiting", or "" for neither."""
        for each in self.doing:
            if each.run_id == run_id:
                return each.what
        # Those that nodes were offered and have not begun still wait.
        if run_id in self.waiting:
            return "waiting"
        return "training" if run_id in self.far else ""

    def where(self, run_id: str) -> str:
        """Return "on node-3" or "for a node"; "" for a run of this computer."""
        if self.place.kind == "here":
            return ""
        for each in self.doing:
            if each.run_id == run_id and each.device not in ("", "auto"):
                return tr("on {device}", device=each.device)
        if self.what(run_id) == "training" and run_id in self.far:
            return tr("on a node")
        return NO_NODE if self.what(run_id) and self.conducted else ""


class Tail:
    """Reads what a worker has told since the last look.

    Args:
        folder: Folder of the run.
        fresh: Whether to leave out what was told before.
    """

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        self._events, self._live = folder / "events.jsonl", folder / "live.json"
        self._offset = self._size() if fresh else 0
        self._seen = self._epoch = 0

    def read(self) -> list[Event]:
        """Return new events, whole lines only; damaged ones are left out."""
        found = [*self._lines(), *self._batch()]
        events = [event for event in map(_decoded, found) if event is not None]
        ended = [event.epoch for event in events if isinstance(event, EpochEnded)]
        self._epoch = max((self._epoch, *ended))
        return [event for event in events if not self._is_late(event)]

    def _is_late(self, event: Event) -> bool:
        # The last minibatches stay told in their file when their epoch is over.
        return isinstance(event, BatchEnded) and event.epoch <= self._epoch

    def _lines(self) -> list[bytes]:
        if self._size() <= self._offset:
            return []
        with self._events.open("rb") as file:
            file.seek(self._offset)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._offset += len(whole)
        return whole.splitlines()

    def _batch(self) -> list[bytes]:
        try:
            changed = self._live.stat().st_mtime_ns
            if changed == self._seen:
                return []
            self._seen = changed
            return [self._live.read_bytes()]
        except FileNotFoundError:
            return []

    def _size(self) -> int:
        return self._events.stat().st_size if self._events.exists() else 0


def _decoded(line: bytes) -> Event | None:
    try:
        return decode_from_worker(line)
    except ValidationError:
        return None


class Follower(QObject):
    """Looks several times a second, on a thread of its own: folders may be slow.

    Signals:
        heard: Id of a run, and what its worker told.
        changed: The new `Standing`.
        lost: Why the study's folder cannot be read; "" when it can again.
    """

    heard = Signal(str, object)
    changed = Signal(object)
    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch: _Watch | None = None

    def follow(self, study_folder: Path | None) -> None:
        """Follow this study from now on, and no other."""
        self.close()
        if study_folder is not None:
            self._watch = _Watch(study_folder, self._tell)
            self._watch.start()

    def look(self) -> None:
        """Look now: something was just changed."""
        if self._watch:
            self._watch.wake()

    def close(self) -> None:
        """Follow nothing any more."""
        if self._watch:
            self._watch.stop()
            self._watch = None

    def _tell(self, watch: "_Watch", name: str, *values: object) -> None:
        # What an earlier study still had to say is of no interest.
        if watch is self._watch:
            getattr(self, name).emit(*values)


class _Watch(threading.Thread):
    def __init__(self, folder: Path, tell: Callable[..., None]) -> None:
        super().__init__(daemon=True)
        self._folder, self._queue = folder, Queue(folder)
        self._say = tell
        self._wake = threading.Event()
        self._asked = self._stopped = False
        self._standing: Standing | None = None
        self._tails: dict[str, Tail] = {}
        self._lost = False

    def wake(self) -> None:
        """Look again at once, and tell what is found even if it was told before."""
        self._asked = True
        self._wake.set()

    def stop(self) -> None:
        """End soon, and tell nothing any more."""
        self._stopped = True
        self._wake.set()
        self.join()

    def run(self) -> None:
        """Look again and again."""
        while not self._stopped:
            started = time.monotonic()
            try:
                self._look()
                self._tell_lost("")
            except OSError as error:
                self._tell_lost(
                    tr(
                        "The study's folder {folder} cannot be read "
                        "({strerror}): a disk or network drive is gone, or full. "
                        "Trainings go on as long as they can, and what was finished is "
                        "kept.",
                        folder=self._folder,
                        strerror=error.strerror,
                    )
                )
            # A slow folder must not be asked all the time.
            spent = time.monotonic() - started
            self._wake.wait(max(LOOK_SECONDS, 4 * spent))
            self._wake.clear()

    def _tell(self, name: str, *values: object) -> None:
        if not self._stopped:
            self._say(self, name, *values)

    def _tell_lost(self, sentence: str) -> None:
        if bool(sentence) != self._lost:
            self._lost = bool(sentence)
            self._tell("lost", sentence)

    def _look(self) -> None:
        # The study itself is asked first: a lost folder looks like an empty one.
        self._folder.stat()
        asked, self._asked = self._asked, False
        standing = self._found()
        training = {d.run_id for d in standing.doing if d.what == "training"}
        # A short run may have come and gone between two looks.
        waited = set(self._standing.waiting) if self._standing else set()
        self._follow(waited - set(standing.waiting) - training)
        # What a run said last is told before its end, its first words after its start.
        self._read_tails()
        if asked or standing != self._standing:
            self._standing = standing
            self._tell("changed", standing)
        for run_id in self._tails.keys() - training:
            del self._tails[run_id]
        if self._follow(training):
            self._read_tails()

    def _follow(self, run_ids: set[str]) -> set[str]:
        """Listen to these runs too; return those that are new."""
        new = run_ids - self._tails.keys()
        for run_id in new:
            self._tails[run_id] = Tail(self._folder / "runs" / run_id)
        return new

    def _read_tails(self) -> None:
        for run_id, tail in self._tails.items():
            for event in tail.read():
                self._tell("heard", run_id, event)

    def _found(self) -> Standing:
        queue = self._queue
        # In this order: one that is taken meanwhile is found in one place or the other.
        waiting = tuple(each.run_id for each in queue.waiting())
        conducted = queue.is_conducted()
        status = queue.status() if conducted else None
        doing = status.doing if status else ()
        place = queue.place()
        # Without nodes there is nothing more to look for, several times a second.
        told, far = (None, ()) if place == HERE else (queue.told(), queue.far())
        return Standing(doing, waiting, queue.paused, conducted, place, far, told)
