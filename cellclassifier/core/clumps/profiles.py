"""Where attribution lies: by brightness, by distance from a clump, from the centre.

A network that reads the border of a tile or its background shows here, without any
mask. Each tile's attribution is divided by its mean first, so that 1 is what an even
map would have and no tile counts more than another.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import in_english, tr
from cellclassifier.core.resampling import redrawn, tail, units

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

DECILES = 10
"""Parts of equal size that the pixels of a tile are sorted into by brightness."""

DISTANCES = np.array([0.0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, np.inf])
"""Distances from the nearest clump, in radii of a usual one, between which is
averaged; before them comes the inside of clumps."""

RADII = np.linspace(0, np.sqrt(2), 15)
"""Distances from the tile's centre, in halves of its side: 1 is the nearest edge,
1.41 the corner."""

_REPETITIONS = 1000


class Profile(NamedTuple):
    """A mean over tiles along something, with its 95 % band over groups.

    Attributes:
        name: "brightness", "distance" or "centre".
        x: What it runs along, one value a bin.
        unit: Unit of x, in English words, as tables have it; see `unit_name`.
        mean: Mean attribution over its tile's mean; nan where no tile has such pixels.
        low: Lower end of the band; nan with fewer than two groups.
        high: Upper end.
        tiles: How many tiles have such pixels, by bin.
        groups: How many groups there are.
    """

    name: str
    x: Floats
    unit: str
    mean: Floats
    low: Floats
    high: Floats
    tiles: NDArray[np.int64]
    groups: int


def by_brightness(magnitude: NDArray[np.floating[Any]], light: Floats) -> Floats:
    """Return mean attribution in each tenth of the pixels, the darkest first, (10,).

    Args:
        magnitude: (y, x), 0 or above, not all 0.
        light: (y, x), brightness of the tile.
    """
    order = np.argsort(light, axis=None, kind="stable")
    parts = np.array_split(_relative(magnitude).ravel()[order], DECILES)
    return np.array([part.mean() for part in parts])


def by_distance(
    magnitude: NDArray[np.floating[Any]], mask: Mask, radius: float
) -> Floats:
    """Return mean attribution inside of clumps, and in steps away from them, (11,).

    Args:
        magnitude: (y, x), 0 or above, not all 0.
        mask: (y, x), where clumps are; none: all is nan.
        radius: Of a usual clump, px.
    """
    if not mask.any():
        return np.full(len(DISTANCES), np.nan)
    from scipy import ndimage

    away = ndimage.distance_transform_edt(~mask) / radius
    return _binned(magnitude, np.digitize(away, DISTANCES[1:], right=True) + ~mask)


def by_centre(magnitude: NDArray[np.floating[Any]]) -> Floats:
    """Return mean attribution by distance from the tile's centre, (14,).

    Args:
        magnitude: (y, x), 0 or above, not all 0.
    """
    height, width = magnitude.shape
    y = (np.arange(height) + 0.5) / height * 2 - 1
    x = (np.arange(width) + 0.5) / width * 2 - 1
    away = np.hypot(y[:, np.newaxis], x)
    return _binned(magnitude, np.digitize(away, RADII[1:-1]), len(RADII) - 1)


def profile(name: str, rows: Floats, groups: Sequence[str], seed: int = 0) -> Profile:
    """Return the mean over tiles, with a band over whole groups.

    Each group counts as much as its tiles.

    Args:
        name: "brightness", "distance" or "centre".
        rows: What the function of that name gave for each tile, (tiles, bins).
        groups: The group of each tile.
        seed: Of the resampling.
    """
    known = np.isfinite(rows)
    mean, low, high, total = banded(rows, groups, seed)
    with in_english():
        unit = unit_name(name)
    tiles = known.sum(axis=0, dtype=np.int64)
    return Profile(name, _axis(name), unit, mean, low, high, tiles, total)


def banded(
    rows: Floats, groups: Sequence[str], seed: int = 0
) -> tuple[Floats, Floats, Floats, int]:
    """Return means over tiles, the ends of their 95 % bands, and how many groups.

    Args:
        rows: A value of each tile, (tiles, bins); nan where it has none.
        groups: The group of each tile; whole groups are redrawn.
        seed: Of the resampling.

    Returns:
        Mean, low and high, each (bins,): nan where there is no value, and the ends also
        with fewer than two groups; and the number of groups.
    """
    known = np.isfinite(rows)
    drawn_from = units(groups, np.zeros(len(rows), np.intp), 1)
    shape = (drawn_from.total, rows.shape[1])
    sums, counts = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, drawn_from.of_row, np.where(known, rows, 0))
    np.add.at(counts, drawn_from.of_row, known)
    mean = _ratio(sums.sum(axis=0), counts.sum(axis=0))
    low, high = np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    if drawn_from.total > 1:
        weights = next(redrawn(drawn_from, _REPETITIONS, [seed], _REPETITIONS))
        low, high = _ends(_ratio(weights @ sums, weights @ counts), drawn_from.total)
    return mean, low, high, drawn_from.total


def _ends(draws: Floats, groups: int) -> tuple[Floats, Floats]:
    cut = tail(groups)
    found = np.full((2, draws.shape[1]), np.nan)
    some = np.isfinite(draws).any(axis=0)
    found[:, some] = np.nanquantile(draws[:, some], (cut, 1 - cut), axis=0)
    return found[0], found[1]


def _axis(name: str) -> Floats:
    if name == "brightness":
        return np.linspace(5, 95, DECILES)
    if name == "distance":
        middles = (DISTANCES[:-2] + DISTANCES[1:-1]) / 2
        return np.concatenate(([-0.5], middles, DISTANCES[-2:-1] + 1))
    return np.asarray((RADII[:-1] + RADII[1:]) / 2)


def unit_name(name: str) -> str:
    """Return the unit that a profile runs along, in the user's language.

    Args:
        name: "brightness", "distance" or "centre".
    """
    if name == "brightness":
        return tr("% of the pixels are darker")
    if name == "distance":
        return tr("radii of a clump from the nearest one; below 0: inside")
    return tr("half sides from the tile's centre")


def _relative(magnitude: NDArray[np.floating[Any]]) -> Floats:
    values = magnitude.astype(np.float64)
    return np.asarray(values / values.mean())


def _binned(
    magnitude: NDArray[np.floating[Any]],
    bins: NDArray[np.integer[Any]],
    number: int = len(DISTANCES),
) -> Floats:
    values = _relative(magnitude).ravel()
    sums = np.bincount(bins.ravel(), values, number)
    counts = np.bincount(bins.ravel(), minlength=number).astype(np.float64)
    return _ratio(np.asarray(sums, np.float64), counts)


def _ratio(sums: Floats, counts: Floats) -> Floats:
    return np.where(counts > 0, sums / np.maximum(counts, 1e-300), np.nan)
