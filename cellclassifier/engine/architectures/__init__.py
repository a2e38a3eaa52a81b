"""Networks: one module for each key of `core.catalog.ARCHITECTURES`.

Such a module has one public function, ``build(input_shape, n_classes, **options)``,
which returns an uncompiled Keras model from tiles (n, height, width, channels),
float32 in 0..1, to probabilities (n, n_classes), float32.
"""

from importlib import import_module
from typing import Any

import keras

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError


def build(
    key: str, input_shape: tuple[int, int, int], n_classes: int, **options: Any
) -> keras.Model:
    """Build the network of a name, with new weights from Keras's random state.

    Args:
        key: A key of `core.catalog.ARCHITECTURES`.
        input_shape: Height and width in pixels, and the number of channels.
        n_classes: How many classes it tells apart.
        options: What this network can vary, such as ``extra_dense`` of `deep`.

    Raises:
        UserError: There is no such network, or it cannot have this shape.
    """
    if key not in ARCHITECTURES:
        raise UserError(
            f"There is no network '{key}'. Choose one of: {', '.join(ARCHITECTURES)}."
        )
    module = import_module(f"{__name__}.{key}")
    return module.build(input_shape, n_classes, **options)


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
