"""Draw fluorescent cells as a widefield microscope records them.

The model is a plain one of image formation: the thickness of each cell times the
concentration of the protein in it, its texture, the dark nucleus; the clumps; then the
optics (point spread, out-of-focus haze, uneven illumination) and the camera (shot
noise, read noise, offset, 12 bits).

Everything up to the noise is computed in float64 and rounded before noise is drawn, so
that the last bit of a sine, which differs between processors, decides nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.cells import (
    CANVAS,
    MARGIN,
    SIDE,
    Appearance,
    Cells,
    Floats,
    blur,
    noise,
    place_cells,
    window,
)

WHITE = 4095
"""The largest value that the 12-bit camera gives."""

_ELECTRONS = 1.6  # photo-electrons for each grey level
_READ_NOISE = 5.0  # electrons
_OFFSET = 100.0  # grey levels with the shutter closed
_PATCH = 14  # half side of the square that a clump is drawn in


@dataclass(frozen=True)
class Clumps:
    """How the protein gathers. All pairs are the ends of a range drawn from evenly.

    Attributes:
        affected: Share of the cells that have any clumps.
        count: Clumps in an affected cell.
        size: Standard deviation of a clump's parts, in pixels.
        peak: Height of a clump's parts, relative to the cell's mean signal.
        most: Largest share of a cell's protein that clumps may hold.
        hollow: Whether each is a ring, as the rim of a swollen vesicle is.
    """

    affected: float
    count: tuple[int, int]
    size: tuple[float, float]
    peak: tuple[float, float]
    most: float = 0.4
    hollow: bool = False


def draw_field(
    look: Appearance,
    clumps: Clumps | None,
    rng: np.random.Generator,
    vesicles: Clumps | None = None,
) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """Draw one field.

    Args:
        look: What the field shares with the others of its dish.
        clumps: How the protein gathers; ``None`` leaves it all diffuse.
        rng: The only source of chance.
        vesicles: What else the protein gathers in, whatever the class; not in the mask.

    Returns:
        The image, (512, 512), grey levels 0 to 4095; and the true mask of the clumps,
        (512, 512): where a clump is above half of its own peak.
    """
    cells = place_cells(look, rng)
    diffuse = _diffuse_signal(cells, look, rng)
    mask = np.zeros(diffuse.shape, dtype=np.bool_)
    gathered = np.zeros_like(diffuse)
    if vesicles is not None:
        unmarked = np.zeros_like(mask)
        diffuse = _gather(cells, diffuse, vesicles, gathered, unmarked, rng)
    if clumps is not None:
        diffuse = _gather(cells, diffuse, clumps, gathered, mask, rng)
    inner = slice(MARGIN, MARGIN + SIDE)
    light = blur(diffuse, look.blur) + gathered
    light = (1 - look.haze) * light + look.haze * blur(light, 18.0)
    light = (light[inner, inner] + look.background) * _illumination(look)
    return _record(light, rng), mask[inner, inner]


def _diffuse_signal(cells: Cells, look: Appearance, rng: np.random.Generator) -> Floats:
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
    thickness += ruffle[cell] * edge * np.clip(noise(9.0, rng, 2), 0, 2)
    signal = level[cell] * thickness * _texture(cells, look, rng)
    signal *= 1 - dark[cell] * cells.nucleus
    return np.where(cell >= 0, np.maximum(signal, 0), 0.0)


def _texture(cells: Cells, look: Appearance, rng: np.random.Generator) -> Floats:
    """Return the relative concentration: grain, dark threads and vacuoles."""
    fine, middle, coarse = look.grain
    texture = 1 + fine * noise(1.1, rng) + middle * noise(2.6, rng)
    texture += coarse * noise(8.0, rng, 2)
    # Where smooth noise crosses zero there are lines: a net of thin dark threads.
    texture -= look.threads * np.exp(-np.square(noise(3.2, rng) / 0.3))
    for centre, extent in zip(cells.centre, cells.extent, strict=True):
        for _ in range(rng.poisson(2.0)):
            hole = centre + rng.normal(0, 0.35 * extent, 2)
            where = window(hole, 8)
            y, x = np.ogrid[where]
            far = np.square(y - hole[0]) + np.square(x - hole[1])
            depth, size = rng.uniform(0.2, 0.6), rng.uniform(1.3, 2.6)
            texture[where] *= 1 - depth * np.exp(-far / (2 * size**2))
    return np.clip(texture, 0.15, None)


def _gather(
    cells: Cells,
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
        where = window(cells.centre[cell], 1.9 * cells.extent[cell])
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
    if clumps.hollow:
        y, x = rng.normal(0, 0.15 * size, 2)
        hole = rng.uniform(0.4, 0.95) * _round(y, x, 0.65 * size)
        ring = np.maximum(_round(0, 0, size) - hole, 0)
        return np.asarray(peak * ring / ring.max(), dtype=np.float64)
    y, x = rng.normal(0, 0.9 * size, 2)
    patch = _round(y, x, size * rng.uniform(0.8, 1.2))
    for _ in range(rng.integers(0, 3)):
        y, x = rng.normal(0, 0.9 * size, 2)
        np.maximum(patch, _round(y, x, size * rng.uniform(0.8, 1.2)), out=patch)
    return peak * patch


def _round(y: float, x: float, size: float) -> Floats:
    grid = np.arange(-_PATCH, _PATCH + 1.0)
    column = np.exp(-np.square(grid - y) / (2 * size**2))
    row = np.exp(-np.square(grid - x) / (2 * size**2))
    return np.asarray(column[:, None] * row[None, :], dtype=np.float64)


def _stamp(
    gathered: Floats, mask: NDArray[np.bool_], spot: NDArray[np.int64], patch: Floats
) -> None:
    """Add a clump to the light, and where it is above half its peak to the mask."""
    low = np.maximum(spot - _PATCH, 0)
    high = np.minimum(spot + _PATCH + 1, CANVAS)
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
