"""What the page of comparisons reads: offers, what is drawn, words, files."""

import os

import comparable
import pytest
from compared import seen_of, study_of, wanted_of

from cellclassifier.core.comparison.metrics import values
from cellclassifier.core.comparison.written import FACTS
from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets.compare_lacking import lacking
from cellclassifier.gui.widgets.compare_picking import newest, ticked, wanted
from cellclassifier.gui.widgets.compare_words import state_of, tip_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("study"), shuffled=True)


def test_controls_stand_last_and_are_not_compared(folder):
    seen = seen_of([folder])
    assert [each.is_control for each in seen.sets] == [False, False, True, True]
    assert seen.compared == 2
    assert seen.keys[2][2] == "compact, shuffled labels"
    assert seen.values[1] == values(seen.drawn[1], "accuracy")


def test_controls_alone_are_compared(folder):
    (study,) = reading.read_offers([folder])
    chosen = [each for each in study.standings if each.offer.is_control]
    seen = reading.look(wanted(chosen, {folder: "test"}, "accuracy"))
    assert (seen.compared, len(seen.sets)) == (2, 2)


def test_a_stamp_changes_only_with_what_results_rest_on(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    comparable.predict(comparable.end(runs[0]), 3)
    first = wanted_of([made.folder]).stamp
    assert wanted_of([made.folder]).stamp == first
    (runs[1].folder / "events.jsonl").write_text("")
    running = wanted_of([made.folder]).stamp
    assert running != first  # it waited, and now is interrupted
    (runs[1].folder / "events.jsonl").write_text("\n")
    assert wanted_of([made.folder]).stamp == running
    path = runs[0].predictions_path("test")
    os.utime(path, ns=(1, 1))
    assert wanted_of([made.folder]).stamp != running
    assert wanted_of([made.folder], "loss").stamp != wanted_of([made.folder]).stamp


def test_a_study_that_is_gone_says_so(tmp_path, folder):
    found = reading.read_offers([tmp_path / "gone", folder])
    assert "study.json cannot be read" in found[0].problem
    assert found[0].standings == ()
    assert len(found[1].standings) == 4


def test_what_has_no_such_test_set_is_left_out_with_a_sentence(folder):
    (study,) = reading.read_offers([folder])
    both = tuple((each, "test") for each in study.standings[:1])
    other = ((study.standings[1], "wells"),)
    seen = reading.look(reading.Wanted((*both, *other), "accuracy"))
    assert len(seen.sets) == 1
    assert "no test set 'wells'" in seen.notes[0]


def test_what_is_not_wanted_any_more_is_given_up(folder):
    seen = seen_of([folder])
    assert reading.compare(seen, lambda: False) is None
    answers = iter([True, False])
    assert reading.compare(seen, lambda: next(answers)) is None


def test_the_table_has_every_number_of_every_run(folder):
    facts = reading.run_facts(seen_of([folder]))
    assert len(facts) == 20
    assert (
        facts[0].numbers["accuracy"]
        == values(seen_of([folder]).drawn[0], "accuracy")[0]
    )
    assert all(each.verdict for each in facts)
    assert {each.place for each in facts} == {0, 1, 2, 3}


def test_files_never_replace_anything(folder, tmp_path):
    answer = reading.compare(seen_of([folder]), lambda: True)
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    first = reading.save(tmp_path, answer)
    second = reading.save(tmp_path, answer)
    assert first == tmp_path / "comparison_accuracy"
    assert second == tmp_path / "comparison_accuracy_2"
    assert (first / FACTS).exists()
    assert (second / "box_accuracy.svg").exists()
    assert mine.read_text() == "mine"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert reading.save(empty, answer) == empty


def test_how_far_runs_are_is_said(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 4, shuffled=False)
    comparable.predict(comparable.end(runs[0]), 3)
    comparable.end(runs[1], outcome="failed")
    comparable.end(runs[2], outcome="cancelled")
    (study,) = reading.read_offers([made.folder])
    (each,) = study.standings
    assert state_of(each) == "1 of 4, 1 to come, 1 stopped, 1 failed"
    assert "'test' was predicted by 1 of 1 run." in tip_of(each)


def lack_of(folders, ticks=None, tests="test"):
    studies = reading.read_offers(folders)
    keys = frozenset().union(*map(newest, studies)) if ticks is None else ticks
    chosen = ticked(studies, keys)
    named = dict.fromkeys(folders, tests)
    return lacking(studies, chosen, wanted(chosen, named, "accuracy"))


def test_what_is_missing_is_said_with_what_to_do(tmp_path, folder):
    assert lack_of([]).act == "images"
    made = comparable.study(tmp_path, tests=2)
    assert "an experiment" in lack_of([made.folder]).sentence
    assert lack_of([made.folder]).act == "training"
    runs = comparable.experiment(made, 2)
    assert "has ended yet" in lack_of([made.folder]).sentence
    comparable.end(runs[0], outcome="failed")
    comparable.end(runs[1], outcome="failed")
    assert "Look at why" in lack_of([made.folder]).sentence
    assert lack_of([folder], ticks=()).act == "tick"
    assert lack_of([folder]) is None


def test_runs_that_have_predicted_nothing_can_do_so(tmp_path):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2)
    for run in runs:
        comparable.end(run)
        run.model_path.touch()
    lack = lack_of([made.folder])
    assert (lack.act, lack.button) == ("predict", "Predict with 2 runs")
    assert [run.id for run in lack.runs] == [run.id for run in runs]
    assert lack_of([made.folder], tests="").act == "predictions"
