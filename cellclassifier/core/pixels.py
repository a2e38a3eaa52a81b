"""What all readers of images share."""

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError

Pixels = NDArray[np.generic]

MAX_PIXELS = 2**28
"""Largest image that is opened, in pixels; a larger one is a whole slide or a bomb."""


def refuse_huge(height: int, width: int) -> None:
    """Raise a `UserError` for an image above `MAX_PIXELS`, by its declared size."""
    if height * width > MAX_PIXELS:
        raise UserError(
            f"is {width} x {height} pixels by its header, more than the {MAX_PIXELS:,} "
            "that are opened. Cut it into fields first."
        )


def single_if_grey(rgb: Pixels) -> Pixels:
    """Return one channel, (y, x, 1), where all three of `rgb` are the same."""
    grey = (rgb[..., :1] == rgb).all()
    return rgb[..., :1] if grey else rgb
