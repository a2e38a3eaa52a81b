"""Attribution methods: one module for each key of `core.catalog.ATTRIBUTIONS`.

Such a module has one public function, ``build(network, spec)``, of a `Scored` network
and the settings of the method, which returns an `Explain`. What the methods share is
here: the quantity that is explained (`log_odds`), a network that is compiled for it
once (`Scored`), and the batches (`in_batches`).
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple, Protocol, TypeAlias

import keras
import numpy as np
import numpy.typing as npt
from keras import ops

from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.core.chunking import EXPLAINED_AT_ONCE
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine import backend
from cellclassifier.engine.backend import Score, Tensor

BATCH = EXPLAINED_AT_ONCE
"""Tiles in a batch: always as many, or a single one, which must not wait for seven."""

Float32: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.integer[Any]]
Measured: TypeAlias = dict[str, float]
Check: TypeAlias = Callable[[], None]


class Explained(NamedTuple):
    """Maps of tiles.

    Attributes:
        maps: (n, height, width, channels); above 0 argues for the class, below 0
            against it. Methods in `core.attribution_spec.UNSIGNED` are never below 0.
        measured: What a method measured beside each map, by name; often nothing.
    """

    maps: Float32
    measured: tuple[Measured, ...]


def never() -> None:
    """Do not stop."""


class Explain(Protocol):
    """An attribution method, bound to a network and settings."""

    def __call__(
        self, tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        """Say how much each value of each tile argues for a class.

        Args:
            tiles: (n, height, width, channels), in 0..1.
            class_index: (n,), the class asked about for each tile, from 0.
            check: Called before each batch; may raise to stop.
        """
        ...


class Scored:
    """A network whose log-odds, and their gradient, are compiled once for all methods.

    Attributes:
        model: The network.
        score: The log-odds of classes for a batch of tiles, (n,).
        slope: Their gradient with respect to the tiles, in the shape of the tiles.
    """

    def __init__(self, model: keras.Model) -> None:
        """Compile nothing yet: that is done by the first batch.

        Raises:
            UserError: `log_odds` refuses the network.
        """
        score, shape = log_odds(model), tuple(model.inputs[0].shape[1:])
        self.model = model
        self.score = backend.compiled(score, shape)
        self.slope = backend.input_gradient(score, shape)

    def log_odds(
        self, tiles: Float32, class_index: Integers, check: Check = never
    ) -> Float32:
        """Return the log-odds of each tile's class, (n,)."""
        return in_batches(self.score, tiles, class_index, (), check)

    def gradient(
        self, tiles: Float32, class_index: Integers, check: Check = never
    ) -> Float32:
        """Return their gradient, in the shape of the tiles.

        Each tile has its own, since in prediction no tile influences another.
        """
        return in_batches(self.slope, tiles, class_index, tiles.shape[1:], check)


def load(key: str, model: keras.Model, spec: Spec | None = None) -> Explain:
    """Bind the attribution method of a name to a model; see `bind`."""
    return bind(key, Scored(model), spec)


def bind(key: str, network: Scored, spec: Spec | None = None) -> Explain:
    """Bind the attribution method of a name to a network.

    Args:
        key: A key of `core.catalog.ATTRIBUTIONS`.
        network: The network; it may serve many methods.
        spec: Settings of the method, those of a window in pixels; the default ones
            without it.

    Raises:
        UserError: There is no such method, or it cannot explain this network.
    """
    default = spec_of(key)
    module = import_module(f"{__name__}.{key}")
    explain: Explain = module.build(network, spec or default)
    return explain


def log_odds(model: keras.Model, start: keras.KerasTensor | None = None) -> Score:
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
        start: A tensor inside the model through which all passes; with it the function
            takes values of that in the place of tiles.

    Returns:
        A function of tiles (n, height, width, channels) and class indices (n,) that
        gives (n,), with the layers as they are in prediction.

    Raises:
        UserError: The model ends in another way.
    """
    head = _head(model)
    features = keras.Model(model.inputs[0] if start is None else start, head.input)
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


def in_batches(
    of_batch: Score,
    tiles: Float32,
    class_index: Integers,
    shape: tuple[int, ...],
    check: Check = never,
) -> Float32:
    """Apply a function of exactly BATCH tiles, or one, to any number of tiles.

    A batch of some is filled up with black tiles, whose results are dropped.

    Args:
        of_batch: Function of (m, height, width, channels) and (m,) that gives an array
            or tensor of (m, *shape).
        tiles: (n, height, width, channels).
        class_index: (n,).
        shape: Shape of the result for one tile.
        check: Called before each batch; may raise to stop.

    Returns:
        (n, *shape).

    Raises:
        ValueError: There is not one class index for each tile.
    """
    if np.shape(class_index) != (len(tiles),):
        raise ValueError(f"{len(tiles)} tiles, but classes {np.shape(class_index)}")
    result = np.empty((len(tiles), *shape), np.float32)
    for start in range(0, len(tiles), BATCH):
        check()
        part = slice(start, start + BATCH)
        values = of_batch(
            _filled(tiles[part], np.float32), _filled(class_index[part], np.int32)
        )
        result[part] = ops.convert_to_numpy(values)[: len(tiles[part])]
    return result


def _filled(rows: npt.NDArray[Any], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    if len(rows) in (1, BATCH):
        return rows.astype(dtype, copy=False)
    filled = np.zeros((BATCH, *rows.shape[1:]), dtype)
    filled[: len(rows)] = rows
    return filled
