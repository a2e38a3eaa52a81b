"""Each view against what is known in closed form, for networks without hidden layers.

There the loss is -log softmax(x W + b), its gradient x (p - y), and all is a few lines
of NumPy in double precision.
"""

import keras
import numpy as np
import pytest
from explained import conv_net, images, linear_net
from keras import layers, ops

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.landscape_plan import EXACT_STEPS
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.engine.landscapes import MODULES, Given, look
from cellclassifier.engine.landscapes.agreement import leave_one_out
from cellclassifier.engine.landscapes.losses import (
    PART,
    Losses,
    Minibatch,
    held,
    symmetric,
)
from cellclassifier.engine.landscapes.surfaces import directions, normalised

SHAPE = (6, 5, 2)
INPUTS = 60


def minibatch(n, seed, shape=SHAPE):
    random = np.random.default_rng(seed)
    tiles = random.random((n, *shape)).astype(np.float32)
    return Minibatch(tiles, random.integers(0, 2, n).astype(np.int32))


MINIBATCHES = tuple(minibatch(7, seed) for seed in range(4))


class Known:
    """A network without hidden layers, in double precision."""

    def __init__(self, model):
        kernel, bias = (w.astype(float) for w in model.get_weights())
        self.flat = np.concatenate([kernel.ravel(), bias])

    def _p(self, flat, given):
        x = given.tiles.reshape(len(given.tiles), -1).astype(float)
        z = x @ flat[:-2].reshape(INPUTS, 2) + flat[-2:]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return x, e / e.sum(axis=1, keepdims=True)

    def loss(self, flat, given):
        _, p = self._p(flat, given)
        return -np.log(p[np.arange(len(p)), given.classes]).mean()

    def gradient(self, flat, given):
        x, p = self._p(flat, given)
        off = p - np.eye(2)[given.classes]
        return np.concatenate([(x.T @ off).ravel(), off.sum(axis=0)]) / len(x)


@pytest.fixture(scope="module")
def model():
    return linear_net(SHAPE)[0]


@pytest.fixture
def known(model):
    return Known(model)


def given(view, **more):
    spec = LandscapeSpec(view=view, **{"points": 5, "reach": 0.3, **more})
    return Given(spec, MINIBATCHES, ("control", "granules"))


def looked(model, view, **more):
    with held(model):
        return look(Losses(model), given(view, **more), 3)


def test_loss_and_gradient(model, known):
    losses = Losses(model)
    assert losses.size == 2 * INPUTS + 2
    np.testing.assert_array_equal(losses.weights(), known.flat)
    for each in MINIBATCHES:
        found = losses.slope(each)
        assert found.loss == pytest.approx(known.loss(known.flat, each), rel=1e-5)
        assert losses.loss(each) == pytest.approx(found.loss, rel=1e-6)
        expected = known.gradient(known.flat, each)
        np.testing.assert_allclose(found.gradient, expected, rtol=1e-4, atol=1e-6)
        assert found.length == pytest.approx(np.linalg.norm(expected), rel=1e-5)
        assert np.linalg.norm(found.direction) == pytest.approx(1)


def test_many_tiles_go_in_parts(model, known):
    many = minibatch(2 * PART + 3, 9)
    told = []
    losses = Losses(model, told.append)
    assert losses.loss(many) == pytest.approx(known.loss(known.flat, many), rel=1e-5)
    found = losses.slope(many).gradient
    expected = known.gradient(known.flat, many)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)
    assert told == [PART, PART, 3] * 2


def test_one_sigmoid_unit_is_two_of_softmax(model):
    stack = [keras.Input(SHAPE), layers.Flatten(), layers.Dense(1, "sigmoid")]
    twin = keras.Sequential(stack)
    kernel, bias = model.get_weights()
    twin.set_weights([kernel[:, 1:] - kernel[:, :1], bias[1:] - bias[:1]])
    for each in MINIBATCHES:
        np.testing.assert_allclose(
            Losses(twin).each(each), Losses(model).each(each), rtol=1e-5
        )


