"""Shapes of adherent cells: outlines, the order they touch in, and their nuclei.

Cells are laid over a canvas larger than a field, so that they reach into it from
outside. All maps are float64 of shape (canvas, canvas), axes y and x, in pixels.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float64]

SIDE = 512
"""Rows and columns of a field, in pixels."""
MARGIN = 48
"""What the canvas has more than the field on each of its sides, in pixels."""
CANVAS = SIDE + 2 * MARGIN
"""Rows and columns of the canvas, in pixels."""

_ANGLES = 720  # entries in the table of a cell's outline


@dataclass(frozen=True)
class Appearance:
    """What all fields of one dish have in common, whatever its class.

    Attributes:
        brightness: Grey level of a typical cytoplasm before uneven illumination.
        spacing: Smallest distance between the centres of two cells, in pixels.
        stretch: How much longer than wide the cells are, on average.
        alignment: Direction that long cells tend to lie along, in radians.
        grain: Relative depth of the fine, middle and coarse texture.
        threads: Relative depth of the dark threads (where organelles keep it out).
        falloff: Share of the light that is lost at the edge of the field.
        centre: Where the light is brightest (y, x), as a share of the side.
        haze: Share of the light that comes from out of focus.
        background: Grey levels between the cells, above the camera's offset.
        blur: Standard deviation of the point spread, in pixels.
    """

    brightness: float
    spacing: float
    stretch: float
    alignment: float
    grain: tuple[float, float, float]
    threads: float
    falloff: float
    centre: tuple[float, float]
    haze: float
    background: float
    blur: float


@dataclass(frozen=True)
class Cells:
    """The cells of a canvas: per-cell arrays of shape (n,), maps of (canvas, canvas).

    `label` is -1 outside every cell; `radius` runs from 0 at a cell's centre to 1 at
    its outline; `depth` is the distance to the outline in pixels; `nucleus` is 1
    inside a nucleus and 0 outside, with a soft edge.
    """

    centre: Floats
    extent: Floats
    rounded: NDArray[np.bool_]
    label: NDArray[np.int64]
    radius: Floats
    depth: Floats
    nucleus: Floats


def place_cells(look: Appearance, rng: np.random.Generator) -> Cells:
    """Lay cells over the canvas: each pixel goes to the cell it lies deepest in."""
    centre = _centres(look.spacing, rng)
    count = len(centre)
    rounded = rng.random(count) < 0.08
    extent = look.spacing * rng.uniform(0.62, 0.98, count)
    extent[rounded] = look.spacing * rng.uniform(0.26, 0.34, int(rounded.sum()))
    # The outline is bent by noise, so that no edge is the smooth curve it came from.
    bend = 3.5 * np.stack([noise(7.0, rng, 2), noise(7.0, rng, 2)])
    bend += 0.7 * np.stack([noise(2.5, rng), noise(2.5, rng)])
    stiff = 0.4 * bend
    radius = np.full((CANVAS, CANVAS), 1.0)
    label = np.full((CANVAS, CANVAS), -1, dtype=np.int64)
    turns = look.alignment + rng.normal(0, 0.6, count)
    for cell in range(count):
        outline = _outline(bool(rounded[cell]), look.stretch, turns[cell], rng)
        where = window(centre[cell], 1.9 * extent[cell])
        outline *= extent[cell]
        inside = polar_radius(
            where, centre[cell], stiff if rounded[cell] else bend, outline
        )
        closer = inside < radius[where]
        radius[where][closer] = inside[closer]
        label[where][closer] = cell
    depth = _depth(label)
    nucleus = np.zeros_like(radius)
    for cell in range(count):
        _add_nucleus(nucleus, centre[cell], extent[cell], turns[cell], stiff, rng)
    nucleus *= np.clip((depth - 2) / 3, 0, 1)
    return Cells(centre, extent, rounded, label, radius, depth, nucleus)


def blur(image: Floats, sigma: float) -> Floats:
    """Blur a map; `sigma` in pixels. The edges are reflected."""
    # scipy's own loops, not a library that picks its code by processor.
    blurred: Floats = ndimage.gaussian_filter(image, sigma, mode="reflect", truncate=3)
    return blurred


def noise(sigma: float, rng: np.random.Generator, coarse: int = 1) -> Floats:
    """Return smooth noise over the canvas, mean 0 and standard deviation 1.

    `coarse` draws it on a grid that many times wider, which costs less.
    """
    side = -(-CANVAS // coarse)
    drawn = blur(rng.standard_normal((side, side)), sigma / coarse)
    drawn = (drawn - drawn.mean()) / drawn.std()
    if coarse > 1:
        drawn = ndimage.zoom(drawn, coarse, order=1, mode="nearest", grid_mode=True)
    return np.asarray(drawn[:CANVAS, :CANVAS], np.float64)


def _centres(spacing: float, rng: np.random.Generator) -> Floats:
    """Throw centres (y, x) on the canvas, none nearer to another than `spacing`."""
    points = rng.uniform(0, CANVAS, (900, 2))
    apart = np.square(points[:, None] - points[None]).sum(axis=2) >= spacing**2
    kept: list[int] = []
    for number in range(len(points)):
        if apart[number, kept].all():
            kept.append(number)
    return points[kept]


def window(centre: Floats, reach: float) -> tuple[slice, slice]:
    """Return the slices of the square around `centre`, cut at the canvas's edge."""
    low = np.clip(np.floor(centre - reach), 0, CANVAS).astype(int)
    high = np.clip(np.ceil(centre + reach) + 1, 0, CANVAS).astype(int)
    return slice(low[0], high[0]), slice(low[1], high[1])


