"""How large clumps are in a tile; what finds them in its pixels is in `core.spots`."""

from cellclassifier.core.clump_spec import FindingSpec
from cellclassifier.core.spots import scale
from cellclassifier.core.spots.detection import (
    MOST_TILES,
    TO_DEVIATION,
    Float32,
    Mask,
    Noise,
    count,
    find,
    grey,
    own_noise,
    pooled_noise,
    response,
    widened,
)
from cellclassifier.core.spots.scale import SMALLEST_RADIUS
from cellclassifier.core.tiling import Tile

__all__ = [
    "MOST_TILES",
    "SMALLEST_RADIUS",
    "TO_DEVIATION",
    "Float32",
    "Mask",
    "Noise",
    "count",
    "find",
    "grey",
    "own_noise",
    "pooled_noise",
    "radius_in_tile",
    "response",
    "widened",
]


def radius_in_tile(
    spec: FindingSpec, tile: Tile, size: int, pixel_size: float | None
) -> float:
    """Return the radius of a usual clump in pixels of the tile as the network sees it.

    Args:
        spec: The settings.
        tile: The tile, with its sides in the image.
        size: Side of the tile that the network sees, px.
        pixel_size: Micrometres a pixel of the image; ``None``: not known.

    Raises:
        UserError: The pixel size is needed and not known, or the clumps are too small.
    """
    sides = (tile.width, tile.height)
    return scale.radius_in_tile(spec, sides, tile.image.name, size, pixel_size)
