"""Maps of predicted tiles, with a network that was never trained."""

import json
import shutil

import keras
import numpy as np
import pytest
from drawn import Recorder, shape, study, write

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import architectures, attributions
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.explanation import explain


def predicted(where):
    """Return a run with a network that was never trained, and made-up predictions."""
    made = study(where, count=4, tests=6)
    run = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(0)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    tiles = run.tiles("test")
    first = np.random.default_rng(0).random((len(tiles), 1), dtype=np.float32)
    drawn = np.concatenate([first, 1 - first], axis=1)
    table = from_tiles(run.record.classes, tiles, drawn)
    write_predictions(run.predictions_path("test"), table)
    return run


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return predicted(tmp_path_factory.mktemp("original"))


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change; its images are those of all tests."""
    folder = tmp_path / "study" / "runs" / original.id
    shutil.copytree(original.folder, folder)
    return Run(folder)


def job(run, tiles=(0, 1), **more):
    return ExplainJob(run=run.folder, test="test", tiles=tiles, **more)


FAST = ("gradient_input", "hires_cam", "article")
"""Methods of which one batch makes the maps of eight tiles."""


@pytest.mark.parametrize("method", ATTRIBUTIONS)
def test_maps_are_those_of_the_method_for_the_predicted_class(method, run):
    numbers = (11, *range(9)) if method in FAST else (11, 0)
    channel = Recorder()
    explain(run, job(run, numbers, method=method), channel)
    table, tiles = run.predictions("test"), run.tiles("test")
    pixels = np.stack([read_tile(tiles[n], view_of(run.record.study)) for n in numbers])
    model = keras.saving.load_model(run.model_path, compile=False)
    ask = attributions.load(method, model)
    expected = ask(pixels, table.predicted[list(numbers)])
    for number, wanted, facts in zip(numbers, *expected, strict=True):
        name = table.predicted_classes[number]
        found = run.attribution(method, "test", number, name)
        assert found.shape == (64, 64, 1)
        assert found.dtype == np.float32
        np.testing.assert_allclose(
            found, wanted, rtol=1e-3, atol=abs(wanted).max() * 1e-3
        )
        assert found.any()
        told = run.attribution_facts(method, "test", number, name)
        assert told == pytest.approx(facts, rel=1e-3, abs=1e-6)
    done = (8, 10) if method in FAST else (1, 2)
    assert channel.events == [
        Progressed(what="explaining", done=each, of=len(numbers)) for each in done
    ]


def test_settings_have_a_folder_of_their_own_that_says_them(run):
    settings = {"window": 20, "stride": 20}
    wanted = job(run, (3,), method="occlusion", settings=settings, class_name="discs")
    explain(run, wanted, Recorder())
    at = ("occlusion", "test", 3, "discs")
    assert run.attribution(*at) is None
    assert run.attribution(*at, settings).any()
    assert run.attribution_facts(*at, settings)["window"] == 20
    (folder,) = (run.folder / "attributions").iterdir()
    assert folder.name.startswith("occlusion-")
    told = json.loads((folder / "settings.json").read_text())
    assert told["method"] == "occlusion"
    assert {name: told[name] for name in settings} == settings


def test_the_default_settings_are_not_other_ones(run):
    """Whether they are given or not."""
    settings = {"samples": 16, "noise": 0.1}
    wanted = job(run, (3,), method="smooth_gradient", class_name="discs")
    explain(run, wanted.model_copy(update={"settings": settings}), Recorder())
    channel = Recorder()
    explain(run, wanted, channel)
    assert channel.events == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"steps": 1}, "'steps' of 'integrated_gradients' is refused"),
        ({"window": 8}, "'window' of 'integrated_gradients' is refused"),
        ({"baseline": "white"}, "'blurred' or 'black'"),
    ],
)
def test_bad_settings_are_told(run, settings, words):
    wanted = job(run, method="integrated_gradients", settings=settings)
    with pytest.raises(UserError, match=words):
        explain(run, wanted, Recorder())


def test_micrometres_need_images_that_carry_them(run):
    settings = {"window": 2.0, "unit": "µm"}
    wanted = job(run, (2,), method="occlusion", settings=settings)
    with pytest.raises(UserError, match="does not say how large its pixels are"):
        explain(run, wanted, Recorder())


def test_micrometres_become_pixels_of_the_tile(run):
    """A tile of 64 px in the image is as large for the network: 0.25 µm a pixel."""
    rows = read_table(run.folder / "images.csv")
    for row in rows:
        row["pixel_size"] = "0.25"
    values = [list(row.values()) for row in rows]
    write_table(run.folder / "images.csv", list(rows[0]), values)
    settings = {"window": 4.0, "stride": 3.0, "unit": "µm"}
    wanted = job(run, (2,), method="occlusion", settings=settings, class_name="discs")
    explain(run, wanted, Recorder())
    facts = run.attribution_facts("occlusion", "test", 2, "discs", settings)
    assert (facts["window"], facts["stride"]) == (16, 12)


def test_the_true_class_of_each_tile_can_be_explained(run):
    explain(run, job(run, (0, 11), target="true"), Recorder())
    for number in (0, 11):
        name = run.tiles("test")[number].class_name
        assert run.attribution("gradient_input", "test", number, name) is not None


def test_a_true_class_that_is_not_known_is_told(run):
    path = run.folder / "tiles" / "test_test.csv"
    path.write_text(path.read_text().replace(",squares,", ",,"))
    with pytest.raises(UserError, match="true class of 1 of 2 tiles is not known"):
        explain(run, job(run, (0, 11), target="true"), Recorder())
    explain(run, job(run, (0, 11)), Recorder())


def test_maps_of_an_earlier_network_are_not_taken_for_those_of_the_present(run):
    wanted = job(run, (0,), class_name="discs")
    at = ("gradient_input", "test", 0, "discs")
    explain(run, wanted, Recorder())
    before = run.attribution(*at)
    keras.utils.set_random_seed(1)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    assert run.attribution(*at) is None
    explain(run, wanted, Recorder())
    after = run.attribution(*at)
    assert abs(after - before).max() > 0.1 * abs(before).max()


@pytest.mark.parametrize("method", ["integrated_gradients", "occlusion"])
def test_a_slow_method_can_be_stopped_within_a_tile_and_keeps_what_is_done(run, method):
    channel = Recorder()
    explain(run, job(run, (0,), method=method), channel)
    # One of these looked at the image.
    of_one = channel.checks - 1
    assert of_one > 3
    channel = Recorder(stop_after=3 + of_one + 2)
    with pytest.raises(Cancelled):
        explain(run, job(run, (1, 2, 3), method=method), channel)
    made = (run.folder / "attributions" / method).glob("*.npy")
    assert len(list(made)) == 2
    assert channel.checks == 3 + of_one + 3


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
    made = (run.folder / "attributions" / "gradient_input").glob("*.npy")
    assert len(list(made)) == 8


def test_it_can_be_stopped_while_the_images_are_checked(run):
    with pytest.raises(Cancelled):
        explain(run, job(run, tuple(range(12))), Recorder(stop_after=5))
    assert not (run.folder / "attributions").exists()


def test_images_that_are_not_those_of_the_run_are_not_explained(tmp_path):
    run = predicted(tmp_path)
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
