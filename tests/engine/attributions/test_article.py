"""The article's map: the absolute gradient of the probability, times the input."""

import keras
import numpy as np
import pytest
from explained import images, like, log_odds_64, relative, scored, trained

from cellclassifier.engine import attributions, backend

TENSORFLOW = backend.name() == "tensorflow"


@pytest.mark.skipif(not TENSORFLOW, reason="differentiates with TensorFlow")
def test_it_is_what_differentiating_the_softmax_output_gives():
    import tensorflow as tf

    tiles, classes = images(8, seed=3)
    exact = like(trained(), "float64")
    x = tf.constant(tiles.astype(float))
    with tf.GradientTape() as tape:
        tape.watch(x)
        p = tf.gather(exact(x, training=False), classes, batch_dims=1)
    expected = np.abs(tape.gradient(p, x).numpy()) * tiles
    found = attributions.bind("article", scored())(tiles, classes).maps
    for one, other in zip(expected, found, strict=True):
        assert relative(one, other) < 1e-3


def test_divided_by_its_maximum_it_is_the_picture_of_gradient_x_input():
    tiles, classes = images(8, seed=3)
    of_article, of_gradient = (
        np.abs(attributions.bind(key, scored())(tiles, classes).maps)
        for key in ("article", "gradient_input")
    )
    for one, other in zip(of_article, of_gradient, strict=True):
        assert relative(one / one.max(), other / other.max()) < 1e-5


def test_it_says_how_much_the_probability_changes():
    """Sure tiles have smaller maps, by p (1 - p); this is why it is no default."""
    tiles, classes = images(8, seed=3)
    of_article, of_gradient = (
        np.abs(attributions.bind(key, scored())(tiles, classes).maps).max((1, 2, 3))
        for key in ("article", "gradient_input")
    )
    p = 1 / (1 + np.exp(-log_odds_64(trained(), tiles, classes)))
    np.testing.assert_allclose(of_article / of_gradient, p * (1 - p), rtol=1e-3)


def test_it_is_there_where_float32_has_only_0_and_1():
    certain = like(trained())
    certain.layers[-1].set_weights([5 * w for w in certain.layers[-1].get_weights()])
    tiles, classes = images(8)
    assert (keras.ops.max(certain(tiles), axis=-1) == 1).numpy().any()
    found = attributions.load("article", certain)(tiles, classes).maps
    assert (found.max(axis=(1, 2, 3)) > 0).all()
