"""Histograms of pixel values that add up exactly, whatever the range of each image."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_BINS = 2**16
"""Most bins of a histogram: one for each value of a 16-bit image."""

PRECISION = 40
"""Bins are never narrower than the largest value divided by 2 to this power."""


class Histogram(NamedTuple):
    """Counts in bins of equal width that start at multiples of their width.

    The width is a power of two, so that two histograms of different ranges are added
    without an error: the finer one is made as coarse as the other. Integers of up to
    16 bit keep a bin for each value.

    Attributes:
        exponent: A bin is ``2**exponent`` wide, in raw pixel values.
        first: Bin ``i`` holds the values from ``(first + i) * 2**exponent`` on.
        counts: Pixels in each bin, int64, shape (bins,).
    """

    exponent: int
    first: int
    counts: NDArray[np.int64]

    @property
    def total(self) -> int:
        """Number of pixels."""
        return int(self.counts.sum())

    @property
    def width(self) -> float:
        """Width of a bin, in raw pixel values."""
        return float(2.0**self.exponent)

    @property
    def edges(self) -> NDArray[np.float64]:
        """Edges of the bins, raw pixel values, shape (bins + 1,)."""
        bins = np.arange(len(self.counts) + 1, dtype=np.float64)
        return (bins + self.first) * self.width

    def percentile(self, percent: float) -> float:
        """Return the value below or at which `percent` of the pixels lie.

        Where a bin is one wide or narrower holding whole numbers, this is the lower
        edge of its bin, as `numpy.percentile(..., method="inverted_cdf")` has it; of
        wider bins it is exact to the width of one.
        """
        cumulated = np.cumsum(self.counts)
        wanted = percent / 100 * cumulated[-1]
        place = int(np.searchsorted(cumulated, max(wanted, 1), side="left"))
        return float((self.first + min(place, len(self.counts) - 1)) * self.width)

    def coarser(self, exponent: int) -> "Histogram":
        """Return the same counts in bins of ``2**exponent``, which is no finer."""
        shift = exponent - self.exponent
        if shift == 0:
            return self
        first = self.first >> shift
        bins = np.arange(self.first, self.first + len(self.counts))
        places = (bins >> min(shift, 63)) - first
        counts = np.zeros(int(places[-1]) + 1, np.int64)
        np.add.at(counts, places, self.counts)
        return Histogram(exponent, first, counts)


EMPTY = Histogram(0, 0, np.zeros(0, np.int64))
"""The histogram of no pixels."""


def histogram_of(pixels: NDArray[np.generic]) -> Histogram:
    """Count the values of `pixels`, any shape, at least one, all of them finite."""
    kind, size = pixels.dtype.kind, pixels.dtype.itemsize
    if kind in "bu" and size <= 2:
        counts = np.bincount(pixels.ravel())
        first = int(np.argmax(counts > 0))
        return Histogram(0, first, counts[first:])
    low, high = pixels.min(), pixels.max()
    if kind in "ui" and size <= 4:
        exponent = _exponent(int(high) - int(low), 0)
        floors = pixels.ravel().astype(np.int64) >> exponent
    else:
        largest = max(abs(float(low)), abs(float(high)))
        finest = int(np.frexp(largest)[1]) - PRECISION
        exponent = _exponent(float(high) - float(low), finest)
        scaled = pixels.ravel().astype(np.float64) * 2.0**-exponent
        floors = np.floor(scaled).astype(np.int64)
    first = int(floors.min())
    return Histogram(exponent, first, np.bincount(floors - first))


def _exponent(span: float, finest: int) -> int:
    """Return the finest width at which `span` needs no more than `MAX_BINS` bins."""
    if span <= 0:
        return finest
    # One bin less, since both ends may lie inside a bin.
    return max(finest, int(np.ceil(np.log2(span / (MAX_BINS - 1)))))


def added(histograms: Iterable[Histogram]) -> Histogram:
    """Return the sum of histograms."""
    total = EMPTY
    for histogram in histograms:
        total = _sum(total, histogram)
    return total


def add_to(total: Histogram, histogram: Histogram) -> Histogram:
    """Return the sum of both, in the memory of `total` where its range holds it."""
    start = histogram.first - total.first
    end = start + len(histogram.counts)
    same = histogram.exponent == total.exponent
    if not same or start < 0 or end > len(total.counts):
        return _sum(total, histogram)
    total.counts[start:end] += histogram.counts
    return total


def _sum(one: Histogram, other: Histogram) -> Histogram:
    if not len(one.counts) or not len(other.counts):
        return other if len(other.counts) else one
    exponent = max(one.exponent, other.exponent)
    while True:
        parts = [each.coarser(exponent) for each in (one, other)]
        first = min(part.first for part in parts)
        end = max(part.first + len(part.counts) for part in parts)
        if end - first <= MAX_BINS:
            break
        exponent += 1
    counts = np.zeros(end - first, np.int64)
    for part in parts:
        start = part.first - first
        counts[start : start + len(part.counts)] += part.counts
    return Histogram(exponent, first, counts)
