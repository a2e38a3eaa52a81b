"""Training, in this process and on tiny images."""

import errno
import itertools
import json
import os
from importlib.metadata import version
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from drawn import Recorder, study

from cellclassifier.core.augment import augment
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.messages import Began, EpochEnded, Kept, Told
from cellclassifier.core.study import Study
from cellclassifier.core.tile_cache import remove
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import (
    callbacks,
    checkpoints,
    event_log,
    keeping,
    live,
    prediction,
    training,
)
from cellclassifier.engine.channel import Cancelled, Paused
from cellclassifier.engine.models import load_model

CAPTURE = checkpoints.capture

STEP_BACK = training._step_back


@pytest.fixture(autouse=True)
def _as_fast_as_ever(monkeypatch):
    # What a training does to its own process must not stay with these tests.
    monkeypatch.setattr(training, "_step_back", lambda: None)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="module")
def contents(made):
    return read_contents(made.spec)


def new_run(made, contents, **changes):
    changed = made.spec.training.model_copy(update=changes)
    spec = made.spec.model_copy(update={"training": changed})
    return Study(made.folder, spec).new_run(contents)


LEFT = {"seconds", "images_per_second", "memory"}


def of(channel, kind):
    return [event for event in channel.events if isinstance(event, kind)]


def numbers(channel):
    return [event.model_dump(exclude=LEFT) for event in of(channel, EpochEnded)]


def fake_fit(monkeypatch, *epochs):
    """Have a fit tell these logs, an epoch each, from a network that never learns."""

    def fit(model, _batches, callbacks, initial_epoch, **_options):
        model.optimizer.build(model.trainable_variables)
        model.stop_training = False
        for callback in callbacks:
            callback.set_model(model)
        for number, logs in enumerate(epochs[initial_epoch:], initial_epoch):
            callbacks[0].on_epoch_begin(number)
            callbacks[0].on_train_batch_begin(0)
            callbacks[0].on_epoch_end(number, logs)
            if model.stop_training:
                break

    monkeypatch.setattr(keras.Model, "fit", fit)


def logs(val_loss=None, loss=0.5):
    found = {"loss": loss, "accuracy": 0.5}
    return (
        found
        if val_loss is None
        else found | {"val_loss": val_loss, "val_accuracy": 0.5}
    )


@pytest.mark.slow
def test_a_training_leaves_everything_in_its_run_and_repeats(made, contents):
    run, channel = new_run(made, contents), Recorder()
    training.train(run, channel)
    epochs = numbers(channel)
    assert [epoch["epoch"] for epoch in epochs] == [1, 2]
    assert all(0 <= epoch["val_accuracy"] <= 1 for epoch in epochs)
    assert all(np.isfinite(epoch["val_loss"]) for epoch in epochs)

    began = next(event for event in channel.events if isinstance(event, Began))
    parts = [tile.part for tile in run.tiles()]
    assert began.training_tiles == parts.count("train") == 38
    assert began.validation_tiles == parts.count("validation") == 10
    assert began.batches == 5
    assert began.device

    rows = read_table(run.folder / "history.csv")
    assert [float(row["loss"]) for row in rows] == [epoch["loss"] for epoch in epochs]
    assert float(rows[0]["learning_rate"]) == epochs[0]["learning_rate"]
    assert all(float(row["images_per_second"]) > 0 for row in rows)
    points = read_table(run.folder / "batch_loss.csv")
    assert [(row["epoch"], row["batch"]) for row in points] == [
        (str(epoch), str(batch)) for epoch in (1, 2) for batch in range(1, 6)
    ]
    sizes = [8, 8, 8, 8, 6]
    for epoch in epochs:
        losses = [float(r["loss"]) for r in points if r["epoch"] == str(epoch["epoch"])]
        mean = np.average(losses, weights=sizes)
        assert mean == pytest.approx(epoch["loss"], rel=1e-5)

    facts = json.loads((run.folder / "environment.json").read_text())
    assert facts["packages"]["tensorflow"] == version("tensorflow")
    assert facts["packages"]["numpy"] == np.__version__
    assert facts["python"]
    assert facts["device"] == began.device

    model = keras.saving.load_model(run.model_path, compile=False, safe_mode=True)
    assert model.input_shape == (None, 64, 64, 1)
    assert model.output_shape == (None, 2)
    assert not (run.folder / "unfinished.keras").exists()
    assert not run.is_alive()

    again, second = new_run(made, contents), Recorder()
    training.train(again, second)
    assert numbers(second) == epochs
    other = keras.saving.load_model(again.model_path, compile=False)
    for one, two in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(one, two)


