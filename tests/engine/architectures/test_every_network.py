"""Every network of the catalogue: shapes, heads, options, and saving."""

from pkgutil import iter_modules

import keras
import numpy as np
import pytest

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures
from cellclassifier.engine.architectures import Options, build

SMALLEST = {"deep": 64, "deep_sequential": 256, "alexnet": 67, "compact": 32}

every = pytest.mark.parametrize("key", ARCHITECTURES)


@pytest.fixture(autouse=True)
def _seeded():
    keras.utils.set_random_seed(1)


def smallest(key, channels=1):
    return (SMALLEST[key], SMALLEST[key], channels)


def tiles_for(model, n=2):
    generator = np.random.default_rng(0)
    return generator.random((n, *model.input_shape[1:]), dtype=np.float32)


def without_gain(model):
    return [layer.name for layer in model.layers if layer.name != "gain"]


def test_catalogue_lists_the_modules_of_the_folder():
    modules = {module.name for module in iter_modules(architectures.__path__)}
    assert modules == set(ARCHITECTURES)


@every
@pytest.mark.parametrize(
    ("more", "channels", "n_classes"), [((0, 0), 1, 2), ((32, 7), 3, 5), ((1, 3), 6, 2)]
)
def test_it_gives_one_probability_per_class(key, more, channels, n_classes):
    height, width = SMALLEST[key] + more[0], SMALLEST[key] + more[1]
    model = build(key, (height, width, channels), n_classes)
    output = np.asarray(model(tiles_for(model), training=False))
    assert model.name == key
    assert model.input_shape == (None, height, width, channels)
    assert output.shape == (2, n_classes)
    assert output.dtype == np.float32
    np.testing.assert_allclose(output.sum(axis=1), 1, atol=1e-6)
    assert output.min() >= 0
    assert not model.compiled


@every
def test_its_last_layer_is_a_float32_output(key):
    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = build(key, smallest(key), 3)
    finally:
        keras.config.set_dtype_policy(policy)
    assert model.layers[-1].name == "output"
    assert model.output.dtype == "float32"


@every
def test_one_sigmoid_unit_tells_two_classes_apart(key):
    model = build(key, smallest(key), 2, Options(head="sigmoid"))
    output = np.asarray(model(tiles_for(model), training=False))
    assert output.shape == (2, 1)
    assert ((output > 0) & (output < 1)).all()
    with pytest.raises(UserError, match="tells two classes apart, but there are 3"):
        build(key, smallest(key), 3, Options(head="sigmoid"))


@every
def test_the_gain_multiplies_tiles_and_has_no_weights(key):
    plain, scaled = (
        (keras.utils.set_random_seed(0), build(key, smallest(key), 2, options))[1]
        for options in (Options(), Options(gain=4.0))
    )
    assert scaled.count_params() == plain.count_params()
    assert without_gain(scaled) == without_gain(plain)
    assert "gain" not in [layer.name for layer in plain.layers]
    tiles = tiles_for(plain)
    found, expected = scaled(tiles, training=False), plain(4 * tiles, training=False)
    np.testing.assert_allclose(found, expected, rtol=1e-4)


@every
@pytest.mark.parametrize(
    "options", [Options(), Options(2.0, "sigmoid", False, 0.5, 1e-3)]
)
def test_saved_and_loaded_it_gives_the_same(key, options, tmp_path):
    model = build(key, smallest(key), 2, options)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(
        tmp_path / "model.keras", compile=False, safe_mode=True
    )
    tiles = tiles_for(model)
    np.testing.assert_allclose(
        np.asarray(loaded(tiles)), np.asarray(model(tiles)), atol=1e-6
    )
    assert [x.name for x in loaded.layers] == [x.name for x in model.layers]
    assert loaded.count_params() == model.count_params()


@every
def test_the_same_seed_gives_the_same_weights(key):
    def weights(seed):
        keras.utils.set_random_seed(seed)
        return build(key, smallest(key), 2).get_weights()

    first, second, other = weights(1), weights(1), weights(2)
    assert all(map(np.array_equal, first, second))
    assert not all(map(np.array_equal, first, other))


@every
def test_its_options_in_the_catalogue_are_those_that_change_it(key):
    changed = {"extra_dense": False, "dropout": 0.5, "l2": 1e-3}

    def described(options):
        model = build(key, smallest(key), 2, options)
        return [
            (layer.name, str(getattr(layer, "kernel_regularizer", None) and "l2"))
            for layer in model.layers
        ]

    plain = described(Options())
    found = {
        name
        for name, value in changed.items()
        if described(Options()._replace(**{name: value})) != plain
    }
    assert found == ARCHITECTURES[key].options


@every
@pytest.mark.parametrize(
    ("less", "n_classes", "words"),
    [
        ((1, 0, 0), 2, "at least {0} x {0} pixels, but these are {1} x {0}"),
        ((0, 1, 0), 2, "at least {0} x {0} pixels, but these are {0} x {1}"),
        ((0, 0, 1), 2, "at least one channel, but got 0"),
        ((0, 0, 0), 1, "at least two classes to tell apart, but got 1"),
    ],
)
def test_impossible_shapes_are_refused(key, less, n_classes, words):
    side = SMALLEST[key]
    shape = tuple(a - b for a, b in zip(smallest(key), less, strict=True))
    with pytest.raises(UserError, match=words.format(side, side - 1)):
        build(key, shape, n_classes)


@every
def test_the_image_data_format_of_the_machine_does_not_matter(key):
    count = build(key, smallest(key, 3), 2).count_params()
    keras.config.set_image_data_format("channels_first")
    try:
        model = build(key, smallest(key, 3), 2)
    finally:
        keras.config.set_image_data_format("channels_last")
    assert model.count_params() == count


def test_an_unknown_network_is_refused():
    with pytest.raises(UserError, match=r"no network 'deeper'.*one of: deep"):
        build("deeper", (64, 64, 1), 2)
