"""Fingerprints of tiles, which turning, mirroring or shifting a tile hardly changes.

Of each tile are kept: its picture, without what a lamp or an exposure changes; the
largest disc in it; and small discs at places that are found again in any copy, which
are its blobs. See `discs` for what turning does to a disc.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.copies import discs
from cellclassifier.core.copies.discs import Floats, Spectra

FINE, COARSE, AROUND = 1.2, 4.0, 6.0
"""Standard deviations, px: of the noise filter, of the background, of "local"."""
STEADY = 0.1
"""Share of the tile's own contrast that is added to the local one."""
SMOOTH = 1.5
"""Standard deviation, px, of the blur before discs are sampled: forgives a pixel."""
STEP = 0.25
"""Contrast, in steps of an integer type, up to which there is nothing but rounding."""
FAINTEST = 1e-5
"""Contrast, as a share of the largest value, up to which there is nothing to see."""
FILLED = 0.01
"""Least share of a tile that is taken for a filled corner."""
QUANTUM = 31.0
"""Steps of a view's 8 bits for each local standard deviation."""

SIDE = 128
"""Tiles are made smaller by one factor, so that their median shorter side is this, px.
"""
POINTS, MATCHED, SPACING = 48, 24, 4
"""Small discs in a tile at most; those, the strongest, by which copies are searched;
and the least distance of a centre to a stronger one, px."""
RADIUS, SMALLEST_RADIUS = 13, 8
"""Radius of a small disc in tiles of 60 px and more, and in the smallest, px."""
MARGIN = 3
"""Width of the rim, px, that the largest disc leaves out: turning blurs it."""
ANGLES, RINGS, WAVES = 32, 7, 8
"""Samples on a ring, rings and Fourier coefficients of a small disc."""
WHOLE_ANGLES, WHOLE_RINGS, WHOLE_WAVES = 128, 14, 20
"""The same of the disc that fills the tile."""


class Scale(NamedTuple):
    """How all tiles of a set are looked at.

    Attributes:
        factor: Size looked at for each size in the image, at most 1.
        radius: Radius of the small discs, px.
    """

    factor: float
    radius: int


def scale_for(shorter_sides: Sequence[int]) -> Scale:
    """Return the scale that suits tiles with these shorter sides, px."""
    median = float(np.median(shorter_sides))
    factor = min(1.0, SIDE / median)
    radius = int(np.clip(median * factor / 4.6, SMALLEST_RADIUS, RADIUS))
    return Scale(factor, radius)


class Fingerprint(NamedTuple):
    """What is kept of a tile.

    Attributes:
        view: int8, (y, x): the picture without background, in equal local contrast.
        seen: bool, (y, x): what is no filled corner; None where all is picture.
        points: float32, (points, 2): x, y of the small discs, the strongest first, px.
        patches: complex64, (matched, ring, wave): spectra, of energy 1, of the first.
        whole: complex64, (ring, wave): that of the largest disc of the tile.
    """

    view: NDArray[np.int8]
    seen: NDArray[np.bool_] | None
    points: Floats
    patches: Spectra
    whole: Spectra

    @property
    def centre(self) -> NDArray[np.float64]:
        """The middle of the tile, x, y, px."""
        height, width = self.view.shape
        return np.array([(width - 1) / 2, (height - 1) / 2])

    @property
    def nbytes(self) -> int:
        """Memory that it takes."""
        parts = (self.view, self.points, self.patches, self.whole)
        seen = 0 if self.seen is None else self.seen.nbytes
        return sum(part.nbytes for part in parts) + seen


