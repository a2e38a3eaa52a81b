"""A network made by hand that looks for clumps, and a run of it; nothing is trained."""

from pathlib import Path

import clumped
import keras
import numpy as np
from keras import layers, ops

from cellclassifier.core.contents import read_contents
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import read_tile, view_of

SIDE = 64


def network(units: int = 2) -> keras.Model:
    """Return a network that adds up what is brighter than its surroundings."""
    stack = [
        keras.Input((SIDE, SIDE, 1)),
        layers.Conv2D(1, 11, activation="relu", padding="same", name="spots"),
        layers.GlobalAveragePooling2D(name="amount"),
        layers.Dense(units, "softmax", name="output"),
    ]
    model = keras.Sequential(stack)
    # A spot of 5 px, less what lies around; what is fainter than 0.1 does not count.
    kernel = np.full((11, 11), -1 / 96)
    kernel[3:8, 3:8] = 1 / 25
    model.layers[0].set_weights([kernel[..., None, None], np.array([-0.1])])
    weights, bias = np.full((1, units), -1600.0), np.full(units, 2.4)
    weights[0, 1], bias[1] = 1600.0, -2.4
    # Classes from the third on are never the most probable.
    bias[2:] = -9.0
    model.layers[-1].set_weights([weights, bias])
    return model


def run(where: Path, count: int = 6) -> Run:
    """Return a run whose network is that one, and that predicted its test set."""
    made = clumped.study(where, count=count)
    # Classes are in the order of the alphabet, so that clumps come first.
    found = made.new_run(read_contents(made.spec))
    model = network()
    first = model.layers[-1]
    weights, bias = first.get_weights()
    order = [1, 0] if found.record.classes.index("clumps") == 0 else [0, 1]
    first.set_weights([weights[:, order], bias[order]])
    model.save(found.model_path)
    tiles = found.tiles("test")
    view = view_of(found.record.study)
    pixels = np.stack([read_tile(tile, view) for tile in tiles])
    p = ops.convert_to_numpy(model(pixels, training=False))
    table = from_tiles(found.record.classes, tiles, p)
    write_predictions(found.predictions_path("test"), table)
    return found