def test_a_loss_near_0_and_a_large_one_keep_their_digits(model):
    with held(model):
        losses = Losses(model)
        losses.move(losses.weights(), losses.weights(), 5.0)
        found = losses.each(MINIBATCHES[0])
    assert np.isfinite(found).all()
    assert 0 < found.min() < 1e-12
    assert found.max() > 20


def test_along_the_gradient_of_the_first(model, known):
    found = looked(model, "line", reach=0.2, points=7)
    np.testing.assert_allclose(found.steps, np.linspace(-0.2, 0.2, 7), atol=1e-16)
    assert found.steps[3] == 0
    gradient = known.gradient(known.flat, MINIBATCHES[0])
    assert found.length == pytest.approx(np.linalg.norm(gradient), rel=1e-5)
    down = -gradient / np.linalg.norm(gradient)
    expected = [
        [known.loss(known.flat + step * down, each) for step in found.steps]
        for each in MINIBATCHES
    ]
    np.testing.assert_allclose(found.losses, expected, rtol=2e-5)
    # The loss is convex, and so short a step along the own gradient always helps.
    assert found.best == 6
    assert (np.diff(found.losses[0]) < 0).all()
    assert found.epoch == 3


def test_agreement_against_each_left_out_in_turn(model, known):
    found = looked(model, "agreement")
    gradients = np.array([known.gradient(known.flat, each) for each in MINIBATCHES])
    np.testing.assert_allclose(found.cosines, one_by_one(gradients), atol=1e-4)
    lengths = np.linalg.norm(gradients, axis=1)
    np.testing.assert_allclose(found.lengths, lengths, rtol=1e-5)
    losses = [known.loss(known.flat, each) for each in MINIBATCHES]
    np.testing.assert_allclose(found.losses, losses, rtol=1e-5)


def one_by_one(rows):
    cosines = []
    for place, row in enumerate(rows):
        mean = np.delete(rows, place, axis=0).mean(axis=0)
        cosines.append(row @ mean / np.linalg.norm(row) / np.linalg.norm(mean))
    return cosines


@pytest.mark.parametrize(("rows", "columns"), [(2, 5), (6, 300), (20, 3)])
def test_leave_one_out_against_numpy(rows, columns):
    random = np.random.default_rng(rows)
    gradients = random.normal(size=(rows, columns)) + 0.3
    np.testing.assert_allclose(
        leave_one_out(gradients), one_by_one(gradients), rtol=1e-9
    )
    # With the mean of all of them each would agree with itself.
    mean = gradients.mean(axis=0)
    naive = gradients @ mean / np.linalg.norm(gradients, axis=1) / np.linalg.norm(mean)
    assert leave_one_out(gradients).mean() < naive.mean()


def test_leave_one_out_over_more_columns_than_are_taken_at_once():
    gradients = np.random.default_rng(0).normal(size=(3, 2**18 + 5))
    np.testing.assert_allclose(
        leave_one_out(gradients), one_by_one(gradients), atol=1e-12
    )


def test_leave_one_out_without_a_gradient():
    rows = np.array([[1.0, 0, 0], [0, 0, 0], [2.0, 0, 0], [3.0, 4, 0]])
    found = leave_one_out(rows)
    assert np.isnan(found[1])
    others = np.array([6.0, 4]) / np.hypot(6, 4)
    np.testing.assert_allclose(found[[0, 2]], [5 / np.hypot(5, 4), 4 / np.hypot(4, 4)])
    assert found[3] == pytest.approx(0.6)
    assert others[0] > 0.8


def test_filters_of_a_direction_are_as_long_as_those_of_the_network():
    """By hand: filters of length 5 and 13, directions of length 1 and 2."""
    kernel = np.zeros((2, 2, 1, 3))
    kernel[0, 0, 0] = 3, 5, 1
    kernel[1, 1, 0] = 4, 12, 0
    direction = np.zeros((2, 2, 1, 3))
    direction[0, 1, 0] = 1, 0, 0
    direction[1, 0, 0] = 0, 2, 0
    found = normalised(direction, kernel)
    expected = np.zeros((2, 2, 1, 3))
    expected[0, 1, 0, 0], expected[1, 0, 0, 1] = 5, 13
    np.testing.assert_array_equal(found, expected)
    dense = normalised(np.array([[1.0, 6], [0, 8]]), np.array([[0.0, 1], [2, 0]]))
    np.testing.assert_allclose(dense, [[2, 0.6], [0, 0.8]])
    # Biases, and the vectors of batch normalisation.
    np.testing.assert_array_equal(normalised(np.ones(4), np.ones(4)), np.zeros(4))


