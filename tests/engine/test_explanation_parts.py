"""Attributions in chunks: each map is that of one job to the last byte."""

import shutil

import keras
import numpy as np
import pytest
from drawn import Recorder, study

from cellclassifier.core import chunking, map_jobs
from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import ExplainJob
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.engine import architectures
from cellclassifier.engine.explanation import explain

SIZE = 64


def made(where, head="softmax"):
    """Return a run with a network that was never trained, and made-up predictions."""
    begun = study(where, count=4, tests=10)
    run = begun.new_run(read_contents(begun.spec))
    keras.utils.set_random_seed(0)
    options = architectures.Options(head=head)
    architectures.build("deep", (SIZE, SIZE, 1), 2, options).save(run.model_path)
    tiles = run.tiles("test")
    first = np.random.default_rng(0).random((len(tiles), 1), dtype=np.float32)
    table = from_tiles(
        run.record.classes, tiles, np.concatenate([first, 1 - first], axis=1)
    )
    write_predictions(run.predictions_path("test"), table)
    return run


@pytest.fixture(scope="module", params=["softmax", "sigmoid"])
def original(request, tmp_path_factory):
    return made(tmp_path_factory.mktemp(request.param), request.param)


def copy(run, where):
    """Return a copy of a run; its images are those of the first."""
    folder = where / "study" / "runs" / run.id
    shutil.copytree(run.folder, folder)
    return Run(folder)


def maps(run):
    """Return what lies below the attributions of a run, by path."""
    folder = run.folder / "attributions"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def in_parts(run, job, least):
    """Make the maps of a job in chunks, the last one first."""
    number = map_jobs.at_once(
        job.method, spec_of(job.method, job.settings), (SIZE, SIZE, 1)
    )
    wanted = [tile.number for tile in map_jobs.missing(run, job)]
    chunks = chunking.cut(len(wanted), number, least)
    for chunk in reversed(chunks):
        some = tuple(wanted[chunk.first : chunk.end])
        explain(run, job.model_copy(update={"tiles": some, "part": True}), Recorder())
    map_jobs.keep_settings(run, job)
    return len(chunks)


@pytest.mark.parametrize(
    ("method", "settings", "tiles", "least", "parts"),
    [
        ("gradient_input", {}, range(19), 8, 3),
        ("gradient_input", {}, (7, 0, 7, 3, *range(8, 15)), 3, 2),
        ("hires_cam", {}, range(18, 0, -1), 9, 2),
        ("integrated_gradients", {"steps": 4}, range(5), 1, 3),
        ("integrated_gradients", {}, range(3), 1, 3),
        ("occlusion", {"window": 32, "stride": 32}, range(4), 2, 2),
        ("smooth_gradient", {"samples": 3}, range(5), 2, 3),
    ],
)
def test_chunks_give_the_maps_of_one_job_to_the_byte(
    original, tmp_path, method, settings, tiles, least, parts
):
    one, many = (copy(original, tmp_path / name) for name in ("one", "many"))
    job = ExplainJob(
        run=one.folder,
        test="test",
        tiles=tuple(tiles),
        method=method,
        settings=settings,
    )
    explain(one, job, Recorder())
    many_job = job.model_copy(update={"run": many.folder})
    assert in_parts(many, many_job, least) == parts
    expected = maps(one)
    assert sum(name.endswith(".npy") for name in expected) == len(set(tiles))
    assert maps(many) == expected


def test_maps_that_lie_there_are_left_out_before_it_is_cut(original, tmp_path):
    """So that batches are those of one job that finds the same maps."""
    first = ExplainJob(
        run=original.folder, test="test", tiles=(2, 5, 11), class_name="discs"
    )
    one, many = (copy(original, tmp_path / name) for name in ("one", "many"))
    job = first.model_copy(update={"tiles": tuple(range(20))})
    for run in (one, many):
        explain(run, first, Recorder())
    explain(one, job, Recorder())
    assert in_parts(many, job, 8) == 3
    assert maps(many) == maps(one)


def test_a_part_writes_nothing_but_its_maps(original, tmp_path):
    run = copy(original, tmp_path)
    job = ExplainJob(run=run.folder, test="test", tiles=(1,), class_name="discs")
    explain(run, job.model_copy(update={"part": True}), Recorder())
    (name,) = maps(run)
    assert name.startswith("gradient_input/test_1_0_")
