"""Tiles: an index into the images; pixels are cut out only when they are looked at."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.images import read_image
from cellclassifier.core.intensity import scale
from cellclassifier.core.pixels import Pixels
from cellclassifier.core.spec import IntensitySpec, TilingSpec

Part = Literal["train", "validation", "test"]
KEPT_IMAGES = 4
"""Decoded images that are kept, since the tiles of one field are read in turn."""


class Tile(NamedTuple):
    """One tile: the part of an image at column x, row y (px), and what it belongs to.

    `number` counts from 0 within its table and is the tile's name everywhere.
    """

    number: int
    image: Path
    x: int
    y: int
    width: int
    height: int
    class_name: str
    group: str
    part: Part


def cut(dataset: Dataset, spec: TilingSpec, part: Part = "train") -> tuple[Tile, ...]:
    """Cut every image of `dataset` into a grid; all tiles start in `part`.

    Where a side cannot be divided evenly, tiles differ by a pixel and none is lost.
    """
    tiles: list[Tile] = []
    for image in dataset.images:
        ys = _edges(image.height, spec.rows, image.path)
        xs = _edges(image.width, spec.columns, image.path)
        tiles.extend(
            Tile(0, image.path, x, y, w, h, image.class_name, image.group, part)
            for y, h in ys
            for x, w in xs
        )
    return tuple(tile._replace(number=number) for number, tile in enumerate(tiles))


def _edges(side: int, count: int, path: Path) -> list[tuple[int, int]]:
    if side < count:
        raise UserError(
            f"{path.name} is {side} pixels long on one side and cannot be cut into "
            f"{count} tiles. Choose fewer rows and columns."
        )
    edges = [side * i // count for i in range(count + 1)]
    return [(a, b - a) for a, b in pairwise(edges)]


def split(tiles: Sequence[Tile], share: float, seed: int) -> tuple[Tile, ...]:
    """Move about `share` of the tiles to validation, by whole groups.

    Groups are taken in an order drawn from `seed`; one is moved when that brings the
    classes closer to their share. A class of two or more groups gets at least one
    group on either side, a class of one group stays in training whole.

    Args:
        tiles: Training tiles.
        share: Share of each class that is aimed at, 0 .. 0.5.
        seed: Seed of the order.

    Returns:
        The same tiles in the same order, each in "train" or "validation".
    """
    chosen = _validation_groups(tiles, share, seed) if share > 0 else set()
    return tuple(
        tile._replace(part="validation" if tile.group in chosen else "train")
        for tile in tiles
    )


Counts = dict[str, dict[str, int]]


def _validation_groups(tiles: Sequence[Tile], share: float, seed: int) -> set[str]:
    by_group: Counts = defaultdict(lambda: defaultdict(int))
    totals: dict[str, int] = defaultdict(int)
    for tile in tiles:
        by_group[tile.group][tile.class_name] += 1
        totals[tile.class_name] += 1
    order = sorted(by_group)
    random.Random(seed).shuffle(order)
    missing = {name: share * count for name, count in totals.items()}
    chosen: set[str] = set()
    for group in order:
        if _helps(by_group[group], missing, totals) and _spares(
            group, chosen, by_group
        ):
            _take(group, chosen, by_group, missing)
    for name in sorted(totals):
        _represent(name, order, chosen, by_group, missing)
    return chosen


def _take(
    group: str, chosen: set[str], by_group: Counts, missing: dict[str, float]
) -> None:
    chosen.add(group)
    for name, count in by_group[group].items():
        missing[name] -= count


def _helps(
    counts: dict[str, int], missing: dict[str, float], totals: dict[str, int]
) -> bool:
    """Tell whether moving a group brings the classes closer to their share."""
    change = sum(
        (abs(missing[name] - count) - abs(missing[name])) / totals[name]
        for name, count in counts.items()
    )
    return change < 0


def _spares(group: str, chosen: set[str], by_group: Counts) -> bool:
    """Tell whether each class of `group` keeps another group in training."""
    left = [other for other in by_group if other not in chosen and other != group]
    return all(
        any(by_group[other].get(name) for other in left) for name in by_group[group]
    )


def _represent(
    name: str,
    order: list[str],
    chosen: set[str],
    by_group: Counts,
    missing: dict[str, float],
) -> None:
    """Give validation the smallest group of a class that it lacks, where possible."""
    if any(by_group[group].get(name) for group in chosen):
        return
    holders = [group for group in order if by_group[group].get(name)]
    for group in sorted(holders, key=lambda group: by_group[group][name]):
        if _spares(group, chosen, by_group):
            _take(group, chosen, by_group, missing)
            return


def read_tile(tile: Tile, size: int, rule: IntensitySpec) -> NDArray[np.float32]:
    """Return a tile as the network sees it, before any augmentation.

    Args:
        tile: The tile.
        size: Side of the result, px.
        rule: The study's intensity rule, resolved.

    Returns:
        float32, shape (size, size, channels), scaled by the rule.

    Raises:
        UserError: Its image cannot be read any more.
    """
    try:
        pixels = _decoded(tile.image, tile.image.stat().st_mtime_ns)
    except OSError as error:
        raise UserError(
            f"The image {tile.image} cannot be opened any more ({error.strerror}). Put "
            "it back, or choose the folders again and train anew."
        ) from error
    except UserError as error:
        raise UserError(f"{tile.image}: {error}") from error
    part = pixels[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width]
    if part.shape[:2] != (tile.height, tile.width):
        height, width = pixels.shape[:2]
        raise UserError(
            f"The image {tile.image} is {width} x {height} pixels now; it was larger "
            "when this tile was cut. Put the old one back, or train anew."
        )
    return _resized(scale(part, rule), size)


@lru_cache(maxsize=KEPT_IMAGES)
def _decoded(path: Path, changed: int) -> Pixels:
    return read_image(path)


def _resized(tile: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    height, width, channels = tile.shape
    if (height, width) == (size, size):
        return tile
    # Imported at the first tile: the window starts sooner without.
    import cv2

    # Averaging over areas keeps small bright clumps when a tile is made smaller.
    shrinks = height > size or width > size
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    planes = [
        cv2.resize(np.ascontiguousarray(tile[..., c]), (size, size), interpolation=how)
        for c in range(channels)
    ]
    return np.stack(planes, axis=-1).astype(np.float32, copy=False)


HEADER = Tile._fields


def write_tiles(path: Path, tiles: Iterable[Tile]) -> None:
    """Write the index of tiles as a CSV table."""
    write_table(path, HEADER, tiles)


def read_tiles(path: Path) -> tuple[Tile, ...]:
    """Read what `write_tiles` wrote."""
    return tuple(_tile(row) for row in read_table(path))


def _tile(row: dict[str, str]) -> Tile:
    numbers = {name: int(row[name]) for name in ("number", "x", "y", "width", "height")}
    part: Part = row["part"]  # type: ignore[assignment]
    return Tile(
        image=Path(row["image"]),
        class_name=row["class_name"],
        group=row["group"],
        part=part,
        **numbers,
    )
