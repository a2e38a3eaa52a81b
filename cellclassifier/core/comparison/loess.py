"""Local regression as in R's ``loess`` with its band, as the article draws its curves.

W. S. Cleveland, J. Am. Stat. Assoc. 74 (1979) 829-836; the band is that of W. S.
Cleveland and E. Grosse, Stat. Comput. 1 (1991) 47-62. What ``geom_smooth`` of ggplot2
takes below 1,000 points: a local parabola over the nearest 75 % of the points, tricube
weights, one pass; the 95 % band by Student's t with delta1^2 / delta2 degrees of
freedom. Here each place is computed directly and the deltas exactly (``surface =
"direct", statistics = "exact"``), which agrees with R to 1e-12; R by default
interpolates between such places, which differs by at most 0.1 points of accuracy for 12
runs of 9 epochs.

The band takes points as independent. Those of one run are not, so that it is too
narrow; `core.comparison.run_curves` has one that redraws whole runs, and numbers for
both.

Points at the same place share their weights, so that all sums run over distinct places
(epochs) and not over points: exact for any number of runs, and quick.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr, tr_n

Floats = NDArray[np.float64]

SPAN = 0.75
"""Share of the points that each local fit rests upon, as in R."""

DEGREE = 2
"""Of the local polynomial, as in R."""

FEWEST = 3
"""Distinct x that a local parabola needs; R goes on with fewer, and tells nonsense."""

MOST = 1000
"""Points from which ``geom_smooth`` draws a GAM in place of this."""

PLACES = 80
"""Places at which ``geom_smooth`` evaluates a curve."""


class Smooth(NamedTuple):
    """A curve through points, and its band.

    Attributes:
        x: Where it was computed, rising.
        y: The curve.
        low: Lower end of its 95 % band, pointwise; NaN where there is none.
        high: Upper end.
        method: "loess", or "means": straight lines between the means at each x.
        n: Points that it rests upon.
        dropped: Points that were left out, since they are no finite numbers.
        note: What is to be known of it, in sentences; "" for nothing.
    """

    x: Floats
    y: Floats
    low: Floats
    high: Floats
    method: Literal["loess", "means"]
    n: int
    dropped: int
    note: str


class _Points(NamedTuple):
    """Points by their place: distinct x (k), how many lie there, their mean."""

    x: Floats
    counts: Floats
    means: Floats
    within: float
    total: int
    needed: int


def smooth(
    x: Sequence[float] | Floats,
    y: Sequence[float] | Floats,
    at: Sequence[float] | Floats | None = None,
    span: float = SPAN,
    level: float = 0.95,
) -> Smooth:
    """Return the curve through points (x, y), with its band.

    Where a local fit would rest upon fewer than `FEWEST` distinct x, as with up to 4
    epochs, it is the line through the means at each x, without a band.

    Args:
        x: Such as epochs.
        y: Such as accuracies, as many; points without a finite number are left out.
        at: Where to compute it, within the range of x; by default at `PLACES` places.
        span: Share of the points each local fit rests upon, above 0 and up to 1.
        level: Coverage of the band, between 0 and 1.

    Raises:
        ValueError: x and y differ in length, or no point is left.
    """
    points, dropped = _gathered(x, y, span)
    note = _note(points.total, dropped)
    ends = (points.x[0], points.x[-1])
    where = np.linspace(*ends, PLACES) if at is None else np.asarray(at, np.float64)
    rows = [_weights(points, place) for place in (*where, *points.x)]
    if any(np.count_nonzero(row) < FEWEST for row in rows):
        return _by_means(points, points.x if at is None else where, dropped, note)
    fitted = np.array(rows[: len(where)]) @ points.means
    half = _half_width(points, rows, level)
    low, high = fitted - half, fitted + half
    return Smooth(where, fitted, low, high, "loess", points.total, dropped, note)


def _by_means(points: _Points, where: Floats, dropped: int, note: str) -> Smooth:
    """Return straight lines between the means at each x, without a band."""
    lines, none = np.interp(where, points.x, points.means), np.full(len(where), np.nan)
    few = tr(
        "There are too few epochs for local parabolas: the line joins the means, and "
        "has no band."
    )
    told = f"{few} {note}".rstrip()
    return Smooth(where, lines, none, none, "means", points.total, dropped, told)


def _gathered(
    x: Sequence[float] | Floats, y: Sequence[float] | Floats, span: float
) -> tuple[_Points, int]:
    """Return points by their place, and how many were no numbers."""
    across, up = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if across.shape != up.shape or not 0 < span <= 1:
        raise ValueError(
            f"Expected as many x as y, and 0 < span <= 1. Received: {across.shape}, "
            f"{up.shape}, {span}"
        )
    known = np.isfinite(across) & np.isfinite(up)
    if not known.any():
        raise ValueError("Expected at least one point with finite x and y.")
    places, of, counts = np.unique(
        across[known], return_inverse=True, return_counts=True
    )
    means = np.bincount(of, up[known]) / counts
    within = float(((up[known] - means[of]) ** 2).sum())
    total = int(known.sum())
    needed = max(1, min(total, int(np.floor(total * span + 1e-5))))
    found = _Points(places, counts.astype(float), means, within, total, needed)
    return found, int((~known).sum())


def _note(total: int, dropped: int) -> str:
    notes = []
    if dropped:
        notes.append(
            tr_n(
                "1 point is left out: no finite number.",
                "{dropped:,} points are left out: no finite number.",
                dropped,
                dropped=dropped,
            )
        )
    if total >= MOST:
        notes.append(
            tr(
                "With {total:,} points ggplot2 would draw a generalised additive model "
                "(from {most:,} on); this is LOESS all the same.",
                total=total,
                most=MOST,
            )
        )
    return " ".join(notes)


def _weights(points: _Points, place: float) -> Floats:
    """Return how much the mean at each x counts for the curve there, shape (k,)."""
    distances = np.abs(points.x - place)
    order = np.argsort(distances, kind="stable")
    reached = np.searchsorted(np.cumsum(points.counts[order]), points.needed - 0.5)
    # Where all that count lie at one place, the fit is their mean.
    width = max(float(distances[order[reached]]), 1e-12)
    weights = (1 - np.minimum(distances / width, 1) ** 3) ** 3
    roots = np.sqrt(weights * points.counts)
    powers = np.vander((points.x - place) / width, DEGREE + 1, increasing=True)
    inverse = np.linalg.pinv(powers * roots[:, None], rcond=1e-10)
    return np.asarray(inverse[0] * roots, np.float64)


def _half_width(points: _Points, rows: list[Floats], level: float) -> Floats:
    """Return half the width of the band, where all but the last k `rows` were computed.

    The last are those at the x themselves. The operator that takes the points to the
    curve at them is P B P', where P (n, k) says at which x each point lies. With the
    counts N = P'P, (I - L)(I - L)' is I + P K P' with K = B N B' - B - B', so that its
    traces need matrices (k, k) only.
    """
    # Imported here: the window starts sooner without.
    from scipy.special import stdtrit

    places, own = np.array(rows[: -len(points.x)]), np.array(rows[-len(points.x) :])
    b = own / points.counts
    kn = (own @ b.T - b - b.T) * points.counts
    first = points.total + np.trace(kn)
    second = points.total + 2 * np.trace(kn) + np.trace(kn @ kn)
    if first < 1e-8 or second < 1e-8:  # it runs through all points
        return np.full(len(places), np.nan)
    left = points.means - own @ points.means
    squares = points.within + float(points.counts @ left**2)
    sizes = np.sqrt(squares / first * (places**2 / points.counts).sum(axis=1))
    t = float(stdtrit(first**2 / second, 0.5 + level / 2))
    return np.asarray(t * sizes, np.float64)
