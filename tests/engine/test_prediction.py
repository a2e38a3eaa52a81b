"""Predicting: the whole table, with a network that was never trained."""

import keras
import numpy as np
import pytest
from drawn import Recorder, folder, shape, study, write

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.messages import Progressed
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import architectures, prediction
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.prediction import AHEAD, BATCH, predict, predict_validation


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = study(tmp_path_factory.mktemp("prediction"), count=4, tests=4)
    tiling = TilingSpec(size=64, rows=3, columns=3)
    made = Study(made.folder, made.spec.model_copy(update={"tiling": tiling}))
    run = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(0)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    return run


@pytest.fixture(scope="module")
def table(run):
    predict(run, "test", Recorder())
    return run.predictions("test")


def test_every_tile_has_its_row_in_order(run, table):
    tiles = run.tiles("test")
    assert len(tiles) == 72 > BATCH
    assert table.classes == run.record.classes
    assert table.tiles == tuple(range(72))
    assert table.images == tuple(tile.image for tile in tiles)
    assert table.true_classes == tuple(tile.class_name for tile in tiles)
    assert table.corners == tuple((tile.x, tile.y) for tile in tiles)
    np.testing.assert_allclose(table.probabilities.sum(axis=1), 1, atol=1e-5)


def test_probabilities_are_those_of_the_network(run, table):
    study = run.record.study
    tiles = [read_tile(tile, view_of(study)) for tile in run.tiles("test")]
    model = keras.saving.load_model(run.model_path, compile=False)
    expected = np.asarray(model(np.stack(tiles), training=False))
    # In other batches, and in the last beside black tiles.
    np.testing.assert_allclose(table.probabilities, expected, atol=1e-5)
    assert np.ptp(table.probabilities[:, 0]) > 1e-4


def test_predicting_again_gives_the_same_and_tells_how_far_it_is(run, table):
    channel = Recorder()
    before = run.predictions_path("test").read_bytes()
    predict(run, "test", channel)
    assert run.predictions_path("test").read_bytes() == before
    assert channel.events == [
        Progressed(what="predicting test", done=64, of=72),
        Progressed(what="predicting test", done=72, of=72),
    ]


def test_a_stopped_prediction_leaves_the_table_as_it_was(run, table):
    before = run.predictions_path("test").read_bytes()
    with pytest.raises(Cancelled):
        predict(run, "test", Recorder(stop_after=8 + 1))
    assert run.predictions_path("test").read_bytes() == before


def test_an_unknown_test_set_is_told(run):
    with pytest.raises(UserError, match="no test set 'other'"):
        predict(run, "other", Recorder())


def test_an_image_that_is_gone_is_named(run, table):
    image = run.tiles("test")[0].image
    before = run.predictions_path("test").read_bytes()
    aside = image.rename(image.with_suffix(".aside"))
    try:
        with pytest.raises(UserError, match=f"{image} is gone"):
            predict(run, "test", Recorder())
    finally:
        aside.rename(image)
    assert run.predictions_path("test").read_bytes() == before


def test_an_image_that_was_changed_is_named(run, table):
    image = run.tiles("test")[-1].image
    before = run.predictions_path("test").read_bytes()
    was = image.read_bytes()
    write(image, shape("discs", 77))
    try:
        with pytest.raises(UserError, match=f"{image} has been changed since the run"):
            predict(run, "test", Recorder())
    finally:
        image.write_bytes(was)
    assert run.predictions_path("test").read_bytes() == before


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_network_that_gives_no_numbers_is_told(run, table, monkeypatch, value):
    def not_numbers(_model, pixels):
        found = np.full((len(pixels), 2), 0.5, np.float32)
        found[3, 1] = value
        return found

    before = run.predictions_path("test").read_bytes()
    monkeypatch.setattr(keras.Model, "predict_on_batch", not_numbers)
    with pytest.raises(UserError, match="gives values that are not numbers"):
        predict(run, "test", Recorder())
    assert run.predictions_path("test").read_bytes() == before


def test_a_network_whose_weights_ran_away_is_told(tmp_path):
    made = study(tmp_path, count=4, tests=4)
    run = made.new_run(read_contents(made.spec))
    model = architectures.build("deep", (64, 64, 1), 2)
    model.set_weights([np.full_like(each, np.nan) for each in model.get_weights()])
    model.save(run.model_path)
    with pytest.raises(UserError, match="Train again with a smaller learning rate"):
        predict(run, "test", Recorder())
    assert run.predictions("test") is None


