"""Experiments: what they plan, the runs they make, and more of them."""

from collections import Counter

import drawn
import pytest
from pydantic import ValidationError

from cellclassifier.core import experiments
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import ExperimentSpec, planned
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.train_spec import TrainSpec


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, count=8, tests=4)


def make(study, **what):
    return experiments.make(study, ExperimentSpec(**what), read_contents(study.spec))


def test_runs_differ_in_seed_only():
    plan = planned(StudySpec(), ExperimentSpec(runs=3, first_seed=5))
    assert [each.spec.training.seed for each in plan] == [5, 6, 7]
    alike = {each.spec.training.model_copy(update={"seed": 0}) for each in plan}
    assert alike == {StudySpec().training}


def test_splits_and_folds_can_vary_too():
    plan = planned(StudySpec(), ExperimentSpec(runs=3, vary="split"))
    assert [each.spec.training.split_seed for each in plan] == [0, 1, 2]
    plan = planned(StudySpec(), ExperimentSpec(runs=3, vary="folds"))
    assert [each.spec.training.fold for each in plan] == [1, 2, 3]
    assert {each.spec.training.folds for each in plan} == {3}
    assert {each.spec.training.seed for each in plan} == {0}


def test_a_grid_trains_every_network_on_every_kind_of_data_in_turn():
    what = ExperimentSpec(
        runs=2, networks=("deep", "compact"), mixes=("keep", "mean"), shuffled=True
    )
    plan = planned(StudySpec(), what)
    counts = Counter(each.variant for each in plan)
    assert set(counts.values()) == {2}
    assert len(counts) == 8
    assert [each.variant for each in plan][:3] == [
        "deep, colour",
        "deep, colour, shuffled labels",
        "deep, grey (mean)",
    ]
    by_name = {each.variant: each.spec for each in plan}
    grey = by_name["compact, grey (mean)"]
    assert grey.reading.mix == "mean"
    assert grey.training.network == "compact"
    # Another network comes with the settings that suit it; the study's has its own.
    assert grey.training.optimizer == "adamw"
    assert by_name["deep, colour"].training.optimizer == "adam"
    assert by_name["deep, colour, shuffled labels"].training.shuffled


def test_an_unknown_network_is_refused():
    with pytest.raises(ValidationError, match="There is no network 'x'"):
        ExperimentSpec(networks=("x",))


def test_all_runs_are_frozen_and_found_again(study):
    record, runs = make(study, runs=3, shuffled=True, name="mine")
    assert len(runs) == 6
    assert {run.record.experiment for run in runs} == {record.id}
    assert {run.state for run in runs} == {"waiting"}
    plain = [run for run in runs if run.record.variant == record.variants[0]]
    assert len({run.tiles() for run in plain}) == 1
    control = next(run for run in runs if run.record.variant == record.variants[1])
    assert control.tiles() != plain[0].tiles()
    assert control.tiles("test") == plain[0].tiles("test")
    assert experiments.experiments(study) == [record]
    assert record.title == "mine"
    (experiments.folder_of(study) / "x.json").write_text("damaged")
    assert experiments.experiments(study) == [record]


def test_two_experiments_of_one_second_are_two(study):
    first, _ = make(study, runs=1)
    second, _ = make(study, runs=1)
    assert first.id != second.id
    assert {each.id for each in experiments.experiments(study)} == {first.id, second.id}


def test_a_split_that_varies_moves_images(study):
    _, runs = make(study, runs=4, vary="split")
    parts = {tuple(tile.part for tile in run.tiles()) for run in runs}
    assert len(parts) > 1


def test_more_runs_take_the_seeds_that_follow(study):
    record, runs = make(study, runs=2)
    more = experiments.add(study, record, 2)
    assert [run.record.study.training.seed for run in more] == [2, 3]
    assert {run.record.experiment for run in more} == {record.id}
    assert more[0].tiles() == runs[0].tiles()
    assert more[0].hashes() == runs[0].hashes()


def test_more_runs_with_other_splits_need_the_same_images(study, tmp_path):
    record, runs = make(study, runs=2, vary="split")
    (more,) = experiments.add(study, record, 1)
    assert more.record.study.training.split_seed == 2
    path = next(iter(runs[0].hashes()))
    drawn.write(path, drawn.shape("discs", 999))
    with pytest.raises(UserError, match="images have been changed"):
        experiments.add(study, record, 1)


def test_folds_cannot_be_added(study):
    record, _ = make(study, runs=2, vary="folds")
    with pytest.raises(UserError, match="none to add"):
        experiments.add(study, record, 1)


def test_epochs_are_added_by_a_run_that_goes_on(study):
    run = study.new_run(read_contents(study.spec))
    with pytest.raises(UserError, match="cannot be gone on from"):
        study.add_epochs(run, 3)


def test_a_run_that_never_began_is_put_away(study):
    run = study.new_run(read_contents(study.spec))
    study.put_away(run.id)
    assert study.runs() == []
    assert (study.folder / "trash" / run.id / "run.json").exists()


def test_a_cap_and_a_start_are_frozen(study):
    spec = study.spec.model_copy(
        update={"training": TrainSpec(max_tiles=6, validation_share=0)}
    )
    study.save(spec)
    run = study.new_run(read_contents(spec))
    assert len(run.tiles()) == 6
    assert (run.folder / "not_drawn.csv").exists()
