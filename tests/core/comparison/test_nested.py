"""Noise of seeds, splits and groups, against a paper and the evaluation."""

import comparable
import numpy as np
import pytest

from cellclassifier.core.comparison.crossed import Crossed
from cellclassifier.core.comparison.nested import (
    components,
    difference,
    noise,
    over_groups,
    split_noise,
    unit,
)
from cellclassifier.core.comparison.redrawing import mean_of
from cellclassifier.core.evaluation.evaluate import evaluate

JUDGES = np.array(
    [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ]
)
"""Six targets and four judges: P. E. Shrout and J. L. Fleiss, Psychol. Bull. 86 (1979)
420-428, table 2."""


def table(scores, groups, true=None, strata=None):
    n = scores.shape[1]
    zero = np.zeros(n, np.intp)
    places = tuple(("image", i, 0, 64, 1) for i in range(n))
    true = zero if true is None else np.asarray(true)
    return Crossed(
        np.asarray(scores, float),
        places,
        tuple(map(str, groups)),
        true,
        zero if strata is None else strata,
    )


def test_components_are_those_of_shrout_and_fleiss():
    # Mean squares of targets, judges and the rest are 11.24, 32.49 and 1.02.
    found = components(JUDGES.T.astype(float), np.zeros(6, np.intp))
    assert found.groups**2 == pytest.approx((11.24 - 1.02) / 4, abs=0.005)
    assert found.runs**2 == pytest.approx((32.49 - 1.02) / 6, abs=0.005)
    assert found.rest**2 == pytest.approx(1.02, abs=0.005)
    parts = 2.556 / 6, 5.244 / 4, 1.02 / 24
    assert found.share_of_groups == pytest.approx(parts[0] / sum(parts), abs=0.002)


def test_groups_are_compared_within_their_class():
    cells = JUDGES.T.astype(float)
    cells = np.hstack([cells, cells + 50])
    found = components(cells, np.repeat([0, 1], 6))
    assert found.groups**2 == pytest.approx((11.24 - 1.02) / 4, rel=0.1)


def test_where_nothing_varies_there_is_no_noise():
    found = components(np.full((3, 4), 0.9), np.zeros(4, np.intp))
    assert (found.runs, found.groups, found.rest) == (0, 0, 0)


def test_the_interval_is_as_wide_as_runs_and_groups_make_it():
    rng = np.random.default_rng(0)
    runs, groups, rest = rng.normal(size=40), rng.normal(size=60), 2.0
    scores = runs[:, None] + groups + rng.normal(0, rest, (40, 60))
    found = mean_of((table(scores, range(60)),), False)
    # Both redrawn: variances of rows, of columns, and of what is left, each once.
    rows, columns = scores.mean(1), scores.mean(0)
    left = scores - rows[:, None] - columns + scores.mean()
    variance = rows.var() / 40 + columns.var() / 60 + (left**2).mean() / 2400
    low, high = found.interval
    assert (high - low) / 2 == pytest.approx(2.0 * np.sqrt(variance), rel=0.06)
    assert found.runs == pytest.approx(rows.std(ddof=1) / np.sqrt(40))
    assert found.groups == pytest.approx(columns.std() / np.sqrt(60), rel=0.05)


def test_two_on_different_tiles_vary_more_than_on_the_same():
    rng = np.random.default_rng(1)
    hard = rng.normal(size=30)
    one, two = (table(hard + rng.normal(0, 0.3, (8, 30)), range(30)) for _ in "ab")
    same, apart = mean_of((one, two), True), mean_of((one, two), False)
    assert same.value == pytest.approx(apart.value)
    assert np.ptp(apart.interval) > 2 * np.ptp(same.interval)
    assert same.n_groups == (30,)
    assert apart.n_groups == (30, 30)


def test_a_class_of_a_single_group_has_no_interval():
    scores = np.random.default_rng(2).random((4, 6))
    true = [0, 0, 0, 0, 1, 1]
    assert mean_of((table(scores, "aabbcc", true),), False).interval is None
    assert mean_of((table(scores, "aabbcd", true),), False).interval is not None


def test_what_is_always_right_has_wilsons_interval_of_its_groups():
    found = mean_of((table(np.ones((3, 8)), "aabbccdd"),), False)
    # Four of four: statsmodels' proportion_confint(4, 4, method="wilson").
    assert found.interval == pytest.approx((0.5101, 1), abs=1e-4)


@pytest.fixture(scope="module")
def run_set(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("nested"), tests=6)
    runs = comparable.experiment(made, 3)
    rng = np.random.default_rng(3)
    easy = np.repeat(rng.random(12), 4)
    comparable.finish(runs, [rng.random(48) < 0.4 + 0.6 * easy for _ in runs])
    (found,) = comparable.sets_of(made)
    return found


def test_one_run_over_groups_is_as_its_evaluation(run_set):
    one = run_set._replace(runs=run_set.runs[:1])
    for key in ("accuracy", "balanced"):
        found = over_groups(one, key)
        other = evaluate(run_set.runs[0].predictions("test"))
        other = other.balanced if key == "balanced" else other.accuracy_by_group
        assert found.value == pytest.approx(other.value)
        assert found.interval == pytest.approx(other.by_group, abs=0.025)


def test_seeds_widen_the_interval(run_set):
    of_all, one = over_groups(run_set, "accuracy"), run_set.runs[:1] * 3
    alike = over_groups(run_set._replace(runs=one), "accuracy")
    assert alike.runs == 0
    assert of_all.runs > 0
    assert noise(run_set, "accuracy").n_groups == 12


def test_two_sets_on_other_tiles_are_apart_by_groups(run_set):
    found = difference(run_set, run_set, "accuracy")
    assert found.value == 0
    assert found.interval[0] < 0 < found.interval[1]
    assert difference(run_set, run_set, "auc") is None
    assert over_groups(run_set._replace(runs=()), "accuracy") is None


def test_n_is_told_of_what_it_is(run_set):
    text = "n = 3 trainings of one split, not 3 experiments; 12 groups in the test"
    found = unit(run_set)
    assert found.text == f"{text} (48 tiles)"
    assert (found.runs, found.groups, found.tiles, found.least) == (3, 12, 48, 6)
    assert "3 splits of the same tiles" in unit(run_set._replace(vary="split")).text
    assert "another fold" in unit(run_set._replace(vary="folds")).text
    one = run_set._replace(runs=run_set.runs[:1])
    assert unit(one).text.startswith("n = 1 training, of whose chance nothing")


def test_splits_add_to_seeds():
    seeds, splits = [1, 2, 3, 4, 5], [0, 2, 4, 6, 8]
    assert split_noise(seeds, splits) == pytest.approx(np.sqrt(10 - 2.5))
    assert split_noise(splits, seeds) == 0
    assert split_noise([1], splits) is None
