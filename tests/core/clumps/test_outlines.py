"""Outlines run along the edges of pixels and enclose just the mask."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as numbers

from cellclassifier.core.clumps.outlines import outlines


def signed_area(polygon):
    x, y = polygon.T
    return (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2


def test_a_square_has_four_corners():
    mask = np.zeros((5, 6), bool)
    mask[1:3, 2:5] = True
    (found,) = outlines(mask)
    assert {tuple(point) for point in found} == {(2, 1), (5, 1), (5, 3), (2, 3)}


def test_a_hole_has_an_outline_of_its_own():
    mask = np.ones((3, 3), bool)
    mask[1, 1] = False
    areas = sorted(abs(signed_area(each)) for each in outlines(mask))
    assert areas == [1, 9]


@given(numbers.arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_outlines_enclose_the_mask_whatever_it_is(mask):
    found = outlines(mask)
    # Holes run the other way round, and are taken off.
    assert sum(signed_area(each) for each in found) == pytest.approx(mask.sum())
    for polygon in found:
        steps = np.abs(polygon - np.roll(polygon, 1, axis=0))
        assert ((steps == 0).sum(axis=1) == 1).all()
