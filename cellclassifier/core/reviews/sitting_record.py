"""What a reader's file says: the seal first, then one line an event.

Nothing is erased: an answer that is taken back stays, with a line that says so.
"""

import hashlib
import re
import secrets
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.order import order_of
from cellclassifier.core.reviews.record import (
    Frozen,
    ReviewRecord,
    digest,
    read_review_record,
)

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
"""Names that a file cannot have on Windows."""


class Seal(Frozen):
    """What was fixed, and written, before a reader saw the first card.

    `sha256` is that of all that stands before it; `review_sha256` is that of the bytes
    of ``review.json``, and `key_sha256` that of the key, as it stands there.
    """

    event: Literal["sealed"] = "sealed"
    review: str
    reader: str
    seed: int
    order: tuple[str, ...]
    review_sha256: str
    key_sha256: str
    when: datetime
    version: str = __version__
    sha256: str

    def holds(self) -> bool:
        """Tell whether nothing of it was changed."""
        return self.sha256 == _hash(self)


class Answer(Frozen):
    """An answer to one card: what was chosen, in how long, and how the tile was shown.

    `black` and `white` are the pixel values that were shown black and white; `practice`
    tells that it is no part of the review.
    """

    event: Literal["answer"] = "answer"
    token: str
    choice: str
    seconds: float = Field(ge=0, allow_inf_nan=False)
    black: float
    white: float
    zoom: int
    overlay: bool
    practice: bool = False
    when: datetime


class TakenBack(Frozen):
    """That the answer before it, to this card, does not count."""

    event: Literal["taken_back"] = "taken_back"
    token: str
    when: datetime


class Mark(Frozen):
    """That the reader sat down to the review, or left it."""

    event: Literal["started", "closed"]
    when: datetime


Event: TypeAlias = Answer | TakenBack | Mark
_EVENTS: TypeAdapter[Event] = TypeAdapter(
    Annotated[Event, Field(discriminator="event")]
)


class Answered(NamedTuple):
    """What a reader's file says.

    Attributes:
        seal: Its first line.
        practised: Answers of the practice round.
        answers: Those that count, in the order of the seal.
        taken_back: How many were taken back.
        may_take_back: Whether the last event was an answer that counts.
        sittings: How often the reader sat down to it.
    """

    seal: Seal
    practised: tuple[Answer, ...] = ()
    answers: tuple[Answer, ...] = ()
    taken_back: int = 0
    may_take_back: bool = False
    sittings: int = 0

    @property
    def finished(self) -> bool:
        """Whether every card has an answer."""
        return len(self.answers) == len(self.seal.order)

    def after(self, event: Event) -> "Answered":
        """Return what is known after one more event.

        Raises:
            ValueError: The event cannot come now.
        """
        if isinstance(event, Mark):
            started = event.event == "started"
            return self._replace(sittings=self.sittings + started)
        if isinstance(event, TakenBack):
            return self._without_last(event)
        if event.practice:
            return self._replace(practised=(*self.practised, event))
        place = len(self.answers)
        if place == len(self.seal.order) or event.token != self.seal.order[place]:
            raise ValueError(tr("card {token} was not the next", token=event.token))
        return self._replace(answers=(*self.answers, event), may_take_back=True)

    def _without_last(self, event: TakenBack) -> "Answered":
        if not self.may_take_back or self.answers[-1].token != event.token:
            raise ValueError(
                tr("card {token} was not the last one answered", token=event.token)
            )
        return self._replace(
            answers=self.answers[:-1],
            taken_back=self.taken_back + 1,
            may_take_back=False,
        )


def new_seal(record: ReviewRecord, review_bytes: bytes, reader: str) -> Seal:
    """Draw an order for `reader` from a seed that no one can foresee, and seal it."""
    seed = secrets.randbits(53)
    seal = Seal(
        review=record.id,
        reader=named(reader),
        seed=seed,
        order=order_of(record.cards, seed),
        review_sha256=hashlib.sha256(review_bytes).hexdigest(),
        key_sha256=record.key_sha256,
        when=now(),
        sha256="",
    )
    return seal.model_copy(update={"sha256": _hash(seal)})


