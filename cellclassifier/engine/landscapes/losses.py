"""The loss of a network on minibatches, its gradients, and weights that can be moved.

The loss is that which training lowers, without what is added to it there: the
cross-entropy of the true class, in nats, a mean over tiles. Label smoothing, weights of
classes and the squared kernels are left out, and layers are as they are in prediction:
no dropout, and batch normalisation by its averages. Before any training these are 0 and
1, so that a network with such layers is not quite the one that makes the first steps.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeAlias

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.engine import backend
from cellclassifier.engine.attributions import Float32, Integers, log_odds
from cellclassifier.engine.backend import Score, Tensor

PART = 32
"""Tiles that go through the network at once, at most."""

Floats: TypeAlias = NDArray[np.float64]
Tell: TypeAlias = Callable[[int], None]


class Minibatch(NamedTuple):
    """Tiles (n, height, width, channels), float32, and their true classes (n,)."""

    tiles: Float32
    classes: Integers


class Slope(NamedTuple):
    """A loss, and its gradient over all weights that are trained, flat."""

    loss: float
    gradient: Floats

    @property
    def length(self) -> float:
        """Euclidean length of the gradient."""
        return float(np.linalg.norm(self.gradient))

    @property
    def direction(self) -> Floats:
        """The gradient with length 1; zeros where it is 0."""
        return self.gradient / (self.length or 1.0)


def cross_entropy(model: keras.Model) -> Score:
    """Return the loss of each tile: -log(p) of its true class.

    With s the log-odds of that class, p = 1 / (1 + exp(-s)): the loss is log(1 +
    exp(-s)) for softmax and sigmoid alike, and keeps its digits where p is near 0 or 1.

    Raises:
        UserError: `log_odds` refuses the network.
    """
    score = log_odds(model)

    def loss(tiles: Tensor, class_index: Tensor) -> Tensor:
        return ops.softplus(-score(tiles, class_index))

    return loss


@contextmanager
def held(model: keras.Model) -> Iterator[list[NDArray[Any]]]:
    """Give the weights of a model as they are, and set them again at the end.

    They are then the same to the last bit, whatever happened.
    """
    before = [np.array(ops.convert_to_numpy(each)) for each in model.weights]
    try:
        yield before
    finally:
        for variable, value in zip(model.weights, before, strict=True):
            variable.assign(value)


class Losses:
    """The loss of a network, compiled once for whatever its weights are.

    All weights that are trained are seen as one flat vector; averages of batch
    normalisation are no part of it.
    """

    def __init__(self, model: keras.Model, tell: Tell = lambda _: None) -> None:
        """Compile nothing yet: that is done by the first tiles.

        Args:
            model: The network; whoever moves its weights does so within `held`.
            tell: Called before tiles go through the network, with their number; may
                raise to stop.

        Raises:
            UserError: Its loss cannot be computed.
        """
        score, shape = cross_entropy(model), tuple(model.inputs[0].shape[1:])
        self._tell = tell
        self._variables = list(model.trainable_variables)
        self._loss = backend.compiled(score, shape)
        self._slope = backend.weight_gradient(score, self._variables, shape)
        self._of_input = backend.input_gradient(score, shape)

    def each(self, given: Minibatch) -> Floats:
        """Return the loss of each tile, (n,)."""
        found = [self._values(self._loss(*part)) for part in self._parts(given)]
        return _finite(np.concatenate(found))

    def loss(self, given: Minibatch) -> float:
        """Return the mean loss of the tiles."""
        return float(self.each(given).mean())

    def slope(self, given: Minibatch) -> Slope:
        """Return the mean loss of the tiles, and its gradient over the weights."""
        total, gradient = 0.0, np.zeros(self.size)
        for part in self._parts(given):
            losses, gradients = self._slope(*part)
            total += float(self._values(losses).sum())
            gradient += _flat([self._values(each) for each in gradients])
        n = len(given.tiles)
        return Slope(float(_finite(np.array(total / n))), gradient / n)

    def input_slope(self, given: Minibatch) -> Floats:
        """Return the gradient of each tile's loss over its pixels, in their shape."""
        found = [self._values(self._of_input(*part)) for part in self._parts(given)]
        return np.concatenate(found)

    @property
    def size(self) -> int:
        """Number of the weights."""
        return sum(int(np.prod(each.shape)) for each in self._variables)

    def weights(self) -> Floats:
        """Return the weights as they are now, flat."""
        return _flat([self._values(each) for each in self._variables])

    def kernels(self) -> list[Floats]:
        """Return the weights as they are now, in the shapes that they have."""
        return [self._values(each) for each in self._variables]

    def move(self, start: Floats, direction: Floats, length: float) -> Floats:
        """Set the weights to a start, and so far in a direction.

        Returns:
            The weights that are set, flat: float32 has fewer digits.
        """
        wanted = (start + length * direction).astype(np.float32)
        first = 0
        for variable in self._variables:
            last = first + int(np.prod(variable.shape))
            variable.assign(wanted[first:last].reshape(variable.shape))
            first = last
        return wanted.astype(np.float64)

    def _parts(self, given: Minibatch) -> Iterator[tuple[Float32, Integers]]:
        for first in range(0, len(given.tiles), PART):
            tiles = given.tiles[first : first + PART].astype(np.float32, copy=False)
            self._tell(len(tiles))
            yield tiles, given.classes[first : first + PART].astype(np.int32)

    @staticmethod
    def _values(found: Tensor) -> Floats:
        return np.array(ops.convert_to_numpy(found), np.float64)


def _flat(arrays: list[Floats]) -> Floats:
    return np.concatenate([each.ravel() for each in arrays])


def _finite(losses: Floats) -> Floats:
    if not np.isfinite(losses).all():
        raise UserError(
            "The network gives values that are not numbers there, so it has no loss. "
            "Choose a smaller reach; where that does not help, train again with a "
            "smaller learning rate."
        )
    return losses


def symmetric(reach: float, points: int) -> Floats:
    """Return an odd number of points from -reach to reach, the one in the middle 0."""
    half = np.linspace(0, reach, points // 2 + 1)
    return np.concatenate([-half[:0:-1], half])
