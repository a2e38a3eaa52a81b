"""Lays one tile over another: turned, mirrored, shifted, and tells how well they agree.

A place x of the first lies at R(angle) S x + shift in the second, both measured from
the tiles' centres, where S turns y into -y if mirrored. All angles go from x to y.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.copies.discs import Floats, Space, Spectra, products
from cellclassifier.core.copies.fingerprints import (
    Fingerprint,
    clear_of_filling,
    patches_at,
)

Doubles = NDArray[np.float64]

STEPS = 256
"""Angles at which two spectra are compared."""
ROUNDS, ENOUGH = 12, 1e-3
"""Rounds of refinement at most, and the gain in agreement that ends it."""
SLACK = 1.0
"""How far a disc may reach over the edge, px."""
BLUR = 5
"""Side of the blur, px, that widens the reach of the refinement."""


class Turn(NamedTuple):
    """How discs turn into one another, one value each.

    Attributes:
        angle: float64, rad.
        mirrored: bool.
        score: float64, correlation of the discs at this turn, -1 .. 1.
    """

    angle: Doubles
    mirrored: NDArray[np.bool_]
    score: Doubles


class Fit(NamedTuple):
    """How two tiles agree.

    Attributes:
        similarity: Correlation where both show something, -1 .. 1.
        matrix: float64, (2, 3): from x, y of the first to x, y of the second, px.
        mirrored: Whether the first is mirrored.
        overlap: Share of the smaller tile that both show, 0 .. 1.
    """

    similarity: float
    matrix: Doubles
    mirrored: bool
    overlap: float


def turns(ones: Spectra, others: Spectra) -> Turn:
    """Find the turn of each disc of `ones` that makes it the one of `others`.

    Args:
        ones: Spectra of energy 1, (n, ring, wave).
        others: The same.
    """
    straight = (ones.conj() * others).sum(axis=1)
    mirrored = (ones * others).sum(axis=1)
    both = np.stack([straight, mirrored], axis=1)
    padded = np.zeros((*both.shape[:2], STEPS // 2 + 1), np.complex64)
    padded[..., 1 : both.shape[2] + 1] = both
    # Half of it, since each wave stands for its conjugate too; NumPy divides by STEPS.
    scores = np.fft.irfft(padded, STEPS, axis=-1).reshape(len(ones), -1) * (STEPS / 2)
    best = scores.argmax(axis=1)
    angle = best % STEPS * (2 * np.pi / STEPS)
    score = np.take_along_axis(scores, best[:, None], 1)[:, 0]
    return Turn(angle, best >= STEPS, score.astype(np.float64))


def matrix_of(
    angle: float, mirrored: bool, scale: float, one: Doubles, other: Doubles
) -> Doubles:
    """Return the (2, 3) matrix that turns by `angle` (rad) and brings `one` to `other`.

    Args:
        angle: From x to y.
        mirrored: Whether y is turned into -y first.
        scale: Size of the second for each size of the first.
        one: A place x, y in the first tile, px.
        other: The place in the second that shows the same.
    """
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    flip = -1.0 if mirrored else 1.0
    turn = np.array([[cos, -sin * flip], [sin, cos * flip]])
    return np.column_stack([turn, other - turn @ one])


def compare(one: Fingerprint, other: Fingerprint, matrix: Doubles) -> Fit:
    """Correlate `one`, moved by `matrix`, with `other` where both show something."""
    import cv2

    height, width = other.view.shape
    flat = matrix.astype(np.float32)
    moved = cv2.warpAffine(
        one.view.astype(np.float32), flat, (width, height), flags=cv2.INTER_LINEAR
    )
    shown = np.ones_like(one.view, np.uint8) if one.seen is None else one.seen
    reached = cv2.warpAffine(
        shown.astype(np.uint8), flat, (width, height), flags=cv2.INTER_NEAREST
    )
    both = reached > 0 if other.seen is None else (reached > 0) & other.seen
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    smaller = min(one.view.size * scale**2, other.view.size)
    similarity = _correlation(np.asarray(moved, np.float32)[both], other.view[both])
    overlap = min(1.0, float(np.count_nonzero(both)) / smaller)
    mirrored = bool(np.linalg.det(matrix[:, :2]) < 0)
    return Fit(similarity, matrix, mirrored, overlap)


def _correlation(one: Floats, other: NDArray[np.int8]) -> float:
    if one.size < 2:
        return 0.0
    a = one - one.mean()
    b = other.astype(np.float32)
    b -= b.mean()
    power = float(a @ a) * float(b @ b)
    return float(a @ b) / power**0.5 if power > 0 else 0.0


def refine(one: Fingerprint, other: Fingerprint, matrix: Doubles) -> Fit:
    """Move and turn a little, until the tiles agree best; the guess where none does.

    After Evangelidis and Psarakis, "Parametric image alignment using enhanced
    correlation coefficient maximization" (2008), as OpenCV has it.
    """
    import cv2

    scale = round(float(np.hypot(matrix[0, 0], matrix[1, 0])), 6)
    first = np.array([[scale, 0.0, 0.0], [0.0, scale, 0.0]])
    if np.linalg.det(matrix[:, :2]) < 0:
        first[1] = (0.0, -scale, scale * (one.view.shape[0] - 1))
    height, width = (max(8, round(side * scale)) for side in one.view.shape)
    upright = one.view.astype(np.float32)
    if not np.array_equal(first[:, :2], np.eye(2)):
        flat = first.astype(np.float32)
        upright = np.asarray(cv2.warpAffine(upright, flat, (width, height)), np.float32)
    rest = _product(matrix, _inverse(first))
    back = _inverse(rest).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, ROUNDS, ENOUGH)
    try:
        _, found = cv2.findTransformECC(
            other.view.astype(np.float32),
            upright,
            back,
            cv2.MOTION_EUCLIDEAN,
            stop,
            np.ones(upright.shape, np.uint8),
            BLUR,
        )
    except cv2.error:
        return compare(one, other, matrix)
    return compare(one, other, _product(_inverse(np.asarray(found, np.float64)), first))


def agreement(
    one: Fingerprint, other: Fingerprint, matrix: Doubles, space: Space, radius: int
) -> Doubles:
    """Tell how alike the surroundings of each point of either tile are in both.

    What is usual in the data set counts little here, unlike in a correlation: round
    cells of one size correlate though they are not the same.

    Args:
        one: The first tile.
        other: The second.
        matrix: From the first to the second, see `Fit`.
        space: Where small discs are compared.
        radius: Of the small discs, px.

    Returns:
        The cosine of each disc, -1 .. 1.
    """
    back = _inverse(matrix)
    forth = one.points @ matrix[:, :2].T + matrix[:, 2]
    there = np.concatenate([forth, other.points])
    here = np.concatenate([one.points, other.points @ back[:, :2].T + back[:, 2]])
    both = _clear(one, here, radius) & _clear(other, there, radius)
    if not both.any():
        return np.zeros(0)
    found = [
        space.place(products(patches_at(tile, at[both].astype(np.float32), radius)))
        for tile, at in ((one, here), (other, there))
    ]
    return np.asarray((found[0] * found[1]).sum(axis=1), np.float64)


def _clear(of: Fingerprint, places: Doubles, radius: int) -> NDArray[np.bool_]:
    """Tell which discs lie in what a tile shows."""
    height, width = of.view.shape
    last = np.array([width, height]) - radius
    inside = ((places >= radius - 1 - SLACK) & (places <= last + SLACK)).all(axis=1)
    if of.seen is not None and inside.any():
        x, y = np.clip(np.rint(places), 0, np.array([width, height]) - 1).T.astype(int)
        inside &= clear_of_filling(of.seen, radius)[y, x]
    return np.asarray(inside)


def _inverse(matrix: Doubles) -> Doubles:
    turn = np.linalg.inv(matrix[:, :2])
    return np.column_stack([turn, -turn @ matrix[:, 2]])


def _product(second: Doubles, first: Doubles) -> Doubles:
    turn = second[:, :2] @ first[:, :2]
    return np.column_stack([turn, second[:, :2] @ first[:, 2] + second[:, 2]])
