"""Pairs of tiles on both sides of a split, and what is said about them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.leaks import kind_told
from cellclassifier.core.tiling import Tile

if TYPE_CHECKING:
    from cellclassifier.core.leakage import Pair

KINDS: Mapping[str, tuple[str, str]] = {
    "same file": (tr("same file"), tr("the same file")),
    "same pixels": (tr("same pixels"), tr("with the same pixels")),
    "near copy": (tr("near copy"), tr("saved or exposed in another way")),
    "turned copy": (tr("turned copy"), tr("turned or mirrored copies")),
    "shifted crop": (tr("shifted crop"), tr("shifted crops")),
    "same group": (tr("same group"), tr("of the same group")),
}
"""What a pair has in common, the gravest first; each of one pair, and of several."""

NO = tr("no")
"""Stands where a copy is not turned, or not shifted."""

WHAT_TO_DO = tr(
    "take the files out of one of the two folders and check the folders again (F5 "
    "under Images), or group the images there so that copies stay on one side."
)

Parts = tuple[str, str]


class LeakRow(NamedTuple):
    """A pair and its two tiles.

    `one_part` and `other_part` are "train", "validation" or the name of a test set.
    """

    pair: "Pair"
    one: Tile
    other: Tile

    @property
    def parts(self) -> Parts:
        """Where the two tiles are."""
        return self.pair.one_part, self.pair.other_part

    @property
    def differs(self) -> bool:
        """Whether the two bear different classes."""
        return self.one.class_name != self.other.class_name

    @property
    def is_picture(self) -> bool:
        """Whether the two show the same, and are not just of one group."""
        return self.pair.kind != "same group"


def rows_of(
    pairs: "Iterable[Pair]", tables: Mapping[str, Sequence[Tile]]
) -> list[LeakRow]:
    """Find the tiles of pairs.

    Args:
        pairs: What was found.
        tables: Tiles by "train" (training and validation) and name of the test set.
    """
    tiles = [tile for table in tables.values() for tile in table]
    return [LeakRow(pair, tiles[pair.one], tiles[pair.other]) for pair in pairs]


def part_words(part: str) -> str:
    """Return a part in words."""
    own = {"train": tr("training"), "validation": tr("validation")}
    return own.get(part) or tr("test set '{part}'", part=part)


def parts_words(parts: Parts) -> str:
    """Return two parts in words."""
    return tr(" and ").join(part_words(part) for part in parts)


def turned(row: LeakRow) -> str:
    """Return how the second tile is turned against the first, clockwise, in words."""
    if not row.is_picture:
        return ""
    angle = round(row.pair.angle)
    words = f"{angle}°" if angle else NO
    return tr("{words}, mirrored", words=words) if row.pair.mirrored else words


def shifted(row: LeakRow) -> str:
    """Return how far the first then lies from the second, right and down, in words."""
    if not row.is_picture:
        return ""
    x, y = round(row.pair.shift_x), round(row.pair.shift_y)
    return tr("{x:+d}, {y:+d} px", x=x, y=y) if x or y else NO


def heading(rows: Sequence[LeakRow], overruled: str) -> str:
    """Return in a line what was found."""
    exact = sum(row.pair.exact for row in rows)
    if not rows:
        return tr("No copies were found on both sides of the split.")
    if not exact:
        return tr("{pairs} may show the same: look at them", pairs=_pairs(len(rows)))
    rest = len(rows) - exact
    more = tr(", {rest:,} more may show the same", rest=rest) if rest else ""
    if overruled:
        return tr_n(
            "1 pair of exact copies stay, as you wrote{more}",
            "{pairs:,} pairs of exact copies stay, as you wrote{more}",
            exact,
            pairs=exact,
            more=more,
        )
    return tr_n(
        "1 pair of exact copies stops the training{more}",
        "{pairs:,} pairs of exact copies stop the training{more}",
        exact,
        pairs=exact,
        more=more,
    )


def explained(rows: Sequence[LeakRow], overruled: str) -> str:
    """Return what it means and what to do, each in a line."""
    exact = [row for row in rows if row.pair.exact]
    near = [row for row in rows if not row.pair.exact]
    told = []
    if exact:
        told.append(
            tr(
                "Exact copies: {kinds}, in {where}. A network has seen "
                "them while it learnt, so being right about them proves nothing.",
                kinds=_kinds(exact),
                where=_where(exact),
            )
        )
    if near:
        told.append(
            tr(
                "Likely the same cells: {kinds}, in {where}. These only "
                "warn; look whether they show the same.",
                kinds=_kinds(near),
                where=_where(near),
            )
        )
    if two := sum(row.differs for row in rows if row.is_picture):
        told.append(
            tr(
                "In {pairs} the classes differ: there at least one is wrong, if "
                "both show the same.",
                pairs=_pairs(two),
            )
        )
    if rows and not overruled:
        told.append(tr("What to do: {what_to_do}", what_to_do=WHAT_TO_DO))
    return "\n".join(told)


def stay(rows: Sequence[LeakRow], overruled: str) -> str:
    """Return why exact copies stay; nothing without any, or without a reason."""
    exact = sum(row.pair.exact for row in rows)
    if not (exact and overruled):
        return ""
    stop = "" if overruled.endswith((".", "!", "?")) else "."
    return tr_n(
        "1 pair of exact copies stays, because: {overruled}{stop}",
        "{pairs:,} pairs of exact copies stay, because: {overruled}{stop}",
        exact,
        pairs=exact,
        overruled=overruled,
        stop=stop,
    )


def warned(rows: Sequence[LeakRow]) -> str:
    """Return the quiet line about pairs that stop nothing; nothing without any."""
    near = [row for row in rows if not row.pair.exact]
    tiles: dict[str, set[Tile]] = {}
    for row in near:
        tiles.setdefault(row.pair.other_part, set()).add(row.other)
    if not tiles:
        return ""
    counted = [
        tr("{tiles} of {part_words}", tiles=_tiles(len(t)), part_words=part_words(p))
        for p, t in tiles.items()
    ]
    trained = {row.pair.one_part for row in near} == {"train"}
    shows = (
        tr("a training tile shows") if trained else tr("a tile of another part shows")
    )
    return tr("{listed} may show what {shows}.", listed=_listed(counted), shows=shows)


def stayed(pairs: int, reason: str) -> str:
    """Return what a run, made with so many pairs, says about them."""
    if not pairs:
        return ""
    if reason:
        return tr(
            "Trained in spite of {pairs} of copies, because: {reason}",
            pairs=_pairs(pairs),
            reason=reason,
        )
    return tr(
        "Trained while {pairs} on both sides of the split might show the "
        "same; they are in leaks.csv of the run.",
        pairs=_pairs(pairs),
    )


def spoken(row: LeakRow) -> str:
    """Return a row as a sentence for a screen reader."""
    weight = tr("stops the training") if row.pair.exact else tr("warns")
    sides = (side_words(row, "one"), side_words(row, "other"))
    return tr(
        "{kind}, {weight}: {sides}, and {sides_2}",
        kind=kind_told(row.pair.kind),
        weight=weight,
        sides=sides[0],
        sides_2=sides[1],
    ).replace("\n", ", ")


def side_words(row: LeakRow, side: str) -> str:
    """Return file, part and class of a tile, "one" or "other", each in a line."""
    tile = row.one if side == "one" else row.other
    part = row.pair.one_part if side == "one" else row.pair.other_part
    return f"{tile.image.name}\n{part_words(part)}\n{tile.class_name}"


def _kinds(rows: Iterable[LeakRow]) -> str:
    found: Counter[str] = Counter(row.pair.kind for row in rows)
    return ", ".join(f"{found[k]:,} {KINDS[k][1]}" for k in KINDS if found[k])


def _where(rows: Iterable[LeakRow]) -> str:
    found = dict.fromkeys(row.parts for row in rows)
    return tr("; in ").join(parts_words(parts) for parts in found)


def _listed(words: Sequence[str]) -> str:
    return tr(" and ").join(filter(None, (", ".join(words[:-1]), words[-1])))


def _pairs(count: int) -> str:
    return tr_n("1 pair", "{count:,} pairs", count, count=count)


def _tiles(count: int) -> str:
    return tr_n("1 tile", "{count:,} tiles", count, count=count)
