"""Numbers with n and two intervals: tiles redrawn one by one, and in whole groups."""

from collections.abc import Iterable
from math import isnan
from typing import NamedTuple

import numpy as np

from cellclassifier.core.evaluation.numbers import (
    Array,
    Facts,
    Numbers,
    facts,
    gathered,
    merged,
    numbers,
)
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.resampling import Interval, Units, interval, redrawn, units
from cellclassifier.core.statistics import Proportion, wilson

CELLS = 1_000_000
"""Counts that are held at once, so that memory stays small."""


class Estimate(NamedTuple):
    """A number with its 95 % intervals; nan where it is not defined.

    Attributes:
        value: The number.
        n: Tiles it comes from.
        by_tile: Interval with each tile taken as independent; None where undefined.
        by_group: Interval with whole groups redrawn; None where there are too few
            groups, or each tile is a group of its own.
        groups: How many groups the tiles are of.
    """

    value: float
    n: int
    by_tile: Interval | None
    by_group: Interval | None
    groups: int

    def text(self, percent: bool = True) -> str:
        """Return it as in "94.9 % (by tile 92.2-96.7; by group 88.0-98.1)".

        Args:
            percent: Percent with one decimal; else the number with three.
        """
        if isnan(self.value):
            return tr("not defined")
        value = f"{100 * self.value:.1f} %" if percent else f"{self.value:.3f}"
        named = ((tr("by tile"), self.by_tile), (tr("by group"), self.by_group))
        parts = [f"{name} {_range(ends, percent)}" for name, ends in named if ends]
        return f"{value} ({'; '.join(parts) or tr('no interval')})"


def _range(ends: Interval, percent: bool) -> str:
    if percent:
        return f"{100 * ends[0]:.1f}-{100 * ends[1]:.1f}"
    return f"{ends[0]:.3f}-{ends[1]:.3f}"


class Redrawn(NamedTuple):
    """What was redrawn, and the numbers in each resample."""

    units: Units
    numbers: Numbers


class Estimates:
    """All estimates of predictions whose classes are known."""

    def __init__(self, known: Predictions, seed: int, repetitions: int) -> None:
        """Compute all numbers, and redraw tiles and groups.

        Args:
            known: Predictions of tiles, at least one; the class of each is known.
            seed: Of the random numbers.
            repetitions: Resamples of each kind.
        """
        made_of, classes = facts(known), len(known.classes)
        self._n = len(known.tiles)
        self._found = _as_found(made_of)
        tiles = units(range(self._n), known.true, classes)
        self.groups = units(group_names(known), known.true, classes)
        self._by_tile = _redraw(made_of, tiles, repetitions, (seed, 0))
        self._by_group = None
        if 1 < self.groups.total < self._n:
            self._by_group = _redraw(made_of, self.groups, repetitions, (seed, 1))

    def of(self, name: str, place: int | None = None) -> Estimate:
        """Return one of the `Numbers` by its name, of a class by its place."""
        by_tile = _ends(self._by_tile, name, place)
        by_group = _ends(self._by_group, name, place) if self._by_group else None
        return self._estimate(name, place, by_tile, by_group)

    def error(self, name: str, by_chance: float) -> Estimate:
        """Return an error that is never negative, and is so larger in the resamples.

        Its intervals are reflected about it (basic bootstrap: A. C. Davison and D. V.
        Hinkley, Bootstrap Methods, 1997, section 5.2). They begin at 0 where chance
        alone makes it as large.

        Args:
            name: One of the `Numbers`.
            by_chance: What it stays below in 95 % of the samples where there is none.
        """
        plain = self.of(name)
        least = 0.0 if plain.value <= by_chance else None
        return plain._replace(
            by_tile=_reflected(plain.value, plain.by_tile, least),
            by_group=_reflected(plain.value, plain.by_group, least),
        )

    def share(
        self, name: str, counted: Proportion | None, place: int | None = None
    ) -> Estimate:
        """Return a share of tiles: by tile it has the interval that was counted.

        Where no group differs, since all or none of the tiles are right, the interval
        by group is Wilson's, with no more observations than groups: see `Units.few`.
        """
        found = self.of(name, place)
        by_group = found.by_group
        if by_group is None and self._by_group and found.value in (0, 1):
            seen = int(_few(self._by_group.units, name, place))
            if seen >= 2:
                by_group = wilson(round(found.value) * seen, seen)[2:]
        return found._replace(by_tile=counted and counted[2:], by_group=by_group)

    def _estimate(
        self,
        name: str,
        place: int | None,
        by_tile: Interval | None,
        by_group: Interval | None,
    ) -> Estimate:
        value = float(_column(self._found, name, place)[0])
        return Estimate(value, self._n, by_tile, by_group, self.groups.total)


def group_names(predictions: Predictions) -> tuple[str, ...]:
    """Return the group of each tile; its image stands for it where it has none."""
    named = zip(predictions.groups, predictions.images, strict=True)
    return tuple(group or f"image {image}" for group, image in named)


def _as_found(made_of: Facts) -> Numbers:
    """Return the numbers themselves: all tiles as one unit, counted once."""
    together = np.zeros(len(made_of.sums), np.intp)
    return numbers(gathered(made_of, together, 1), np.ones((1, 1)))


def _redraw(
    made_of: Facts, drawn_from: Units, repetitions: int, seed: tuple[int, int]
) -> Redrawn:
    wider = merged(made_of)
    whole = gathered(wider, drawn_from.of_row, drawn_from.total)
    widest = max(drawn_from.total, *(2 * each.total for each in wider.steps))
    weights = redrawn(drawn_from, repetitions, seed, max(1, CELLS // widest))
    found = _joined(numbers(whole, each) for each in weights)
    return Redrawn(drawn_from, _moved(found, _as_found(made_of), _as_found(wider)))


def _joined(parts: Iterable[Numbers]) -> Numbers:
    return Numbers(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _moved(found: Numbers, exact: Numbers, merged_steps: Numbers) -> Numbers:
    """Take away what the merging of steps did to the areas."""
    names = ("roc_area", "average_precision")
    moved = {
        name: np.clip(
            getattr(found, name) + getattr(exact, name) - getattr(merged_steps, name),
            0,
            1,
        )
        for name in names
    }
    return found._replace(**moved)


def _column(found: Numbers, name: str, place: int | None) -> Array:
    values: Array = getattr(found, name)
    return values if place is None else values[:, place]


def _few(drawn_from: Units, name: str, place: int | None) -> float:
    if name == "balanced":
        return drawn_from.fewest()
    return drawn_from.few() if place is None else drawn_from.few_of(place)


def _ends(drawn: Redrawn, name: str, place: int | None) -> Interval | None:
    draws = _column(drawn.numbers, name, place)
    return interval(draws, _few(drawn.units, name, place))


def _reflected(
    value: float, ends: Interval | None, least: float | None
) -> Interval | None:
    if ends is None:
        return None
    low, high = 2 * value - ends[1], 2 * value - ends[0]
    low = min(max(0.0, low), value) if least is None else least
    return low, max(value, high)
