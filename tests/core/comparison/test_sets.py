"""What can be compared, and that nothing is left out in silence."""

import comparable
import pytest

from cellclassifier.core.comparison.sets import (
    OUTSIDE,
    gather,
    labelled,
    offers,
)
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.study import Study


@pytest.fixture
def study(tmp_path):
    return comparable.study(tmp_path, tests=2)


def test_every_run_is_counted_whatever_became_of_it(study):
    runs = comparable.experiment(study, 6)
    comparable.predict(comparable.end(runs[0]), 8)
    # A network that answers one class only is a run like any other.
    comparable.predict(comparable.end(runs[1], (0.5, 0.5, 0.5)), 4)
    comparable.end(runs[2])
    comparable.end(runs[3], outcome="failed")
    comparable.end(runs[4], outcome="cancelled")
    (offer,) = offers(study)
    assert (len(offer.runs), offer.done, offer.tests) == (6, 3, {"test": 2})
    found = gather(offer, "test")
    assert [run.id for run in found.runs] == [runs[0].id, runs[1].id]
    assert (found.unfinished, found.failed, found.unpredicted) == (2, 1, 1)
    assert found.planned == 6
    told = "2 have not ended, 1 has failed, 1 has not predicted test"
    assert found.missing() == f"deep: of 6 runs {told}."
    assert found.chance == 0.5
    assert found.classes == ("discs", "squares")


def test_variants_of_an_experiment_come_apart(study):
    comparable.experiment(study, 1, vary="split", shuffled=True, name="colours")
    plain, control = offers(study)
    assert (plain.variant, control.variant) == ("deep", "deep, shuffled labels")
    assert (plain.is_control, control.is_control) == (False, True)
    assert plain.title == control.title == "colours"
    assert plain.vary == "split"


def test_newest_experiments_come_first_then_runs_of_their_own(study):
    first = comparable.experiment(study, 1, name="first")
    comparable.experiment(study, 1, name="second")
    alone = study.new_run(read_contents(study.spec))
    sister = study.add_sister(alone, 7)
    study.save(
        study.spec.model_copy(
            update={
                "training": study.spec.training.model_copy(update={"batch_size": 4})
            }
        )
    )
    other = study.new_run(read_contents(study.spec))
    found = offers(study)
    assert [each.title for each in found] == ["second", "first", OUTSIDE, OUTSIDE]
    assert found[1].experiment == first[0].record.experiment
    assert [run.id for run in found[2].runs] == [other.id]
    assert [run.id for run in found[3].runs] == [alone.id, sister.id]
    assert found[2].variant == "deep (batch size 4)"
    assert found[3].variant == "deep (batch size 8)"


def test_runs_are_in_the_order_of_their_seeds(study):
    runs = comparable.experiment(study, 3)
    comparable.finish(runs, [8, 7, 6])
    study.runs_folder.joinpath(runs[0].id).rename(study.runs_folder / "zzz")
    (found,) = comparable.sets_of(study)
    assert [run.record.study.training.seed for run in found.runs] == [0, 1, 2]


def test_a_test_set_that_there_is_not_is_refused(study):
    comparable.experiment(study, 1)
    (offer,) = offers(study)
    with pytest.raises(UserError, match="no test set 'wells'; they have 'test'"):
        gather(offer, "wells")


def test_an_empty_study_offers_nothing(study):
    assert offers(study) == ()
    assert offers(Study(study.folder / "gone", study.spec)) == ()


def test_labels_say_what_differs_and_no_more(study):
    comparable.experiment(study, 1, shuffled=True, name="first")
    plain, control = comparable.sets_of(study)
    names = [each.label for each in labelled([plain, control])]
    assert names == ["deep", "deep, shuffled labels"]
    other = plain._replace(study=plain.study.parent / "snf7")
    assert [each.label for each in labelled([plain, other])] == ["study", "snf7"]
    later = plain._replace(title="second")
    names = [each.label for each in labelled([plain, control, later])]
    assert names == ["deep, first", "deep, shuffled labels, first", "deep, second"]
    assert [each.label for each in labelled([plain, plain])] == ["deep 1", "deep 2"]
    assert labelled([]) == ()
