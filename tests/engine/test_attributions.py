"""Attribution: what it must equal, and what it must not depend on.

The numbers to compare with come from NumPy, from finite differences in float64, or
from identities of the log-odds; never from the code under test. What only one method
has to fulfil is in `attributions/`.
"""

from functools import cache
from pkgutil import iter_modules

import keras
import numpy as np
import pytest
from explained import (
    SIDE,
    conv_net,
    images,
    like,
    log_odds_64,
    probabilities,
    relative,
    scored,
    sigmoid_twin,
    spotted,
    trained,
)
from keras import layers, ops

from cellclassifier.core.attribution_spec import PER_CHANNEL, SPECS, UNSIGNED
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures, attributions, backend

every_method = pytest.mark.parametrize("key", ATTRIBUTIONS)
of_one_place = pytest.mark.parametrize("key", ["gradient_input", "hires_cam"])
"""Methods that are linear in the gradient at the tile itself."""
with_tensorflow = pytest.mark.skipif(
    backend.name() != "tensorflow",
    reason="about TensorFlow, or needs float64 throughout, which PyTorch has not",
)


@cache
def three():
    """A network of three classes, as it is before training, with biases."""
    keras.utils.set_random_seed(4)
    model = conv_net(units=3)
    generator = np.random.default_rng(5)
    model.set_weights(
        [w + generator.normal(0, 0.05, w.shape) for w in model.get_weights()]
    )
    return model


def maps_of(key, network, tiles, classes):
    """Return the maps of a network, or of a model that is compiled anew."""
    if isinstance(network, keras.Model):
        network = attributions.Scored(network)
    return attributions.bind(key, network)(tiles, classes).maps


def score_of(model, tiles, class_index):
    """Return the log-odds of a model as an array."""
    return ops.convert_to_numpy(attributions.log_odds(model)(tiles, class_index))


# The quantity that is explained


def test_catalogue_lists_the_modules_of_the_folder():
    modules = {module.name for module in iter_modules(attributions.__path__)}
    assert modules == set(ATTRIBUTIONS) == set(SPECS)
    assert modules > (PER_CHANNEL | UNSIGNED)


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_log_odds_of_three_classes(chosen):
    tiles, _ = images(5)
    classes = np.full(5, chosen)
    score = score_of(three(), tiles, classes)
    assert score.shape == (5,)
    expected = log_odds_64(three(), tiles, classes, units=3)
    np.testing.assert_allclose(score, expected, rtol=1e-4, atol=1e-5)


def test_log_odds_of_two_classes_are_the_difference_of_logits():
    tiles, classes = images(6)
    before = keras.Model(trained().inputs[0], trained().layers[-1].input)
    kernel, bias = trained().layers[-1].get_weights()
    z = probabilities(before, tiles) @ kernel + bias
    score = score_of(trained(), tiles, classes)
    expected = z[np.arange(6), classes] - z[np.arange(6), 1 - classes]
    np.testing.assert_allclose(score, expected, rtol=1e-5)


def test_log_odds_of_a_sigmoid_unit_change_sign_with_the_class():
    model = conv_net(units=1, activation="sigmoid")
    tiles, _ = images(4)
    p = probabilities(model, tiles)[:, 0].astype(float)
    for_one = score_of(model, tiles, np.ones(4, int))
    np.testing.assert_allclose(for_one, np.log(p / (1 - p)), atol=1e-5)
    np.testing.assert_array_equal(score_of(model, tiles, np.zeros(4, int)), -for_one)


def test_log_odds_can_be_asked_of_what_lies_inside():
    """Of what the first convolution gives they are those of the tile itself."""
    tiles, classes = images(4)
    inside = trained().layers[0].output
    found = probabilities(keras.Model(trained().inputs[0], inside), tiles)
    score = attributions.log_odds(trained(), inside)(found, classes)
    expected = score_of(trained(), tiles, classes)
    np.testing.assert_allclose(ops.convert_to_numpy(score), expected, rtol=1e-5)


# What holds for every method


