"""The split of a study, kept in a file: the same whenever the study is opened.

What is kept is read, never drawn again, so that neither a new version of this program
nor one of a library can move an image to the other side.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from cellclassifier.core.dealing import Labelled, Part, deal, split
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.train_spec import TrainSpec

COLUMNS = ("image_sha256", "class", "group", "tiles", "part")
END = "sha256 of all lines above"


class Cut(Labelled, Protocol):
    """What was cut from an image, and has its class and group."""

    @property
    def image(self) -> Path:
        """The image."""


class Row(NamedTuple):
    """What is known of the tiles of one image, which are in one group."""

    image_sha256: str
    class_name: str
    group: str


def stored_split(
    folder: Path,
    tiles: Sequence[Cut],
    hashes: Mapping[Path, str],
    training: TrainSpec,
) -> tuple[Part, ...]:
    """Return the part of each training tile, as the study keeps it.

    A split is kept under a key of all that it depends on: each image's hash, class,
    group and number of tiles; the share or the number of folds; the seed. It is drawn
    and written where none is kept. With folds, the one kept aside is validation.

    Args:
        folder: The study's folder; splits lie below "splits".
        tiles: The training tiles, before they are split.
        hashes: SHA-256 of each image, in hexadecimal.
        training: Share, folds, fold and the seed of the split.

    Raises:
        UserError: The split that is kept is damaged, or a class has fewer groups than
            folds.
        OSError: The file cannot be written.
    """
    if not training.folds and not training.validation_share:
        return split(tiles, 0, training.split_seed)
    rows = [Row(hashes[t.image], t.class_name, t.group) for t in tiles]
    counts = Counter(rows)
    path = folder / "splits" / f"{_key(counts, training)}.csv"
    if path.exists():
        kept = _read(path, counts)
    else:
        kept = dict(zip(rows, _drawn(rows, training), strict=True))
        write_atomically(path, _text(counts, kept))
    aside = f"fold {training.fold}" if training.folds else "validation"
    parts: dict[str, Part] = {aside: "validation"}
    return tuple(parts.get(kept[row], "train") for row in rows)


def _drawn(rows: Sequence[Row], training: TrainSpec) -> Sequence[str]:
    if training.folds:
        return [
            f"fold {fold}" for fold in deal(rows, training.folds, training.split_seed)
        ]
    return split(rows, training.validation_share, training.split_seed)


def _key(counts: Counter[Row], training: TrainSpec) -> str:
    share = 0.0 if training.folds else training.validation_share
    asked = (share, training.folds, training.split_seed)
    known = sorted([*row, count] for row, count in counts.items())
    return hashlib.sha256(json.dumps([asked, known]).encode()).hexdigest()[:32]


def _text(counts: Counter[Row], kept: Mapping[Row, str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*row, count, kept[row]) for row, count in sorted(counts.items()))
    lines = text.getvalue()
    return f"{lines}{END},{_digest(lines)}\n"


def _digest(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()


def _read(path: Path, counts: Counter[Row]) -> dict[Row, str]:
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise _damaged(
            path, tr("it cannot be read ({strerror})", strerror=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(path, tr("it is not UTF-8 text")) from error
    lines, _, digest = text.rpartition(f"{END},")
    if digest.strip() != _digest(lines):
        raise _damaged(path, tr("it was changed or cut short after it was written"))
    _, *table = csv.reader(io.StringIO(lines, newline=""))
    kept = {Row(*known): part for *known, _, part in table}
    if kept.keys() != counts.keys():
        raise _damaged(path, tr("it is about other images"))
    return kept


def _damaged(path: Path, what: str) -> UserError:
    return UserError(
        tr(
            "{path}, which keeps the split into training and validation, is damaged: "
            "{what}. It is not drawn again in silence, since results could then no "
            "longer be compared. Put the file back from a copy; if there is none, "
            "delete it, and a split is drawn from the seed.",
            path=path,
            what=what,
        )
    )
