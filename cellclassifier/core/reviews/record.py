"""What is open about a review: its settings and cards, without any right answer.

A review folder, ``STUDY/reviews/ID``, holds::

    review.json       this record
    tiles/TOKEN.npy   float32 (size, size, channels), as the network sees it
    overlays/TOKEN.npy  float32 (size, size), where judged tiles have an attribution
    practice/         cards.json, WITH right answers, and TOKEN.npy: training tiles
    sealed.bin        the key: which tile each token is; absent at a colleague's
    answers/READER.jsonl  the seal, then one line an answer
    opened.json       who opened the key, and whether by breaking the seal

Tokens are random, and files are written and listed in their order, so that neither
name, time, size nor order of anything here says which class a tile has.
"""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.spec import ReviewSpec

FORMAT = 1
"""Version of the files of a review; a newer one is refused."""

Kind = Literal["classify", "judge"]
Slot = Literal["any", "early", "middle", "late", "a", "b", "c"]
"""Where within its period a card may come; see `order`."""

CANNOT_TELL = ""
"""The choice of a reader who cannot tell; no class has this name."""
AGREE, DISAGREE = "agree", "disagree"
"""What a reader can choose on a judged tile."""


class Frozen(BaseModel):
    """Base of what is written to the files of a review."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shown(Frozen):
    """What a judged tile shows of the network: its class, and the confidence in it."""

    class_name: str
    confidence: float


Token = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""The random name of a card, and of its files."""


class PublicCard(Frozen):
    """One showing of a tile; which tile it is, only the sealed key knows."""

    token: Token
    kind: Kind
    period: int = 0
    slot: Slot = "any"
    shown: Shown | None = None


class PracticeCard(Frozen):
    """A training tile, with its class, to practise on."""

    token: Token
    kind: Kind
    answer: str
    shown: Shown | None = None


class ReviewRecord(Frozen):
    """All that is open about a review.

    `cards` are in the order of their random tokens; `shape` is that of each tile;
    `key_sha256` is the SHA-256 of the sealed key, which holds a random salt, so that
    the key can be checked but not guessed.
    """

    schema_version: int = FORMAT
    id: str = Field(pattern=r"^[0-9A-Za-z_-]{1,64}$")
    created: datetime
    version: str = __version__
    spec: ReviewSpec
    classes: tuple[str, ...]
    shape: tuple[int, int, int]
    key_sha256: str
    cards: tuple[PublicCard, ...]


_PRACTICE = TypeAdapter(tuple[PracticeCard, ...])


def read_review_record(folder: Path) -> ReviewRecord:
    """Read ``review.json`` of a review folder.

    Raises:
        UserError: It is no review, is damaged, or a newer version made it.
    """
    path = folder / "review.json"
    try:
        return parsed(path.read_bytes(), path)
    except OSError as error:
        raise UserError(
            tr(
                "{folder} is not a review: its review.json cannot be read "
                "({strerror}). Choose a folder below 'reviews' of a study.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error


def parsed(text: bytes, path: Path) -> ReviewRecord:
    """Return the record that `text`, which was read from `path`, holds.

    Raises:
        UserError: It is damaged, or a newer version made it.
    """
    try:
        version = json.loads(text).get("schema_version", 0)
    except (ValueError, AttributeError):
        version = 0
    if isinstance(version, int) and version > FORMAT:
        raise UserError(
            tr(
                "{path} was made by a newer version of Cell Classifier. Nothing was "
                "changed. Update the program to open it.",
                path=path,
            )
        )
    try:
        return ReviewRecord.model_validate_json(text)
    except ValidationError as error:
        raise UserError(
            tr(
                "{path} is damaged ({error_count} faults). Put it back from a "
                "copy; answers that were given are in the folder 'answers' beside it.",
                path=path,
                error_count=error.error_count(),
            )
        ) from error


def read_practice(folder: Path) -> tuple[PracticeCard, ...]:
    """Return the cards to practise on, in the order in which they are shown.

    Raises:
        UserError: The file is damaged.
    """
    path = folder / "practice" / "cards.json"
    if not path.exists():
        return ()
    try:
        return _PRACTICE.validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise UserError(
            tr(
                "{path} is damaged. Put it back from a copy, or draw a new review.",
                path=path,
            )
        ) from error


def practice_text(cards: tuple[PracticeCard, ...]) -> bytes:
    """Return practice cards as `read_practice` reads them."""
    return _PRACTICE.dump_json(cards, indent=2)


def digest(*parts: object) -> str:
    """Return the SHA-256, in hexadecimal, of values written as one JSON list."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
