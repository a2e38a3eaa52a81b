"""What erasing and adding clumps is said to show."""

import numpy as np
import pytest
from scipy.stats import wilcoxon

from cellclassifier.core.clumps.counterfactual_results import dose_curve, erasing


def test_erasing_is_judged_against_the_placebo_tile_by_tile():
    random = np.random.default_rng(0)
    before = random.normal(7, 1, 30)
    erased, placebo = before - random.normal(8, 1, 30), before - random.normal(0, 1, 30)
    flips = (erased < 0, placebo < 0)
    groups = [str(number // 5) for number in range(30)]
    found = erasing(before, erased, placebo, flips, groups)
    assert found.drop.value == pytest.approx(np.median(before - erased))
    assert found.drop.groups == 6
    assert found.p == pytest.approx(wilcoxon(placebo - erased).pvalue)
    assert found.p < 1e-6
    assert (found.flips.k, found.placebo_flips.k) == (flips[0].sum(), 0)
    assert "elsewhere 0 of 30 tiles (0 %)" in found.text()


def test_what_changes_nothing_shows_nothing():
    same = np.array([1.0, 2, 3])
    none = np.zeros(3, bool)
    found = erasing(same, same, same, (none, none), ["a", "b", "c"])
    assert (found.p, found.drop.value) == (1, 0)
    alone = erasing(same[:1], same[:1], same[:1], (none[:1], none[:1]), ["a"])
    assert np.isnan(alone.p)
    assert "p =" not in alone.text()


def test_a_tile_counts_from_where_it_stays_flipped():
    flipped = np.array(
        [[0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 0, 0], [0, 1, 1, 1], [1, 1, 1, 1]], bool
    )
    found = dose_curve([0, 1, 2, 4], flipped)
    assert [share.k for share in found.flips] == [1, 3, 3, 4]
    # They stay so from 2, 4, never, 1 and 0 clumps on.
    assert found.until == 2
    assert "half of the tiles do with 2 clumps" in found.text()


def test_where_most_never_flip_it_says_so():
    flipped = np.zeros((3, 2), bool)
    flipped[0, 1] = True
    found = dose_curve([0, 1], flipped)
    assert np.isinf(found.until)
    assert found.text().startswith("With 1 clump 1 of 3 tiles (33 %) change class")
    assert "never" in found.text()
