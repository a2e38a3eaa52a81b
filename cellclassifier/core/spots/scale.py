"""How large clumps are in a tile as the network sees it."""

import numpy as np

from cellclassifier.core.clump_spec import FindingSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

SMALLEST_RADIUS = 1.0
"""Clumps of a smaller radius, in pixels of the network's tile, are lost in noise."""


def radius_in_tile(
    spec: FindingSpec,
    sides: tuple[int, int],
    name: str,
    size: int,
    pixel_size: float | None,
) -> float:
    """Return the radius of a usual clump in pixels of the tile as the network sees it.

    Args:
        spec: The settings.
        sides: Width and height of the tile in the image, px.
        name: Of the image file, for people.
        size: Side of the tile that the network sees, px.
        pixel_size: Micrometres a pixel of the image; ``None``: not known.

    Raises:
        UserError: The pixel size is needed and not known, or the clumps are too small.
    """
    radius = spec.radius
    if spec.unit == "µm":
        if not pixel_size:
            raise UserError(
                tr(
                    "{name} does not tell its pixel size, so no radius of {radius:g} "
                    "µm can be found in it. Give the radius in pixels.",
                    name=name,
                    radius=radius,
                )
            )
        radius /= pixel_size
    # A tile that is not square is pulled to a square: the mean of both scales.
    radius *= size / float(np.sqrt(sides[0] * sides[1]))
    if radius < SMALLEST_RADIUS:
        raise UserError(
            tr(
                "Clumps of a radius of {radius:g} {unit} are {radius_2:.2g} pixels in "
                "the tiles that the network sees; at least {smallest_radius:g} is "
                "needed. Check the radius, or train with a larger input size.",
                radius=spec.radius,
                unit=spec.unit,
                radius_2=radius,
                smallest_radius=SMALLEST_RADIUS,
            )
        )
    return radius
