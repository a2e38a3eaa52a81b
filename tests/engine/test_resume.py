"""Runs that died and go on: the same numbers, to the last bit, as if they had not."""

import json
import os
import signal

import killed
import numpy as np
import psutil
import pytest
from drawn import study
from killed import PLACES, finish, kill_at, new_run, numbers

from cellclassifier.core import messages as m
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.link import Worker
from cellclassifier.engine import checkpoints, keeping
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.models import load_model
from cellclassifier.engine.progress import State

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills processes by a Unix signal"),
]

# The rate is halved twice, and the run stops early: all that has a state has one.
RESTLESS = {
    "epochs": 12,
    "schedule": "plateau",
    "plateau_patience": 1,
    "patience": 3,
    "learning_rate": 0.03,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("resume"), count=12, tests=2)


@pytest.fixture(scope="module")
def contents(made):
    return read_contents(made.spec)


@pytest.fixture(scope="module")
def whole(made, contents):
    """Return a run that was never interrupted."""
    run = new_run(made, contents, **RESTLESS)
    finish(run)
    return run


def kept(run):
    (found,) = [event for event in run.events() if isinstance(event, m.Kept)]
    return found


def same(run, whole):
    assert numbers(run) == numbers(whole)
    assert run.state == "done"
    assert kept(run) == kept(whole)
    tables = [read_table(each.folder / "batch_loss.csv") for each in (run, whole)]
    assert tables[0] == tables[1]
    for name in ("best_path", "checkpoint_path"):
        one, other = (checkpoints.read(getattr(r, name)) for r in (run, whole))
        for mine, its in zip(one.weights, other.weights, strict=True):
            np.testing.assert_array_equal(mine, its)
        for mine, its in zip(one.optimizer, other.optimizer, strict=True):
            np.testing.assert_array_equal(mine, its)
    for name in ("model.keras", "last.keras"):
        assert (run.folder / name).exists()
    rows = read_table(run.folder / "history.csv")
    assert [float(row["loss"]) for row in rows] == run.history().loss


def test_the_run_has_all_that_can_be_lost(whole):
    history = whole.history()
    assert len(set(history.val_loss)) > 3
    assert kept(whole).stopped_early
    assert kept(whole).epoch == history.best == len(history.epochs) - 3
    rates = [epoch.learning_rate for epoch in history.epochs]
    assert rates[0] == 0.03
    assert rates[-1] < 0.015
    facts = checkpoints.read(whole.checkpoint_path).state
    assert facts.best_epoch == kept(whole).epoch


@pytest.mark.parametrize("place", PLACES)
def test_a_run_that_was_killed_goes_on_as_if_it_had_not_been(
    made, contents, whole, place
):
    run = new_run(made, contents, **RESTLESS)
    kill_at(run, place)
    assert run.state == ("waiting" if place == "reading tiles" else "interrupted")
    assert len(run.history().epochs) < 12
    finish(run)
    same(run, whole)


def test_a_run_that_is_killed_wherever_it_goes_on(made, contents, whole):
    run = new_run(made, contents, **RESTLESS)
    for place in PLACES:
        # Where it is over before it comes to the place, it is done.
        killed.start(run, place).join(90)
        if run.state == "done":
            break
    else:
        finish(run)
    same(run, whole)


def test_a_compiled_network_of_the_catalogue_goes_on_too(made, contents):
    settings = {"epochs": 3, "schedule": "cosine", "optimizer": "adamw"}
    once, other = (new_run(made, contents, **settings) for _ in range(2))
    finish(once, compiled=True)
    kill_at(other, "between checkpoint and event", compiled=True)
    finish(other, compiled=True)
    assert numbers(once) == numbers(other)
    one, two = (load_model(each).get_weights() for each in (once, other))
    for mine, its in zip(one, two, strict=True):
        np.testing.assert_array_equal(mine, its)


def test_what_was_finished_stays_usable(made, contents, whole):
    run = new_run(made, contents, epochs=12, learning_rate=0.01)
    kill_at(run, "before a checkpoint", compiled=True)
    assert run.has_network
    assert not run.model_path.exists()
    best = checkpoints.read(run.best_path)
    model = load_model(run)
    assert model.output_shape == (None, 2)
    for mine, its in zip(model.get_weights(), best.weights, strict=True):
        np.testing.assert_array_equal(mine, its)


