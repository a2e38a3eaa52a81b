"""Predictions and attributions of large sets by the nodes of a place, in chunks.

What comes out is what one computer gives: see `core.chunking` for why.
"""

from cellclassifier.cluster import errands
from cellclassifier.cluster.errands import Progress, Tell
from cellclassifier.core import chunking, map_jobs, prediction_parts
from cellclassifier.core.attribution_spec import (
    OcclusionSpec,
    passes,
    spec_of,
)
from cellclassifier.core.chunking import Chunk
from cellclassifier.core.messages import ExplainJob, PredictJob
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run


def predict(
    place: Place,
    run: Run,
    test: str,
    progress: Progress,
    tell: Tell = lambda text: None,
) -> None:
    """Predict a set of a finished run by nodes, and write its table of probabilities.

    Parts that an earlier try left, which was stopped, are not made again.

    Args:
        place: Where the nodes are.
        run: The run.
        test: Name of the set.
        progress: Told how far it is; may raise to stop, which keeps what was done.
        tell: Called with sentences on nodes that do no part.

    Raises:
        UserError: There is no such set or no network, a node could not do its part, or
            the place cannot be reached. The table is as it was then.
        OSError: The folder of the run cannot be written.
    """
    tiles = run.tiles(test)
    chunks = chunking.of_prediction(len(tiles))
    wanted = prediction_parts.missing(run, test, tiles, chunks)
    jobs = [
        PredictJob(run=run.folder, test=test, first=each.first, count=each.number)
        for each in wanted
    ]
    if jobs:
        errands.do_all(place, run, jobs, progress, tell)
    prediction_parts.merge(run, test, chunks)


def explain(
    place: Place,
    run: Run,
    job: ExplainJob,
    progress: Progress,
    tell: Tell = lambda text: None,
) -> None:
    """Have nodes write the maps that `job` asks for; one that lies there is kept.

    Args:
        place: Where the nodes are.
        run: The run.
        job: What one worker would be given.
        progress: Told how far it is; may raise to stop, which keeps what was done.
        tell: Called with sentences on nodes that do no part.

    Raises:
        UserError: A tile, class, setting, prediction or network that is asked for is
            missing, a node could not do its part, or the place cannot be reached.
        OSError: The folder of the run cannot be written.
    """
    wanted = [tile.number for tile in map_jobs.missing(run, job)]
    if not wanted:
        return
    jobs = [
        job.model_copy(
            update={"tiles": tuple(wanted[chunk.first : chunk.end]), "part": True}
        )
        for chunk in _chunks(run, job, len(wanted))
    ]
    # By this one alone: nodes write nothing but maps of their own.
    map_jobs.keep_settings(run, job)
    errands.do_all(place, run, jobs, progress, tell)


def _chunks(run: Run, job: ExplainJob, tiles: int) -> tuple[Chunk, ...]:
    size = run.record.study.tiling.size
    shape = (size, size, run.record.channels)
    spec = spec_of(job.method, job.settings)
    number = map_jobs.at_once(job.method, spec, shape)
    if isinstance(spec, OcclusionSpec) and spec.unit == "µm":
        # What a map costs depends on the image then; this is near enough.
        spec = spec.model_copy(update={"window": None, "stride": None, "unit": "px"})
    return chunking.of_maps(tiles, number, max(passes(job.method, spec, shape)))
