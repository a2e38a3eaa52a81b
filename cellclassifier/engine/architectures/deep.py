"""The network of the article: nine convolutions of which three layers serve twice.

With tiles of 256 x 256 x 1 and two classes it has 622,344 parameters, or 597,618
without the dense layer of 50 units.
"""

import keras
from keras import layers

from cellclassifier.engine.architectures import Options, amplified, check_shape, output

_SMALLEST = 64  # six 2 x 2 pools leave one pixel of it


def build(
    input_shape: tuple[int, int, int], n_classes: int, options: Options
) -> keras.Model:
    """Build the network, with new weights from Keras's random state.

    Args:
        input_shape: Height and width, at least 64 pixels, and the channels, at least
            one. Where a side cannot be halved, its last row or column is dropped.
        n_classes: How many classes it tells apart, at least two.
        options: Gain (1 leaves the article's network as it is), head, and whether a
            dense layer of 50 units stands before the output.

    Returns:
        An uncompiled model from (n, height, width, channels) to probabilities.

    Raises:
        UserError: The shape is too small.
    """
    check_shape(input_shape, n_classes, _SMALLEST)
    tile = keras.Input(input_shape, name="tile")
    x = _features(amplified(tile, options))
    x = layers.Flatten(data_format="channels_last", name="flatten")(x)
    x = layers.Dense(512, activation="relu", name="dense512")(x)
    if options.extra_dense:
        x = layers.Dense(50, activation="relu", name="dense50")(x)
    return keras.Model(tile, output(n_classes, options)(x), name="deep")


def _features(tile: keras.KerasTensor) -> keras.KerasTensor:
    """Return the last feature map: 1/64 of the tile's sides, 64 channels."""
    # The article calls one layer object in each round of its loops, so that both
    # rounds share their weights.
    x = _convolution(16, "entry")(tile)
    conv16 = _convolution(16, "conv16")
    x = _pool(1)(conv16(x))
    x = _pool(2)(conv16(x))
    x = _pool(3)(_convolution(32, "conv32")(x))
    conv32_2 = _convolution(32, "conv32_2")
    x = _pool(4)(conv32_2(conv32_2(x)))
    x = _convolution(64, "conv64")(x)
    conv64_2 = _convolution(64, "conv64_2")
    x = _pool(5)(conv64_2(x))
    return _pool(6)(conv64_2(x))


def _convolution(filters: int, name: str) -> layers.Conv2D:
    return layers.Conv2D(
        filters,
        3,
        padding="same",
        activation="relu",
        data_format="channels_last",
        name=name,
    )


def _pool(number: int) -> layers.MaxPooling2D:
    return layers.MaxPooling2D(2, data_format="channels_last", name=f"pool_{number}")
