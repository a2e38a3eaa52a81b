"""Draw fluorescent cells as a widefield microscope records them.

The model is a plain one of image formation: outlines of adherent cells, the thickness
of each cell times the concentration of the protein in it, its texture, the dark
nucleus; then the optics (out-of-focus haze, point spread, uneven illumination) and the
camera (shot noise, read noise, offset, 12 bits).

Everything up to the noise is computed in float64 and rounded before noise is drawn, so
that the last bit of a sine, which differs between processors, decides nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float64]

SIDE = 512
"""Rows and columns of a field, in pixels."""
WHITE = 4095
"""The largest value that the 12-bit camera gives."""

_MARGIN = 48  # cells reach into the field from outside
_CANVAS = SIDE + 2 * _MARGIN
_ANGLES = 720  # entries in the table of a cell's outline
_ELECTRONS = 1.6  # photo-electrons for each grey level
_READ_NOISE = 5.0  # electrons
_OFFSET = 100.0  # grey levels with the shutter closed
_PATCH = 14  # half side of the square that a clump is drawn in


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
class Clumps:
    """How the protein gathers. All pairs are the ends of a range drawn from evenly.

    Attributes:
        affected: Share of the cells that have any clumps.
        count: Clumps in an affected cell.
        size: Standard deviation of a clump's parts, in pixels.
        peak: Height of a clump's parts, relative to the cell's mean signal.
        most: Largest share of a cell's protein that clumps may hold.
    """

    affected: float
    count: tuple[int, int]
    size: tuple[float, float]
    peak: tuple[float, float]
    most: float = 0.4


@dataclass(frozen=True)
class _Cells:
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


def draw_field(
    look: Appearance, clumps: Clumps | None, rng: np.random.Generator
) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """Draw one field.

    Args:
        look: What the field shares with the others of its dish.
        clumps: How the protein gathers; ``None`` leaves it all diffuse.
        rng: The only source of chance.

    Returns:
        The image, (512, 512), grey levels 0 to 4095; and the true mask of the clumps,
        (512, 512): where a clump is above half of its own peak.
    """
    cells = _place_cells(look, rng)
    diffuse = _diffuse_signal(cells, look, rng)
    mask = np.zeros(diffuse.shape, dtype=np.bool_)
    gathered = np.zeros_like(diffuse)
    if clumps is not None:
        diffuse = _gather(cells, diffuse, clumps, gathered, mask, rng)
    inner = slice(_MARGIN, _MARGIN + SIDE)
    light = _blur(diffuse, look.blur) + gathered
    light = (1 - look.haze) * light + look.haze * _blur(light, 18.0)
    light = (light[inner, inner] + look.background) * _illumination(look)
    return _record(light, rng), mask[inner, inner]


def _blur(image: Floats, sigma: float) -> Floats:
    # scipy's own loops, not a library that picks its code by processor.
    blurred: Floats = ndimage.gaussian_filter(image, sigma, mode="reflect", truncate=3)
    return blurred


def _noise(sigma: float, rng: np.random.Generator, coarse: int = 1) -> Floats:
    """Return smooth noise over the canvas, mean 0 and standard deviation 1.

    `coarse` draws it on a grid that many times wider, which costs less.
    """
    side = -(-_CANVAS // coarse)
    noise = _blur(rng.standard_normal((side, side)), sigma / coarse)
    noise = (noise - noise.mean()) / noise.std()
    if coarse > 1:
        noise = ndimage.zoom(noise, coarse, order=1, mode="nearest", grid_mode=True)
    return noise[:_CANVAS, :_CANVAS]


def _place_cells(look: Appearance, rng: np.random.Generator) -> _Cells:
    """Lay cells over the canvas: each pixel goes to the cell it lies deepest in."""
    centre = _centres(look.spacing, rng)
    count = len(centre)
    rounded = rng.random(count) < 0.08
    extent = look.spacing * rng.uniform(0.62, 0.98, count)
    extent[rounded] = look.spacing * rng.uniform(0.26, 0.34, int(rounded.sum()))
    # The outline is bent by noise, so that no edge is the smooth curve it came from.
    bend = 3.5 * np.stack([_noise(7.0, rng, 2), _noise(7.0, rng, 2)])
    bend += 0.7 * np.stack([_noise(2.5, rng), _noise(2.5, rng)])
    radius = np.full((_CANVAS, _CANVAS), 1.0)
    label = np.full((_CANVAS, _CANVAS), -1, dtype=np.int64)
    turns = look.alignment + rng.normal(0, 0.6, count)
    for cell in range(count):
        outline = _outline(bool(rounded[cell]), look.stretch, turns[cell], rng)
        where = _window(centre[cell], 1.9 * extent[cell])
        stiff = 0.4 if rounded[cell] else 1.0
        outline *= extent[cell]
        inside = _polar_radius(where, centre[cell], stiff * bend, outline)
        closer = inside < radius[where]
        radius[where][closer] = inside[closer]
        label[where][closer] = cell
    depth = _depth(label)
    nucleus = np.zeros_like(radius)
    for cell in range(count):
        _add_nucleus(nucleus, centre[cell], extent[cell], turns[cell], 0.4 * bend, rng)
    nucleus *= np.clip((depth - 2) / 3, 0, 1)
    return _Cells(centre, extent, rounded, label, radius, depth, nucleus)


def _centres(spacing: float, rng: np.random.Generator) -> Floats:
    """Throw centres (y, x) on the canvas, none nearer to another than `spacing`."""
    points = rng.uniform(0, _CANVAS, (900, 2))
    apart = np.square(points[:, None] - points[None]).sum(axis=2) >= spacing**2
    kept: list[int] = []
    for number in range(len(points)):
        if apart[number, kept].all():
            kept.append(number)
    return points[kept]


def _window(centre: Floats, reach: float) -> tuple[slice, slice]:
    low = np.clip(np.floor(centre - reach), 0, _CANVAS).astype(int)
    high = np.clip(np.ceil(centre + reach) + 1, 0, _CANVAS).astype(int)
    return slice(low[0], high[0]), slice(low[1], high[1])


def _polar_radius(
    where: tuple[slice, slice], centre: Floats, bend: Floats, outline: Floats
) -> Floats:
    """Return each pixel's distance from `centre` as a share of the outline's."""
    y, x = np.ogrid[where]
    y = y - centre[0] + bend[0][where]
    x = x - centre[1] + bend[1][where]
    angle = np.arctan2(y, x) * (_ANGLES / (2 * np.pi))
    distance: Floats = np.sqrt(y * y + x * x)
    return distance / outline[np.rint(angle).astype(int) % _ANGLES]


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
    return np.clip(outline, 0.45, 1.9)


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
    where = _window(middle, 2 * size)
    shape = _polar_radius(where, middle, bend, oval)
    soft = np.clip((1.12 - shape) / 0.24, 0, 1) * rng.uniform(0.85, 1.0)
    for _ in range(rng.integers(0, 4)):
        spot = middle + rng.normal(0, 0.35 * size, 2)
        small = np.full(_ANGLES, rng.uniform(1.8, 3.2))
        dot = _polar_radius(where, spot, bend, small)
        soft *= 1 - 0.45 * np.exp(-np.square(dot))
    np.maximum(nucleus[where], soft, out=nucleus[where])


def _diffuse_signal(
    cells: _Cells, look: Appearance, rng: np.random.Generator
) -> Floats:
    """Return the light of the diffuse protein: thickness x concentration x texture."""
    count = len(cells.centre)
    level = look.brightness * np.minimum(rng.lognormal(0, 0.17, count), 1.4)
    rise = rng.uniform(5, 14, count)
    flank = rng.uniform(0.15, 0.5, count)
    ruffle = rng.uniform(0, 0.35, count)
    # A rounded cell divides: it has no nucleus that would keep the protein out.
    dark = rng.uniform(0.5, 0.75, count) * np.where(cells.rounded, 0.2, 1.0)
    cell = cells.label
    thickness = flank[cell] + (1 - flank[cell]) * (
        1 - np.exp(-cells.depth / rise[cell])
    )
    thickness *= 0.62 + 0.75 * np.exp(-np.square(cells.radius / 0.5))
    ball = 1.15 * np.sqrt(np.clip(1 - np.square(cells.radius), 0, 1))
    thickness = np.where(cells.rounded[cell], ball, thickness)
    edge = np.exp(-np.square((cells.depth - 3.0) / 2.0))
    thickness += ruffle[cell] * edge * np.clip(_noise(9.0, rng, 2), 0, 2)
    signal = level[cell] * thickness * _texture(cells, look, rng)
    signal *= 1 - dark[cell] * cells.nucleus
    return np.where(cell >= 0, np.maximum(signal, 0), 0.0)


def _texture(cells: _Cells, look: Appearance, rng: np.random.Generator) -> Floats:
    """Return the relative concentration: grain, dark threads and vacuoles."""
    fine, middle, coarse = look.grain
    texture = 1 + fine * _noise(1.1, rng) + middle * _noise(2.6, rng)
    texture += coarse * _noise(8.0, rng, 2)
    # Where smooth noise crosses zero there are lines: a net of thin dark threads.
    texture -= look.threads * np.exp(-np.square(_noise(3.2, rng) / 0.3))
    for centre, extent in zip(cells.centre, cells.extent, strict=True):
        for _ in range(rng.poisson(2.0)):
            hole = centre + rng.normal(0, 0.35 * extent, 2)
            where = _window(hole, 8)
            y, x = np.ogrid[where]
            far = np.square(y - hole[0]) + np.square(x - hole[1])
            depth, size = rng.uniform(0.2, 0.6), rng.uniform(1.3, 2.6)
            texture[where] *= 1 - depth * np.exp(-far / (2 * size**2))
    return np.clip(texture, 0.15, None)


def _gather(
    cells: _Cells,
    diffuse: Floats,
    clumps: Clumps,
    gathered: Floats,
    mask: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Floats:
    """Move protein from the diffuse signal into clumps, cell by cell.

    Draws the clumps into `gathered` and `mask`, and returns the diffuse signal that is
    left: each cell keeps its total, so its mean brightness says nothing.
    """
    left = diffuse.copy()
    for cell in np.flatnonzero(rng.random(len(cells.centre)) < clumps.affected):
        where = _window(cells.centre[cell], 1.9 * cells.extent[cell])
        own = cells.label[where] == cell
        room = own & (cells.depth[where] > 4) & (cells.nucleus[where] < 0.3)
        places = np.argwhere(room)
        if len(places) < 200:
            continue
        total = diffuse[where][own].sum()
        mean = total / own.sum()
        # Clumps gather near the nucleus, as most of what a cell sorts out does.
        chance = np.exp(-2.0 * cells.radius[where][room])
        number = int(rng.integers(clumps.count[0], clumps.count[1], endpoint=True))
        spots = rng.choice(places, number, replace=False, p=chance / chance.sum())
        patches = [mean * _clump(clumps, rng) for _ in spots]
        share = sum(patch.sum() for patch in patches) / total
        scale = min(1.0, clumps.most / share)
        left[where][own] *= 1 - scale * share
        corner = np.array([where[0].start, where[1].start])
        for spot, patch in zip(spots + corner, patches, strict=True):
            _stamp(gathered, mask, spot, scale * patch)
    return left


def _clump(clumps: Clumps, rng: np.random.Generator) -> Floats:
    """Return one clump, (29, 29), of a few merged round parts; blur is included."""
    size, peak = rng.uniform(*clumps.size), rng.uniform(*clumps.peak)
    grid = np.arange(-_PATCH, _PATCH + 1.0)
    patch = np.zeros((grid.size, grid.size))
    for _ in range(rng.integers(1, 4)):
        y, x = rng.normal(0, 0.9 * size, 2)
        part = size * rng.uniform(0.8, 1.2)
        column = np.exp(-np.square(grid - y) / (2 * part**2))
        row = np.exp(-np.square(grid - x) / (2 * part**2))
        np.maximum(patch, column[:, None] * row[None, :], out=patch)
    return peak * patch


def _stamp(
    gathered: Floats, mask: NDArray[np.bool_], spot: NDArray[np.int64], patch: Floats
) -> None:
    """Add a clump to the light, and where it is above half its peak to the mask."""
    low = np.maximum(spot - _PATCH, 0)
    high = np.minimum(spot + _PATCH + 1, _CANVAS)
    where = slice(low[0], high[0]), slice(low[1], high[1])
    start, stop = low - spot + _PATCH, high - spot + _PATCH
    part = patch[start[0] : stop[0], start[1] : stop[1]]
    gathered[where] += part
    mask[where] |= part > 0.5 * patch.max()


def _illumination(look: Appearance) -> Floats:
    """Return the relative brightness of the lamp over the field, at most 1."""
    place = np.arange(SIDE) / SIDE
    far = np.square(place - look.centre[0])[:, None] + np.square(place - look.centre[1])
    return np.asarray(1 - look.falloff * np.minimum(2 * far, 1), dtype=np.float64)


def _record(light: Floats, rng: np.random.Generator) -> NDArray[np.uint16]:
    """Return what the camera makes of `light` (grey levels above its offset)."""
    electrons = np.round(light * _ELECTRONS * 16) / 16
    noisy = rng.poisson(electrons) + rng.normal(0, _READ_NOISE, light.shape)
    return np.clip(np.rint(noisy / _ELECTRONS + _OFFSET), 0, WHITE).astype(np.uint16)
