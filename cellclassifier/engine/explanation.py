"""Makes attribution maps of predicted tiles."""

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from cellclassifier.core.attribution_spec import OcclusionSpec, passes, spec_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.attributions import BATCH, Explained, Float32
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
    chosen = _chosen(run, job)
    named = _class_of_each(run, job, chosen)
    paths = {number: _path(run, job, number, named[number]) for number in job.tiles}
    wanted = [tile for tile in chosen if not paths[tile.number].exists()]
    verify(run, wanted, channel.check_cancelled, job.test)
    done = 0
    for batch, of_batch in batches(run, job.test, job.method, spec, wanted):
        names = [named[tile.number] for tile in batch]
        found = _explained(run, job.method, of_batch, batch, names, channel)
        if not done:
            _write_settings(run, job, spec)
        for tile, map_, facts in zip(batch, *found, strict=True):
            _save(paths[tile.number], map_, facts)
        done += len(batch)
        channel.send(Progressed(what="explaining", done=done, of=len(wanted)))


def _chosen(run: Run, job: ExplainJob) -> list[Tile]:
    by_number = {tile.number: tile for tile in run.tiles(job.test)}
    missing = [number for number in job.tiles if number not in by_number]
    if missing:
        raise UserError(
            f"The test set '{job.test}' has no tile {missing[0]}; its tiles are 0 to "
            f"{len(by_number) - 1}."
        )
    return [by_number[number] for number in job.tiles]


def _class_of_each(run: Run, job: ExplainJob, tiles: Sequence[Tile]) -> dict[int, str]:
    """Return the name of the class that is explained, by the number of the tile."""
    if job.class_name is not None:
        if job.class_name not in run.record.classes:
            raise UserError(
                f"There is no class '{job.class_name}'. This run has: "
                f"{', '.join(run.record.classes)}."
            )
        return dict.fromkeys(job.tiles, job.class_name)
    return _true(run, tiles) if job.target == "true" else _predicted(run, job.test)


def _true(run: Run, tiles: Sequence[Tile]) -> dict[int, str]:
    named = {tile.number: tile.class_name for tile in tiles}
    unknown = [name for name in named.values() if name not in run.record.classes]
    if unknown:
        raise UserError(
            f"The true class of {len(unknown)} of {len(named)} tiles is not known, so "
            "it cannot be explained. Explain the predicted class, or choose one."
        )
    return named


def _predicted(run: Run, test: str) -> dict[int, str]:
    predictions = run.predictions(test)
    if predictions is None:
        raise UserError(
            f"The test set '{test}' has not been predicted yet, so there is no "
            "predicted class to explain. Predict it first."
        )
    return dict(zip(predictions.tiles, predictions.predicted_classes, strict=True))


def _path(run: Run, job: ExplainJob, number: int, name: str) -> Path:
    return run.attribution_path(job.method, job.test, number, name, job.settings)


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
    cost = passes(method, spec, (size, size, run.record.channels))
    at_once = max(1, BATCH // max(cost))
    for first in range(0, len(tiles), at_once):
        yield list(tiles[first : first + at_once]), spec


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


def _write_settings(run: Run, job: ExplainJob, spec: Spec) -> None:
    """Keep what all maps of a folder were made with beside them."""
    path = run.attribution_folder(job.method, job.settings) / "settings.json"
    made = {"method": job.method, **spec.model_dump(mode="json")}
    text = json.dumps(made, indent=2)
    if not path.exists() or path.read_text() != text:
        write_atomically(path, text)


def _save(path: Path, found: Float32, facts: dict[str, float]) -> None:
    """Write a map, and before it what was measured: where it lies, both do."""
    if facts:
        write_atomically(path.with_suffix(".json"), json.dumps(facts))
    file = io.BytesIO()
    np.save(file, found.astype(np.float32), allow_pickle=False)
    write_atomically(path, file.getvalue())
