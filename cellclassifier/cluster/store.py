"""Contents by their SHA-256, on a node's disk: sent once, whatever needs them."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cellclassifier.core.files import sha256

CHUNK = 4 * 2**20
"""Bytes that are sent at once."""

KEPT_DAYS = 14
"""Days after which what nobody used goes."""


class Store:
    """A folder of contents; several processes of a computer may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where a content is, or would be."""
        return self.folder / digest[:2] / digest

    def lacking(self, wanted: Mapping[str, int]) -> list[str]:
        """Return which contents, of SHA-256 and size, are not here."""
        return [
            digest for digest, size in wanted.items() if not self._has(digest, size)
        ]

    def _has(self, digest: str, size: int) -> bool:
        path = self.path(digest)
        try:
            if path.stat().st_size != size:
                return False
            os.utime(path)
        except OSError:
            return False
        return True

    def take(self, digest: str, size: int, offset: int, data: bytes) -> bool:
        """Take a part of a content, in order; return whether it is whole and right.

        Raises:
            OSError: The folder cannot be written.
            ValueError: It is whole, and not what its name says; that is the text.
        """
        if self._has(digest, size):
            return True
        # A name of its own for each process: two may be sent the same at once.
        part = self.path(f"{digest}.{os.getpid()}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("r+b" if offset else "wb") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(data)
        if offset + len(data) < size:
            return False
        if sha256(part) != digest:
            part.unlink()
            raise ValueError(
                f"What came is not {digest[:12]}: it was damaged on its way."
            )
        part.replace(self.path(digest))
        return True

    def add(self, source: Path) -> tuple[str, int]:
        """Keep a copy of a file as it is now; return its SHA-256 and size.

        Raises:
            OSError: It cannot be read, or the folder cannot be written.
        """
        return self.add_bytes(source.read_bytes())

    def add_bytes(self, data: bytes) -> tuple[str, int]:
        """Keep a content; return its SHA-256 and size."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._has(digest, len(data)):
            self.take(digest, len(data), 0, data)
        return digest, len(data)

    def give(self, digest: str, offset: int, count: int) -> bytes:
        """Return a part of a content; empty behind its end.

        Raises:
            OSError: It is not here.
        """
        with self.path(digest).open("rb") as file:
            file.seek(offset)
            return file.read(count)

    def put(self, digest: str, target: Path, linked: bool = False) -> None:
        """Write a content to a path; `linked` where nobody will write to that.

        Raises:
            OSError: It is not here, or the target cannot be written.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        if linked:
            target.unlink(missing_ok=True)
            with suppress(OSError):
                os.link(self.path(digest), target)
                return
        shutil.copyfile(self.path(digest), target)

    def forget_unused(self, days: float = KEPT_DAYS) -> None:
        """Remove what nobody used for a while."""
        oldest = time.time() - days * 86_400
        for path in _files(self.folder.glob("*/*")):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    return (path for path in paths if path.is_file())
