"""One rule for the whole study by which pixel values become numbers around 0 to 1.

The rule comes from the training images alone and is linear: it never clips or wraps, so
absolute brightness keeps its meaning. A test pixel that is brighter than any training
depth allows becomes a number above 1. Only the rule "image", which the user has to
choose and is warned about, stretches each image on its own.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.histogram import Histogram
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import IntensitySpec

DEPTHS = (8, 10, 12, 14, 16, 32, 64)
"""Depths of cameras and files, in bits; the smallest that holds all values is taken."""

TINY = 1e-6
"""Least distance of white from black, so that nothing is divided by zero."""

SIGNED_OFFSET = 2**15
"""Some microscopes store signed values in unsigned files, shifted by this much."""


class Extent(NamedTuple):
    """Type and range of the pixels of one image, or of many.

    `dtype` is the file's own; `bits` are those its file declares as used, or 0.
    """

    dtype: str
    minimum: float
    maximum: float
    bits: int = 0


class Depth(NamedTuple):
    """The effective depth: raw values of black and white, and a text for people."""

    black: float
    white: float
    text: str


def effective_depth(extents: Iterable[Extent]) -> Depth:
    """Find the full range that the images' camera or file format can take.

    Args:
        extents: Type and range of each training image; at least one.

    Returns:
        For unsigned integers 0 .. 2^bits - 1, with the smallest of `DEPTHS` that holds
        the largest value (never below 8 bits, nor below the bits that all files declare
        as used); values that all lie in one 12-bit window above 32,768 are taken as
        shifted. Floats within 0 .. 1 keep 0 .. 1; all other types get the range that
        was found.
    """
    found = list(extents)
    minimum = min(extent.minimum for extent in found)
    maximum = max(extent.maximum for extent in found)
    kinds = {np.dtype(extent.dtype).kind for extent in found}
    if kinds <= {"u", "b"}:
        stored = max(np.dtype(extent.dtype).itemsize for extent in found) * 8
        declared = min(extent.bits for extent in found)
        return _unsigned_depth(minimum, maximum, stored, declared)
    if kinds == {"f"} and minimum >= 0 and maximum <= 1:
        return Depth(0.0, 1.0, tr("floating point, 0 to 1"))
    return Depth(
        minimum,
        maximum,
        tr("values from {minimum:g} to {maximum:g}", minimum=minimum, maximum=maximum),
    )


def _unsigned_depth(
    minimum: float, maximum: float, stored: int, declared: int
) -> Depth:
    shifted = minimum >= SIGNED_OFFSET and maximum < SIGNED_OFFSET + 2**12
    if stored == 16 and shifted:
        bits = _bits(maximum - SIGNED_OFFSET)
        black = float(SIGNED_OFFSET)
        return Depth(
            black,
            black + 2**bits - 1,
            tr("{bits} bit above {offset}", bits=bits, offset=SIGNED_OFFSET),
        )
    bits = max(_bits(maximum), min(declared, stored))
    text = tr("{bits} bit", bits=bits)
    if bits != stored:
        text = tr("{bits} bit in {stored}", bits=bits, stored=stored)
    return Depth(0.0, float(2**bits - 1), text)


def _bits(maximum: float) -> int:
    return next((bits for bits in DEPTHS if maximum <= 2**bits - 1), 64)


def resolve(
    spec: IntensitySpec, extents: Iterable[Extent], histogram: Histogram
) -> IntensitySpec:
    """Return `spec` with both points set, as its rule finds them.

    Args:
        spec: The rule.
        extents: Type and range of each training image.
        histogram: Of the pixels of all training images.

    Returns:
        The rule with its points, raw pixel values; "image" has none, since each image
        has its own.

    Raises:
        UserError: The user's black point lies at or above the white point found.
    """
    if spec.rule == "image":
        return spec.model_copy(update={"black": None, "white": None})
    if spec.rule == "percentiles":
        return _at_percentiles(spec, histogram)
    depth = effective_depth(extents)
    black, white = depth.black, depth.white
    if spec.rule == "window":
        black = black if spec.black is None else spec.black
        white = white if spec.white is None else spec.white
        if black >= white:
            raise UserError(
                tr(
                    "The black point ({black:g}) lies at or above the white point "
                    "({white:g}). Set the black point lower, or the white point "
                    "higher.",
                    black=black,
                    white=white,
                )
            )
    return IntensitySpec.model_validate(
        {**spec.model_dump(), "black": black, "white": max(white, black + TINY)}
    )


def _at_percentiles(spec: IntensitySpec, histogram: Histogram) -> IntensitySpec:
    black, white = (histogram.percentile(each) for each in (spec.low, spec.high))
    white = white if white > black else black + max(histogram.width, TINY)
    return spec.model_copy(update={"black": black, "white": white})


def of_image(rule: IntensitySpec, pixels: NDArray[np.generic]) -> IntensitySpec:
    """Return the rule for one image, all pixels of which are given, with both points.

    Only where each image is stretched on its own does that differ from `rule`; a flat
    image becomes black there, never a division by zero.
    """
    if rule.rule != "image":
        return rule
    values = pixels.astype(np.float64)
    black, white = (float(v) for v in np.percentile(values, (rule.low, rule.high)))
    white = white if white > black else black + 1
    return rule.model_copy(update={"black": black, "white": white})


def warning(spec: IntensitySpec) -> str:
    """Return what the rule destroys, as a sentence, or nothing."""
    if spec.rule != "image":
        return ""
    return tr(
        "Each image is stretched on its own: how bright one cell is beside another is "
        "lost, and noise of dark images becomes as strong as cells. Where the classes "
        "differ in brightness, the network can no longer see it."
    )


def scale(pixels: NDArray[np.generic], rule: IntensitySpec) -> NDArray[np.float32]:
    """Apply a resolved rule to raw pixels of any type.

    Args:
        pixels: Raw values, any shape.
        rule: A rule with both points set, and white above black.

    Returns:
        ``(pixels - black) / (white - black)``, float32, the same shape, not clipped.

    Raises:
        ValueError: A point of the rule is not set, or white is not above black.
    """
    if rule.black is None or rule.white is None or rule.white <= rule.black:
        raise ValueError(
            f"Expected a black point below a white point. Received: {rule}"
        )
    # float64 in between: float32 would round 32-bit integers before the subtraction.
    scaled = (pixels.astype(np.float64) - rule.black) / (rule.white - rule.black)
    return scaled.astype(np.float32)
