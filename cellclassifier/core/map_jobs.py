"""What a job for attribution maps asks for: tiles, the class of each, and the files."""

import json
from collections.abc import Sequence
from pathlib import Path

from cellclassifier.core.attribution_spec import OcclusionSpec, passes, spec_of
from cellclassifier.core.chunking import EXPLAINED_AT_ONCE
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.messages import ExplainJob
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile


def chosen(run: Run, job: ExplainJob) -> list[Tile]:
    """Return the tiles of a job, each once, in its order.

    Raises:
        UserError: The set is not there, or has no such tile.
    """
    by_number = {tile.number: tile for tile in run.tiles(job.test)}
    missing = [number for number in job.tiles if number not in by_number]
    if missing:
        raise UserError(
            tr(
                "The test set '{test}' has no tile {missing}; its tiles are 0 to "
                "{by_number}.",
                test=job.test,
                missing=missing[0],
                by_number=len(by_number) - 1,
            )
        )
    return [by_number[number] for number in dict.fromkeys(job.tiles)]


def class_of_each(run: Run, job: ExplainJob, tiles: Sequence[Tile]) -> dict[int, str]:
    """Return the name of the class that is explained, by the number of the tile.

    Raises:
        UserError: It is not known, or the network has no such class.
    """
    if job.class_name is not None:
        if job.class_name not in run.record.classes:
            raise UserError(
                tr(
                    "There is no class '{class_name}'. This run has: {classes}.",
                    class_name=job.class_name,
                    classes=", ".join(run.record.classes),
                )
            )
        return dict.fromkeys(job.tiles, job.class_name)
    return _true(run, tiles) if job.target == "true" else _predicted(run, job.test)


def map_path(run: Run, job: ExplainJob, number: int, name: str) -> Path:
    """Return the file of the map of a tile for the class `name`."""
    return run.attribution_path(job.method, job.test, number, name, job.settings)


def missing(run: Run, job: ExplainJob) -> list[Tile]:
    """Return the tiles of a job whose map does not lie there, in its order.

    Raises:
        UserError: As `chosen` and `class_of_each`.
    """
    tiles = chosen(run, job)
    named = class_of_each(run, job, tiles)
    return [
        tile
        for tile in tiles
        if not map_path(run, job, tile.number, named[tile.number]).exists()
    ]


def keep_settings(run: Run, job: ExplainJob) -> None:
    """Keep what all maps of a folder are made with beside them.

    Raises:
        OSError: The folder of the run cannot be written.
    """
    spec = spec_of(job.method, job.settings)
    path = run.attribution_folder(job.method, job.settings) / "settings.json"
    made = {"method": job.method, **spec.model_dump(mode="json")}
    text = json.dumps(made, indent=2)
    if not path.exists() or path.read_text() != text:
        write_atomically(path, text)


def at_once(method: str, spec: Spec, shape: tuple[int, int, int]) -> int:
    """Return of how many tiles maps are made at once: 1 where one takes many passes.

    Args:
        method: The method.
        spec: Its settings.
        shape: Height, width and channels of the tile.
    """
    if isinstance(spec, OcclusionSpec):
        return 1
    return max(1, EXPLAINED_AT_ONCE // max(passes(method, spec, shape)))


def _true(run: Run, tiles: Sequence[Tile]) -> dict[int, str]:
    named = {tile.number: tile.class_name for tile in tiles}
    unknown = [name for name in named.values() if name not in run.record.classes]
    if unknown:
        raise UserError(
            tr(
                "The true class of {unknown} of {named} tiles is not known, so "
                "it cannot be explained. Explain the predicted class, or choose one.",
                unknown=len(unknown),
                named=len(named),
            )
        )
    return named


def _predicted(run: Run, test: str) -> dict[int, str]:
    predictions = run.predictions(test)
    if predictions is None:
        raise UserError(
            tr(
                "The test set '{test}' has not been predicted yet, so there is no "
                "predicted class to explain. Predict it first.",
                test=test,
            )
        )
    return dict(zip(predictions.tiles, predictions.predicted_classes, strict=True))
