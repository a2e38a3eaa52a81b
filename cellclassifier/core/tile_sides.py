"""How long the sides of tiles are, and where tiles start along a side of an image."""

from itertools import pairwise
from math import ceil
from pathlib import Path

from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import TilingSpec

SMALLEST_TILE = 8
"""Tiles with a shorter side, in pixels, cannot show a cell."""


def side_in_pixels(image: Image, spec: TilingSpec) -> int:
    """Return the side of a tile of one size in `image`, px.

    Raises:
        UserError: It is given in micrometres, and the image has no pixel size.
    """
    if spec.unit == "px":
        return max(1, round(spec.side))
    if image.pixel_size is None:
        raise UserError(
            tr(
                "{image} does not tell its pixel size, so no tile of {side:g} µm can "
                "be cut from it. Give the tile size in pixels.",
                image=image.path.name,
                side=spec.side,
            )
        )
    return max(1, round(spec.side / image.pixel_size))


def steps(side: int, tile: int, overlap: float, image: Image) -> list[tuple[int, int]]:
    """Return where tiles of one size lie along a side, as (start, length), px.

    Args:
        side: The side of the image, px.
        tile: The side of a tile, px.
        overlap: The share of a tile that the next one shows as well, 0 .. below 1.
        image: Is named where no such tile can be cut from it.

    Raises:
        UserError: The tile is too small, or larger than the side.
    """
    if tile < SMALLEST_TILE or tile > side:
        raise UserError(
            tr(
                "{image} is {width} x {height} pixels; tiles of {tile} pixels cannot "
                "be cut from it. Choose a tile size from {least} to {most} pixels.",
                image=image.path.name,
                width=image.width,
                height=image.height,
                tile=tile,
                least=SMALLEST_TILE,
                most=min(image.width, image.height),
            )
        )
    # Rounded, since 0.1 of a side is no exact number.
    count = 1 + ceil(round((side - tile) / (tile * (1 - overlap)), 6))
    step = (side - tile) / max(count - 1, 1)
    return [(round(i * step), tile) for i in range(count)]


def edges(side: int, count: int, path: Path) -> list[tuple[int, int]]:
    """Return where so many tiles lie along a side, as (start, length), px.

    Raises:
        UserError: The side has fewer pixels.
    """
    if side < count:
        raise UserError(
            tr(
                "{image} is {side} pixels long on one side and cannot be cut into "
                "{count} tiles. Choose fewer rows and columns.",
                image=path.name,
                side=side,
                count=count,
            )
        )
    found = [side * i // count for i in range(count + 1)]
    return [(a, b - a) for a, b in pairwise(found)]