def _hash(seal: Seal) -> str:
    return digest(seal.model_dump(mode="json", exclude={"sha256"}))


def now() -> datetime:
    """Return the time, in UTC, to the millisecond."""
    found = datetime.now(UTC)
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def named(reader: str) -> str:
    """Return a reader's name as it is kept.

    Raises:
        UserError: There is none, or it is too long.
    """
    name = " ".join(unicodedata.normalize("NFC", reader).split())
    if not name or len(name) > 80:
        raise UserError(
            tr(
                "A reader's name has 1 to 80 characters; this one has {name}. Give "
                "the name, or the initials, under which the answers are kept.",
                name=len(name),
            )
        )
    return name


def log_path(folder: Path, reader: str) -> Path:
    """Return the file of a reader's answers; names that differ in case are one reader.

    Raises:
        UserError: As in `named`.
    """
    name = named(reader).casefold()
    plain = re.sub(r"[^a-z0-9_-]+", "-", name).strip("-")[:40]
    if plain != name or _RESERVED.fullmatch(plain):
        # Two names may look alike once they are cut down to what a file can be called.
        plain = f"{plain}-{digest(name)[:8]}".strip("-")
    return folder / "answers" / f"{plain}.jsonl"


def read_log(path: Path, record: ReviewRecord, review_bytes: bytes) -> Answered:
    """Read a reader's file; a last line that a crash cut short is left out.

    Raises:
        UserError: It cannot be read, was changed, or is of another review.
    """
    try:
        return parse_log(path.read_bytes(), path, record, review_bytes)
    except OSError as error:
        raise UserError(
            tr(
                "The answers in {path} cannot be read ({strerror}). Make the file "
                "readable, or put it back from a copy.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def parse_log(
    data: bytes, path: Path, record: ReviewRecord, review_bytes: bytes
) -> Answered:
    """Return what the bytes of a reader's file say; `path` is for the sentences.

    Raises:
        UserError: They were changed, or are of another review.
    """
    whole, _, _ = data.rpartition(b"\n")
    first, *lines = whole.split(b"\n")
    try:
        seal = Seal.model_validate_json(first)
        _check(seal, record, review_bytes)
        known = Answered(seal)
        for line in lines:
            known = known.after(_EVENTS.validate_json(line))
    except ValidationError as error:
        raise _changed(path, tr("a line in it cannot be read")) from error
    except ValueError as error:
        raise _changed(path, str(error)) from error
    return known


def _check(seal: Seal, record: ReviewRecord, review_bytes: bytes) -> None:
    """Raise a `ValueError` if this is no seal of this review."""
    if not seal.holds():
        raise ValueError(tr("the order or its seal is another than at the start"))
    if seal.review != record.id or seal.key_sha256 != record.key_sha256:
        raise ValueError(tr("it belongs to another review"))
    if seal.review_sha256 != hashlib.sha256(review_bytes).hexdigest():
        raise ValueError(tr("the review.json beside it is another than at the start"))
    if sorted(seal.order) != sorted(card.token for card in record.cards):
        raise ValueError(tr("its cards are not those of the review"))


def _changed(path: Path, what: str) -> UserError:
    return UserError(
        tr(
            "The answers in {path} were changed after they were written: {what}. They "
            "are not used, and nothing was overwritten. Put the file back from a copy.",
            path=path,
            what=what,
        )
    )


def read_logs(folder: Path) -> dict[Path, Answered]:
    """Return what each reader of a review has answered so far, by file.

    Raises:
        UserError: A file was changed, or cannot be read.
    """
    record = read_review_record(folder)
    text = (folder / "review.json").read_bytes()
    paths = sorted((folder / "answers").glob("*.jsonl"))
    return {path: read_log(path, record, text) for path in paths}
