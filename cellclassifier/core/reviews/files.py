"""A review as one file for a colleague without the study, and the answers back.

What is sent is the open part of the review alone: tokens, pixels, the names of the
classes, and practice tiles. The key, the answers of others and every path stay here.
"""

import os
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pydantic import TypeAdapter

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

# Named twice: this module hands them on.
from cellclassifier.core.reviews.answers_files import export_answers as export_answers
from cellclassifier.core.reviews.answers_files import import_answers as import_answers
from cellclassifier.core.reviews.making import npy
from cellclassifier.core.reviews.record import (
    PracticeCard,
    ReviewRecord,
    parsed,
)
from cellclassifier.core.reviews.review import Review

_LONGEST = 64 * 2**20
"""Bytes of the largest settings file that is read from a file of others."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The one time of all that is sent."""


def export_review(review: Review, path: Path) -> Path:
    """Write a review into one ``.ccreview`` file (a zip), without key and answers.

    Args:
        review: The review.
        path: The file; one that is there is replaced.

    Returns:
        The file.

    Raises:
        UserError: A file of the review is gone, or the disk cannot be written.
    """
    folder = review.folder
    names = ["review.json"]
    for part in ("tiles", "overlays", "practice"):
        found = (each.name for each in (folder / part).glob("*"))
        names += sorted(f"{part}/{n}" for n in found if n.endswith((".npy", ".json")))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".ccreview")
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as zipped:
                for name in names:
                    _add(zipped, name, (folder / name).read_bytes())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The review could not be written to {path} ({reason}). The review "
                "itself is as it was. Free space, or choose another folder.",
                path=path,
                reason=error.strerror,
            )
        ) from error
    return path


def _add(zipped: zipfile.ZipFile, name: str, data: bytes) -> None:
    # Of the file's own facts, such as its time, nothing goes along.
    zipped.writestr(zipfile.ZipInfo(name, _NO_TIME), data, zipfile.ZIP_DEFLATED, 6)


def open_review_file(path: Path, into: Path) -> Review:
    """Unpack a ``.ccreview`` file; one that was unpacked before is taken up again.

    Args:
        path: The file.
        into: Folder that gets a folder for the review.

    Returns:
        The review, without key.

    Raises:
        UserError: It is no such file, is damaged or incomplete, or the disk cannot be
            written; nothing is left then.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            text = _read(zipped, "review.json", _LONGEST)
            record = parsed(text, path)
            folder = into / record.id
            number = 1
            while (folder / "review.json").exists():
                if (folder / "review.json").read_bytes() == text:
                    return Review(folder)
                number += 1
                folder = into / f"{record.id}_{number}"
            _unpack(zipped, record, folder)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, RuntimeError) as error:
        raise UserError(
            tr(
                "{path} is no complete review file ({reason}). Nothing was changed. "
                "Ask for it to be sent again, as a file ending in .ccreview.",
                path=path.name,
                reason=_why(error),
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr(
                "{path} could not be unpacked into {folder} ({reason}). Free space or "
                "make the folder writable, and open it again.",
                path=path.name,
                folder=into,
                reason=error.strerror,
            )
        ) from error
    return Review(folder)


def _why(error: Exception) -> str:
    return str(error).strip("'\"")


def _read(zipped: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read an entry; one that would be larger than `most` bytes is refused."""
    if zipped.getinfo(name).file_size > most:
        raise ValueError(tr("{name} in it is too large", name=name))
    # A size that was lied about ends here.
    with zipped.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(tr("{name} in it is too large", name=name))
    return data


class _Expected(NamedTuple):
    name: str
    like: bytes


def _unpack(zipped: zipfile.ZipFile, record: ReviewRecord, folder: Path) -> None:
    """Write what belongs to a review, and nothing else, in one step."""
    tile = npy(np.zeros(record.shape, np.float32))
    layer = npy(np.zeros(record.shape[:2], np.float32))
    known = set(zipped.namelist())
    expected = [_Expected(f"tiles/{card.token}.npy", tile) for card in record.cards]
    expected += [
        _Expected(name, layer)
        for card in record.cards
        if (name := f"overlays/{card.token}.npy") in known
    ]
    files = {"review.json": _read(zipped, "review.json", _LONGEST)}
    if (name := "practice/cards.json") in known:
        files[name] = _read(zipped, name, _LONGEST)
        cards = TypeAdapter(tuple[PracticeCard, ...]).validate_json(files[name])
        expected += [_Expected(f"practice/{card.token}.npy", tile) for card in cards]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".opening.", dir=folder.parent) as made:
        where = Path(made) / "review"
        for name, data in files.items():
            _put(where / name, data, record)
        for name, like in expected:
            data = _read(zipped, name, len(like))
            if len(data) != len(like) or data[:64] != like[:64]:
                raise ValueError(tr("{name} in it is damaged", name=name))
            _put(where / name, data, record)
        (where / "answers").mkdir()
        where.rename(folder)


def _put(path: Path, data: bytes, record: ReviewRecord) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    stamp = record.created.timestamp()
    os.utime(path, (stamp, stamp))
