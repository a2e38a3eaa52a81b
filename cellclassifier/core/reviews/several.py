"""Several readers of one review: how far they agree, and their majority."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.agreement import (
    Kappa,
    McNemar,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    mcnemar,
)
from cellclassifier.core.resampling import Interval, interval, redrawn, units
from cellclassifier.core.reviews.parts import Versus, versus
from cellclassifier.core.reviews.record import CANNOT_TELL, Kind
from cellclassifier.core.reviews.rows import Row, firsts, network_rights, rights
from cellclassifier.core.statistics import Proportion, wilson

REPETITIONS = 1000
"""Resamples of the intervals of kappa and alpha."""

Table = tuple[tuple[str, ...], ...]


class Pair(NamedTuple):
    """Two readers on the tiles on which both decided.

    `same` is how often they chose the same, None where there is no such tile;
    `test` compares how often each was right.
    """

    first: str
    second: str
    same: Proportion | None
    kappa: Kappa
    test: McNemar


class Majority(NamedTuple):
    """What most readers said of a tile, and how often that is right.

    Attributes:
        accuracy: Right, of the tiles on which there was a majority; None without one.
        ties: Tiles on which as many readers said one thing as another, or none
            decided; they count neither way.
        against: Networks on the tiles on which there was a majority, by name; the
            majority first.
    """

    accuracy: Proportion | None
    ties: int
    against: tuple[tuple[str, Versus], ...]


class Several(NamedTuple):
    """How far several readers agree on one kind of question.

    Attributes:
        kind: What was asked.
        readers: Their names.
        n: Tiles; each reader has answered all of them.
        fleiss: Fleiss' kappa, where "cannot tell" is an answer like any other.
        fleiss_interval: Its 95 % interval, with groups of tiles redrawn.
        alpha: Krippendorff's alpha, where "cannot tell" is no answer.
        alpha_interval: Its 95 % interval, with groups of tiles redrawn.
        pairs: Each two of them.
        majority: What most of them said.
    """

    kind: Kind
    readers: tuple[str, ...]
    n: int
    fleiss: float
    fleiss_interval: Interval | None
    alpha: float
    alpha_interval: Interval | None
    pairs: tuple[Pair, ...]
    majority: Majority


def several_of(
    by_reader: Sequence[Sequence[Row]],
    kind: Kind,
    classes: Sequence[str],
    networks: Sequence[str],
) -> Several | None:
    """Return how far readers agree; None where fewer than two have answers.

    Args:
        by_reader: All answers of each reader who has finished.
        kind: What was asked.
        classes: Names of the classes.
        networks: Names of the networks that `Row.votes` are those of.
    """
    found = [{row.tile: row for row in firsts(rows, kind)} for rows in by_reader]
    found = [rows for rows in found if rows]
    if len(found) < 2:
        return None
    tiles = sorted(set.intersection(*(set(rows) for rows in found)))
    if not tiles:
        return None
    lined = [[rows[tile] for tile in tiles] for rows in found]
    table = tuple(tuple(row.choice for row in rows) for rows in lined)
    of_fleiss, of_alpha = _intervals(lined[0], table)
    return Several(
        kind=kind,
        readers=tuple(rows[0].reader for rows in lined),
        n=len(tiles),
        fleiss=fleiss(table),
        fleiss_interval=of_fleiss,
        alpha=alpha(table),
        alpha_interval=of_alpha,
        pairs=tuple(_pair(one, two) for one, two in combinations(lined, 2)),
        majority=_majority(lined, classes, networks),
    )


def fleiss(table: Table) -> float:
    """Return Fleiss' kappa of choices, one row a reader and one column a tile."""
    names = sorted({choice for choices in table for choice in choices})
    counts = [[unit.count(name) for name in names] for unit in zip(*table, strict=True)]
    return fleiss_kappa(np.array(counts))


