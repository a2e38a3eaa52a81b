"""Tiles that excite features, with a network made by hand that looks for spots."""

import shutil
from pathlib import Path

import measured
import numpy as np
import pytest
from drawn import Recorder

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.exciting import exciting_path, read_exciting
from cellclassifier.core.messages import ExcitingJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.engine import exciting
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.data import read_batch
from cellclassifier.engine.layers import maps_of
from cellclassifier.engine.models import load_model


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return measured.run(tmp_path_factory.mktemp("exciting"))


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change; its images are those of all."""
    folder = tmp_path / "study" / "runs" / original.id
    shutil.copytree(original.folder, folder, ignore=shutil.ignore_patterns("inside"))
    return Run(folder)


def job(run, layer="spots"):
    return ExcitingJob(run=run.folder, test="test", layer=layer)


def test_tiles_are_those_with_the_largest_values_of_the_map(run, monkeypatch):
    monkeypatch.setattr(exciting, "BATCH", 5)
    channel = Recorder()
    exciting.find(run, job(run), channel)
    found = read_exciting(exciting_path(run, "test", "spots"))[0]
    tiles = run.tiles("test")
    maps = maps_of(load_model(run), read_batch(run, tiles), "spots")[..., 0]
    maxima = maps.max(axis=(1, 2))
    order = [int(n) for n in np.argsort(-maxima, kind="stable") if maxima[n] > 0][:9]
    assert [each.tile for each in found] == order
    for each in found:
        map_ = maps[each.tile]
        assert each.maximum == pytest.approx(map_.max(), rel=1e-5)
        assert each.mean == pytest.approx(map_.mean(), rel=1e-4)
        row, column = np.unravel_index(map_.argmax(), map_.shape)
        assert (each.x, each.y) == ((column + 0.5) / 64, (row + 0.5) / 64)
        assert each.image == Path(tiles[each.tile].image)
    told = [event for event in channel.events if isinstance(event, Progressed)]
    assert [event.done for event in told] == [5, 10, 12]
    assert {event.of for event in told} == {12}


def test_what_lies_there_is_kept(run):
    exciting.find(run, job(run), Recorder())
    again = Recorder()
    exciting.find(run, job(run), again)
    assert again.events == []


def test_a_search_that_is_cancelled_leaves_nothing(run):
    stopping = Recorder(stop_after=len(run.tiles("test")))
    with pytest.raises(Cancelled):
        exciting.find(run, job(run), stopping)
    assert not exciting_path(run, "test", "spots").exists()


@pytest.mark.parametrize("layer", ["amount", "spots@2", "nothing"])
def test_a_layer_that_is_not_there_is_told(run, layer):
    with pytest.raises(UserError, match=f"no convolution '{layer}'.*one of: spots"):
        exciting.find(run, job(run, layer), Recorder())


def test_a_network_that_ran_away_is_told(run):
    model = load_model(run)
    first = model.layers[0]
    first.set_weights([np.full_like(each, np.nan) for each in first.get_weights()])
    model.save(run.model_path)
    with pytest.raises(UserError, match="weights that are not numbers"):
        exciting.find(run, job(run), Recorder())


def test_a_folder_that_cannot_be_written_is_told(run):
    (run.folder / "inside").write_text("in the way")
    with pytest.raises(UserError, match="could not be written"):
        exciting.find(run, job(run), Recorder())
