"""The losses of minibatches along the gradient of the first of them.

So the landscape is seen to change with what is put in: a step that lowers the loss of
one minibatch may raise that of another.
"""

from typing import TYPE_CHECKING

import numpy as np

from cellclassifier.core.inside.landscape_results import Line
from cellclassifier.engine.landscapes.losses import Losses, symmetric

if TYPE_CHECKING:
    from cellclassifier.engine.landscapes import Given


def look(losses: Losses, given: "Given", epoch: int | None) -> Line:
    """Walk along the negative gradient of the first minibatch, and against it."""
    steps = symmetric(given.spec.reach, given.spec.points)
    start, slope = losses.weights(), losses.slope(given.minibatches[0])
    found = np.empty((len(given.minibatches), len(steps)))
    for place, step in enumerate(steps):
        losses.move(start, -slope.direction, step)
        found[:, place] = [losses.loss(each) for each in given.minibatches]
    return Line(epoch, steps, found, slope.length)
