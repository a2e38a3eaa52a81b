"""What was computed of the loss around a network, as frozen values, a class a view.

All losses are cross-entropies in nats, a mean over the tiles of a minibatch. Each
result is of the weights after one epoch; `epoch` is 0 before any training and ``None``
for the network that the run keeps.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Float32: TypeAlias = NDArray[np.float32]


class Line(NamedTuple):
    """The losses of minibatches while the weights go along one minibatch's gradient.

    Attributes:
        epoch: After which epoch; 0: before any training; ``None``: the network kept.
        steps: Lengths of the step (Euclidean, over all weights), shape (n,), growing,
            with 0 in the middle; above 0 is downhill for the first minibatch, along
            its negative gradient, below 0 uphill.
        losses: Loss of each minibatch at each step, shape (minibatch, n). The first is
            the one whose gradient is followed.
        length: Euclidean length of that gradient at step 0, nats per unit of length.
    """

    epoch: int | None
    steps: Floats
    losses: Floats
    length: float

    @property
    def whole(self) -> Floats:
        """Loss of all minibatches together, shape (n,)."""
        return np.asarray(self.losses.mean(axis=0))

    @property
    def start(self) -> Floats:
        """Loss of each minibatch where no step is made, shape (minibatch,)."""
        return np.asarray(self.losses[:, len(self.steps) // 2])

    @property
    def best(self) -> int:
        """Place of the step, not uphill, at which the first minibatch loses most."""
        middle = len(self.steps) // 2
        return middle + int(np.argmin(self.losses[0, middle:]))


class Agreement(NamedTuple):
    """How far the gradient of each minibatch points as that of the others does.

    Attributes:
        epoch: After which epoch; 0: before any training; ``None``: the network kept.
        cosines: Of each minibatch, the cosine between its gradient and the mean of
            those of all others (it is left out there), shape (minibatch,), -1 .. 1;
            nan where a gradient is 0.
        losses: Loss of each minibatch, shape (minibatch,).
        lengths: Euclidean length of each gradient, shape (minibatch,).
    """

    epoch: int | None
    cosines: Floats
    losses: Floats
    lengths: Floats

    @property
    def defined(self) -> Floats:
        """The cosines that there are: those of gradients that are not 0."""
        return self.cosines[~np.isnan(self.cosines)]

    @property
    def mean(self) -> float:
        """Mean of the cosines; nan where there is none."""
        found = self.defined
        return float(found.mean()) if len(found) else float("nan")

    @property
    def below_zero(self) -> float:
        """Share of the cosines that are below 0, 0 .. 1; nan where there is none."""
        found = self.defined
        return float((found < 0).mean()) if len(found) else float("nan")


class Slice(NamedTuple):
    """The losses of minibatches over two random directions, filter-normalised.

    Attributes:
        epoch: After which epoch; 0: before any training; ``None``: the network kept.
        steps: How far along either direction, as a share of the size of each filter,
            shape (n,), growing, with 0 in the middle.
        losses: Loss of each minibatch, shape (minibatch, n, n); ``[m, i, j]`` is at
            ``steps[i]`` along the first and ``steps[j]`` along the second direction.
    """

    epoch: int | None
    steps: Floats
    losses: Floats

    @property
    def mean(self) -> Floats:
        """The mean surface of all minibatches, shape (n, n)."""
        return np.asarray(self.losses.mean(axis=0))

    @property
    def differences(self) -> Floats:
        """Each surface less the mean surface, shape (minibatch, n, n)."""
        return np.asarray(self.losses - self.mean)


class OverInput(NamedTuple):
    """The loss of one tile while its pixels, not the weights, are changed.

    Attributes:
        epoch: After which epoch; 0: before any training; ``None``: the network kept.
        steps: How far, as a share of the tile's length (the root of the sum of its
            squared values), shape (n,), growing, with 0 in the middle.
        along_gradient: Loss along the gradient with respect to the pixels, (n,); above
            0 is uphill.
        along_random: Loss along a random direction, the steps as long, (n,).
        class_name: The tile's true class, of which the loss is.
        length: The tile's length; values of pixels are 0 .. 1.
        tile: The tile as the network sees it, (y, x, channel).
        gradient: The direction of its own gradient, of length 1, in the same shape; 0
            where the gradient is.
        random: The random direction, of length 1, in the same shape.
    """

    epoch: int | None
    steps: Floats
    along_gradient: Floats
    along_random: Floats
    class_name: str
    length: float
    tile: Float32
    gradient: Float32
    random: Float32

    @property
    def largest(self) -> int:
        """Place of the largest loss uphill along the gradient, where no step is 0."""
        middle = len(self.steps) // 2
        return middle + int(np.argmax(self.along_gradient[middle:]))

    def changed(self, place: int, direction: Float32) -> Float32:
        """Return the tile at a step, as the network saw it there, (y, x, channel).

        Args:
            place: Of the step in `steps`.
            direction: `gradient` or `random`.
        """
        far = np.float32(self.steps[place] * self.length)
        return np.asarray(self.tile + far * direction, np.float32)


class Exactness(NamedTuple):
    """The slope of the loss along gradients: measured, and by backpropagation.

    Attributes:
        epoch: After which epoch; 0: before any training; ``None``: the network kept.
        steps: Half the distance between the two points that are compared (Euclidean,
            over all weights), shape (k,), growing.
        measured: Central differences along the gradient of each minibatch, shape
            (minibatch, k), nats per unit of length.
        told: What backpropagation tells of the same two points, the same shape. It is
            the length of the gradient, but for the rounding of the moved weights.
        batch_error: Euclidean distance between the gradient of the first minibatch and
            the mean of the gradients of its single tiles, per length of the former.
    """

    epoch: int | None
    steps: Floats
    measured: Floats
    told: Floats
    batch_error: float

    @property
    def errors(self) -> Floats:
        """How far the measured slope is off, per slope told; shape (minibatch, k).

        nan where the gradient is 0.
        """
        off = np.abs(self.measured - self.told)
        found: Floats = np.full(self.told.shape, np.nan)
        np.divide(off, np.abs(self.told), out=found, where=self.told != 0)
        return found


Result: TypeAlias = Line | Agreement | Slice | OverInput | Exactness
