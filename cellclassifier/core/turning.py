"""Turns pixels of any type about the middle of their picture."""

import numpy as np

from cellclassifier.core.pixels import Pixels

OPENCV_TYPES = ("uint8", "uint16", "int16", "float32", "float64")
"""Pixel types that OpenCV turns as they are."""


def turned(pixels: Pixels, angle: int, fill: str = "reflection") -> Pixels:
    """Return pixels (..., y, x) turned about their middle, in their own type.

    Quarter turns that keep the sides as they are move pixels and change none.

    Args:
        pixels: Shape (..., y, x).
        angle: Degrees, counter-clockwise.
        fill: "reflection", or "black" for 0.
    """
    height, width = pixels.shape[-2:]
    if angle % 180 == 0 or (angle % 90 == 0 and height == width):
        return np.rot90(pixels, angle // 90, axes=(-2, -1))
    planes = pixels.reshape(-1, height, width)
    result = np.stack([_warped(plane, angle, fill) for plane in planes])
    return result.reshape(pixels.shape)


def _warped(plane: Pixels, angle: int, fill: str) -> Pixels:
    # Imported here: the window starts sooner without.
    import cv2

    kind = plane.dtype
    known = plane if str(kind) in OPENCV_TYPES else plane.astype(np.float64)
    height, width = plane.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    black = fill == "black"
    result: Pixels = cv2.warpAffine(
        np.ascontiguousarray(known),
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT if black else cv2.BORDER_REFLECT_101,
    )
    if result.dtype == kind:
        return result
    whole = np.rint(result) if kind.kind in "ui" else result
    # Values between pixels lie between theirs, but for a rounding error.
    return whole.clip(known.min(), known.max()).astype(kind)
