"""SmoothGrad times the input: the gradient averaged over noisy copies of the tile.

D. Smilkov and others, SmoothGrad: removing noise by adding noise (2017), equation 1,
with the average multiplied by the tile as in gradient x input. The noise is the same
for every tile, up to the tile's own range, so that a map depends on its tile alone.
"""

import numpy as np

from cellclassifier.core.attribution_spec import SmoothGradientSpec
from cellclassifier.engine.attributions import (
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Scored,
    never,
)


def build(network: Scored, spec: SmoothGradientSpec) -> Explain:
    """Bind the method to a network."""

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        maps = np.empty_like(tiles)
        noise = _noise(spec, tiles.shape[1:])
        for place, tile in enumerate(tiles):
            noisy = tile + noise * np.ptp(tile)
            classes = np.full(len(noisy), class_index[place])
            slopes = network.gradient(noisy, classes, check)
            maps[place] = slopes.mean(axis=0, dtype=np.float64) * tile
        return Explained(maps, tuple({} for _ in tiles))

    return explain


def _noise(spec: SmoothGradientSpec, shape: tuple[int, ...]) -> Float32:
    drawn = np.random.default_rng(spec.seed).standard_normal(
        (spec.samples, *shape), dtype=np.float32
    )
    drawn *= spec.noise
    return drawn