def test_without_a_validation_share_nothing_is_kept_aside(made, contents, monkeypatch):
    run, channel = new_run(made, contents, validation_share=0, epochs=1), Recorder()
    fake_fit(monkeypatch, logs())
    training.train(run, channel)
    (epoch,) = numbers(channel)
    assert epoch["val_accuracy"] is epoch["val_loss"] is None
    assert {tile.part for tile in run.tiles()} == {"train"}
    assert of(channel, Kept) == [Kept(epoch=1)]
    assert not run.best_path.exists()
    assert not run.last_path.exists()


@pytest.mark.slow
def test_a_training_stopped_in_mid_epoch_keeps_its_network(made, contents):
    run = new_run(made, contents)
    remove(made.folder)
    # Each image is checked first, then each tile read; here one of an image.
    reading = 2 * len(run.tiles())
    channel = Recorder(stop_after=reading + 2)
    with pytest.raises(Cancelled):
        training.train(run, channel)
    assert numbers(channel) == []
    assert keras.saving.load_model(run.model_path, compile=False)
    assert not run.is_alive()


def test_a_training_stopped_while_tiles_are_read_leaves_no_network(made, contents):
    run = new_run(made, contents)
    checked = sum(tile.part == "train" for tile in run.tiles())
    remove(made.folder)
    for stop_after in (5, checked + 5):
        with pytest.raises(Cancelled):
            training.train(run, Recorder(stop_after=stop_after))
        assert not run.model_path.exists()
        assert not run.is_alive()


@pytest.mark.parametrize("part", ["train", "validation"])
@pytest.mark.parametrize(
    ("change", "words"),
    [(Path.unlink, "is gone"), (lambda path: path.write_bytes(b"x"), "been changed")],
)
def test_images_that_are_not_those_of_the_run_are_not_trained_on(
    made, contents, monkeypatch, part, change, words
):
    monkeypatch.setattr(keras.Model, "fit", pytest.fail)
    run = new_run(made, contents)
    image = [tile.image for tile in run.tiles() if tile.part == part][-1]
    was = image.read_bytes()
    change(image)
    try:
        with pytest.raises(UserError, match=f"{image} .*{words}"):
            training.train(run, Recorder())
    finally:
        image.write_bytes(was)
    assert not run.model_path.exists()


@pytest.mark.parametrize(("now", "step"), [(0, 10), (4, 6), (10, 0), (19, 0)])
def test_a_training_steps_back_and_never_asks_to_go_up(monkeypatch, now, step):
    nice = [now]

    def change(by):
        assert by >= 0, "only an administrator may"
        nice[0] += by
        return nice[0]

    monkeypatch.setattr(training.os, "nice", change, raising=False)
    for _ in range(2):
        STEP_BACK()
    assert nice == [now + step]
    monkeypatch.delattr(training.os, "nice")
    STEP_BACK()


