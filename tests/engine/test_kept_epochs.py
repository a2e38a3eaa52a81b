"""Networks of epochs: which are kept, and what becomes of them in trouble."""

import errno
import os
import shutil

import followed
import numpy as np
import pytest
from drawn import Recorder, study
from keras import ops

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Told
from cellclassifier.core.study import Study
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine import checkpoints, kept_epochs, training
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.kept_epochs import EpochKeeper, wanted
from cellclassifier.engine.models import (
    epoch_weights,
    load_epoch,
    load_model,
    load_scored_epoch,
)
from cellclassifier.engine.progress import State
from cellclassifier.engine.troubles import Troubles


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("epochs"), count=6, tests=2)


@pytest.fixture(scope="module")
def contents(made):
    return read_contents(made.spec)


@pytest.fixture(autouse=True)
def _as_fast_as_ever(monkeypatch):
    monkeypatch.setattr(training, "_step_back", lambda: None)


def new_run(made, contents, **changes):
    changed = made.spec.training.model_copy(update=changes)
    spec = made.spec.model_copy(update={"training": changed})
    return Study(made.folder, spec).new_run(contents)


@pytest.fixture
def run(made, contents):
    return new_run(made, contents, epochs=4)


def keeper_of(run):
    channel = Recorder()
    return EpochKeeper(run, channel, Troubles(channel)), channel


def weights(value):
    return [np.full((3, 2), value, np.float32), np.full(2, -value, np.float32)]


def checkpoint(epoch):
    return Checkpoint(State(epoch=epoch, gain=1.5), weights(epoch), [])


def keep(keeper, *epochs):
    for epoch in epochs:
        keeper.keep(*checkpoint(epoch)[:2])


def told(channel):
    return [event.text for event in channel.events if isinstance(event, Told)]


def value_of(run, epoch):
    return checkpoints.read(run.epoch_path(epoch)).weights[0][0, 0]


def test_which_epochs_are_wanted():
    def of(**settings):
        return wanted(TrainSpec(**settings))

    assert of(epochs=1) == (0, 1)
    assert of(epochs=9) == (0, 1, 2, 3, 4, 6, 8)
    assert of(epochs=24) == (0, 1, 2, 3, 4, 6, 8, 12, 16, 24)
    assert len(of(epochs=10_000)) < 30
    assert of(epochs=3, keep_epochs="all") == (0, 1, 2, 3)
    assert of(epochs=3, keep_epochs="none") == ()


def test_only_weights_are_kept(run):
    keeper, channel = keeper_of(run)
    keep(keeper, 3, 5)
    assert run.epochs_kept == (3,)
    found = checkpoints.read(run.epoch_path(3))
    assert found.state == State(epoch=3, gain=1.5)
    np.testing.assert_array_equal(found.weights[1], weights(3)[1])
    assert found.optimizer == []
    assert sorted(path.name for path in run.epoch_path(3).parent.iterdir()) == [
        "0003.npz"
    ]
    assert channel.events == []


def test_what_comes_after_the_checkpoint_is_made_again(run):
    keep(keeper_of(run)[0], 0, 1, 2, 3)
    keeper_of(run)[0].begin(checkpoint(1), None)
    assert run.epochs_kept == (0, 1)
    keeper_of(run)[0].begin(None, None)
    assert run.epochs_kept == ()


def test_the_epoch_of_the_checkpoint_is_written_where_it_is_missing(run):
    keep(keeper_of(run)[0], 0, 1)
    keeper_of(run)[0].begin(checkpoint(2), None)
    assert run.epochs_kept == (0, 1, 2)
    assert value_of(run, 2) == 2


def test_a_run_that_adds_epochs_begins_with_those_of_the_other(made, contents, run):
    keep(keeper_of(run)[0], 0, 1, 2, 4)
    run.epoch_path(1).write_bytes(b"damaged")
    more = new_run(made, contents, epochs=6)
    keeper, channel = keeper_of(more)
    keeper.begin(checkpoint(4), run)
    assert more.epochs_kept == (0, 2, 4)
    assert [value_of(more, epoch) for epoch in more.epochs_kept] == [0, 2, 4]
    assert told(channel) == []


