"""What a review is made of: tiles and predictions of runs, brought together."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.reviews.making import Material, Practice
from cellclassifier.core.reviews.plan import chosen, laid_out, stream
from cellclassifier.core.reviews.record import Shown
from cellclassifier.core.reviews.seal import SealedTile
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, read_tile, view_of

METHOD = "gradient_input"
"""The attribution method whose maps are laid over judged tiles."""


def shows_overlay(spec: ReviewSpec) -> bool:
    """Tell whether attributions are part of the review."""
    return spec.overlay and spec.kind != "classify"


def tables_of(runs: Sequence[Run], test: str) -> list[Predictions]:
    """Return what each run predicted for a test set.

    Raises:
        UserError: There is no run, or one has not predicted it.
    """
    if not runs:
        raise UserError(
            tr("A review compares readers with a run. Choose at least one.")
        )
    found = []
    for run in runs:
        if (table := run.predictions(test)) is None:
            raise UserError(
                tr(
                    "The run {id} has not predicted the test set '{test}' yet. "
                    "Predict it first, under Predictions.",
                    id=run.id,
                    test=test,
                )
            )
        found.append(table)
    return found


def material_of(runs: Sequence[Run], test: str, spec: ReviewSpec) -> Material:
    """Return what a review is made of; `spec` has a seed.

    Raises:
        UserError: As in `review.draw_review`.
    """
    tables = chosen(tables_of(runs, test), spec)
    run, table, view = runs[0], tables[0], view_of(runs[0].record.study)
    by_number = {tile.number: tile for tile in run.tiles(test)}
    tiles = [by_number[number] for number in table.tiles]
    strata = list(zip(table.true_classes, table.right.tolist(), strict=True))
    rng = stream(spec.seed or 0, "showings")
    return Material(
        spec=spec,
        test=test,
        runs=tuple(each.id for each in runs),
        classes=table.classes,
        tiles=tuple(_sealed(tile, place, tables) for place, tile in enumerate(tiles)),
        readers=[partial(read_tile, tile, view) for tile in tiles],
        shown=tuple(_shown(table, place) for place in range(len(tiles))),
        overlays=_overlays(run, test, table) if shows_overlay(spec) else (),
        showings=laid_out(strata, spec, rng),
        practice=_practice(run, spec, {tile.image for tile in tiles}),
    )


def _sealed(tile: Tile, place: int, tables: Sequence[Predictions]) -> SealedTile:
    return SealedTile(
        number=tile.number,
        image=tile.image,
        group=tile.group,
        x=tile.x,
        y=tile.y,
        width=tile.width,
        height=tile.height,
        true_class=tables[0].true_classes[place],
        probabilities=tuple(
            tuple(map(float, table.probabilities[place])) for table in tables
        ),
    )


def _shown(table: Predictions, place: int) -> Shown:
    # A per mille: all digits would name the row in the table of predictions.
    confidence = round(float(table.confidence[place]), 3)
    return Shown(class_name=table.predicted_classes[place], confidence=confidence)


def _overlays(
    run: Run, test: str, table: Predictions
) -> list[Callable[[], NDArray[np.float32]]]:
    pairs = list(zip(table.tiles, table.predicted_classes, strict=True))
    paths = [run.attribution_path(METHOD, test, tile, name) for tile, name in pairs]
    if lacking := sum(not path.exists() for path in paths):
        raise UserError(
            tr(
                "{lacking} of {paths} tiles have no attribution yet, which this review "
                "would show. Make them first, or draw it without the attribution.",
                lacking=lacking,
                paths=len(paths),
            )
        )
    return [partial(_map, run, test, tile, name) for tile, name in pairs]


def _map(run: Run, test: str, tile: int, name: str) -> NDArray[np.float32]:
    found = run.attribution(METHOD, test, tile, name)
    if found is None:
        raise UserError(
            tr(
                "The attribution of tile {tile} is gone. No review was made; draw one "
                "again.",
                tile=tile,
            )
        )
    return magnitude(found)


def _practice(run: Run, spec: ReviewSpec, avoided: set[Path]) -> list[Practice]:
    """Choose tiles to practise on, each class alike, in a random order.

    Judging is practised on the validation part, where the network can be wrong; of
    the tiles it was trained on it is right too often. A run without predictions of it
    has its classes practised only.
    """
    if not spec.practice:
        return []
    if run.record.study.training.shuffled:
        raise UserError(
            tr(
                "The run {id} was trained with shuffled classes, so its training "
                "tiles cannot be practised on. Choose another run, or no practice.",
                id=run.id,
            )
        )
    tiles = [tile for tile in run.tiles("train") if tile.image not in avoided]
    judged = run.validation() if spec.kind != "classify" else None
    rng = stream(spec.seed or 0, "practice")
    if judged is None:
        found = _to_classify(run, tiles, spec.practice, rng)
    else:
        number = spec.practice if spec.kind == "judge" else spec.practice // 2
        found = _to_judge(run, tiles, judged, number, rng)
        found += _to_classify(run, tiles, spec.practice - len(found), rng)
    rng.shuffle(found)
    return found


def _to_classify(
    run: Run, tiles: Sequence[Tile], number: int, rng: random.Random
) -> list[Practice]:
    own = [tile for tile in tiles if tile.part == "train"]
    view = view_of(run.record.study)
    return [
        Practice(partial(read_tile, tile, view), tile.class_name, None)
        for tile in _evenly(own, number, rng)
    ]


def _to_judge(
    run: Run,
    tiles: Sequence[Tile],
    table: Predictions,
    number: int,
    rng: random.Random,
) -> list[Practice]:
    rows = {number: row for row, number in enumerate(table.tiles)}
    own = [tile for tile in tiles if tile.number in rows]
    view = view_of(run.record.study)
    return [
        Practice(
            partial(read_tile, tile, view),
            tile.class_name,
            _shown(table, rows[tile.number]),
        )
        for tile in _evenly(own, number, rng)
    ]


def _evenly(tiles: Sequence[Tile], number: int, rng: random.Random) -> list[Tile]:
    """Draw tiles so that each class has as many as the others, as far as it can."""
    by_class: dict[str, list[Tile]] = {}
    for tile in tiles:
        by_class.setdefault(tile.class_name, []).append(tile)
    for own in by_class.values():
        rng.shuffle(own)
    in_turn = zip_longest(*by_class.values())
    return [tile for turn in in_turn for tile in turn if tile is not None][:number]
