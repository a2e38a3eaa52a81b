"""The losses of minibatches over two random directions, filter-normalised.

H. Li and others, Visualizing the Loss Landscape of Neural Nets (2018): each filter of a
random direction gets the length of the network's own filter, so that weights which
could be scaled without changing what the network does do not decide on the picture.
Biases and batch normalisation stay as they are.
"""

from typing import TYPE_CHECKING

import numpy as np

from cellclassifier.core.inside.landscape_results import Slice
from cellclassifier.engine.landscapes.losses import Floats, Losses, symmetric

if TYPE_CHECKING:
    from cellclassifier.engine.landscapes import Given


def look(losses: Losses, given: "Given", epoch: int | None) -> Slice:
    """Compute the loss of each minibatch on a square grid around the weights.

    The directions are drawn alike for all epochs, and scaled by the filters of each.
    """
    steps = symmetric(given.spec.reach, given.spec.points)
    start = losses.weights()
    first, second = directions(losses.kernels(), given.spec.seed)
    found = np.empty((len(given.minibatches), len(steps), len(steps)))
    for i, along in enumerate(steps):
        for j, across in enumerate(steps):
            losses.move(start + along * first, second, across)
            found[:, i, j] = [losses.loss(each) for each in given.minibatches]
    return Slice(epoch, steps, found)


def directions(kernels: list[Floats], seed: int) -> tuple[Floats, Floats]:
    """Return two random directions over all weights, flat and filter-normalised."""
    random = np.random.default_rng([seed, 7])
    first, second = (
        np.concatenate(
            [normalised(random.normal(size=k.shape), k).ravel() for k in kernels]
        )
        for _ in range(2)
    )
    return first, second


def normalised(direction: Floats, kernel: Floats) -> Floats:
    """Return a direction whose filters are as long as those of a kernel.

    Args:
        direction: In the shape of `kernel`.
        kernel: Filters or units along the last axis. One of a single axis (biases,
            batch normalisation) has none, and its direction is 0.
    """
    if kernel.ndim < 2:
        return np.zeros(kernel.shape)
    axes = tuple(range(kernel.ndim - 1))
    wanted, own = (
        np.sqrt(np.square(each).sum(axis=axes)) for each in (kernel, direction)
    )
    return np.asarray(direction * (wanted / np.where(own > 0, own, 1)))
