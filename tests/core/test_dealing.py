"""Splits and folds: no group is divided, and classes are shown wherever they can be."""

import itertools
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedGroupKFold

from cellclassifier.core import dealing
from cellclassifier.core.dealing import deal, folds_problem, split
from cellclassifier.core.errors import UserError


class Label(NamedTuple):
    class_name: str
    group: str


def drawn_tiles(seed):
    """Return tiles of two to four classes, each group within one class."""
    random = np.random.default_rng(seed)
    return [
        Label(name, f"{name}{group}")
        for name in "abcd"[: random.integers(2, 5)]
        for group in range(random.integers(1, 9))
        for _ in range(random.integers(1, 12))
    ]


def sides(tiles, parts):
    """Return the parts of each group, and the groups of each class and part."""
    of_group, groups = defaultdict(set), defaultdict(set)
    for tile, part in zip(tiles, parts, strict=True):
        of_group[tile.group].add(part)
        groups[tile.class_name, part].add(tile.group)
    return of_group, groups


def aside(tiles, parts):
    """Return the groups that are validation."""
    pairs = zip(tiles, parts, strict=True)
    return {tile.group for tile, part in pairs if part == "validation"}


def classes_of(tiles):
    """Return the groups of each class."""
    groups = defaultdict(set)
    for tile in tiles:
        groups[tile.class_name].add(tile.group)
    return groups


SHARES = st.sampled_from([0.05, 0.2, 0.35, 0.5])
ANY_TILES = st.lists(
    st.builds(Label, st.sampled_from("abcde"), st.sampled_from("12345678")),
    min_size=1,
    max_size=60,
)


@given(st.integers(0, 10**6), SHARES)
@settings(max_examples=100, deadline=None)
def test_no_group_is_divided_and_each_class_is_on_both_sides(seed, share):
    tiles = drawn_tiles(seed)
    parts = split(tiles, share, seed)
    assert len(parts) == len(tiles)
    of_group, groups = sides(tiles, parts)
    assert all(len(each) == 1 for each in of_group.values())
    for name, own in classes_of(tiles).items():
        assert groups[name, "train"]
        assert bool(groups[name, "validation"]) == (len(own) > 1)


def shown_by(chosen, groups):
    """Tell whether every class has groups left, and one aside if it has several."""
    return all(own - chosen and (len(own) == 1 or own & chosen) for own in groups)


def possible(tiles):
    """Try all choices of groups: is there one that shows every class?"""
    groups = list(classes_of(tiles).values())
    names = sorted(set().union(*groups))
    return any(
        shown_by(set(chosen), groups)
        for size in range(len(names) + 1)
        for chosen in itertools.combinations(names, size)
    )


# Greedy choices leave one of these classes out, though there is a choice of groups.
HARD_CLASSES = {"a": "14", "b": "25", "c": "15"}
HARD = [Label(name, group) for name, own in HARD_CLASSES.items() for group in own]


@given(ANY_TILES, SHARES, st.integers(0, 99))
@example(HARD, 0.2, 0)
@settings(max_examples=300, deadline=None)
def test_each_class_is_on_both_sides_wherever_groups_allow_it(tiles, share, seed):
    parts = split(tiles, share, seed)
    assert all(len(each) == 1 for each in sides(tiles, parts)[0].values())
    chosen = aside(tiles, parts)
    own = list(classes_of(tiles).values())
    assert all(each - chosen for each in own)
    assert shown_by(chosen, own) == possible(tiles)


def test_a_choice_that_is_not_there_is_not_looked_for_forever():
    # Every three of seven groups are a class: one of them is always on one side.
    tiles = [
        Label("-".join(own), group)
        for own in itertools.combinations("1234567", 3)
        for group in own
    ]
    parts = split(tiles, 0.5, 0)
    assert all(len(each) == 1 for each in sides(tiles, parts)[0].values())
    assert "validation" in parts


@given(ANY_TILES, SHARES, st.integers(0, 99), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_tiles_does_not_matter(tiles, share, seed, random):
    mixed = random.sample(tiles, len(tiles))
    first = dict(zip(tiles, split(tiles, share, seed), strict=True))
    assert first == dict(zip(mixed, split(mixed, share, seed), strict=True))
    if not folds_problem(tiles, 2):
        first = dict(zip(tiles, deal(tiles, 2, seed), strict=True))
        assert first == dict(zip(mixed, deal(mixed, 2, seed), strict=True))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.5])
def test_the_share_is_about_right_in_each_class(seed, share):
    tiles = [
        Label(name, f"{name}{number // 3}")
        for name, count in (("a", 90), ("b", 300))
        for number in range(count)
    ]
    parts = split(tiles, share, seed)
    for name in "ab":
        pairs = zip(tiles, parts, strict=True)
        own = [part for tile, part in pairs if tile.class_name == name]
        assert own.count("validation") / len(own) == pytest.approx(share, abs=0.04)


def test_a_share_of_0_moves_none():
    assert set(split(drawn_tiles(0), 0, 0)) == {"train"}


def test_another_seed_gives_another_split():
    tiles = [Label("ab"[n % 2], str(n)) for n in range(60)]
    assert len({split(tiles, 0.2, seed) for seed in range(5)}) == 5
    assert len({deal(tiles, 5, seed) for seed in range(5)}) == 5
    sizes = [Label("ab"[n % 2], str(n)) for n in range(60) for _ in range(n + 3)]
    assert len({deal(sizes, 5, seed) for seed in range(5)}) == 5


