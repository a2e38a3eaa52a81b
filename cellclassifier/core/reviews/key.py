"""Opens the sealed key of a review, at the end, or by breaking the seal."""

import hashlib
from pathlib import Path

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256, write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.seal import Key, Opened, unsealed
from cellclassifier.core.reviews.sitting_record import now


def open_key(review: Review, reader: str = "", break_seal: bool = False) -> Key:
    """Return the key of a review, and write down that it was opened.

    The first time, that nobody can answer any more from now on, and what every file
    of answers was like, is written before the key is handed out.

    Args:
        review: The review.
        reader: Who opens it, as far as it is known.
        break_seal: Open it although nobody has finished, or somebody has not; the
            review counts as unblinded for good then.

    Raises:
        UserError: A reader has not finished, and the seal is not to be broken; the key
            is not here, was changed or cannot be read; or the disk cannot be written.
    """
    key = _read(review)
    if review.opened is None:
        _write(review, reader, key, _is_broken(review, break_seal))
    return key


def _read(review: Review) -> Key:
    path = review.folder / "sealed.bin"
    try:
        return unsealed(path.read_bytes(), review.record.key_sha256, path)
    except FileNotFoundError as error:
        raise UserError(
            tr(
                "This copy of the review has no key, so that nobody can see the right "
                "answers here. Send your answers to whoever drew it."
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr(
                "The key {path} cannot be read ({strerror}). The answers are kept. "
                "Make the file readable and try again.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def _is_broken(review: Review, break_seal: bool) -> bool:
    """Tell whether opening breaks the seal.

    Raises:
        UserError: It would, and is not to be.
    """
    readers = review.readers()
    unfinished = [each for each in readers if not each.finished]
    if readers and not unfinished:
        return False
    if not break_seal:
        raise UserError(
            tr(
                "The right answers are sealed until every reader who began has "
                "finished. "
            )
            + (
                "; ".join(
                    tr(
                        "{name} has answered {answered} of {of}",
                        name=each.name,
                        answered=each.answered,
                        of=each.of,
                    )
                    for each in unfinished
                )
                or tr("Nobody has begun")
            )
            + tr(
                ". Finish the review, or break the seal, after which it counts as "
                "unblinded for good."
            )
        )
    return True


def _write(review: Review, reader: str, key: Key, broken: bool) -> None:
    opened = Opened(
        who=" ".join(reader.split()),
        when=now(),
        broken=broken,
        answers={path.name: sha256(path) for path in review.logs()},
        changed=_changed(review.folder, key),
    )
    try:
        write_atomically(
            review.folder / "opened.json", opened.model_dump_json(indent=2)
        )
    except OSError as error:
        raise UserError(
            tr(
                "That the review was opened cannot be written to {folder} "
                "({strerror}), so it stays sealed. Free space or make the folder "
                "writable, and open it again.",
                folder=review.folder,
                strerror=error.strerror,
            )
        ) from error


def _changed(folder: Path, key: Key) -> int:
    """Count the tiles whose file is not the one that was drawn."""
    paths = ((folder / "tiles" / f"{c.token}.npy", c.sha256) for c in key.cards)
    return sum(_hash(path) != drawn for path, drawn in paths)


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "gone"
