"""A small modern network: shortcuts, batch normalisation, one average over the tile.

K. He and others, Deep Residual Learning for Image Recognition (2015): each block adds
to its input what two convolutions find in it. S. Ioffe and C. Szegedy, Batch
Normalization (2015). M. Lin and others, Network In Network (2013): the average over
all places in the place of large dense layers.
"""

from typing import Any

import keras
from keras import layers

from cellclassifier.engine.architectures import Options, amplified, check_shape, output

STEM = ((16, 5, 2), (32, 3, 1))
"""Filters, kernel and stride of the first convolutions; a pool follows each."""

STAGES = (32, 64, 128)
"""Filters of the blocks; a pool stands between two of them."""

_SMALLEST = 32  # what two pixels of are left in the last block
_MOMENTUM = 0.9  # averages settle in a few dozen minibatches: data sets are small


def build(
    input_shape: tuple[int, int, int], n_classes: int, options: Options
) -> keras.Model:
    """Build the network, with new weights from Keras's random state.

    Args:
        input_shape: Height and width, at least 32 pixels, and the channels, at least
            one. Parameters do not depend on height and width.
        n_classes: How many classes it tells apart, at least two.
        options: Gain, head, and dropout before the output.

    Returns:
        An uncompiled model from (n, height, width, channels) to probabilities.

    Raises:
        UserError: The shape is too small.
    """
    check_shape(input_shape, n_classes, _SMALLEST)
    tile = keras.Input(input_shape, name="tile")
    x = amplified(tile, options)
    for number, (filters, kernel, stride) in enumerate(STEM, start=1):
        name = f"stem_{number}"
        x = _normalised(x, filters, kernel, name, strides=stride)
        x = _pool(layers.ReLU(name=f"{name}_relu")(x), name)
    for number, filters in enumerate(STAGES, start=1):
        if number > 1:
            x = _pool(x, f"block_{number - 1}")
        x = _block(x, filters, f"block_{number}")
    average = layers.GlobalAveragePooling2D(data_format="channels_last", name="average")
    x = average(x)
    if options.dropout:
        x = layers.Dropout(options.dropout, name="dropout")(x)
    return keras.Model(tile, output(n_classes, options)(x), name="compact")


def _block(x: keras.KerasTensor, filters: int, name: str) -> keras.KerasTensor:
    """Return x, with as many channels as filters, and what two convolutions add."""
    y = _normalised(x, filters, 3, f"{name}_a")
    y = layers.ReLU(name=f"{name}_a_relu")(y)
    y = _normalised(y, filters, 3, f"{name}_b")
    if x.shape[-1] != filters:
        x = _normalised(x, filters, 1, f"{name}_shortcut")
    return layers.ReLU(name=f"{name}_relu")(layers.Add(name=f"{name}_sum")([x, y]))


def _normalised(
    x: keras.KerasTensor, filters: int, kernel: int, name: str, **more: Any
) -> keras.KerasTensor:
    # The normalisation has a bias of its own.
    convolution = layers.Conv2D(
        filters,
        kernel,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        data_format="channels_last",
        name=name,
        **more,
    )
    normalise = layers.BatchNormalization(momentum=_MOMENTUM, name=f"{name}_norm")
    return normalise(convolution(x))


def _pool(x: keras.KerasTensor, name: str) -> keras.KerasTensor:
    return layers.MaxPooling2D(2, data_format="channels_last", name=f"{name}_pool")(x)
