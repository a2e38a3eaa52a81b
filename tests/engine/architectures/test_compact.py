"""The small modern network: parameters, shortcuts, and that size does not matter."""

import keras
import numpy as np
import pytest
from keras import layers

from cellclassifier.engine.architectures import Options, build


def parameters(channels, n_classes):
    """Return the parameters by hand; a normalisation has four a filter."""

    def normalised(kernel, before, after):
        return kernel**2 * before * after + 4 * after

    stem = normalised(5, channels, 16) + normalised(3, 16, 32)
    first = 2 * normalised(3, 32, 32)
    second = normalised(3, 32, 64) + normalised(3, 64, 64) + normalised(1, 32, 64)
    third = normalised(3, 64, 128) + normalised(3, 128, 128) + normalised(1, 64, 128)
    return stem + first + second + third + (128 + 1) * n_classes


@pytest.mark.parametrize("side", [32, 96])
@pytest.mark.parametrize(("channels", "n_classes"), [(1, 2), (3, 5)])
def test_it_has_the_parameters_counted_by_hand_at_any_size(side, channels, n_classes):
    model = build("compact", (side, side, channels), n_classes)
    assert model.count_params() == parameters(channels, n_classes)


def test_it_is_small():
    assert parameters(1, 2) == 313_170


def test_a_block_adds_to_its_input():
    """With the last convolution of a block silenced, its input comes out."""
    model = build("compact", (64, 64, 1), 2)
    silenced = model.get_layer("block_1_b")
    silenced.set_weights([np.zeros_like(x) for x in silenced.get_weights()])
    ends = [model.get_layer(name).output for name in ("stem_2_pool", "block_1_relu")]
    tiles = np.random.default_rng(0).random((2, 64, 64, 1), np.float32)
    before, after = keras.Model(model.input, ends)(tiles, training=False)
    assert float(keras.ops.max(before)) > 0
    np.testing.assert_allclose(after, before, atol=1e-6)


def test_every_convolution_is_normalised_and_has_no_bias():
    model = build("compact", (64, 64, 1), 2)
    convolutions = [x for x in model.layers if isinstance(x, layers.Conv2D)]
    norms = [x for x in model.layers if isinstance(x, layers.BatchNormalization)]
    assert len(convolutions) == 2 + 3 * 2 + 2
    assert {x.name for x in norms} == {f"{x.name}_norm" for x in convolutions}
    assert not any(x.use_bias for x in convolutions)


def test_it_sees_half_the_tile_at_each_pool():
    model = build("compact", (96, 80, 1), 2)
    places = [x.output.shape[1:3] for x in model.layers if x.name.endswith("_pool")]
    assert places == [(24, 20), (12, 10), (6, 5), (3, 2)]


def test_dropout_stands_before_the_output():
    model = build("compact", (32, 32, 1), 2, Options(dropout=0.3))
    assert [x.name for x in model.layers[-3:]] == ["average", "dropout", "output"]
    assert model.get_layer("dropout").rate == 0.3
