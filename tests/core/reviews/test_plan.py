"""Which tiles are in a review and when they come: chance, but in proportion."""

from collections import Counter
from math import floor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from cellclassifier.core.errors import UserError
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.reviews.plan import chosen, laid_out, stratified, stream
from cellclassifier.core.reviews.spec import ReviewSpec

names = some.lists(some.sampled_from("abc"), min_size=1, max_size=60)
seeds = some.integers(0, 2**31 - 1)


@given(names, some.integers(2, 70), seeds)
def test_a_sample_has_each_class_in_proportion(found, number, seed):
    places = stratified(found, number, stream(seed, "tiles"))
    assert len(set(places)) == len(places) == min(number, len(found))
    assert places == sorted(places)
    drawn, sizes = Counter(found[place] for place in places), Counter(found)
    if number >= len(sizes):
        assert set(drawn) == set(sizes)
    shares = {name: len(places) * size / len(found) for name, size in sizes.items()}
    if min(shares.values()) >= 1:
        assert all(abs(drawn[name] - share) < 1 for name, share in shares.items())


def test_which_tiles_are_drawn_is_up_to_the_seed():
    found = ["a", "b"] * 50
    drawn = [tuple(stratified(found, 20, stream(seed, "tiles"))) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


strata = some.lists(
    some.tuples(some.sampled_from("abc"), some.booleans()), min_size=2, max_size=50
)


@given(strata, some.floats(0, 0.5), seeds, some.sampled_from(["classify", "judge"]))
def test_each_tile_comes_once_and_a_share_twice(found, share, seed, kind):
    spec = ReviewSpec(kind=kind, repeats=share)
    showings = laid_out(found, spec, stream(seed, "showings"))
    repeats = min(floor(share * len(found) + 0.5), len(found) // 2)
    assert sorted(s.subject for s in showings if not s.again) == list(range(len(found)))
    assert {s.kind for s in showings} == {kind}
    again = [s.subject for s in showings if s.again]
    assert len(set(again)) == len(again) == repeats
    slots = {s.subject: s.slot for s in showings if not s.again}
    assert all((slot == "early") == (s in again) for s, slot in slots.items())


@given(strata, some.floats(0, 0.5), seeds)
def test_a_crossover_is_balanced(found, share, seed):
    spec = ReviewSpec(kind="crossover", repeats=share)
    showings = laid_out(found, spec, stream(seed, "showings"))
    firsts = [s for s in showings if not s.again]
    for subject in range(len(found)):
        own = [s for s in firsts if s.subject == subject]
        assert sorted(s.kind for s in own) == ["classify", "judge"]
        assert sorted(s.period for s in own) == [0, 1]
    early = Counter(found[s.subject] for s in firsts if _classify_first(s))
    late = Counter(found[s.subject] for s in firsts if _judge_first(s))
    assert all(abs(early[each] - late[each]) <= 1 for each in set(found))
    assert abs(early.total() - late.total()) <= 1
    again = [s for s in showings if s.again]
    twice = Counter(s.kind for s in again)
    assert twice["classify"] == twice["judge"]
    wanted = min(floor(share * len(found) + 0.5), len(found) // 2)
    assert wanted - 1 <= twice["judge"] <= wanted
    for repeat in again:
        first = repeat._replace(slot="early", again=False)
        assert first in firsts


def _classify_first(showing):
    return showing.kind == "classify" and showing.period == 0


def _judge_first(showing):
    return showing.kind == "judge" and showing.period == 0


def test_coming_twice_says_nothing_about_the_class():
    # Were repeats drawn so many a class, the rare class would come twice more often.
    found = [("common", True)] * 90 + [("rare", True)] * 10
    spec = ReviewSpec(repeats=0.2)
    rare = sum(
        s.again and found[s.subject][0] == "rare"
        for seed in range(300)
        for s in laid_out(found, spec, stream(seed, "showings"))
    )
    # Hypergeometric: mean 2, variance 1.45 of each; five standard errors of 300.
    assert abs(rare - 600) < 5 * (300 * 1.455) ** 0.5


def table(predicted, true, **changes):
    n = len(true)
    p = np.full((n, 2), 0.1, np.float32)
    p[np.arange(n), ["ab".index(name) for name in predicted]] = 0.9
    made = Predictions(
        ("a", "b"),
        tuple(range(n)),
        tuple(Path(f"{i}.png") for i in range(n)),
        ("",) * n,
        ((0, 0),) * n,
        tuple(true),
        p,
    )
    return made._replace(**changes)


def spec_of(**values):
    return ReviewSpec(seed=3, **values)


def test_only_tiles_on_which_runs_disagree():
    one, two = table("aabb", "abab"), table("abba", "abab")
    found = chosen([one, two], spec_of(tiles="disagreed"))
    assert [each.tiles for each in found] == [(1, 3), (1, 3)]
    assert found[1].predicted_classes == ("b", "a")


def test_tiles_without_a_known_class_are_left_out():
    one = table("aabb", ["a", "", "b", "zebra"])
    assert chosen([one], spec_of(tiles="all"))[0].tiles == (0, 2)


def test_tiles_are_those_that_all_runs_have_predicted():
    one = table("aabb", "abab")
    two = table("abba", "abab").rows(np.array([3, 1, 0]))
    found = chosen([one, two], spec_of(tiles="all"))
    assert [each.tiles for each in found] == [(0, 1, 3)] * 2
    assert found[1].predicted_classes == ("a", "b", "a")


@pytest.mark.parametrize(
    ("tables", "tiles", "said"),
    [
        ([table("aabb", "abab")], "disagreed", "two or more"),
        ([table("aabb", "abab")] * 2, "disagreed", "agree on every tile"),
        ([table("ab", ["", ""])], "all", "class is known"),
        (
            [table("ab", "ab"), table("ab", "ab", classes=("a", "c"))],
            "all",
            "same classes",
        ),
        (
            [table("ab", "ab"), table("ab", "ab", corners=((0, 0), (9, 9)))],
            "all",
            "different tiles",
        ),
    ],
)
def test_what_cannot_be_reviewed_is_told(tables, tiles, said):
    with pytest.raises(UserError, match=said):
        chosen(tables, spec_of(tiles=tiles))
