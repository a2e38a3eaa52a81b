"""Networks that know nothing, made of one that was trained."""

import keras
import numpy as np
import pytest
from explained import images, probabilities, trained
from keras import layers

from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.engine import architectures
from cellclassifier.engine.permuted import Unlearnt, parts

METHOD = "gradient_input"


@pytest.fixture
def unlearnt():
    return Unlearnt(trained())


def maps_of(unlearnt):
    return unlearnt.explain(METHOD, spec_of(METHOD))(*images(4, seed=5)).maps


def weights_of(unlearnt):
    return unlearnt._copy.get_weights()


def test_at_first_it_is_the_network(unlearnt):
    tiles, classes = images(4, seed=5)
    found = maps_of(unlearnt)
    own = Unlearnt(trained()).explain(METHOD, spec_of(METHOD))(tiles, classes).maps
    np.testing.assert_allclose(found, own, rtol=1e-5, atol=1e-7)
    assert found.any()


def test_permuted_weights_are_the_same_numbers_elsewhere(unlearnt):
    before, own = probabilities(trained(), images(4)[0]), maps_of(unlearnt)
    unlearnt.permute([0, 1])
    changed = weights_of(unlearnt)
    moved = 0.0
    for new, old in zip(changed, trained().get_weights(), strict=True):
        np.testing.assert_array_equal(np.sort(new.ravel()), np.sort(old.ravel()))
        moved += (new != old).sum()
    assert moved > 0.9 * sum(weights.size for weights in changed)
    # What was compiled follows the weights, and the network itself has not changed.
    assert abs(maps_of(unlearnt) - own).max() > 0.01 * abs(own).max()
    np.testing.assert_array_equal(probabilities(trained(), images(4)[0]), before)
    unlearnt.permute([0, 2])
    assert any(
        (a != b).any() for a, b in zip(weights_of(unlearnt), changed, strict=True)
    )
    unlearnt.permute([0, 1])
    for new, old in zip(weights_of(unlearnt), changed, strict=True):
        np.testing.assert_array_equal(new, old)
    unlearnt.restore()
    np.testing.assert_allclose(maps_of(unlearnt), own, rtol=1e-5, atol=1e-7)


def test_a_network_that_begins_anew_has_weights_of_its_own(unlearnt):
    unlearnt.begin_anew([0, 1])
    first = weights_of(unlearnt)
    unlearnt.begin_anew([0, 2])
    second = weights_of(unlearnt)
    unlearnt.begin_anew([0, 1])
    kernels = [place for place, each in enumerate(first) if each.ndim > 1]
    for place in kernels:
        assert (first[place] != second[place]).mean() > 0.9
        assert (first[place] != trained().get_weights()[place]).mean() > 0.9
    for new, old in zip(weights_of(unlearnt), first, strict=True):
        np.testing.assert_array_equal(new, old)


def test_layers_forget_one_after_the_other(unlearnt):
    names = [layer.name for layer in trained().layers if layer.weights]
    assert unlearnt.layers == tuple(reversed(names))
    unlearnt.forget(unlearnt.layers[:1], [0])
    own, found = trained().get_weights(), weights_of(unlearnt)
    assert (found[-2] != own[-2]).mean() > 0.9
    for new, old in zip(found[:-2], own[:-2], strict=True):
        np.testing.assert_array_equal(new, old)


def test_layers_inside_blocks_are_found():
    block = keras.Sequential([keras.Input((8, 8, 2)), layers.Conv2D(2, 3, name="in")])
    tile = keras.Input((8, 8, 2))
    x = layers.Flatten()(block(tile))
    model = keras.Model(tile, layers.Dense(2, "softmax", name="out")(x))
    unlearnt = Unlearnt(model)
    assert unlearnt.layers == ("out", "in")
    before = weights_of(unlearnt)
    unlearnt.forget(["in"], [0])
    assert (weights_of(unlearnt)[0] != before[0]).all()


@pytest.mark.parametrize("network", ["deep", "compact"])
def test_networks_of_the_program_can_lose_what_they_learnt(network):
    """With normalisation, shortcuts, and layers that are used several times."""
    keras.utils.set_random_seed(0)
    model = architectures.build(network, (64, 64, 1), 2)
    unlearnt = Unlearnt(model)
    explain = unlearnt.explain(METHOD, spec_of(METHOD))
    tiles = np.random.default_rng(0).random((2, 64, 64, 1)).astype(np.float32)
    own = explain(tiles, np.array([0, 1])).maps
    unlearnt.permute([0])
    other = explain(tiles, np.array([0, 1])).maps
    assert np.isfinite(other).all()
    assert abs(other - own).max() > 1e-3 * abs(own).max()


def test_the_output_is_a_part_of_its_own():
    names = list("abcdefgh")
    assert parts(names, 4) == [("a",), ("b", "c"), ("d", "e"), ("f", "g", "h")]
    assert parts(names, 99) == [(name,) for name in names]
    assert parts(["a"], 4) == [("a",)]
