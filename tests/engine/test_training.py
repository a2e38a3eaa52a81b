"""Training, in this process and on tiny images."""

import json
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
from cellclassifier.core.files import read_table
from cellclassifier.core.messages import BatchEnded, Began, EpochEnded
from cellclassifier.core.study import Study
from cellclassifier.core.tile_cache import remove
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import training
from cellclassifier.engine.channel import Cancelled

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


def numbers(channel):
    epochs = [event for event in channel.events if isinstance(event, EpochEnded)]
    return [event.model_dump(exclude={"seconds"}) for event in epochs]


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
    run, channel = new_run(made, contents, validation_share=0), Recorder()

    def fit(_model, _batches, validation_data, callbacks, **_options):
        assert validation_data is None
        callbacks[0].on_epoch_begin(0)
        callbacks[0].on_epoch_end(0, {"loss": 0.5, "accuracy": 0.5})

    monkeypatch.setattr(keras.Model, "fit", fit)
    training.train(run, channel)
    (epoch,) = numbers(channel)
    assert epoch["val_accuracy"] is epoch["val_loss"] is None
    assert {tile.part for tile in run.tiles()} == {"train"}


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

    def fit(_model, batches, validation_data, epochs, **options):
        assert epochs == 2
        assert options["shuffle"] is False
        for _ in range(epochs):
            for part, found in (("train", batches), ("validation", validation_data)):
                parts = [found[index] for index in range(len(found))]
                seen[part].append(
                    [np.concatenate(each) for each in zip(*parts, strict=True)]
                )
                found.on_epoch_end()

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


@pytest.mark.parametrize(
    "error", [MemoryError(), tf.errors.ResourceExhaustedError(None, None, "OOM")]
)
def test_too_little_memory_is_told_with_what_to_do(made, contents, monkeypatch, error):
    def fit(*_args, **_options):
        raise error

    monkeypatch.setattr(keras.Model, "fit", fit)
    run = new_run(made, contents)
    with pytest.raises(UserError, match="minibatches of 8 tiles of 64 px"):
        training.train(run, Recorder())
    assert not run.model_path.exists()
    assert not run.is_alive()


@pytest.mark.parametrize("loss", [np.nan, np.inf])
def test_a_loss_that_is_no_number_is_told(made, contents, loss):
    reporter = training.Reporter(Recorder(), new_run(made, contents))
    reporter.on_epoch_begin(2)
    with pytest.raises(UserError, match="no number any more in epoch 3"):
        reporter.on_epoch_end(2, {"loss": loss, "accuracy": 0.5})


def test_batches_are_reported_a_few_times_a_second(made, contents, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(training.time, "monotonic", lambda: now[0])
    channel = Recorder()
    reporter = training.Reporter(channel, new_run(made, contents))
    reporter.set_params({"steps": 1000})
    reporter.on_epoch_begin(0)
    for batch in range(1000):
        now[0] += 0.001
        reporter.on_train_batch_end(batch)
    assert 3 <= len(channel.events) <= 5
    assert all(isinstance(event, BatchEnded) for event in channel.events)
    assert all(event.epoch == 1 and event.of == 1000 for event in channel.events)
    assert channel.checks == 1000


def test_validation_can_be_stopped_too(made, contents):
    reporter = training.Reporter(Recorder(stop_after=0), new_run(made, contents))
    with pytest.raises(Cancelled):
        reporter.on_test_batch_end(0)


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


@pytest.mark.parametrize(("decay", "last"), [(True, 0.0), (False, 0.001)])
def test_the_learning_rate_falls_to_zero_if_wanted(made, contents, decay, last):
    run = new_run(made, contents, epochs=2, decay=decay)
    optimizer = training._build(run, 1.0, batches=5).optimizer
    assert float(optimizer.learning_rate) == pytest.approx(0.001)
    optimizer.iterations.assign(10)
    assert float(optimizer.learning_rate) == pytest.approx(last, abs=1e-9)
