"""Experiments: what they plan, the runs they make, and more of them."""

import json
from collections import Counter

import drawn
import pytest
from pydantic import ValidationError

from cellclassifier.core import experiments
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import (
    MOST_TIMES,
    ExperimentSpec,
    evened,
    planned,
)
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.recipes import recipe
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


def test_what_was_asked_for_reaches_every_network_and_the_rest_is_its_own():
    asked = TrainSpec(network="compact", epochs=4, batch_size=8)
    spec = StudySpec(training=asked)
    networks = ("compact", "deep", "alexnet")
    what = ExperimentSpec(runs=2, networks=networks, asked=("epochs", "batch_size"))
    plan = planned(spec, what)
    assert {(e.spec.training.epochs, e.spec.training.batch_size) for e in plan} == {
        (4, 8)
    }
    of = {each.variant: each.spec.training for each in plan}
    for name in networks[1:]:
        own = {k: v for k, v in recipe(name).items() if k not in what.asked}
        assert {k: getattr(of[name], k) for k in own} == own
    # Without asking each has its own.
    plain = planned(spec, what.model_copy(update={"asked": ()}))
    found = {each.variant: each.spec.training.epochs for each in plain}
    assert found == {"compact": 4, "deep": 9, "alexnet": 9}


def test_what_is_no_setting_cannot_be_asked_for():
    with pytest.raises(ValidationError, match="no setting of the training 'epoch'"):
        ExperimentSpec(asked=("epochs", "epoch"))


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


def test_sizes_and_controls_are_variants_with_names_to_read():
    what = ExperimentSpec(
        runs=2,
        networks=("compact",),
        sizes=(0, 20, 5, 1, 20),
        controls=("shuffled", "clumps only", "without clumps"),
    )
    plan = planned(StudySpec(), what)
    by_name = {each.variant: each.spec for each in plan}
    assert list(by_name) == [
        "compact, 1 tile a class",
        "compact, 5 tiles a class",
        "compact, 20 tiles a class",
        "compact, all tiles",
        "compact, shuffled labels",
        "compact, clumps only",
        "compact, without clumps",
    ]
    assert [s.training.per_class for s in by_name.values()] == [1, 5, 20, 0, 0, 0, 0]
    assert [s.masking.masked for s in by_name.values()] == [
        *(["none"] * 5),
        "clumps only",
        "without clumps",
    ]
    # Each run draws its own tiles, from one and the same split.
    draws = [(s.training.split_seed, s.training.draw_seed) for _, s in plan[::7]]
    assert draws == [(0, 0), (0, 1)]


def test_clumps_are_found_as_asked_or_as_the_study_says():
    study = StudySpec(masking=MaskSpec(radius=2, control="wild"))
    own = ExperimentSpec(runs=1, controls=("clumps only",))
    (_, (_, spec)) = planned(study, own)
    assert (spec.masking.radius, spec.masking.control) == (2, "wild")
    other = own.model_copy(update={"clumps": MaskSpec(radius=5)})
    (_, (_, spec)) = planned(study, other)
    assert spec.masking == MaskSpec(masked="clumps only", radius=5)


def test_groups_are_sizes_too():
    what = ExperimentSpec(runs=1, sizes=(1, 2, 0), size_unit="groups")
    plan = planned(StudySpec(), what)
    assert [each.variant.split(", ")[1] for each in plan] == [
        "1 group a class",
        "2 groups a class",
        "all groups",
    ]
    assert {each.spec.training.per_class_unit for each in plan} == {"groups"}


def test_a_size_is_a_number_from_one_or_all():
    with pytest.raises(ValidationError, match="from 1, or 0 for all"):
        ExperimentSpec(sizes=(-1,))


@pytest.mark.parametrize("shuffled", [True, False])
def test_an_experiment_of_an_older_version_is_read(shuffled):
    text = json.dumps({"runs": 3, "shuffled": shuffled})
    found = ExperimentSpec.model_validate_json(text)
    assert found.controls == (("shuffled",) if shuffled else ())


def test_few_tiles_change_the_weights_as_often_as_all():
    training = TrainSpec(epochs=9, batch_size=20, patience=5, plateau_patience=4)
    whole = 9 * 20
    few = evened(training, 400, 40)
    assert (few.epochs, few.patience, few.plateau_patience) == (90, 50, 40)
    assert few.epochs * 2 == whole
    # A minibatch that is not full changes the weights as well.
    assert evened(training, 400, 10).epochs * 1 == whole
    assert evened(training, 400, 50).epochs == 60
    assert evened(training, 400, 400) == training
    assert evened(training, 100_000, 10).epochs == MOST_TIMES * 9
    assert evened(training.model_copy(update={"epochs": 9999}), 400, 10).epochs == 10000


def test_runs_of_sizes_rest_on_one_split_and_draws_within_draws(study):
    _, runs = make(study, runs=2, sizes=(1, 2, 4, 0))
    of = {(run.record.variant, run.record.study.training.seed): run for run in runs}
    whole = of["deep, all tiles", 0].tiles()
    aside = [tile for tile in whole if tile.part == "validation"]
    for seed in (0, 1):
        before = set()
        for name, size in (("1 tile", 1), ("2 tiles", 2), ("4 tiles", 4)):
            run = of[f"deep, {name} a class", seed]
            training = [tile for tile in run.tiles() if tile.part == "train"]
            assert Counter(t.class_name for t in training) == {
                "discs": size,
                "squares": size,
            }
            assert [t for t in run.tiles() if t.part == "validation"] == aside
            assert run.tiles("test") == of["deep, all tiles", 0].tiles("test")
            assert before < set(training) < set(whole)
            before = set(training)
            # 12 training tiles in minibatches of 8 are two an epoch.
            assert run.record.study.training.epochs == 2 * 2
    first, second = (of["deep, 2 tiles a class", seed].tiles() for seed in (0, 1))
    assert first != second
    assert of["deep, all tiles", 1].tiles() == whole
    assert of["deep, all tiles", 0].record.study.training.epochs == 2


def test_too_large_a_size_makes_no_run(study):
    with pytest.raises(UserError, match="so 7 of each class cannot be drawn"):
        make(study, runs=1, sizes=(7,))
    assert study.runs() == []


def test_more_runs_of_a_size_draw_their_own(study):
    record, runs = make(study, runs=1, sizes=(2, 0))
    more = experiments.add(study, record, 1)
    assert [run.record.study.training.seed for run in more] == [1, 1]
    by_name = {run.record.variant: run for run in (*runs, *more)}
    few = [run for run in (*runs, *more) if "2 tiles" in run.record.variant]
    assert few[0].tiles() != few[1].tiles()
    assert few[1].record.study.training.draw_seed == 1
    assert few[1].record.study.training.split_seed == 0
    epochs = {run.record.study.training.epochs for run in few}
    assert len(epochs) == 1
    assert set(by_name) == set(record.variants)