def test_the_network_is_shown_what_the_preview_shows(made, contents, monkeypatch):
    run = new_run(made, contents, seed=4)
    seen = {"train": [], "validation": []}

    def fit(model, batches, validation_data, epochs, callbacks, **options):
        assert epochs == 2
        assert options["shuffle"] is False
        callbacks[0].set_model(model)
        for epoch in range(epochs):
            callbacks[0].on_epoch_begin(epoch)
            for part, found in (("train", batches), ("validation", validation_data)):
                parts = [found[index] for index in range(len(found))]
                seen[part].append(
                    [np.concatenate(each) for each in zip(*parts, strict=True)]
                )

    monkeypatch.setattr(keras.Model, "fit", fit)
    training.train(run, Recorder())
    spec = run.record.study
    tiles = {part: [tile for tile in run.tiles() if tile.part == part] for part in seen}
    plain = {tile.number: read_tile(tile, view_of(spec)) for tile in run.tiles()}
    for number, (shown, labels) in enumerate(seen["train"], 1):
        order = np.random.default_rng([4, number]).permutation(len(tiles["train"]))
        for place, pixels, label in zip(order, shown, labels, strict=True):
            tile = tiles["train"][place]
            preview = augment(plain[tile.number], spec.augment, 4, number, tile.number)
            np.testing.assert_array_equal(pixels, preview)
            assert run.record.classes[label.argmax()] == tile.class_name
    for shown, _ in seen["validation"]:
        expected = [plain[tile.number] for tile in tiles["validation"]]
        np.testing.assert_array_equal(shown, expected)


OUT_OF_MEMORY = [MemoryError(), tf.errors.ResourceExhaustedError(None, None, "OOM")]


@pytest.mark.parametrize("error", OUT_OF_MEMORY)
def test_too_little_memory_is_told_with_what_to_do(made, contents, monkeypatch, error):
    def fit(*_args, **_options):
        raise error

    monkeypatch.setattr(keras.Model, "fit", fit)
    run, channel = new_run(made, contents, out_of_memory="stop"), Recorder()
    with pytest.raises(UserError, match="minibatches of 8 tiles of 64 px"):
        training.train(run, channel)
    assert not run.model_path.exists()
    assert not run.is_alive()
    assert of(channel, Told) == []

    run, channel = new_run(made, contents, out_of_memory="halve"), Recorder()
    with pytest.raises(UserError, match=r"1 tiles of 64 px.*with a smaller input size"):
        training.train(run, channel)
    sizes = [int(event.text.split()[-1].rstrip(".")) for event in of(channel, Told)]
    assert sizes == [4, 2, 1]


@pytest.mark.slow
@pytest.mark.parametrize("error", OUT_OF_MEMORY)
def test_a_halved_minibatch_begins_the_epoch_again(made, contents, monkeypatch, error):
    settings = {"epochs": 3, "schedule": "constant", "validation_share": 0}
    run, channel = new_run(made, contents, **settings), Recorder()
    begun, rate = [], callbacks.learning_rate

    def fails_once(spec, place):
        begun.append((place.epoch, place.batch, place.batches))
        if place[:3] == (2, 3, 6):
            raise error
        return rate(spec, place)

    monkeypatch.setattr(callbacks, "learning_rate", fails_once)
    training.train(run, channel)
    assert begun == [
        *[(1, batch, 6) for batch in range(6)],
        *[(2, batch, 6) for batch in range(4)],
        *[(epoch, batch, 12) for epoch in (2, 3) for batch in range(12)],
    ]
    (told,) = of(channel, Told)
    assert "ran out of memory with minibatches of 8 tiles" in told.text
    assert "again with minibatches of 4" in told.text
    assert [epoch["epoch"] for epoch in numbers(channel)] == [1, 2, 3]
    state = checkpoints.read(run.checkpoint_path).state
    assert state.batch_size == 4
    assert state.steps == 6 + 12 + 12


def test_another_failure_of_the_device_is_no_want_of_memory(
    made, contents, monkeypatch
):
    def fit(*_args, **_options):
        raise tf.errors.InternalError(None, None, "broken")

    monkeypatch.setattr(keras.Model, "fit", fit)
    with pytest.raises(tf.errors.InternalError):
        training.train(new_run(made, contents), Recorder())


