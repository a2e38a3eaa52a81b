"""Attribution: what it must equal, and what it must not depend on.

The numbers to compare with come from NumPy, from finite differences in float64, or
from identities of the log-odds; never from the code under test.
"""

from pkgutil import iter_modules

import keras
import numpy as np
import pytest
from keras import layers, ops

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures, attributions, backend

SIDE = 24
every_method = pytest.mark.parametrize("key", ATTRIBUTIONS)
with_tensorflow = pytest.mark.skipif(
    backend.name() != "tensorflow",
    reason="about TensorFlow, or needs float64 throughout, which PyTorch has not",
)


def images(n, seed=0):
    """Return dim noise, with bright spots in every second image, and the classes."""
    generator = np.random.default_rng(seed)
    tiles = generator.uniform(0.05, 0.3, (n, SIDE, SIDE, 1))
    for tile in tiles[1::2]:
        for row, column in generator.integers(2, SIDE - 4, (4, 2)):
            tile[row : row + 3, column : column + 3] += 0.5
    return tiles.astype(np.float32), np.arange(n) % 2


def conv_net(units=2, activation="softmax", use_bias=True, dtype="float32"):
    """Return a small relative of the networks that are explained."""
    options = {"padding": "same", "activation": "relu", "use_bias": use_bias}
    options["dtype"] = dtype
    stack = [
        keras.Input((SIDE, SIDE, 1), dtype=dtype),
        layers.Conv2D(8, 3, **options),
        layers.MaxPooling2D(2, dtype=dtype),
        layers.Conv2D(8, 3, **options),
        layers.MaxPooling2D(2, dtype=dtype),
        layers.Flatten(dtype=dtype),
        layers.Dense(16, activation="relu", use_bias=use_bias, dtype=dtype),
        layers.Dense(units, activation=activation, use_bias=use_bias, dtype=dtype),
    ]
    return keras.Sequential(stack)


def like(model, dtype="float32", **options):
    """Return a `conv_net` with the weights of another."""
    twin = conv_net(dtype=dtype, **options)
    twin.set_weights(model.get_weights())
    return twin


@pytest.fixture(scope="module")
def trained():
    """A network that has learned to tell spots from none, with confidence."""
    keras.utils.set_random_seed(3)
    model = conv_net()
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(*images(96, seed=1), batch_size=16, epochs=25, verbose=0)
    tiles, classes = images(40, seed=2)
    assert (np.argmax(probabilities(model, tiles), axis=1) == classes).mean() > 0.9
    return model


@pytest.fixture(scope="module")
def three():
    """A network of three classes, as it is before training, with biases."""
    keras.utils.set_random_seed(4)
    model = conv_net(units=3)
    generator = np.random.default_rng(5)
    model.set_weights(
        [w + generator.normal(0, 0.05, w.shape) for w in model.get_weights()]
    )
    return model


def probabilities(model, tiles):
    # not predict(), which makes float32 of everything
    return ops.convert_to_numpy(model(tiles, training=False))


def log_odds_64(model, tiles, class_index, **options):
    """Return log(p / (1 - p)) in float64 from the probabilities of a model."""
    p = probabilities(like(model, "float64", **options), tiles.astype(float))
    chosen = np.eye(p.shape[1], dtype=bool)[class_index]
    # 1 - p would lose the digits of a small p
    return np.log(p[chosen]) - np.log(np.where(chosen, 0, p).sum(axis=1))


def score_of(model, tiles, class_index):
    """Return the log-odds of a model as an array."""
    return ops.convert_to_numpy(attributions.log_odds(model)(tiles, class_index))


def relative(a, b):
    """Return the largest difference between two maps, per unit of the first."""
    return np.abs(a - b).max() / np.abs(a).max()


# The quantity that is explained


def test_catalogue_lists_the_modules_of_the_folder():
    modules = {module.name for module in iter_modules(attributions.__path__)}
    assert modules == set(ATTRIBUTIONS)


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_log_odds_of_three_classes(three, chosen):
    tiles, _ = images(5)
    classes = np.full(5, chosen)
    score = score_of(three, tiles, classes)
    assert score.shape == (5,)
    expected = log_odds_64(three, tiles, classes, units=3)
    np.testing.assert_allclose(score, expected, rtol=1e-4, atol=1e-5)


