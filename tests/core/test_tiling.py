"""Tiles: a grid that loses no pixel, and a split that divides no group."""

import os
from pathlib import Path

import numpy as np
import pytest
import tifffile
from drawn import folder, write

from cellclassifier.core.dataset import Dataset, scan
from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.intensity import Extent
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import IntensitySpec, ReadingSpec, TilingSpec
from cellclassifier.core.tiling import (
    Tile,
    View,
    boxes,
    contrast,
    count_tiles,
    cut,
    key_of,
    read_raw,
    read_tile,
    read_tiles,
    view_of,
    write_tiles,
)

RULE = IntensitySpec(black=0, white=255)
VIEW = View(64, RULE)


def dataset(*sizes, class_name="a", pixel_size=None):
    extent = Extent("uint8", 0, 255)
    images = tuple(
        Image(
            Path(f"{i}.png"),
            class_name,
            f"g{i}",
            w,
            h,
            1,
            extent,
            1.0,
            1.0,
            pixel_size,
            "",
        )
        for i, (w, h) in enumerate(sizes)
    )
    return Dataset(Path(), (class_name,), images, (), (), "each image alone")


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


def of_size(side, **more):
    return TilingSpec(by="size", side=side, **more)


@pytest.mark.parametrize("size", [(64, 64), (100, 75), (67, 131), (256, 64)])
@pytest.mark.parametrize("side", [8, 20, 31, 64])
@pytest.mark.parametrize("overlap", [0, 0.1, 0.5, 0.9])
def test_tiles_of_one_size_cover_all_and_overlap_at_least_as_asked(size, side, overlap):
    width, height = size
    tiles = cut(dataset(size), of_size(side, overlap=overlap))
    covered = np.zeros((height, width), bool)
    for each in tiles:
        assert (each.width, each.height) == (side, side)
        assert each.x >= 0
        assert each.y >= 0
        covered[each.y : each.y + side, each.x : each.x + side] = True
    assert covered.all()
    for name in ("x", "y"):
        places = sorted({getattr(each, name) for each in tiles})
        steps = np.diff(places)
        assert (steps <= side * (1 - overlap) + 1).all()
    assert len(set(tiles)) == len(tiles)


def test_a_multiple_of_the_size_is_cut_without_overlap():
    found = list(boxes(dataset((128, 64)).images[0], of_size(32)))
    assert found == [(32 * x, 32 * y, 32, 32) for y in range(2) for x in range(4)]
    halves = list(boxes(dataset((64, 32)).images[0], of_size(32, overlap=0.5)))
    assert [x for x, *_ in halves] == [0, 16, 32]


def test_micrometres_become_pixels_by_each_image():
    fine, coarse = (
        dataset((200, 200), pixel_size=0.1),
        dataset((200, 200), pixel_size=1),
    )
    spec = of_size(10, unit="µm")
    assert {tile.width for tile in cut(fine, spec)} == {100}
    assert {tile.width for tile in cut(coarse, spec)} == {10}
    assert count_tiles(fine, spec) == {"a": 4}
    assert count_tiles(coarse, spec) == {"a": 400}


def test_micrometres_without_a_pixel_size_are_refused():
    with pytest.raises(UserError, match=r"0\.png does not tell its pixel size.*pixels"):
        cut(dataset((200, 200)), of_size(10, unit="µm"))


@pytest.mark.parametrize("side", [1, 7, 65, 1000])
def test_a_size_that_does_not_fit_is_told(side):
    with pytest.raises(UserError, match=r"80 x 64 .* from 8 to 64 pixels"):
        cut(dataset((80, 64)), of_size(side))


def test_contrast_tells_cells_from_nothing_in_the_scale_of_the_study(tmp_path):
    pixels = np.full((64, 128), 100, np.uint8)
    pixels[::2, 64:] = 151
    path = write(tmp_path / "field.png", pixels)
    empty, cells = (Tile(0, path, x, 0, 64, 64, "a", "g", "train") for x in (0, 64))
    assert contrast(empty, VIEW) == 0
    assert contrast(cells, VIEW) == pytest.approx(25.5 / 255)
    # Measured in the tile as cut: the input size plays no role.
    assert contrast(cells, View(300, RULE)) == contrast(cells, VIEW)


def test_each_image_is_stretched_as_a_whole_where_that_was_chosen(tmp_path):
    pixels = np.zeros((64, 128), np.uint8)
    pixels[:, 64:] = 40
    pixels[:, 96:] = 80
    path = write(tmp_path / "dim.png", pixels)
    rule = IntensitySpec(rule="image", low=0, high=100)
    tiles = [Tile(0, path, x, 0, 64, 64, "a", "g", "train") for x in (0, 64)]
    dark, bright = (read_tile(tile, View(64, rule)) for tile in tiles)
    assert dark.max() == 0
    assert set(np.unique(bright)) == {0.5, 1.0}


