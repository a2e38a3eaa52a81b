"""Attribution methods: one module for each key of `core.catalog.ATTRIBUTIONS`.

Such a module has one public function, ``build(model)``, which returns an `Explain`.
What the methods share is here: the quantity that is explained (`log_odds`), its
gradient (`input_gradient`), and the batches (`in_batches`).
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, TypeAlias

import keras
import numpy as np
import numpy.typing as npt
from keras import ops

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.engine import backend
from cellclassifier.engine.backend import Tensor

BATCH = 8
"""Tiles in a batch: always as many, so that a method is compiled once for a model."""

Float32: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.integer[Any]]


class Explain(Protocol):
    """An attribution method, bound to a model."""

    def __call__(self, tiles: Float32, class_index: Integers) -> Float32:
        """Say how much each value of each tile argues for a class.

        Args:
            tiles: (n, height, width, channels), in 0..1.
            class_index: (n,), the class asked about for each tile, from 0.

        Returns:
            (n, height, width, channels), signed: above 0 argues for the class.
        """
        ...


def load(key: str, model: keras.Model) -> Explain:
    """Bind the attribution method of a name to a model.

    Raises:
        UserError: There is no such method, or it cannot explain this model.
    """
    if key not in ATTRIBUTIONS:
        known = ", ".join(ATTRIBUTIONS)
        raise UserError(
            f"There is no attribution method '{key}'. Choose one of: {known}."
        )
    explain: Explain = import_module(f"{__name__}.{key}").build(model)
    return explain


def log_odds(model: keras.Model) -> Callable[[Tensor, Tensor], Tensor]:
    """Return the function that attributions explain: the log-odds of a class.

    With z the inputs of the last activation, the log-odds of class c are
    ``z_c - log(sum of exp(z_j) over j != c)``, which is ``log(p_c / (1 - p_c))``; with
    one sigmoid unit they are z for class 1 and -z for class 0. Unlike a probability
    they keep their slope where the network is certain, and unlike a single z they do
    not change when all z shift alike.

    The model is read, not changed: the function uses its own layers and weights.

    Args:
        model: One input, and one output from a dense layer with softmax over two or
            more units, or with sigmoid over one.

    Returns:
        A function of tiles (n, height, width, channels) and class indices (n,) that
        gives (n,), with the layers as they are in prediction.

    Raises:
        UserError: The model ends in another way.
    """
    head = _head(model)
    features = keras.Model(model.inputs[0], head.input)
    of_logits = _of_one_unit if head.units == 1 else _of_many_units

    def score(tiles: Tensor, class_index: Tensor) -> Tensor:
        x = ops.cast(features(tiles, training=False), head.kernel.dtype)
        z = ops.matmul(x, head.kernel)
        return of_logits(z + head.bias if head.use_bias else z, class_index)

    return score


def _head(model: keras.Model) -> keras.layers.Dense:
    """Return the last layer if its logits can be computed, else raise UserError."""
    last = model.layers[-1]
    kinds = {keras.activations.softmax: "many", keras.activations.sigmoid: "one"}
    kind = kinds.get(getattr(last, "activation", None))
    if (
        not isinstance(last, keras.layers.Dense)
        or kind != ("one" if last.units == 1 else "many")
        or len(model.inputs) != 1
        or len(model.outputs) != 1
    ):
        raise UserError(
            "An attribution needs a network with one input that ends in a dense layer "
            "with softmax over the classes, or with sigmoid over one unit, but this "
            f"one ends in '{last.name}'. Choose a run with such a network."
        )
    return last


def _of_one_unit(z: Tensor, class_index: Tensor) -> Tensor:
    return ops.where(ops.equal(class_index, 1), z[:, 0], -z[:, 0])


def _of_many_units(z: Tensor, class_index: Tensor) -> Tensor:
    chosen = ops.one_hot(class_index, z.shape[-1], dtype="bool")
    own = ops.sum(ops.where(chosen, z, 0.0), axis=-1)
    return own - ops.logsumexp(ops.where(chosen, -np.inf, z), axis=-1)


def input_gradient(model: keras.Model) -> Callable[[Tensor, Tensor], Tensor]:
    """Return the gradient of `log_odds` with respect to the tiles.

    Returns:
        A function of float32 tiles (BATCH, height, width, channels) and int32 class
        indices (BATCH,) that gives float32 in the shape of the tiles. Each tile has
        its own gradient, since in prediction no tile influences another.

    Raises:
        UserError: `log_odds` refuses the model.
    """
    shape = (BATCH, *model.inputs[0].shape[1:])
    return backend.input_gradient(log_odds(model), shape)


def in_batches(
    of_batch: Callable[[Float32, npt.NDArray[np.int32]], Tensor],
    tiles: Float32,
    class_index: Integers,
) -> Float32:
    """Apply a function of exactly BATCH tiles to any number of tiles.

    The last batch is filled up with black tiles, whose results are dropped.

    Args:
        of_batch: Function of (BATCH, height, width, channels) and (BATCH,) that gives
            an array or tensor in the shape of the former.
        tiles: (n, height, width, channels).
        class_index: (n,).

    Returns:
        (n, height, width, channels).

    Raises:
        ValueError: There is not one class index for each tile.
    """
    if np.shape(class_index) != (len(tiles),):
        raise ValueError(f"{len(tiles)} tiles, but classes {np.shape(class_index)}")
    result = np.empty(tiles.shape, np.float32)
    for start in range(0, len(tiles), BATCH):
        part = slice(start, start + BATCH)
        values = of_batch(
            _filled(tiles[part], np.float32), _filled(class_index[part], np.int32)
        )
        result[part] = ops.convert_to_numpy(values)[: len(tiles[part])]
    return result


def _filled(rows: npt.NDArray[Any], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    filled = np.zeros((BATCH, *rows.shape[1:]), dtype)
    filled[: len(rows)] = rows
    return filled
