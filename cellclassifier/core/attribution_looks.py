"""Scales and colours of attribution maps that are shown beside each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cellclassifier.core.attribution import Bytes, Float32, Floats
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from cellclassifier.core.attribution import Scaling

_STOPS = np.array(
    [(127, 59, 8), (224, 130, 20), (247, 247, 247), (128, 115, 172), (45, 0, 75)],
    np.float64,
)
"""Colours of a signed map from the strongest against a class to the strongest for it.

PuOr of M. Harrower and C. A. Brewer, Cartogr. J. 40 (2003) 27: told apart with every
kind of colour vision, and purple is what speaks for a class, as in the overlay.
"""

_PERCENTILE = 99.5  # as in `attribution.scaled`
_UNITS = {"article": "probability", "combined": "of the maximum"}


def unit_of(method: str) -> str:
    """Return the unit of the values of a method's maps, in words."""
    return _UNITS.get(method, "log-odds")


def unit_told(method: str) -> str:
    """Return the same in the user's language; the other stands in files."""
    return {
        "probability": tr("probability"),
        "of the maximum": tr("of the maximum"),
        "log-odds": tr("log-odds"),
    }[unit_of(method)]


def net(attribution: Floats) -> Float32:
    """Return what each pixel argues for, or against where it is below 0.

    Args:
        attribution: (height, width, channels), signed.

    Returns:
        (height, width), the sum over channels.
    """
    total: Float32 = attribution.sum(axis=-1, dtype=np.float32)
    return total


def top_of(magnitude: Floats, by: "Scaling" = "percentile") -> float:
    """Return the value that is shown in full colour, as in `attribution.scaled`.

    Args:
        magnitude: (height, width), 0 or above.
        by: The 99.5th percentile, or the maximum.

    Returns:
        A value above 0; 0 where there is no attribution at all.
    """
    found = float(np.percentile(magnitude, _PERCENTILE)) if by == "percentile" else 0.0
    return found or float(np.max(magnitude))


def share(magnitude: Floats, top: float) -> Float32:
    """Return magnitudes as shares of a value, 0..1; all 0 where that is 0."""
    return np.minimum(magnitude.astype(np.float64) / (top or 1.0), 1).astype(np.float32)


def signed_rgb(values: Floats, top: float) -> Bytes:
    """Return a signed map in colours: white is 0, purple for, orange against.

    Args:
        values: (height, width), signed.
        top: The value, above 0, of the ends of the colours.

    Returns:
        (height, width, 3) sRGB.
    """
    at = np.clip(values.astype(np.float64) / (top or 1.0), -1, 1)
    places = np.linspace(-1, 1, len(_STOPS))
    parts = [np.interp(at, places, column) for column in _STOPS.T]
    rounded: Bytes = np.rint(np.stack(parts, axis=-1)).astype(np.uint8)
    return rounded


def letters(classes: Sequence[str]) -> dict[str, str]:
    """Return a letter for each class, or as many as tell it from all others."""
    found = {}
    for name in classes:
        others = [other.lower() for other in classes if other != name]
        lengths = range(1, len(name) + 1)
        starts = (name[:n] for n in lengths)
        alone = (s for s in starts if not any(o.startswith(s.lower()) for o in others))
        found[name] = next(alone, name).capitalize()
    return found