@every_method
def test_two_classes_have_opposite_maps(key):
    """Or the same one, where a map does not say for or against."""
    tiles, _ = images(4)
    for_one = maps_of(key, scored(), tiles, np.ones(4, int))
    for_none = maps_of(key, scored(), tiles, np.zeros(4, int))
    sign = 1 if key in UNSIGNED else -1
    assert relative(for_one, sign * for_none) < 1e-5
    assert (for_one >= 0).all() == (key in UNSIGNED)


@of_one_place
def test_three_classes_balance(key):
    """Probabilities add up to 1: the sum of p_c (1 - p_c) A_c over classes is 0."""
    tiles, _ = images(4)
    network = attributions.Scored(three())
    p = probabilities(three(), tiles)
    found = [maps_of(key, network, tiles, np.full(4, c)) for c in range(3)]
    maps = np.stack(found, axis=-1)
    weight = (p * (1 - p))[:, None, None, None, :]
    assert np.abs((weight * maps).sum(axis=-1)).max() < 1e-5 * np.abs(maps).max()


@every_method
def test_a_shift_of_all_logits_changes_nothing(key):
    """A function of the features, added to both units, leaves p as it is."""
    tiles, classes = images(8)
    found = maps_of(key, scored(), tiles, classes)
    assert relative(found, maps_of(key, shifted(), tiles, classes)) < 2e-5


@cache
def shifted():
    model = like(trained())
    kernel, bias = model.layers[-1].get_weights()
    common = np.random.default_rng(8).normal(0, 0.5, (len(kernel), 1))
    model.layers[-1].set_weights([kernel + common, bias + 3])
    return attributions.Scored(model)


@every_method
def test_softmax_over_two_and_one_sigmoid_unit_have_the_same_map(key):
    tiles, classes = images(8)
    found = maps_of(key, scored(), tiles, classes)
    assert relative(found, maps_of(key, with_sigmoid(), tiles, classes)) < 2e-5


@cache
def with_sigmoid():
    return attributions.Scored(sigmoid_twin(trained()))


