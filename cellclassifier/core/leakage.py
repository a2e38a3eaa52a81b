"""Finds copies of tiles on both sides of a split, which make a test worthless.

Compared are training with validation, and each of both with every test set; never the
tiles of one part with each other, nor test sets with each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.copies.described import Described, Tell, stretch
from cellclassifier.core.copies.fingerprints import Scale, scale_for
from cellclassifier.core.copies.overlaps import overlaps
from cellclassifier.core.copies.registration import Fit
from cellclassifier.core.copies.search import Copy, between
from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.tiling import Tile

Kind = Literal[
    "same file",
    "same pixels",
    "near copy",
    "turned copy",
    "shifted crop",
    "same group",
]
"""What two tiles share, the worst first.

A "near copy" lies as in the other tile but was saved otherwise: as JPEG, or brighter.
"""
EXACT: frozenset[Kind] = frozenset({"same file", "same pixels", "near copy"})
OWN_PARTS = ("train", "validation")
"""The parts that are no test sets; no test set may have one of these names."""
UPRIGHT, STILL, WHOLE, ALIKE = 1.0, 1.0, 0.95, 0.9
"""A near copy's largest angle, degrees, and shift, px; least overlap and correlation.
"""


class Pair(NamedTuple):
    """Two tiles, in different parts, that share something.

    Of each of the two there are its index among all tiles looked at (`one`, `other`),
    its part, its image, and where it was cut out, px.

    Attributes:
        kind: What they share.
        similarity: Correlation where both show the same, 1 for the same pixels; None
            where it is the group that is shared.
        angle: How far the first is turned to lie as the second, clockwise on the
            screen, -180 .. 180 degrees, after it was mirrored.
        mirrored: Whether it is mirrored first, top to bottom.
        shift_x: Where its centre then lies, from the centre of the second, px of it.
        shift_y: The same.
        overlap: Share of the smaller tile that both show, 0 .. 1.
        group: The group, where that is shared.
    """

    kind: Kind
    one: int
    one_part: str
    one_image: Path
    one_x: int
    one_y: int
    one_width: int
    one_height: int
    other: int
    other_part: str
    other_image: Path
    other_x: int
    other_y: int
    other_width: int
    other_height: int
    similarity: float | None
    angle: float
    mirrored: bool
    shift_x: float
    shift_y: float
    overlap: float
    group: str

    @property
    def exact(self) -> bool:
        """Whether both are the same picture, apart from how it was saved."""
        return self.kind in EXACT


Progress = Callable[[int, int], None]


class _Search(NamedTuple):
    tiles: Sequence[Tile]
    parts: Sequence[str]

    def pair(self, kind: Kind, one: int, other: int, **found: object) -> Pair:
        """Return a pair, with what is not `found` as for the same pixels."""
        values: dict[str, object] = {
            "similarity": 1.0,
            "angle": 0.0,
            "mirrored": False,
            "shift_x": 0.0,
            "shift_y": 0.0,
            "overlap": 1.0,
            "group": "",
        }
        for side, index in (("one", one), ("other", other)):
            tile = self.tiles[index]
            values |= {side: index, f"{side}_part": self.parts[index]}
            for name in ("image", "x", "y", "width", "height"):
                values[f"{side}_{name}"] = getattr(tile, name)
        return Pair(kind=kind, **{**values, **found})  # type: ignore[arg-type]


def find(
    tiles: Sequence[Tile],
    parts: Sequence[str],
    read: Callable[[Tile], NDArray[np.generic]],
    hashes: Mapping[Path, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Pair, ...]:
    """Find what tiles of different parts share.

    Each tile that has a copy in another part is in at least one pair with that part;
    not every pair of a tile with many copies is listed.

    Args:
        tiles: All tiles.
        parts: Part of each: "train", "validation", or the name of its test set.
        read: Returns the raw pixels of a tile, (y, x, channel); called from threads.
        hashes: SHA-256 of each image; without, an image is known by its path.
        progress: Called with the steps done and their number; may raise to stop.

    Returns:
        Pairs, the worst kind first, then the most similar.
    """
    search = _Search(tiles, parts)
    by_part: dict[str, list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        by_part[part].append(index)
    sides = _sides(by_part)
    if not sides:
        return ()
    steps = 2 * len(tiles)

    def tell(share: float) -> None:
        if progress:
            progress(round(share * steps), steps)

    known = [*_by_place(search, sides, hashes or {}), *_by_group(search, sides)]
    seen = {(pair.one, pair.other) for pair in known if pair.kind != "same group"}
    pairs = known + [
        pair
        for pair in _by_pixels(search, sides, read, tell)
        if (pair.one, pair.other) not in seen
    ]
    worst = get_args(Kind).index
    return tuple(sorted(pairs, key=lambda p: (worst(p.kind), -(p.similarity or 0.0))))


Sides = list[tuple[list[int], list[int]]]


def _sides(by_part: Mapping[str, list[int]]) -> Sides:
    """Return the pairs of parts that must share nothing, by the indices of tiles."""
    own = [part for part in OWN_PARTS if part in by_part]
    tests = [part for part in by_part if part not in OWN_PARTS]
    names = [*combinations(own, 2), *((part, test) for part in own for test in tests)]
    return [(by_part[one], by_part[other]) for one, other in names]


def _by_place(
    search: _Search, sides: Sides, hashes: Mapping[Path, str]
) -> Iterator[Pair]:
    """Yield pairs cut from overlapping places of the same file."""
    for ones, others in sides:
        here, there = (_by_file(search, side, hashes) for side in (ones, others))
        for name in sorted(here.keys() & there.keys()):
            yield from _overlapping(search, here[name], there[name])


def _by_file(
    search: _Search, indices: Iterable[int], hashes: Mapping[Path, str]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        image = search.tiles[index].image
        found[hashes.get(image, str(image))].append(index)
    return found


def _overlapping(
    search: _Search, ones: Sequence[int], others: Sequence[int]
) -> Iterator[Pair]:
    tiles = search.tiles
    for found in overlaps([tiles[i] for i in ones], [tiles[j] for j in others]):
        one, other = ones[found.one], others[found.other]
        if found.same:
            yield search.pair("same file", one, other)
        else:
            yield search.pair(
                "shifted crop",
                one,
                other,
                shift_x=found.shift_x,
                shift_y=found.shift_y,
                overlap=found.share,
            )


def _by_group(search: _Search, sides: Sides) -> Iterator[Pair]:
    """Yield one pair for each group that is on both sides."""
    for ones, others in sides:
        here, there = (
            # The first tile of each group stands for all of them.
            {search.tiles[index].group: index for index in reversed(side)}
            for side in (ones, others)
        )
        for group in sorted(here.keys() & there.keys()):
            yield search.pair(
                "same group",
                here[group],
                there[group],
                similarity=None,
                overlap=0.0,
                group=group,
            )


def _by_pixels(
    search: _Search,
    sides: Sides,
    read: Callable[[Tile], NDArray[np.generic]],
    tell: Tell,
) -> Iterator[Pair]:
    tiles = search.tiles
    scale = scale_for([min(tile.width, tile.height) for tile in tiles])
    described = Described(
        len(tiles), lambda index: read(tiles[index]), scale, stretch(tell, 0.0, 0.5)
    )
    work = [len(ones) * len(others) for ones, others in sides]
    start = 0.5
    for amount, (ones, others) in zip(work, sides, strict=True):
        length = 0.5 * amount / sum(work)
        for copy in between(described, ones, others, stretch(tell, start, length)):
            yield _pair_of(search, copy, scale)
        start += length


def _pair_of(search: _Search, copy: Copy, scale: Scale) -> Pair:
    if copy.fit is None:
        return search.pair("same pixels", copy.one, copy.other)
    matrix = copy.fit.matrix
    angle = float(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
    x, y = copy.offset
    return search.pair(
        _kind(copy, copy.fit, angle),
        copy.one,
        copy.other,
        similarity=min(1.0, copy.fit.similarity),
        angle=angle,
        mirrored=copy.fit.mirrored,
        shift_x=x / scale.factor,
        shift_y=y / scale.factor,
        overlap=copy.fit.overlap,
    )


def _kind(copy: Copy, fit: Fit, angle: float) -> Kind:
    upright = not fit.mirrored and abs(angle) <= UPRIGHT
    if not copy.centred or (upright and np.hypot(*copy.offset) > STILL):
        return "shifted crop"
    # A little is lost at an edge where a fit is not exact.
    near = upright and fit.overlap >= WHOLE and fit.similarity >= ALIKE
    return "near copy" if near else "turned copy"


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as a CSV table, one row each."""
    write_table(path, Pair._fields, pairs)


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Read what `write_pairs` wrote."""
    return tuple(_read_pair(row) for row in read_table(path))


def _read_pair(row: Mapping[str, str]) -> Pair:
    values: dict[str, object] = dict(row)
    for name, kind in Pair.__annotations__.items():
        if kind in (int, float, Path):
            values[name] = kind(row[name])
    values["mirrored"] = row["mirrored"] == "True"
    values["similarity"] = float(row["similarity"]) if row["similarity"] else None
    return Pair(**values)  # type: ignore[arg-type]
