"""Which images a job on a trained run reads: what another computer needs of them."""

from pathlib import Path

from cellclassifier.core.messages import ExplainJob, PredictJob
from cellclassifier.core.runs import Run


def needed_images(run: Run, job: PredictJob | ExplainJob) -> frozenset[Path]:
    """Return the images whose tiles a job reads.

    Args:
        run: The run.
        job: A prediction, or a chunk of one; or attribution maps.

    Raises:
        UserError: The run has no such set.
    """
    if isinstance(job, ExplainJob):
        wanted = set(job.tiles)
        tiles = run.tiles(job.test)
        return frozenset(tile.image for tile in tiles if tile.number in wanted)
    if job.validation:
        parts = (tile for tile in run.tiles() if tile.part == "validation")
        return frozenset(tile.image for tile in parts)
    tiles = run.tiles(job.test)
    if job.chunk is not None:
        tiles = tiles[job.chunk.first : job.chunk.end]
    return frozenset(tile.image for tile in tiles)
