"""The network of the article's published script: nine convolutions in a row.

With tiles of 256 x 256 x 1 and two classes it has 179,320 parameters.
"""

import keras
from keras import layers

from cellclassifier.engine.architectures import Options, amplified, check_shape, output

FILTERS = (16, 16, 16, 32, 32, 32, 64, 64, 64)
"""Filters of the convolutions, in their order."""

_UNPOOLED = 5  # the convolution that no pool follows
_SMALLEST = 256  # eight 2 x 2 pools leave one pixel of it


def build(
    input_shape: tuple[int, int, int], n_classes: int, options: Options
) -> keras.Model:
    """Build the network, with new weights from Keras's random state.

    Args:
        input_shape: Height and width, at least 256 pixels, and the channels, at least
            one. Where a side cannot be halved, its last row or column is dropped.
        n_classes: How many classes it tells apart, at least two.
        options: Gain (1 leaves the network as it was published), head, and whether a
            dense layer of 50 units stands before the output.

    Returns:
        An uncompiled model from (n, height, width, channels) to probabilities.

    Raises:
        UserError: The shape is too small.
    """
    check_shape(input_shape, n_classes, _SMALLEST)
    tile = keras.Input(input_shape, name="tile")
    x = amplified(tile, options)
    for number, filters in enumerate(FILTERS, start=1):
        x = _convolution(filters, number)(x)
        if number != _UNPOOLED:
            x = _pool(number)(x)
    x = layers.Flatten(data_format="channels_last", name="flatten")(x)
    x = layers.Dense(512, activation="relu", name="dense512")(x)
    if options.extra_dense:
        x = layers.Dense(50, activation="relu", name="dense50")(x)
    return keras.Model(tile, output(n_classes, options)(x), name="deep_sequential")


def _convolution(filters: int, number: int) -> layers.Conv2D:
    return layers.Conv2D(
        filters,
        3,
        padding="same",
        activation="relu",
        data_format="channels_last",
        name=f"conv_{number}",
    )


def _pool(number: int) -> layers.MaxPooling2D:
    return layers.MaxPooling2D(2, data_format="channels_last", name=f"pool_{number}")
