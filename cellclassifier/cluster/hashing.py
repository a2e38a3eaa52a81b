"""Hashes contents as they come, piece by piece: large ones are not read once more."""

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.files import sha256

UNDER_WAY = 100
"""Contents that come at a time, at most, whose hash is made as they come."""


class _Begun(NamedTuple):
    held: int
    hashed: "hashlib._Hash"


class Hashes:
    """The hashes of files that are being written."""

    def __init__(self) -> None:
        self._begun: OrderedDict[Path, _Begun] = OrderedDict()

    def add(self, path: Path, offset: int, data: bytes) -> None:
        """Take a piece that was written to a file, at a place in it."""
        known = _Begun(0, hashlib.sha256())
        if offset:
            known = self._begun.pop(path, known)
        if known.held != offset:
            # It came twice, or not in order: it is read when it is whole.
            return
        known.hashed.update(data)
        self._begun[path] = _Begun(offset + len(data), known.hashed)
        while len(self._begun) > UNDER_WAY:
            self._begun.popitem(last=False)

    def of(self, path: Path) -> str:
        """Return the SHA-256 of a file that is whole now.

        Raises:
            OSError: It cannot be read.
        """
        known = self._begun.pop(path, None)
        return known.hashed.hexdigest() if known else sha256(path)
