"""All numbers of predictions: as scikit-learn has them, with honest intervals."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged import drawn, sure, table
from sklearn import metrics

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.curves import reliability
from cellclassifier.core.evaluation.estimates import Estimates
from cellclassifier.core.evaluation.evaluate import Estimate, evaluate
from cellclassifier.core.evaluation.numbers import error_by_chance
from cellclassifier.core.statistics import Baseline, wilson

FEW = {"repetitions": 20}


def golden_of_classes(made):
    """Return precision, recall, F1, ROC area and average precision of each class."""
    true, called, p = made.true, made.predicted, made.probabilities
    places = range(len(made.classes))
    options = {"labels": list(places), "zero_division": np.nan}
    three = metrics.precision_recall_fscore_support(true, called, **options)[:3]
    areas = [metrics.roc_auc_score(true == i, p[:, i]) for i in places]
    means = [metrics.average_precision_score(true == i, p[:, i]) for i in places]
    return [*three, areas, means]


@pytest.mark.parametrize("ties", [None, 1])
@pytest.mark.parametrize("classes", ["ab", "abc", "abcde"])
def test_every_number_agrees_with_scikit_learn(classes, ties):
    made = drawn(400, classes, seed=len(classes), ties=ties)
    true, called, p = made.true, made.predicted, made.probabilities.astype(float)
    found = evaluate(made, **FEW)
    assert found.n == 400
    assert found.accuracy.value == metrics.accuracy_score(true, called)
    assert found.accuracy_by_group.value == pytest.approx(found.accuracy.value)
    golden = metrics.balanced_accuracy_score(true, called)
    assert found.balanced.value == pytest.approx(golden)
    np.testing.assert_array_equal(found.matrix, metrics.confusion_matrix(true, called))
    golden = metrics.confusion_matrix(true, called, normalize="true")
    np.testing.assert_allclose(found.shares, golden)
    whole = p / p.sum(axis=1, keepdims=True)
    golden = metrics.brier_score_loss(true, whole if len(classes) > 2 else p[:, 1])
    assert found.brier.value == pytest.approx(golden, rel=1e-5)
    golden = metrics.log_loss(true, whole)
    assert found.log_loss.value == pytest.approx(golden, rel=1e-5)
    assert found.calibration_error.value == pytest.approx(reliability(made).error())
    rows = golden_of_classes(made)
    for place, each in enumerate(found.classes):
        values = (
            each.precision.value,
            each.recall.value,
            each.f1.value,
            found.roc_auc[place].value,
            found.average_precision[place].value,
        )
        assert values == pytest.approx([row[place] for row in rows])
        assert each.precision_by_group.value == pytest.approx(each.precision.value)
        assert each.recall_by_group.value == pytest.approx(each.recall.value)


def test_a_probability_of_zero_does_not_make_log_loss_infinite_and_is_told():
    found = evaluate(table([[1, 0], [0, 1], [0.5, 0.5]], "bba"), **FEW)
    least = np.finfo(np.float32).eps
    assert found.log_loss.value == pytest.approx(-np.log([least, 1, 0.5]).mean())
    assert any("below 1.2e-07 in 1 of 3 tiles" in s for s in found.notes)


def test_the_brier_score_of_even_probabilities():
    assert evaluate(table([[0.5, 0.5]] * 4, "abab"), **FEW).brier.value == 0.25
    thirds = table([[1 / 3] * 3] * 3, "abc", classes="abc")
    assert evaluate(thirds, **FEW).brier.value == pytest.approx(2 / 3)


def test_tiles_of_unknown_class_are_left_out_and_counted():
    known = drawn(60, seed=2)
    mixed = known._replace(true_classes=("", *known.true_classes[1:-1], ""))
    found, golden = evaluate(mixed, **FEW), evaluate(mixed.known(), **FEW)
    assert found.n == 58
    assert found.roc_auc == golden.roc_auc
    assert any("2 of 60 tiles are left out" in each for each in found.notes)


def test_without_known_classes_there_are_no_numbers():
    with pytest.raises(UserError, match="the class of none of these 2 is"):
        evaluate(table(sure("ab"), ".."))


def test_a_class_without_tiles_is_told_and_left_out_of_the_mean():
    found = evaluate(table(sure("aabac", "abc"), "aabbb", classes="abc"))
    absent = found.classes[2]
    assert (absent.n, absent.predicted, absent.recall) == (0, 1, None)
    assert absent.precision == wilson(0, 1)
    assert isnan(found.roc_auc[2].value)
    assert isnan(found.average_precision[2].value)
    assert found.roc_auc[2].by_tile is None
    assert np.isnan(found.shares[2]).all()
    assert found.balanced.value == pytest.approx((1 + 1 / 3) / 2)
    assert any("No tile is of `c`" in each for each in found.notes)


def test_one_class_only_has_an_accuracy_all_the_same():
    found = evaluate(table(sure("aab"), "aaa"))
    assert found.accuracy == wilson(2, 3)
    assert found.accuracy_by_group.by_tile == wilson(2, 3)[2:]
    assert isnan(found.roc_auc[0].value)
    assert found.baseline == Baseline("a", 1.0, 0.5)


def test_one_tile_is_enough_to_start():
    found = evaluate(table(sure("a"), "a"))
    assert found.accuracy == wilson(1, 1)
    assert found.brier.by_tile is None


def test_shares_have_wilsons_interval_by_tile():
    found = evaluate(drawn(200, groups=9, spread=1, seed=4), **FEW)
    assert found.accuracy_by_group.by_tile == found.accuracy[2:]
    for each in found.classes:
        assert each.recall_by_group.by_tile == each.recall[2:]
        assert each.precision_by_group.by_tile == each.precision[2:]


def test_groups_that_differ_widen_the_interval():
    found = evaluate(drawn(2000, groups=12, spread=1.5, seed=1))

    def width(ends):
        return ends[1] - ends[0]

    assert found.groups == 24
    for each in (found.accuracy_by_group, found.balanced, found.brier, *found.roc_auc):
        assert width(each.by_group) > 2 * width(each.by_tile)
    assert "quote the intervals by group (24 groups)" in found.notes[0]


def test_intervals_hold_their_number_and_stay_where_it_can_be():
    found = evaluate(drawn(150, "abc", groups=5, spread=1, seed=8))
    every = [found.accuracy_by_group, found.balanced, found.brier, found.log_loss]
    every += [found.calibration_error, *found.roc_auc, *found.average_precision]
    every += [each.f1 for each in found.classes]
    for each in every:
        for low, high in (each.by_tile, each.by_group):
            assert 0 <= low <= each.value <= high
    assert all(each.by_group[1] <= 1 for each in found.roc_auc)


def test_tiles_that_are_groups_of_their_own_count_as_independent():
    found = evaluate(drawn(80, seed=1), **FEW)
    assert found.groups == 80
    assert found.accuracy_by_group.by_group is None
    assert found.balanced.by_group is None
    assert "quote the intervals by tile" in found.notes[0]


def test_an_image_stands_for_the_group_it_does_not_have():
    made = table(sure("aabb"), "aabb", [""] * 4, ["1.tif", "1.tif", "2.tif", "2.tif"])
    assert evaluate(made, **FEW).groups == 2


def test_one_group_tells_nothing_of_others():
    found = evaluate(table(sure("aabab"), "aabbb", ["day1"] * 5), **FEW)
    assert found.accuracy_by_group.by_group is None
    assert "All tiles are of one group, `day1`." in found.notes[0]
    assert "too narrow for new ones" in found.notes[0]


def test_one_group_of_a_class_tells_nothing_of_the_class():
    found = evaluate(table(sure("aabab"), "aabbb", list("ppqrr")), **FEW)
    assert found.accuracy_by_group.by_group is None
    assert found.roc_auc[0].by_group is None
    assert "The tiles of `a` come from one group only." in found.notes[0]


def test_few_groups_are_told():
    found = evaluate(drawn(300, groups=4, seed=1), **FEW)
    assert "The class of fewest groups has 4" in found.notes[1]
    many = evaluate(drawn(900, groups=15, seed=1), **FEW)
    assert not any("fewest" in each for each in many.notes)


def test_perfect_groups_are_not_perfectly_certain():
    made = table(sure("aaaabbbb"), "aaaabbbb", list("ppqqrrss"))
    found = evaluate(made)
    # Four groups, two of each class: 1 + 2 degrees of freedom.
    assert found.accuracy_by_group.by_group == wilson(3, 3)[2:]
    assert found.classes[0].recall_by_group.by_group == wilson(2, 2)[2:]
    assert found.roc_auc[0] == Estimate(1.0, 8, None, None, 4)


def test_the_same_seed_gives_the_same_intervals():
    made = drawn(90, groups=4, spread=1)
    first, again = evaluate(made, repetitions=200), evaluate(made, repetitions=200)
    other = evaluate(made, repetitions=200, seed=1)
    assert first.roc_auc == again.roc_auc
    assert first.calibration_by_chance == again.calibration_by_chance
    assert first.roc_auc[0].by_tile != other.roc_auc[0].by_tile
    assert first.roc_auc[0].value == other.roc_auc[0].value


def test_many_tiles_are_redrawn_less_often_and_that_is_told():
    made = drawn(60_000, "abc", groups=20, spread=0.5)
    found = evaluate(made)
    assert 500 <= found.repetitions < 2000
    assert any(f"{found.repetitions:,} resamples" in each for each in found.notes)
    exact = [
        metrics.roc_auc_score(made.true == i, made.probabilities[:, i])
        for i in range(3)
    ]
    assert [each.value for each in found.roc_auc] == pytest.approx(exact)
    for each in (*found.roc_auc, *found.average_precision):
        assert each.by_tile[0] < each.value < each.by_tile[1]
        assert each.by_group[0] < each.by_tile[0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 5))
def test_nothing_falls_over(seed, n, groups):
    made = drawn(n, "abc", seed, groups=groups, ties=1)
    found = evaluate(made, repetitions=30)
    assert found.accuracy == made.accuracy()
    for each in (*found.roc_auc, found.brier, found.calibration_error):
        for ends in (each.by_tile, each.by_group):
            assert ends is None or ends[0] <= ends[1]


def test_ties_at_full_confidence_are_told():
    found = evaluate(table([[1, 0], [1, 0], [0.2, 0.8]], "abb"), **FEW)
    assert any("2 tiles have a confidence of exactly 1" in s for s in found.notes)


def calibrated_table(n, seed):
    random = np.random.default_rng(seed)
    p = random.uniform(0, 1, n)
    true = np.where(random.random(n) < p, "b", "a")
    return table(np.stack([1 - p, p], axis=1), true.tolist())


def test_the_error_of_a_calibrated_network_lies_below_what_chance_makes():
    below, covered = 0, 0
    for seed in range(120):
        made = calibrated_table(150, seed)
        by_chance = error_by_chance(made.confidence, 300, seed)
        found = Estimates(made, seed, 100).error("calibration_error", by_chance)
        below += found.value <= by_chance
        covered += found.by_tile[0] == 0
    assert 0.88 < below / 120 <= 1
    assert covered >= below


def test_the_error_by_chance_is_that_of_drawn_truths():
    confidence = calibrated_table(80, 1).confidence
    random = np.random.default_rng(9)
    errors = []
    for _ in range(600):
        right = random.random(80) < confidence
        p = np.stack([confidence, 1 - confidence], axis=1)
        errors.append(reliability(table(p, np.where(right, "a", "b").tolist())).error())
    golden = np.quantile(errors, 0.95)
    assert error_by_chance(confidence, 2000, 0) == pytest.approx(golden, rel=0.08)


@pytest.mark.parametrize(
    ("estimate", "percent", "text"),
    [
        (
            Estimate(0.9488, 371, (0.9215, 0.9671), (0.88, 0.981), 12),
            True,
            "94.9 % (by tile 92.2-96.7; by group 88.0-98.1)",
        ),
        (Estimate(0.5, 9, (0.25, 0.75), None, 9), False, "0.500 (by tile 0.250-0.750)"),
        (Estimate(1.0, 9, None, None, 9), True, "100.0 % (no interval)"),
        (Estimate(float("nan"), 9, None, None, 9), True, "not defined"),
    ],
)
def test_an_estimate_says_which_interval_is_which(estimate, percent, text):
    assert estimate.text(percent) == text
