"""The order of a reader: random, with repeats far from what they repeat."""

import random
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as some

from cellclassifier.core.reviews.order import order_of
from cellclassifier.core.reviews.plan import laid_out, stream
from cellclassifier.core.reviews.record import PublicCard
from cellclassifier.core.reviews.spec import ReviewSpec

seeds = some.integers(0, 2**53)
kinds = some.sampled_from(["classify", "judge", "crossover"])


def dealt(count, kind, repeats, seed):
    """Return cards and which showing each of them is."""
    strata = [("ab"[i % 2], i % 3 > 0) for i in range(count)]
    spec = ReviewSpec(kind=kind, repeats=repeats)
    showings = laid_out(strata, spec, stream(seed, "showings"))
    names = random.Random(seed).sample(range(16**8), len(showings))
    shown = {f"{n:016x}": s for n, s in zip(names, showings, strict=True)}
    cards = [
        PublicCard(token=t, kind=s.kind, period=s.period, slot=s.slot)
        for t, s in shown.items()
    ]
    return cards, shown


@settings(max_examples=150)
@given(some.integers(2, 60), kinds, some.floats(0, 0.5), seeds, seeds)
def test_repeats_come_late_and_kinds_far_apart(count, kind, repeats, draw, seed):
    cards, shown = dealt(count, kind, repeats, draw)
    order = order_of(cards, seed)
    assert sorted(order) == sorted(shown)
    places = {token: place for place, token in enumerate(order)}
    periods = [shown[token].period for token in order]
    assert sorted(periods) in (periods, periods[::-1])
    size = len(cards) / (2 if kind == "crossover" else 1)
    for token, showing in shown.items():
        if not showing.again:
            continue
        first = showing._replace(slot="early", again=False)
        other = next(t for t, s in shown.items() if s == first)
        assert abs(places[token] - places[other]) >= size / 3 - 1e-9
    if kind == "crossover":
        twice = {s.subject for s in shown.values() if s.again}
        by_subject = {}
        for token, showing in shown.items():
            by_subject.setdefault(showing.subject, []).append(places[token])
        for subject, at in by_subject.items():
            if subject not in twice:
                assert max(at) - min(at) >= ceil(len(cards) / 3) - 1


def test_the_same_seed_gives_the_same_order_whatever_the_cards_are_listed_in():
    cards, _ = dealt(30, "crossover", 0.2, 1)
    assert order_of(cards, 5) == order_of(cards[::-1], 5) != order_of(cards, 6)


def test_either_period_of_a_crossover_may_come_first():
    cards, shown = dealt(12, "crossover", 0, 1)
    first = [shown[order_of(cards, seed)[0]].period for seed in range(200)]
    assert 50 < sum(first) < 150


def test_places_in_the_order_do_not_depend_on_the_class():
    cards, shown = dealt(40, "classify", 0.1, 1)
    # Subjects of odd number are of the other class.
    gaps = []
    for seed in range(400):
        places = {True: [], False: []}
        for place, token in enumerate(order_of(cards, seed)):
            places[shown[token].subject % 2 == 1].append(place)
        gaps.append(sum(places[True]) / len(places[True]))
        gaps[-1] -= sum(places[False]) / len(places[False])
    mean = sum(gaps) / len(gaps)
    # One gap has a standard deviation of about 4 places; that of which repeats are
    # of which class is fixed, and adds up to one.
    assert abs(mean) < 1 + 5 * 4 / len(gaps) ** 0.5
