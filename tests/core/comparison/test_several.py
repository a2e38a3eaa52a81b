"""Several sets, against R 4.2.2."""

import numpy as np
import pytest
from scipy import stats

from cellclassifier.core.comparison.several import holm, several

SETS = [[2.9, 3.0, 2.5, 2.6, 3.2], [3.8, 2.7, 4.0, 2.4], [2.8, 3.4, 3.7, 2.2, 2.0]]
"""Mucociliary efficiency: the example of R's `kruskal.test`."""


def test_kruskal_wallis_is_that_of_r():
    # kruskal.test(SETS): 0.771428571429, df = 2, p = 0.679964773579
    found = several(SETS)
    assert found.h == pytest.approx(0.771428571429, abs=1e-12)
    assert found.freedom == 2
    assert found.n == (5, 4, 5)
    assert found.epsilon == pytest.approx(0.771428571429 / 13)
    # One set is small: of permutations, near the chi-squared one.
    assert found.by_permutation
    assert found.p == pytest.approx(0.68, abs=0.05)


def test_larger_sets_with_ties_are_those_of_scipy():
    rng = np.random.default_rng(3)
    sets = [rng.integers(0, 9, 12) + shift for shift in (0, 1, 3, 0)]
    found, other = several(sets), stats.kruskal(*sets)
    assert found.h == pytest.approx(other.statistic)
    assert found.p == pytest.approx(other.pvalue)
    assert not found.by_permutation


def test_few_runs_have_the_p_value_of_all_ways():
    # 3 and 3 and 3 in perfect order: 6 of 1,680 ways.
    found = several([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    assert found.p == pytest.approx(6 / 1680, abs=0.001)


def test_pairs_are_corrected_as_in_r():
    # pairwise.wilcox.test(..., p.adjust.method = "holm")
    sets = [*SETS[:2], [5.1, 5.8, 6.4, 7.7, 8.0]]
    found = several(sets).pairs
    assert [(pair.first, pair.second) for pair in found] == [(0, 1), (0, 2), (1, 2)]
    expected = (0.7301587301587, 0.0238095238095, 0.031746031746)
    assert [pair.holm for pair in found] == pytest.approx(expected, abs=1e-12)


def test_holm_is_that_of_r():
    # By p.adjust(..., "holm"):
    found = holm([0.01, 0.02, 0.03, 0.04, 0.005])
    assert found == pytest.approx((0.04, 0.06, 0.06, 0.06, 0.025))
    assert holm([0.6, 0.7]) == (1, 1)
    assert holm([]) == ()


def test_equal_runs_are_no_difference():
    found = several([[1, 1], [1, 1], [1]])
    assert found.p == 1
    assert np.isnan(found.h)


@pytest.mark.parametrize("sets", [[[1, 2]], [[1], []], [[1], [np.nan]]])
def test_nothing_to_compare_is_refused(sets):
    with pytest.raises(ValueError, match="two or more"):
        several(sets)