def grey(pixels: NDArray[np.generic], factor: float) -> Floats:
    """Return the mean of the channels of (y, x, channel), made smaller by `factor`."""
    import cv2

    mean = np.ascontiguousarray(pixels.mean(axis=-1, dtype=np.float32))
    if factor >= 1:
        return mean
    height, width = (max(8, round(side * factor)) for side in mean.shape)
    small = cv2.resize(mean, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def fingerprint(
    image: Floats, radius: int = RADIUS, least: float = 0.0
) -> Fingerprint | None:
    """Return the fingerprint of a grey tile; None where there is nothing to see.

    Args:
        image: float32, (y, x), see `grey`.
        radius: Radius of the small discs, px.
        least: Contrast, in grey levels, up to which there is nothing to see.
    """
    seen = _seen(image)
    view = _view(image, seen, least)
    if view is None:
        return None
    smooth = _blur(view, SMOOTH, seen)
    points = _points(smooth, seen, radius)
    small = discs.rings(radius, RINGS, ANGLES)
    patches = discs.spectra(smooth, points[:MATCHED], small, WAVES)
    height, width = image.shape
    centre = np.array([[(width - 1) / 2, (height - 1) / 2]], np.float32)
    rings = discs.rings(min(height, width) / 2 - MARGIN, WHOLE_RINGS, WHOLE_ANGLES)
    whole = discs.spectra(smooth, centre, rings, WHOLE_WAVES)[0]
    stored = np.clip(np.rint(view * QUANTUM), -127, 127).astype(np.int8)
    return Fingerprint(stored, seen, points, patches, whole)


def fingerprint_of(pixels: NDArray[np.generic], scale: Scale) -> Fingerprint | None:
    """Return the fingerprint of raw pixels, (y, x, channel), of any type."""
    image = grey(pixels, scale.factor)
    if np.issubdtype(pixels.dtype, np.integer):
        return fingerprint(image, scale.radius, STEP)
    image = np.where(np.isfinite(image), image, 0.0)
    # Squares of the values of some float images would be infinite.
    largest = max(float(np.abs(image).max()), float(np.finfo(np.float32).tiny))
    return fingerprint(np.asarray(image / largest, np.float32), scale.radius)


def patches_at(of: Fingerprint, points: Floats, radius: int) -> Spectra:
    """Return the spectra of small discs at other places, x, y, px, of a tile."""
    smooth = _blur(of.view.astype(np.float32), SMOOTH, of.seen)
    return discs.spectra(smooth, points, discs.rings(radius, RINGS, ANGLES), WAVES)


def _seen(image: Floats) -> NDArray[np.bool_] | None:
    """Find the corners that were filled with one value when a tile was turned."""
    import cv2

    height, width = image.shape
    found = np.zeros((height + 2, width + 2), np.uint8)
    corners = ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1))
    for x, y in corners:
        # Only a corner that is flat already is worth the search.
        near = image[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2]
        if found[y + 1, x + 1] == 0 and near.min() == near.max():
            cv2.floodFill(image, found, (x, y), 0, flags=4 | cv2.FLOODFILL_MASK_ONLY)
    filled = found[1:-1, 1:-1]
    if not FILLED * filled.size <= np.count_nonzero(filled) < filled.size:
        return None
    # The pixels beside it were mixed with the filling when the tile was turned.
    return np.asarray(cv2.dilate(filled, np.ones((3, 3), np.uint8)) == 0)


def _view(image: Floats, seen: NDArray[np.bool_] | None, least: float) -> Floats | None:
    band = _blur(image, FINE, seen) - _blur(image, COARSE, seen)
    if seen is not None:
        band[~seen] = 0
    power = float(np.square(band).mean())
    if power <= max(least, FAINTEST * float(np.abs(image).max())) ** 2:
        return None
    local = _blur(np.square(band), AROUND, seen)
    return np.asarray(band / np.sqrt(local + STEADY * power), np.float32)


def _blur(image: Floats, sigma: float, seen: NDArray[np.bool_] | None) -> Floats:
    """Blur; where part of the image is not seen, by what is seen alone."""
    import cv2

    if seen is None:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma))
    weight = seen.astype(np.float32)
    total = cv2.GaussianBlur(weight, (0, 0), sigma)
    mean = cv2.GaussianBlur(image * weight, (0, 0), sigma) / np.maximum(total, 1e-3)
    return np.asarray(mean, np.float32)


def _points(smooth: Floats, seen: NDArray[np.bool_] | None, radius: int) -> Floats:
    """Return x, y of the strongest bright and dark blobs, to parts of a pixel."""
    import cv2

    strength = np.abs(smooth)
    size = 2 * SPACING + 1
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    top = (strength == cv2.dilate(strength, round_)) & (strength > 0)
    inside = radius - 1
    allowed = np.zeros_like(top)
    allowed[inside:-inside, inside:-inside] = True
    if seen is not None:
        allowed &= clear_of_filling(seen, radius)
    ys, xs = np.nonzero(top & allowed)
    best = np.argsort(-strength[ys, xs])[:POINTS]
    ys, xs = ys[best], xs[best]
    dx = _vertex(smooth[ys, xs - 1], smooth[ys, xs], smooth[ys, xs + 1])
    dy = _vertex(smooth[ys - 1, xs], smooth[ys, xs], smooth[ys + 1, xs])
    return np.stack([xs + dx, ys + dy], axis=1).astype(np.float32)


def clear_of_filling(seen: NDArray[np.bool_], radius: int) -> NDArray[np.bool_]:
    """Tell around which places, (y, x), a small disc shows no filled corner."""
    import cv2

    size = 2 * radius - 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.erode(seen.astype(np.uint8), disc) > 0)


def _vertex(before: Floats, at: Floats, after: Floats) -> Floats:
    """Return where the parabola through three values has its vertex, -0.5 .. 0.5."""
    bend = before - 2 * at + after
    bend = np.where(np.abs(bend) < 1e-9, 1e-9, bend)
    return np.asarray(np.clip((before - after) / (2 * bend), -0.5, 0.5))


@lru_cache(maxsize=4)
def noise(count: int, scale: Scale) -> tuple[Fingerprint, ...]:
    """Return fingerprints of featureless noise, always the same."""
    random = np.random.default_rng(0)
    side = 5 * scale.radius
    images = random.standard_normal((count, side, side)).astype(np.float32)
    found = (fingerprint(image, scale.radius) for image in images)
    return tuple(each for each in found if each is not None)
