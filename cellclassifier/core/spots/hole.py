"""What has to go where a clump is to go: the clump, and the light blurred around it."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]

HALO = 1.0
"""By this share of a clump's own radius its hole is wider all around. The edge of a
clump lies at half of its height: there a round spot has 6 % of it left."""


def hole_of(clumps: Mask, radius: float) -> Mask:
    """Return clumps with the light that is blurred around them, (y, x).

    A large clump has a wide halo: its own radius counts, the distance from its edge to
    the innermost of its pixels, from half to three times the usual one.
    """
    if not clumps.any():
        return clumps.copy()
    labels, total = ndimage.label(clumps)
    inner = ndimage.distance_transform_edt(np.pad(clumps, 1))[1:-1, 1:-1]
    own = ndimage.maximum(inner, labels, np.arange(1, total + 1))
    # From the middle of a pixel to the edge of the last one it is half a pixel less.
    reach = HALO * np.clip(np.asarray(own) - 0.5, radius / 2, 3 * radius)
    away, nearest = ndimage.distance_transform_edt(~clumps, return_indices=True)
    return np.asarray(away <= reach[labels[tuple(nearest)] - 1])
