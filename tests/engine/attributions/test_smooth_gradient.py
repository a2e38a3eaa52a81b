"""SmoothGrad: an average over noise that is seeded, and the tile's own."""

import numpy as np
from explained import SIDE, images, linear_net, relative, scored

from cellclassifier.core.attribution_spec import SmoothGradientSpec
from cellclassifier.engine import attributions


def explained(tiles, classes, network=None, **settings):
    spec = SmoothGradientSpec(**settings)
    explain = attributions.bind("smooth_gradient", network or scored(), spec)
    return explain(tiles, classes).maps


def test_of_a_linear_model_it_is_weight_times_input():
    model, weight = linear_net()
    tiles = np.random.default_rng(1).random((3, *weight.shape), dtype=np.float32)
    found = explained(tiles, np.ones(3, int), attributions.Scored(model))
    np.testing.assert_allclose(found, weight * tiles, rtol=1e-5, atol=1e-6)


def test_it_is_the_mean_over_noisy_copies():
    tiles, classes = images(2, seed=1)
    noise = np.random.default_rng(7).standard_normal((5, *tiles.shape[1:]), np.float32)
    for tile, index in zip(tiles, classes, strict=True):
        noisy = tile + 0.2 * (tile.max() - tile.min()) * noise
        slopes = scored().gradient(noisy.astype(np.float32), np.full(5, index))
        expected = slopes.mean(axis=0) * tile
        settings = {"samples": 5, "noise": 0.2, "seed": 7}
        found = explained(tile[None], np.array([index]), **settings)[0]
        assert relative(expected, found) < 1e-4


def test_another_seed_is_another_map_and_more_samples_bring_them_closer():
    tiles, classes = images(2, seed=1)

    def apart(samples):
        maps = [explained(tiles, classes, samples=samples, seed=s) for s in (0, 1)]
        return relative(*maps)

    assert 0 < apart(128) < apart(4)


def test_without_noise_it_would_be_gradient_x_input():
    tiles, classes = images(4, seed=1)
    plain = attributions.bind("gradient_input", scored())(tiles, classes).maps
    assert relative(plain, explained(tiles, classes, noise=1e-6)) < 0.01
    assert relative(plain, explained(tiles, classes, noise=0.3)) > 0.05


def test_an_even_tile_has_no_range_and_so_no_noise():
    _, classes = images(1)
    even = np.full((1, SIDE, SIDE, 1), 0.2, np.float32)
    plain = attributions.bind("gradient_input", scored())(even, classes).maps
    assert relative(plain, explained(even, classes, noise=1.0)) < 1e-5
