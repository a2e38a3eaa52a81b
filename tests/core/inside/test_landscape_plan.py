"""Which tiles and epochs a look at the loss takes, what it costs, what is refused."""

import pytest
from drawn import study
from pydantic import ValidationError

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line
from cellclassifier.core.inside.landscape import cost
from cellclassifier.core.inside.landscape_plan import Cost, plan
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.messages import EpochEnded


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    where = tmp_path_factory.mktemp("planned")
    return study(where, count=12, tests=2, validation_share=0.25)


@pytest.fixture
def run(made):
    run = made.new_run(read_contents(made.spec))
    run.model_path.write_bytes(b"network")
    return run


def keep(run, *epochs):
    for epoch in epochs:
        path = run.epoch_path(epoch)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"weights")


def spec(view="line", **more):
    return LandscapeSpec(view=view, **{"minibatches": 3, "batch_size": 4, **more})


def numbers(run, of):
    return [[tile.number for tile in each] for each in plan(run, of).minibatches]


def test_minibatches_are_training_tiles_each_once_and_fixed_by_seed(run):
    dealt = numbers(run, spec())
    every = [number for each in dealt for number in each]
    training = {tile.number for tile in run.tiles() if tile.part == "train"}
    assert [len(each) for each in dealt] == [4, 4, 4]
    assert len(set(every)) == 12
    assert set(every) < training
    assert len(training) < len(run.tiles())
    assert numbers(run, spec()) == dealt
    # The same ones for each view and epoch; others with another seed.
    assert numbers(run, spec("agreement")) == dealt
    assert numbers(run, spec(seed=1)) != dealt


def test_fewer_minibatches_where_there_are_too_few_tiles(run):
    training = sum(tile.part == "train" for tile in run.tiles())
    planned = plan(run, spec("agreement", minibatches=200))
    assert len(planned.minibatches) == training // 4
    assert planned.cost == Cost(0, training // 4, 4, None)


@pytest.mark.parametrize(
    ("of", "forward", "gradients", "tiles"),
    [
        (spec(points=21), 3 * 21, 1, 4),
        (spec("agreement"), 0, 3, 4),
        (spec("slice", points=5), 3 * 25, 0, 4),
        (spec("input", points=21), 42, 1, 1),
        (spec("exactness"), 2 * 3 * 9, 4, 4),
    ],
)
def test_what_it_costs(run, of, forward, gradients, tiles):
    assert cost(run, of) == Cost(forward, gradients, tiles, None)
    keep(run, 0, 1)
    both = of.model_copy(update={"epochs": (0, 1)})
    assert cost(run, both) == Cost(2 * forward, 2 * gradients, tiles, None)


def test_the_time_is_that_of_the_run_itself(run):
    for epoch, speed in enumerate((10.0, 30.0, 90.0), 1):
        told = EpochEnded(
            epoch=epoch, accuracy=1, loss=0, seconds=1, images_per_second=speed
        )
        append_line(run.folder / "events.jsonl", told.model_dump_json())
    # 30 tiles a second forward and back: 63 passes of 4 tiles forward are a third.
    found = cost(run, spec(points=21))
    assert found.seconds == pytest.approx((63 * 4 / 3 + 4) / 30)
    assert found.text == "about 3 s: 64 passes of 4 tiles"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "127 passes of 20 tiles"),
        (0.4, "about a second: 127 passes of 20 tiles"),
        (25.2, "about 25 s: 127 passes of 20 tiles"),
        (130, "about 2 minutes: 127 passes of 20 tiles"),
        (9000, "about 2.5 hours: 127 passes of 20 tiles"),
    ],
)
def test_how_long_it_takes_in_words(seconds, text):
    assert Cost(126, 1, 20, seconds).text == text


def test_the_network_that_is_kept_or_epochs(run):
    assert plan(run, spec()).epochs == (None,)
    keep(run, 0, 2)
    assert plan(run, spec(epochs=(0, 2))).epochs == (0, 2)
    with pytest.raises(UserError, match="epoch 1; it kept those of 0, 2"):
        cost(run, spec(epochs=(0, 1)))
    # An epoch can be looked at while the training goes on.
    run.model_path.unlink()
    assert plan(run, spec(epochs=(2,))).epochs == (2,)
    with pytest.raises(UserError, match="has no trained network"):
        cost(run, spec())


@pytest.mark.parametrize("view", ["line", "agreement"])
def test_one_minibatch_cannot_be_compared(run, view):
    with pytest.raises(UserError, match="Choose 2 or more minibatches"):
        cost(run, spec(view, minibatches=1))
    with pytest.raises(UserError, match="too few for 2 minibatches of 12"):
        cost(run, spec(view, batch_size=12))


@pytest.mark.parametrize("view", ["slice", "exactness"])
def test_one_minibatch_is_enough(run, view):
    assert len(plan(run, spec(view, minibatches=1)).minibatches) == 1
    with pytest.raises(UserError, match="too few for 1 minibatch of 512"):
        cost(run, spec(view, batch_size=512))


def test_tiles_that_would_fill_the_memory_are_refused(run, monkeypatch):
    monkeypatch.setattr(f"{plan.__module__}.MOST_BYTES", 64 * 64 * 4 * 11)
    with pytest.raises(UserError, match="12 tiles of 64 px would take"):
        cost(run, spec())


def test_the_tile_whose_pixels_are_changed(run):
    planned = plan(run, spec("input", tile=1))
    ((tile,),) = planned.minibatches
    assert (tile.number, planned.table) == (1, "test")
    with pytest.raises(UserError, match="has no tile 4; its tiles are 0 to 3"):
        cost(run, spec("input", tile=4))
    with pytest.raises(UserError, match="no test set 'later'"):
        cost(run, spec("input", test="later"))


def test_a_tile_without_a_class_has_no_loss(run):
    path = run.folder / "tiles" / "test_test.csv"
    path.write_text(path.read_text().replace("discs,", ","))
    unknown = next(t.number for t in run.tiles("test") if not t.class_name)
    with pytest.raises(UserError, match=f"true class of tile {unknown} of 'test'"):
        cost(run, spec("input", tile=unknown))


def test_points_have_a_middle_and_epochs_ascend():
    with pytest.raises(ValidationError, match="choose 19 or 21"):
        LandscapeSpec(points=20)
    for epochs in ((3, 1), (1, 1), (-1,)):
        with pytest.raises(ValidationError, match="ascend from 0"):
            LandscapeSpec(epochs=epochs)
