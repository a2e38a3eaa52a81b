"""Tiles masked to their clumps, or to all but these: what is hidden is never black.

*Without clumps*, each clump is replaced by its surroundings: light that goes on from
the ring around it, with texture from the same tile (`filling.erased_of`). No other
pixel is changed.

*Clumps only*, all else is replaced by one even light with noise, the same in all tiles:
median and texture of the control's training tiles. The surroundings of what is hidden
would be the clumps themselves, and the tile's own brightness would tell of the cell
that was to be hidden. So each clump stands on that light as high as it stood above
what was around it; its rim shows no step, and the brightness of the cell is gone.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from cellclassifier.core.mask_spec import MaskSpec, Seen
from cellclassifier.core.spots.detection import (
    TO_DEVIATION,
    Noise,
    find,
    grey,
    own_noise,
    pooled_noise,
)
from cellclassifier.core.spots.filling import erased_of, surroundings_of
from cellclassifier.core.spots.hole import hole_of

Float32 = NDArray[np.float32]
Mask = NDArray[np.bool_]


def seen_in(
    tiles: Iterable[tuple[Float32, float]], spec: MaskSpec, source: str, alone: bool
) -> Seen:
    """Measure tiles without clumps, once for all runs of an experiment.

    Args:
        tiles: Tiles (y, x, channel) as the network would see them unmasked, and the
            radius of a usual clump in each, px; at least one.
        spec: How clumps are found.
        source: Where the tiles are from, in words.
        alone: Whether each tile is to be measured by itself when clumps are found,
            since there is no control; light and texture are those of these tiles.

    Raises:
        UserError: There is no such channel.
    """
    greys, lights, textures = [], [], []
    for tile, radius in tiles:
        greys.append((grey(tile, spec.channel), radius))
        lights.append(np.median(tile, axis=(0, 1)))
        textures.append(_texture(tile, radius))
    noise = pooled_noise(greys, source)
    return Seen(
        **noise._replace(tiles=0 if alone else noise.tiles)._asdict(),
        light=tuple(np.median(lights, axis=0).tolist()),
        texture=tuple(np.median(textures, axis=0).tolist()),
    )


def _texture(tile: Float32, radius: float) -> NDArray[np.float64]:
    """Return the deviation of each channel about smooth light, (channel,)."""
    smooth = ndimage.gaussian_filter(tile, (radius, radius, 0))
    return np.asarray(
        TO_DEVIATION * np.median(np.abs(tile - smooth), axis=(0, 1)), np.float64
    )


def clumps_of(tile: Float32, radius: float, spec: MaskSpec) -> Mask:
    """Return where the clumps of a tile are, (y, x).

    Args:
        tile: (y, x, channel), as the network would see it unmasked.
        radius: Of a usual clump in it, px.
        spec: The settings, with `seen`.
    """
    light = grey(tile, spec.channel)
    return find(light, radius, _noise(light, radius, spec.seen), spec)


def _noise(light: Float32, radius: float, seen: Seen | None) -> Noise:
    if seen is None or not seen.tiles:
        return own_noise(light, radius)
    return Noise(*(getattr(seen, name) for name in Noise._fields))


def hidden(tile: Float32, radius: float, spec: MaskSpec, seed: int) -> Float32:
    """Return a tile masked as the settings say; another array than `tile`.

    Args:
        tile: (y, x, channel), as the network would see it unmasked.
        radius: Of a usual clump in it, px.
        spec: The settings, with `seen`.
        seed: Of the noise: the same seed gives the same pixels.

    Raises:
        UserError: The clumps cover the whole tile.
    """
    random = np.random.default_rng(seed)
    # With the light around clumps, as where the network is asked without them.
    mask = hole_of(clumps_of(tile, radius, spec), radius)
    if spec.masked == "without clumps":
        return erased_of(tile, mask, mask, radius, random)
    return _clumps_alone(tile, mask, radius, spec.seen, random)


def _clumps_alone(
    tile: Float32,
    mask: Mask,
    radius: float,
    seen: Seen | None,
    random: np.random.Generator,
) -> Float32:
    """Return clumps as they stand out from their surroundings, on an even ground."""
    if seen is None:
        raise ValueError("Expected settings that were prepared. Received: no light.")
    noise = random.normal(size=tile.shape) * seen.texture
    found = np.maximum(np.asarray(seen.light) + noise, 0.0)
    if mask.any():
        around = surroundings_of(tile, mask, radius).smooth
        height = np.asarray(seen.light) + tile - around
        found[mask] = height[mask]
    return found.astype(np.float32)
