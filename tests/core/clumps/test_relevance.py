"""Scores of attribution in clumps, against numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core.clumps.relevance import magnitude_of, score

MASK = np.zeros((4, 5), bool)
MASK[0, :4] = True


def test_scores_are_those_worked_out_by_hand():
    found = np.ones((4, 5))
    found[0, 0] = found[3, 3] = 9
    # 12 of 36 lie in a fifth of the area; of the 4 strongest pixels two are known, one
    # of them inside, and the 2 others are drawn of 18 alike, 3 of which are inside.
    result = score(found, MASK)
    assert result.area == pytest.approx(0.2)
    assert result.mass == pytest.approx(12 / 36)
    assert result.enrichment == pytest.approx(12 / 36 / 0.2)
    assert result.rank == pytest.approx((1 + 2 * 3 / 18) / 4)


def test_an_even_map_does_not_know_of_clumps():
    result = score(np.full((4, 5), 0.3, np.float32), MASK)
    assert result.enrichment == pytest.approx(1)
    assert result.rank == pytest.approx(result.area)


@pytest.mark.parametrize("mask", [np.zeros((4, 5), bool), np.ones((4, 5), bool)])
def test_without_clumps_or_without_anything_else_there_is_no_score(mask):
    result = score(np.ones((4, 5)), mask)
    assert not result.defined
    assert np.isnan(result[1:]).all()
    assert result.area == mask.mean()


def test_without_attribution_there_is_no_score():
    assert not score(np.zeros((4, 5)), MASK).defined


@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e6))
def test_the_scale_of_a_map_changes_no_score(seed, factor):
    found = np.random.default_rng(seed).random((4, 5))
    np.testing.assert_allclose(score(factor * found, MASK), score(found, MASK))


def test_channels_add_up_without_their_signs():
    found = np.array([[[1.0, -2.0]], [[-3.0, 0.0]]])
    np.testing.assert_array_equal(magnitude_of(found), [[3], [3]])
    np.testing.assert_array_equal(magnitude_of(found[..., 1]), [[2], [0]])


def test_shapes_that_differ_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        score(np.ones((3, 3)), MASK)
