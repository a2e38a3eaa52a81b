"""Which test is chosen, and what is said: effect first, p last."""

import comparable
import numpy as np
import pytest

from cellclassifier.core.comparison.comparing import comparison
from cellclassifier.core.comparison.metrics import METRICS
from cellclassifier.core.comparison.sentences import methods, paragraph
from cellclassifier.core.errors import UserError


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("comparing"), tests=6)
    runs = comparable.experiment(
        made, 5, networks=("deep", "deep_sequential"), shuffled=True
    )
    rng = np.random.default_rng(0)
    for run in runs:
        share = {"deep": 0.95, "deep_sequential": 0.75}.get(run.record.variant, 0.5)
        comparable.predict(comparable.end(run), rng.random(48) < share)
    return comparable.sets_of(made)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("elsewhere") / "snf7", 2, seed=5)
    comparable.finish(comparable.experiment(made, 5), [8, 9, 10, 11, 9])
    (found,) = comparable.sets_of(made)
    return found._replace(label="snf7")


def test_runs_on_the_same_tiles_are_paired(sets):
    found = comparison([sets[0], sets[2]], "accuracy")
    assert found.how == "paired"
    effect, unit, why, p, *caveats = found.lines
    assert effect.startswith("Test accuracy: difference of means ")
    assert "over trainings and groups" in effect
    assert "Cliff's delta 1.00 (95 %" in effect
    assert "deep: n = 5 trainings of one split, not 5 experiments; 12 groups" in unit
    assert "same 48 tiles" in why
    assert p.startswith("Two-sided p values: Mann-Whitney U = 25, p = 0.008 (exact")
    assert "exchanged in whole groups" in p
    assert caveats[0].startswith("p values over trainings tell whether other seeds")
    assert found.two.difference == pytest.approx(found.apart[0].groups.value)


def test_what_networks_differ_in_besides_is_told(sets):
    found = comparison([sets[0], sets[2]], "accuracy")
    assert any("deep and deep_sequential differ in network" in c for c in found.caveats)


def test_runs_on_other_tiles_are_not_paired(sets, elsewhere):
    found = comparison([sets[0], elsewhere], "accuracy")
    assert found.how == "two"
    assert found.why.startswith(
        "Two sets of runs; their test tiles are not the same: 48 and 16"
    )
    assert "exchanged" not in found.p
    assert found.apart[0].groups.n_groups == (12, 4)
    assert any(
        "Test groups of the rarest class are few: snf7 (2)" in c for c in found.caveats
    )


def test_other_training_images_are_told(sets, elsewhere):
    found = comparison([sets[0], elsewhere], "accuracy")
    assert any("were trained on different tiles" in each for each in found.caveats)


def test_several_sets_are_compared_and_controls_called_so(sets):
    found = comparison(sets, "accuracy")
    assert found.how == "several"
    assert len(found.several.pairs) == len(found.apart) == 6
    assert found.p.startswith("Kruskal-Wallis H = ")
    assert "corrected after Holm" in found.why
    assert found.effect.index("epsilon squared") < found.effect.index("against")
    assert sum("is a control with shuffled labels" in c for c in found.caveats) == 2


def test_one_set_stands_beside_chance(sets):
    found = comparison(sets[:1], "accuracy")
    assert found.how == "one"
    assert "chance 50.0 %" in found.effect
    assert found.p == ""
    assert methods(found) == ""
    assert found.lines[2].startswith("One set of runs")


@pytest.mark.parametrize("metric", METRICS)
def test_each_number_can_be_compared(sets, metric):
    for some in (sets[:1], sets[:2], sets[:3]):
        found = comparison(some, metric)
        assert found.effect.endswith(".")
        assert "nan" not in " ".join(found.lines).lower()
        assert comparison(some, metric).lines == found.lines


def test_what_was_not_reached_counts_as_later(sets):
    slow = sets[2].runs
    for run in slow[:2]:
        path = run.folder / "events.jsonl"
        told = path.read_text().replace('"accuracy":1.0', '"accuracy":0.9')
        path.write_text(told)
    found = comparison([sets[0], sets[2]], "epochs")
    assert found.summaries[1].lacking == 2
    assert "no difference of means, since it was not reached" in found.effect
    assert "median 3 epochs (reached by 3 of 5 trainings)" in found.effect
    assert any(
        "2 of 5 trainings did not reach it, and count as later" in c
        for c in found.caveats
    )


def test_few_runs_are_told(sets):
    one, two = sets[0], sets[2]
    found = comparison(
        [one._replace(runs=one.runs[:3]), two._replace(runs=two.runs[:3])], "auc"
    )
    assert "(no interval)" in found.effect
    assert any(
        "fewer than 5 trainings there is no interval" in c for c in found.caveats
    )
    assert any("no result gives a p value below 0.1" in c for c in found.caveats)


def test_what_is_missing_is_told_and_nothing_is_compared_with_it(sets):
    gone = sets[2]._replace(runs=(), unfinished=3, failed=2)
    found = comparison([sets[0], gone], "accuracy")
    assert found.how == "one"
    assert any("3 have not ended, 2 have failed" in each for each in found.caveats)
    found = comparison([gone], "accuracy")
    assert found.how == "nothing"
    assert "Let the runs end" in found.effect


def test_splits_and_folds_are_told_apart(sets):
    split = sets[0]._replace(vary="split", label="splits")
    found = comparison([sets[0], split], "accuracy")
    assert (
        "splits also differs in its splits, which add an SD of 0.0 points" in found.unit
    )
    folds = sets[2]._replace(vary="folds")
    found = comparison([sets[0], folds], "accuracy")
    assert any("are not independent" in each for each in found.caveats)


def test_dead_runs_count_and_are_told(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    comparable.predict(comparable.end(runs[0]), 16)
    comparable.predict(comparable.end(runs[1], (0.5, 0.5, 0.5)), 8)
    found = comparison(comparable.sets_of(made), "accuracy")
    assert found.summaries[0].spread.mean == 0.75
    assert "deep: 1 of 2 trainings did not learn; they count." in found.caveats


def test_labels_are_told_apart(sets):
    found = comparison([sets[0], sets[0]], "accuracy")
    names = [each.run_set.label for each in found.summaries]
    assert names == ["deep 1", "deep 2"]
    assert found.two.difference == 0


def test_it_can_stand_in_a_paper(sets):
    found = comparison([sets[0], sets[2]], "accuracy")
    assert paragraph(found) == " ".join((found.effect, found.unit, found.p))
    told = methods(found)
    assert "The unit of these tests is one training." in told
    assert "exchanged in whole groups" in told
    assert "Holm" in methods(comparison(sets, "auc"))


@pytest.mark.parametrize(("some", "metric"), [([], "accuracy"), ([1], "beauty")])
def test_nothing_to_compare_is_refused(some, metric):
    with pytest.raises(UserError, match=r"[Cc]hoose"):
        comparison(some, metric)
