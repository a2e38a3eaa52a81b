"""A review as one file for a colleague without the study, and the answers back.

What is sent is the open part of the review alone: tokens, pixels, the names of the
classes, and practice tiles. The key, the answers of others and every path stay here.
"""

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from pydantic import TypeAdapter, ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.making import npy
from cellclassifier.core.reviews.record import (
    FORMAT,
    Frozen,
    PracticeCard,
    ReviewRecord,
    parsed,
)
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.sitting_record import log_path, parse_log

_LONGEST = 64 * 2**20
"""Bytes of the largest settings file that is read from a file of others."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The one time of all that is sent."""


class AnswersFile(Frozen):
    """The answers of one reader, as they are sent; `log` is the reader's own file."""

    kind: Literal["Cell Classifier answers"] = "Cell Classifier answers"
    schema_version: int = FORMAT
    review: str
    reader: str
    log: str
    sha256: str


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
            f"The review could not be written to {path} ({error.strerror}). The review "
            "itself is as it was. Free space, or choose another folder."
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
            f"{path.name} is no complete review file ({_why(error)}). Nothing was "
            "changed. Ask for it to be sent again, as a file ending in .ccreview."
        ) from error
    except OSError as error:
        raise UserError(
            f"{path.name} could not be unpacked into {into} ({error.strerror}). Free "
            "space or make the folder writable, and open it again."
        ) from error
    return Review(folder)


def _why(error: Exception) -> str:
    return str(error).strip("'\"")


def _read(zipped: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read an entry; one that would be larger than `most` bytes is refused."""
    if zipped.getinfo(name).file_size > most:
        raise ValueError(f"{name} in it is too large")
    # A size that was lied about ends here.
    with zipped.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{name} in it is too large")
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
                raise ValueError(f"{name} in it is damaged")
            _put(where / name, data, record)
        (where / "answers").mkdir()
        where.rename(folder)


def _put(path: Path, data: bytes, record: ReviewRecord) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    stamp = record.created.timestamp()
    os.utime(path, (stamp, stamp))


def export_answers(review: Review, reader: str, path: Path) -> Path:
    """Write the answers of a reader who has finished into one ``.ccanswers`` file.

    Args:
        review: The review.
        reader: Name of the reader.
        path: The file; one that is there is replaced.

    Returns:
        The file.

    Raises:
        UserError: The reader has not begun or finished, or the file cannot be written.
    """
    own = log_path(review.folder, reader)
    known = review.logs().get(own)
    if known is None or not known.finished:
        done = f"{len(known.answers)} of {len(known.seal.order)}" if known else "none"
        raise UserError(
            f"{reader} has answered {done} of the cards of this review. Answers are "
            "sent when all are given: go on with the review first."
        )
    log = own.read_bytes()
    sent = AnswersFile(
        review=review.id,
        reader=known.seal.reader,
        log=log.decode(),
        sha256=hashlib.sha256(log).hexdigest(),
    )
    try:
        write_atomically(path, sent.model_dump_json(indent=1))
    except OSError as error:
        raise UserError(
            f"The answers could not be written to {path} ({error.strerror}). They are "
            "kept in the review. Free space, or choose another folder."
        ) from error
    return path


def import_answers(review: Review, path: Path) -> str:
    """Take the answers that a colleague sent into a review.

    Args:
        review: The review that was sent out.
        path: The file that came back.

    Returns:
        Name of the reader.

    Raises:
        UserError: It is no such file, was changed on the way, belongs to another
            review, is not finished, or this reader has other answers here already;
            nothing was changed.
    """
    sent = _sent(path)
    if sent.review != review.id:
        raise UserError(
            f"{path.name} holds answers to the review {sent.review}, and this is "
            f"{review.id}. Nothing was changed. Choose that review first."
        )
    log = sent.log.encode()
    text = (review.folder / "review.json").read_bytes()
    known = parse_log(log, path, review.record, text)
    if not known.finished or known.seal.reader != sent.reader:
        raise UserError(
            f"{path.name} holds {len(known.answers)} of {len(known.seal.order)} "
            f"answers of {known.seal.reader}. Nothing was changed. Ask for the file "
            "again when all are given."
        )
    _keep(log_path(review.folder, sent.reader), log, sent.reader)
    return sent.reader


def _sent(path: Path) -> AnswersFile:
    try:
        with path.open("rb") as file:
            sent = AnswersFile.model_validate_json(file.read(_LONGEST))
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror}). Nothing was changed."
        ) from error
    except ValidationError as error:
        raise UserError(
            f"{path.name} is no file of answers, or is damaged. Nothing was changed. "
            "Ask for it to be sent again, as a file ending in .ccanswers."
        ) from error
    if hashlib.sha256(sent.log.encode()).hexdigest() != sent.sha256:
        raise UserError(
            f"{path.name} was changed after it was written. Nothing was changed here. "
            "Ask for it to be sent again."
        )
    return sent


def _keep(own: Path, log: bytes, reader: str) -> None:
    try:
        if own.exists():
            if own.read_bytes() == log:
                return
            raise UserError(
                tr(
                    "This review has other answers of {reader} already, which were "
                    "kept. A reader answers a review once; the file was not taken in.",
                    reader=reader,
                )
            )
        write_atomically(own, log)
    except OSError as error:
        raise UserError(
            f"The answers could not be written to {own} ({error.strerror}). Nothing "
            "was changed. Free space, and import them again."
        ) from error
