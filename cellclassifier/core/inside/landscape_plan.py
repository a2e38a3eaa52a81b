"""Which tiles and epochs a look at the loss takes, and what it costs."""

from statistics import median
from typing import NamedTuple

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile

MOST_BYTES = 2 * 2**30
"""Memory that the tiles of all minibatches may take."""

EXACT_STEPS = tuple(10.0 ** (half / 2) for half in range(-10, -1))
"""Steps of central differences, a Euclidean length over all weights: 1e-5 .. 1e-1."""

_BACK = 3
"""A pass with a gradient takes about so many times as long as one forward alone."""


class Cost(NamedTuple):
    """What computing a view costs.

    Attributes:
        forward: Passes of a minibatch (of a tile, for view "input") forward.
        gradients: Passes forward and back, for a gradient.
        tiles: Tiles in a pass.
        seconds: About how long it takes, from the speed of the run's own training;
            ``None`` where that is not known.
    """

    forward: int
    gradients: int
    tiles: int
    seconds: float | None

    @property
    def passes(self) -> int:
        """Passes of either kind."""
        return self.forward + self.gradients

    @property
    def text(self) -> str:
        """The cost as a phrase, such as "about 25 s: 127 passes of 20 tiles"."""
        passes = tr_n(
            "{passes:,} passes of 1 tile",
            "{passes:,} passes of {tiles:,} tiles",
            self.tiles,
            passes=self.passes,
            tiles=self.tiles,
        )
        return passes if self.seconds is None else f"{_time(self.seconds)}: {passes}"


class Plan(NamedTuple):
    """What a look at the loss will take.

    Attributes:
        epochs: After which epochs; ``None`` alone: the network that the run keeps.
        minibatches: Training tiles, by minibatch; for view "input" the tile alone.
        table: The set that these tiles are of.
        cost: What it costs.
    """

    epochs: tuple[int | None, ...]
    minibatches: tuple[tuple[Tile, ...], ...]
    table: str
    cost: Cost


def plan(run: Run, spec: LandscapeSpec) -> Plan:
    """Choose epochs and tiles, and count what the view costs; nothing is computed.

    Raises:
        UserError: The run has no network, did not keep one of the epochs, has too few
            training tiles, or has no such tile; the sentence says what to do.
    """
    epochs = _epochs(run, spec)
    is_input = spec.view == "input"
    table = set_of(run, spec) if is_input else "train"
    minibatches = ((_tile(run, spec),),) if is_input else _minibatches(run, spec)
    return Plan(epochs, minibatches, table, _cost(run, spec, epochs, len(minibatches)))


def set_of(run: Run, spec: LandscapeSpec) -> str:
    """Return the name of the set whose tile is changed.

    Raises:
        UserError: The run has no set to choose from.
    """
    found = spec.test or next(iter(run.sets), "")
    if not found:
        raise UserError(
            tr(
                "The run {id} has no test set, so there is no tile whose pixels could "
                "be changed. Predict a folder of images, and choose one of its tiles.",
                id=run.id,
            )
        )
    return found


def _epochs(run: Run, spec: LandscapeSpec) -> tuple[int | None, ...]:
    kept = run.epochs_kept
    missing = [epoch for epoch in spec.epochs if epoch not in kept]
    if missing:
        known = ", ".join(map(str, kept)) or tr("none")
        raise UserError(
            tr(
                "The run {id} did not keep the network of epoch {missing}; it kept "
                "those of {known}. Choose one of these, or train again with 'Networks "
                "of epochs' set to 'all'.",
                id=run.id,
                missing=missing[0],
                known=known,
            )
        )
    if not spec.epochs and not run.has_network:
        raise UserError(
            tr(
                "The run {id} has no trained network, so there is no loss to look at. "
                "Choose a finished run, or train it first.",
                id=run.id,
            )
        )
    return spec.epochs or (None,)