def test_a_tile_is_read_with_the_channel_of_the_study(tmp_path):
    planes = np.stack([np.full((64, 64), level, np.uint8) for level in (10, 20, 30)])
    path = tmp_path / "x.tif"
    options = {"photometric": "minisblack", "metadata": {"axes": "CYX"}}
    tifffile.imwrite(path, planes, ome=True, **options)
    at = Tile(0, path, 0, 0, 64, 64, "a", "g", "train")
    for channels, levels in (((), [10, 20, 30]), ((2,), [20]), ((3, 1), [30, 10])):
        reading = ReadingSpec(channels=channels)
        assert read_raw(at, reading)[0, 0].tolist() == levels
        found = read_tile(at, View(64, RULE, reading))[5, 5]
        np.testing.assert_allclose(found, np.array(levels) / 255, rtol=1e-6)


def test_a_view_is_made_of_all_settings_that_decide_on_pixels():
    reading = ReadingSpec(channels=(2,))
    spec = StudySpec(tiling=TilingSpec(size=96), intensity=RULE, reading=reading)
    assert view_of(spec) == View(96, RULE, reading)


def test_the_key_of_tiles_changes_with_all_that_decides():
    one = Tile(0, Path("x.png"), 0, 0, 9, 9, "a", "g", "train")
    hashes = {Path("x.png"): "abc"}
    key = key_of([one], hashes, RULE)
    assert key_of([one], hashes, RULE) == key
    others = [
        key_of([one], {Path("x.png"): "other"}, RULE),
        key_of([one._replace(x=1)], hashes, RULE),
        key_of([one, one], hashes, RULE),
        key_of([one], hashes, RULE.model_copy(update={"white": 9})),
    ]
    assert len({key, *others}) == 5


def test_reads_the_pixels_of_a_tile(tmp_path):
    pixels = np.arange(128 * 192, dtype=np.uint16).reshape(128, 192)
    path = write(tmp_path / "field.tif", pixels)
    at = Tile(0, path, 64, 0, 64, 64, "a", "g", "train")
    found = read_tile(at, View(64, IntensitySpec(black=0, white=65535)))
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
    found = read_tile(
        Tile(0, path, 0, 0, 128, 128, "a", "g", "train"), View(size, RULE)
    )
    assert found.shape == (size, size, channels)
    expected = np.broadcast_to(levels / 255, found.shape)
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_a_smaller_tile_keeps_the_light_of_a_bright_pixel(tmp_path):
    pixels = np.zeros((256, 256), np.uint8)
    pixels[40, 41] = 255
    path = write(tmp_path / "spot.tif", pixels)
    found = read_tile(Tile(0, path, 0, 0, 256, 256, "a", "g", "train"), VIEW)
    assert found.sum() * 16 == pytest.approx(1, rel=1e-5)


def test_brightness_above_white_is_kept(tmp_path):
    path = write(tmp_path / "hot.tif", np.full((64, 64), 4000, np.uint16))
    found = read_tile(Tile(0, path, 0, 0, 64, 64, "a", "g", "test"), VIEW)
    assert found.max() == pytest.approx(4000 / 255)


def test_an_image_that_was_written_anew_is_read_anew(tmp_path):
    path = write(tmp_path / "x.png", np.full((64, 64), 255, np.uint8))
    at = Tile(0, path, 0, 0, 64, 64, "a", "g", "train")
    assert read_tile(at, VIEW).max() == 1
    write(path, np.full((64, 64), 51, np.uint8))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 10**9))
    assert read_tile(at, VIEW).max() == pytest.approx(0.2)


@pytest.mark.parametrize("content", [None, b"no image"])
def test_an_image_that_cannot_be_read_any_more_is_named(content, tmp_path):
    path = tmp_path / "cell.png"
    if content:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"cell\.png"):
        read_tile(Tile(0, path, 0, 0, 64, 64, "a", "g", "train"), VIEW)


def test_the_index_survives_the_disk(tmp_path):
    where = folder(tmp_path / "Bilder, ü", 3, classes=('a "b", c', "細胞"))
    tiles = cut(scan(where), TilingSpec(rows=2, columns=3))
    write_tiles(tmp_path / "tiles.csv", tiles)
    assert read_tiles(tmp_path / "tiles.csv") == tiles
    head = (tmp_path / "tiles.csv").read_text("utf-8").splitlines()[0]
    assert head == "number,image,x,y,width,height,class_name,group,part"