def test_log_odds_of_two_classes_are_the_difference_of_logits(trained):
    tiles, classes = images(6)
    before = keras.Model(trained.inputs[0], trained.layers[-1].input)
    kernel, bias = trained.layers[-1].get_weights()
    z = probabilities(before, tiles) @ kernel + bias
    score = score_of(trained, tiles, classes)
    expected = z[np.arange(6), classes] - z[np.arange(6), 1 - classes]
    np.testing.assert_allclose(score, expected, rtol=1e-5)


def test_log_odds_of_a_sigmoid_unit_change_sign_with_the_class():
    model = conv_net(units=1, activation="sigmoid")
    tiles, _ = images(4)
    p = probabilities(model, tiles)[:, 0].astype(float)
    for_one = score_of(model, tiles, np.ones(4, int))
    np.testing.assert_allclose(for_one, np.log(p / (1 - p)), atol=1e-5)
    np.testing.assert_array_equal(score_of(model, tiles, np.zeros(4, int)), -for_one)


# Gradient x input against what is known exactly


def test_of_a_linear_model_it_is_weight_times_input():
    model = keras.Sequential(
        [keras.Input((6, 5, 2)), layers.Flatten(), layers.Dense(2, "softmax")]
    )
    tiles = np.random.default_rng(1).random((3, 6, 5, 2), dtype=np.float32)
    kernel = model.get_weights()[0]
    weight = (kernel[:, 1] - kernel[:, 0]).reshape(6, 5, 2)
    found = attributions.load("gradient_input", model)(tiles, np.array([1, 0, 1]))
    sign = np.array([1, -1, 1]).reshape(3, 1, 1, 1)
    np.testing.assert_allclose(found, sign * weight * tiles, rtol=1e-5, atol=1e-7)


def test_of_a_network_without_biases_it_adds_up_to_the_log_odds():
    model = conv_net(use_bias=False)
    tiles, classes = images(10)
    found = attributions.load("gradient_input", model)(tiles, classes)
    score = score_of(model, tiles, classes)
    np.testing.assert_allclose(found.sum(axis=(1, 2, 3)), score, rtol=1e-4, atol=1e-6)


@with_tensorflow
def test_its_sum_is_the_slope_of_the_log_odds_along_brightness(trained):
    """Sum of A = dF((1 + t) a)/dt, by central differences in float64.

    This stands where completeness (the sum of A is F minus the F of a baseline) would
    be tested: completeness holds for integrated gradients, but for gradient x input
    only without biases, and is off by far for a trained network.
    """
    tiles, classes = images(12, seed=6)
    found = attributions.load("gradient_input", trained)(tiles, classes)
    step = 1e-6
    exact = tiles.astype(float)
    brighter = log_odds_64(trained, (1 + step) * exact, classes)
    darker = log_odds_64(trained, (1 - step) * exact, classes)
    slope = (brighter - darker) / (2 * step)
    error = np.abs(found.sum(axis=(1, 2, 3)) - slope)
    assert (error < 1e-4 * np.abs(found).sum(axis=(1, 2, 3))).all()
    score = log_odds_64(trained, exact, classes)
    assert np.abs(slope - score).max() > 0.1  # else the test could not tell them apart


@with_tensorflow
def test_each_value_is_brightness_times_its_own_slope(three):
    tiles, _ = images(2, seed=7)
    chosen = np.array([2, 0])
    found = attributions.load("gradient_input", three)(tiles, chosen)
    step = 1e-6
    for row, column in [(0, 0), (5, 17), (12, 12), (23, 3)]:
        lower, higher = tiles.astype(float), tiles.astype(float)
        lower[:, row, column] -= step
        higher[:, row, column] += step
        slope = (
            log_odds_64(three, higher, chosen, units=3)
            - log_odds_64(three, lower, chosen, units=3)
        ) / (2 * step)
        expected = slope * tiles[:, row, column, 0]
        scale = np.abs(found).max()
        np.testing.assert_allclose(
            found[:, row, column, 0], expected, rtol=1e-3, atol=1e-4 * scale
        )


