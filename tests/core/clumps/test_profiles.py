"""Profiles show where attribution lies."""

import numpy as np
import pytest

from cellclassifier.core.clumps.profiles import (
    DISTANCES,
    RADII,
    by_brightness,
    by_centre,
    by_distance,
    profile,
)


def test_a_map_of_the_bright_pixels_lies_in_the_last_tenth():
    light = np.random.default_rng(0).random((20, 20))
    found = by_brightness((light > np.quantile(light, 0.9)).astype(float), light)
    np.testing.assert_allclose(found, [0] * 9 + [10], atol=1e-9)


def test_the_inside_of_clumps_comes_first_then_what_is_near():
    mask = np.zeros((40, 40), bool)
    mask[20, 20] = True
    y, x = np.mgrid[:40, :40] - 20
    away = np.hypot(y, x)
    # With a radius of 2 px the second step, 0.5 to 1 radii, is 1 to 2 px away.
    found = by_distance(((away > 1) & (away <= 2)).astype(float), mask, 2)
    assert len(found) == len(DISTANCES)
    assert found[2] == pytest.approx(40 * 40 / 8)
    assert np.nansum(found) == pytest.approx(found[2])
    inside = by_distance(mask.astype(float), mask, 2)
    assert inside[0] == pytest.approx(40 * 40)
    assert np.isnan(by_distance(np.ones((4, 4)), np.zeros((4, 4), bool), 2)).all()


def test_a_map_of_the_border_shows_by_distance_from_the_centre():
    border = np.ones((64, 64))
    border[2:-2, 2:-2] = 0
    found = by_centre(border)
    middles = (RADII[:-1] + RADII[1:]) / 2
    assert (found[middles < 0.9] == 0).all()
    assert (found[middles > 1.0] > 1).all()


@pytest.mark.parametrize("mask", [True, False])
def test_an_even_map_is_1_everywhere(mask):
    even = np.full((16, 16), 0.2, np.float32)
    for found in (
        by_brightness(even, np.random.default_rng(0).random((16, 16))),
        by_centre(even),
        by_distance(even, np.eye(16, dtype=bool) & mask, 1.0),
    ):
        np.testing.assert_allclose(found[np.isfinite(found)], 1, rtol=1e-6)


def test_the_band_is_over_groups():
    random = np.random.default_rng(0)
    shifts = np.repeat(random.normal(0, 1, 8), 10)
    rows = 3 + shifts[:, None] + 0.01 * random.standard_normal((80, 10))
    groups = [str(number // 10) for number in range(80)]
    found = profile("brightness", rows, groups)
    assert (found.groups, found.x.tolist()) == (8, list(range(5, 100, 10)))
    np.testing.assert_allclose(found.mean, rows.mean(axis=0))
    assert (found.high - found.low > 0.8).all()
    assert ((found.low < found.mean) & (found.mean < found.high)).all()
    alone = profile("brightness", rows, ["all"] * 80)
    assert np.isnan(alone.low).all()


def test_bins_that_some_tiles_lack_are_over_the_others():
    rows = np.array([[1.0, np.nan], [3.0, 5.0], [np.nan, np.nan]])
    found = profile("centre", rows, ["a", "b", "b"])
    np.testing.assert_array_equal(found.mean, [2, 5])
    assert found.tiles.tolist() == [2, 1]
