"""The answers of one reader as a file, which a colleague sends back."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import FORMAT, Frozen
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.sitting_record import log_path, parse_log

_LONGEST = 64 * 2**20
"""Bytes of the largest file of answers that is read."""


class AnswersFile(Frozen):
    """The answers of one reader, as they are sent; `log` is the reader's own file."""

    kind: Literal["Cell Classifier answers"] = "Cell Classifier answers"
    schema_version: int = FORMAT
    review: str
    reader: str
    log: str
    sha256: str


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
        done = (
            f"{len(known.answers)} of {len(known.seal.order)}" if known else tr("none")
        )
        raise UserError(
            tr(
                "{reader} has answered {done} of the cards of this review. Answers "
                "are sent when all are given: go on with the review first.",
                reader=reader,
                done=done,
            )
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
            tr(
                "The answers could not be written to {path} ({reason}). They are kept "
                "in the review. Free space, or choose another folder.",
                path=path,
                reason=error.strerror,
            )
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
            tr(
                "{path} holds answers to the review {other}, and this is {review}. "
                "Nothing was changed. Choose that review first.",
                path=path.name,
                other=sent.review,
                review=review.id,
            )
        )
    log = sent.log.encode()
    text = (review.folder / "review.json").read_bytes()
    known = parse_log(log, path, review.record, text)
    if not known.finished or known.seal.reader != sent.reader:
        raise UserError(
            tr(
                "{path} holds {given} of {of} answers of {reader}. Nothing was "
                "changed. Ask for the file again when all are given.",
                path=path.name,
                given=len(known.answers),
                of=len(known.seal.order),
                reader=known.seal.reader,
            )
        )
    _keep(log_path(review.folder, sent.reader), log, sent.reader)
    return sent.reader


def _sent(path: Path) -> AnswersFile:
    try:
        with path.open("rb") as file:
            sent = AnswersFile.model_validate_json(file.read(_LONGEST))
    except OSError as error:
        raise UserError(
            tr(
                "{path} cannot be read ({reason}). Nothing was changed.",
                path=path,
                reason=error.strerror,
            )
        ) from error
    except ValidationError as error:
        raise UserError(
            tr(
                "{path} is no file of answers, or is damaged. Nothing was changed. "
                "Ask for it to be sent again, as a file ending in .ccanswers.",
                path=path.name,
            )
        ) from error
    if hashlib.sha256(sent.log.encode()).hexdigest() != sent.sha256:
        raise UserError(
            tr(
                "{path} was changed after it was written. Nothing was changed here. "
                "Ask for it to be sent again.",
                path=path.name,
            )
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
            tr(
                "The answers could not be written to {path} ({reason}). Nothing was "
                "changed. Free space, and import them again.",
                path=own,
                reason=error.strerror,
            )
        ) from error