def test_a_full_disk_is_told_once_and_leaves_nothing_half_written(run, monkeypatch):
    def savez(file, **arrays):
        file.write(b"some of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    keeper, channel = keeper_of(run)
    keep(keeper, 0)
    with monkeypatch.context() as full:
        full.setattr(checkpoints.np, "savez", savez)
        keep(keeper, 1, 2)
    keep(keeper, 3)
    assert run.epochs_kept == (0, 3)
    assert len(list(run.epoch_path(0).parent.iterdir())) == 2
    (text,) = told(channel)
    assert text.startswith("The disk of the study is full.")


def test_little_room_is_left_to_what_the_training_needs(run, monkeypatch):
    keeper, channel = keeper_of(run)
    real = shutil.disk_usage(run.folder)
    little = real._replace(free=kept_epochs.ROOM)
    monkeypatch.setattr(kept_epochs.shutil, "disk_usage", lambda path: little)
    keep(keeper, 0, 1)
    assert run.epochs_kept == ()
    (text,) = told(channel)
    assert text.startswith("Less than 500 MB are left on the disk")


def test_large_networks_are_kept_only_where_all_are_wanted(
    made, contents, run, monkeypatch
):
    # Five epochs of 32 bytes.
    monkeypatch.setattr(kept_epochs, "MOST", 159)
    keeper, channel = keeper_of(run)
    keep(keeper, 0, 1)
    assert run.epochs_kept == ()
    (text,) = told(channel)
    assert "of 5 epochs would take" in text
    assert "set to 'all'" in text
    monkeypatch.setattr(kept_epochs, "MOST", 160)
    keep(keeper_of(run)[0], 0)
    assert run.epochs_kept == (0,)
    monkeypatch.setattr(kept_epochs, "MOST", 0)
    every = new_run(made, contents, epochs=4, keep_epochs="all")
    keep(keeper_of(every)[0], 0)
    assert every.epochs_kept == (0,)


def test_a_training_keeps_its_networks(made, contents):
    run = new_run(made, contents, epochs=2, early_stopping=False)
    training.train(run, Recorder())
    assert run.epochs_kept == (0, 1, 2)
    last, own = load_epoch(run, 2), load_model(run)
    for mine, its in zip(last.get_weights(), own.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, its)
    start = epoch_weights(run, 0)
    assert any((a != b).any() for a, b in zip(start, last.get_weights(), strict=True))


def test_without_them_just_the_same_is_learnt(made, contents):
    settings = {"epochs": 2, "schedule": "constant", "early_stopping": False}
    runs = [new_run(made, contents, keep_epochs=k, **settings) for k in ("all", "none")]
    for run in runs:
        training.train(run, Recorder())
    assert [run.epochs_kept for run in runs] == [(0, 1, 2), ()]
    assert not (runs[1].folder / "epochs").exists()
    every, none = (load_model(run).get_weights() for run in runs)
    for mine, its in zip(every, none, strict=True):
        np.testing.assert_array_equal(mine, its)


def test_the_network_of_an_epoch_can_be_asked(run):
    _, found = followed.keep(run, 0, 2)
    model = load_epoch(run, 2)
    for mine, its in zip(model.get_weights(), found[2], strict=True):
        np.testing.assert_array_equal(mine, its)
    tile = np.random.default_rng(0).uniform(0, 1, (1, 64, 64, 1)).astype(np.float32)
    p = ops.convert_to_numpy(model(tile, training=False))[0, 1]
    log_odds = load_scored_epoch(run, 2).log_odds(tile, np.array([1]))[0]
    assert log_odds == pytest.approx(np.log(p / (1 - p)), rel=1e-3, abs=1e-4)


def test_an_epoch_that_is_not_there_is_told(run):
    with pytest.raises(UserError, match="epoch 3; it kept those of none"):
        load_epoch(run, 3)
    keep(keeper_of(run)[0], 0, 2)
    with pytest.raises(UserError, match="epoch 3; it kept those of 0, 2"):
        load_scored_epoch(run, 3)
    run.epoch_path(2).write_bytes(run.epoch_path(2).read_bytes()[:50])
    with pytest.raises(UserError, match=r"0002\.npz, is damaged. Delete that file"):
        load_epoch(run, 2)
    keep(keeper_of(run)[0], 4)
    with pytest.raises(UserError, match="holds another network"):
        load_epoch(run, 4)