@pytest.mark.parametrize("loss", [np.nan, np.inf])
@pytest.mark.parametrize("where", ["loss", "val_loss"])
def test_a_loss_that_is_no_number_is_told(made, contents, monkeypatch, loss, where):
    run = new_run(made, contents, epochs=9)
    broken = logs(0.5) | {where: loss}
    fake_fit(monkeypatch, logs(0.5), logs(0.6), broken)
    with pytest.raises(UserError, match="no number any more in epoch 3"):
        training.train(run, Recorder())
    assert checkpoints.read(run.checkpoint_path).state.epoch == 2
    assert checkpoints.read(run.best_path).state.epoch == 1


@pytest.mark.slow
@pytest.mark.parametrize("unit_input", [True, False])
def test_tiles_enter_with_a_mean_square_of_one_if_wanted(made, contents, unit_input):
    run = new_run(made, contents, epochs=1, unit_input=unit_input)
    training.train(run, Recorder())
    study = run.record.study
    tiles = [tile for tile in run.tiles() if tile.part == "train"]
    pixels = np.stack([read_tile(tile, view_of(study)) for tile in tiles])
    expected = 1 / np.sqrt(np.square(pixels).mean()) if unit_input else 1.0
    facts = json.loads((run.folder / "environment.json").read_text())
    assert facts["gain"] == pytest.approx(expected, rel=1e-6)
    model = keras.saving.load_model(run.model_path, compile=False, safe_mode=True)
    gains = [layer.scale for layer in model.layers if layer.name == "gain"]
    assert gains == ([pytest.approx(expected, rel=1e-6)] if unit_input else [])


@pytest.mark.parametrize(
    ("early", "losses", "kept", "last"),
    [
        (True, [0.5, 0.4, 0.3, 0.2], Kept(epoch=4), 4),
        (True, [0.5, 0.4, 0.45, 0.41], Kept(epoch=2, stopped_early=False), 4),
        (True, [0.4, 0.4, 0.5, 0.1], Kept(epoch=1, stopped_early=True), 3),
        (False, [0.4, 0.4, 0.5, 0.6], Kept(epoch=4), 4),
        (True, [0.4, 0.5, 0.39, 0.5], Kept(epoch=3), 4),
    ],
)
def test_the_best_epoch_is_kept_and_a_hopeless_run_ends(
    made, contents, monkeypatch, early, losses, kept, last
):
    run = new_run(made, contents, epochs=4, patience=2, early_stopping=early)
    channel = Recorder()
    fake_fit(monkeypatch, *[logs(loss) for loss in losses])
    counted = itertools.count(1)

    def capture(model):
        # Weights that say which epoch they are of.
        model.layers[-1].bias.assign([next(counted), 0])
        return CAPTURE(model)

    monkeypatch.setattr(checkpoints, "capture", capture)
    training.train(run, channel)
    assert of(channel, Kept) == [kept]
    assert len(numbers(channel)) == last
    model = keras.saving.load_model(run.model_path, compile=False)
    assert model.layers[-1].bias.numpy().tolist() == [kept.epoch, 0]
    assert run.last_path.exists() == (kept.epoch != last)
    if kept.epoch != last:
        model = keras.saving.load_model(run.last_path, compile=False)
        assert model.layers[-1].bias.numpy().tolist() == [last, 0]


def test_the_learning_rate_is_halved_on_a_plateau(made, contents, monkeypatch):
    losses = [0.5, 0.6, 0.6, 0.6, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5]
    run = new_run(
        made, contents, epochs=10, schedule="plateau", plateau_patience=2, patience=99
    )
    channel = Recorder()
    fake_fit(monkeypatch, *[logs(loss) for loss in losses])
    training.train(run, channel)
    rates = [1000 * epoch["learning_rate"] for epoch in numbers(channel)]
    assert rates == [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125]


