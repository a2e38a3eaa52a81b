"""The sealed key of a review: which tile each token is, and what the runs said of it.

It is compressed so that nobody reads it by accident; it is no secret from someone who
wants to know, since the study with its classes lies on the same disk. Its SHA-256 is
in the open record from the start, so that it cannot be changed afterwards unnoticed;
it holds random bytes (`salt`), so that it cannot be guessed and checked by that.
"""

import hashlib
import json
import zlib
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import Frozen, Kind


class SealedTile(Frozen):
    """A tile of a review: its number in the test set, place, class, and predictions.

    `probabilities` has a row a run and a column a class.
    """

    number: int
    image: Path
    group: str
    x: int
    y: int
    width: int
    height: int
    true_class: str
    probabilities: tuple[tuple[float, ...], ...]


class SealedCard(Frozen):
    """A card: the tile it shows, and the card whose hidden repeat it is, or "".

    `sha256` is that of the bytes of its tile's file.
    """

    token: str
    kind: Kind
    tile: int
    repeat_of: str
    sha256: str


class Key(Frozen):
    """All that a reader must not know."""

    salt: str
    seed: int
    test: str
    runs: tuple[str, ...]
    classes: tuple[str, ...]
    tiles: tuple[SealedTile, ...]
    cards: tuple[SealedCard, ...]


class Opened(Frozen):
    """That the key was opened: by whom, when, and whether the seal was broken.

    `answers` is the SHA-256 of each file of answers at that time; `changed` counts the
    tiles whose file was no longer as it was drawn.
    """

    who: str
    when: datetime
    broken: bool
    answers: dict[str, str]
    changed: int = 0


def sealed(key: Key) -> tuple[bytes, str]:
    """Return the bytes of the sealed key, and its SHA-256."""
    text = key.model_dump_json().encode()
    return zlib.compress(text, 9), hashlib.sha256(text).hexdigest()


def unsealed(data: bytes, sha256: str, path: Path) -> Key:
    """Return the key in `data`, which was read from `path`.

    Raises:
        UserError: It is damaged, or not the key that was sealed.
    """
    try:
        text = zlib.decompress(data)
        if hashlib.sha256(text).hexdigest() != sha256:
            raise ValueError(tr("it is another key than the one that was sealed"))
        return Key.model_validate_json(text)
    except (zlib.error, ValidationError, ValueError) as error:
        why = tr("it is damaged") if isinstance(error, ValidationError) else error
        raise UserError(
            tr(
                "The key in {path} cannot be used: {why}. The answers are kept. Put "
                "the file back from a copy; without it they cannot be compared.",
                path=path,
                why=why,
            )
        ) from error


def read_opened(folder: Path) -> Opened | None:
    """Return how a review was opened; ``None`` where it was not.

    Raises:
        UserError: That was written, and cannot be read any more.
    """
    path = folder / "opened.json"
    if not path.exists():
        return None
    try:
        return Opened.model_validate_json(path.read_bytes())
    except (ValidationError, OSError, json.JSONDecodeError) as error:
        raise UserError(
            tr(
                "{path}, which says who opened this review, is damaged. The review "
                "counts as unblinded. Put the file back from a copy.",
                path=path,
            )
        ) from error