def alpha(table: Table) -> float:
    """Return Krippendorff's alpha of the same; "cannot tell" counts as missing."""
    told = [[None if c == CANNOT_TELL else c for c in choices] for choices in table]
    return krippendorff_alpha(told)


class _Draws(NamedTuple):
    fleiss: NDArray[np.float64]
    alpha: NDArray[np.float64]


def _intervals(
    rows: Sequence[Row], table: Table
) -> tuple[Interval | None, Interval | None]:
    """Return the intervals of kappa and alpha, with tiles or their groups redrawn."""
    known = sorted({row.true_class for row in rows})
    true = np.array([known.index(row.true_class) for row in rows], np.intp)
    drawn_from = units([row.group for row in rows], true, len(known))
    names = sorted({choice for choices in table for choice in choices})
    columns = list(zip(*table, strict=True))
    counts = np.array([[unit.count(name) for name in names] for unit in columns], float)
    told = counts[:, [name != CANNOT_TELL for name in names]]
    parts = [
        _Draws(_fleiss(counts, often), _alpha(told, often))
        for weights in redrawn(drawn_from, REPETITIONS, (0,), 100)
        for often in [weights[:, drawn_from.of_row]]
    ]
    few = drawn_from.few()
    return (
        interval(np.concatenate([part.fleiss for part in parts]), few),
        interval(np.concatenate([part.alpha for part in parts]), few),
    )


def _fleiss(
    counts: NDArray[np.float64], often: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return Fleiss' kappa for each row of `often`, how often each tile counts."""
    readers = counts[0].sum()
    agreed = ((counts**2).sum(axis=1) - readers) / (readers * (readers - 1))
    tiles = often.sum(axis=1)
    chance = ((often @ counts / (tiles * readers)[:, None]) ** 2).sum(axis=1)
    # A resample in which only one answer is left has no kappa.
    apart = np.where(np.isclose(chance, 1), np.nan, 1 - chance)
    return np.asarray((often @ agreed / tiles - chance) / apart)


def _alpha(
    told: NDArray[np.float64], often: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return Krippendorff's alpha for each row of `often`; see `agreement`."""
    readers = told.sum(axis=1)
    pairable = readers > 1
    told, often, readers = told[pairable], often[:, pairable], readers[pairable]
    differ = (readers**2 - (told**2).sum(axis=1)) / (readers - 1)
    totals = often @ told
    n = totals.sum(axis=1)
    pairs = n**2 - (totals**2).sum(axis=1)
    pairs = np.where(pairs > 0, pairs, np.nan)
    return np.asarray(1 - (n - 1) * (often @ differ) / pairs)


def _pair(one: Sequence[Row], two: Sequence[Row]) -> Pair:
    both = [
        (a, b)
        for a, b in zip(one, two, strict=True)
        if a.right is not None and b.right is not None
    ]
    first, second = [a.choice for a, _ in both], [b.choice for _, b in both]
    same = sum(a == b for a, b in zip(first, second, strict=True))
    return Pair(
        one[0].reader,
        two[0].reader,
        wilson(same, len(both)) if both else None,
        cohen_kappa(first, second),
        mcnemar(rights([a for a, _ in both]), rights([b for _, b in both])),
    )


def _majority(
    lined: Sequence[Sequence[Row]], classes: Sequence[str], networks: Sequence[str]
) -> Majority:
    won = [_winner(unit) for unit in zip(*lined, strict=True)]
    rows = [row for row in won if row is not None]
    against = tuple(
        (name, versus(rows, rights(rows), network_rights(rows, place, classes)))
        for place, name in enumerate(networks)
        if rows
    )
    accuracy = wilson(int(rights(rows).sum()), len(rows)) if rows else None
    return Majority(accuracy, len(won) - len(rows), against)


def _winner(unit: Sequence[Row]) -> Row | None:
    """Return an answer that says what most of those who decided said of a tile."""
    decided = [row for row in unit if row.right is not None]
    ranked = Counter(row.choice for row in decided).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(row for row in decided if row.choice == ranked[0][0])
