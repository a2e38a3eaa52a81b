"""Curves and areas, as scikit-learn has them; reliability, by hand and by others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged import drawn, sure, table
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    average_precision_score,
    precision_recall_curve,
    roc_auc_score,
    roc_curve,
)

from cellclassifier.core.evaluation.curves import (
    average_precision,
    bin_of,
    hits,
    precision_recall,
    ranking,
    reliability,
    roc,
    roc_area,
)
from cellclassifier.core.statistics import wilson

# The example of scikit-learn's roc_auc_score, roc_curve and average_precision_score.
IS_CLASS, SCORE = [False, False, True, True], [0.1, 0.4, 0.35, 0.8]

scored = st.lists(
    st.tuples(st.booleans(), st.sampled_from(np.linspace(0, 1, 9).tolist())),
    min_size=1,
    max_size=60,
)


def areas(is_class, score):
    counts = hits(ranking(is_class, score))
    return float(roc_area(*counts)), float(average_precision(*counts))


def test_the_documented_example_of_scikit_learn():
    assert areas(IS_CLASS, SCORE) == pytest.approx((0.75, 0.8333333333333333))
    curve = roc(IS_CLASS, SCORE)
    assert curve.x.tolist() == [0, 0, 0.5, 0.5, 1]
    assert curve.y.tolist() == [0, 0.5, 0.5, 1, 1]
    assert curve.thresholds.tolist() == [np.inf, 0.8, 0.4, 0.35, 0.1]


@settings(max_examples=150, deadline=None)
@given(scored)
def test_curves_and_areas_agree_with_scikit_learn_also_with_ties(rows):
    is_class, score = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    area, mean = areas(is_class, score)
    assert np.isnan(area) == (len(set(is_class)) < 2)
    assert np.isnan(mean) == (not is_class.any())
    if len(set(is_class)) < 2:
        return
    assert area == pytest.approx(roc_auc_score(is_class, score))
    assert mean == pytest.approx(average_precision_score(is_class, score))
    golden = roc_curve(is_class, score, drop_intermediate=False)
    for found, expected in zip(roc(is_class, score), golden, strict=True):
        np.testing.assert_allclose(found, expected)
    precision, recall, thresholds = precision_recall_curve(is_class, score)
    found = precision_recall(is_class, score)
    np.testing.assert_allclose(found.x, recall[::-1])
    np.testing.assert_allclose(found.y, precision[::-1])
    np.testing.assert_allclose(found.thresholds[1:], thresholds[::-1])


def test_a_threshold_gives_the_tiles_of_its_point():
    random = np.random.default_rng(0)
    is_class, score = random.random(200) < 0.4, random.random(200).round(2)
    curve = roc(is_class, score)
    for x, y, threshold in zip(*curve, strict=True):
        called = score >= threshold
        assert y == pytest.approx((called & is_class).sum() / is_class.sum())
        assert x == pytest.approx((called & ~is_class).sum() / (~is_class).sum())


def test_what_all_score_alike_is_a_guess():
    assert areas([True, False, True, False], [0.5] * 4) == (0.5, 0.5)


def test_curves_of_one_kind_of_tiles_only_are_told_as_undefined():
    assert np.isnan(roc([True, True], [0.2, 0.4]).x[1:]).all()
    assert np.isnan(precision_recall([False], [0.2]).x[1:]).all()
    assert np.isnan(areas([], [])).all()


@pytest.mark.parametrize(
    ("is_class", "score"), [([True], [0.1, 0.2]), ([True, False], [0.1, np.nan])]
)
def test_scores_must_be_numbers_one_a_tile(is_class, score):
    with pytest.raises(ValueError, match="one score, a number, for each tile"):
        roc(is_class, score)


def test_the_calibration_error_of_torchmetrics_documented_example():
    # MulticlassCalibrationError(num_classes=3, n_bins=3, norm="l1") gives 0.2000.
    p = [[0.25, 0.20, 0.55], [0.55, 0.05, 0.40], [0.10, 0.30, 0.60], [0.90, 0.05, 0.05]]
    found = reliability(table(p, "abca", classes="abc"), bins=3)
    assert found.error() == pytest.approx(0.2, abs=1e-6)
    assert found.counts.tolist() == [0, 3, 1]


def test_bins_agree_with_scikit_learns_calibration_curve():
    made = drawn(500, seed=3)
    found = reliability(made, bins=7)
    share, mean = calibration_curve(made.right, made.confidence, n_bins=7)
    filled = found.counts > 0
    np.testing.assert_allclose(found.accuracy[filled], share)
    np.testing.assert_allclose(found.confidence[filled], mean, rtol=1e-6)
    assert np.isnan(found.accuracy[~filled]).all()
    assert found.counts.sum() == 500


def test_bins_hold_their_upper_edge():
    confidence = np.array([0.5, 0.55, 0.6, 0.600001, 0.9, 1.0], np.float32)
    assert bin_of(confidence).tolist() == [4, 5, 5, 6, 8, 9]
    assert bin_of(np.array([0.0, 1.0], np.float32), 1).tolist() == [0, 0]


def test_each_bin_has_the_interval_of_its_share():
    made = table(sure("aaaab", confidence=0.95), "aaabb")
    found = reliability(made)
    assert (found.low[9], found.high[9]) == wilson(4, 5)[2:]
    assert np.isnan(found.low[:9]).all()
    assert found.accuracy[9] == 0.8


def test_tiles_of_unknown_class_have_no_part_in_it():
    found = reliability(table(sure("aab"), "a.b"))
    assert found.counts.sum() == 2
    assert np.isnan(reliability(table(sure("a"), ".")).error())
