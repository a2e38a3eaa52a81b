"""The loss around a network as a job: written, told, stopped; nothing is changed."""

import shutil

import keras
import numpy as np
import pytest
from drawn import Recorder, study
from explained import conv_net
from keras import ops

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.inside import landscape as kept
from cellclassifier.core.inside.landscape_plan import plan
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.messages import LandscapeJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import checkpoints, landscape, models
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.compiling import network
from cellclassifier.engine.progress import State

VIEWS = ("line", "agreement", "slice", "input", "exactness")
each_view = pytest.mark.parametrize("view", VIEWS)


def spec(view="line", **more):
    few = {"minibatches": 3, "batch_size": 4, "points": 3, "reach": 0.02}
    if view == "exactness":
        few |= {"minibatches": 1, "batch_size": 2}
    return LandscapeSpec(view=view, **{**few, **more})


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A run with a network that nobody trained, and another one of epoch 2."""
    made = study(tmp_path_factory.mktemp("around"), 10, 2, network="compact")
    run = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(4)
    for epoch in (0, 2):
        model = network(run, 3.0)
        # Averages of batch normalisation as after a training.
        for each in model.weights:
            if each.name == "moving_mean":
                each.assign(np.full(each.shape, 0.1 * (epoch + 1)))
        what = Checkpoint(State(epoch=epoch, gain=3.0), weights(model), [])
        run.epoch_path(epoch).parent.mkdir(exist_ok=True)
        checkpoints.write(run.epoch_path(epoch), what)
    model.save(run.model_path)
    return run


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change; its images are those of all."""
    folder = tmp_path / "study" / "runs" / original.id
    shutil.copytree(original.folder, folder)
    return Run(folder)


def weights(model):
    return [np.array(ops.convert_to_numpy(each)) for each in model.weights]


def compute(run, of, channel=None):
    channel = channel or Recorder()
    landscape.compute(run, LandscapeJob(run=run.folder, spec=of), channel)
    return kept.read(run, of)


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@each_view
def test_it_is_written_told_and_leaves_the_network_as_it_was(run, view):
    before, channel = weights(models.load_model(run)), Recorder()
    found = compute(run, spec(view), channel)
    assert same(weights(models.load_model(run)), before)
    assert found.run == run.id
    assert found.network == run.network_key
    assert found.epochs == (None,)
    assert "In the network that is kept" in found.seen or view == "agreement"
    passes = [e for e in channel.events if e.what == "computing the loss"]
    cost = kept.cost(run, spec(view))
    assert all(isinstance(event, Progressed) for event in channel.events)
    assert {event.of for event in passes} == {cost.passes}
    done = [event.done for event in passes]
    assert done == sorted(done)
    assert done[0] == 0
    assert cost.passes - 32 <= done[-1] < cost.passes
    # One question before each pass, at least.
    assert channel.checks >= len(passes)


@each_view
def test_the_same_seed_gives_the_same_numbers(run, view):
    one = compute(run, spec(view, epochs=(0, 2)))
    folder = kept.folder_for(run, spec(view, epochs=(0, 2)))
    text = (folder / f"{view}.csv").read_text()
    shutil.rmtree(folder)
    compute(run, spec(view, epochs=(0, 2)))
    assert (folder / f"{view}.csv").read_text() == text
    assert one.epochs == (0, 2)
    if view != "exactness":
        other = compute(run, spec(view, epochs=(0, 2), seed=1))
        assert not same(one.results[0][1:4], other.results[0][1:4])


def test_what_is_there_is_not_computed_again(run):
    compute(run, spec())
    channel = Recorder()
    compute(run, spec(), channel)
    assert channel.events == []


