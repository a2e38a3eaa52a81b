"""Counts turned into numbers with n and interval."""

import pytest
from scipy.stats import binomtest

from cellclassifier.core.statistics import baseline, learnt, wilson


@pytest.mark.parametrize("n", [1, 2, 7, 20, 371, 100_000])
@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.95, 1])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.99])
def test_wilson_agrees_with_scipy(n, share, level):
    k = round(n * share)
    golden = binomtest(k, n).proportion_ci(level, method="wilson")
    found = wilson(k, n, level)
    assert (found.low, found.high) == pytest.approx(golden, abs=1e-9)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_wilson_gives_the_published_numbers():
    found = wilson(19, 20)
    assert (found.k, found.n, found.value) == (19, 20, 0.95)
    assert found.low == pytest.approx(0.764, abs=5e-4)
    assert found.high == pytest.approx(0.991, abs=5e-4)


def test_none_and_all_end_exactly_at_0_and_1():
    assert wilson(0, 9).low == 0
    assert wilson(9, 9).high == 1


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 3), (4, 3)])
def test_impossible_counts_are_refused(k, n):
    with pytest.raises(ValueError, match="Expected 0 <= k <= n"):
        wilson(k, n)


def test_a_proportion_is_told_with_n_and_interval():
    assert wilson(352, 371).text() == "352 of 371 right: 94.9 % (92.1-96.7)"


def test_baseline_is_the_majority_class():
    found = baseline(["b", "a", "b", "c"], 5)
    assert found == ("b", 0.5, 0.2)
    assert baseline(["b", "a"], 2).class_name == "a"


@pytest.mark.parametrize(
    ("k", "n", "most", "expected"),
    [
        (352, 371, 0.639, True),
        (237, 371, 0.639, False),
        (11, 20, 0.5, False),
        (19, 20, 0.5, True),
        (3, 3, 0.5, False),
    ],
)
def test_learnt_means_surely_above_the_majority(k, n, most, expected):
    assert learnt(wilson(k, n), most) is expected
