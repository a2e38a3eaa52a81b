"""Two sets on the same tiles, against SciPy, R. A. Fisher and McNemar."""

import comparable
import numpy as np
import pytest
from scipy import stats

from cellclassifier.core.agreement import mcnemar_by_group
from cellclassifier.core.comparison import paired as module
from cellclassifier.core.comparison.paired import Paired, exchange, paired

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Crossed less self-fertilised maize, 1/8 inch: R. A. Fisher, The Design of Experiments
(1935), sections 17 and 21."""


def test_exchanges_are_those_of_fisher():
    # Of 2^15 signs 1,726 give a sum at least as large to either side: p = 5.267 %.
    found = exchange(np.array(DARWIN, float))
    assert found.exact
    assert found.p == pytest.approx(1726 / 2**15, abs=1e-12)


def test_many_exchanges_are_drawn(monkeypatch):
    monkeypatch.setattr(module, "MOST_EXACT", 4)
    found = exchange(np.array(DARWIN, float))
    assert not found.exact
    assert found.p == pytest.approx(1726 / 2**15, abs=0.003)


def test_exchanges_are_those_of_scipy():
    gains = np.random.default_rng(2).normal(0.4, 1, 9)
    other = stats.permutation_test(
        (gains, np.zeros(9)),
        lambda x, y, axis: (x - y).mean(axis),
        permutation_type="samples",
        n_resamples=np.inf,
    )
    assert exchange(gains).p == pytest.approx(other.pvalue)
    assert exchange(np.zeros(3)).p == 1


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("paired"), tests=4)
    rng = np.random.default_rng(0)
    for share in (0.95, 0.6):
        runs = comparable.experiment(made, 3, name=f"{share}")
        n = len(runs[0].tiles("test"))
        comparable.finish(runs, [rng.random(n) < share for _ in runs])
    return made


@pytest.fixture
def sets(study):
    worse, better = comparable.sets_of(study)
    return better, worse


def rights(run_set):
    return np.array([run.predictions("test").right for run in run_set.runs])


def test_the_difference_is_that_of_the_means(sets):
    found = paired(*sets)
    assert isinstance(found, Paired)
    a, b = (rights(each) for each in sets)
    assert found.n_tiles == 32
    assert found.difference.value == pytest.approx(a.mean() - b.mean())
    low, high = found.difference.interval
    assert low < found.difference.value < high
    assert found.difference.n_groups == (8,)
    assert found.difference.by_group
    assert paired(*sets) == found
    other = paired(sets[1], sets[0])
    assert other.difference.value == pytest.approx(-found.difference.value)
    assert other.exchanged == found.exchanged


def test_of_single_runs_the_exchange_is_mcnemars_by_group(sets):
    one, two = (each._replace(runs=each.runs[:1]) for each in sets)
    found = paired(one, two)
    groups = one.runs[0].predictions("test").groups
    expected = mcnemar_by_group(rights(one)[0], rights(two)[0], groups)
    assert found.exchanged.p == pytest.approx(expected)
    # One run tells nothing of runs.
    assert found.difference.runs == 0


def test_more_of_the_same_tiles_in_another_order_are_paired_too(sets):
    one, two = sets
    for run in two.runs:
        table = run.predictions("test")
        order = np.random.default_rng(1).permutation(len(table.tiles))
        comparable.write_predictions(run.predictions_path("test"), table.rows(order))
    after = paired(one, two)
    assert after.difference.value == pytest.approx(
        rights(one).mean() - rights(two).mean()
    )
    p = module.crossed(one, "accuracy").scores.mean(0)
    assert after.n_tiles == p.size


def test_balanced_accuracy_and_loss_are_paired(sets):
    found = paired(*sets, "balanced")
    assert found.difference.value == pytest.approx(paired(*sets).difference.value)
    assert paired(*sets, "loss").difference.value < 0


def test_other_images_of_the_same_name_cannot_be_paired(tmp_path, sets):
    made = comparable.study(tmp_path, tests=2)
    comparable.finish(comparable.experiment(made, 2), [8, 8])
    (other,) = comparable.sets_of(made)
    found = paired(sets[0], other)
    assert found == (
        "their test tiles are not the same: 32 and 16, of which 16 are in both"
    )


def test_runs_that_predicted_other_tiles_cannot_be_paired(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    comparable.finish(runs, [8, 8])
    (own,) = comparable.sets_of(made)
    table = runs[1].predictions("test")
    comparable.write_predictions(
        runs[1].predictions_path("test"), table.rows(np.arange(5))
    )
    assert paired(own, own) == "the runs of deep have not all predicted the same tiles"
    assert "no run of deep" in paired(own._replace(runs=()), own)
