"""The network of the article: parameters, shared weights, and what it computes."""

import keras
import numpy as np
import pytest

from cellclassifier.engine.architectures import Options, build


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


@pytest.mark.parametrize(("extra_dense", "count"), [(True, 622_344), (False, 597_618)])
def test_it_has_the_parameters_of_the_article(extra_dense, count):
    model = build("deep", (256, 256, 1), 2, Options(extra_dense=extra_dense))
    assert model.count_params() == count
    assert model.get_layer("flatten").output.shape == (None, 1024)


def test_it_shares_weights_as_in_the_article():
    model = build("deep", (64, 64, 1), 2)
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


def test_it_still_shares_weights_after_loading(tmp_path):
    model = build("deep", (64, 64, 1), 2)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras", compile=False)
    assert calls(loaded) == calls(model)


def test_it_computes_what_the_article_says():
    """The same weights, applied step by step in the order of the article."""
    model = build("deep", (64, 64, 1), 3)
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


def test_it_gives_float32_under_mixed_precision():
    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = build("deep", (64, 64, 1), 2)
    finally:
        keras.config.set_dtype_policy(policy)
    assert model.get_layer("dense50").compute_dtype == "bfloat16"
    assert model.output.dtype == "float32"
