"""Writes the answers of one reader, each of them on the disk before the next card."""

import os
from contextlib import ExitStack
from pathlib import Path

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line, write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import ReviewRecord
from cellclassifier.core.reviews.sitting_record import (
    Answered,
    Event,
    log_path,
    named,
    new_seal,
    read_log,
)


class SittingLog:
    """Writes a reader's file, for as long as the reader sits; one at a time."""

    def __init__(self, folder: Path, record: ReviewRecord, reader: str) -> None:
        """Begin a file, or take up the one that is there.

        Raises:
            UserError: It was changed, is in use elsewhere, or cannot be written.
        """
        # Imported here: the window starts sooner without.
        import filelock

        self._path = log_path(folder, reader)
        self._lock = filelock.FileLock(self._path.with_suffix(".lock"))
        try:
            self._path.parent.mkdir(exist_ok=True)
            self._lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise UserError(
                tr(
                    "{named} is answering this review in another window. Go on "
                    "there, or close it first; nothing was changed.",
                    named=named(reader),
                )
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        with ExitStack() as undone:
            # Whatever goes wrong, another window may try.
            undone.callback(self._lock.release)
            self.known = self._begun(folder, record, reader)
            undone.pop_all()

    def _begun(self, folder: Path, record: ReviewRecord, reader: str) -> Answered:
        try:
            text = (folder / "review.json").read_bytes()
            if not self._path.exists():
                seal = new_seal(record, text, reader)
                write_atomically(self._path, seal.model_dump_json() + "\n")
                _settle(self._path.parent)
            known = read_log(self._path, record, text)
            data = self._path.read_bytes()
            # What a crash cut short would spoil the line that comes next.
            self._size = data.rfind(b"\n") + 1
            os.truncate(self._path, self._size)
        except OSError as error:
            raise self._unwritable(error) from error
        return known

    def add(self, event: Event) -> None:
        """Write an event; it is on the disk when this returns.

        Raises:
            UserError: The disk is full, or the file cannot be written; then this event
                is not there, and the ones before it are.
        """
        known = self.known.after(event)
        line = event.model_dump_json()
        try:
            append_line(self._path, line)
        except OSError as error:
            self._forget_half()
            raise self._unwritable(error) from error
        self._size += len(line.encode()) + 1
        self.known = known

    def _forget_half(self) -> None:
        try:
            os.truncate(self._path, self._size)
        except OSError:
            # Read as cut short then, and cut away at the next start.
            return

    def close(self) -> None:
        """Let others write the file."""
        self._lock.release()

    def _unwritable(self, error: OSError) -> UserError:
        return UserError(
            tr(
                "The answers cannot be written to {path} ({strerror}). The "
                "answers before this one are kept. Free space or make the folder "
                "writable, then give the answer again.",
                path=self._path,
                strerror=error.strerror,
            )
        )


def _settle(folder: Path) -> None:
    """Flush the list of files of a folder, so that a new file outlives a power cut."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
