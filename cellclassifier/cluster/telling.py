"""Finds what is new about a node's work, for the conductor that attends to it."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster.orders import Listed
from cellclassifier.cluster.sheets import EVENTS, TRAINED
from cellclassifier.cluster.works import Work
from cellclassifier.core.files import sha256
from cellclassifier.core.runs import Run

SNAPSHOT_SECONDS = 5.0
"""Least time between two copies of a checkpoint that are sent home, s."""

LIVE_SECONDS = 1.0
"""Least time between two reports of minibatches, s: with many nodes they cost most."""

News = dict[str, object]
"""Something to tell the conductor; Dask sends it as an event."""


class Teller:
    """Finds what is new about a work.

    Args:
        work: The work.
        lines: Number of lines of its events that are known already.
    """

    def __init__(self, work: Work, lines: int = 0) -> None:
        self._work, self._lines = work, lines
        self._began = self._asked = False
        self._live = 0
        self._lacking: list[str] = []
        self._snapped = 0.0
        self._sent: dict[str, str] = {}

    def news(self) -> Iterator[News]:
        """Yield what is new, each with its kind.

        Raises:
            OSError: The run's folder cannot be read.
        """
        work = self._work
        if not self._asked and not work.order.jobs:
            self._asked = True
            yield {"kind": "asks"}
        if (lacking := work.lacking) and lacking != self._lacking:
            self._lacking = lacking
            yield {"kind": "needs", "digests": lacking}
        if (run := work.run) is not None and work.training:
            yield from self._of_training(run)
        for line in work.take_heard():
            yield {"kind": "heard", "line": line.decode()}

    def rest(self) -> Iterator[News]:
        """Yield what was told last, when it is over."""
        if self._work.run is not None and not self._work.order.jobs:
            yield from self._new_lines(self._work.run)

    def _of_training(self, run: Run) -> Iterator[News]:
        if not self._began:
            self._began = True
            yield {"kind": "began", "shared": self._work.shared}
        epochs = False
        for each in self._new_lines(run):
            epochs = epochs or '"epoch_ended"' in str(each["lines"])
            yield each
        yield from self._new_batch(run)
        late = time.monotonic() - self._snapped > SNAPSHOT_SECONDS
        if late and not self._work.shared and (files := self._snapshot(run)):
            self._snapped = time.monotonic()
            yield {"kind": "checkpoint", "files": [f.model_dump() for f in files]}

    def _new_lines(self, run: Run) -> Iterator[News]:
        path = run.folder / EVENTS
        if not path.exists():
            return
        whole = path.read_bytes().rpartition(b"\n")[0].split(b"\n")
        new = [line.decode(errors="replace") for line in whole[self._lines :]]
        if new and whole != [b""]:
            told = new if self._work.shared else [*map(self._work.desk.line_back, new)]
            yield {"kind": "lines", "first": self._lines, "lines": told}
            self._lines += len(new)

    def _new_batch(self, run: Run) -> Iterator[News]:
        path = run.folder / "live.json"
        with suppress(OSError):
            changed = path.stat().st_mtime_ns
            if changed - self._live > LIVE_SECONDS * 1e9:
                self._live = changed
                yield {"kind": "live", "line": path.read_text(encoding="utf-8")}

    def _snapshot(self, run: Run) -> list[Listed]:
        """Return the files that a training would go on from, if whole and new."""
        before = _stamp(run)
        found: list[Listed] = []
        if before == 0:
            return found
        try:
            for path in _trained_files(run):
                digest = sha256(path)
                name = path.relative_to(run.folder.parent).as_posix()
                if self._sent.get(name) != digest:
                    content = self._work.desk.content_back(path)
                    kept = self._work.keep(content)
                    found.append(kept.model_copy(update={"path": name}))
                    self._sent[name] = digest
        except OSError:
            return []
        # An epoch that ended meanwhile may have mixed two states: the next one then.
        if _stamp(run) != before:
            self._sent.clear()
            return []
        return found


def _stamp(run: Run) -> int:
    """Return what changes with each epoch that is kept; 0 where none is yet."""
    try:
        return run.checkpoint_path.stat().st_mtime_ns
    except OSError:
        return 0


def _trained_files(run: Run) -> Iterator[Path]:
    for name in TRAINED:
        path = run.folder / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(path.glob("*.npz"))
