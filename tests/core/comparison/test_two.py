"""Two sets, against R 4.2.2, SciPy, effsize and every way to deal them."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from cellclassifier.core.comparison import permutations
from cellclassifier.core.comparison.permutations import p_of_ranks, p_of_sums
from cellclassifier.core.comparison.two import cliff, difference_interval, two

X = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
Y = [1.15, 0.88, 0.90, 0.74, 1.21]
"""From the examples of R's `wilcox.test`: Hollander and Wolfe, permeability."""

TREATED = [94, 197, 16, 38, 99, 141, 23]
CONTROL = [52, 104, 146, 10, 51, 30, 40, 27, 46]
"""Survival of mice, days: Efron and Tibshirani, An Introduction to the Bootstrap."""


def by_hand(first, second, statistic):
    """Go through all ways to deal the numbers."""
    pooled = np.array([*first, *second], float)
    values = statistic(pooled)
    mean = len(first) * values.mean()
    least = abs(values[: len(first)].sum() - mean) - 1e-9
    sums = [values[list(c)].sum() for c in combinations(range(len(pooled)), len(first))]
    return np.mean(np.abs(np.array(sums) - mean) >= least)


def test_mann_whitney_is_that_of_r():
    # wilcox.test(x, y): W = 35, p-value = 0.254412254412
    found = two(X, Y)
    assert found.u == 35
    assert found.ranked.exact
    assert found.ranked.p == pytest.approx(0.254412254412, abs=1e-12)
    assert not found.ties


def test_mann_whitney_of_twelve_runs_each_is_that_of_scipy():
    a, b = np.random.default_rng(0).normal(size=(2, 12))
    other = stats.mannwhitneyu(a, b, method="exact").pvalue
    assert p_of_ranks(a, b).p == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([1, 2, 2, 3], [2, 3, 4, 4, 4]),
        ([0.9, 0.9, 0.9], [0.9, 0.8, 0.9, 0.7]),
        ([1, 1, np.inf, np.inf], [1, 2, 3, np.inf, np.inf]),
    ],
)
def test_ties_are_counted_exactly(first, second):
    found = two(first, second)
    assert found.ties
    assert found.ranked.exact
    assert found.ranked.p == pytest.approx(by_hand(first, second, stats.rankdata))


def test_permutation_of_means_is_exact():
    # R: m <- combn(16, 7); mean(abs(sums - e) >= abs(sum(treated) - e)) is
    # 0.278321678322; one-sided it is 0.140996503497, the book's 0.141.
    found = two(TREATED, CONTROL)
    assert found.permuted.exact
    assert found.permuted.p == pytest.approx(0.278321678322, abs=1e-12)
    assert found.difference == pytest.approx(30.63, abs=0.005)


def test_permutation_of_equal_sizes_is_that_of_scipy():
    a, b = np.array(TREATED, float), np.array(CONTROL[:7], float)
    other = stats.permutation_test(
        (a, b), lambda x, y, axis: x.mean(axis) - y.mean(axis), n_resamples=np.inf
    )
    assert p_of_sums(a, b).p == pytest.approx(other.pvalue)


def test_accuracies_that_are_equal_but_for_rounding_are_ties():
    first, second = np.array([0.1 + 0.2, 0.7, 0.4]), np.array([0.3, 0.6, 0.5])
    other = by_hand(first, second, np.asarray)
    assert p_of_sums(first, second).p == pytest.approx(other)
    assert p_of_sums(np.full(5, 0.3), np.full(4, 0.3)).p == 1


def test_many_runs_are_drawn_and_stay_close(monkeypatch):
    a, b = np.random.default_rng(1).normal([[0.6], [0.0]], size=(2, 10))
    exact = p_of_sums(a, b)
    monkeypatch.setattr(permutations, "MOST_EXACT", 5)
    drawn = p_of_sums(a, b, seed=2)
    assert exact.exact
    assert not drawn.exact
    assert drawn.p == pytest.approx(exact.p, abs=0.005)
    assert p_of_sums(a, b, seed=2) == drawn


def test_very_many_runs_are_ranked_by_the_normal_distribution():
    a, b = np.random.default_rng(1).normal(size=(2, 80))
    found = p_of_ranks(a, b)
    assert not found.exact
    assert found.p == stats.mannwhitneyu(a, b, method="asymptotic").pvalue


def test_cliffs_delta_is_that_of_effsize():
    # cliff.delta(treatment, control) of effsize 0.7.4, as its own tests print it:
    # -0.25 (small), 95 % -0.7265846 to 0.3890062.
    treatment = np.array([10, 10, 20, 20, 20, 30, 30, 30, 40, 50.0])
    control = np.array([10, 20, 30, 40, 40, 50.0])
    found = cliff(treatment, control)
    assert found.value == -0.25
    assert found.size == "small"
    assert found.interval == pytest.approx((-0.7265846, 0.3890062), abs=5e-8)


def test_delta_is_u_turned_round():
    found = two(X, Y)
    assert found.delta.value == pytest.approx(2 * found.u / 50 - 1)


def test_sets_that_do_not_overlap_have_a_delta_with_an_interval():
    a, b = np.arange(12.0), np.arange(12.0) + 20
    assert cliff(b, a).interval == (pytest.approx(2 * 0.05 ** (1 / 12) - 1), 1)
    assert cliff(a, b).interval == (-1, pytest.approx(1 - 2 * 0.05 ** (1 / 12)))


def bca(a, b, draws=40_000):
    """Efron 1987, written down anew."""
    rng = np.random.default_rng(5)
    theta = a.mean() - b.mean()
    many = rng.choice(a, (draws, a.size)).mean(1) - rng.choice(b, (draws, b.size)).mean(
        1
    )
    z0 = stats.norm.ppf(np.mean(many < theta))
    parts = []
    for x, sign in ((a, 1), (b, -1)):
        left = np.array([np.delete(x, i).mean() for i in range(x.size)]) * sign
        parts.append((x.size - 1) * (left.mean() - left) / x.size)
    u = np.concatenate(parts)
    speed = (u**3).sum() / (6 * (u**2).sum() ** 1.5)
    z = z0 + stats.norm.ppf([0.025, 0.975])
    return np.quantile(many, stats.norm.cdf(z0 + z / (1 - speed * z)))


def test_the_interval_of_the_difference_is_bca():
    a, b = np.array(TREATED, float), np.array(CONTROL, float)
    found = difference_interval(a, b)
    assert found == pytest.approx(tuple(bca(a, b)), abs=2.0)
    # By percentiles alone it would be another one.
    assert abs(found[0] + found[1] - 2 * (a.mean() - b.mean())) > 2
    assert difference_interval(a, b) == found


@pytest.mark.parametrize(
    ("first", "second"),
    [([0.9] * 4, [0.8, 0.7, 0.6, 0.5, 0.4]), ([0.9] * 6, [0.8] * 6)],
)
def test_few_or_equal_runs_have_no_interval(first, second):
    assert two(first, second).interval is None


def test_what_was_not_reached_has_ranks_but_no_mean():
    found = two([3, 4, 5, 6, 7], [6, 9, np.inf, np.inf, np.inf])
    assert found.means is found.difference is found.permuted is None
    assert found.medians == (5, np.inf)
    assert found.delta.value == pytest.approx((1 - 23) / 25)
    assert found.ranked.p < 0.05


@pytest.mark.parametrize(("first", "second"), [([], [1]), ([1], [np.nan])])
def test_nothing_to_compare_is_refused(first, second):
    with pytest.raises(ValueError, match="two sets"):
        two(first, second)