@pytest.mark.parametrize("asked", ["stop_after_epoch", "pause"])
def test_a_training_asked_in_an_epoch_ends_after_it(made, contents, monkeypatch, asked):
    run, channel = new_run(made, contents, epochs=4), Recorder()
    fake_fit(monkeypatch, *[logs(loss) for loss in (0.3, 0.5, 0.4, 0.4)])
    send = channel.send

    def sent(event):
        send(event)
        if isinstance(event, EpochEnded) and event.epoch == 2:
            run.ask(asked)

    channel.send = sent
    with pytest.raises(Cancelled if asked == "stop_after_epoch" else Paused):
        training.train(run, channel)
    assert [epoch["epoch"] for epoch in numbers(channel)] == [1, 2]
    assert run.model_path.exists() == (asked == "stop_after_epoch")
    assert of(channel, Kept) == ([Kept(epoch=1)] if asked != "pause" else [])

    run.forget_asked()
    channel.events.clear()
    channel.send = send
    if asked == "pause":
        training.train(run, channel)
        assert of(channel, Began)[0].epoch == 2
        # Two of them again, since the events of a recorder are in no file.
        assert [epoch["epoch"] for epoch in numbers(channel)] == [1, 2, 3, 4]
        assert of(channel, Kept) == [Kept(epoch=1)]


def test_a_training_asked_in_its_last_epoch_is_done(made, contents, monkeypatch):
    run, channel = new_run(made, contents, epochs=2), Recorder()
    fake_fit(monkeypatch, logs(0.3), logs(0.2))
    send = channel.send

    def sent(event):
        send(event)
        run.ask("pause")

    channel.send = sent
    with pytest.raises(Paused):
        training.train(run, channel)
    training.train(run, channel)
    assert of(channel, Kept) == [Kept(epoch=2)]


def test_a_training_is_stopped_by_a_file(made, contents):
    run = new_run(made, contents)
    run.ask("stop")
    with pytest.raises(Cancelled):
        training.train(run, Recorder())
    assert not run.model_path.exists()


@pytest.mark.slow
def test_a_training_starts_from_another_network(made, contents, monkeypatch):
    first = new_run(made, contents, epochs=1)
    training.train(first, Recorder())
    run = new_run(made, contents, epochs=1, start=first.model_path, seed=9)
    started = []

    def fit(model, *_args, **_options):
        started.extend(model.get_weights())
        raise Cancelled

    monkeypatch.setattr(keras.Model, "fit", fit)
    with pytest.raises(Cancelled):
        training.train(run, Recorder())
    model = keras.saving.load_model(first.model_path, compile=False)
    for mine, its in zip(started, model.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, its)
    facts = json.loads((run.folder / "environment.json").read_text())
    assert facts["start"] == {
        "path": str(first.model_path),
        "sha256": sha256(first.model_path),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"head": "sigmoid"},
        {"class_weights": "balanced", "label_smoothing": 0.1},
        {"head": "sigmoid", "class_weights": "balanced", "label_smoothing": 0.1},
        {"optimizer": "sgd", "momentum": 0.5, "schedule": "inverse", "decay_rate": 0.1},
        {"optimizer": "adamw", "weight_decay": 0.01, "deterministic": False},
    ],
    ids=lambda settings: "-".join(settings),
)
def test_every_setting_trains(made, contents, settings):
    run, channel = new_run(made, contents, epochs=1, **settings), Recorder()
    training.train(run, channel)
    (epoch,) = numbers(channel)
    assert np.isfinite(epoch["loss"])
    assert 0 <= epoch["val_accuracy"] <= 1
    model = load_model(run)
    assert model.output_shape == (None, 1 if "head" in settings else 2)
    prediction.predict(run, "test", Recorder())
    table = run.predictions("test")
    np.testing.assert_allclose(table.probabilities.sum(axis=1), 1, atol=1e-6)


