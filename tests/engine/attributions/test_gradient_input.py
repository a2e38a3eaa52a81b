"""Gradient x input against what is known exactly."""

import keras
import numpy as np
import pytest
from explained import conv_net, images, linear_net, log_odds_64, scored, trained

from cellclassifier.engine import attributions, backend

in_float64 = pytest.mark.skipif(
    backend.name() != "tensorflow", reason="PyTorch has no float64 throughout"
)


def test_of_a_linear_model_it_is_weight_times_input():
    model, weight = linear_net()
    tiles = np.random.default_rng(1).random((3, *weight.shape), dtype=np.float32)
    found = attributions.load("gradient_input", model)(tiles, np.array([1, 0, 1])).maps
    sign = np.array([1, -1, 1]).reshape(3, 1, 1, 1)
    np.testing.assert_allclose(found, sign * weight * tiles, rtol=1e-5, atol=1e-6)


def test_of_a_network_without_biases_it_adds_up_to_the_log_odds():
    keras.utils.set_random_seed(2)
    network = attributions.Scored(conv_net(use_bias=False))
    tiles, classes = images(10)
    found = attributions.bind("gradient_input", network)(tiles, classes).maps
    score = network.log_odds(tiles, classes)
    np.testing.assert_allclose(found.sum(axis=(1, 2, 3)), score, rtol=1e-4, atol=1e-6)


@in_float64
def test_its_sum_is_the_slope_of_the_log_odds_along_brightness():
    """Sum of A = dF((1 + t) a)/dt, by central differences in float64.

    This stands where completeness (the sum of A is F minus the F of a baseline) would
    be tested: completeness holds for integrated gradients, but for gradient x input
    only without biases, and is off by far for a trained network.
    """
    tiles, classes = images(12, seed=6)
    found = attributions.bind("gradient_input", scored())(tiles, classes).maps
    step = 1e-6
    exact = tiles.astype(float)
    brighter = log_odds_64(trained(), (1 + step) * exact, classes)
    darker = log_odds_64(trained(), (1 - step) * exact, classes)
    slope = (brighter - darker) / (2 * step)
    error = np.abs(found.sum(axis=(1, 2, 3)) - slope)
    assert (error < 1e-4 * np.abs(found).sum(axis=(1, 2, 3))).all()
    score = log_odds_64(trained(), exact, classes)
    assert np.abs(slope - score).max() > 0.1  # else the test could not tell them apart


@in_float64
def test_each_value_is_brightness_times_its_own_slope():
    tiles, chosen = images(2, seed=7)
    found = attributions.bind("gradient_input", scored())(tiles, chosen).maps
    step = 1e-6
    for row, column in [(0, 0), (5, 17), (12, 12), (23, 3)]:
        lower, higher = tiles.astype(float), tiles.astype(float)
        lower[:, row, column] -= step
        higher[:, row, column] += step
        scores = [log_odds_64(trained(), each, chosen) for each in (higher, lower)]
        expected = (scores[0] - scores[1]) / (2 * step) * tiles[:, row, column, 0]
        scale = np.abs(found).max()
        np.testing.assert_allclose(
            found[:, row, column, 0], expected, rtol=1e-3, atol=1e-4 * scale
        )
