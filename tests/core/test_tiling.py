"""Tiles: a grid that loses no pixel, and a split that divides no group."""

import os
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
import tifffile
from drawn import folder, write

from cellclassifier.core.dataset import Dataset, Image, scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.intensity import Extent
from cellclassifier.core.spec import IntensitySpec, TilingSpec
from cellclassifier.core.tiling import (
    Tile,
    cut,
    read_tile,
    read_tiles,
    split,
    write_tiles,
)

RULE = IntensitySpec(black=0, white=255)


def dataset(*sizes, class_name="a"):
    extent = Extent("uint8", 0, 255)
    images = tuple(
        Image(Path(f"{i}.png"), class_name, f"g{i}", w, h, 1, extent, 1.0, "")
        for i, (w, h) in enumerate(sizes)
    )
    return Dataset(Path(), (class_name,), images, (), (), "each image alone")


def tile(number, group, class_name, image="x.png"):
    return Tile(number, Path(image), 0, 0, 9, 9, class_name, group, "train")


@pytest.mark.parametrize("size", [(64, 64), (100, 75), (67, 131), (5, 7)])
@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (4, 4), (3, 5), (2, 1)])
def test_the_grid_covers_each_pixel_once(size, rows, columns):
    width, height = size
    tiles = cut(dataset(size), TilingSpec(rows=rows, columns=columns))
    covered = np.zeros((height, width), int)
    for each in tiles:
        covered[each.y : each.y + each.height, each.x : each.x + each.width] += 1
    assert (covered == 1).all()
    assert len(tiles) == rows * columns
    widths = {each.width for each in tiles}
    heights = {each.height for each in tiles}
    assert max(widths) - min(widths) <= 1
    assert max(heights) - min(heights) <= 1


def test_tiles_are_numbered_in_reading_order_through_all_images():
    tiles = cut(dataset((20, 10), (40, 30)), TilingSpec(rows=2, columns=2), "test")
    assert [each.number for each in tiles] == list(range(8))
    assert [(each.x, each.y) for each in tiles[:4]] == [
        (0, 0),
        (10, 0),
        (0, 5),
        (10, 5),
    ]
    assert {each.part for each in tiles} == {"test"}
    assert [each.group for each in tiles] == ["g0"] * 4 + ["g1"] * 4


def test_more_rows_than_pixels_are_told():
    with pytest.raises(UserError, match=r"0\.png is 9 pixels long .* into 10 tiles"):
        cut(dataset((64, 9)), TilingSpec(rows=10))


def drawn_tiles(seed):
    """Return tiles of two to four classes, each group within one class."""
    random = np.random.default_rng(seed)
    tiles = []
    for name in "abcd"[: random.integers(2, 5)]:
        for group in range(random.integers(1, 9)):
            for _ in range(random.integers(1, 12)):
                tiles.append(tile(len(tiles), f"{name}{group}", name))
    return tiles


def sides(tiles):
    """Return the parts of each group, and the groups of each class and part."""
    parts, groups = defaultdict(set), defaultdict(set)
    for each in tiles:
        parts[each.group].add(each.part)
        groups[each.class_name, each.part].add(each.group)
    return parts, groups


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_no_group_is_divided_and_each_class_is_on_both_sides(seed, share):
    tiles = drawn_tiles(seed)
    found = split(tiles, share, seed)
    parts, groups = sides(found)
    assert all(len(each) == 1 for each in parts.values())
    for name in {each.class_name for each in tiles}:
        assert groups[name, "train"]
        several = len({each.group for each in tiles if each.class_name == name}) > 1
        assert bool(groups[name, "validation"]) == several
    assert [each._replace(part="train") for each in found] == tiles


@pytest.mark.parametrize("seed", range(40))
def test_groups_that_hold_several_classes_are_not_divided_either(seed):
    random = np.random.default_rng(seed)
    tiles = [
        tile(number, f"day{random.integers(6)}", "abc"[random.integers(3)])
        for number in range(120)
    ]
    parts, groups = sides(split(tiles, 0.3, seed))
    assert all(len(each) == 1 for each in parts.values())
    for name in "abc":
        assert groups[name, "train"]
        assert groups[name, "validation"]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.5])
def test_the_share_is_about_right_in_each_class(seed, share):
    tiles = [
        tile(number, f"{name}{number // 3}", name)
        for name, count in (("a", 90), ("b", 300))
        for number in range(count)
    ]
    found = split(tiles, share, seed)
    for name in "ab":
        of_class = [each for each in found if each.class_name == name]
        moved = sum(each.part == "validation" for each in of_class)
        assert moved / len(of_class) == pytest.approx(share, abs=0.04)