# What holds for every method


@every_method
def test_two_classes_have_opposite_maps(key, trained):
    tiles, _ = images(4)
    explain = attributions.load(key, trained)
    for_one = explain(tiles, np.ones(4, int))
    assert relative(for_one, -explain(tiles, np.zeros(4, int))) < 1e-6


@every_method
def test_three_classes_balance(key, three):
    """Probabilities add up to 1: the sum of p_c (1 - p_c) A_c over classes is 0."""
    tiles, _ = images(4)
    explain = attributions.load(key, three)
    p = probabilities(three, tiles)
    maps = np.stack([explain(tiles, np.full(4, c)) for c in range(3)], axis=-1)
    weight = (p * (1 - p))[:, None, None, None, :]
    assert np.abs((weight * maps).sum(axis=-1)).max() < 1e-5 * np.abs(maps).max()


@every_method
def test_a_shift_of_all_logits_changes_nothing(key, trained):
    """A function of the features, added to both units, leaves p as it is."""
    shifted = like(trained)
    kernel, bias = shifted.layers[-1].get_weights()
    common = np.random.default_rng(8).normal(0, 0.5, (len(kernel), 1))
    shifted.layers[-1].set_weights([kernel + common, bias + 3])
    tiles, classes = images(8)
    found = attributions.load(key, trained)(tiles, classes)
    assert relative(found, attributions.load(key, shifted)(tiles, classes)) < 1e-5


@every_method
def test_softmax_over_two_and_one_sigmoid_unit_have_the_same_map(key, trained):
    kernel, bias = trained.layers[-1].get_weights()
    sigmoid = conv_net(units=1, activation="sigmoid")
    sigmoid.set_weights(
        [
            *trained.get_weights()[:-2],
            kernel[:, 1:] - kernel[:, :1],
            bias[1:] - bias[:1],
        ]
    )
    tiles, classes = images(8)
    found = attributions.load(key, trained)(tiles, classes)
    assert relative(found, attributions.load(key, sigmoid)(tiles, classes)) < 1e-5


