"""Files on their way home: written as they come, piece by piece, and checked.

None is held in memory as a whole. Until it is put in its place a file lies in the run's
folder under a hidden name, so that it only has to be given another name.
"""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster.calling import Damaged, Gone
from cellclassifier.cluster.orders import Listed
from cellclassifier.cluster.store import CHUNK, PART
from cellclassifier.core.language import tr

Ask = Callable[[Sequence[tuple[str, int, int]]], list[bytes]]
"""Returns parts of contents: of each its SHA-256, place, and most bytes."""

Arrived = tuple[str, Path]
"""Path of a file below the study's ``runs``, and where it lies until it is put there"""


def fetch(ask: Ask, files: Sequence[Listed], folder: Path, mark: str) -> list[Arrived]:
    """Fetch files, each checked; where one does not come, none is left.

    Args:
        ask: Asks the node.
        files: The files.
        folder: The run's, where they lie until they are put in their places.
        mark: What names this connection; what others left there is removed.

    Raises:
        Gone: The node does not answer, or has one of them no more.
        Damaged: What came is not what was announced.
        OSError: The folder is not there, or there is no room.
    """
    _clear(folder, mark)
    found: list[Arrived] = []
    whole = False
    try:
        for bundle in _bundles(files):
            found += _fetched(ask, bundle, folder, mark)
        whole = True
    finally:
        if not whole:
            drop(found)
    return found


def drop(arrived: object) -> None:
    """Remove files that came and are not wanted; of anything else nothing is made."""
    for each in arrived if isinstance(arrived, list) else ():
        with suppress(OSError):
            each[1].unlink()


def _clear(folder: Path, mark: str) -> None:
    """Remove what lies there of connections that are no more."""
    for path in folder.glob(f".*{PART}"):
        if not path.name.startswith(f".{mark}."):
            with suppress(OSError):
                path.unlink()


def _bundles(files: Iterable[Listed]) -> Iterator[list[Listed]]:
    """Yield as many files as go at once; larger ones alone."""
    bundle: list[Listed] = []
    held = 0
    for file in files:
        if bundle and held + file.size > CHUNK:
            yield bundle
            bundle, held = [], 0
        bundle.append(file)
        held += file.size
    if bundle:
        yield bundle


def _fetched(
    ask: Ask, files: Sequence[Listed], folder: Path, mark: str
) -> Iterator[Arrived]:
    starts = ask([(file.sha256, 0, CHUNK) for file in files])
    for file, start in zip(files, starts, strict=True):
        part = folder / f".{mark}.{uuid.uuid4().hex}{PART}"
        _write(ask, file, start, part)
        yield file.path, part


def _write(ask: Ask, file: Listed, start: bytes, part: Path) -> None:
    whole = False
    try:
        with part.open("xb") as made:
            hashed = hashlib.sha256()
            for data in _pieces(ask, file, start):
                hashed.update(data)
                made.write(data)
            made.flush()
            os.fsync(made.fileno())
        if hashed.hexdigest() != file.sha256:
            raise Damaged(file.sha256)
        whole = True
    finally:
        if not whole:
            part.unlink(missing_ok=True)


def _pieces(ask: Ask, file: Listed, start: bytes) -> Iterator[bytes]:
    """Yield the pieces of a file until it is whole, and nothing behind its end.

    Raises:
        Damaged: There are more or fewer bytes than were announced.
    """
    held, data = 0, start
    while True:
        held += len(data)
        if held > file.size or (held < file.size and not data):
            raise Damaged(file.sha256)
        yield data
        if held == file.size:
            return
        data = ask([(file.sha256, held, CHUNK)])[0]


def parts_of(answer: object, asked: Sequence[object]) -> list[bytes]:
    """Return what a node gave, if it is what it was asked for.

    Raises:
        Gone: It is something else.
    """
    if answer is None:
        raise Gone(tr("The node has lost what it was to give."))
    given = answer if isinstance(answer, list) else []
    found = [each for each in given if isinstance(each, bytes)]
    if not len(found) == len(given) == len(asked):
        raise Gone(tr("The node gave something else than it was asked for."))
    return found
