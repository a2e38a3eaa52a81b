"""The parts of a training, one by one: rates, losses, gaps, what it is asked for."""

import keras
import numpy as np
import pytest
from drawn import Recorder, study
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import BatchEnded, EpochEnded, Told
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine import (
    architectures,
    callbacks,
    compiling,
    control,
    live,
    progress,
    troubles,
)
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.data import TileBatches
from cellclassifier.engine.keeping import Keeper
from cellclassifier.engine.live import Epoch, Live, LossMeter
from cellclassifier.engine.progress import State
from cellclassifier.engine.schedules import Place, learning_rate


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = study(tmp_path_factory.mktemp("parts"), count=4, tests=2)
    return made.new_run(read_contents(made.spec))


class Clock:
    """A clock of which tests say how it goes on."""

    def __init__(self, monkeypatch, *modules):
        self.now, self.wall = 1000.0, 5000.0
        for module in modules:
            monkeypatch.setattr(module.time, "monotonic", lambda: self.now)
            monkeypatch.setattr(module.time, "time", lambda: self.wall)

    def go(self, seconds, wall=None):
        self.now += seconds
        self.wall += seconds if wall is None else wall


@pytest.mark.parametrize("batches", [1, 7])
def test_the_cosine_is_that_of_keras(batches):
    spec = TrainSpec(epochs=4, learning_rate=0.01, schedule="cosine")
    keras_rate = keras.optimizers.schedules.CosineDecay(0.01, 4 * batches)
    for epoch in range(1, 5):
        for batch in range(batches):
            mine = learning_rate(spec, Place(epoch, batch, batches))
            step = (epoch - 1) * batches + batch
            assert mine == pytest.approx(float(keras_rate(step)), rel=1e-5)


def test_the_inverse_rate_falls_with_each_change():
    spec = TrainSpec(schedule="inverse", decay_rate=0.5, learning_rate=0.2)
    rates = [learning_rate(spec, Place(3, n, 9, steps=10)) for n in range(3)]
    assert rates == [0.2 / (1 + 0.5 * step) for step in (10, 11, 12)]


def test_other_rates_are_constant_but_for_plateaus():
    place = Place(3, 1, 9, steps=10, factor=0.25)
    for schedule, rate in (("constant", 0.2), ("plateau", 0.05)):
        spec = TrainSpec(schedule=schedule, learning_rate=0.2)
        assert learning_rate(spec, place) == rate


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_added_epochs_are_half_a_cosine(data):
    first = data.draw(st.integers(0, 50))
    spec = TrainSpec(epochs=first + data.draw(st.integers(1, 50)), schedule="cosine")
    batches = data.draw(st.integers(1, 20))
    rates = [
        learning_rate(spec, Place(epoch, batch, batches, first))
        for epoch in range(first + 1, spec.epochs + 1)
        for batch in range(batches)
    ]
    assert rates[0] == spec.learning_rate
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] > 0


@given(
    st.lists(st.tuples(st.floats(0, 10), st.integers(1, 30)), min_size=1, max_size=50),
    st.integers(1, 7),
)
@settings(max_examples=100, deadline=None)
def test_losses_of_batches_are_those_behind_the_running_mean(batches, every):
    meter, total, tiles, taken, waiting = LossMeter(), 0.0, 0, [], []
    for number, (loss, size) in enumerate(batches, 1):
        total, tiles = total + loss * size, tiles + size
        waiting.append((loss, size))
        if number % every == 0:
            losses, sizes = zip(*waiting, strict=True)
            expected = np.average(losses, weights=sizes)
            taken.append((meter.take(total / tiles, tiles), expected))
            waiting = []
    for mine, expected in taken:
        assert mine == pytest.approx(expected, abs=1e-9)


