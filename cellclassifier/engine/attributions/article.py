"""As in the article: the absolute gradient of the class's probability, times the input.

``A = a * |dp_c(a)/da|``, which for p_c = s(F_c), with s the logistic function and F_c
the log-odds, is ``s(F_c) s(-F_c)`` times |gradient x input|: the same picture, at
another scale for each tile. It is computed in that way, because 1 - p_c has no digits
left in float32 where the network is certain.

B. Badger, Interpreting Neural Networks, section on input attribution; its code takes
the largest output, which is that of the predicted class. There maps are divided by
their maximum for showing; here that is left to what shows them.
"""

import numpy as np

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
        score = network.log_odds(tiles, class_index, check)
        maps = np.abs(network.gradient(tiles, class_index, check))
        maps *= tiles
        maps *= _slope(score)[:, np.newaxis, np.newaxis, np.newaxis]
        return Explained(maps, tuple({} for _ in tiles))

    return explain


def _slope(score: Float32) -> Float32:
    """Return p (1 - p), the derivative of the probability by its log-odds."""
    small = np.exp(-np.abs(score.astype(np.float64)))
    slope: Float32 = (small / np.square(1 + small)).astype(np.float32)
    return slope
