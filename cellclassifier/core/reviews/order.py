"""The order in which a reader sees the cards of a review, drawn from a seed.

A card says in which `period` it comes and, by its `slot`, where in that: anywhere, or
in the early, middle or late third; a, b and c are thirds too, in an order that is drawn
for each reader. So a repeat comes at least a third of its period after the first
showing, and the two kinds of a crossover are at least a third of all cards apart,
without anything here knowing which cards show the same tile.
"""

import random
from collections.abc import Iterable, Sequence

from cellclassifier.core.reviews.record import PublicCard, Slot


def order_of(cards: Iterable[PublicCard], seed: int) -> tuple[str, ...]:
    """Return the tokens in the order of the reader whose seed this is.

    In a crossover the seed also decides which of the two periods comes first: they are
    balanced, so that every tile is met first in either way by about half the readers.

    Args:
        cards: All cards of a review, in any order.
        seed: Any whole number; the same gives the same order.
    """
    rng = random.Random(seed)
    known = sorted(cards, key=lambda card: card.token)
    periods = sorted({card.period for card in known})
    rng.shuffle(periods)
    thirds = _thirds(rng)
    return tuple(
        token
        for period in periods
        for token in _of_period([c for c in known if c.period == period], thirds, rng)
    )


def _thirds(rng: random.Random) -> dict[Slot, int]:
    """Return the third, 0 .. 2, that each slot stands for; the same in all periods."""
    ends = rng.sample([0, 2], 2)
    free = rng.sample(range(3), 3)
    return {
        "early": ends[0],
        "middle": 1,
        "late": ends[1],
        **dict(zip(("a", "b", "c"), free, strict=True)),
    }


def _of_period(
    cards: Sequence[PublicCard], thirds: dict[Slot, int], rng: random.Random
) -> list[str]:
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    for card in cards:
        if card.slot != "any":
            parts[thirds[card.slot]].append(card.token)
    rest = [card.token for card in cards if card.slot == "any"]
    rng.shuffle(rest)
    # Cards that may come anywhere fill the outer thirds up; what is left is between.
    for part in (parts[0], parts[2]):
        while rest and len(part) < len(cards) // 3:
            part.append(rest.pop())
    parts[1].extend(rest)
    for part in parts:
        rng.shuffle(part)
    return [token for part in parts for token in part]