@every_method
@pytest.mark.parametrize("n", [1, 3, 9])
def test_a_tile_has_the_same_map_alone_and_among_others(key, n):
    tiles, classes = images(n, seed=9)
    explain = attributions.bind(key, scored())
    together = explain(tiles, classes)
    assert together.maps.shape == tiles.shape
    assert together.maps.dtype == np.float32
    assert len(together.measured) == n
    for i in {0, n // 2, n - 1}:
        alone = explain(tiles[i : i + 1], classes[i : i + 1])
        assert relative(alone.maps[0], together.maps[i]) < 2e-5
        expected = pytest.approx(together.measured[i], rel=1e-3, abs=1e-5)
        assert alone.measured[0] == expected
    assert (np.abs(together.maps).max(axis=(1, 2, 3)) > 0).all()


@every_method
def test_the_same_tile_has_the_same_map_again_to_the_last_bit(key):
    tiles, classes = images(3)
    first = maps_of(key, scored(), tiles, classes)
    np.testing.assert_array_equal(first, maps_of(key, scored(), tiles, classes))


@every_method
def test_what_is_given_is_left_alone(key):
    tiles, classes = images(3)
    before = tiles.copy()
    maps_of(key, scored(), tiles, classes)
    np.testing.assert_array_equal(tiles, before)


@every_method
def test_no_tiles_have_no_maps(key):
    none = np.zeros((0, SIDE, SIDE, 1), np.float32)
    found = attributions.bind(key, scored())(none, np.zeros(0, int))
    assert found.maps.shape == none.shape
    assert found.measured == ()


@every_method
def test_a_black_tile_has_no_attribution(key):
    """But for HiResCAM: what convolutions find in black, their biases, may count."""
    black = np.zeros((2, SIDE, SIDE, 1), np.float32)
    found = maps_of(key, scored(), black, np.array([0, 1]))
    assert np.isfinite(found).all()
    if key != "hires_cam":
        # Batches of one and of eight may differ in the last digit.
        assert np.abs(found).max() < (1 if key == "combined" else 1e-5)


@every_method
def test_each_channel_has_its_own_map(key):
    """Or the same part of one, where the method says of places only."""
    tiles = np.random.default_rng(0).random((2, 64, 64, 3), dtype=np.float32)
    tiles[..., 1] = 0
    found = maps_of(key, with_three_channels(), tiles, np.array([0, 1]))
    most = np.abs(found).max(axis=(1, 2))
    assert found.shape == tiles.shape
    assert (most[:, [0, 2]] > 0).all()
    if key in PER_CHANNEL:
        assert (most[:, 1] == 0).all()
    elif key != "combined":
        np.testing.assert_array_equal(found[..., 0], found[..., 1])


@cache
def with_three_channels():
    keras.utils.set_random_seed(6)
    return attributions.Scored(architectures.build("deep", (64, 64, 3), 2))


def is_a_signal(found, score):
    """Return, for each image, whether its raw map is more than rounding error."""
    most = np.abs(found).max(axis=(1, 2, 3))
    return (most > 0) & (most > 1e-4 * np.abs(score))


@every_method
def test_every_image_has_a_map_above_rounding_error(key):
    tiles, classes = images(16, seed=2)
    found = maps_of(key, scored(), tiles, classes)
    score = log_odds_64(trained(), tiles, classes)
    if key == "article":
        # Its unit is a probability, which hardly changes where the network is sure.
        p = 1 / (1 + np.exp(-score))
        score = score * p * (1 - p)
    if key == "hires_cam":
        found = found * 4 * 4  # one value for 4 x 4 pixels
    assert is_a_signal(found, score).all()


@with_tensorflow
def test_the_gradient_of_all_outputs_together_is_no_signal():
    """The sample of the article differentiates the sum of the softmax outputs.

    The sum is always 1, so that what is left is rounding error, shaped like a map:
    the criterion above has to refuse it for every image.
    """
    import tensorflow as tf

    tiles, classes = images(40, seed=2)
    x = tf.constant(tiles)
    with tf.GradientTape() as tape:
        tape.watch(x)
        outputs = trained()(x, training=False)
    wrong = tape.gradient(outputs, x).numpy() * tiles
    assert not is_a_signal(wrong, log_odds_64(trained(), tiles, classes)).any()


@pytest.mark.parametrize("key", sorted(set(ATTRIBUTIONS) - UNSIGNED))
def test_certainty_does_not_hide_the_map(key):
    """With logits a hundredfold, p is 0 or 1 in float32; the map grows likewise."""
    certain = like(trained())
    certain.layers[-1].set_weights([100 * w for w in certain.layers[-1].get_weights()])
    tiles, classes = images(8)
    assert set(np.unique(probabilities(certain, tiles))) == {0, 1}
    expected = 100 * maps_of(key, scored(), tiles, classes)
    assert relative(expected, maps_of(key, certain, tiles, classes)) < 2e-5


def test_layers_are_as_in_prediction_and_the_model_is_left_alone():
    stack = [
        keras.Input((SIDE, SIDE, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.BatchNormalization(),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(2, "softmax"),
    ]
    model = keras.Sequential(stack)
    tiles, classes = images(2)
    before = [w.copy() for w in model.get_weights()]
    config = model.get_config()
    network = attributions.Scored(model)
    for key in ATTRIBUTIONS:
        first = maps_of(key, network, tiles, classes)
        again = maps_of(key, network, tiles, classes)
        np.testing.assert_array_equal(first, again)
        alone = maps_of(key, network, tiles[:1], classes[:1])
        assert relative(first[:1], alone) < 2e-5
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert model.get_config() == config


def test_a_loaded_model_has_the_same_maps(tmp_path):
    trained().save(tmp_path / "model.keras")
    path = tmp_path / "model.keras"
    loaded = keras.models.load_model(path, compile=False, safe_mode=True)
    network = attributions.Scored(loaded)
    tiles, classes = images(3)
    for key in ATTRIBUTIONS:
        found = maps_of(key, scored(), tiles, classes)
        assert relative(found, maps_of(key, network, tiles, classes)) < 1e-5


@pytest.mark.parametrize(
    "key", ["gradient_input", "integrated_gradients", "occlusion", "combined"]
)
def test_a_trained_network_looks_at_the_spots_and_a_permuted_one_does_not(key):
    """As it must be where spots are all that tells the classes apart.

    Both are far above the spots' share of the area; see attribution of a network whose
    weights are in another order within each layer, J. Adebayo and others, Sanity
    Checks for Saliency Maps (2018).
    """
    tiles, classes, spots = spotted(16, seed=13)
    with_spots = classes == 1
    inside = spots[with_spots, :, :, None]
    shares = {}
    for name, network in (("trained", scored()), ("permuted", permuted())):
        maps = np.abs(maps_of(key, network, tiles[with_spots], classes[with_spots]))
        of_each = (maps * inside).sum(axis=(1, 2, 3)) / maps.sum(axis=(1, 2, 3))
        shares[name] = np.median(of_each)
    assert shares["trained"] > 1.25 * shares["permuted"]
    assert shares["trained"] > 3 * inside.mean()


@cache
def permuted():
    generator = np.random.default_rng(14)
    model = like(trained())
    mixed = [
        generator.permutation(w.ravel()).reshape(w.shape) for w in model.get_weights()
    ]
    model.set_weights(mixed)
    return attributions.Scored(model)


# Batches


@with_tensorflow
def test_log_odds_and_gradient_are_compiled_once_for_all_methods():
    network = attributions.Scored(trained())
    for key in ATTRIBUTIONS:
        for n in (1, 3, 9):
            maps_of(key, network, *images(n))
    assert network.score.experimental_get_tracing_count() == 1
    assert network.slope.experimental_get_tracing_count() == 1


def test_batches_are_full_and_the_filling_is_black():
    seen = []

    def record(tiles, class_index):
        seen.append((tiles.copy(), class_index.copy()))
        return tiles + 1

    tiles, _ = images(10)
    classes = np.arange(10)
    result = attributions.in_batches(record, tiles, classes, tiles.shape[1:])
    np.testing.assert_array_equal(result, tiles + 1)
    assert [len(x) for x, _ in seen] == [8, 8]
    assert not seen[1][0][2:].any()
    assert seen[1][1].tolist() == [8, 9, 0, 0, 0, 0, 0, 0]


def test_a_single_tile_does_not_wait_for_seven():
    seen = []

    def record(tiles, class_index):
        seen.append(len(tiles))
        return tiles[:, 0, 0, 0]

    for n in (1, 9):
        tiles, classes = images(n)
        attributions.in_batches(record, tiles, classes, ())
    assert seen == [1, 8, 1]


@every_method
def test_it_can_be_stopped_before_each_batch(key):
    class Stop(Exception):
        pass

    def stop():
        raise Stop

    asked = []
    tiles, classes = images(9)
    explain = attributions.bind(key, scored())
    explain(tiles, classes, lambda: asked.append(1))
    assert len(asked) >= 2
    with pytest.raises(Stop):
        explain(tiles, classes, stop)


def test_a_class_for_each_tile_is_demanded():
    tiles, classes = images(3)
    with pytest.raises(ValueError, match="3 tiles"):
        maps_of("gradient_input", scored(), tiles, classes[:2])


# What cannot be explained


def ending_in(*last):
    return keras.Sequential([keras.Input((4, 4, 1)), layers.Flatten(), *last])


@pytest.mark.parametrize(
    "last",
    [
        [layers.Dense(2)],
        [layers.Dense(2, "sigmoid")],
        [layers.Dense(1, "softmax")],
        [layers.Dense(2), layers.Softmax(name="after")],
    ],
    ids=["no activation", "two sigmoids", "softmax of one", "softmax as a layer"],
)
def test_other_endings_are_refused(last):
    with pytest.raises(UserError, match=f"ends in '{last[-1].name}'"):
        attributions.load("gradient_input", ending_in(*last))


def test_two_outputs_are_refused():
    tile = keras.Input((4, 4, 1))
    flat = layers.Flatten()(tile)
    outputs = [layers.Dense(2, "softmax")(flat), layers.Dense(2, "softmax")(flat)]
    with pytest.raises(UserError, match="one input"):
        attributions.load("gradient_input", keras.Model(tile, outputs))


def test_an_unknown_method_is_refused():
    with pytest.raises(UserError, match=r"no attribution method 'lime'.*gradient_in"):
        attributions.bind("lime", scored())
