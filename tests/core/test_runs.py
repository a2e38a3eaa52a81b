"""A run, read while it goes on and after, however it ended."""

import hashlib
import json
import subprocess
import sys
from datetime import datetime

import filelock
import numpy as np
import pytest
from drawn import folder, study

from cellclassifier.core import run_folder
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.evidence import of_run
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.link import death
from cellclassifier.core.messages import Began, Ended, EpochEnded, encode
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.run_folder import new_folder
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run, accuracies, prediction_jobs
from cellclassifier.core.verdicts import verdict

BEGAN = Began(device="d", training_tiles=4, validation_tiles=2, batches=1)


def epoch(number, accuracy=0.5, **values):
    return EpochEnded(epoch=number, accuracy=accuracy, loss=1, seconds=1, **values)


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    return made.new_run(read_contents(made.spec))


def tell(run, *events, tail=b""):
    text = b"".join(encode(event) for event in events)
    (run.folder / "events.jsonl").write_bytes(text + tail)


def test_before_its_start_a_run_waits(run):
    assert run.state == "waiting"
    assert run.events() == []
    assert run.ended() is None
    assert run.history() == History(())
    assert run.predictions("test") is None


@pytest.mark.parametrize("outcome", ["done", "cancelled", "failed"])
def test_the_last_event_says_what_became_of_it(run, outcome):
    tell(run, BEGAN, epoch(1), Ended(outcome=outcome))
    assert run.state == outcome
    assert run.ended().outcome == outcome
    assert len(run.history().epochs) == 1


def test_a_run_whose_worker_died_has_failed(run):
    tell(run, BEGAN, epoch(1))
    run.mark_died(death(-9, "Killed"))
    assert run.state == "failed"
    assert "exit code -9" in run.ended().detail
    assert run.ended().log == "Killed"
    assert Run(run.folder).state == "failed"


def test_a_run_without_an_end_or_a_worker_was_interrupted(run):
    tell(run, BEGAN)
    assert run.state == "interrupted"
    assert not run.is_alive()


def test_a_run_whose_lock_is_held_is_running(run):
    tell(run, BEGAN, epoch(1))
    with filelock.FileLock(run.folder / ".lock"):
        assert run.state == "running"
    assert run.state == "interrupted"


