"""What chance decides about a review: which tiles are in it, and when each may come.

All of it comes from one seed; the tokens of the tiles and the order of each reader do
not, so that nobody can work them out from it.
"""

import random
from collections import defaultdict
from collections.abc import Hashable, Sequence
from math import floor
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.reviews.record import Kind, Slot
from cellclassifier.core.reviews.spec import ReviewSpec

Name = TypeVar("Name", bound=Hashable)


class Showing(NamedTuple):
    """One showing of a tile.

    Attributes:
        subject: Place of the tile among those of the review.
        kind: What is asked.
        period: 0 or 1, the half of the review in which it comes.
        slot: Where in that.
        again: Whether it is the hidden repeat of another showing.
    """

    subject: int
    kind: Kind
    period: int = 0
    slot: Slot = "any"
    again: bool = False


def stream(seed: int, what: str) -> random.Random:
    """Return the chance of one seed that decides on one thing only."""
    return random.Random(f"{seed} {what}")


def aligned(tables: Sequence[Predictions]) -> tuple[Predictions, ...]:
    """Return predictions of several runs for the same tiles of known class, in order.

    Raises:
        UserError: The runs have other classes, or cut the test set into other tiles.
    """
    tables = [table.known() for table in tables]
    if len({table.classes for table in tables}) > 1:
        raise UserError(
            tr(
                "The chosen runs do not have the same classes, so their predictions "
                "cannot be compared. Choose runs of the same classes."
            )
        )
    places = [{tile: row for row, tile in enumerate(t.tiles)} for t in tables]
    common = [tile for tile in tables[0].tiles if all(tile in p for p in places)]
    pairs = zip(tables, places, strict=True)
    found = tuple(t.rows(_array([p[tile] for tile in common])) for t, p in pairs)
    if len({(t.images, t.corners, t.true_classes) for t in found}) > 1:
        raise UserError(
            tr(
                "The chosen runs have cut this test set into different tiles, so no "
                "tile can be judged by all of them. Choose runs with the same Tiles "
                "settings."
            )
        )
    if not common:
        raise UserError(
            tr(
                "There is no tile whose class is known in what was chosen, so a "
                "reader's answers could not be compared with anything. Choose a test "
                "set with folders named after the classes."
            )
        )
    return found


def _array(places: Sequence[int]) -> NDArray[np.intp]:
    return np.asarray(places, np.intp)


def chosen(tables: Sequence[Predictions], spec: ReviewSpec) -> tuple[Predictions, ...]:
    """Return the predictions of the tiles that a review is about.

    Args:
        tables: What each run predicted.
        spec: Says which tiles; its seed is set.

    Raises:
        UserError: As in `aligned`, or the runs disagree on no tile.
    """
    tables = aligned(tables)
    rows = list(range(len(tables[0].tiles)))
    if spec.tiles == "disagreed":
        rows = _disagreed(tables)
    if spec.tiles != "all":
        rng = stream(spec.seed or 0, "tiles")
        names = [tables[0].true_classes[row] for row in rows]
        rows = [rows[place] for place in stratified(names, spec.sample, rng)]
    return tuple(table.rows(_array(rows)) for table in tables)


def _disagreed(tables: Sequence[Predictions]) -> list[int]:
    if len(tables) < 2:
        raise UserError(
            tr(
                "Runs can disagree only where there are two or more. Choose more runs, "
                "or other tiles."
            )
        )
    votes = zip(*(table.predicted_classes for table in tables), strict=True)
    rows = [row for row, names in enumerate(votes) if len(set(names)) > 1]
    if not rows:
        raise UserError(
            tr(
                "The chosen runs agree on every tile of this test set, so there is "
                "none to review. Choose other runs, or other tiles."
            )
        )
    return rows