def polar_radius(
    where: tuple[slice, slice], centre: Floats, bend: Floats, outline: Floats
) -> Floats:
    """Return each pixel's distance from `centre` as a share of the outline's."""
    y, x = np.ogrid[where]
    y = y - centre[0] + bend[0][where]
    x = x - centre[1] + bend[1][where]
    angle = np.arctan2(y, x) * (_ANGLES / (2 * np.pi))
    distance: Floats = np.sqrt(y * y + x * x)
    share = distance / outline[np.rint(angle).astype(int) % _ANGLES]
    return np.asarray(share, np.float64)


def _outline(
    rounded: bool, stretch: float, turn: float, rng: np.random.Generator
) -> Floats:
    """Return a cell's outline: radius at each angle, relative to its extent.

    A rounded cell is nearly a circle. A spread one is an ellipse with waves, drawn out
    at a few places where it holds on to the glass.
    """
    angle = np.arange(_ANGLES) * (2 * np.pi / _ANGLES)
    waves = sum(
        rng.normal(0, 0.16 / k) * np.cos(k * angle + rng.uniform(0, 2 * np.pi))
        for k in range(2, 8)
    )
    if rounded:
        return np.asarray(1 + 0.4 * waves, dtype=np.float64)
    long = max(1.0, stretch * rng.lognormal(0, 0.2))
    ellipse = 1 / np.sqrt(
        np.square(np.cos(angle - turn)) / long + np.square(np.sin(angle - turn)) * long
    )
    outline = ellipse * (1 + waves)
    for _ in range(rng.integers(1, 5)):
        away = (angle - rng.uniform(0, 2 * np.pi) + np.pi) % (2 * np.pi) - np.pi
        width = rng.uniform(0.1, 0.3)
        outline += rng.uniform(0.2, 0.6) * np.exp(-np.square(away / width))
    return np.asarray(np.clip(outline, 0.45, 1.9), np.float64)


def _depth(label: NDArray[np.int64]) -> Floats:
    """Return the distance of each pixel from the edge of its cell, 0 outside."""
    inside = label >= 0
    inside[1:] &= label[1:] == label[:-1]
    inside[:, 1:] &= label[:, 1:] == label[:, :-1]
    depth: Floats = ndimage.distance_transform_edt(inside)
    return depth


def _add_nucleus(
    nucleus: Floats,
    centre: Floats,
    extent: float,
    turn: float,
    bend: Floats,
    rng: np.random.Generator,
) -> None:
    """Add one oval nucleus, with its brighter nucleoli, to the map."""
    size = rng.uniform(0.17, 0.22) * (extent + 20)
    long = rng.uniform(1.1, 1.6)
    angle = np.arange(_ANGLES) * (2 * np.pi / _ANGLES) - turn - rng.normal(0, 0.3)
    oval = size / np.sqrt(
        np.square(np.cos(angle)) / long + np.square(np.sin(angle)) * long
    )
    middle = centre + rng.normal(0, 0.07 * extent, 2)
    where = window(middle, 2 * size)
    shape = polar_radius(where, middle, bend, oval)
    soft = np.clip((1.12 - shape) / 0.24, 0, 1) * rng.uniform(0.85, 1.0)
    for _ in range(rng.integers(0, 4)):
        spot = middle + rng.normal(0, 0.35 * size, 2)
        small = np.full(_ANGLES, rng.uniform(1.8, 3.2))
        dot = polar_radius(where, spot, bend, small)
        soft *= 1 - 0.45 * np.exp(-np.square(dot))
    np.maximum(nucleus[where], soft, out=nucleus[where])
