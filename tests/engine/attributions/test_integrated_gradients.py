"""Integrated gradients: exact where that is known, complete everywhere."""

import numpy as np
import pytest
from explained import conv_net, images, linear_net, relative, scored, spotted
from scipy import ndimage

from cellclassifier.core.attribution_spec import IntegratedGradientsSpec
from cellclassifier.engine import attributions

each_baseline = pytest.mark.parametrize("baseline", ["blurred", "black"])


def explained(network, tiles, classes, **settings):
    spec = IntegratedGradientsSpec(**settings)
    return attributions.bind("integrated_gradients", network, spec)(tiles, classes)


def base_of(tiles, baseline, blur):
    if baseline == "black":
        return np.zeros_like(tiles)
    exact = tiles.astype(float)
    return ndimage.gaussian_filter(exact, (0, blur, blur, 0), truncate=3)


@each_baseline
@pytest.mark.parametrize("steps", [4, 32, 33])
def test_of_a_linear_model_it_is_weight_times_distance(baseline, steps):
    model, weight = linear_net()
    tiles = np.random.default_rng(1).random((2, *weight.shape), dtype=np.float32)
    settings = {"baseline": baseline, "steps": steps, "blur": 1.5}
    network = attributions.Scored(model)
    found = explained(network, tiles, np.array([1, 0]), **settings)
    sign = np.array([1, -1]).reshape(2, 1, 1, 1)
    expected = sign * weight * (tiles - base_of(tiles, baseline, 1.5))
    np.testing.assert_allclose(found.maps, expected, rtol=1e-4, atol=1e-5)
    for facts in found.measured:
        assert facts["gap"] < 1e-4
        assert facts["steps"] == steps


@each_baseline
def test_it_adds_up_to_the_change_of_the_log_odds(baseline):
    tiles, classes = images(12, seed=6)
    found = explained(scored(), tiles, classes, baseline=baseline)
    base = base_of(tiles, baseline, 24 / 10).astype(np.float32)
    change = scored().log_odds(tiles, classes) - scored().log_odds(base, classes)
    total = found.maps.sum(axis=(1, 2, 3), dtype=np.float64)
    gap = np.abs(total - change) / np.abs(change)
    told = [facts["gap"] for facts in found.measured]
    np.testing.assert_allclose(told, gap, rtol=0.05, atol=1e-4)
    assert np.median(gap) < 0.01
    assert gap.max() < 0.05


def test_its_sum_for_each_channel_is_that_of_a_way_with_many_steps():
    """In three channels: the same map, to the error of 32 steps."""
    network = attributions.Scored(conv_net(channels=3))
    tiles = np.random.default_rng(3).random((2, 24, 24, 3), dtype=np.float32)
    few, many = (
        explained(network, tiles, np.array([0, 1]), steps=steps).maps
        for steps in (32, 256)
    )
    np.testing.assert_allclose(
        few.sum(axis=(1, 2)),
        many.sum(axis=(1, 2)),
        atol=0.03 * np.abs(many).sum(axis=(1, 2)).max(),
    )


def test_steps_are_doubled_once_where_the_gap_is_wide():
    tiles, classes = images(12, seed=6)
    asked = []
    spec = IntegratedGradientsSpec(steps=4, baseline="black")
    explain = attributions.bind("integrated_gradients", scored(), spec)
    found = explain(tiles, classes, lambda: asked.append(1))
    steps = [facts["steps"] for facts in found.measured]
    assert set(steps) == {4, 8}  # else nothing is told apart here
    gaps = np.array([facts["gap"] for facts in found.measured])
    assert (gaps[np.array(steps) == 4] <= 0.05).all()
    # Three batches for both ends of twelve tiles, and one for each way.
    assert len(asked) == 3 + 12 + steps.count(8)


def test_what_is_not_doubled_is_the_midpoint_rule():
    """A quadratic log-odds: the middle of a single step is exact, its start is not."""
    tiles, classes = images(2, seed=1)
    found = explained(scored(), tiles, classes, steps=64, baseline="black").maps
    middles = (np.arange(64) + 0.5) / 64
    slopes = [
        scored().gradient((t * tiles).astype(np.float32), classes) for t in middles
    ]
    assert relative(np.mean(slopes, axis=0) * tiles, found) < 1e-4


def test_without_a_change_there_is_no_gap():
    flat = np.full((1, 24, 24, 1), 0.4, np.float32)
    found = explained(scored(), flat, np.array([1]))
    assert found.measured[0]["gap"] == 0
    assert np.abs(found.maps).max() < 1e-5


def test_against_the_blurred_tile_spots_count_for_more():
    """Against black every bright pixel counts, and so does the ground."""
    tiles, classes, spots = spotted(24, seed=4)
    tiles, classes, inside = tiles[1::2], classes[1::2], spots[1::2, ..., None]
    shares = {}
    for baseline in ("blurred", "black"):
        maps = np.abs(explained(scored(), tiles, classes, baseline=baseline).maps)
        of_each = (maps * inside).sum(axis=(1, 2, 3)) / maps.sum(axis=(1, 2, 3))
        shares[baseline] = np.median(of_each)
    assert shares["blurred"] > 1.05 * shares["black"]
