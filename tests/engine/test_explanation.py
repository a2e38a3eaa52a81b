"""Maps of predicted tiles, with a network that was never trained."""

import keras
import numpy as np
import pytest
from drawn import Recorder, shape, study, write

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import architectures, attributions
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.explanation import explain
from cellclassifier.engine.prediction import predict


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=6)
    run = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(0)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    predict(run, "test", Recorder())
    return run


def job(run, tiles=(0, 1), **more):
    return ExplainJob(run=run.folder, test="test", tiles=tiles, **more)


@pytest.mark.parametrize("method", ATTRIBUTIONS)
def test_maps_are_those_of_the_method_for_the_predicted_class(method, run):
    numbers = (11, *range(9))
    channel = Recorder()
    explain(run, job(run, numbers, method=method), channel)
    table, tiles = run.predictions("test"), run.tiles("test")
    pixels = np.stack([read_tile(tiles[n], view_of(run.record.study)) for n in numbers])
    model = keras.saving.load_model(run.model_path, compile=False)
    expected = attributions.load(method, model)(pixels, table.predicted[list(numbers)])
    for number, wanted in zip(numbers, expected, strict=True):
        name = table.predicted_classes[number]
        found = run.attribution(method, "test", number, name)
        assert found.shape == (64, 64, 1)
        assert found.dtype == np.float32
        np.testing.assert_allclose(
            found, wanted, rtol=1e-3, atol=abs(wanted).max() * 1e-4
        )
        assert found.any()
    assert channel.events == [
        Progressed(what="explaining", done=8, of=10),
        Progressed(what="explaining", done=10, of=10),
    ]


def test_another_class_can_be_asked_for_and_speaks_against(run):
    for name in run.record.classes:
        explain(run, job(run, (2,), class_name=name), Recorder())
    first, second = (
        run.attribution("gradient_input", "test", 2, name)
        for name in run.record.classes
    )
    # With two classes what argues for the one argues against the other.
    np.testing.assert_allclose(first, -second, rtol=1e-4, atol=abs(first).max() * 1e-4)


def test_maps_that_lie_there_are_kept(run):
    explain(run, job(run, (0,)), Recorder())
    name = run.predictions("test").predicted_classes[0]
    path = run.attribution_path("gradient_input", "test", 0, name)
    before = path.stat().st_mtime_ns
    channel = Recorder()
    explain(run, job(run, (0, 1)), channel)
    assert path.stat().st_mtime_ns == before
    assert channel.events == [Progressed(what="explaining", done=1, of=1)]


def test_it_can_be_stopped_between_batches(run):
    # Each image is checked first.
    channel = Recorder(stop_after=12 + 1)
    with pytest.raises(Cancelled):
        explain(run, job(run, tuple(range(12))), channel)
    made = list((run.folder / "attributions" / "gradient_input").iterdir())
    assert len(made) == 8


def test_it_can_be_stopped_while_the_images_are_checked(run):
    with pytest.raises(Cancelled):
        explain(run, job(run, tuple(range(12))), Recorder(stop_after=5))
    assert not (run.folder / "attributions").exists()


def test_images_that_are_not_those_of_the_run_are_not_explained(run):
    first, second, third = (run.tiles("test")[number].image for number in range(3))
    write(first, shape("squares", 77))
    second.unlink()
    for number, words in enumerate(
        (f"{first} has been changed since the run {run.id}", f"{second} is gone")
    ):
        with pytest.raises(UserError, match=words):
            explain(run, job(run, (2, number)), Recorder())
    assert not (run.folder / "attributions").exists()
    explain(run, job(run, (2,)), Recorder())
    assert third.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tiles": (0, 99)}, "has no tile 99; its tiles are 0 to 11"),
        ({"class_name": "stars"}, "no class 'stars'. This run has: discs, squares"),
        ({"test": "other"}, "other"),
        ({"method": "no_such"}, "no_such"),
    ],
)
def test_what_is_missing_is_told(run, changes, words):
    with pytest.raises(UserError) as caught:
        explain(run, job(run).model_copy(update=changes), Recorder())
    assert words in str(caught.value)


def test_without_predictions_there_is_no_predicted_class(run):
    run.predictions_path("test").unlink()
    with pytest.raises(UserError, match="has not been predicted yet"):
        explain(run, job(run), Recorder())
    explain(run, job(run, class_name="discs"), Recorder())


def test_a_network_that_gives_no_numbers_is_told_and_no_map_is_kept(run):
    model = keras.saving.load_model(run.model_path, compile=False)
    weights = [np.full_like(each, np.nan) for each in model.get_weights()]
    model.set_weights(weights)
    model.save(run.model_path)
    with pytest.raises(UserError, match="not numbers"):
        explain(run, job(run, class_name="discs"), Recorder())
    assert not (run.folder / "attributions").exists()
