"""Describes discs of an image so that turning and mirroring changes nothing.

A disc is sampled on rings around its centre. Turning it moves the samples along each
ring, which multiplies the Fourier coefficient m of every ring by the same phase, and
mirroring it takes the complex conjugate. So the real part of the product of one ring's
coefficient with the conjugate of another's is the same for all of these; such products
of each ring with itself and its neighbours describe the disc.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Spectra = NDArray[np.complex64]

APART = 3
"""Rings are multiplied with themselves and the next two."""
WEAK = 0.01
"""Directions that vary less than this share of the first count less."""


@lru_cache(maxsize=64)
def rings(radius: float, count: int, angles: int) -> Floats:
    """Return x, y offsets of the samples, (2, ring, angle), px."""
    radii = radius * (np.arange(count) + 1) / count
    turn = 2 * np.pi * np.arange(angles) / angles
    return np.stack(
        [np.outer(radii, np.cos(turn)), np.outer(radii, np.sin(turn))]
    ).astype(np.float32)


def spectra(smooth: Floats, centres: Floats, rings: Floats, waves: int) -> Spectra:
    """Return the Fourier coefficients 1 .. `waves` of each ring around each centre.

    Args:
        smooth: The image, (y, x).
        centres: x, y of each disc, (n, 2), px.
        rings: Offsets of the samples, see `rings`.
        waves: How many coefficients are kept.

    Returns:
        complex64, (n, ring, wave), scaled so that the squares of each disc add to 1.
    """
    import cv2
    from scipy.fft import rfft

    if not len(centres):
        return np.zeros((0, rings.shape[1], waves), np.complex64)
    maps = centres[:, :, None, None] + rings
    shape = maps.shape[0], rings.shape[1], rings.shape[2]
    x = np.ascontiguousarray(maps[:, 0]).reshape(-1, shape[2])
    y = np.ascontiguousarray(maps[:, 1]).reshape(-1, shape[2])
    samples = cv2.remap(smooth, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    found = rfft(samples.reshape(shape), axis=-1)[..., 1 : waves + 1]
    # A larger ring stands for more of the disc.
    found *= np.sqrt(np.arange(1, shape[1] + 1, dtype=np.float32))[:, None]
    energy = np.sqrt(np.square(np.abs(found)).sum(axis=(1, 2), keepdims=True))
    return np.asarray(found / np.maximum(energy, 1e-12), np.complex64)


def products(spectra: Spectra) -> Floats:
    """Return what a turn or mirror leaves alone, of (n, ring, wave): (n, features).

    Roots are taken, signs kept: a few strong products would outweigh the rest.
    """
    parts = [
        (spectra[:, : spectra.shape[1] - step] * spectra[:, step:].conj()).real
        for step in range(APART)
    ]
    flat = np.concatenate(
        [part.reshape(len(part), np.prod(part.shape[1:])) for part in parts], axis=1
    )
    return np.asarray(np.sign(flat) * np.sqrt(np.abs(flat)), np.float32)


class Space(NamedTuple):
    """Where products are compared: their principal directions, of equal spread.

    Attributes:
        mean: float32, (features,).
        axes: float32, (features, dimensions).
    """

    mean: Floats
    axes: Floats

    def place(self, features: Floats) -> Floats:
        """Return (n, dimensions), each of length 1."""
        placed = (features - self.mean) @ self.axes
        length = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(placed / np.maximum(length, 1e-12), np.float32)


def learn_space(features: Floats, dimensions: int) -> Space:
    """Find the directions in which (n, features) differ most; of no features, none.

    Tiles of a few pixels have no points to compare.
    """
    if not len(features):
        size = features.shape[1]
        nowhere = np.zeros((size, dimensions), np.float32)
        return Space(np.zeros(size, np.float32), nowhere)
    mean = features.mean(axis=0)
    centred = (features - mean).astype(np.float64)
    values, vectors = _principal(centred, dimensions)
    scale = np.sqrt(np.maximum(values, 0) + WEAK * max(float(values[0]), 1e-12))
    return Space(mean.astype(np.float32), (vectors / scale).astype(np.float32))


def _principal(
    centred: NDArray[np.float64], dimensions: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the largest variances, falling, and their directions, in columns."""
    count, size = centred.shape
    if count >= size:
        found = np.linalg.eigh(np.cov(centred.T))
        return found[0][::-1][:dimensions], found[1][:, ::-1][:, :dimensions]
    # Of few tiles this is many times faster; what has no variance has no direction.
    _, lengths, rows = np.linalg.svd(centred, full_matrices=False)
    lengths, rows = lengths[:dimensions], rows[:dimensions]
    missing = max(dimensions - len(lengths), 0)
    values = np.pad(np.square(lengths) / max(count - 1, 1), (0, missing))
    return values, np.pad(rows, ((0, missing), (0, 0))).T
