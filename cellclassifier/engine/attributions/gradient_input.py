"""Gradient x input: how strongly each value, at its own size, argues for the class.

``A = a * dF_c(a)/da``, with a the tile in 0..1 and F_c the log-odds of the class. To
first order it is what the log-odds gain, per unit of relative change, when a value is
made brighter. Black argues for nothing.
"""

from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine.attributions import (
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Scored,
    never,
)


def build(network: Scored, spec: Spec) -> Explain:
    """Bind the method to a network."""

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        maps = network.gradient(tiles, class_index, check)
        maps *= tiles
        return Explained(maps, tuple({} for _ in tiles))

    return explain
