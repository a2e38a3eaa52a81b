"""The events of a run, appended to its folder; none is lost while that is away."""

import os
from pathlib import Path

from cellclassifier.core.messages import Event, encode


class EventLog:
    """Appends events to a file, each flushed to disk, one line an event.

    Events that cannot be written wait in memory, and are written in order before the
    next one.

    Attributes:
        path: The file.
        trouble: Why the last event could not be written; ``None`` where it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble: OSError | None = None
        self._waiting: list[bytes] = []

    def append(self, event: Event) -> None:
        """Append an event, after those that wait."""
        self._waiting.append(encode(event))
        try:
            append_bytes(self.path, b"".join(self._waiting))
        except OSError as error:
            self.trouble = error
        else:
            self.trouble = None
            self._waiting.clear()


def append_bytes(path: Path, lines: bytes) -> None:
    """Append whole lines and flush them to disk.

    A line that a crash cut short is ended first, so that it spoils no other.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("a+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
