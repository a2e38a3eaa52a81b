"""Boxes, against R 4.2.2 and by hand."""

import numpy as np
import pytest

from cellclassifier.core.comparison.boxes import Box, box, jitter, limits


def test_quartiles_are_those_of_r_and_whiskers_those_of_ggplot():
    # quantile(c(1, 2, 4, 8, 16, 32, 64), type = 7) gives 1 3 8 24 64; 24 + 1.5 * 21 is
    # 55.5, so that the whisker ends at 32.
    assert box([64, 1, 32, 2, 16, 4, 8]) == Box(7, 1, 3, 8, 24, 32, (64.0,))


def test_outliers_lie_on_both_sides():
    found = box([0, 10, 10.5, 11, 11.5, 12, 30])
    assert found.outliers == (0.0, 30.0)
    assert (found.low, found.high) == (10, 12)


def test_no_whisker_ends_inside_of_its_box():
    # Type 7 of 0, 0, 0, 1: quartiles 0 and .25, and 1 lies beyond .625.
    assert box([0, 0, 0, 1]) == Box(4, 0, 0, 0, 0.25, 0.25, (1.0,))


@pytest.mark.parametrize("values", [[], [0.5], [0.5, 0.6], [0.5, None, 0.6]])
def test_few_runs_have_no_box(values):
    assert box(values) is None


def test_what_was_not_reached_is_in_no_box():
    assert box([1, None, 2, 3, np.inf]).n == 3


def test_points_are_moved_across_by_the_seed_and_stay_there():
    found = jitter(200, 3, 0.2)
    assert np.abs(found).max() <= 0.2
    assert np.ptp(found) > 0.35
    assert (jitter(200, 3, 0.2) == found).all()
    assert (jitter(100, 3, 0.2) == found[:100]).all()
    assert (jitter(200, 4, 0.2) != found).any()


def test_no_axis_hides_a_point_or_a_mark():
    low, high = limits([0.62, None, 0.31, 0.7], [0.5, 0.98])
    assert low < 0.31
    assert high > 0.98
    low, high = limits([0.7, 0.7])
    assert low < 0.7 < high
    assert limits([None, np.inf]) is None