@every_method
@pytest.mark.parametrize("n", [1, 7, 8, 9, 17])
def test_a_tile_has_the_same_map_alone_and_among_others(key, trained, n):
    tiles, classes = images(n, seed=9)
    explain = attributions.load(key, trained)
    together = explain(tiles, classes)
    assert together.shape == tiles.shape
    assert together.dtype == np.float32
    for i in {0, n // 2, n - 1}:
        alone = explain(tiles[i : i + 1], classes[i : i + 1])[0]
        assert relative(alone, together[i]) < 1e-5
    assert (np.abs(together).max(axis=(1, 2, 3)) > 0).all()


@every_method
def test_no_tiles_have_no_maps(key, trained):
    none = np.zeros((0, SIDE, SIDE, 1), np.float32)
    assert attributions.load(key, trained)(none, np.zeros(0, int)).shape == none.shape


@every_method
def test_a_black_tile_has_no_attribution(key, trained):
    black = np.zeros((2, SIDE, SIDE, 1), np.float32)
    found = attributions.load(key, trained)(black, np.array([0, 1]))
    np.testing.assert_array_equal(found, np.zeros_like(found))


@every_method
def test_each_channel_has_its_own_map(key):
    model = architectures.build("deep", (64, 64, 3), 2)
    tiles = np.random.default_rng(0).random((2, 64, 64, 3), dtype=np.float32)
    tiles[..., 1] = 0
    found = attributions.load(key, model)(tiles, np.array([0, 1]))
    most = np.abs(found).max(axis=(1, 2))
    assert found.shape == tiles.shape
    assert (most[:, [0, 2]] > 0).all()
    assert (most[:, 1] == 0).all()


def is_a_signal(found, score):
    """Return, for each image, whether its raw map is more than rounding error."""
    most = np.abs(found).max(axis=(1, 2, 3))
    return (most > 0) & (most > 1e-4 * np.abs(score))


@every_method
def test_every_image_has_a_map_above_rounding_error(key, trained):
    tiles, classes = images(40, seed=2)
    found = attributions.load(key, trained)(tiles, classes)
    assert is_a_signal(found, log_odds_64(trained, tiles, classes)).all()


@with_tensorflow
def test_the_gradient_of_all_outputs_together_is_no_signal(trained):
    """The sample of the article differentiates the sum of the softmax outputs.

    The sum is always 1, so that what is left is rounding error, shaped like a map:
    the criterion above has to refuse it for every image.
    """
    import tensorflow as tf

    tiles, classes = images(40, seed=2)
    x = tf.constant(tiles)
    with tf.GradientTape() as tape:
        tape.watch(x)
        outputs = trained(x, training=False)
    wrong = tape.gradient(outputs, x).numpy() * tiles
    assert not is_a_signal(wrong, log_odds_64(trained, tiles, classes)).any()


@every_method
def test_certainty_does_not_hide_the_map(key, trained):
    """With logits a hundredfold, p is 0 or 1 in float32; the map grows likewise."""
    certain = like(trained)
    certain.layers[-1].set_weights([100 * w for w in certain.layers[-1].get_weights()])
    tiles, classes = images(8)
    assert set(np.unique(probabilities(certain, tiles))) == {0, 1}
    found = attributions.load(key, certain)(tiles, classes)
    expected = 100 * attributions.load(key, trained)(tiles, classes)
    assert relative(expected, found) < 1e-5


@every_method
def test_layers_are_as_in_prediction_and_the_model_is_left_alone(key):
    model = keras.Sequential(
        [
            keras.Input((SIDE, SIDE, 1)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(2, "softmax"),
        ]
    )
    tiles, classes = images(8)
    before = [w.copy() for w in model.get_weights()]
    config = model.get_config()
    explain = attributions.load(key, model)
    first = explain(tiles, classes)
    np.testing.assert_array_equal(first, explain(tiles, classes))
    assert relative(first[:1], explain(tiles[:1], classes[:1])) < 1e-5
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert model.get_config() == config


@every_method
def test_a_loaded_model_has_the_same_map(key, trained, tmp_path):
    trained.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(
        tmp_path / "model.keras", compile=False, safe_mode=True
    )
    tiles, classes = images(3)
    found = attributions.load(key, loaded)(tiles, classes)
    assert relative(attributions.load(key, trained)(tiles, classes), found) < 1e-6


# Batches


@with_tensorflow
def test_the_gradient_is_compiled_once(trained):
    gradient = attributions.input_gradient(trained)
    for n in (1, 8, 17):
        attributions.in_batches(gradient, *images(n))
    assert gradient.experimental_get_tracing_count() == 1


def test_batches_are_full_and_the_filling_is_black():
    seen = []

    def record(tiles, class_index):
        seen.append((tiles.copy(), class_index.copy()))
        return tiles + 1

    tiles, _ = images(10)
    classes = np.arange(10)
    result = attributions.in_batches(record, tiles, classes)
    np.testing.assert_array_equal(result, tiles + 1)
    assert [len(x) for x, _ in seen] == [8, 8]
    assert not seen[1][0][2:].any()
    assert seen[1][1].tolist() == [8, 9, 0, 0, 0, 0, 0, 0]


def test_a_class_for_each_tile_is_demanded(trained):
    tiles, classes = images(3)
    with pytest.raises(ValueError, match="3 tiles"):
        attributions.load("gradient_input", trained)(tiles, classes[:2])


# What cannot be explained


def ending_in(*last):
    return keras.Sequential([keras.Input((4, 4, 1)), layers.Flatten(), *last])


@every_method
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
def test_other_endings_are_refused(key, last):
    with pytest.raises(UserError, match=f"ends in '{last[-1].name}'"):
        attributions.load(key, ending_in(*last))


@every_method
def test_two_outputs_are_refused(key):
    tile = keras.Input((4, 4, 1))
    flat = layers.Flatten()(tile)
    outputs = [layers.Dense(2, "softmax")(flat), layers.Dense(2, "softmax")(flat)]
    with pytest.raises(UserError, match="one input"):
        attributions.load(key, keras.Model(tile, outputs))


def test_an_unknown_method_is_refused(trained):
    with pytest.raises(UserError, match=r"no attribution method 'lime'.*gradient_in"):
        attributions.load("lime", trained)
