"""The article's likeness of AlexNet, with batch normalisation for the original's own.

A. Krizhevsky, I. Sutskever and G. Hinton, ImageNet Classification with Deep
Convolutional Neural Networks (2012), in one stream, with two dense layers of 2048.
"""

from typing import Any

import keras
from keras import layers

from cellclassifier.engine.architectures import (
    Options,
    amplified,
    check_shape,
    kernel_penalty,
    output,
)

_SMALLEST = 67  # what the convolution of stride 4 and three pools leave a pixel of


def build(
    input_shape: tuple[int, int, int], n_classes: int, options: Options
) -> keras.Model:
    """Build the network, with new weights from Keras's random state.

    Args:
        input_shape: Height and width, at least 67 pixels, and the channels, at least
            one.
        n_classes: How many classes it tells apart, at least two.
        options: Gain, head, dropout before each dense layer of 2048 (the article's:
            0.5), and L2 on every kernel (the article's: 0.0005).

    Returns:
        An uncompiled model from (n, height, width, channels) to probabilities.

    Raises:
        UserError: The shape is too small.
    """
    check_shape(input_shape, n_classes, _SMALLEST)
    tile = keras.Input(input_shape, name="tile")
    x = layers.Flatten(data_format="channels_last", name="flatten")(
        _features(amplified(tile, options), options)
    )
    for number in (1, 2):
        if options.dropout:
            x = layers.Dropout(options.dropout, name=f"dropout_{number}")(x)
        dense = layers.Dense(
            2048,
            activation="relu",
            kernel_regularizer=kernel_penalty(options),
            name=f"dense2048_{number}",
        )
        x = dense(x)
    last = output(n_classes, options, kernel_regularizer=kernel_penalty(options))
    return keras.Model(tile, last(x), name="alexnet")


def _features(x: keras.KerasTensor, options: Options) -> keras.KerasTensor:
    """Return the last feature map: 256 channels, about 1/40 of the tile's sides."""

    def convolution(number: int, filters: int, kernel: int, **more: Any) -> Any:
        arguments = {"padding": "same", **more}
        return layers.Conv2D(
            filters,
            kernel,
            activation="relu",
            data_format="channels_last",
            kernel_regularizer=kernel_penalty(options),
            name=f"conv_{number}",
            **arguments,
        )

    x = convolution(1, 96, 11, strides=4, padding="valid")(x)
    x = layers.BatchNormalization(name="norm_1")(_pool(1)(x))
    x = convolution(2, 256, 5)(x)
    x = layers.BatchNormalization(name="norm_2")(_pool(2)(x))
    x = convolution(3, 384, 3)(x)
    x = convolution(4, 384, 3)(x)
    return _pool(3)(convolution(5, 256, 3)(x))


def _pool(number: int) -> layers.MaxPooling2D:
    return layers.MaxPooling2D(
        3, strides=2, data_format="channels_last", name=f"pool_{number}"
    )
