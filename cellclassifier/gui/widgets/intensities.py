"""How often each pixel value occurs in the images of each class."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.dataset import Dataset, Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.images import read_image
from cellclassifier.core.intensity import resolve
from cellclassifier.core.spec import IntensitySpec
from cellclassifier.gui.widgets.tile_source import draw_balanced

IMAGES = 60
"""Images that are read."""

BINS = 128
"""The most steps that the range is divided into."""

_PIXELS = 2**18
"""Pixels of an image that are counted at most, spread over it."""


class Intensities(NamedTuple):
    """What the curves are drawn from.

    Attributes:
        edges: Raw pixel values between the steps, (steps + 1), rising.
        counts: Pixels in each step, (steps), by class in the order of the study.
        images: Images that were counted, by class.
        black: Raw value that the study's rule shows black.
        white: Raw value that it shows white.
    """

    edges: NDArray[np.float64]
    counts: dict[str, NDArray[np.int64]]
    images: dict[str, int]
    black: float
    white: float

    def shares(self, name: str) -> NDArray[np.float64]:
        """Return the share of a class's pixels in each step, (steps), 0..1."""
        counts = self.counts[name]
        return np.asarray(counts / max(1, counts.sum()), np.float64)


def measure(train: Dataset, rule: IntensitySpec) -> Intensities | None:
    """Count the pixel values of a sample of the training images.

    All channels are counted together; an image that cannot be read is passed over.

    Args:
        train: The training images.
        rule: The study's intensity rule; points it lacks are found from all images.

    Returns:
        The counts, or None where no image can be read.
    """
    sample = draw_balanced(train.images, IMAGES)
    if not sample:
        return None
    found = resolve(rule, (image.extent for image in train.images))
    black, white = found.black or 0.0, found.white or 0.0
    edges = _edges(sample, black, white)
    counts = {name: np.zeros(len(edges) - 1, np.int64) for name in train.classes}
    images = dict.fromkeys(train.classes, 0)
    for image in sample:
        try:
            pixels = read_image(image.path)
        except (UserError, OSError):
            continue
        step = max(1, round((pixels.shape[0] * pixels.shape[1] / _PIXELS) ** 0.5))
        counts[image.class_name] += np.histogram(pixels[::step, ::step], edges)[0]
        images[image.class_name] += 1
    if not any(images.values()):
        return None
    return Intensities(edges, counts, images, black, white)


def _edges(sample: Sequence[Image], black: float, white: float) -> NDArray[np.float64]:
    """Divide the range of sample and rule; whole numbers get steps of whole numbers.

    Otherwise some steps would hold one value more than others, which looks like a comb.
    """
    low = min(black, *(image.extent.minimum for image in sample))
    high = max(white, *(image.extent.maximum for image in sample))
    if all(np.dtype(image.extent.dtype).kind in "iub" for image in sample):
        width = max(1, int(-(-(high - low + 1) // BINS)))
        count = int(-(-(high - low + 1) // width))
        return low - 0.5 + width * np.arange(count + 1, dtype=np.float64)
    return np.linspace(low, max(high, low + 1e-9), BINS + 1)
