"""What the leak check of a study found, and the reason to train all the same."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cellclassifier.core.dataset import Problem
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.grouping import ALONE
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import Tile, key_of, read_raw

if TYPE_CHECKING:
    from cellclassifier.core.leakage import Pair

VERSION = 1
"""Changes with the way in which copies are found: they are then looked for anew."""

Tables = Mapping[str, tuple[Tile, ...]]


class Leaks(NamedTuple):
    """Copies of tiles on both sides of a split.

    Attributes:
        pairs: What was found.
        key: Name of what was looked at: other tiles, another name.
        overruled: Why it is trained all the same; empty where nobody has said so.
    """

    pairs: "tuple[Pair, ...]"
    key: str = ""
    overruled: str = ""

    @property
    def exact(self) -> "tuple[Pair, ...]":
        """The pairs that are the same picture, and stop the work."""
        return tuple(pair for pair in self.pairs if pair.exact)

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """Yield problems with "train" or the test set that they are about."""
        by_part: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            by_part.setdefault(pair.other_part, []).append(pair)
        for part, pairs in by_part.items():
            name = "train" if part == "validation" else part
            groups = [pair for pair in pairs if pair.kind == "same group"]
            exact = [pair for pair in pairs if pair.exact]
            near = [p for p in pairs if not p.exact and p.kind != "same group"]
            if exact:
                text = self._exact(part, exact)
                yield name, Problem("attention" if self.overruled else "error", text)
            if near:
                yield name, Problem("attention", _near(part, near))
            if groups:
                yield name, Problem("attention", _shared(part, groups))

    def _exact(self, part: str, pairs: "list[Pair]") -> str:
        values = {
            "named": _named(part),
            "others": _others(pairs),
            "example": _example(pairs[0]),
        }
        count = len({pair.other for pair in pairs})
        text = tr_n(
            "1 tile of {named} shows the same as a tile of {others} (such as "
            "{example}).",
            "{count:,} tiles of {named} show the same as tiles of {others} (such as "
            "{example}).",
            count,
            count=count,
            **values,
        )
        if self.overruled:
            do = tr("Trained all the same, because: {reason}", reason=self.overruled)
        else:
            do = tr(
                "What is measured there would be worthless: take them out of one of "
                "the two, or look at the pairs and write down why they may stay."
            )
        return f"{text} {do}"


def look(
    folder: Path,
    tables: Tables,
    hashes: Mapping[Path, str],
    reading: ReadingSpec,
    tell: Callable[[str, int, int], None],
    grouping: Mapping[str, str] = MappingProxyType({}),
) -> Leaks:
    """Look for copies across training, validation and the test sets.

    What was found is kept in the study and read again while the tiles stay the same.

    Args:
        folder: The study's folder.
        tables: Tiles by "train" (with their parts) and the names of the test sets.
        hashes: SHA-256 of each image.
        reading: What is taken of each image.
        tell: Told how far it is; may raise to stop.
        grouping: How the images of each table were grouped; only where that is the
            same, and not each image alone, does a name mean the same group.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core import leakage

    tiles = [
        tile
        if _comparable(name, grouping)
        else tile._replace(group=f"{name}: {tile.group}")
        for name, table in tables.items()
        for tile in table
    ]
    parts = [
        tile.part if name == "train" else name
        for name, table in tables.items()
        for tile in table
    ]
    key = key_of(tiles, hashes, VERSION, reading, parts, [t.group for t in tiles])
    path = _pairs_path(folder, key)
    if path.exists():
        pairs = tuple(_placed(pair, tiles) for pair in leakage.read_pairs(path))
    else:
        pairs = leakage.find(
            tiles,
            parts,
            lambda tile: read_raw(tile, reading),
            hashes,
            lambda done, of: tell(tr("looking for copies"), done, of),
        )
        leakage.write_pairs(path, pairs)
    return Leaks(pairs, key, _reason(folder, key))


def _placed(pair: "Pair", tiles: Sequence[Tile]) -> "Pair":
    """Return a pair that was kept with the paths of now: folders may have moved."""
    one, other = tiles[pair.one].image, tiles[pair.other].image
    return pair._replace(one_image=one, other_image=other)


