"""Nulls are what they say: the same shapes elsewhere, brightness, other networks."""

import numpy as np
import pytest

from cellclassifier.core.clumps.nulls import (
    BRIGHTNESS,
    Null,
    brightness_of,
    elsewhere,
    of_other_networks,
    over_tiles,
    p_value,
)
from cellclassifier.core.clumps.relevance import score


def spot(size=24):
    mask = np.zeros((size, size), bool)
    mask[3:7, 4:9] = True
    return mask


def moved_everywhere(found, mask):
    """Score every move by brute force; those that meet the mask itself are left out."""
    values = []
    for y in range(mask.shape[0]):
        for x in range(mask.shape[1]):
            other = np.roll(mask, (y, x), (0, 1))
            if not (other & mask).any():
                values.append(score(found, other).enrichment)
    return np.array(values)


def test_masks_elsewhere_have_the_scores_of_masks_that_are_moved():
    random = np.random.default_rng(0)
    found, mask = random.random((24, 24)) ** 3, spot()
    every = moved_everywhere(found, mask)
    drawn = elsewhere(found, mask, len(every), random)
    np.testing.assert_allclose(np.sort(drawn), np.sort(every))


def test_where_nothing_is_free_the_masks_meet_as_little_as_they_can():
    mask = np.zeros((6, 6), bool)
    mask[:, ::2] = True
    mask[0, 1] = True
    found = np.where(mask, 1.0, 0.0)
    drawn = elsewhere(found, mask, 10, np.random.default_rng(0))
    least = min(
        (np.roll(mask, (y, x), (0, 1)) & mask).sum() for y in range(6) for x in range(6)
    )
    np.testing.assert_allclose(drawn, least / 19 / mask.mean())


def test_the_same_seed_draws_the_same_places():
    found, mask = np.random.default_rng(1).random((24, 24)), spot()
    one, two, other = (
        elsewhere(found, mask, 19, np.random.default_rng(seed)) for seed in (5, 5, 6)
    )
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()


def test_attribution_on_the_clumps_is_above_all_masks_elsewhere():
    mask = spot()
    drawn = elsewhere(np.where(mask, 1.0, 0.01), mask, 19, np.random.default_rng(0))
    null = over_tiles("masks elsewhere", np.array([5.0]), drawn[np.newaxis])
    assert null.below == 19
    assert null.p == pytest.approx(0.05)
    assert "(19 of 19 below, p = 0.05)" in null.text()


def test_p_is_never_0_and_counts_ties_against():
    assert p_value(3, np.array([1.0, 3, 2])) == 0.5
    assert p_value(9, np.zeros(99)) == 0.01


def test_brightness_is_the_tile_itself():
    tile = np.array([[[0.2, 0.3], [-0.1, 0.5]]], np.float32)
    np.testing.assert_allclose(brightness_of(tile), [[0.5, 0.5]], rtol=1e-6)
    words = Null(BRIGHTNESS, 3.0, np.array([1.93]), 8).text()
    assert words == "brightness alone 1.9 x"


def test_maps_of_other_networks_are_scored_each():
    mask = spot()
    maps = [np.where(mask, 3.0, 1.0), -np.ones((24, 24, 2)), np.zeros((24, 24))]
    found = of_other_networks(maps, mask)
    assert found[0] == pytest.approx(3 / (1 + 2 * mask.mean()))
    assert found[1] == pytest.approx(1)
    assert np.isnan(found[2])


def test_a_draw_is_one_of_each_tile_and_tiles_without_are_left_out():
    observed = np.array([4.0, 6.0, 100.0])
    drawn = np.array([[1.0, 2], [3, 8], [np.nan, np.nan]])
    null = over_tiles("permuted weights", observed, drawn)
    assert (null.observed, null.tiles) == (5, 2)
    np.testing.assert_array_equal(null.values, [2, 5])
    assert (null.below, null.p) == (1, pytest.approx(2 / 3))
    empty = over_tiles("permuted weights", observed[2:], drawn[2:])
    assert empty.text() == "permuted weights not measured"
