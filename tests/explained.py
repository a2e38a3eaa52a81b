"""Tiny networks that are explained, and the drawn tiles that they are asked about."""

from functools import cache

import keras
import numpy as np
from keras import layers, ops

from cellclassifier.engine import attributions

SIDE = 24


def spotted(n, seed=0):
    """Return dim noise, with bright spots in every second image; classes; spots.

    Returns:
        Tiles (n, SIDE, SIDE, 1), classes (n,), and where spots are (n, SIDE, SIDE).
    """
    generator = np.random.default_rng(seed)
    tiles = generator.uniform(0.05, 0.3, (n, SIDE, SIDE, 1))
    spots = np.zeros((n, SIDE, SIDE), bool)
    for number in range(1, n, 2):
        for row, column in generator.integers(2, SIDE - 4, (4, 2)):
            place = (number, slice(row, row + 3), slice(column, column + 3))
            tiles[place] += 0.5
            spots[place] = True
    return tiles.astype(np.float32), np.arange(n) % 2, spots


def images(n, seed=0):
    """Return the tiles and classes of `spotted`."""
    return spotted(n, seed)[:2]


def conv_net(units=2, activation="softmax", use_bias=True, dtype="float32", channels=1):
    """Return a small relative of the networks that are explained."""
    options = {"padding": "same", "activation": "relu", "use_bias": use_bias}
    options["dtype"] = dtype
    stack = [
        keras.Input((SIDE, SIDE, channels), dtype=dtype),
        layers.Conv2D(8, 3, **options),
        layers.MaxPooling2D(2, dtype=dtype),
        layers.Conv2D(8, 3, **options),
        layers.MaxPooling2D(2, dtype=dtype),
        layers.Flatten(dtype=dtype),
        layers.Dense(16, activation="relu", use_bias=use_bias, dtype=dtype),
        layers.Dense(units, activation=activation, use_bias=use_bias, dtype=dtype),
    ]
    return keras.Sequential(stack)


def linear_net(shape=(6, 5, 2)):
    """Return a network without hidden layers, and its weights for class 1 over 0."""
    stack = [keras.Input(shape), layers.Flatten(), layers.Dense(2, "softmax")]
    model = keras.Sequential(stack)
    kernel = np.random.default_rng(11).normal(0, 1, (int(np.prod(shape)), 2))
    bias = np.array([0.3, -0.2])
    model.layers[-1].set_weights([kernel, bias])
    weights = model.layers[-1].get_weights()[0].astype(float)
    return model, (weights[:, 1] - weights[:, 0]).reshape(shape)


def like(model, dtype="float32", **options):
    """Return a `conv_net` with the weights of another."""
    twin = conv_net(dtype=dtype, **options)
    twin.set_weights(model.get_weights())
    return twin


@cache
def trained():
    """Return a network that has learned to tell spots from none, with confidence."""
    keras.utils.set_random_seed(3)
    model = conv_net()
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(*images(96, seed=1), batch_size=16, epochs=25, verbose=0)
    tiles, classes = images(40, seed=2)
    assert (np.argmax(probabilities(model, tiles), axis=1) == classes).mean() > 0.9
    return model


@cache
def scored():
    """Return the `trained` network, compiled once for all tests of a process."""
    return attributions.Scored(trained())


def sigmoid_twin(model):
    """Return a network of one sigmoid unit with the log-odds of one of two units."""
    kernel, bias = model.layers[-1].get_weights()
    twin = conv_net(units=1, activation="sigmoid")
    last = [kernel[:, 1:] - kernel[:, :1], bias[1:] - bias[:1]]
    twin.set_weights([*model.get_weights()[:-2], *last])
    return twin


def probabilities(model, tiles):
    """Return what a model gives, in its own precision."""
    # not predict(), which makes float32 of everything
    return ops.convert_to_numpy(model(tiles, training=False))


def log_odds_64(model, tiles, class_index, **options):
    """Return log(p / (1 - p)) in float64 from the probabilities of a model."""
    p = probabilities(like(model, "float64", **options), tiles.astype(float))
    chosen = np.eye(p.shape[1], dtype=bool)[class_index]
    # 1 - p would lose the digits of a small p
    return np.log(p[chosen]) - np.log(np.where(chosen, 0, p).sum(axis=1))


def relative(a, b):
    """Return the largest difference between two maps, per unit of the first."""
    return np.abs(a - b).max() / np.abs(a).max()
