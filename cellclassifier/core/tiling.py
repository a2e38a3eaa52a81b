"""Tiles: an index into the images; pixels are cut out only when they are looked at."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.images import read_image, read_taken
from cellclassifier.core.intensity import of_image, scale
from cellclassifier.core.language import tr
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.pixels import Pixels, resized
from cellclassifier.core.spec import StudySpec

# Named twice: this module hands it on.
from cellclassifier.core.tile_sides import SMALLEST_TILE as SMALLEST_TILE
from cellclassifier.core.tile_sides import edges, side_in_pixels, steps
from cellclassifier.core.tile_spec import IntensitySpec, ReadingSpec, TilingSpec

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


class View(NamedTuple):
    """How the network sees a tile: side in pixels, what is read, scale, what is hidden.

    `rule` is resolved: it has both points, unless each image has its own. So is
    `masking`: where anything is hidden, it knows what the control shows.
    """

    size: int
    rule: IntensitySpec
    reading: ReadingSpec = ReadingSpec()
    masking: MaskSpec = MaskSpec()

    @property
    def unmasked(self) -> "View":
        """The same with nothing hidden."""
        return self._replace(masking=MaskSpec())


def view_of(study: StudySpec) -> View:
    """Return how tiles are seen under `study`, the intensity rule of which is set."""
    return View(study.tiling.size, study.intensity, study.reading, study.masking)


def cut(dataset: Dataset, spec: TilingSpec, part: Part = "train") -> tuple[Tile, ...]:
    """Cut every image of `dataset` into tiles; all of them start in `part`.

    No pixel is lost: in a grid whose sides cannot be divided evenly tiles differ by a
    pixel, and tiles of one size overlap a little more than was asked for.

    Raises:
        UserError: An image is too small, or has no pixel size where one is needed.
    """
    number = 0
    tiles: list[Tile] = []
    for image in dataset.images:
        for x, y, width, height in boxes(image, spec):
            where = (number, image.path, x, y, width, height)
            tiles.append(Tile(*where, image.class_name, image.group, part))
            number += 1
    return tuple(tiles)


def boxes(image: Image, spec: TilingSpec) -> Iterator[tuple[int, int, int, int]]:
    """Yield (x, y, width, height), px, of each tile of `image`, row by row.

    Raises:
        UserError: As in `cut`.
    """
    if spec.by == "size":
        side = side_in_pixels(image, spec)
        ys = steps(image.height, side, spec.overlap, image)
        xs = steps(image.width, side, spec.overlap, image)
    else:
        ys = edges(image.height, spec.rows, image.path)
        xs = edges(image.width, spec.columns, image.path)
    return ((x, y, w, h) for y, h in ys for x, w in xs)


def count_tiles(dataset: Dataset, spec: TilingSpec) -> dict[str, int]:
    """Return the number of tiles of each class, in the order of the classes."""
    found: Counter[str] = Counter()
    for image in dataset.images:
        found[image.class_name] += sum(1 for _ in boxes(image, spec))
    return {name: found[name] for name in dataset.classes}


def contrast(tile: Tile, view: View) -> float:
    """Return how much the pixels of a tile differ, as a share of the range.

    It is their standard deviation in the tile as it was cut, in the study's scale; of
    several channels the largest. A tile without a cell has little more than the noise.
    """
    scaled = _scaled(tile, view)
    return float(scaled.std(axis=(0, 1), dtype=np.float64).max())


def read_tile(tile: Tile, view: View) -> NDArray[np.float32]:
    """Return a tile as the network sees it, before any augmentation.

    Returns:
        float32, shape (view.size, view.size, channels), scaled, masked if asked for.

    Raises:
        UserError: Its image cannot be read any more, or nothing but clumps is in it.
    """
    seen = resized(_scaled(tile, view), view.size)
    return _hidden(tile, view, seen) if view.masking.active else seen


def clump_radius(tile: Tile, view: View) -> float:
    """Return the radius of a usual clump by the view's masking, px of its tiles.

    Raises:
        UserError: The pixel size is needed and not known, or clumps are too small.
    """
    from cellclassifier.core.spots.scale import radius_in_tile

    size = None
    if view.masking.unit == "µm":
        size = _pixel_size(tile.image, _changed(tile.image), view.reading)
    sides, name = (tile.width, tile.height), tile.image.name
    return radius_in_tile(view.masking, sides, name, view.size, size)


def _hidden(tile: Tile, view: View, seen: NDArray[np.float32]) -> NDArray[np.float32]:
    from cellclassifier.core.spots.hiding import hidden

    # Noise by what is seen: a network could learn that of a name by heart.
    seed = zlib.crc32(read_raw(tile, view.reading).tobytes())
    return hidden(seen, clump_radius(tile, view), view.masking, seed)


@lru_cache(maxsize=4096)
def _pixel_size(path: Path, changed: int, reading: ReadingSpec) -> float | None:
    return read_taken(path, reading).facts.pixel_size


def read_raw(tile: Tile, reading: ReadingSpec) -> Pixels:
    """Return the raw pixels of a tile, shape (height, width, channels).

    Raises:
        UserError: Its image cannot be read any more.
    """
    return _cut_out(_image_of(tile, reading), tile)


def _scaled(tile: Tile, view: View) -> NDArray[np.float32]:
    pixels = _image_of(tile, view.reading)
    rule = view.rule
    if rule.rule == "image":
        rule = _own_rule(tile.image, _changed(tile.image), rule, view.reading)
    return scale(_cut_out(pixels, tile), rule)


def _cut_out(pixels: Pixels, tile: Tile) -> Pixels:
    part = pixels[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width]
    if part.shape[:2] != (tile.height, tile.width):
        height, width = pixels.shape[:2]
        raise UserError(
            tr(
                "The image {image} is {width} x {height} pixels now; it was larger "
                "when this tile was cut. Put the old one back, or train anew.",
                image=tile.image,
                width=width,
                height=height,
            )
        )
    return part


def _image_of(tile: Tile, reading: ReadingSpec) -> Pixels:
    changed = _changed(tile.image)
    try:
        return _decoded(tile.image, changed, reading)
    except UserError as error:
        raise UserError(f"{tile.image}: {error}") from error


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise UserError(
            tr(
                "The image {image} cannot be opened any more ({error}). Put it back, "
                "or choose the folders again and train anew.",
                image=path,
                error=error.strerror,
            )
        ) from error


@lru_cache(maxsize=KEPT_IMAGES)
def _decoded(path: Path, changed: int, reading: ReadingSpec) -> Pixels:
    return read_image(path, reading)


@lru_cache(maxsize=1024)
def _own_rule(
    path: Path, changed: int, rule: IntensitySpec, reading: ReadingSpec
) -> IntensitySpec:
    return of_image(rule, _decoded(path, changed, reading))


def key_of(tiles: Iterable[Tile], hashes: Mapping[Path, str], *settings: object) -> str:
    """Return a name for what is measured of tiles under settings.

    It changes with the bytes of an image, the place of a tile and each setting.
    """
    digest = hashlib.sha256(repr(settings).encode())
    for tile in tiles:
        where = (hashes[tile.image], tile.x, tile.y, tile.width, tile.height)
        digest.update(repr(where).encode())
    return digest.hexdigest()[:32]


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