def _comparable(name: str, grouping: Mapping[str, str]) -> bool:
    return grouping.get(name) == grouping.get("train") != ALONE


def overrule(folder: Path, leaks: Leaks, reason: str) -> Leaks:
    """Keep the reason to train all the same; an empty one takes it back.

    It counts for exactly these tiles: with other images it has to be given again.

    Raises:
        UserError: The study folder cannot be written.
    """
    path = _reason_path(folder, leaks.key)
    words = " ".join(reason.split())
    said = {"reason": words, "when": datetime.now(UTC).isoformat()}
    try:
        if words:
            write_atomically(path, json.dumps(said, indent=2, ensure_ascii=False))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The reason could not be kept in {parent} ({strerror}). Nothing was "
                "changed. Free space, or choose a folder that can be written.",
                parent=path.parent,
                strerror=error.strerror,
            )
        ) from error
    return leaks._replace(overruled=words)


def _reason(folder: Path, key: str) -> str:
    path = _reason_path(folder, key)
    try:
        return str(json.loads(path.read_bytes())["reason"])
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UserError(
            tr(
                "{path} is damaged; it holds the reason why copies may stay. Remove "
                "it, and write the reason again.",
                path=path,
            )
        ) from error


def _pairs_path(folder: Path, key: str) -> Path:
    return folder / "leaks" / f"{key}.csv"


def _reason_path(folder: Path, key: str) -> Path:
    return folder / "leaks" / f"{key}.overruled.json"


def _near(part: str, pairs: "list[Pair]") -> str:
    kinds = Counter(pair.kind for pair in pairs)
    found = ", ".join(
        f"{kind_told(kind)}: {count}" for kind, count in kinds.most_common()
    )
    count = len({pair.other for pair in pairs})
    return tr_n(
        "1 tile of {named} may show what a tile of {others} shows, turned or shifted "
        "({found}; such as {example}). Look at the pairs: the same cell belongs on "
        "one side.",
        "{count:,} tiles of {named} may show what a tile of {others} shows, turned or "
        "shifted ({found}; such as {example}). Look at the pairs: the same cell "
        "belongs on one side.",
        count,
        count=count,
        named=_named(part),
        others=_others(pairs),
        found=found,
        example=_example(pairs[0]),
    )


def _shared(part: str, pairs: "list[Pair]") -> str:
    names = sorted({pair.group for pair in pairs})
    count = len(names)
    values = {
        "number": tr_n("1 group", "{count:,} groups", count, count=count),
        "others": _others(pairs),
        "example": names[0],
    }
    if part == "validation":
        said = tr(
            "Validation shares {number} with {others} (such as {example}).", **values
        )
    else:
        said = tr(
            "The test set '{part}' shares {number} with {others} (such as {example}).",
            part=part,
            **values,
        )
    do = tr(
        "If that is the same dish, field or day, the test is too easy: take such "
        "images out of one of the two."
    )
    return f"{said} {do}"


def _others(pairs: "list[Pair]") -> str:
    found = {pair.one_part for pair in pairs}
    if {"train", "validation"} <= found:
        return tr("training and validation")
    return tr("validation") if "validation" in found else tr("training")


def _example(pair: "Pair") -> str:
    one, other = pair.one_image.name, pair.other_image.name
    if pair.exact:
        return tr("{other}, which is {one}", other=other, one=one)
    return tr("{other}, like {one}", other=other, one=one)


def _named(part: str) -> str:
    if part == "validation":
        return tr("validation")
    return tr("the test set '{part}'", part=part)


def kind_told(kind: str) -> str:
    """Return the kind of a pair in the user's language; kinds are also compared."""
    return {
        "same file": tr("same file"),
        "same pixels": tr("same pixels"),
        "near copy": tr("near copy"),
        "turned copy": tr("turned copy"),
        "shifted crop": tr("shifted crop"),
        "same group": tr("same group"),
    }.get(kind, kind)