def test_two_directions_drawn_by_seed(model):
    kernels = Losses(model).kernels()
    first, second = directions(kernels, 0)
    for each in (first, second):
        filters = np.linalg.norm(each[:-2].reshape(INPUTS, 2), axis=0)
        np.testing.assert_allclose(filters, np.linalg.norm(kernels[0], axis=0))
        assert not each[-2:].any()
    cosine = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    assert abs(cosine) < 0.4
    np.testing.assert_array_equal(directions(kernels, 0)[1], second)
    assert not np.allclose(directions(kernels, 1)[0], first)


def test_surfaces(model, known):
    found = looked(model, "slice", seed=2)
    first, second = directions(Losses(model).kernels(), 2)
    for number, each in enumerate(MINIBATCHES):
        for i, along in enumerate(found.steps):
            for j, across in enumerate(found.steps):
                at = known.flat + along * first + across * second
                expected = known.loss(at, each)
                assert found.losses[number, i, j] == pytest.approx(expected, rel=3e-5)
    np.testing.assert_allclose(found.mean, found.losses.mean(axis=0))


def test_over_the_input(model, known):
    one = Given(
        given("input", reach=0.1, seed=5).spec,
        (Minibatch(MINIBATCHES[2].tiles[:1], np.array([1])),),
        ("control", "granules"),
    )
    found = look(Losses(model), one, None)
    tile = one.minibatches[0].tiles[0].astype(float)
    kernel = known.flat[:-2].reshape(*SHAPE, 2)
    towards = kernel[..., 1] - kernel[..., 0]
    start = (tile * towards).sum() + known.flat[-1] - known.flat[-2]
    size = np.linalg.norm(tile)
    assert found.length == pytest.approx(size)
    # Uphill is straight away from the true class, for any p.
    slope = -size * np.linalg.norm(towards)
    log_odds = start + found.steps * slope
    np.testing.assert_allclose(found.along_gradient, np.log1p(np.exp(-log_odds)), 3e-5)
    random = np.random.default_rng([5, 8]).normal(size=SHAPE)
    side = (random * towards).sum() / np.linalg.norm(random) * size
    expected = np.log1p(np.exp(-(start + found.steps * side)))
    np.testing.assert_allclose(found.along_random, expected, rtol=3e-5)
    assert (np.diff(found.along_gradient) > 0).all()
    assert found.class_name == "granules"
    # What is kept of the pixels is what the network was given.
    np.testing.assert_array_equal(found.tile, one.minibatches[0].tiles[0])
    for way, losses in (
        (found.gradient, found.along_gradient),
        (found.random, found.along_random),
    ):
        assert way.dtype == np.float32
        assert np.linalg.norm(way) == pytest.approx(1, rel=1e-6)
        changed = np.stack([found.changed(n, way) for n in range(len(found.steps))])
        again = Minibatch(changed, np.ones(len(changed), np.int32))
        np.testing.assert_allclose(Losses(model).each(again), losses, rtol=1e-5)


def test_central_differences(model, known):
    found = looked(model, "exactness")
    np.testing.assert_allclose(found.steps, EXACT_STEPS)
    assert found.steps[[0, -1]] == pytest.approx([1e-5, 1e-1])
    for number, each in enumerate(MINIBATCHES):
        gradient = known.gradient(known.flat, each)
        length = np.linalg.norm(gradient)
        way = gradient / length
        expected = [
            (
                known.loss(known.flat + s * way, each)
                - known.loss(known.flat - s * way, each)
            )
            / (2 * s)
            for s in EXACT_STEPS
        ]
        # float32 has digits enough for the longer steps alone.
        np.testing.assert_allclose(found.measured[number, 4:], expected[4:], rtol=2e-3)
        np.testing.assert_allclose(found.told[number, 2:], length, rtol=1e-3)
        bend = abs(expected[-1] - length) / length
        assert found.errors[number, -1] == pytest.approx(bend, abs=1e-4)
    assert found.errors.shape == (4, 9)
    assert 0 < found.batch_error < 1e-5


