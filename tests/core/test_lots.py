"""Which training tiles are used, and the control with shuffled labels."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core.errors import UserError
from cellclassifier.core.lot_spec import LotSpec
from cellclassifier.core.lots import drawn, drawn_of_each, shuffled, stock
from cellclassifier.core.tiling import Tile


def tile(number, image, class_name, group, part="train"):
    return Tile(
        number=number,
        image=Path(image),
        x=0,
        y=0,
        width=8,
        height=8,
        class_name=class_name,
        group=group,
        part=part,
    )


def tiles(groups=6, images=8, cut=2, mixed=False):
    """Tiles of two classes: each group of one class, or all groups of both."""
    found = []
    for group in range(groups):
        for image in range(images):
            index = image if mixed else group
            for _ in range(cut):
                name = f"g{group}_i{image}.tif"
                found.append(tile(len(found), name, "ab"[index % 2], f"g{group}"))
    return found


def test_a_cap_draws_once_and_leaves_validation_alone():
    some = [
        t._replace(part="validation" if t.number % 4 == 0 else "train") for t in tiles()
    ]
    used, left = drawn(some, 10, seed=3)
    assert Counter(t.part for t in used)["train"] == 10
    assert {t.part for t in left} == {"train"}
    assert sorted(t.number for t in (*used, *left)) == [t.number for t in some]
    assert drawn(some, 10, seed=3) == (used, left)
    assert drawn(some, 10, seed=4)[0] != used


@pytest.mark.parametrize("limit", [0, 96, 1000])
def test_no_cap_or_a_large_one_uses_all(limit):
    some = tiles()
    assert drawn(some, limit, seed=0) == (tuple(some), ())


@pytest.mark.parametrize("mixed", [False, True])
def test_shuffled_labels_say_nothing_about_class_or_group(mixed):
    some = tiles(mixed=mixed)
    dealt = shuffled(some, seed=1)
    assert [t._replace(class_name="") for t in dealt] == [
        t._replace(class_name="") for t in some
    ]
    assert Counter(t.class_name for t in dealt) == Counter(t.class_name for t in some)
    for group in {t.group for t in some}:
        counts = Counter(t.class_name for t in dealt if t.group == group)
        # Eight images of two tiles each: an even mix, or off by one image.
        assert abs(counts["a"] - counts["b"]) <= 4
    changed = [a != b for a, b in zip(dealt, some, strict=True)]
    assert 0.2 < sum(changed) / len(changed) < 0.8


def test_tiles_of_one_image_keep_one_label():
    for image in {t.image for t in tiles()}:
        names = {t.class_name for t in shuffled(tiles(), seed=5) if t.image == image}
        assert len(names) == 1


def test_the_seed_decides():
    assert shuffled(tiles(), 1) == shuffled(tiles(), 1)
    assert shuffled(tiles(), 1) != shuffled(tiles(), 2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 4)), min_size=1, max_size=40
    ),
    st.integers(0, 9),
)
def test_shuffling_never_changes_how_many_of_each_class_there_are(images, seed):
    some = [tile(i, f"{i}.tif", name, f"g{g}") for i, (name, g) in enumerate(images)]
    dealt = shuffled(some, seed)
    assert Counter(t.class_name for t in dealt) == Counter(t.class_name for t in some)


def of_each(some, size, unit="tiles", seed=0, split_seed=0):
    lots = LotSpec(per_class=size, per_class_unit=unit, draw_seed=seed)
    return drawn_of_each(some, lots, split_seed)


def with_validation(some):
    return [t._replace(part="validation" if t.group == "g0" else "train") for t in some]


@pytest.mark.parametrize("mixed", [False, True])
def test_so_many_tiles_of_each_class_are_drawn_and_validation_stays(mixed):
    some = with_validation(tiles(mixed=mixed))
    used, left = of_each(some, 7)
    training = [t for t in used if t.part == "train"]
    assert Counter(t.class_name for t in training) == {"a": 7, "b": 7}
    aside = [t for t in some if t.part == "validation"]
    assert [t for t in used if t.part == "validation"] == aside
    assert {t.part for t in left} == {"train"}
    assert sorted(t.number for t in (*used, *left)) == [t.number for t in some]
    assert [t.number for t in used] == sorted(t.number for t in used)


@pytest.mark.parametrize("unit", ["tiles", "groups"])
@pytest.mark.parametrize("mixed", [False, True])
def test_a_smaller_draw_is_part_of_a_larger_one(unit, mixed):
    some = tiles(groups=8, mixed=mixed)
    before = set()
    for size in (1, 2, 3, 4):
        now = set(of_each(some, size, unit, seed=5)[0])
        assert before < now
        before = now


def test_groups_are_drawn_whole():
    some = tiles(groups=10)
    used, _ = of_each(some, 2, "groups")
    pairs = {(t.class_name, t.group) for t in used}
    assert Counter(name for name, _ in pairs) == {"a": 2, "b": 2}
    assert all(t in used for t in some if (t.class_name, t.group) in pairs)


def test_each_seed_draws_others_and_none_draws_all():
    some = tiles()
    assert of_each(some, 5)[0] == of_each(some, 5)[0]
    assert of_each(some, 5, seed=1)[0] != of_each(some, 5)[0]
    assert of_each(some, 5, split_seed=1)[0] != of_each(some, 5)[0]
    assert of_each(some, 0) == (tuple(some), ())


@pytest.mark.parametrize(
    ("size", "unit", "said"),
    [
        (33, "tiles", "Class 'a' has 32 training tiles, so 33 of each class cannot"),
        (3, "groups", "Class 'a' has 2 training groups, so 3 of each class cannot"),
    ],
)
def test_too_few_are_told_with_what_there_is(size, unit, said):
    with pytest.raises(UserError, match=said):
        of_each(with_validation(tiles()), size, unit)


def test_what_there_is_and_what_a_draw_costs():
    held = stock(with_validation(tiles()))
    assert (held.tiles, held.groups) == ({"a": 32, "b": 48}, {"a": 2, "b": 3})
    assert (held.whole, held.validation) == (80, 16)
    assert held.about(5, "tiles") == 10
    assert held.about(2, "groups") == 64
    assert held.about(0, "groups") == 80
    assert held.work(80) == 80
    # Few tiles, and as many of validation.
    assert 10 < held.work(10) < 20
    assert held.problem([2, 1], "groups") == ""