def test_one_sigmoid_unit_gives_two_columns(tmp_path):
    made = study(tmp_path, count=4, tests=4)
    run = made.new_run(read_contents(made.spec))
    options = architectures.Options(head="sigmoid")
    keras.utils.set_random_seed(0)
    model = architectures.build("deep", (64, 64, 1), 2, options)
    model.layers[-1].bias.assign([1.0])
    model.save(run.model_path)
    predict(run, "test", Recorder())
    found = run.predictions("test").probabilities
    assert found.shape == (8, 2)
    # The unit gives the probability of the second class.
    tiles = [read_tile(t, view_of(run.record.study)) for t in run.tiles("test")]
    expected = np.asarray(model(np.stack(tiles), training=False))[:, 0]
    np.testing.assert_allclose(found[:, 1], expected, atol=1e-5)
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-6)
    assert found[0, 1] > 0.5


def expected(run, tiles):
    seen = np.stack([read_tile(tile, view_of(run.record.study)) for tile in tiles])
    model = keras.saving.load_model(run.model_path, compile=False)
    return np.asarray(model(seen, training=False))


def test_a_folder_without_classes_is_predicted_like_a_test_set(run, tmp_path):
    for number in range(3):
        write(tmp_path / "new" / f"{number}.png", shape("discs", 500 + number))
    before = run.predictions("test")
    name = add_set(run, tmp_path / "new").name
    predict(run, name, Recorder())
    table = run.predictions("new")
    assert len(table.tiles) == 27
    assert not table.labelled.any()
    found = expected(run, run.tiles("new"))
    np.testing.assert_allclose(table.probabilities, found, atol=1e-5)
    assert list(run.all_predictions()) == (["test", "new"] if before else ["new"])


def test_an_image_of_a_later_folder_is_made_sure_of_by_its_own_hash(run, tmp_path):
    new = folder(tmp_path / "later", 2, seed=6)
    name = add_set(run, new).name
    path = run.tiles(name)[0].image
    was = path.read_bytes()
    write(path, shape("discs", 88))
    with pytest.raises(UserError, match="or predict its folder again"):
        predict(run, name, Recorder())
    assert run.predictions(name) is None
    path.write_bytes(was)
    predict(run, name, Recorder())
    assert len(run.predictions(name).tiles) == 36


def test_the_validation_part_is_predicted_into_its_own_table(run):
    assert run.has_validation
    assert run.validation() is None
    channel = Recorder()
    predict_validation(run, channel)
    tiles = [tile for tile in run.tiles() if tile.part == "validation"]
    table = run.validation()
    assert table.tiles == tuple(tile.number for tile in tiles)
    assert table.true_classes == tuple(tile.class_name for tile in tiles)
    np.testing.assert_allclose(table.probabilities, expected(run, tiles), atol=1e-5)
    assert channel.events[-1] == Progressed(
        what="predicting validation", done=len(tiles), of=len(tiles)
    )
    assert run.validation_path not in set((run.folder / "predictions").glob("*"))


def test_without_a_validation_part_that_is_told(tmp_path):
    made = study(tmp_path, count=4, tests=4, validation_share=0)
    run = made.new_run(read_contents(made.spec))
    assert not run.has_validation
    with pytest.raises(UserError, match="has no validation part"):
        predict_validation(run, Recorder())
    assert run.validation() is None


def test_no_more_is_read_ahead_than_is_wanted_soon(run, monkeypatch):
    asked = []

    def read(_run, tiles):
        asked.append(len(tiles))
        return np.zeros((len(tiles), 64, 64, 1), np.float32)

    monkeypatch.setattr(prediction, "BATCH", 4)
    monkeypatch.setattr(prediction, "read_batch", read)
    batches = prediction._read_ahead(run, run.tiles("test"))
    assert len(next(batches)) == 4
    batches.close()
    # What was asked for and not begun is not read any more.
    assert 1 <= len(asked) <= AHEAD + 1
    assert sum(map(len, prediction._read_ahead(run, run.tiles("test")))) == 72


def test_a_tile_that_cannot_be_read_ends_the_job_with_its_sentence(run, monkeypatch):
    before = run.predictions_path("test").exists()

    def read(_run, tiles):
        if tiles[0].number >= BATCH:
            raise UserError("The drive is gone.")
        return np.zeros((len(tiles), 64, 64, 1), np.float32)

    monkeypatch.setattr(prediction, "read_batch", read)
    with pytest.raises(UserError, match=r"The drive is gone\."):
        predict(run, "test", Recorder())
    assert run.predictions_path("test").exists() == before
