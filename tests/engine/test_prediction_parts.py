"""Predictions in chunks: joined, they are those of one job to the last byte."""

import keras
import numpy as np
import pytest
from drawn import Recorder, folder, shape, study, write

from cellclassifier.core import chunking, prediction_parts
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.messages import (
    PredictJob,
    Progressed,
    decode_to_worker,
    encode,
)
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.engine import architectures
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.prediction import BATCH, predict


def made(where, head="softmax"):
    """Return a run with a network that was never trained, and a set of 144 tiles."""
    begun = study(where, count=4, tests=8)
    tiling = TilingSpec(size=64, rows=3, columns=3)
    begun = Study(begun.folder, begun.spec.model_copy(update={"tiling": tiling}))
    run = begun.new_run(read_contents(begun.spec))
    keras.utils.set_random_seed(0)
    options = architectures.Options(head=head)
    architectures.build("deep", (64, 64, 1), 2, options).save(run.model_path)
    return run


@pytest.fixture(scope="module", params=["softmax", "sigmoid"])
def run(request, tmp_path_factory):
    return made(tmp_path_factory.mktemp(request.param), request.param)


def in_parts(run, test, least=BATCH):
    """Predict a set in chunks, the last one first, and join them."""
    chunks = chunking.cut(len(run.tiles(test)), BATCH, least)
    for chunk in reversed(chunks):
        predict(run, test, Recorder(), chunk)
        assert not run.predictions_path(test).exists()
    prediction_parts.merge(run, test, chunks)
    return len(chunks)


@pytest.mark.parametrize("least", [BATCH, 2 * BATCH])
def test_chunks_give_the_table_of_one_job_to_the_byte(run, least):
    path = run.predictions_path("test")
    predict(run, "test", Recorder())
    expected = path.read_bytes()
    assert np.ptp(run.predictions("test").probabilities[:, 0]) > 1e-4
    path.unlink()
    # 144 tiles are 64 + 64 + 16, or 128 + 16.
    assert in_parts(run, "test", least) == (3 if least == BATCH else 2)
    assert path.read_bytes() == expected


def test_a_later_folder_can_be_predicted_in_chunks(tmp_path):
    run = made(tmp_path)
    for number in range(9):
        write(tmp_path / "new" / f"{number}.png", shape("discs", 500 + number))
    name = add_set(run, tmp_path / "new").name
    predict(run, name, Recorder())
    path = run.predictions_path(name)
    expected = path.read_bytes()
    path.unlink()
    assert len(run.tiles(name)) == 81
    assert in_parts(run, name) == 2
    assert path.read_bytes() == expected


def test_a_chunk_tells_how_far_it_is_and_looks_at_its_own_images_alone(tmp_path):
    run = made(tmp_path)
    tiles = run.tiles("test")
    gone = tiles[0].image
    gone.unlink()
    channel, chunk = Recorder(), chunking.Chunk(64, 80)
    predict(run, "test", channel, chunk)
    what = "predicting test"
    assert channel.events == [
        Progressed(what=what, done=64, of=80),
        Progressed(what=what, done=80, of=80),
    ]
    with pytest.raises(UserError, match=f"{gone} is gone"):
        predict(run, "test", Recorder(), chunking.Chunk(0, 64))
    files = (run.folder / "predictions").rglob("*")
    assert [each.name for each in files if each.is_file()] == [
        prediction_parts.part_path(run, "test", chunk).name
    ]


def test_a_stopped_chunk_leaves_nothing(tmp_path):
    run = made(tmp_path)
    with pytest.raises(Cancelled):
        predict(run, "test", Recorder(stop_after=8), chunking.Chunk(0, 64))
    assert not (run.folder / "predictions").exists()


def test_a_chunk_of_tiles_that_there_are_not_is_told(run):
    with pytest.raises(UserError, match="has 144 tiles, but tiles 128 to 191"):
        predict(run, "test", Recorder(), chunking.Chunk(128, 64))


def test_other_images_in_a_later_folder_are_told_by_its_chunk(tmp_path):
    run = made(tmp_path)
    name = add_set(run, folder(tmp_path / "later", 2, seed=6)).name
    write(run.tiles(name)[0].image, shape("discs", 88))
    with pytest.raises(UserError, match="or predict its folder again"):
        predict(run, name, Recorder(), chunking.Chunk(0, 36))


def test_a_job_names_its_chunk():
    job = PredictJob(run="r", test="t", first=64, count=80)
    assert job.chunk == chunking.Chunk(64, 80)
    assert PredictJob(run="r", test="t").chunk is None
    assert decode_to_worker(encode(job)) == job


@pytest.mark.parametrize(
    "asked",
    [
        {"test": "t", "first": 64},
        {"test": "t", "first": 32, "count": 64},
        {"test": "t", "first": -64, "count": 64},
        {"validation": True, "count": 64},
    ],
)
def test_chunks_that_begin_within_a_batch_are_refused(asked):
    with pytest.raises(ValueError, match="validation error"):
        PredictJob(run="r", **asked)