def test_epochs_that_are_added_are_those_of_one_long_run(made, contents):
    settings = {"schedule": "constant", "learning_rate": 0.01}
    long = new_run(made, contents, epochs=5, **settings)
    finish(long)
    short = new_run(made, contents, epochs=3, **settings)
    finish(short)
    more = new_run(made, contents, epochs=5, **settings)
    continue_from(more, short, 3)
    more = type(more)(more.folder)
    finish(more)
    assert numbers(more) == numbers(long)
    assert kept(more) == kept(long)
    one, two = (checkpoints.read(run.checkpoint_path) for run in (more, long))
    for mine, its in zip(one.weights, two.weights, strict=True):
        np.testing.assert_array_equal(mine, its)
    assert read_table(more.folder / "batch_loss.csv") == read_table(
        long.folder / "batch_loss.csv"
    )
    assert next(e for e in more.events() if isinstance(e, m.Began)).epoch == 3


def continue_from(run, other, epochs):
    path = run.folder / "run.json"
    changed = {"continues": other.id, "first_epoch": epochs}
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def test_added_epochs_begin_a_cosine_of_their_own(made, contents, whole):
    short = new_run(made, contents, epochs=2, schedule="cosine")
    finish(short)
    more = new_run(made, contents, epochs=4, schedule="cosine")
    continue_from(more, short, 2)
    more = type(more)(more.folder)
    kill_at(more, "in the first epoch")
    finish(more)
    rates = [epoch.learning_rate for epoch in more.history().epochs]
    assert rates[2:] == rates[:2]


def test_a_run_does_not_go_on_from_another_that_has_changed(made, contents, whole):
    more = new_run(made, contents, **RESTLESS)
    continue_from(more, whole, 1)
    with pytest.raises(UserError, match="epochs now, not 1"):
        keeping.starting_point(type(more)(more.folder))
    (more.folder / "run.json").write_text(
        (more.folder / "run.json")
        .read_text()
        .replace(whole.id, new_run(made, contents).id)
    )
    with pytest.raises(UserError, match="has no checkpoint"):
        keeping.starting_point(type(more)(more.folder))


@pytest.mark.parametrize("cut", [0, 1, 100, -5000, -100, -1])
def test_a_damaged_checkpoint_is_told_and_nothing_else_taken(whole, tmp_path, cut):
    data = whole.checkpoint_path.read_bytes()
    path = tmp_path / "checkpoint.npz"
    path.write_bytes(data[:cut])
    with pytest.raises(UserError, match="cannot go on exactly where it was"):
        checkpoints.read(path)


def test_a_flipped_bit_is_found(whole, tmp_path):
    data = whole.checkpoint_path.read_bytes()
    path = tmp_path / "checkpoint.npz"
    for place in range(0, len(data), max(1, len(data) // 200)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :])
        try:
            found = checkpoints.read(path)
        except UserError:
            continue
        # What is left is no value: padding, or a time that nobody reads.
        for mine, its in zip(
            found.weights, checkpoints.read(whole.checkpoint_path).weights, strict=True
        ):
            np.testing.assert_array_equal(mine, its)


def test_a_checkpoint_holds_numbers_to_the_last_bit(tmp_path):
    random = np.random.default_rng(0)
    weights = [random.standard_normal((3, 4)).astype(np.float32), np.float32(0.1)]
    epoch = m.EpochEnded(epoch=1, accuracy=1 / 3, loss=0.1 + 0.2, seconds=1e-9)
    state = State(epoch=1, history=(epoch,), gain=1 / 7, best_loss=2 / 3)
    path = tmp_path / "checkpoint.npz"
    checkpoints.write(path, Checkpoint(state, [np.asarray(w) for w in weights], []))
    found = checkpoints.read(path)
    assert found.state == state
    np.testing.assert_array_equal(found.weights[0], weights[0])
    assert found.weights[1].shape == ()
    assert found.optimizer == []
    assert [each.name for each in tmp_path.iterdir()] == ["checkpoint.npz"]


def test_a_real_worker_that_is_killed_is_resumed_by_another(made, contents):
    whole, run = (new_run(made, contents, epochs=3) for _ in range(2))
    others = {child.pid for child in psutil.Process().children()}
    with Worker() as worker:
        pid = ({c.pid for c in psutil.Process().children()} - others).pop()
        assert worker.do(m.TrainJob(run=whole.folder)).outcome == "done"

        def kill(event):
            if isinstance(event, m.EpochEnded):
                os.kill(pid, signal.SIGKILL)

        with pytest.raises(UserError, match="worker process died unexpectedly"):
            worker.do(m.TrainJob(run=run.folder), kill)
    assert run.state == "failed"
    assert run.resumable
    heard = []
    with Worker() as worker:
        with pytest.raises(UserError, match="Resume it, or make a new one"):
            worker.do(m.TrainJob(run=run.folder))
        job = m.TrainJob(run=run.folder, resume=True)
        assert worker.do(job, heard.append) == m.Ended(outcome="done")
        began = next(event for event in heard if isinstance(event, m.Began))
        assert began.epoch >= 1
        assert numbers(run) == numbers(whole)
        with pytest.raises(UserError, match="cannot be resumed: it is done"):
            worker.do(job)
