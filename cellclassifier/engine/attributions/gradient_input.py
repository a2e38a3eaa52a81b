"""Gradient x input: how strongly each value, at its own size, argues for the class.

``A = a * dF_c(a)/da``, with a the tile in 0..1 and F_c the log-odds of the class. To
first order it is what the log-odds gain, per unit of relative change, when a value is
made brighter. Black argues for nothing.
"""

import keras

from cellclassifier.engine.attributions import (
    Explain,
    Float32,
    Integers,
    in_batches,
    input_gradient,
)


def build(model: keras.Model) -> Explain:
    """Bind the method to a model.

    Raises:
        UserError: The model's log-odds cannot be computed.
    """
    gradient = input_gradient(model)

    def explain(tiles: Float32, class_index: Integers) -> Float32:
        attribution = in_batches(gradient, tiles, class_index)
        attribution *= tiles
        return attribution

    return explain