@each_view
def test_it_can_be_stopped_and_restores_the_network(run, view):
    of, whole = spec(view, epochs=(0, 2)), Recorder()
    compute(run, of, whole)
    shutil.rmtree(run.folder / "landscapes")
    before = weights(models.load_epoch(run, 0))
    for checks in (0, whole.checks // 2, whole.checks - 1):
        with pytest.raises(Cancelled):
            compute(run, of, Recorder(stop_after=checks))
        assert same(weights(models.load_epoch(run, 0)), before)
        assert not kept.folder_for(run, of).exists()
    assert kept.read(run, of) is None


def test_an_exception_restores_the_network(run, monkeypatch):
    before = weights(models.load_model(run))
    seen = []

    def broken(losses, given, epoch):
        losses.move(losses.weights(), np.ones(losses.size), 0.3)
        seen.append(not same(weights(models.load_model(run)), before))
        raise OSError("no disk")

    monkeypatch.setattr(landscape, "look", broken)
    with pytest.raises(OSError, match="no disk"):
        compute(run, spec())
    assert seen == [True]
    assert same(weights(models.load_model(run)), before)


def test_the_losses_are_those_of_each_epoch(run):
    """Keras's own cross-entropy, by the network of the epoch, of the same tiles."""
    found = compute(run, spec(epochs=(0, 2)))
    tiles = {tile.number: tile for tile in run.tiles()}
    view, loss = view_of(run.record.study), keras.losses.CategoricalCrossentropy()
    for result in found.results:
        model = models.load_epoch(run, result.epoch)
        for number, minibatch in enumerate(found.minibatches):
            chosen = [tiles[each] for each in minibatch]
            pixels = np.stack([read_tile(each, view) for each in chosen])
            of = [run.record.classes.index(each.class_name) for each in chosen]
            told = loss(np.eye(2)[of], model(pixels, training=False))
            told = float(ops.convert_to_numpy(told))
            assert result.start[number] == pytest.approx(told, rel=1e-4)
    assert not np.allclose(found.results[0].start, found.results[1].start, rtol=1e-3)


def test_minibatches_are_those_of_the_plan_and_the_tile_too(run):
    planned = plan(run, spec())
    numbers = tuple(tuple(t.number for t in each) for each in planned.minibatches)
    assert compute(run, spec()).minibatches == numbers
    over = compute(run, spec("input", tile=3))
    assert over.minibatches == ((3,),)
    assert over.results[0].class_name == run.tiles("test")[3].class_name


def test_one_sigmoid_unit(tmp_path):
    made = study(tmp_path, 6, 2, network="compact", head="sigmoid")
    run = made.new_run(read_contents(made.spec))
    model = network(run, 3.0)
    model.save(run.model_path)
    found = compute(run, spec(minibatches=2, batch_size=2))
    tiles = {tile.number: tile for tile in run.tiles()}
    view, loss = view_of(run.record.study), keras.losses.BinaryCrossentropy()
    chosen = [tiles[each] for each in found.minibatches[0]]
    pixels = np.stack([read_tile(each, view) for each in chosen])
    of = [[run.record.classes.index(each.class_name)] for each in chosen]
    told = loss(np.array(of, np.float32), model(pixels, training=False))
    assert found.results[0].start[0] == pytest.approx(float(told), rel=1e-4)


def test_an_image_that_is_gone(run, tmp_path):
    planned = plan(run, spec())
    table = run.folder / "tiles" / "train.csv"
    image, gone = str(planned.minibatches[0][0].image), str(tmp_path / "gone.png")
    table.write_text(table.read_text().replace(image, gone))
    with pytest.raises(UserError, match=r"gone\.png is gone\. Put it back"):
        compute(run, spec())


def test_an_epoch_that_is_damaged(run):
    run.epoch_path(2).write_bytes(b"nothing")
    before = weights(models.load_epoch(run, 0))
    with pytest.raises(UserError, match="is damaged"):
        compute(run, spec(epochs=(0, 2)))
    assert same(weights(models.load_epoch(run, 0)), before)


def test_a_folder_that_cannot_be_written(run):
    (run.folder / "landscapes").write_text("in the way")
    with pytest.raises(UserError, match="could not be written"):
        compute(run, spec("agreement"))


def test_a_network_that_gives_no_numbers(run):
    model = models.load_model(run)
    before = weights(model)
    try:
        model.weights[-1].assign(np.full(2, np.nan))
        with pytest.raises(UserError, match="values that are not numbers"):
            compute(run, spec())
    finally:
        for variable, value in zip(model.weights, before, strict=True):
            variable.assign(value)


def test_averages_that_are_still_as_at_first_are_told_of(run):
    """The networks of the run have averages as after a training, so nothing is said."""
    assert not compute(run, spec("agreement", epochs=(0, 2))).fresh
    model = models.load_epoch(run, 0)
    assert not landscape.has_fresh_averages(model)
    start = {"moving_mean": 0, "moving_variance": 1}
    for each in model.weights:
        if each.name in start:
            each.assign(np.full(each.shape, start[each.name]))
    assert landscape.has_fresh_averages(model)
    what = Checkpoint(State(epoch=0, gain=3.0), weights(model), [])
    checkpoints.write(run.epoch_path(0), what)
    found = compute(run, spec("agreement", epochs=(0, 2), seed=1))
    assert found.fresh
    assert "are still 0 and 1" in found.caution
    assert not compute(run, spec("agreement", epochs=(2,))).fresh


def test_a_network_without_batch_normalisation_has_no_averages():
    assert not landscape.has_fresh_averages(conv_net())
