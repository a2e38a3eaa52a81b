"""What a run measured in its epochs, with those of the run that it goes on."""

import pytest
from curved import history, sets_of, write

from cellclassifier.core.comparison.epochs import epochs_of, kept_epoch
from cellclassifier.core.comparison.metrics import values
from cellclassifier.core.comparison.run_curves import learning
from cellclassifier.core.files import write_atomically
from cellclassifier.core.runs import Run


@pytest.fixture
def sets(tmp_path):
    return sets_of(tmp_path, runs=6, epochs=6)


def going_on(run, first):
    """Return a run as one that goes on after the third epoch of another one."""
    record = run.record.model_copy(update={"continues": first.id, "first_epoch": 3})
    write_atomically(run.folder / "run.json", record.model_dump_json())
    return Run(run.folder)


def test_the_kept_epoch_is_what_was_told(sets):
    run = sets[0].runs[2]
    (run.folder / "events.jsonl").unlink()
    write(run, history(1, 6), kept=4)
    assert kept_epoch(run) == 4


def test_without_word_of_it_the_last_epoch_is_the_kept_one(sets):
    run = sets[0].runs[0]
    path = run.folder / "events.jsonl"
    lines = [line for line in path.read_text().splitlines() if "kept" not in line]
    write_atomically(path, "\n".join(lines) + "\n")
    assert kept_epoch(run) == 6
    path.unlink()
    assert kept_epoch(run) is None


def test_a_run_that_goes_on_from_another_has_its_epochs_too(sets):
    first, second = sets[0].runs[:2]
    (second.folder / "events.jsonl").unlink()
    longer = going_on(second, first)
    write(longer, history(0, 2))
    found = epochs_of(longer)
    # Its own epochs 1 and 2 hold, and the third of the other one.
    assert [each.epoch for each in found] == [1, 2, 3]
    assert found[2] == epochs_of(first)[2]
    # What is compared and what is drawn go this one way.
    both = sets[0]._replace(runs=(longer,))
    accuracy = {each.epoch: each.accuracy for each in found}
    gap = accuracy[2] - values(both, "accuracy")[0]
    assert values(both, "gap")[0] == pytest.approx(gap)
    points = learning(both).curves[0].points
    assert {point.epoch: point.value for point in points} == accuracy


def test_of_a_run_that_is_gone_only_its_own_epochs_count(sets):
    first, second = sets[0].runs[:2]
    longer = going_on(second, first)
    (first.folder / "run.json").unlink()
    assert epochs_of(longer) == longer.history().epochs
