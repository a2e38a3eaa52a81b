"""Predictions and attributions in chunks, by real workers in the place of nodes."""

import shutil

import keras
import numpy as np
import pytest
from drawn import study

from cellclassifier.cluster import chunks, errands
from cellclassifier.core import chunking, prediction_parts
from cellclassifier.core.chunking import Chunk
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import ExplainJob, PredictJob
from cellclassifier.core.places import HERE
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.engine import architectures

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A run with a network that was never trained, and a set of 144 tiles."""
    made = study(tmp_path_factory.mktemp("chunks"), count=4, tests=8)
    tiling = TilingSpec(size=64, rows=3, columns=3)
    made = Study(made.folder, made.spec.model_copy(update={"tiling": tiling}))
    run = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(0)
    architectures.build("deep", (64, 64, 1), 2).save(run.model_path)
    return run


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change; its images are those of all tests."""
    folder = tmp_path / "study" / "runs" / original.id
    shutil.copytree(original.folder, folder)
    return Run(folder)


@pytest.fixture(scope="module")
def worker():
    with Worker() as started:
        yield started


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Have small sets cut into several chunks, too."""
    monkeypatch.setattr(chunking, "LEAST_PREDICTED", 64)
    monkeypatch.setattr(chunking, "LEAST_PASSES", 8)


class Nodes:
    """Stands in for the nodes of a place; `jobs` are those that were to be done.

    Args:
        do: Does a job.
        most: How many are done before it is stopped.
    """

    def __init__(self, monkeypatch, do, most=10**9):
        self.jobs, self._do, self._most = [], do, most
        monkeypatch.setattr(errands, "do_all", self._all)

    def _all(self, place, run, jobs, progress, tell):
        assert place is HERE
        for done, job in enumerate(reversed(jobs)):
            if done == self._most:
                raise UserError("Stopped.")
            self.jobs.append(job)
            self._do(job)
            progress("working", done + 1, len(jobs))


def nothing(what, done, of):
    """Hear how far it is, and go on."""


def write_rows(run):
    """Return what does the chunk of a prediction without a network."""

    def do(job):
        tiles = run.tiles(job.test)[job.chunk.first : job.chunk.end]
        share = np.array([[tile.number / 1000] for tile in tiles], np.float32)
        rows = np.concatenate([share, 1 - share], axis=1)
        prediction_parts.write_part(run, job.test, job.chunk, tiles, rows)

    return do


def maps(run):
    folder = run.folder / "attributions"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_set_is_predicted_in_chunks_as_by_one_job(run, worker, monkeypatch):
    worker.do(PredictJob(run=run.folder, test="test"))
    expected = run.predictions_path("test").read_bytes()
    run.predictions_path("test").unlink()
    nodes, told = Nodes(monkeypatch, worker.do), []
    chunks.predict(HERE, run, "test", lambda *each: told.append(each))
    assert [job.chunk for job in nodes.jobs] == [
        Chunk(128, 16),
        Chunk(64, 64),
        Chunk(0, 64),
    ]
    assert run.predictions_path("test").read_bytes() == expected
    assert told == [("working", 1, 3), ("working", 2, 3), ("working", 3, 3)]
    assert [p.name for p in (run.folder / "predictions").iterdir()] == ["test.csv"]


@pytest.mark.parametrize(
    ("method", "tiles", "number"),
    [("gradient_input", 19, 3), ("occlusion", 2, 2), ("integrated_gradients", 3, 3)],
)
def test_maps_are_made_in_chunks_as_by_one_job(
    run, worker, monkeypatch, tmp_path, method, tiles, number
):
    one = Run(shutil.copytree(run.folder, tmp_path / "one" / "runs" / run.id))
    job = ExplainJob(
        run=one.folder,
        test="test",
        tiles=tuple(range(tiles)),
        method=method,
        class_name="discs",
    )
    worker.do(job)
    nodes = Nodes(monkeypatch, worker.do)
    mine = job.model_copy(update={"run": run.folder})
    chunks.explain(HERE, run, mine, nothing)
    assert len(nodes.jobs) == number
    assert maps(run) == maps(one)
    assert any(name.endswith("settings.json") for name in maps(run))
    nodes.jobs.clear()
    chunks.explain(HERE, run, mine, nothing)
    assert nodes.jobs == []


def test_chunks_of_an_earlier_try_are_not_done_again(run, monkeypatch):
    Nodes(monkeypatch, write_rows(run), most=2)
    with pytest.raises(UserError, match="Stopped"):
        chunks.predict(HERE, run, "test", nothing)
    assert run.predictions("test") is None
    nodes = Nodes(monkeypatch, write_rows(run))
    chunks.predict(HERE, run, "test", nothing)
    assert [job.chunk for job in nodes.jobs] == [Chunk(0, 64)]
    shares = run.predictions("test").probabilities[:, 0]
    np.testing.assert_array_equal(shares, np.arange(144, dtype=np.float32) / 1000)


def test_a_damaged_chunk_of_an_earlier_try_is_done_again(run, monkeypatch):
    Nodes(monkeypatch, write_rows(run), most=2)
    with pytest.raises(UserError, match="Stopped"):
        chunks.predict(HERE, run, "test", nothing)
    path = prediction_parts.part_path(run, "test", Chunk(64, 64))
    path.write_bytes(path.read_bytes()[:-20])
    nodes = Nodes(monkeypatch, write_rows(run))
    chunks.predict(HERE, run, "test", nothing)
    assert [job.chunk for job in nodes.jobs] == [Chunk(64, 64), Chunk(0, 64)]


def test_where_all_chunks_are_there_nothing_is_asked_of_nodes(run, monkeypatch):
    do = write_rows(run)
    for chunk in chunking.of_prediction(144):
        do(PredictJob(run=run.folder, test="test", first=chunk.first, count=chunk[1]))
    nodes = Nodes(monkeypatch, do)
    chunks.predict(HERE, run, "test", nothing)
    assert nodes.jobs == []
    assert run.predictions("test") is not None


def test_a_chunk_that_did_not_come_home_is_told_and_the_table_stays(run, monkeypatch):
    Nodes(monkeypatch, write_rows(run))
    chunks.predict(HERE, run, "test", nothing)
    before = run.predictions_path("test").read_bytes()
    Nodes(monkeypatch, lambda job: None)
    with pytest.raises(UserError, match="tiles 0 to 63, is missing"):
        chunks.predict(HERE, run, "test", nothing)
    assert run.predictions_path("test").read_bytes() == before


def test_an_unknown_set_or_tile_is_told_before_nodes_are_asked(run, monkeypatch):
    nodes = Nodes(monkeypatch, lambda job: None)
    with pytest.raises(UserError, match="no test set 'other'"):
        chunks.predict(HERE, run, "other", nothing)
    job = ExplainJob(run=run.folder, test="test", tiles=(200,), class_name="discs")
    with pytest.raises(UserError, match="has no tile 200"):
        chunks.explain(HERE, run, job, nothing)
    of_predicted = job.model_copy(update={"tiles": (0,), "class_name": None})
    with pytest.raises(UserError, match="has not been predicted yet"):
        chunks.explain(HERE, run, of_predicted, nothing)
    assert nodes.jobs == []
    assert not (run.folder / "attributions").exists()


def test_what_is_explained_by_the_predicted_class_is_cut_alike(run, monkeypatch):
    """Each tile's own class is known here, whatever chunk it is in."""
    tiles = run.tiles("test")
    share = np.random.default_rng(0).random((len(tiles), 1), dtype=np.float32)
    rows = np.concatenate([share, 1 - share], axis=1)
    table = from_tiles(run.record.classes, tiles, rows)
    write_predictions(run.predictions_path("test"), table)
    nodes = Nodes(monkeypatch, lambda job: None)
    wanted = (5, 3, 9, *range(20, 40))
    job = ExplainJob(run=run.folder, test="test", tiles=wanted)
    chunks.explain(HERE, run, job, nothing)
    assert [job.tiles for job in reversed(nodes.jobs)] == [
        wanted[:8],
        wanted[8:16],
        wanted[16:],
    ]
    assert all(job.part and job.class_name is None for job in nodes.jobs)


def test_micrometres_can_be_cut_before_they_are_pixels(run, monkeypatch):
    nodes = Nodes(monkeypatch, lambda job: None)
    job = ExplainJob(
        run=run.folder,
        test="test",
        tiles=(0, 1, 2),
        method="occlusion",
        class_name="discs",
        settings={"window": 4.0, "unit": "µm"},
    )
    chunks.explain(HERE, run, job, nothing)
    assert [job.tiles for job in nodes.jobs] == [(2,), (1,), (0,)]
