"""What tiles share by their files and groups, which needs no look at their pixels."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core.copies import overlaps as overlaps_module
from cellclassifier.core.copies.overlaps import overlaps
from cellclassifier.core.leakage import find, read_pairs, write_pairs
from cellclassifier.core.tiling import Tile


def only(pairs):
    assert len(pairs) == 1
    return pairs[0]


def files(*rows):
    """Make tiles of (image, x, y, side, group)."""
    return [
        Tile(i, Path(image), x, y, side, side, "a", group, "train")
        for i, (image, x, y, side, group) in enumerate(rows)
    ]


def flat(tile):
    return np.zeros((tile.height, tile.width, 1), np.uint8)


def test_the_same_part_of_the_same_file_is_found_without_its_pixels():
    tiles = files(("a/x.tif", 0, 0, 50, "g"), ("b/y.tif", 0, 0, 50, "h"))
    hashes = {Path("a/x.tif"): "same", Path("b/y.tif"): "same"}
    pair = only(find(tiles, ["train", "test"], flat, hashes))
    assert (pair.kind, pair.exact) == ("same file", True)
    assert (pair.one_image, pair.other_image) == (Path("a/x.tif"), Path("b/y.tif"))
    assert find(tiles, ["train", "test"], flat) == ()


def test_overlapping_parts_of_one_file_are_found_without_their_pixels():
    tiles = files(
        ("x.tif", 0, 0, 50, "g"), ("x.tif", 40, 10, 50, "h"), ("x.tif", 90, 0, 50, "i")
    )
    pair = only(find(tiles, ["train", "test", "test"], flat))
    assert (pair.kind, pair.one, pair.other) == ("shifted crop", 0, 1)
    assert (pair.shift_x, pair.shift_y) == (-40, -10)
    assert pair.overlap == pytest.approx(10 * 40 / 2500)


def test_a_group_on_both_sides_is_named_once():
    tiles = files(*((f"{i}.tif", 0, 0, 50, group) for i, group in enumerate("ababcac")))
    parts = ["train", "train", "train", "validation", "validation", "test", "test"]
    pairs = find(tiles, parts, flat)
    assert [(p.kind, p.group, p.one, p.other) for p in pairs] == [
        ("same group", "b", 1, 3),
        ("same group", "a", 0, 5),
        ("same group", "c", 4, 6),
    ]
    assert pairs[0].similarity is None
    assert not pairs[0].exact


def test_a_tile_that_cannot_be_read_is_told():
    def read(tile):
        raise OSError("gone")

    tiles = files(("x.tif", 0, 0, 50, "g"), ("y.tif", 0, 0, 50, "h"))
    with pytest.raises(OSError, match="gone"):
        find(tiles, ["train", "test"], read)


def test_a_shared_group_is_written_and_read_again(tmp_path):
    tiles = files(("a, b.tif", 0, 0, 50, "g,\nh"), ("y.tif", 0, 0, 50, "g,\nh"))
    pairs = find(tiles, ["train", "test"], flat)
    assert [pair.kind for pair in pairs] == ["same group"]
    write_pairs(tmp_path / "leaks.csv", pairs)
    assert read_pairs(tmp_path / "leaks.csv") == pairs


corners = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(8, 30))


@given(st.lists(corners, min_size=1, max_size=8), st.lists(corners, min_size=1))
def test_overlaps_are_the_pixels_that_both_have(ones, others):
    here, there = (
        files(*(("x", x, y, side, "g") for x, y, side in side_of))
        for side_of in (ones, others)
    )
    found = {(o.one, o.other): o for o in overlaps(here, there)}
    masks = [[mask(tile) for tile in side] for side in (here, there)]
    for i, one in enumerate(masks[0]):
        shared = [int((one & other).sum()) for other in masks[1]]
        assert any(i == pair[0] for pair in found) == (max(shared) > 0)
        for (_, j), overlap in ((p, o) for p, o in found.items() if p[0] == i):
            smaller = min(one.sum(), masks[1][j].sum())
            assert overlap.share == pytest.approx(shared[j] / smaller)
            assert overlap.same == (here[i][2:6] == there[j][2:6])


def mask(tile):
    covered = np.zeros((100, 100), np.bool_)
    covered[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width] = True
    return covered


def test_many_tiles_are_compared_in_parts(monkeypatch):
    here = files(*(("x", 10 * i, 0, 20, "g") for i in range(40)))
    expected = list(overlaps(here, here[::-1]))
    monkeypatch.setattr(overlaps_module, "ROWS", 7)
    assert list(overlaps(here, here[::-1])) == expected
    assert len(expected) == 40
