"""Networks: shapes, parameters, shared weights, and saving."""

from pkgutil import iter_modules

import keras
import numpy as np
import pytest

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures
from cellclassifier.engine.architectures import deep


@pytest.fixture(autouse=True)
def _seeded():
    keras.utils.set_random_seed(1)


def tiles_for(model, n=3):
    generator = np.random.default_rng(0)
    return generator.random((n, *model.input_shape[1:]), dtype=np.float32)


def convolutions(model):
    return [x for x in model.layers if isinstance(x, keras.layers.Conv2D)]


def calls(model):
    """Return, for each convolution, how often the model calls it."""
    count: dict[str, int] = {}
    for nodes in model._nodes_by_depth.values():
        for node in nodes:
            if isinstance(node.operation, keras.layers.Conv2D):
                count[node.operation.name] = count.get(node.operation.name, 0) + 1
    return count


def test_catalogue_lists_the_modules_of_the_folder():
    modules = {module.name for module in iter_modules(architectures.__path__)}
    assert modules == set(ARCHITECTURES)


@pytest.mark.parametrize("key", ARCHITECTURES)
@pytest.mark.parametrize(
    ("shape", "n_classes"), [((64, 64, 1), 2), ((96, 80, 3), 5), ((127, 65, 2), 2)]
)
def test_gives_one_probability_per_class(key, shape, n_classes):
    model = architectures.build(key, shape, n_classes)
    output = np.asarray(model(tiles_for(model), training=False))
    assert model.input_shape == (None, *shape)
    assert output.shape == (3, n_classes)
    assert output.dtype == np.float32
    np.testing.assert_allclose(output.sum(axis=1), 1, atol=1e-6)
    assert output.min() >= 0
    assert not model.compiled


@pytest.mark.parametrize("key", ARCHITECTURES)
def test_saved_and_loaded_it_gives_the_same(key, tmp_path):
    model = architectures.build(key, (64, 64, 1), 2)
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


@pytest.mark.parametrize(("extra_dense", "count"), [(True, 622_344), (False, 597_618)])
def test_deep_has_the_parameters_of_the_article(extra_dense, count):
    model = architectures.build("deep", (256, 256, 1), 2, extra_dense=extra_dense)
    assert model.count_params() == count
    assert model.get_layer("flatten").output.shape == (None, 1024)


def test_deep_shares_weights_as_in_the_article():
    model = deep.build((64, 64, 1), 2)
    assert calls(model) == {
        "entry": 1,
        "conv16": 2,
        "conv32": 1,
        "conv32_2": 2,
        "conv64": 1,
        "conv64_2": 2,
    }
    assert len(convolutions(model)) == 6
    assert all(x.kernel.shape[:2] == (3, 3) for x in convolutions(model))
    assert all(x.padding == "same" for x in convolutions(model))


def test_deep_still_shares_weights_after_loading(tmp_path):
    model = deep.build((64, 64, 1), 2)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras", compile=False)
    assert calls(loaded) == calls(model)


def test_deep_computes_what_the_article_says():
    """The same weights, applied step by step in the order of the article."""
    model = deep.build((64, 64, 1), 3)
    steps = ["entry", "conv16", "pool", "conv16", "pool", "conv32", "pool"]
    steps += ["conv32_2", "conv32_2", "pool", "conv64"]
    steps += ["conv64_2", "pool", "conv64_2", "pool"]
    x = tiles_for(model)
    for step in steps:
        if step == "pool":
            n, height, width, channels = x.shape
            blocks = x.reshape(n, height // 2, 2, width // 2, 2, channels)
            x = blocks.max(axis=(2, 4))
        else:
            x = convolved(x, *model.get_layer(step).get_weights())
    x = x.reshape(len(x), -1)
    for step in ("dense512", "dense50"):
        kernel, bias = model.get_layer(step).get_weights()
        x = np.maximum(x @ kernel + bias, 0)
    kernel, bias = model.get_layer("output").get_weights()
    powers = np.exp(x @ kernel + bias)
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(np.asarray(model(tiles_for(model))), expected, atol=1e-6)


def convolved(x, kernel, bias):
    """Return a 3 x 3 convolution with zeros around, then ReLU."""
    height, width = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    total = sum(
        padded[:, i : i + height, j : j + width] @ kernel[i, j]
        for i in range(3)
        for j in range(3)
    )
    return np.maximum(total + bias, 0)


def test_deep_does_not_depend_on_the_image_data_format_of_the_machine():
    keras.config.set_image_data_format("channels_first")
    try:
        model = deep.build((96, 80, 3), 2)
    finally:
        keras.config.set_image_data_format("channels_last")
    assert model.get_layer("pool_6").output.shape == (None, 1, 1, 64)
    assert model.count_params() == deep.build((96, 80, 3), 2).count_params()


def test_deep_gives_float32_under_mixed_precision():
    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = deep.build((64, 64, 1), 2)
    finally:
        keras.config.set_dtype_policy(policy)
    assert model.get_layer("dense50").compute_dtype == "bfloat16"
    assert model.output.dtype == "float32"


@pytest.mark.parametrize(
    ("shape", "n_classes", "words"),
    [
        ((63, 64, 1), 2, "at least 64 x 64 pixels, but these are 63 x 64"),
        ((64, 20, 1), 2, "at least 64 x 64 pixels, but these are 64 x 20"),
        ((64, 64, 0), 2, "at least one channel, but got 0"),
        ((64, 64, 1), 1, "at least two classes to tell apart, but got 1"),
    ],
)
def test_deep_refuses_impossible_shapes(shape, n_classes, words):
    with pytest.raises(UserError, match=words):
        deep.build(shape, n_classes)


def test_an_unknown_network_is_refused():
    with pytest.raises(UserError, match=r"no network 'deeper'.*one of: deep"):
        architectures.build("deeper", (64, 64, 1), 2)


def test_the_gain_multiplies_tiles_and_has_no_weights():
    keras.utils.set_random_seed(0)
    plain = architectures.build("deep", (64, 64, 1), 2)
    keras.utils.set_random_seed(0)
    scaled = architectures.build("deep", (64, 64, 1), 2, gain=4.0)
    assert scaled.count_params() == plain.count_params()
    tiles = np.random.default_rng(0).random((3, 64, 64, 1), np.float32)
    np.testing.assert_allclose(scaled(tiles), plain(4 * tiles), rtol=1e-5)
