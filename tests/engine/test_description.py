"""Layers of networks: each use once, and counts that add up."""

import keras
import pytest
from drawn import Recorder
from keras import layers

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import DescribeJob, NetworkDescribed
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine import architectures
from cellclassifier.engine.description import describe, layers_of


def described(shape=(256, 256, 1), classes=2, **training):
    channel = Recorder()
    spec = TrainSpec(**training)
    describe(DescribeJob(training=spec, shape=shape, classes=classes), channel)
    (event,) = channel.events
    assert isinstance(event, NetworkDescribed)
    return event.layers


@pytest.mark.parametrize("key", ARCHITECTURES)
@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_parameters_add_up_in_every_network(key, dropout):
    model = architectures.build(
        key, (256, 256, 2), 3, architectures.Options(dropout=dropout)
    )
    found = layers_of(model)
    assert sum(layer.parameters for layer in found) == model.count_params()
    assert {layer.name for layer in found} == {layer.name for layer in model.layers}
    assert found[-1].name == "output"
    assert found[-1].shape == (3,)
    for place, layer in enumerate(found):
        # Only the tile has no input, and nothing is taken before it is there.
        assert bool(layer.inputs) is (place > 0)
        assert all(each < place for each in layer.inputs)
    taken = {each for layer in found for each in layer.inputs}
    assert taken == set(range(len(found) - 1))


def test_the_article_has_three_layers_that_serve_twice():
    found = described()
    assert sum(layer.parameters for layer in found) == 622_344
    twice = [layer for layer in found if layer.uses == 2]
    assert [layer.name for layer in twice] == [
        name for name in ("conv16", "conv32_2", "conv64_2") for _ in range(2)
    ]
    assert [layer.use for layer in twice] == [1, 2] * 3
    assert [bool(layer.parameters) for layer in twice] == [True, False] * 3
    by_use = {(layer.name, layer.use): layer for layer in found}
    first, second = by_use["conv16", 1], by_use["conv16", 2]
    assert (first.shape, second.shape) == ((256, 256, 16), (128, 128, 16))
    assert first.parameters == 9 * 16 * 16 + 16
    # A kernel of 3x3 pixels and 16 channels for each of 16 filters, at every pixel.
    assert first.multiply_adds == 256 * 256 * 9 * 16 * 16
    assert second.multiply_adds == 128 * 128 * 9 * 16 * 16
    assert first.detail == "3x3, stride 1, same, ReLU"
    assert by_use["pool_1", 1].detail == "2x2, stride 2, valid"
    assert by_use["dense512", 1].multiply_adds == 1024 * 512


def test_settings_change_the_network():
    with_fifty = described((64, 64, 1))
    without = described((64, 64, 1), extra_dense=False, head="sigmoid")
    assert [layer.name for layer in with_fifty if layer not in without][-2:] == [
        "dense50", "output",
    ]  # fmt: skip
    assert without[-1].shape == (1,)
    assert without[-1].detail == "sigmoid"


def test_multiply_adds_of_every_kind_of_convolution():
    tile = keras.Input((32, 32, 8))
    x = layers.Conv2D(12, 5, strides=(2, 1), padding="same", groups=4)(tile)
    x = layers.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2)(x)
    x = layers.SeparableConv2D(10, 3, padding="same", activation="gelu")(x)
    x = layers.GlobalAveragePooling2D()(layers.BatchNormalization()(x))
    found = layers_of(keras.Model(tile, layers.Dense(4, use_bias=False)(x)))
    assert [layer.multiply_adds for layer in found] == [
        0,
        16 * 32 * 12 * 25 * 2,
        8 * 16 * 24 * 9,
        8 * 16 * (24 * 9 + 24 * 10),
        0,
        0,
        10 * 4,
    ]
    assert found[1].detail == "5x5, stride 2x1, same, 4 groups"
    assert found[3].detail == "3x3, stride 1, same, GELU"
    assert found[4].parameters == 4 * 10


def test_a_shortcut_is_seen_from_both_ends():
    tile = keras.Input((8, 8, 4), name="tile")
    branch = layers.Conv2D(4, 3, padding="same", name="branch")(tile)
    short = layers.Conv2D(4, 1, name="short")(tile)
    both = layers.Add(name="both")([branch, short])
    twice = layers.Add(name="twice")([both, both])
    found = layers_of(keras.Model(tile, twice))
    assert [(layer.name, layer.inputs) for layer in found] == [
        ("tile", ()),
        ("branch", (0,)),
        ("short", (0,)),
        ("both", (1, 2)),
        ("twice", (3,)),
    ]


def test_a_layer_beside_the_network_does_not_count():
    tile = keras.Input((8, 8, 1))
    shared = layers.Conv2D(1, 3, padding="same")
    model = keras.Model(tile, shared(tile))
    # The same layer, used once more in another network.
    keras.Model(tile, shared(shared(tile)))
    assert [layer.uses for layer in layers_of(model)] == [1, 1]


def test_networks_inside_networks_are_counted():
    inner = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(2, 3)], name="in")
    tile = keras.Input((8, 8, 1))
    outer = layers_of(keras.Model(tile, inner(tile)))
    assert outer[1].multiply_adds == 6 * 6 * 9 * 2
    assert outer[1].parameters == inner.count_params()
    assert [layer.name for layer in layers_of(inner)][1:] == [inner.layers[0].name]


def test_a_file_to_start_from_has_to_fit(tmp_path):
    path = tmp_path / "start.keras"
    architectures.build("deep", (64, 64, 1), 2).save(path)
    assert described((64, 64, 1), start=path) == described((64, 64, 1))
    with pytest.raises(UserError, match="96 x 96 x 1"):
        described((96, 96, 1), start=path)
    path.write_bytes(b"no network")
    with pytest.raises(UserError, match="cannot be read"):
        described((64, 64, 1), start=path)


def test_a_network_that_cannot_be_is_told():
    with pytest.raises(UserError, match="at least 64 x 64"):
        described((32, 32, 1))
    with pytest.raises(UserError, match="Choose 'softmax'"):
        described((64, 64, 1), classes=3, head="sigmoid")