def test_batches_are_told_a_few_times_a_second(run, monkeypatch):
    clock = Clock(monkeypatch, live)
    channel = Recorder()
    told = Live(run, channel)
    told.begin(Epoch(2, 1000, 4990, 5))
    for batch in range(1000):
        clock.go(0.0010001)
        # The loss is 3 up to tile 2500, and 1 from there.
        tiles = min(5 * (batch + 1), 4990)
        mean = (3 * min(tiles, 2500) + max(0, tiles - 2500)) / tiles
        told.batch_ended(batch, mean, 0.5)
    assert [event.batch for event in channel.events] == [300, 600, 900]
    losses = [event.loss for event in channel.events]
    assert losses == pytest.approx([3, 2 + 1 / 3, 1])
    first = channel.events[0]
    assert (first.epoch, first.of, first.learning_rate) == (2, 1000, 0.5)
    assert first.images_per_second == pytest.approx(5000, rel=1e-3)
    assert run.live() == channel.events[-1]
    assert told.images_per_second == pytest.approx(4990, rel=1e-3)

    told.write_curve()
    lines = live.curve_path(run).read_text().splitlines()
    assert lines[0] == "epoch,batch,loss"
    assert len(lines) == 1 + 200
    assert [float(line.split(",")[2]) for line in lines[1:]] == pytest.approx(
        [3.0] * 100 + [1.0] * 100
    )
    assert lines[-1].startswith("2,1000,")
    with live.curve_path(run).open("a") as file:
        file.write("3,5,0.5\n2,99")
    live.cut_curve(live.curve_path(run), live.curve_path(run), 2)
    assert live.curve_path(run).read_text().splitlines() == lines
    live.cut_curve(live.curve_path(run), live.curve_path(run), 1)
    assert live.curve_path(run).read_text() == "epoch,batch,loss\n"


def test_a_folder_that_is_away_does_not_stop_what_is_told(run, monkeypatch, tmp_path):
    clock, channel = Clock(monkeypatch, live), Recorder()
    monkeypatch.setattr(run, "folder", tmp_path / "away")
    told = Live(run, channel)
    told.begin(Epoch(1, 2, 10, 5))
    clock.go(1)
    told.batch_ended(0, 0.5, 0.1)
    assert isinstance(channel.events[0], BatchEnded)


@pytest.mark.parametrize(
    ("gap", "wall", "found"),
    [
        (0.5, 0.5, 0),
        (59, 59, 0),
        (720, 720, 720),
        (0.5, 720, 720),
        (0.5, -3600, 0),
        (0.5, 30, 0),
    ],
)
def test_a_computer_that_slept_or_stood_still_is_noticed(monkeypatch, gap, wall, found):
    clock, pace = Clock(monkeypatch, troubles), troubles.Pace()
    for _ in range(5):
        assert pace.tick() == 0
        clock.go(0.5)
    pace.tick()
    clock.go(gap, wall)
    assert pace.tick() == found
    clock.go(0.5)
    assert pace.tick() == 0
    pace.restart()
    clock.go(10_000)
    assert pace.tick() == 0


def test_slow_batches_are_no_sleep(monkeypatch):
    clock, pace = Clock(monkeypatch, troubles), troubles.Pace()
    pace.tick()
    for seconds in (30, 200, 300, 90, 400):
        clock.go(seconds)
        assert pace.tick() == 0


def test_the_sentence_of_a_sleep():
    text = "The computer slept or stood still for 12 min in epoch 3. Nothing was lost."
    assert troubles.still(12 * 60, 3) == Told(text=text)
    assert "for 75 s in epoch 1" in troubles.still(75, 1).text


def test_a_sleep_in_an_epoch_is_told(run, monkeypatch):
    clock = Clock(monkeypatch, troubles, live)
    channel = Recorder()
    model = compiling.compiled(compiling.network(run, 1.0), TrainSpec())
    tiles = TileBatches(np.zeros((8, 64, 64, 1), np.float32), np.zeros((8, 2)), [], 2)
    keeper = Keeper(run, channel, State())
    follower = callbacks.Follower(
        run, channel, control.Control(run, channel), keeper, tiles
    )
    follower.set_model(model)
    follower.on_epoch_begin(2)
    for batch, seconds in enumerate([1, 1, 1, 180]):
        clock.go(seconds)
        follower.on_train_batch_begin(batch)
        follower.on_train_batch_end(batch, {"loss": 0.5})
    (told,) = [event for event in channel.events if isinstance(event, Told)]
    assert "still for 3 min in epoch 3" in told.text
    with pytest.raises(UserError, match="no number any more in epoch 3"):
        follower.on_train_batch_end(3, {"loss": float("nan")})


def test_validation_can_be_stopped_too(run):
    channel = Recorder(stop_after=0)
    tiles = TileBatches(np.zeros((8, 64, 64, 1), np.float32), np.zeros((8, 2)), [], 2)
    follower = callbacks.Follower(
        run,
        channel,
        control.Control(run, channel),
        Keeper(run, channel, State()),
        tiles,
    )
    with pytest.raises(Cancelled):
        follower.on_test_batch_end(0)


