"""HiResCAM: what each place of the last feature map of convolutions argues for.

R. Draelos and L. Carin, Use HiResCAM instead of Grad-CAM (2020), equation 5: the sum
over features of ``dF_c/df * f``, which with a linear output is exactly what a place
adds to the log-odds. It is laid over the tile by bilinear interpolation, and divided
by the pixels of a place, so that it still adds up to about the same.
"""

import keras
import numpy as np
from keras import layers, ops

from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine import backend
from cellclassifier.engine.attributions import (
    Check,
    Explain,
    Explained,
    Float32,
    Integers,
    Scored,
    in_batches,
    log_odds,
    never,
)
from cellclassifier.engine.backend import Score, Tensor
from cellclassifier.engine.layer_graph import node_of

_COARSER = (layers.MaxPooling2D, layers.AveragePooling2D, layers.Dropout)
"""Layers that add nothing to what the convolutions before them found."""


def build(network: Scored, spec: Spec) -> Explain:
    """Bind the method to a network.

    Raises:
        UserError: It has no feature map that all passes through.
    """
    of_batch, places = _of_places(network.model)

    def explain(
        tiles: Float32, class_index: Integers, check: Check = never
    ) -> Explained:
        found = in_batches(of_batch, tiles, class_index, places, check)
        maps = np.empty_like(tiles)
        # It says of a place, not of a channel.
        maps[:] = _laid_over(found, tiles.shape)[..., np.newaxis] / tiles.shape[-1]
        return Explained(maps, tuple({} for _ in tiles))

    return explain


def last_features(model: keras.Model) -> keras.KerasTensor:
    """Return the last feature map, (n, rows, columns, features), before any pooling.

    Raises:
        UserError: The network has none, or not all passes through it.
    """
    tensor = model.layers[-1].input
    while len(tensor.shape) != 4 or isinstance(node_of(tensor).operation, _COARSER):
        before = node_of(tensor).input_tensors
        if len(before) != 1:
            break
        tensor = before[0]
    if len(tensor.shape) != 4 or tensor is model.inputs[0]:
        raise UserError(
            "HiResCAM needs a network whose convolutions end in one feature map, but "
            f"'{model.name}' has none. Choose another attribution method."
        )
    return tensor


def _of_places(model: keras.Model) -> tuple[Score, tuple[int, int]]:
    """Return what each place of a batch argues for, compiled, and rows and columns."""
    tensor = last_features(model)
    features = keras.Model(model.inputs[0], tensor)
    shape = tuple(tensor.shape[1:])
    slope = backend.input_gradient(log_odds(model, tensor), shape)

    def of_batch(tiles: Tensor, class_index: Tensor) -> Tensor:
        found = ops.cast(features(tiles, training=False), "float32")
        return ops.sum(found * slope(found, class_index), axis=-1)

    compiled = backend.compiled(of_batch, tuple(model.inputs[0].shape[1:]))
    return compiled, shape[:2]


def _laid_over(found: Float32, shape: tuple[int, ...]) -> Float32:
    """Return maps of places, (n, rows, columns), in the size of tiles of `shape`."""
    down = _between(found.shape[1], shape[1])
    across = _between(found.shape[2], shape[2])
    return np.asarray(down @ found @ across.T, np.float32)


def _between(places: int, length: int) -> Float32:
    """Return the weights of places for each pixel along one axis, (length, places).

    Bilinear between the middles of places; outside of these the last one counts. A
    place is shared by its pixels, so that weights of one add up to about 1.
    """
    at = (np.arange(length) + 0.5) * places / length - 0.5
    at = np.clip(at, 0, places - 1)
    near = 1 - np.abs(at[:, np.newaxis] - np.arange(places))
    weights: Float32 = (np.maximum(near, 0) * places / length).astype(np.float32)
    return weights
