"""How an attribution becomes purple on an image; used by the window and the figures."""

from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Float32: TypeAlias = npt.NDArray[np.float32]
Bytes: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.floating[Any]]

PURPLE: tuple[int, int, int] = (168, 50, 248)
"""Red, green and blue (sRGB, 0..255) of the strongest attribution.

One colour has to be seen on black and on white, since a Qt image item lays it over
pixels it does not know. The contrast to both is alike (WCAG 2 ratio 4.5 to black, 4.7
to white) when the luminance is in the middle; to a grey of that luminance the hue
tells it apart (CIE 1976 difference above 100).
"""

Scaling: TypeAlias = Literal["percentile", "maximum"]
"""What becomes 1 where a map is shown; see `scaled`."""

_BY_MAXIMUM = frozenset({"article", "combined"})
_PERCENTILE = 99.5  # one hot pixel would otherwise leave the rest of a map empty


def magnitude(attribution: Floats) -> Float32:
    """Return how much each pixel matters, for or against: the sum over channels of |A|.

    Args:
        attribution: (height, width, channels), signed.

    Returns:
        (height, width), 0 or above, in the unit of the attribution.
    """
    total: Float32 = np.abs(attribution).sum(axis=-1, dtype=np.float32)
    return total


def scaling_of(method: str) -> Scaling:
    """Return how maps of a method are shown: those of the article by their maximum."""
    return "maximum" if method in _BY_MAXIMUM else "percentile"


def scaled(magnitude: Floats, by: Scaling = "percentile") -> Float32:
    """Return a map of magnitudes brought to 0..1, for showing only.

    Args:
        magnitude: (height, width), 0 or above.
        by: What becomes 1: the 99.5th percentile, where all above it becomes 1 too,
            or the maximum, as in the article. Where the percentile is 0 but the
            maximum is not, the maximum is taken.

    Returns:
        (height, width) in 0..1; all 0 where there is no attribution at all.
    """
    top = np.percentile(magnitude, _PERCENTILE) if by == "percentile" else 0.0
    # float64, because a percentile may be smaller than float32 can divide by
    full = float(top) or float(np.max(magnitude)) or 1.0
    return np.minimum(magnitude.astype(np.float64) / full, 1.0).astype(np.float32)


def overlay(image: Floats, shown: Floats, opacity: float) -> Bytes:
    """Lay purple over an image, the more of it the higher the attribution.

    The mixing is linear in sRGB values, whose steps look about equally large, so that
    equal steps of attribution do too.

    Args:
        image: (height, width) grey or (height, width, 3) colour, sRGB in 0..1.
        shown: (height, width) in 0..1, from `scaled`.
        opacity: 0..1, how much of the image full attribution hides.

    Returns:
        (height, width, 3) sRGB.
    """
    colour = image if image.ndim == 3 else image[..., np.newaxis]
    alpha = _alpha(shown, opacity)[..., np.newaxis]
    mixed = (1 - alpha) * np.clip(colour, 0, 1) * 255 + alpha * np.array(PURPLE)
    rounded: Bytes = np.rint(mixed).astype(np.uint8)
    return rounded


def overlay_rgba(shown: Floats, opacity: float) -> Bytes:
    """Return the purple layer of `overlay` alone, to be laid over an image elsewhere.

    Args:
        shown: (height, width) in 0..1, from `scaled`.
        opacity: 0..1, the alpha of full attribution.

    Returns:
        (height, width, 4): purple everywhere, with straight (not premultiplied) alpha.
    """
    layer = np.empty((*shown.shape, 4), np.uint8)
    layer[..., :3] = PURPLE
    layer[..., 3] = np.rint(_alpha(shown, opacity) * 255)
    return layer


def _alpha(shown: Floats, opacity: float) -> Floats:
    return np.clip(opacity * shown.astype(np.float64), 0, 1)