def test_the_gradient_is_asked_of_the_step_that_was_made(model):
    """Steps of the size of the last digit of a weight are rounded: both ends know."""
    found = looked(model, "exactness")
    # With the step that was meant, some of these would be off by a per cent.
    assert np.median(found.errors[:, 0]) < 0.02


def normal_net():
    """Return a network with batch normalisation, and averages that are not 0 and 1."""
    keras.utils.set_random_seed(0)
    stack = [
        keras.Input((24, 24, 1)),
        layers.Conv2D(4, 3, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Dropout(0.5),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2, "softmax"),
    ]
    model = keras.Sequential(stack)
    model.layers[1].moving_mean.assign([0.1, -0.2, 0.3, 0.0])
    model.layers[1].moving_variance.assign([0.5, 2.0, 1.5, 1.0])
    return model


@pytest.mark.parametrize("view", MODULES)
def test_layers_are_as_in_prediction_and_averages_stay(view):
    model = normal_net()
    before = [weight.copy() for weight in model.get_weights()]
    tiles, classes = images(8, seed=1)
    minibatches = (Minibatch(tiles[:4], classes[:4]), Minibatch(tiles[4:], classes[4:]))
    if view == "input":
        minibatches = (Minibatch(tiles[:1], classes[:1]),)
    of = Given(LandscapeSpec(view=view, points=3), minibatches, ("a", "b"))
    found = []
    for _ in range(2):
        with held(model):
            found.append(look(Losses(model), of, None))
    for left, right in zip(found[0][1:], found[1][1:], strict=True):
        np.testing.assert_array_equal(left, right)
    for left, right in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(left, right)
    averages = 2 * 4
    assert Losses(model).size == sum(w.size for w in before) - averages


def test_weights_are_held_to_the_last_bit():
    model = conv_net()
    before = model.get_weights()
    losses = Losses(model)
    given_, moved = [], []

    def fail():
        with held(model) as found:
            given_.extend(found)
            losses.move(losses.weights(), np.ones(losses.size), 1 / 3)
            moved.append(model.get_weights()[0])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not np.array_equal(moved[0], before[0])
    for left, right in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(left, right)
    # What was given are copies: moving the weights did not change them.
    np.testing.assert_array_equal(given_[0], before[0])


def test_a_moved_network_is_the_one_that_is_asked():
    model = conv_net()
    tiles, classes = images(6)
    losses = Losses(model)
    with held(model):
        before = losses.loss(Minibatch(tiles, classes))
        start = losses.weights()
        np.testing.assert_array_equal(
            losses.move(start, np.ones(losses.size), 0), start
        )
        losses.move(start, -losses.slope(Minibatch(tiles, classes)).direction, 0.02)
        after = losses.loss(Minibatch(tiles, classes))
        p = ops.convert_to_numpy(model(tiles, training=False)).astype(float)
    assert after < before
    assert after == pytest.approx(-np.log(p[np.arange(6), classes]).mean(), rel=1e-5)


def test_gradients_that_would_fill_the_memory_are_refused(model, monkeypatch):
    monkeypatch.setattr(f"{leave_one_out.__module__}.MOST_BYTES", 1000)
    with pytest.raises(UserError, match="4 minibatches by 122 weights take over"):
        looked(model, "agreement")


def test_points_are_symmetric_about_0():
    found = symmetric(0.05, 21)
    assert len(found) == 21
    assert found[10] == 0
    np.testing.assert_array_equal(found, -found[::-1])
    np.testing.assert_allclose(found, np.linspace(-0.05, 0.05, 21), atol=1e-17)
