"""Divides tiles by whole groups, stratified by class: one part aside, or k folds.

Neither the order of the tiles nor Python's hash seed nor a library changes a split.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cellclassifier.core.errors import UserError

# Named twice: this module hands them on.
from cellclassifier.core.labelled import Labelled as Labelled
from cellclassifier.core.labelled import folds_problem as folds_problem

Part = Literal["train", "validation"]
SEARCHED = 20_000
"""Steps after which the search for a split that shows every class gives up."""


Counts = dict[str, dict[str, int]]
"""Number of tiles of each class in each group, as counts[group][class]."""


def split(tiles: Sequence[Labelled], share: float, seed: int) -> tuple[Part, ...]:
    """Put about `share` of the tiles aside for validation, by whole groups.

    Groups are taken in an order drawn from `seed`; one is put aside when that brings
    the classes closer to their share. A class of two or more groups gets at least one
    group on either side wherever the groups allow it; a class of one group stays in
    training whole, together with all else in that group.

    Args:
        tiles: What is split.
        share: Share of each class that is aimed at, 0 .. 0.5.
        seed: Seed of the order.

    Returns:
        The part of each tile, in the order of `tiles`.
    """
    if share <= 0:
        return tuple(_part(False) for _ in tiles)
    counts = _count(tiles)
    order = _shuffled(counts, seed)
    draw = _Draw(counts, share)
    draw.fill(order)
    # A second draw starts from groups that together show every class.
    if draw.lacking() and (found := _show_all(draw.holders)):
        draw = _Draw(counts, share)
        draw.start(found, order)
    return tuple(_part(tile.group in draw.chosen) for tile in tiles)


def _part(aside: bool) -> Part:
    return "validation" if aside else "train"


def _count(tiles: Iterable[Labelled]) -> Counts:
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for tile in tiles:
        counts[tile.group][tile.class_name] += 1
    # Sorted, since the last bit of a sum depends on its order.
    return {group: dict(sorted(held.items())) for group, held in counts.items()}


def _shuffled(counts: Counts, seed: int) -> list[str]:
    order = sorted(counts)
    random.Random(seed).shuffle(order)
    return order


class _Draw:
    """The groups that are chosen for validation so far.

    Attributes:
        chosen: These groups.
        holders: The groups of each class, in sorted order.
    """

    def __init__(self, counts: Counts, share: float) -> None:
        self._counts = counts
        self._totals: dict[str, int] = defaultdict(int)
        self.holders: dict[str, list[str]] = defaultdict(list)
        for group in sorted(counts):
            for name, count in counts[group].items():
                self._totals[name] += count
                self.holders[name].append(group)
        self._missing = {name: share * count for name, count in self._totals.items()}
        self._left = {name: len(groups) for name, groups in self.holders.items()}
        self.chosen: set[str] = set()

    def fill(self, order: Sequence[str], fixed: frozenset[str] = frozenset()) -> None:
        """Choose groups in this order until each class has about its share.

        Args:
            order: All groups.
            fixed: Groups that stay where they are.
        """
        for group in order:
            if group not in fixed and self._helps(group) and self._spares(group):
                self._take(group)
        rank = {group: place for place, group in enumerate(order)}
        for name in sorted(self._totals):
            self._represent(name, rank, fixed)

    def start(self, sides: dict[str, bool], order: Sequence[str]) -> None:
        """Choose groups where some have their sides already (True: validation)."""
        for group, aside in sides.items():
            if aside:
                self._take(group)
        self.fill(order, frozenset(sides))

    def lacking(self) -> list[str]:
        """Return the classes of several groups that validation does not show."""
        return [
            name
            for name, groups in self.holders.items()
            if len(groups) > 1 and self._left[name] == len(groups)
        ]

    def _take(self, group: str) -> None:
        self.chosen.add(group)
        for name, count in self._counts[group].items():
            self._missing[name] -= count
            self._left[name] -= 1

    def _helps(self, group: str) -> bool:
        """Tell whether choosing a group brings the classes closer to their share."""
        change = sum(
            (abs(self._missing[name] - count) - abs(self._missing[name]))
            / self._totals[name]
            for name, count in self._counts[group].items()
        )
        return change < 0

    def _spares(self, group: str) -> bool:
        """Tell whether each class of `group` keeps another group in training."""
        return all(self._left[name] > 1 for name in self._counts[group])

    def _represent(
        self, name: str, rank: dict[str, int], fixed: frozenset[str]
    ) -> None:
        """Choose the smallest group of a class that validation lacks, if possible."""
        if self._left[name] < len(self.holders[name]):
            return
        groups = [group for group in self.holders[name] if group not in fixed]
        groups.sort(key=lambda group: (self._counts[group][name], rank[group]))
        for group in groups:
            if self._spares(group):
                self._take(group)
                return


def _show_all(holders: dict[str, list[str]]) -> dict[str, bool] | None:
    """Find groups such that each class of several has one on either side.

    Classes of one group keep it in training. Backtracks, rarest class first: with
    groups that hold several classes it is the colouring of a hypergraph.

    Args:
        holders: Groups of each class.

    Returns:
        The groups that had to be decided, True for validation; ``None`` where there is
        no such choice, or none was found within `SEARCHED` steps.
    """
    wanted: list[tuple[list[str], bool]] = []
    for _, groups in sorted(holders.items(), key=lambda item: (len(item[1]), item)):
        wanted += [(groups, False), (groups, True)][: len(groups)]
    sides: dict[str, bool] = {}
    steps = iter(range(SEARCHED))

    def decide(place: int) -> bool:
        if place == len(wanted):
            return True
        groups, side = wanted[place]
        if any(sides.get(group) is side for group in groups):
            return decide(place + 1)
        for group in groups:
            if group not in sides and next(steps, None) is not None:
                sides[group] = side
                if decide(place + 1):
                    return True
                del sides[group]
        return False

    return sides if decide(0) else None


class _Folds(NamedTuple):
    """What each fold holds so far: tiles of each class, and tiles in all."""

    held: list[dict[str, int]]
    sizes: list[int]


def deal(tiles: Sequence[Labelled], folds: int, seed: int) -> tuple[int, ...]:
    """Deal tiles into folds of about the same size and classes, by whole groups.

    Large groups come first, in an order drawn from `seed` among groups of about one
    size. Each goes to the fold that has least of its classes, which keeps the sum over
    folds and classes of the squared shares smallest; a fold that would otherwise miss
    a class comes before. Where each group holds one class, every fold shows all.

    Args:
        tiles: What is dealt.
        folds: Number of folds, 2 or more.
        seed: Seed of the order.

    Returns:
        The fold of each tile, 1 .. folds, in the order of `tiles`.

    Raises:
        UserError: A class has fewer groups than there are folds.
    """
    if problem := folds_problem(tiles, folds):
        raise UserError(problem)
    counts = _count(tiles)
    totals: dict[str, int] = defaultdict(int)
    groups_left: dict[str, int] = defaultdict(int)
    for held in counts.values():
        for name, count in held.items():
            totals[name] += count
            groups_left[name] += 1
    state = _Folds([defaultdict(int) for _ in range(folds)], [0] * folds)
    found: dict[str, int] = {}
    for group in _largest_first(counts, totals, seed):
        urgent = _urgent(counts[group], groups_left, state)
        fold = _best_fold(counts[group], totals, urgent, state)
        found[group] = fold + 1
        for name, count in counts[group].items():
            state.held[fold][name] += count
            state.sizes[fold] += count
            groups_left[name] -= 1
    return tuple(found[tile.group] for tile in tiles)


def _largest_first(counts: Counts, totals: dict[str, int], seed: int) -> list[str]:
    def size(group: str) -> int:
        squares = (
            (count * count << 80) // totals[name] ** 2
            for name, count in counts[group].items()
        )
        # Steps of a factor 1.4: another seed deals groups of like size differently.
        return -max(squares).bit_length()

    return sorted(_shuffled(counts, seed), key=size)


def _urgent(
    held: dict[str, int], groups_left: dict[str, int], state: _Folds
) -> list[str]:
    """Return the classes of a group of which each group left has to fill a fold."""
    return [
        name
        for name in held
        if groups_left[name] <= len(state.held)
        and groups_left[name] <= sum(not fold.get(name) for fold in state.held)
    ]


def _best_fold(
    held: dict[str, int], totals: dict[str, int], urgent: list[str], state: _Folds
) -> int:
    def cost(fold: int) -> tuple[int, float, int, int]:
        has = state.held[fold]
        there = sum(bool(has.get(name)) for name in urgent)
        # What adding the group changes in the sum of squares; the rest is constant.
        squares = sum(
            has.get(name, 0) * count / totals[name] ** 2 for name, count in held.items()
        )
        return there, squares, state.sizes[fold], fold

    return min(range(len(state.sizes)), key=cost)
