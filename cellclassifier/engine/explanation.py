"""Makes attribution maps of predicted tiles."""

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from cellclassifier.core import map_jobs
from cellclassifier.core.attribution_spec import OcclusionSpec, spec_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.attributions import Explained, Float32
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.models import load_explain


def explain(run: Run, job: ExplainJob, channel: Channel) -> None:
    """Write the maps that `job` asks for; one that lies there already is kept.

    Raises:
        UserError: A tile, class, setting, prediction or network that is asked for is
            missing.
    """
    spec = spec_of(job.method, job.settings)
    chosen = map_jobs.chosen(run, job)
    named = map_jobs.class_of_each(run, job, chosen)
    paths = {
        tile.number: map_jobs.map_path(run, job, tile.number, named[tile.number])
        for tile in chosen
    }
    wanted = [tile for tile in chosen if not paths[tile.number].exists()]
    verify(run, wanted, channel.check_cancelled, job.test)
    done = 0
    for batch, of_batch in batches(run, job.test, job.method, spec, wanted):
        names = [named[tile.number] for tile in batch]
        found = _explained(run, job.method, of_batch, batch, names, channel)
        if not done and not job.part:
            map_jobs.keep_settings(run, job)
        for tile, map_, facts in zip(batch, *found, strict=True):
            _save(paths[tile.number], map_, facts)
        done += len(batch)
        channel.send(Progressed(what="explaining", done=done, of=len(wanted)))


def batches(
    run: Run, test: str, method: str, spec: Spec, tiles: Sequence[Tile]
) -> Iterator[tuple[list[Tile], Spec]]:
    """Yield tiles that are explained at once, with the settings for them, in pixels.

    Where a single map takes several batches they come one by one, so that each is kept
    as soon as it is made.
    """
    size = run.record.study.tiling.size
    if isinstance(spec, OcclusionSpec):
        known = run.pixel_sizes(test) if spec.unit == "µm" else {}
        for tile in tiles:
            side = known.get(tile.image)
            micrometres = side and side * tile.width / size
            yield [tile], spec.in_pixels(micrometres)
        return
    number = map_jobs.at_once(method, spec, (size, size, run.record.channels))
    for first in range(0, len(tiles), number):
        yield list(tiles[first : first + number]), spec


def _explained(
    run: Run,
    method: str,
    spec: Spec,
    tiles: list[Tile],
    names: list[str],
    channel: Channel,
) -> Explained:
    classes = np.array([run.record.classes.index(name) for name in names])
    ask = load_explain(run, method, spec)
    found = ask(read_batch(run, tiles), classes, channel.check_cancelled)
    if not np.isfinite(found.maps).all():
        raise UserError(
            f"The network of the run {run.id} gives values that are not numbers, so "
            "there is nothing to explain. Train again with a smaller learning rate."
        )
    return found


def _save(path: Path, found: Float32, facts: dict[str, float]) -> None:
    """Write a map, and before it what was measured: where it lies, both do."""
    if facts:
        write_atomically(path.with_suffix(".json"), json.dumps(facts))
    file = io.BytesIO()
    np.save(file, found.astype(np.float32), allow_pickle=False)
    write_atomically(path, file.getvalue())