def test_the_folder_is_looked_at_four_times_a_second(run, monkeypatch):
    clock, looks = Clock(monkeypatch, control), []
    monkeypatch.setattr(type(run), "asked", lambda self: looks.append(clock.now))
    channel = Recorder()
    looked = control.Control(run, channel)
    for _ in range(1000):
        looked.check()
        clock.go(0.001)
    assert len(looks) == 4
    assert channel.checks == 1000


def test_a_file_asks_to_stop(run):
    looked = control.Control(run, Recorder())
    run.ask("pause")
    looked.check()
    assert looked.after_epoch() == "pause"
    run.ask("stop")
    with pytest.raises(Cancelled):
        control.Control(run, Recorder()).check()
    run.forget_asked()
    assert looked.after_epoch() is None


def dropped(epoch, seed=0):
    tile = keras.Input((8,))
    x = keras.layers.Dropout(0.5)(tile)
    model = keras.Model(tile, keras.layers.Dropout(0.5)(x + 1))
    compiling.reset_seeds(model, seed, epoch)
    return np.asarray(model(np.ones((4, 8), np.float32), training=True))


def test_layers_draw_by_seed_and_epoch_alone():
    first = dropped(1)
    np.testing.assert_array_equal(dropped(1), first)
    assert (dropped(2) != first).any()
    assert (dropped(1, seed=1) != first).any()
    # Two layers draw differently.
    assert len(np.unique(first)) > 2


@pytest.mark.parametrize(
    "spec", [TrainSpec(optimizer=o) for o in ("adam", "adamw", "sgd")]
)
def test_optimisers_are_those_of_the_settings(run, spec):
    changed = {"momentum": 0.7, "weight_decay": 0.02, "learning_rate": 0.5}
    spec = spec.model_copy(update=changed)
    found = compiling.compiled(compiling.network(run, 1.0), spec).optimizer
    assert type(found).__name__.lower().endswith(spec.optimizer)
    assert float(found.learning_rate) == 0.5
    if spec.optimizer == "sgd":
        assert found.momentum == 0.7
    assert found.weight_decay == (0.02 if spec.optimizer == "adamw" else None)


def saved(path, size=64, classes=2, **options):
    model = architectures.build(
        "deep", (size, size, 1), classes, architectures.Options(**options)
    )
    model.save(path)
    return model


@pytest.mark.parametrize(
    ("size", "classes", "options", "words"),
    [
        (128, 2, {}, "goes from 128 x 128 x 1 to 2 outputs, but"),
        (64, 3, {}, "from 64 x 64 x 1 to 3 outputs, but this run needs one from 64 x"),
        (64, 2, {"head": "sigmoid"}, "to 1 outputs"),
        (64, 2, {"extra_dense": False}, "has other layers than 'deep'"),
    ],
)
def test_a_network_that_is_no_start_is_told(
    run, tmp_path, size, classes, options, words
):
    saved(tmp_path / "start.keras", size, classes, **options)
    with pytest.raises(UserError, match=words):
        compiling.start_from(compiling.network(run, 1.0), tmp_path / "start.keras")


def test_a_start_that_cannot_be_read_is_told(run, tmp_path):
    path = tmp_path / "start.keras"
    for write in (lambda: None, lambda: path.write_bytes(b"no network")):
        write()
        with pytest.raises(UserError, match="to start from cannot be read"):
            compiling.start_from(compiling.network(run, 1.0), path)


def test_a_start_gives_its_weights_under_another_gain(run, tmp_path):
    start = saved(tmp_path / "start.keras", gain=3.0)
    model = compiling.network(run, 2.0)
    compiling.start_from(model, tmp_path / "start.keras")
    for mine, its in zip(model.get_weights(), start.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, its)
    assert model.get_layer("gain").scale == 2.0


def test_a_run_that_adds_epochs_waits_anew():
    spec = TrainSpec(epochs=30, patience=2)
    state = State()
    for number, loss in enumerate([0.5, 0.6, 0.7], 1):
        epoch = EpochEnded(
            epoch=number,
            accuracy=0.5,
            loss=1,
            val_loss=loss,
            val_accuracy=0.5,
            seconds=1,
        )
        state = progress.advanced(state, spec, epoch, 10, 20)
    assert progress.stopped_early(state, spec)
    assert progress.kept_epoch(state, spec) == 1
    more = progress.going_on(state)
    assert not progress.is_over(more, spec)
    assert (more.epoch, more.steps, more.best_epoch, more.batch_size) == (3, 30, 1, 0)