class Full:
    """Stands in for functions that write, on a disk that is full at times."""

    def __init__(self, number=errno.ENOSPC):
        self.full, self._number = False, number

    def guard(self, monkeypatch, owner, name):
        function = getattr(owner, name)

        def guarded(*args, **options):
            if self.full:
                raise OSError(self._number, os.strerror(self._number))
            return function(*args, **options)

        monkeypatch.setattr(owner, name, guarded)


@pytest.fixture
def full(monkeypatch):
    disk = Full()
    disk.guard(monkeypatch, checkpoints.np, "savez")
    disk.guard(monkeypatch, event_log, "append_bytes")
    disk.guard(monkeypatch, keeping, "write_table")
    disk.guard(monkeypatch, live.Live, "write_curve")
    disk.guard(monkeypatch, keras.Model, "save")
    return disk


class Logging(Recorder):
    """A recorder that keeps events in the run as well, as the channel does."""

    def __init__(self, run, heard=lambda event: None):
        super().__init__()
        self.log, self._heard = event_log.EventLog(run.folder / "events.jsonl"), heard

    def send(self, event):
        super().send(event)
        self.log.append(event)
        self._heard(event)


@pytest.mark.parametrize("losses", [(0.5, 0.4, 0.3, 0.2), (0.5, 0.2, 0.3, 0.4)])
def test_a_full_disk_is_told_once_and_nothing_is_lost_once_there_is_room(
    made, contents, monkeypatch, full, losses
):
    run = new_run(made, contents, epochs=4)
    fake_fit(monkeypatch, *[logs(loss) for loss in losses])
    held = []

    def heard(event):
        if isinstance(event, EpochEnded):
            held.append(
                checkpoints.read(run.checkpoint_path).state.epoch
                if run.checkpoint_path.exists()
                else 0
            )
            # Full while epochs 2 and 3 are kept.
            full.full = event.epoch in (1, 2)

    channel = Logging(run, heard)
    training.train(run, channel)
    assert held == [1, 1, 1, 4]
    (told,) = of(channel, Told)
    assert "The disk of the study is full" in told.text
    assert sorted(map(str, run.events())) == sorted(map(str, channel.events))
    assert [e.epoch for e in run.events() if isinstance(e, EpochEnded)] == [1, 2, 3, 4]
    rows = read_table(run.folder / "history.csv")
    assert [row["epoch"] for row in rows] == ["1", "2", "3", "4"]
    best = 1 + losses.index(min(losses))
    assert checkpoints.read(run.best_path).state.epoch == best
    assert of(channel, Kept) == [Kept(epoch=best)]


def test_a_lost_folder_is_told_in_other_words(made, contents, monkeypatch):
    disk = Full(errno.EIO)
    disk.guard(monkeypatch, checkpoints.np, "savez")
    run, channel = new_run(made, contents, epochs=3, early_stopping=False), Recorder()
    disk.full = True
    fake_fit(monkeypatch, *[logs(0.5)] * 3)
    training.train(run, channel)
    (told,) = of(channel, Told)
    assert "The folder of the run cannot be written (Input/output error)" in told.text
    assert run.model_path.exists()


def test_a_network_that_cannot_be_written_is_told_and_the_run_resumed(
    made, contents, monkeypatch, full
):
    run = new_run(made, contents, epochs=2)

    def heard(event):
        full.full = isinstance(event, EpochEnded) and event.epoch == 2

    fake_fit(monkeypatch, logs(0.5), logs(0.4))
    with pytest.raises(UserError) as caught:
        training.train(run, Logging(run, heard))
    assert "Kept is all up to epoch 2 of 2" in str(caught.value)
    assert not run.model_path.exists()
    full.full = False
    channel = Logging(run)
    monkeypatch.setattr(keras.Model, "fit", pytest.fail)
    training.train(run, channel)
    assert run.model_path.exists()
    assert of(channel, Kept) == [Kept(epoch=2)]