HOLD = """
import sys
import filelock
with filelock.FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_of_another_process_counts_and_ends_with_it(run):
    tell(run, BEGAN)
    command = [sys.executable, "-c", HOLD, str(run.folder / ".lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        assert run.state == "running"
        holder.kill()
        holder.wait()
    assert run.state == "interrupted"


@pytest.mark.parametrize(
    "tail", [b'{"kind":"epoch_ended","epo', b'{"kind":"ended"', b"\n"]
)
def test_a_last_line_cut_off_by_a_crash_is_left(run, tail):
    tell(run, BEGAN, epoch(1), tail=tail)
    assert run.events() == [BEGAN, epoch(1)]
    assert run.state == "interrupted"


def test_epochs_that_a_training_went_back_behind_are_not_its_own(run):
    began = Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2)
    lost = epoch(2, 0.9), epoch(3, 0.9)
    again = began.model_copy(update={"epoch": 1})
    tell(run, began, epoch(1), *lost, again, epoch(2, 0.6))
    assert run.history().accuracy == [0.5, 0.6]


def test_the_history_has_one_entry_an_epoch(run):
    losses = (0.9, 0.4, 0.6)
    epochs = [
        epoch(n, n / 10, val_accuracy=n / 5, val_loss=loss)
        for n, loss in enumerate(losses, 1)
    ]
    tell(run, BEGAN, *epochs)
    history = run.history()
    assert history.accuracy == [0.1, 0.2, 0.3]
    assert history.loss == [1, 1, 1]
    assert history.val_accuracy == [0.2, 0.4, 0.6]
    assert history.val_loss == list(losses)
    assert history.best == 2


def test_without_validation_there_is_no_best_epoch():
    history = History((epoch(1), epoch(2)))
    assert history.best is None
    assert history.val_loss == history.val_accuracy == []


def test_test_sets_are_fixed_when_a_run_is_made(run):
    assert len(run.tiles("test")) == 4
    with pytest.raises(UserError, match="no test set 'other'; it has 'test'"):
        run.tiles("other")


def test_a_map_is_found_where_it_was_put(run):
    at = ("gradient_input", "test", 3, "squares")
    assert run.attribution(*at) is None
    path = run.attribution_path(*at)
    path.parent.mkdir(parents=True)
    np.save(path, np.full((4, 4, 1), -2, np.float32))
    assert run.attribution(*at).min() == -2
    assert run.attribution(*at[:3], "discs") is None


def test_a_folder_that_is_no_run_is_told(tmp_path, run):
    with pytest.raises(UserError, match=r"is not a run: its run\.json cannot be read"):
        Run(tmp_path)
    (run.folder / "run.json").write_text('{"id": 3}')
    with pytest.raises(UserError, match=r"run\.json is damaged"):
        Run(run.folder)


@pytest.mark.parametrize("more", [{}, {"from_the_future": 1}])
def test_a_run_of_a_newer_version_is_refused(run, more):
    path = run.folder / "run.json"
    text = json.dumps({**json.loads(path.read_text()), "schema_version": 99, **more})
    path.write_text(text)
    with pytest.raises(UserError, match=r"newer version .* format is 99"):
        Run(run.folder)
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "{", '{"kind":"began"}', "\udcff"])
def test_a_run_that_died_in_an_unknown_way_has_failed(run, text):
    tell(run, BEGAN)
    (run.folder / "died.json").write_bytes(text.encode(errors="surrogateescape"))
    assert run.state == "failed"
    assert run.ended().detail == "How this run ended is not known."


def test_a_run_in_a_folder_that_cannot_be_written_does_not_go_on(run, monkeypatch):
    def read_only(*_args, **_options):
        raise OSError(30, "Read-only file system")

    tell(run, BEGAN)
    monkeypatch.setattr(filelock.FileLock, "acquire", read_only)
    assert run.is_alive() is False
    assert run.state == "interrupted"


def test_the_hashes_are_those_of_the_images_when_the_run_was_made(run):
    found = run.hashes()
    tiles = run.tiles() + run.tiles("test")
    assert set(found) == {tile.image for tile in tiles}
    path = tiles[0].image
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"changed")
    assert run.hashes()[path] == before


def test_a_link_that_leads_nowhere_holds_no_runs(tmp_path):
    where = tmp_path / "runs"
    try:
        where.symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("this system makes no links here")
    with pytest.raises(OSError, match="exists"):
        new_folder(where, "deep")


class Still(datetime):
    """A clock that stands still: all runs are made in one second."""

    @classmethod
    def now(cls, tz=None):
        return cls(2026, 1, 2, 12, 0, 0, tzinfo=tz)


def test_a_name_is_given_once(tmp_path, monkeypatch):
    monkeypatch.setattr(run_folder, "datetime", Still)
    where = tmp_path / "not yet" / "runs"
    names = [new_folder(where, "deep").name for _ in range(3)]
    assert names[0].startswith("2026-01-0")
    assert names[0].endswith("_deep")
    assert names == [names[0], f"{names[0]}_2", f"{names[0]}_3"]
    assert {path.name for path in where.iterdir()} == set(names)


@pytest.mark.parametrize(
    ("accuracies", "learnt"),
    [([0.5, 0.5], False), ([0.5, 1.0], True), ([1.0, 0.5], False)],
)
def test_the_verdict_is_about_the_last_epoch(tmp_path, accuracies, learnt):
    made = study(tmp_path, count=24, tests=2)
    run = made.new_run(read_contents(made.spec))
    assert verdict(run).text == ""
    tell(run, BEGAN, *(epoch(n, a) for n, a in enumerate(accuracies, 1)))
    kind, words, trusted, _ = verdict(run)
    assert (kind != "did_not_learn") is trusted is learnt
    if not learnt:
        assert "did not learn: training accuracy 50.0 % in epoch 2" in words
        assert "gives 50.0 %" in words


def answer(run, test, right):
    """Write predictions of a set, all of them right or all wrong."""
    tiles, classes = run.tiles(test), run.record.classes
    true = np.array([classes.index(tile.class_name) for tile in tiles])
    chances = np.eye(len(classes), dtype=np.float32)[true if right else 1 - true]
    write_predictions(run.predictions_path(test), from_tiles(classes, tiles, chances))


def test_what_was_added_later_is_predicted_but_proves_nothing(run, tmp_path):
    tell(run, BEGAN, epoch(1), Ended(outcome="done"))
    answer(run, "test", right=False)
    before = of_run(run).test
    add_set(run, folder(tmp_path / "later", 3, seed=4))
    answer(run, "later", right=True)
    assert list(run.all_predictions()) == ["test", "later"]
    assert list(accuracies(run)) == ["test"]
    assert of_run(run).test == before
    assert run.notes_of("test") == run.notes_of("none") == ()
    kinds = [(job.test, job.validation) for job in prediction_jobs(run)]
    assert kinds == [("test", False), ("", True), ("later", False)]


def test_a_run_of_the_format_before_is_opened_with_what_it_lacks(run):
    path = run.folder / "run.json"
    old = json.loads(path.read_text())
    old["schema_version"] = 3
    del old["marked"], old["study"]["training"]["marked_labels"]
    del old["study"]["training"]["keep_epochs"]
    path.write_text(json.dumps(old))
    record = Run(run.folder).record
    assert (record.schema_version, record.marked) == (3, 0)
    assert record.study.training.marked_labels == "used"
    assert Run(run.folder).epochs_kept == ()
