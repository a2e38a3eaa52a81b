"""HiResCAM: which feature map, and what its places add to the log-odds."""

import keras
import numpy as np
import pytest
from explained import images, probabilities, relative, scored, trained
from keras import layers, ops

from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures, attributions
from cellclassifier.engine.attributions import hires_cam


def built(network, side=64, **options):
    keras.utils.set_random_seed(1)
    options = architectures.Options(**options)
    return architectures.build(network, (side, side, 1), 2, options)


@pytest.mark.parametrize(
    ("network", "side", "places", "features", "last"),
    [
        ("deep", 128, 4, 64, "conv64_2"),
        ("deep_sequential", 256, 2, 64, None),
        ("alexnet", 128, 6, 256, "conv_5"),
        ("compact", 64, 2, 128, "block_3_relu"),
    ],
)
def test_the_feature_map_is_the_last_before_pooling(
    network, side, places, features, last
):
    model = built(network, side)
    tensor = hires_cam.last_features(model)
    assert tensor.shape == (None, places, places, features)
    if last:
        assert tensor._keras_history.operation is model.get_layer(last)


def test_of_a_layer_that_serves_twice_the_last_use_is_taken():
    """The network `deep` calls its last convolution again on what that gave."""
    model = built("deep", 128)
    tensor = hires_cam.last_features(model)
    last = model.get_layer("conv64_2")
    assert len(last._inbound_nodes) >= 2
    tiles = np.random.default_rng(0).random((2, 128, 128, 1), dtype=np.float32)
    inside = probabilities(keras.Model(model.inputs[0], tensor), tiles)
    score = attributions.log_odds(model, tensor)(inside, np.array([0, 1]))
    expected = attributions.Scored(model).log_odds(tiles, np.array([0, 1]))
    np.testing.assert_allclose(ops.convert_to_numpy(score), expected, atol=1e-5)


def test_with_a_linear_output_it_adds_up_to_the_log_odds():
    """As the paper proves; `compact` averages and has one dense layer."""
    model = built("compact", 64)
    model.layers[-1].set_weights(
        [model.layers[-1].get_weights()[0], np.array([0.4, -0.1])]
    )
    tiles = np.random.default_rng(0).random((3, 64, 64, 1), dtype=np.float32)
    classes = np.array([0, 1, 1])
    network = attributions.Scored(model)
    found = attributions.bind("hires_cam", network)(tiles, classes).maps
    bias = np.array([0.5, -0.5, -0.5])
    expected = network.log_odds(tiles, classes) - bias
    np.testing.assert_allclose(found.sum(axis=(1, 2, 3)), expected, rtol=1e-3)


def test_places_are_gradient_times_feature():
    """By small changes of the features themselves."""
    tiles, classes = images(1, seed=3)
    tensor = hires_cam.last_features(trained())
    inside = probabilities(keras.Model(trained().inputs[0], tensor), tiles)
    score = attributions.log_odds(trained(), tensor)
    step = 1e-2
    expected = np.zeros(inside.shape[1:3])
    for row, column in np.ndindex(expected.shape):
        change = np.zeros_like(inside)
        change[:, row, column] = step * inside[:, row, column]
        scores = [score(inside + sign * change, classes) for sign in (1, -1)]
        up, down = (float(ops.convert_to_numpy(each)[0]) for each in scores)
        expected[row, column] = (up - down) / (2 * step)
    found = attributions.bind("hires_cam", scored())(tiles, classes).maps[0, ..., 0]
    side = found.shape[0] // expected.shape[0]
    # Interpolation mixes neighbours, but keeps the sum, and even rows of places.
    assert found.sum() == pytest.approx(expected.sum(), rel=0.02, abs=0.01)
    means = found.reshape(-1, side, expected.shape[1], side).sum(axis=(1, 3))
    assert np.corrcoef(means.ravel(), expected.ravel())[0, 1] > 0.8


def test_places_are_laid_over_the_part_of_the_tile_that_they_see():
    found = np.zeros((1, 4, 4), np.float32)
    found[0, 1, 2] = 16
    large = hires_cam._laid_over(found, (1, 64, 64, 1))[0]
    assert large.shape == (64, 64)
    assert large.sum() == pytest.approx(16, rel=1e-4)
    rows, columns = np.indices(large.shape)
    centre = [(axis * large).sum() / large.sum() for axis in (rows, columns)]
    np.testing.assert_allclose(centre, [1.5 * 16 - 0.5, 2.5 * 16 - 0.5], atol=0.01)


def test_several_channels_have_the_same_part():
    keras.utils.set_random_seed(1)
    model = architectures.build("compact", (64, 64, 3), 2)
    tiles = np.random.default_rng(0).random((2, 64, 64, 3), dtype=np.float32)
    found = attributions.load("hires_cam", model)(tiles, np.array([0, 1])).maps
    for channel in (1, 2):
        np.testing.assert_array_equal(found[..., 0], found[..., channel])


@pytest.mark.parametrize("head", ["softmax", "sigmoid"])
def test_a_gain_before_the_network_and_dropout_after_it_do_not_matter(head):
    model = built("compact", 64, gain=3.0, dropout=0.4, head=head)
    tiles = np.random.default_rng(0).random((2, 64, 64, 1), dtype=np.float32)
    explain = attributions.load("hires_cam", model)
    found = [explain(tiles, np.array([0, 1])).maps for _ in range(2)]
    assert relative(*found) == 0
    assert np.abs(found[0]).max() > 0


def test_a_network_inside_a_network_gives_its_last_feature_map():
    inner = keras.Sequential(
        [keras.Input((24, 24, 1)), layers.Conv2D(4, 3, activation="relu")], name="inner"
    )
    tile = keras.Input((24, 24, 1))
    x = layers.Flatten()(layers.MaxPooling2D(2)(inner(tile)))
    model = keras.Model(tile, layers.Dense(2, "softmax")(x))
    assert hires_cam.last_features(model).shape == (None, 22, 22, 4)
    tiles, classes = images(2)
    found = attributions.load("hires_cam", model)(tiles, classes).maps
    assert np.abs(found).max() > 0


def test_a_network_without_a_feature_map_is_refused():
    stack = [keras.Input((4, 4, 1)), layers.Flatten(), layers.Dense(2, "softmax")]
    with pytest.raises(UserError, match="needs a network whose convolutions end in"):
        attributions.load("hires_cam", keras.Sequential(stack, name="flat"))


def test_a_network_with_two_ways_to_the_output_is_refused():
    tile = keras.Input((8, 8, 1))
    ways = [layers.Flatten()(layers.Conv2D(2, 3)(tile)) for _ in range(2)]
    last = layers.Dense(2, "softmax")(layers.Concatenate()(ways))
    with pytest.raises(UserError, match="Choose another attribution method"):
        attributions.load("hires_cam", keras.Model(tile, last))
