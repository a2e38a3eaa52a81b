"""The verdict on an experiment, in words."""

import comparable
import numpy as np
import pytest

from cellclassifier.core.comparison import verdict_of as module
from cellclassifier.core.comparison.sets import gather, offers
from cellclassifier.core.comparison.verdict_of import control_for, verdict_of
from cellclassifier.core.verdicts import verdict


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("verdicts"), tests=6)
    runs = comparable.experiment(made, 5, shuffled=True)
    rng = np.random.default_rng(0)
    plain = [run for run in runs if run.record.variant == "deep"]
    for number, run in enumerate(plain):
        dead = number == 4
        comparable.end(run, (0.5, 0.5, 0.5) if dead else (0.6, 0.9, 1.0))
        comparable.predict(run, 24 if dead else rng.random(48) < 0.95)
    for run in runs:
        if run not in plain:
            comparable.predict(comparable.end(run), rng.random(48) < 0.5)
    return comparable.sets_of(made)


def test_verdicts_are_those_of_the_runs(sets):
    plain = sets[0]
    assert module.verdicts(plain) == tuple(verdict(run) for run in plain.runs)


def test_kinds_are_counted_and_numbers_told(sets):
    plain, control = sets
    found = verdict_of(plain, control)
    assert found.n == 5
    assert found.kinds == {"converged": 4, "did_not_learn": 1}
    assert found.untrusted == 1
    assert found.text.startswith("Of 5 runs 4 converged and 1 did not learn.")
    assert "not 5 experiments; 12 groups in the test (48 tiles)" in found.text
    assert "The classes can be told apart: balanced accuracy" in found.text
    assert "With shuffled labels the test stays at chance" in found.text
    assert "1 of 5 runs did not learn and are counted" in found.settle[0]


def test_what_is_memorised_needs_more_groups(sets):
    found = verdict_of(sets[1])
    assert found.text.startswith("All 5 runs memorised the training tiles.")
    assert "That classes can be told apart is not shown" in found.text
    assert found.settle[0].startswith("Train on more groups, or more tiles")
    assert any(each.startswith("Test on more groups") for each in found.settle)


def test_without_a_control_one_is_asked_for(sets):
    assert any("Add the control" in each for each in verdict_of(sets[0]).settle)
    few = sets[1]._replace(runs=sets[1].runs[:2])
    settle = verdict_of(sets[0], few).settle
    assert "Let the control have 5 runs: it has 2." in settle
    # A control needs none of its own.
    assert not any("control" in each for each in verdict_of(sets[1]).settle)


def test_few_runs_and_few_groups_are_told(sets):
    one = sets[0]._replace(runs=sets[0].runs[:1])
    found = verdict_of(one)
    assert found.text.startswith("The one run converged.")
    assert any(each.startswith("Add runs: with 1") for each in found.settle)


def test_few_groups_want_more(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    comparable.finish(comparable.experiment(made, 2), [15, 16])
    (found,) = comparable.sets_of(made)
    settle = verdict_of(found).settle
    assert any("the class with the fewest has 2" in each for each in settle)


def test_nothing_yet_says_what_to_do(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    (offer,) = offers(made)
    found = verdict_of(gather(offer, "test"))
    assert "No run has ended" in found.text
    assert found.settle == ("Let the runs end.",)
    for run in runs:
        comparable.end(run)
    found = verdict_of(gather(offer, "test"))
    assert found.settle == ("Predict 'test' with the 2 runs that ended.",)


def test_the_control_of_a_variant_is_found(sets):
    plain, control = sets
    assert control_for(plain, sets) is control
    assert control_for(plain, [plain]) is None
    other = control._replace(variant="deep_sequential, shuffled labels")
    assert control_for(plain, [other]) is None