def test_a_share_of_0_moves_none():
    tiles = drawn_tiles(0)
    assert all(each.part == "train" for each in split(tiles, 0, 0))


def test_the_same_seed_gives_the_same_split_in_any_order():
    tiles = drawn_tiles(3)
    first = split(tiles, 0.3, 5)
    assert split(tiles, 0.3, 5) == first
    reverse = split(tiles[::-1], 0.3, 5)
    assert sorted(reverse) == sorted(first)


def test_another_seed_gives_another_split():
    tiles = [tile(n, str(n), "ab"[n % 2]) for n in range(60)]
    assert len({split(tiles, 0.2, seed) for seed in range(5)}) == 5


def test_a_class_of_one_group_stays_in_training_whole():
    tiles = [tile(n, "only", "a") for n in range(9)]
    tiles += [tile(9 + n, f"b{n}", "b") for n in range(10)]
    found = split(tiles, 0.5, 0)
    assert {each.part for each in found if each.class_name == "a"} == {"train"}


def test_reads_the_pixels_of_a_tile(tmp_path):
    pixels = np.arange(128 * 192, dtype=np.uint16).reshape(128, 192)
    path = write(tmp_path / "field.tif", pixels)
    at = Tile(0, path, 64, 0, 64, 64, "a", "g", "train")
    found = read_tile(at, 64, IntensitySpec(black=0, white=65535))
    assert found.dtype == np.float32
    assert found.shape == (64, 64, 1)
    np.testing.assert_allclose(found[..., 0], pixels[:64, 64:128] / 65535, rtol=1e-6)


@pytest.mark.parametrize("channels", [1, 2, 3, 5])
@pytest.mark.parametrize("size", [64, 100, 256])
def test_a_tile_is_resized_without_a_change_of_brightness(channels, size, tmp_path):
    levels = np.arange(1, channels + 1) * 40
    pixels = np.broadcast_to(levels, (128, 128, channels)).astype(np.uint8)
    path = tmp_path / "field.tif"
    planes = np.moveaxis(pixels, -1, 0)
    options = {"photometric": "minisblack", "metadata": {"axes": "CYX"}}
    tifffile.imwrite(path, planes, ome=True, **options)
    found = read_tile(Tile(0, path, 0, 0, 128, 128, "a", "g", "train"), size, RULE)
    assert found.shape == (size, size, channels)
    expected = np.broadcast_to(levels / 255, found.shape)
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_a_smaller_tile_keeps_the_light_of_a_bright_pixel(tmp_path):
    pixels = np.zeros((256, 256), np.uint8)
    pixels[40, 41] = 255
    path = write(tmp_path / "spot.tif", pixels)
    found = read_tile(Tile(0, path, 0, 0, 256, 256, "a", "g", "train"), 64, RULE)
    assert found.sum() * 16 == pytest.approx(1, rel=1e-5)


def test_brightness_above_white_is_kept(tmp_path):
    path = write(tmp_path / "hot.tif", np.full((64, 64), 4000, np.uint16))
    found = read_tile(Tile(0, path, 0, 0, 64, 64, "a", "g", "test"), 64, RULE)
    assert found.max() == pytest.approx(4000 / 255)


def test_an_image_that_was_written_anew_is_read_anew(tmp_path):
    path = write(tmp_path / "x.png", np.full((64, 64), 255, np.uint8))
    at = Tile(0, path, 0, 0, 64, 64, "a", "g", "train")
    assert read_tile(at, 64, RULE).max() == 1
    write(path, np.full((64, 64), 51, np.uint8))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 10**9))
    assert read_tile(at, 64, RULE).max() == pytest.approx(0.2)


@pytest.mark.parametrize("content", [None, b"no image"])
def test_an_image_that_cannot_be_read_any_more_is_named(content, tmp_path):
    path = tmp_path / "cell.png"
    if content:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"cell\.png"):
        read_tile(Tile(0, path, 0, 0, 64, 64, "a", "g", "train"), 64, RULE)


def test_the_index_survives_the_disk(tmp_path):
    where = folder(tmp_path / "Bilder, ü", 3, classes=('a "b", c', "細胞"))
    tiles = split(cut(scan(where), TilingSpec(rows=2, columns=3)), 0.4, 1)
    write_tiles(tmp_path / "tiles.csv", tiles)
    assert read_tiles(tmp_path / "tiles.csv") == tiles
    head = (tmp_path / "tiles.csv").read_text("utf-8").splitlines()[0]
    assert head == "number,image,x,y,width,height,class_name,group,part"
