"""Integrated gradients: the gradient, summed on the way from a baseline to the tile.

M. Sundararajan and others, Axiomatic Attribution for Deep Networks (2017), equation 1:
``A = (a - b) * mean of dF_c/da at b + t (a - b)``, here at the middle of each step of t
(midpoint rule). Completeness: A adds up to F_c(a) - F_c(b); by how much it does not is
measured beside each map. The baseline b is the blurred tile, in which clumps are gone
and all else stays, or black.
"""

import numpy as np

from cellclassifier.core.attribution_spec import IntegratedGradientsSpec
from cellclassifier.engine.attributions import (
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Measured,
    Scored,
    never,
)

LARGEST_GAP = 0.05
"""Share of the change of the log-odds that a map may miss before steps are doubled."""

_TINY = 1e-6  # of the log-odds: what float32 cannot tell from no change


def build(network: Scored, spec: IntegratedGradientsSpec) -> Explain:
    """Bind the method to a network."""

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        bases = _baselines(tiles, spec)
        both = np.concatenate([tiles, bases])
        ends = network.log_odds(both, np.tile(class_index, 2), check)
        maps, measured = np.empty_like(tiles), []
        for place, (tile, base) in enumerate(zip(tiles, bases, strict=True)):
            of_ends = (float(ends[place]), float(ends[len(tiles) + place]))
            one = _Way(network, tile, base, int(class_index[place]), of_ends)
            maps[place], numbers = one.explained(spec.steps, check)
            measured.append(numbers)
        return Explained(maps, tuple(measured))

    return explain


def _baselines(tiles: Float32, spec: IntegratedGradientsSpec) -> Float32:
    """Return what each tile is compared with, in the shape of the tiles."""
    if spec.baseline == "black":
        return np.zeros_like(tiles)
    # Imported here: the other methods start sooner without.
    from scipy import ndimage

    width = spec.blur_px(min(tiles.shape[1:3]))
    blurred: Float32 = ndimage.gaussian_filter(
        tiles, (0, width, width, 0), mode="reflect", truncate=3
    )
    return blurred


class _Way:
    """The way from a baseline to a tile, and the log-odds of (tile, baseline)."""

    def __init__(
        self,
        network: Scored,
        tile: Float32,
        base: Float32,
        class_index: int,
        ends: tuple[float, float],
    ) -> None:
        self._network, self._class_index, self._ends = network, class_index, ends
        self._base, self._change = base, tile - base

    def explained(self, steps: int, check: Check) -> tuple[Float32, Measured]:
        """Return the map and what was measured; with steps doubled where needed."""
        found = self._map(steps, check)
        gap = self._gap(found)
        if gap > LARGEST_GAP:
            steps *= 2
            found = self._map(steps, check)
            gap = self._gap(found)
        of_tile, of_base = self._ends
        facts = {"log_odds": of_tile, "log_odds_of_baseline": of_base}
        return found, {"gap": gap, "steps": steps, **facts}

    def _map(self, steps: int, check: Check) -> Float32:
        t = (np.arange(steps, dtype=np.float32) + 0.5) / steps
        way = self._base + t[:, np.newaxis, np.newaxis, np.newaxis] * self._change
        slopes = self._network.gradient(way, np.full(steps, self._class_index), check)
        found: Float32 = (slopes.mean(axis=0, dtype=np.float64) * self._change).astype(
            np.float32
        )
        return found

    def _gap(self, found: Float32) -> float:
        """Return how much of the change of the log-odds a map misses, as a share."""
        of_tile, of_base = self._ends
        change = of_tile - of_base
        missing = abs(float(found.sum(dtype=np.float64)) - change)
        least = _TINY * (abs(of_tile) + abs(of_base))
        return missing / max(abs(change), least) if missing > least else 0.0
