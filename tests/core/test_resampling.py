"""The bootstrap: whole units, within their class, and honest ends."""

import numpy as np
import pytest
from scipy.stats import bootstrap, norm, t

from cellclassifier.core.resampling import interval, redrawn, tail, units

ONE_CLASS_EACH = units("aabbccdd", np.array([0, 0, 0, 0, 1, 1, 1, 1]), 2)
MIXED = units("aabb", np.array([0, 1, 0, 1]), 2)


def draws(of, repetitions=500, seed=(0,), at_once=64):
    return np.concatenate(list(redrawn(of, repetitions, seed, at_once)))


def test_units_of_one_class_each_are_redrawn_within_their_class():
    assert [each.tolist() for each in ONE_CLASS_EACH.strata] == [[0, 1], [2, 3]]
    weights = draws(ONE_CLASS_EACH)
    assert weights.shape == (500, 4)
    assert (weights[:, :2].sum(axis=1) == 2).all()
    assert (weights[:, 2:].sum(axis=1) == 2).all()
    assert set(weights[:, 0]) == {0, 1, 2}


def test_units_of_several_classes_are_redrawn_all_together():
    weights = draws(MIXED)
    assert len(MIXED.strata) == 1
    assert (weights.sum(axis=1) == 2).all()
    assert set(weights[:, 0]) == {0, 1, 2}


def test_each_unit_comes_as_often_as_another():
    weights = draws(units(range(5), np.zeros(5, int), 2), 4000)
    np.testing.assert_allclose(weights.mean(axis=0), 1, atol=0.06)
    np.testing.assert_allclose(weights.var(axis=0), 0.8, atol=0.06)


def test_resamples_depend_on_the_seed_only():
    np.testing.assert_array_equal(draws(MIXED, at_once=7), draws(MIXED, at_once=500))
    assert (draws(MIXED, seed=(1,)) != draws(MIXED)).any()


def test_where_classes_are_found_is_counted():
    found = units("aabbc", np.array([0, 0, 0, 1, 1]), 3)
    assert found.holding.tolist() == [2, 2, 0]
    assert found.lacking.tolist() == [2, 2, 3]
    assert found.few() == pytest.approx(3)
    assert (found.few_of(0), found.few_of(2), found.fewest()) == (2, 0, 2)


def test_few_units_of_a_class_count_by_the_tiles_they_hold():
    # Satterthwaite: half the tiles on 2 units, half on 20: 3.8 degrees of freedom.
    names = [*np.repeat(range(2), 100), *np.repeat(range(2, 22), 10)]
    found = units(names, np.repeat([0, 1], 200), 2)
    assert found.few() == pytest.approx(1 + 1 / (0.25 / 1 + 0.25 / 19))
    assert found.few_of(0) == 2


def test_a_class_of_one_unit_tells_nothing_of_how_units_vary():
    found = units("aabbcc", np.array([0, 0, 1, 1, 1, 1]), 2)
    assert found.few() == found.few_of(0) == found.fewest() == 1
    assert interval(np.linspace(0, 1, 100), found.few()) is None


@pytest.mark.parametrize("n", [2, 5, 10, 40, 1000])
def test_tails_are_hesterbergs_expanded_percentiles(n):
    # Hesterberg 2015: alpha' / 2 = Phi(-sqrt(n / (n - 1)) t(alpha / 2, n - 1)).
    golden = norm.cdf(np.sqrt(n / (n - 1)) * t.ppf(0.025, n - 1))
    assert tail(n) == pytest.approx(golden, rel=1e-9)
    assert tail(n) < 0.025
    assert tail(1e6) == pytest.approx(0.025, rel=1e-4)


def test_an_interval_is_made_of_percentiles():
    random = np.random.default_rng(0)
    sample = random.normal(3, 1, 30)
    means = (draws(units(range(30), np.zeros(30, int), 1), 6000) @ sample) / 30
    found = interval(means, 30)
    golden = bootstrap(
        (sample,),
        np.mean,
        confidence_level=1 - 2 * tail(30),
        n_resamples=6000,
        method="percentile",
        rng=1,
    ).confidence_interval
    assert found == pytest.approx((golden.low, golden.high), abs=0.04)


def test_the_mean_of_few_is_covered_as_often_as_promised():
    random = np.random.default_rng(1)
    five = units(range(5), np.zeros(5, int), 1)
    covered, usual = 0, 0
    for place in range(400):
        sample = random.normal(0, 1, 5)
        means = (draws(five, 400, (place,), 400) @ sample) / 5
        low, high = interval(means, 5)
        covered += low <= 0 <= high
        low, high = np.quantile(means, [0.025, 0.975])
        usual += low <= 0 <= high
    assert covered / 400 > 0.88
    assert usual / 400 < 0.87


def test_what_is_undefined_too_often_has_no_interval():
    some = np.where(np.arange(100) < 4, np.nan, np.linspace(0, 1, 100))
    assert interval(some, 50) is not None
    assert interval(np.where(np.arange(100) < 6, np.nan, some), 50) is None
    assert interval(np.full(9, np.nan), 50) is None
    assert interval(np.zeros(0), 50) is None


def test_what_never_varies_has_no_interval():
    assert interval(np.ones(100), 50) is None
