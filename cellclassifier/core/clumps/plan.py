"""Which tiles are measured, and how often a network has to be asked for it."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from cellclassifier.core.attribution_spec import Passes, passes, spec_of
from cellclassifier.core.clumps.deletion import FRACTIONS, ORDERS
from cellclassifier.core.clumps.study import tiles_to_explain
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run

MOST_STEPS = 8
"""Steps in which the layers of a network lose what they learnt."""


class Plan(NamedTuple):
    """What a measurement will do.

    Attributes:
        tiles: Numbers of the tiles that are measured.
        of: How many tiles the set has.
        missing: Those of `tiles` that have no map yet.
        most: How often the network is applied to a tile, at most: fewer where tiles
            have no clumps.
    """

    tiles: tuple[int, ...]
    of: int
    missing: tuple[int, ...]
    most: Passes

    @property
    def text(self) -> str:
        """What it is, and what it costs, in a sentence."""
        which = tr("Measures all {of:,} tiles.", of=self.of)
        if len(self.tiles) < self.of:
            which = tr(
                "Measures {tiles:,} of {of:,} tiles, drawn evenly from classes and "
                "groups.",
                tiles=len(self.tiles),
                of=self.of,
            )
        cost = []
        if passes := self.most.forward:
            cost.append(tr("{passes:,} passes forward", passes=passes))
        if passes := self.most.gradients:
            cost.append(tr("{passes:,} with a gradient", passes=passes))
        asked = tr("The network is asked at most {cost}.", cost=", ".join(cost))
        return f"{which} {asked}"


def plan(run: Run, test: str, spec: MeasureSpec) -> Plan:
    """Choose the tiles that are measured, and count what that costs.

    Args:
        run: The run.
        test: A set of it that was predicted.
        spec: What is measured.

    Raises:
        UserError: The set was not predicted, or there is no such method, setting or
            class.
    """
    predictions = run.predictions(test)
    if predictions is None:
        raise UserError(
            tr(
                "The set '{test}' has not been predicted yet, so there is nothing to "
                "measure. Predict it first.",
                test=test,
            )
        )
    tiles = chosen(predictions, spec.limit, spec.seed)
    lacking = set(
        tiles_to_explain(
            run, test, spec.method, spec.class_name or None, spec.settings or None
        )
    )
    missing = tuple(tile for tile in tiles if tile in lacking)
    size = run.record.study.tiling.size
    shape = (size, size, run.record.channels)
    most = _cost(spec, len(tiles), len(missing), shape, len(run.record.classes))
    return Plan(tiles, len(predictions.tiles), missing, most)


def chosen(predictions: Predictions, limit: int, seed: int) -> tuple[int, ...]:
    """Return the numbers of up to `limit` tiles: classes in turn, in each the groups.

    A tile whose class is not known counts for the one that is predicted.

    Args:
        predictions: Of the set.
        limit: Largest number of tiles.
        seed: Of the draw.
    """
    if len(predictions.tiles) <= limit:
        return predictions.tiles
    known = zip(predictions.true_classes, predictions.predicted_classes, strict=True)
    names = [true or predicted for true, predicted in known]
    order = [int(row) for row in _random(seed).permutation(len(names))]
    by_class = [
        _in_turn(
            [
                [row for row in order if (names[row], predictions.groups[row]) == key]
                for key in dict.fromkeys(zip(names, predictions.groups, strict=True))
                if key[0] == name
            ]
        )
        for name in dict.fromkeys(names)
    ]
    rows = _in_turn(by_class)[:limit]
    return tuple(predictions.tiles[row] for row in sorted(rows))


def _in_turn(lists: Sequence[Sequence[int]]) -> list[int]:
    turns = zip_longest(*lists)
    return [row for turn in turns for row in turn if row is not None]


def _random(seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, 3])


def _cost(
    spec: MeasureSpec,
    tiles: int,
    missing: int,
    shape: tuple[int, int, int],
    classes: int,
) -> Passes:
    of_map = passes(spec.method, spec_of(spec.method, spec.settings or None), shape)
    curves = min(spec.curve_tiles, tiles)
    layers = min(spec.cascade_tiles, tiles) * (MOST_STEPS + 1)
    maps = missing + tiles * (spec.networks + spec.reinitialised) + layers
    # Of two classes, log-odds of one are those of the other with another sign.
    asked = 1 if classes == 2 else classes
    forward = asked * (3 * tiles + curves * (len(spec.doses) + 1))
    forward += curves * 2 * len(ORDERS) * len(FRACTIONS)
    return Passes(forward + maps * of_map.forward, maps * of_map.gradients)
