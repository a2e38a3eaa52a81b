"""Writes the folder of a new review, so that nothing in it gives a class away."""

import hashlib
import io
import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.plan import Showing
from cellclassifier.core.reviews.record import (
    PracticeCard,
    PublicCard,
    ReviewRecord,
    Shown,
    practice_text,
)
from cellclassifier.core.reviews.seal import Key, SealedCard, SealedTile, sealed
from cellclassifier.core.reviews.sitting_record import now
from cellclassifier.core.reviews.spec import ReviewSpec

Floats = NDArray[np.float32]
Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""


class Practice(NamedTuple):
    """A training tile to practise on: its pixels, its class, what is shown with it."""

    read: Callable[[], Floats]
    answer: str
    shown: Shown | None


class Material(NamedTuple):
    """What a review is made of.

    Attributes:
        spec: Its settings, with a seed.
        test: Name of the test set.
        runs: Ids of the runs.
        classes: Names of the classes.
        tiles: The tiles, as they are sealed.
        readers: For each tile what reads its pixels, (size, size, channels); called
            once each, in this order.
        shown: What the network says of each tile.
        overlays: For each tile what reads its map, (size, size); none without.
        showings: When each tile is shown, and as what.
        practice: Tiles to practise on, in the order in which they come.
    """

    spec: ReviewSpec
    test: str
    runs: tuple[str, ...]
    classes: tuple[str, ...]
    tiles: tuple[SealedTile, ...]
    readers: Sequence[Callable[[], Floats]]
    shown: tuple[Shown, ...]
    overlays: Sequence[Callable[[], Floats]]
    showings: Sequence[Showing]
    practice: Sequence[Practice]


def make_review(folder: Path, material: Material, progress: Progress) -> None:
    """Write a whole review into `folder`, which does not exist yet, or nothing.

    Raises:
        UserError: An image cannot be read any more.
        OSError: The folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=".making.", dir=folder.parent, ignore_cleanup_errors=True
    ) as name:
        made = Path(name) / "review"
        made.mkdir()
        _write(made, folder.name, material, Path(name), progress)
        made.rename(folder)


def _write(
    made: Path, name: str, material: Material, scratch: Path, progress: Progress
) -> None:
    created = now()
    tiles = _gathered(
        scratch / "tiles.npy", material.readers, tr("cutting tiles"), progress
    )
    cards = _dealt(material.showings)
    hashes = _write_tiles(made / "tiles", cards, tiles, progress)
    if material.overlays:
        what = tr("reading attributions")
        maps = _gathered(scratch / "maps.npy", material.overlays, what, progress)
        judged = {t: s for t, s in cards.items() if s.kind == "judge"}
        _write_tiles(made / "overlays", judged, maps, progress)
    _write_practice(made / "practice", material.practice)
    data, sha256 = sealed(_key(material, cards, hashes))
    write_atomically(made / "sealed.bin", data)
    record = ReviewRecord(
        id=name,
        created=created,
        # The seed of the draw is part of the key.
        spec=material.spec.model_copy(update={"seed": None}),
        classes=material.classes,
        shape=tiles.shape[1:],
        key_sha256=sha256,
        cards=tuple(_public(t, s, material) for t, s in cards.items()),
    )
    write_atomically(made / "review.json", record.model_dump_json(indent=2))
    (made / "answers").mkdir()
    _same_times(made, created)


def _gathered(
    path: Path, readers: Sequence[Callable[[], Floats]], what: str, tell: Progress
) -> Floats:
    """Read all into one file: images are decoded in turn, and memory stays small."""
    first = readers[0]()
    shape = (len(readers), *first.shape)
    found = np.lib.format.open_memmap(path, "w+", np.float32, shape)
    for place, read in enumerate(readers):
        found[place] = first if place == 0 else read()
        tell(what, place, len(readers))
    return found


def _dealt(showings: Sequence[Showing]) -> dict[str, Showing]:
    """Give each showing a random token, in the order of the tokens."""
    tokens = [secrets.token_hex(8) for _ in showings]
    return dict(sorted(zip(tokens, showings, strict=True)))


def _write_tiles(
    folder: Path, cards: dict[str, Showing], pixels: Floats, tell: Progress
) -> dict[str, str]:
    """Write a file a card in the order of the tokens; return the SHA-256 of each.

    In that order, since file systems keep when a file was made.
    """
    folder.mkdir()
    hashes = {}
    for place, (token, showing) in enumerate(cards.items()):
        data = npy(np.asarray(pixels[showing.subject]))
        (folder / f"{token}.npy").write_bytes(data)
        hashes[token] = hashlib.sha256(data).hexdigest()
        tell(tr("writing tiles"), place, len(cards))
    return hashes


def npy(pixels: Floats) -> bytes:
    """Return an array as the bytes of an .npy file; for one shape always as many."""
    data = io.BytesIO()
    np.save(data, np.ascontiguousarray(pixels, np.float32), allow_pickle=False)
    return data.getvalue()


def _write_practice(folder: Path, practice: Sequence[Practice]) -> None:
    if not practice:
        return
    folder.mkdir()
    tokens = [secrets.token_hex(8) for _ in practice]
    for token, each in sorted(zip(tokens, practice, strict=True)):
        (folder / f"{token}.npy").write_bytes(npy(each.read()))
    cards = tuple(
        PracticeCard(
            token=token,
            kind="judge" if each.shown else "classify",
            answer=each.answer,
            shown=each.shown,
        )
        for token, each in zip(tokens, practice, strict=True)
    )
    (folder / "cards.json").write_bytes(practice_text(cards))


def _public(token: str, showing: Showing, material: Material) -> PublicCard:
    shown = material.shown[showing.subject] if showing.kind == "judge" else None
    return PublicCard(
        token=token,
        kind=showing.kind,
        period=showing.period,
        slot=showing.slot,
        shown=shown,
    )


def _key(material: Material, cards: dict[str, Showing], hashes: dict[str, str]) -> Key:
    firsts = {(s.subject, s.kind): t for t, s in cards.items() if not s.again}
    twins = {t: firsts[s.subject, s.kind] if s.again else "" for t, s in cards.items()}
    numbers = [tile.number for tile in material.tiles]
    return Key(
        salt=secrets.token_hex(32),
        seed=material.spec.seed or 0,
        test=material.test,
        runs=material.runs,
        classes=material.classes,
        tiles=material.tiles,
        cards=tuple(
            SealedCard(
                token=token,
                kind=showing.kind,
                tile=numbers[showing.subject],
                repeat_of=twins[token],
                sha256=hashes[token],
            )
            for token, showing in cards.items()
        ),
    )


def _same_times(made: Path, when: datetime) -> None:
    """Give every file and folder the time of the review."""
    stamp = when.timestamp()
    for path in (*sorted(made.rglob("*"), reverse=True), made):
        os.utime(path, (stamp, stamp))


def new_review_folder(study_folder: Path, when: datetime) -> Path:
    """Return a folder for a new review that is not there yet."""
    where = study_folder / "reviews"
    stamp = when.astimezone().strftime("%Y-%m-%d_%H%M%S")
    number, folder = 1, where / stamp
    while folder.exists():
        number += 1
        folder = where / f"{stamp}_{number}"
    return folder
