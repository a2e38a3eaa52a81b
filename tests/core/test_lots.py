"""Which training tiles are used, and the control with shuffled labels."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core.lots import drawn, shuffled
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
