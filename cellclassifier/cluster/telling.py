"""Finds what is new about a node's work, for the conductor that attends to it."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster.orders import Listed, pure
from cellclassifier.cluster.sheets import EVENTS, TRAINED
from cellclassifier.cluster.works import Work
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run

SNAPSHOT_SECONDS = 5.0
"""Least time between two copies of a checkpoint that are sent home, s."""

LIVE_SECONDS = 1.0
"""Least time between two reports of minibatches, s: with many nodes they cost most."""

BYTES_A_SECOND = 10e6
"""Of a network: a copy is not made before the one before it can have come home."""

NEEDS_AT_ONCE = 500
"""Contents that are asked for at once: the scheduler keeps what it is told."""

NEEDS_SECONDS = 60.0
"""Time after which contents are asked for again that have not come, s."""

Stamp = tuple[int, ...]
"""What changes with each epoch that is kept; empty where none is yet."""

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
        self._live, self._lived = 0, -LIVE_SECONDS
        self._needed: set[str] = set()
        self._needed_at = 0.0
        self._next_copy = 0.0
        self._copied: Stamp = ()
        self._sent: dict[str, tuple[str, str]] = {}
        self._stale: set[str] = set()

    def news(self) -> Iterator[News]:
        """Yield what is new, each with its kind.

        Raises:
            OSError: The run's folder cannot be read.
        """
        work = self._work
        if not self._asked and not work.order.jobs:
            self._asked = True
            yield {"kind": "asks"}
        yield from self._needs()
        if (run := work.run) is not None and work.training:
            yield from self._of_training(run)
        for line in work.take_heard():
            yield {"kind": "heard", "line": line.decode()}

    def rest(self) -> Iterator[News]:
        """Yield what was told last, when it is over."""
        if self._work.run is not None and not self._work.order.jobs:
            # It may have been over before anyone looked. One that failed so early is
            # left to other nodes, as one that was never begun.
            report = self._work.report
            if report is None or report.outcome != "failed":
                yield from self._begin()
            yield from self._new_lines(self._work.run)

    def _needs(self) -> Iterator[News]:
        """Ask for what is lacking: a part at a time, and anew where it does not come.

        All of it at each look would be megabytes, with thousands of images.
        """
        lacking = self._work.lacking
        late = time.monotonic() - self._needed_at > NEEDS_SECONDS
        if not lacking or not (late or self._needed.isdisjoint(lacking)):
            return
        digests = lacking[:NEEDS_AT_ONCE]
        self._needed, self._needed_at = set(digests), time.monotonic()
        yield {"kind": "needs", "digests": digests}

    def _begin(self) -> Iterator[News]:
        if not self._began:
            self._began = True
            yield {"kind": "began", "shared": self._work.shared}

    def _of_training(self, run: Run) -> Iterator[News]:
        yield from self._begin()
        yield from self._new_lines(run)
        yield from self._new_batch(run)
        late = time.monotonic() > self._next_copy
        if late and not self._work.shared and (files := self._snapshot(run)):
            seconds = sum(file.size for file in files) / BYTES_A_SECOND
            self._next_copy = time.monotonic() + max(seconds, SNAPSHOT_SECONDS)
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
            changed, now = path.stat().st_mtime_ns, time.monotonic()
            # The clock of files may be set back; this one goes on.
            if changed != self._live and now - self._lived >= LIVE_SECONDS:
                self._live, self._lived = changed, now
                yield {"kind": "live", "line": path.read_text(encoding="utf-8")}

    def _snapshot(self, run: Run) -> list[Listed]:
        """Return the files that a training would go on from, if whole and new."""
        before = _stamp(run)
        if before in ((), self._copied):
            return []
        new: dict[str, tuple[str, str]] = {}
        found: list[Listed] = []
        try:
            for path in _trained_files(run):
                digest = sha256(path)
                name = self._work.desk.name_of(path)
                if self._sent.get(name, ("", ""))[0] != digest:
                    found.append(self._work.keep(path))
                    new[name] = digest, found[-1].sha256
        except OSError:
            found = []
        # An epoch that ended meanwhile may have mixed two states: the next one then.
        if not found or _stamp(run) != before:
            self._work.drop(kept for _, kept in new.values())
            return []
        # Of the copy before this one, some may still be on their way home.
        self._work.drop(self._stale)
        self._stale = {self._sent[name][1] for name in new if name in self._sent}
        self._sent |= new
        self._copied = before
        return found


def describe(work: Work) -> str:
    """Return what is done of an order now, in words, such as "trains x, epoch 2 of 9".

    Args:
        work: The work on it.
    """
    order = work.order
    named = f"{order.run} of {pure(order.folder, order.windows).name}"
    if order.jobs:
        return tr("predicts or explains tiles by {named}", named=named)
    if (run := work.run) is None or not work.training:
        return tr("gets the files of {named}", named=named)
    try:
        if run.ended() is not None:
            return tr("predicts the sets of {named}", named=named)
        done, of = len(run.history().epochs), run.record.study.training.epochs
    except (OSError, UserError, ValueError):
        return tr("trains {named}", named=named)
    return tr(
        "trains {named}, epoch {epoch} of {of}",
        named=named,
        epoch=min(done + 1, of),
        of=of,
    )


def _stamp(run: Run) -> Stamp:
    try:
        facts = run.checkpoint_path.stat()
    except OSError:
        return ()
    # Two epochs may be over between two ticks of the clock: each makes a new file.
    return facts.st_mtime_ns, facts.st_ino, facts.st_size


def _trained_files(run: Run) -> Iterator[Path]:
    for name in TRAINED:
        path = run.folder / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(path.glob("*.npz"))