def test_a_class_of_one_group_stays_in_training_whole():
    tiles = [Label("a", "only")] * 9 + [Label("b", f"b{n}") for n in range(10)]
    assert set(split(tiles, 0.5, 0)[:9]) == {"train"}


ASKS = """
import json, sys
from typing import NamedTuple
from cellclassifier.core.dealing import deal, split
class Label(NamedTuple):
    class_name: str
    group: str
tiles = [Label("abc"[n % 3], f"g{n % 31}") for n in range(200)]
json.dump([split(tiles, 0.3, 7), deal(tiles, 4, 7)], sys.stdout)
"""


def test_the_hash_seed_of_python_does_not_matter():
    answers = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", ASKS]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        answers.append(json.loads(done.stdout))
    assert answers[0] == answers[1]


def test_splits_are_what_they_were_when_this_was_written():
    tiles = [Label("ab"[n % 2], f"g{n}") for n in range(12) for _ in range(n + 1)]
    parts = split(tiles, 0.25, 3)
    assert aside(tiles, parts) == {"g1", "g3", "g5", "g8"}
    folds = dict(zip(tiles, deal(tiles, 3, 3), strict=True))
    by_group = [folds[tile] for tile in dict.fromkeys(tiles)]
    assert by_group == [2, 3, 1, 1, 3, 2, 3, 2, 1, 1, 2, 3]


@pytest.mark.parametrize("folds", [2, 3, 5, 10])
@pytest.mark.parametrize("seed", range(10))
def test_folds_divide_no_group_and_show_every_class(folds, seed):
    random = np.random.default_rng(seed)
    tiles = [
        Label(name, f"{name}{group}")
        for name in "abc"
        for group in range(folds + random.integers(0, 9))
        for _ in range(random.integers(1, 30))
    ]
    found = deal(tiles, folds, seed)
    of_group, groups = sides(tiles, found)
    assert all(len(each) == 1 for each in of_group.values())
    assert set(found) == set(range(1, folds + 1))
    assert all(groups[name, fold] for name in "abc" for fold in set(found))


def drawn_groups(random, several):
    """Return tiles in groups of very different size, of one class each or several."""
    classes = list("abcd"[: random.integers(2, 5)])
    weights = random.dirichlet(np.full(len(classes), 2.0))
    tiles = []
    for group in range(random.integers(15, 60)):
        size = int(random.lognormal(2, 1)) + 1
        if several:
            names = random.choice(classes, size, p=random.dirichlet(weights * 3))
        else:
            names = [random.choice(classes, p=weights)] * size
        tiles += [Label(str(name), f"g{group}") for name in names]
    return tiles


def error_of(tiles, found, folds):
    """Return the mean over classes and folds of how far the share is from 1 / folds."""
    found = np.array(found)
    truth = np.array([tile.class_name for tile in tiles])
    return np.mean(
        [
            abs(np.mean(found[truth == name] == fold) - 1 / folds)
            for name in np.unique(truth)
            for fold in range(1, folds + 1)
        ]
    )


def dealt_by_sklearn(tiles, folds, seed):
    names = [tile.class_name for tile in tiles]
    groups = [tile.group for tile in tiles]
    found = np.zeros(len(tiles), int)
    dealer = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    for fold, (_, held) in enumerate(dealer.split(names, names, groups), 1):
        found[held] = fold
    return found


@pytest.mark.parametrize(("several", "factor"), [(False, 1.02), (True, 0.9)])
def test_folds_are_as_even_as_those_of_scikit_learn(several, factor):
    random = np.random.default_rng(0)
    ours, theirs = [], []
    for seed in range(100):
        tiles, folds = drawn_groups(random, several), int(random.integers(2, 6))
        if not folds_problem(tiles, folds):
            for errors, dealer in ((ours, deal), (theirs, dealt_by_sklearn)):
                errors.append(error_of(tiles, dealer(tiles, folds, seed), folds))
    assert len(ours) > 50
    assert np.mean(ours) <= factor * np.mean(theirs)


def test_equal_groups_are_dealt_evenly():
    tiles = [Label("ab"[n % 2], f"g{n}") for n in range(100)]
    held = Counter(
        zip(deal(tiles, 5, 1), (tile.class_name for tile in tiles), strict=True)
    )
    assert held == {(fold, name): 10 for fold in range(1, 6) for name in "ab"}


def test_more_folds_than_groups_are_refused():
    tiles = [Label("a", f"a{n}") for n in range(9)]
    tiles += [Label("x", f"x{n % 2}") for n in range(40)]
    words = "Class 'x' has only 2 groups; 5 folds need at least 5"
    with pytest.raises(UserError, match=words):
        deal(tiles, 5, 0)
    assert words in folds_problem(tiles, 5)
    assert folds_problem(tiles, 2) == ""
    assert "'y' has only 1 group;" in folds_problem([*tiles, Label("y", "y")], 2)


def test_work_grows_with_the_tiles_not_with_their_square(monkeypatch):
    looked = 0

    def counted(self, group, of=dealing._Draw._spares):
        nonlocal looked
        looked += 1
        return of(self, group)

    monkeypatch.setattr(dealing._Draw, "_spares", counted)
    tiles = [Label("ab"[n % 2], f"g{n}") for n in range(20_000)]
    assert split(tiles, 0.2, 0).count("validation") == 4000
    assert looked <= 20_000
