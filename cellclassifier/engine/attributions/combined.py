"""Combined, as in the article: the mean of occlusion and gradient x input.

Each is taken without its sign and divided by its maximum over the tile, so that both
count the same: gradients are fine but noisy, occlusion is coarse but asks the network
itself. B. Badger, Interpreting Neural Networks, section on combined attribution.
"""

import numpy as np

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.attribution_spec import CombinedSpec, OcclusionSpec
from cellclassifier.engine.attributions import (
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Scored,
    bind,
    never,
)


def build(network: Scored, spec: CombinedSpec) -> Explain:
    """Bind the method to a network; `spec` is in pixels."""
    covering = bind("occlusion", network, OcclusionSpec(**dict(spec)))
    sloping = bind("gradient_input", network)

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        covered = covering(tiles, class_index, check)
        slopes = sloping(tiles, class_index, check)
        maps = _normalised(covered.maps)
        maps += _normalised(slopes.maps)
        maps /= 2
        return Explained(maps, covered.measured)

    return explain


def _normalised(maps: Float32) -> Float32:
    """Return |maps| with the largest pixel, summed over channels, brought to 1."""
    found = np.abs(maps)
    for each in found:
        each /= float(magnitude(each).max()) or 1.0
    return found