def stratified(names: Sequence[Name], number: int, rng: random.Random) -> list[int]:
    """Draw places so that each name keeps its share, and none is left out.

    Shares are rounded by the largest remainder; a name whose share is below one still
    gets one, at the cost of the most frequent, where there is room.

    Args:
        names: The name (class) of each place.
        number: How many are drawn; all, where there are no more.
        rng: Decides which.

    Returns:
        The places, in their order.
    """
    if number >= len(names):
        return list(range(len(names)))
    places: dict[Name, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        places[name].append(place)
    counts = _shares({name: len(own) for name, own in places.items()}, number)
    drawn = (rng.sample(own, counts[name]) for name, own in places.items())
    return sorted(place for own in drawn for place in own)


def _shares(sizes: dict[Name, int], number: int) -> dict[Name, int]:
    total = sum(sizes.values())
    exact = {name: number * size / total for name, size in sizes.items()}
    counts = {name: floor(share) for name, share in exact.items()}
    by_rest = sorted(sizes, key=lambda name: counts[name] - exact[name])
    for name in by_rest[: number - sum(counts.values())]:
        counts[name] += 1
    for name in [name for name, count in counts.items() if not count]:
        most = max(counts, key=lambda each: counts[each])
        if counts[most] > 1:
            counts[most] -= 1
            counts[name] += 1
    return counts


def laid_out(
    strata: Sequence[Hashable], spec: ReviewSpec, rng: random.Random
) -> list[Showing]:
    """Decide how often, as what and in which part of the review each tile is shown.

    Which tiles are repeated is drawn without looking at anything about them, so that
    coming twice says nothing about a tile.

    Args:
        strata: For each tile what the halves of a crossover are balanced over: its
            class, and whether the network is right.
        spec: What is asked, and the share of repeats.
        rng: Decides.
    """
    count = len(strata)
    repeats = min(floor(spec.repeats * count + 0.5), count // 2)
    if spec.kind == "crossover":
        return _crossed(strata, repeats, rng)
    twice = set(rng.sample(range(count), repeats))
    once: list[Showing] = [
        Showing(each, spec.kind, slot="early" if each in twice else "any")
        for each in range(count)
    ]
    again = [Showing(s, spec.kind, slot="late", again=True) for s in sorted(twice)]
    return once + again


def _crossed(
    strata: Sequence[Hashable], repeats: int, rng: random.Random
) -> list[Showing]:
    """Lay out a crossover: each tile in both periods, once as either kind.

    A tile that is repeated comes early and late in one period and in the middle of the
    other; any other tile comes in the same third of both.
    """
    halves = _halves(strata, rng)
    twice: dict[int, Kind] = {}
    smaller, larger = sorted(halves, key=len)
    if 2 * (repeats - repeats // 2) > len(larger):
        repeats -= 1
    for half, number in ((smaller, repeats // 2), (larger, repeats - repeats // 2)):
        drawn = rng.sample(half, 2 * number)
        twice.update(dict.fromkeys(drawn[:number], "classify"))
        twice.update(dict.fromkeys(drawn[number:], "judge"))
    rest = [each for each in range(len(strata)) if each not in twice]
    rng.shuffle(rest)
    thirds: tuple[Slot, ...] = ("a", "b", "c")
    slots = {each: thirds[place % 3] for place, each in enumerate(rest)}
    showings: list[Showing] = []
    for which, half in enumerate(halves):
        for each in half:
            for kind, period in _kinds(which):
                at = Showing(each, kind, period, slots.get(each, "middle"))
                showings += _twice(at) if twice.get(each) == kind else [at]
    return showings


def _kinds(which: int) -> tuple[tuple[Kind, int], ...]:
    return ("classify", which), ("judge", 1 - which)


def _twice(showing: Showing) -> list[Showing]:
    return [showing._replace(slot="early"), showing._replace(slot="late", again=True)]


def _halves(
    strata: Sequence[Hashable], rng: random.Random
) -> tuple[list[int], list[int]]:
    """Deal tiles into halves that differ by at most one tile of each stratum."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    for place, stratum in enumerate(strata):
        members[stratum].append(place)
    line: list[int] = []
    for own in members.values():
        rng.shuffle(own)
        line += own
    first = rng.randrange(2)
    return sorted(line[first::2]), sorted(line[1 - first :: 2])
