"""Medians, and intervals that know of groups and runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core.clumps.medians import median, over_runs, weighted_medians


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4)), min_size=1, max_size=12)
)
def test_weights_are_how_often_a_value_counts(pairs):
    values, weights = np.array(pairs, np.float64).T
    (found,) = weighted_medians(values, weights[np.newaxis])
    repeated = np.repeat(values, weights.astype(int))
    if repeated.size:
        assert found == np.median(repeated)
    else:
        assert np.isnan(found)


def alike_in_groups(seed, groups=6, tiles=20):
    random = np.random.default_rng(seed)
    names = np.repeat([f"g{number}" for number in range(groups)], tiles)
    of_group = np.repeat(random.normal(5, 1, groups), tiles)
    return of_group + random.normal(0, 0.1, groups * tiles), list(names)


def test_tiles_that_are_alike_in_groups_are_not_taken_for_many():
    values, groups = alike_in_groups(0)
    by_group = median(values, groups)
    by_tile = median(values, [str(number) for number in range(len(values))])
    assert by_group.value == by_tile.value == np.median(values)
    assert (by_group.over, by_tile.over) == ("groups", "tiles")
    assert np.ptp(by_group.interval) > 2 * np.ptp(by_tile.interval)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    covered = 0
    for seed in range(60):
        low, high = median(*alike_in_groups(seed, 10, 5)).interval
        covered += low <= 5 <= high
    assert covered >= 52


def test_one_group_has_no_interval():
    found = median(np.array([1.0, 2, 3]), ["a"] * 3)
    assert (found.value, found.interval, found.groups) == (2, None, 1)
    assert "no interval" in found.text()


def test_without_a_tile_it_says_so():
    found = median(np.empty(0), [])
    assert np.isnan(found.value)
    assert found.text() == "no tile to measure"


def test_runs_are_the_outer_level():
    values, groups = alike_in_groups(1, 8)
    apart = np.stack([values + shift for shift in (-3, -1, 0, 1, 3)])
    same = np.stack([values] * 5)
    found, alone = over_runs(apart, groups), over_runs(same, groups)
    assert found.value == pytest.approx(np.median(values))
    assert (found.runs, found.over) == (5, "runs and groups")
    assert np.ptp(found.interval) > 1.5 * np.ptp(alone.interval)
    assert "5 runs and 8 groups" in found.text()


def test_it_is_told_with_n_and_interval():
    text = median(*alike_in_groups(2)).text()
    assert text.endswith("over 6 groups; 120 tiles)")
    assert " x (95 % " in text


def test_the_same_seed_gives_the_same_interval():
    values, groups = alike_in_groups(3, 40, 3)
    assert median(values, groups, 4) == median(values, groups, 4)
    assert median(values, groups, 4) != median(values, groups, 5)
