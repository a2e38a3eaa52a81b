"""Networks: one module for each key of `core.catalog.ARCHITECTURES`.

Such a module has one public function, ``build(input_shape, n_classes, options)``,
which returns an uncompiled Keras model from tiles (n, height, width, channels),
float32 in 0..1, to probabilities, float32: (n, n_classes), or with one sigmoid unit
(n, 1), that of the second class.
"""

from importlib import import_module
from typing import Any, Literal, NamedTuple

import keras
from keras import layers

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError


class Options(NamedTuple):
    """What networks can vary; each takes what it has.

    Attributes:
        gain: Fixed number that tiles are multiplied by on entry.
        head: One unit a class with softmax, or for two classes one with sigmoid.
        extra_dense: Whether a second dense layer stands before the output.
        dropout: Share of units silenced in training, 0 .. 1.
        l2: Weight of the squared kernels in the loss.
    """

    gain: float = 1.0
    head: Literal["softmax", "sigmoid"] = "softmax"
    extra_dense: bool = True
    dropout: float = 0.0
    l2: float = 0.0


def build(
    key: str,
    input_shape: tuple[int, int, int],
    n_classes: int,
    options: Options = Options(),  # noqa: B008 -- a value that cannot change
) -> keras.Model:
    """Build the network of a name, with new weights from Keras's random state.

    Args:
        key: A key of `core.catalog.ARCHITECTURES`.
        input_shape: Height and width in pixels, and the number of channels.
        n_classes: How many classes it tells apart.
        options: What networks can vary.

    Raises:
        UserError: There is no such network, or it cannot have this shape.
    """
    if key not in ARCHITECTURES:
        raise UserError(
            f"There is no network '{key}'. Choose one of: {', '.join(ARCHITECTURES)}."
        )
    module = import_module(f"{__name__}.{key}")
    model: keras.Model = module.build(input_shape, n_classes, options)
    return model


def output(n_classes: int, options: Options, **more: Any) -> layers.Dense:
    """Return the last layer: probabilities, float32 also under mixed precision.

    Args:
        n_classes: How many classes are told apart.
        options: Which head.
        more: Further arguments of the layer.

    Raises:
        UserError: One sigmoid unit was asked for more than two classes.
    """
    if options.head == "sigmoid" and n_classes != 2:
        raise UserError(
            f"One sigmoid unit tells two classes apart, but there are {n_classes}. "
            "Choose 'softmax' as the output."
        )
    units = 1 if options.head == "sigmoid" else n_classes
    return layers.Dense(
        units, activation=options.head, dtype="float32", name="output", **more
    )


def amplified(tile: keras.KerasTensor, options: Options) -> keras.KerasTensor:
    """Return `tile` times the gain of `options`; itself where that is 1."""
    if options.gain == 1:
        return tile
    return layers.Rescaling(options.gain, name="gain")(tile)


def kernel_penalty(options: Options) -> keras.regularizers.L2 | None:
    """Return the L2 of `options`, anew for each layer; ``None`` where it is 0."""
    return keras.regularizers.L2(options.l2) if options.l2 else None


def check_shape(
    input_shape: tuple[int, int, int], n_classes: int, smallest: int
) -> None:
    """Refuse a shape that a network cannot have.

    Args:
        input_shape: Height and width in pixels, and the number of channels.
        n_classes: How many classes are to be told apart.
        smallest: Least height and width of the network, in pixels.

    Raises:
        UserError: A side is shorter than that, or a channel or a class is missing.
    """
    height, width, channels = input_shape
    if min(height, width) < smallest:
        raise UserError(
            f"This network needs tiles of at least {smallest} x {smallest} pixels, but "
            f"these are {height} x {width}. Set a larger input size."
        )
    if channels < 1:
        raise UserError(
            f"A network needs at least one channel, but got {channels}. Choose at "
            "least one channel of the images."
        )
    if n_classes < 2:
        raise UserError(
            f"A network needs at least two classes to tell apart, but got {n_classes}. "
            "Add a folder of images for each class."
        )
