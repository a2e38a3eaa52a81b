"""Contents by their SHA-256, on a node's disk: sent once, whatever needs them.

What lies here is checked when it came and again when it is used: a crash, or a disk,
may have damaged it meanwhile.
"""

import hashlib
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from cellclassifier.cluster.hashing import Hashes
from cellclassifier.core.files import sha256

CHUNK = 4 * 2**20
"""Bytes that are sent at once."""

KEPT_DAYS = 14
"""Days after which what nobody used goes."""

UNFINISHED_DAYS = 1
"""Days after which a content goes that never became whole."""

DAY = 86_400
"""Seconds of a day."""

PART = ".part"
"""Ending of a content that is not whole yet."""

_DIGEST = re.compile("[0-9a-f]{64}")
_SENDER = re.compile("[0-9a-f]{0,32}")


class Spoilt(ValueError):
    """Raised where a content is not what its name says; holds its SHA-256."""


class Store:
    """A folder of contents; several processes, even computers, may share it.

    Attributes:
        folder: The folder.
        mark: What names this process among all that share it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Process ids are the same in two containers, or on two computers.
        self.mark = uuid.uuid4().hex[:12]
        self._hashes = Hashes()

    def path(self, digest: str) -> Path:
        """Return where a content is, or would be.

        Raises:
            ValueError: It is no SHA-256, and might lead out of the folder.
        """
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"Expected a SHA-256, and {digest[:80]!r} came.")
        return self.folder / digest[:2] / digest

    def lacking(self, wanted: Mapping[str, int]) -> list[str]:
        """Return which contents, of SHA-256 and size, are not here."""
        return [
            digest for digest, size in wanted.items() if not self._has(digest, size)
        ]

    def _has(self, digest: str, size: int) -> bool:
        path = self.path(digest)
        try:
            facts = path.stat()
            if facts.st_size != size:
                return False
            # Not each time: of ten thousand images that would take long.
            if abs(time.time() - facts.st_mtime) > DAY:
                os.utime(path)
        except OSError:
            return False
        return True

    def take(
        self, digest: str, size: int, offset: int, data: bytes, sender: str = ""
    ) -> bool:
        """Take a part of a content, in order; return whether it is whole and right.

        Args:
            digest: Its SHA-256.
            size: Its bytes.
            offset: Place of the part.
            data: The part.
            sender: Who sends it, in hexadecimal: two may send the same at once.

        Raises:
            OSError: The folder cannot be written.
            Spoilt: It is whole, and not what its name says.
            ValueError: That is no SHA-256, or no sender.
        """
        if not _SENDER.fullmatch(sender):
            raise ValueError("Expected a sender in hexadecimal.")
        if self._has(digest, size):
            return True
        target = self.path(digest)
        part = target.with_name(f"{digest}.{self.mark}{sender}{PART}")
        with _unless_it_fails(part):
            _append(part, offset, data)
            self._hashes.add(part, offset, data)
            if offset + len(data) < size:
                return False
            if self._hashes.of(part) != digest:
                raise Spoilt(digest)
            part.replace(target)
        return True

    def add(self, source: Path) -> tuple[str, int]:
        """Keep a copy of a file as it is now; return its SHA-256 and size.

        It is copied bit by bit: networks may be larger than what memory is free.

        Raises:
            OSError: It cannot be read, or the folder cannot be written.
        """
        hashed, size = hashlib.sha256(), 0
        part = self._new_part()
        with _unless_it_fails(part), source.open("rb") as file, part.open("wb") as made:
            while data := file.read(CHUNK):
                hashed.update(data)
                size += made.write(data)
        return self._added(part, hashed.hexdigest(), size)

    def add_bytes(self, data: bytes) -> tuple[str, int]:
        """Keep a content; return its SHA-256 and size.

        Raises:
            OSError: The folder cannot be written.
        """
        part = self._new_part()
        with _unless_it_fails(part):
            part.write_bytes(data)
        return self._added(part, hashlib.sha256(data).hexdigest(), len(data))

    def _new_part(self) -> Path:
        made = self.folder / "new" / f"{uuid.uuid4().hex}{PART}"
        made.parent.mkdir(parents=True, exist_ok=True)
        return made

    def _added(self, part: Path, digest: str, size: int) -> tuple[str, int]:
        target = self.path(digest)
        with _unless_it_fails(part):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        return digest, size

    def give(self, digest: str, offset: int, count: int) -> bytes:
        """Return a part of a content, of `CHUNK` bytes at most; empty behind its end.

        Raises:
            OSError: It is not here.
            ValueError: That is no SHA-256, or no place.
        """
        with self.path(digest).open("rb") as file:
            file.seek(offset)
            return file.read(min(max(count, 0), CHUNK))

    def put(self, digest: str, target: Path, linked: bool = False) -> None:
        """Write a content to a path in one step; `linked`: nobody will write to that.

        Raises:
            OSError: The target cannot be written.
            Spoilt: It is not here, or damaged; it is not here any more then.
        """
        source = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        made = target.with_name(f".{uuid.uuid4().hex}{PART}")
        try:
            if not (linked and _link(source, made)):
                shutil.copyfile(source, made)
            if sha256(made) != digest:
                source.unlink(missing_ok=True)
                raise Spoilt(digest)
            made.replace(target)
        except FileNotFoundError as error:
            raise Spoilt(digest) from error
        finally:
            # There still where both were the same file already.
            made.unlink(missing_ok=True)

    def drop(self, digests: Iterable[str]) -> None:
        """Remove contents that nobody needs any more."""
        for digest in digests:
            with suppress(OSError):
                self.path(digest).unlink()

    def forget_unused(self, days: float = KEPT_DAYS) -> None:
        """Remove what nobody used for a while."""
        now = time.time()
        for path in self.folder.glob("*/*"):
            kept = UNFINISHED_DAYS if path.suffix == PART else days
            with suppress(OSError):
                if path.stat().st_mtime < now - kept * DAY:
                    path.unlink()


@contextmanager
def _unless_it_fails(part: Path) -> Iterator[None]:
    """Remove what is not whole where something goes wrong, such as a full disk."""
    try:
        yield
    except (OSError, ValueError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _append(part: Path, offset: int, data: bytes) -> None:
    if not offset:
        part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("r+b" if offset else "wb") as file:
        if file.seek(0, os.SEEK_END) < offset:
            raise OSError("a part that was sent before is gone")
        file.seek(offset)
        file.write(data)
        file.truncate()


def _link(source: Path, target: Path) -> bool:
    """Tell whether `target` could be made another name of `source`."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


# Of the study's side


def bundles(
    paths: Mapping[str, Path],
) -> Iterator[list[tuple[str, int, int, bytes]]]:
    """Yield parts of contents, in order, of about as many bytes as go at once.

    Args:
        paths: The file of each content, by its SHA-256.

    Raises:
        OSError: A file cannot be read.
        Spoilt: A file became shorter while it was read.
    """
    bundle: list[tuple[str, int, int, bytes]] = []
    held = 0
    for digest, path in paths.items():
        for part in _parts_of(digest, path):
            bundle.append(part)
            held += len(part[3])
            if held >= CHUNK:
                yield bundle
                bundle, held = [], 0
    if bundle:
        yield bundle


def _parts_of(digest: str, path: Path) -> Iterator[tuple[str, int, int, bytes]]:
    offset = 0
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        while data := file.read(CHUNK):
            yield digest, size, offset, data
            offset += len(data)
    if not size:
        yield digest, 0, 0, b""
    elif offset < size:
        # The node would wait for the rest, for ever.
        raise Spoilt(digest)
