"""How often each pixel value occurs in the images of each class."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.histogram import Histogram
from cellclassifier.core.intensity import effective_depth, resolve
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.gui.widgets.class_curves import Curves

BINS = 128
"""The most steps that the range is divided into."""


class Intensities(NamedTuple):
    """What the editor of the intensity rule shows.

    Attributes:
        curves: Pixels by raw value and class.
        black: Raw value that the rule makes 0; None where each image has its own.
        white: Raw value that the rule makes 1.
        depth: The effective depth of the images, in words.
        grain: Width of the finest step of raw values.
        images: Number of images.
        pixels: Number of pixels that were counted, each channel for itself.
    """

    curves: Curves
    black: float | None
    white: float | None
    depth: str
    grain: float
    images: int
    pixels: int


def measure(train: Dataset, rule: IntensitySpec) -> Intensities | None:
    """Gather the pixel values of all training images, all channels together.

    Args:
        train: The training images.
        rule: The study's intensity rule; points it lacks are found from all images.

    Returns:
        The counts, or None where there are no images.

    Raises:
        UserError: The black point lies at or above the white one.
    """
    if not train.images:
        return None
    whole = train.histogram
    extents = [image.extent for image in train.images]
    found = resolve(rule, extents, whole)
    ends = [float(edge) for edge in whole.edges[[0, -1]]]
    ends += [point for point in (found.black, found.white) if point is not None]
    edges = _edges(min(ends), max(ends), whole.exponent)
    counts = {
        name: _binned(train.histograms[name], edges)
        for name in train.classes
        if name in train.histograms
    }
    counted = {
        name: tr("n = {counts:,} images", counts=train.counts[name]) for name in counts
    }
    return Intensities(
        Curves(edges, counts, counted),
        found.black,
        found.white,
        effective_depth(extents).text,
        whole.width,
        len(train.images),
        whole.total,
    )


def _edges(low: float, high: float, exponent: int) -> NDArray[np.float64]:
    """Divide the range into steps of whole bins.

    Otherwise some steps would hold one bin more than others, which looks like a comb.
    """
    width = 2.0**exponent
    bins = max(1, int(np.ceil((high - low) / width)))
    step = width * -(-bins // BINS)
    first = np.floor(low / width) * width
    places = np.arange(int(np.ceil((high - first) / step)) + 1, dtype=np.float64)
    return np.asarray(first + step * places, np.float64)


def _binned(histogram: Histogram, edges: NDArray[np.float64]) -> NDArray[np.int64]:
    middles = histogram.edges[:-1] + histogram.width / 2
    places = np.searchsorted(edges, middles, side="right") - 1
    counts = np.zeros(len(edges) - 1, np.int64)
    np.add.at(counts, np.clip(places, 0, len(counts) - 1), histogram.counts)
    return counts
