"""Convolutions of every network, against what Keras's own layers give."""

import gc

import explained
import keras
import numpy as np
import pytest
from keras import layers, ops
from scipy import ndimage

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.engine import architectures, backend
from cellclassifier.engine import layers as module
from cellclassifier.engine.layer_graph import nodes_in_order
from cellclassifier.engine.layers import (
    convolutions,
    every_map,
    extremes_of,
    maps_of,
)

SIDES = {"deep": 64, "deep_sequential": 256, "alexnet": 67, "compact": 32}


def built(key, channels=1):
    keras.utils.set_random_seed(5)
    options = architectures.Options(gain=2.0)
    shape = (SIDES[key], SIDES[key], channels)
    model = architectures.build(key, shape, 2, options)
    # Averages that were never moved would make normalisation do nothing.
    for number, layer in enumerate(model.layers):
        if isinstance(layer, layers.BatchNormalization):
            random = np.random.default_rng(number)
            weights = [random.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()]
            layer.set_weights(weights)
    return model


def pixels(key, n=3, channels=1):
    shape = (n, SIDES[key], SIDES[key], channels)
    return np.random.default_rng(0).random(shape, dtype=np.float32)


def by_hand(model, tiles):
    """Compute a network layer by layer, and yield the map of each convolution."""
    known = {id(model.inputs[0]): ops.convert_to_tensor(tiles)}
    for node in nodes_in_order(model.outputs[0]):
        if not node.input_tensors:
            continue
        given = [known[id(each)] for each in node.input_tensors]
        layer = node.operation
        merges = isinstance(layer, layers.Add)
        out = layer(given if merges else given[0])
        known[id(node.output_tensors[0])] = out
    return known


ENDS = {
    "deep": [
        *("entry", "conv16", "conv16", "conv32", "conv32_2", "conv32_2"),
        *("conv64", "conv64_2", "conv64_2"),
    ],
    "deep_sequential": [f"conv_{n}" for n in range(1, 10)],
    "alexnet": [f"conv_{n}" for n in range(1, 6)],
    "compact": [
        *("stem_1", "stem_2", "block_1_a", "block_1_b"),
        *("block_2_shortcut", "block_2_a", "block_2_b"),
        *("block_3_shortcut", "block_3_a", "block_3_b"),
    ],
}


def test_every_network_is_tried():
    assert ENDS.keys() == ARCHITECTURES.keys() == SIDES.keys()


@pytest.mark.parametrize("key", ARCHITECTURES)
def test_convolutions_are_all_that_the_network_has(key):
    model = built(key)
    found = convolutions(model)
    assert sorted(each.name for each in found) == sorted(ENDS[key])
    for each in found:
        layer = model.get_layer(each.name)
        weights = layer.get_weights()
        assert np.array_equal(each.kernel, weights[0])
        bias = weights[1] if len(weights) > 1 else np.zeros(layer.filters)
        assert np.array_equal(each.bias, bias)
        assert each.shape[2] == layer.filters
        assert each.strides == tuple(layer.strides)
        assert each.uses == ENDS[key].count(each.name)


def test_uses_are_in_the_order_of_computation():
    found = [(each.name, each.use) for each in convolutions(built("deep"))]
    assert [name for name, _ in found] == ENDS["deep"]
    assert [use for _, use in found] == [1, 1, 2, 1, 1, 2, 1, 1, 2]
    rows = [each.shape[0] for each in convolutions(built("deep"))]
    assert rows == [64, 64, 32, 16, 8, 8, 4, 4, 2]


def test_maps_end_after_normalisation_and_relu_but_before_a_shortcut():
    after = {each.name: each.after for each in convolutions(built("compact"))}
    assert after["stem_1"] == after["block_2_a"] == "normalisation and ReLU"
    assert after["block_2_b"] == after["block_2_shortcut"] == "normalisation"
    # There normalisation comes only after the pool.
    assert {each.after for each in convolutions(built("alexnet"))} == {"ReLU"}


@pytest.mark.parametrize("key", ["deep", "deep_sequential", "alexnet"])
def test_maps_are_those_of_the_layers_themselves(key):
    model, tiles = built(key), pixels(key, 1)
    known = by_hand(model, tiles)
    nodes = [
        node
        for node in nodes_in_order(model.outputs[0])
        if isinstance(node.operation, layers.Conv2D)
    ]
    every = every_map(model, tiles[0])
    for node, each, map_ in zip(nodes, convolutions(model), every, strict=True):
        expected = ops.convert_to_numpy(known[id(node.output_tensors[0])])
        found = maps_of(model, tiles, each.name, each.use)
        assert found.dtype == np.float32
        assert found.shape[1:] == each.shape
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(map_, expected[0], rtol=1e-4, atol=1e-5)


