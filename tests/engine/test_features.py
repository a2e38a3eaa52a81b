"""Feature maps of a tile as a job, with a network that was never trained."""

import shutil

import keras
import measured
import numpy as np
import pytest
from drawn import Recorder

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.features import features_path, read_features
from cellclassifier.core.messages import FeaturesJob
from cellclassifier.core.runs import Run
from cellclassifier.engine import architectures
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.data import read_batch
from cellclassifier.engine.features import write_features
from cellclassifier.engine.layers import convolutions, maps_of
from cellclassifier.engine.models import load_model


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    run = measured.run(tmp_path_factory.mktemp("features"))
    keras.utils.set_random_seed(2)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    return run


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change; its images are those of all."""
    folder = tmp_path / "study" / "runs" / original.id
    shutil.copytree(original.folder, folder, ignore=shutil.ignore_patterns("inside"))
    return Run(folder)


def job(run, tile=1):
    return FeaturesJob(run=run.folder, test="test", tile=tile)


def test_kernels_and_maps_are_those_of_the_network(run):
    write_features(run, job(run), Recorder())
    found = read_features(run, "test", 1)
    model = load_model(run)
    tile = run.tiles("test")[1]
    pixels = read_batch(run, [tile])
    for each, map_, expected in zip(*found, convolutions(model), strict=True):
        assert (each.name, each.use, each.uses) == expected[:3]
        assert np.array_equal(each.kernel, expected.kernel)
        of_layer = maps_of(model, pixels, each.name, each.use)[0]
        np.testing.assert_allclose(map_, of_layer, rtol=1e-4, atol=1e-6)


def test_what_lies_there_is_kept(run):
    write_features(run, job(run), Recorder())
    before = features_path(run, "test", 1).stat().st_mtime_ns
    write_features(run, job(run), Recorder())
    assert features_path(run, "test", 1).stat().st_mtime_ns == before


def test_a_job_can_be_cancelled(run):
    with pytest.raises(Cancelled):
        write_features(run, job(run), Recorder(stop_after=1))
    assert read_features(run, "test", 1) is None


def test_a_tile_that_is_not_there_is_told(run):
    with pytest.raises(UserError, match="no tile 99; its tiles are 0 to 11"):
        write_features(run, job(run, 99), Recorder())


def test_a_network_that_ran_away_is_told(run):
    model = load_model(run)
    for layer in model.layers:
        weights = [np.full_like(each, np.nan) for each in layer.get_weights()]
        layer.set_weights(weights)
    model.save(run.model_path)
    with pytest.raises(UserError, match="weights that are not numbers"):
        write_features(run, job(run), Recorder())


def test_a_network_without_convolution_is_told(run):
    stack = [keras.Input((64, 64, 1)), keras.layers.Flatten(), keras.layers.Dense(2)]
    keras.Sequential(stack).save(run.model_path)
    with pytest.raises(UserError, match="has no convolution"):
        write_features(run, job(run), Recorder())


def test_a_folder_that_cannot_be_written_is_told(run):
    (run.folder / "inside").write_text("in the way")
    with pytest.raises(UserError, match="could not be written"):
        write_features(run, job(run), Recorder())
