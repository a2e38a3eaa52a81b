"""Makes attribution maps of predicted tiles."""

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.attributions import BATCH
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.models import load_explain


def explain(run: Run, job: ExplainJob, channel: Channel) -> None:
    """Write the maps that `job` asks for; one that lies there already is kept.

    Raises:
        UserError: A tile, class, prediction or network that is asked for is missing.
    """
    named = _class_of_each(run, job)
    wanted = [
        tile
        for tile in _chosen(run, job)
        if run.attribution(job.method, job.test, tile.number, named[tile.number])
        is None
    ]
    verify(run, wanted, channel.check_cancelled)
    for first in range(0, len(wanted), BATCH):
        channel.check_cancelled()
        batch = wanted[first : first + BATCH]
        maps = _maps(run, job.method, batch, [named[tile.number] for tile in batch])
        for tile, found in zip(batch, maps, strict=True):
            name = named[tile.number]
            _save(run, job, tile, name, found)
        done = first + len(batch)
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


def _class_of_each(run: Run, job: ExplainJob) -> dict[int, str]:
    if job.class_name is not None:
        if job.class_name not in run.record.classes:
            raise UserError(
                f"There is no class '{job.class_name}'. This run has: "
                f"{', '.join(run.record.classes)}."
            )
        return dict.fromkeys(job.tiles, job.class_name)
    predictions = run.predictions(job.test)
    if predictions is None:
        raise UserError(
            f"The test set '{job.test}' has not been predicted yet, so there is no "
            "predicted class to explain. Predict it first."
        )
    return dict(zip(predictions.tiles, predictions.predicted_classes, strict=True))


def _maps(
    run: Run, method: str, tiles: list[Tile], names: Sequence[str]
) -> NDArray[np.float32]:
    pixels = read_batch(run, tiles)
    classes = np.array([run.record.classes.index(name) for name in names])
    found = load_explain(run, method)(pixels, classes)
    if not np.isfinite(found).all():
        raise UserError(
            f"The network of the run {run.id} gives values that are not numbers, so "
            "there is nothing to explain. Train again with a smaller learning rate."
        )
    return found


def _save(
    run: Run, job: ExplainJob, tile: Tile, name: str, found: NDArray[np.float32]
) -> None:
    file = io.BytesIO()
    np.save(file, found.astype(np.float32), allow_pickle=False)
    path = run.attribution_path(job.method, job.test, tile.number, name)
    write_atomically(path, file.getvalue())