def test_maps_of_a_network_with_shortcuts_are_those_of_its_layers():
    model, tiles = built("compact"), pixels("compact")
    ends = {
        each: f"{each}_relu" if each[-1] in "a12" else f"{each}_norm"
        for each in ENDS["compact"]
    }
    outputs = [model.get_layer(end).output for end in ends.values()]
    # Keras's own way to the output of a layer.
    expected = keras.Model(model.inputs, outputs).predict_on_batch(tiles)
    by_name = dict(zip(ends, expected, strict=True))
    every = every_map(model, tiles[1])
    for each, map_ in zip(convolutions(model), every, strict=True):
        found = maps_of(model, tiles, each.name)
        np.testing.assert_allclose(found, by_name[each.name], rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(map_, by_name[each.name][1], rtol=1e-4, atol=1e-5)


def test_the_first_map_is_a_correlation_with_the_kernel():
    model, tiles = built("deep", 2), pixels("deep", 1, 2)
    entry = convolutions(model)[0]
    found = maps_of(model, tiles, "entry")[0]
    for feature in (0, 7):
        total = sum(
            ndimage.correlate(
                2.0 * tiles[0, ..., channel],
                entry.kernel[..., channel, feature],
                mode="constant",
            )
            for channel in range(2)
        )
        expected = np.maximum(total + entry.bias[feature], 0)
        np.testing.assert_allclose(found[..., feature], expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("n", [1, 8, 11])
def test_extremes_are_those_of_the_maps(n):
    model, tiles = built("deep"), pixels("deep", n)
    maps = maps_of(model, tiles, "conv16", 2)
    found = extremes_of(model, tiles, "conv16", 2)
    flat = maps.reshape(n, -1, 16)
    np.testing.assert_allclose(found[..., 0], flat.max(axis=1), rtol=1e-5)
    np.testing.assert_allclose(found[..., 1], flat.mean(axis=1), rtol=1e-4)
    at = np.take_along_axis(flat, found[:, None, :, 2].astype(int), axis=1)[:, 0]
    np.testing.assert_allclose(at, flat.max(axis=1), rtol=1e-5)


def test_a_sequential_network_is_read_too():
    model = explained.conv_net()
    found = convolutions(model)
    assert [each.shape for each in found] == [(24, 24, 8), (12, 12, 8)]
    maps = maps_of(model, explained.images(2)[0], found[1].name)
    assert maps.shape == (2, 12, 12, 8)


def test_a_map_does_not_reach_into_the_next_convolution():
    stack = [
        keras.Input((8, 8, 1)),
        layers.Conv2D(2, 3, name="bare"),
        layers.Conv2D(3, 3, activation="relu", name="next"),
        layers.Conv2D(3, 1, name="own"),
        layers.Activation("tanh"),
        layers.Flatten(),
    ]
    found = convolutions(keras.Sequential(stack))
    assert [each.after for each in found] == ["", "ReLU", "tanh"]
    assert [each.shape for each in found] == [(6, 6, 2), (4, 4, 3), (4, 4, 3)]


def test_weights_are_read_anew_but_nothing_is_compiled_twice(monkeypatch):
    model, tiles = built("deep"), pixels("deep", 1)
    before = maps_of(model, tiles, "entry")
    monkeypatch.setattr(backend, "compiled", lambda *_: pytest.fail("compiled again"))
    layer = model.get_layer("entry")
    kernel, bias = layer.get_weights()
    layer.set_weights([2 * kernel, 2 * bias])
    np.testing.assert_allclose(maps_of(model, tiles, "entry"), 2 * before, rtol=1e-5)
    assert np.array_equal(convolutions(model)[0].kernel, 2 * kernel)


def test_a_network_that_is_given_back_is_forgotten():
    model = explained.conv_net()
    convolutions(model)
    count = len(module._known)
    del model
    gc.collect()
    assert len(module._known) < count


@pytest.mark.parametrize(("name", "use"), [("conv99", 1), ("entry", 2), ("conv16", 3)])
def test_what_is_not_there_is_told(name, use):
    with pytest.raises(UserError, match=f"no convolution '{name}' in use {use}"):
        maps_of(built("deep"), pixels("deep", 1), name, use)


def test_a_job_can_stop_between_batches():
    calls = []
    maps_of(
        built("compact"), pixels("compact", 9), "stem_1", 1, lambda: calls.append(1)
    )
    assert len(calls) == 2


def test_the_first_convolution_has_a_name():
    assert module.first_name(built("deep")) == "entry"
    with pytest.raises(UserError, match="has no convolution"):
        module.first_name(explained.linear_net()[0])
