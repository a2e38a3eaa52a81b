"""How far the gradient of each minibatch points as that of the others does."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.landscape_results import Agreement
from cellclassifier.engine.landscapes.losses import Floats, Losses

if TYPE_CHECKING:
    from cellclassifier.engine.landscapes import Given

MOST_BYTES = 4 * 2**30
"""Memory that the gradients of all minibatches may take."""


def look(losses: Losses, given: "Given", epoch: int | None) -> Agreement:
    """Compare the gradient of each minibatch with the mean of the others.

    Raises:
        UserError: The gradients would take too much memory.
    """
    count = len(given.minibatches)
    if count * losses.size * 4 > MOST_BYTES:
        raise UserError(
            f"The gradients of {count} minibatches by {losses.size:,} weights take "
            f"over {MOST_BYTES / 2**30:.0f} GiB of memory. Choose fewer minibatches."
        )
    gradients = np.empty((count, losses.size), np.float32)
    found = np.empty((count, 2))
    for place, each in enumerate(given.minibatches):
        slope = losses.slope(each)
        gradients[place] = slope.gradient
        found[place] = slope.loss, slope.length
    return Agreement(epoch, leave_one_out(gradients), found[:, 0], found[:, 1])


def leave_one_out(gradients: NDArray[Any]) -> Floats:
    """Return the cosine of each row with the mean of all other rows.

    With the mean of all rows each would agree with itself, the more so the fewer there
    are. All follows from the products of the rows: with s their sum, g . (s - g) and
    |s - g|^2 take no further vectors.

    Args:
        gradients: (n, weights), n at least 2.

    Returns:
        (n,), -1 .. 1; nan where a row, or the mean of the others, is 0.
    """
    products = _products(gradients)
    own, with_sum = np.diag(products), products.sum(axis=1)
    others = np.maximum(products.sum() - 2 * with_sum + own, 0)
    lengths = np.sqrt(own * others)
    found = np.full(len(own), np.nan)
    np.divide(with_sum - own, lengths, out=found, where=lengths > 0)
    return np.asarray(np.clip(found, -1, 1))


def _products(rows: NDArray[Any]) -> Floats:
    """Return the scalar products of all pairs of rows, in double precision."""
    found = np.zeros((len(rows), len(rows)))
    # In parts: all rows in double precision would be as much memory again, twice.
    for first in range(0, rows.shape[1], 2**18):
        part = rows[:, first : first + 2**18].astype(np.float64)
        found += part @ part.T
    return found
