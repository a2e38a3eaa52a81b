"""How exact the gradient is: differences of the loss against backpropagation."""

from typing import TYPE_CHECKING

import numpy as np

from cellclassifier.core.inside.landscape_plan import EXACT_STEPS
from cellclassifier.core.inside.landscape_results import Exactness
from cellclassifier.engine.landscapes.losses import Floats, Losses, Minibatch, Slope

if TYPE_CHECKING:
    from cellclassifier.engine.landscapes import Given


def look(losses: Losses, given: "Given", epoch: int | None) -> Exactness:
    """Compare, for each minibatch, and the first one with its single tiles."""
    start = losses.weights()
    slopes = [losses.slope(each) for each in given.minibatches]
    alone = _batch_error(losses, given.minibatches[0], slopes[0])
    both = [
        _central(losses, start, each, slope)
        for each, slope in zip(given.minibatches, slopes, strict=True)
    ]
    measured, told = (np.array(rows) for rows in zip(*both, strict=True))
    return Exactness(epoch, np.array(EXACT_STEPS), measured, told, alone)


def _central(
    losses: Losses, start: Floats, given: Minibatch, slope: Slope
) -> tuple[Floats, Floats]:
    """Return central differences along a gradient, and what it tells of them, (k,)."""
    found = []
    for step in EXACT_STEPS:
        back = losses.move(start, slope.direction, -step)
        low = losses.loss(given)
        forth = losses.move(start, slope.direction, step)
        high = losses.loss(given)
        # The weights were rounded to float32: the gradient is asked of the step that
        # was made, not of the one that was meant.
        made = float(slope.gradient @ (forth - back))
        found.append(((high - low) / (2 * step), made / (2 * step)))
    measured, told = np.array(found).T
    return measured, told


def _batch_error(losses: Losses, given: Minibatch, slope: Slope) -> float:
    """Return how far the gradient is from the mean of those of single tiles."""
    total = np.zeros(losses.size)
    for place in range(len(given.tiles)):
        one = slice(place, place + 1)
        total += losses.slope(Minibatch(given.tiles[one], given.classes[one])).gradient
    off = np.linalg.norm(total / len(given.tiles) - slope.gradient)
    return float(off / (slope.length or 1.0))