def _minibatches(run: Run, spec: LandscapeSpec) -> tuple[tuple[Tile, ...], ...]:
    """Deal training tiles into minibatches by seed, no tile twice.

    Where there are too few tiles for all of them, there are fewer minibatches.
    """
    tiles = [tile for tile in run.tiles() if tile.part == "train"]
    size, least = spec.batch_size, 1 if spec.view in ("slice", "exactness") else 2
    count = min(spec.minibatches, len(tiles) // size)
    if spec.minibatches < least:
        raise UserError(
            tr(
                "One minibatch alone cannot be compared with others. Choose {least} or "
                "more minibatches.",
                least=least,
            )
        )
    if count < least:
        raise UserError(
            tr_n(
                "The run {id} has {tiles} training tiles, which is too few for 1 "
                "minibatch of {size}. Choose minibatches of fewer tiles.",
                "The run {id} has {tiles} training tiles, which is too few for {least} "
                "minibatches of {size}. Choose minibatches of fewer tiles.",
                least,
                id=run.id,
                tiles=len(tiles),
                least=least,
                size=size,
            )
        )
    _refuse_too_many(run, count * size)
    order = np.random.default_rng([spec.seed, 6]).permutation(len(tiles))
    dealt = order[: count * size].reshape(count, size)
    return tuple(tuple(tiles[place] for place in row) for row in dealt)


def _refuse_too_many(run: Run, tiles: int) -> None:
    side = run.record.study.tiling.size
    taken = tiles * side * side * run.record.channels * 4
    if taken > MOST_BYTES:
        raise UserError(
            tr(
                "{tiles:,} tiles of {side} px would take {taken:.1f} GiB of "
                "memory; at most {most_bytes:.0f} GiB are used. Choose fewer "
                "minibatches, or fewer tiles in each.",
                tiles=tiles,
                side=side,
                taken=taken / 2**30,
                most_bytes=MOST_BYTES / 2**30,
            )
        )


def _tile(run: Run, spec: LandscapeSpec) -> Tile:
    test = set_of(run, spec)
    tiles = run.tiles(test)
    found = next((tile for tile in tiles if tile.number == spec.tile), None)
    if found is None:
        raise UserError(
            tr(
                "The set '{test}' has no tile {tile}; its tiles are 0 to {tiles}.",
                test=test,
                tile=spec.tile,
                tiles=len(tiles) - 1,
            )
        )
    if found.class_name not in run.record.classes:
        raise UserError(
            tr(
                "The true class of tile {tile} of '{test}' is not known, and the "
                "loss is that of the true class. Choose a tile of a set with classes.",
                tile=spec.tile,
                test=test,
            )
        )
    return found


def _cost(
    run: Run, spec: LandscapeSpec, epochs: tuple[int | None, ...], minibatches: int
) -> Cost:
    forward, gradients = _passes(spec, minibatches)
    tiles = 1 if spec.view == "input" else spec.batch_size
    forward, gradients = forward * len(epochs), gradients * len(epochs)
    speed = images_per_second(run)
    work = tiles * (forward + _BACK * gradients)
    # In training each tile goes forward and back.
    seconds = work / (_BACK * speed) if speed else None
    return Cost(forward, gradients, tiles, seconds)


def _passes(spec: LandscapeSpec, minibatches: int) -> tuple[int, int]:
    """Return passes forward, and with a gradient, for one epoch."""
    match spec.view:
        case "line":
            return minibatches * spec.points, 1
        case "agreement":
            return 0, minibatches
        case "slice":
            return minibatches * spec.points**2, 0
        case "input":
            return 2 * spec.points, 1
        case "exactness":
            # The single tiles of the first minibatch are as much as one pass of it.
            return 2 * minibatches * len(EXACT_STEPS), minibatches + 1


def images_per_second(run: Run) -> float:
    """Return how fast the run trained, in tiles a second; 0 where it is not known."""
    told = [epoch.images_per_second for epoch in run.history().epochs]
    known = [speed for speed in told if speed]
    return median(known) if known else 0.0


def _time(seconds: float) -> str:
    if seconds < 1.5:
        return tr("about a second")
    if seconds < 90:
        return tr("about {seconds:.0f} s", seconds=seconds)
    minutes = seconds / 60
    if minutes < 90:
        return tr("about {minutes:.0f} minutes", minutes=minutes)
    return tr("about {hours:.1f} hours", hours=minutes / 60)
