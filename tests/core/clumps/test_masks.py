"""Masks drawn elsewhere lie on their tiles, and corrections are kept."""

import sys
from types import SimpleNamespace

import drawn
import numpy as np
import pytest
import tifffile

from cellclassifier.core.clumps.masks import (
    Corrections,
    MaskFolder,
    read_mask,
    resized,
    tile_mask,
)
from cellclassifier.core.errors import UserError
from cellclassifier.core.tiling import Tile

BOX = (slice(10, 20), slice(30, 44))


@pytest.fixture
def image(tmp_path):
    return drawn.write(tmp_path / "images" / "dish_1" / "a.png", np.eye(64, dtype="u1"))


def labels(dtype=np.uint8):
    found = np.zeros((64, 64), dtype)
    found[BOX] = 3
    return found


def a_tile(image, x=0, y=0, side=64):
    return Tile(0, image, x, y, side, side, "", "", "test")


@pytest.mark.parametrize("name", ["a.png", "a_mask.tif", "A_labels.TIFF"])
def test_labels_become_a_mask(name, image, tmp_path):
    drawn.write(tmp_path / "masks" / name, labels(np.uint16))
    found = MaskFolder(tmp_path / "masks").mask_of(a_tile(image), 64)
    np.testing.assert_array_equal(found, labels() > 0)


def test_a_mask_is_cut_and_resized_as_its_tile(image, tmp_path):
    path = drawn.write(tmp_path / "masks" / "a.png", labels())
    found = tile_mask(path, a_tile(image, 32, 8, 16), 32)
    whole = np.kron((labels() > 0)[8:24, 32:48], np.ones((2, 2))) > 0
    assert (found != whole).sum() <= 2  # rounded corners
    assert resized(found, 16).sum() == (labels() > 0)[8:24, 32:48].sum()


def test_of_masks_of_one_name_the_folders_decide(image, tmp_path):
    for number in (1, 2):
        mask = np.full((64, 64), number - 1, np.uint8)
        drawn.write(tmp_path / "masks" / "control" / f"dish_{number}" / "a.png", mask)
    folder = MaskFolder(tmp_path / "masks")
    assert folder.path_of(image).parent.name == "dish_1"
    other = drawn.write(tmp_path / "images" / "dish_3" / "a.png", labels())
    with pytest.raises(UserError, match=r"2 masks fit the image a\.png"):
        folder.path_of(other)
    assert folder.path_of(image.with_name("b.png")) is None
    assert folder.mask_of(a_tile(image.with_name("b.png")), 64) is None


def test_a_mask_of_another_size_is_refused(image, tmp_path):
    path = drawn.write(tmp_path / "a.png", labels()[:32])
    with pytest.raises(UserError, match="64 x 32 pixels and its image 64 x 64"):
        tile_mask(path, a_tile(image), 64)


def test_what_is_no_mask_is_refused(tmp_path):
    (tmp_path / "a.jpg").touch()
    with pytest.raises(UserError, match="There is no mask in"):
        MaskFolder(tmp_path)
    damaged = tmp_path / "a.png"
    damaged.write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"The mask .*a\.png"):
        read_mask(damaged)


def test_regions_of_imagej_are_filled_without_their_holes(monkeypatch, tmp_path):
    square = np.array([[2, 3], [8, 3], [8, 7], [2, 7]], ">f4")
    hole = np.array([[4, 4], [6, 4], [6, 6], [4, 6]], ">f4")
    regions = [[square, hole], [square + 10], [square[:2]]]
    rois = [SimpleNamespace(coordinates=lambda multi, r=r: r) for r in regions]
    fake = SimpleNamespace(roiread=lambda path: rois)
    monkeypatch.setitem(sys.modules, "roifile", fake)
    found = read_mask(tmp_path / "a.zip", (20, 25))
    expected = np.zeros((20, 25), bool)
    expected[3:7, 2:8] = expected[13:17, 12:18] = True
    expected[4:6, 4:6] = False
    np.testing.assert_array_equal(found, expected)


def test_regions_are_read_as_imagej_writes_them(tmp_path):
    roifile = pytest.importorskip("roifile", reason="roifile is not installed")
    oval = roifile.ImagejRoi.frompoints(np.array([[1.0, 1], [9, 1], [9, 5], [1, 5]]))
    oval.tofile(tmp_path / "a.roi")
    assert read_mask(tmp_path / "a.roi", (12, 12)).sum() == 32


def test_without_roifile_a_sentence_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "roifile", None)
    with pytest.raises(UserError, match="package 'roifile' is needed"):
        read_mask(tmp_path / "a.roi", (9, 9))


def test_damaged_regions_are_told(monkeypatch, tmp_path):
    def fail(path):
        raise ValueError("not an ImageJ ROI")

    monkeypatch.setitem(sys.modules, "roifile", SimpleNamespace(roiread=fail))
    with pytest.raises(UserError, match="cannot be read"):
        read_mask(tmp_path / "a.roi", (9, 9))


def test_a_correction_belongs_to_the_pixels(image, tmp_path):
    kept = Corrections(tmp_path / "study")
    tile, mask = a_tile(image), labels() > 0
    assert kept.mask_of(tile, "abc", 64) is None
    assert kept.fingerprint() == ""
    kept.save(tile, "abc", mask)
    np.testing.assert_array_equal(kept.mask_of(tile, "abc", 64), mask)
    assert kept.mask_of(tile, "other bytes", 64) is None
    assert kept.mask_of(a_tile(image, 8, 0, 32), "abc", 64) is None
    first = kept.fingerprint()
    kept.save(tile, "abc", ~mask)
    assert kept.fingerprint() not in ("", first)
    # Nothing of the user's folder was touched.
    assert [path.name for path in image.parent.iterdir()] == ["a.png"]
    kept.forget(tile, "abc")
    assert kept.mask_of(tile, "abc", 64) is None


def test_that_there_is_no_clump_is_a_correction_too(image, tmp_path):
    kept = Corrections(tmp_path)
    kept.save(a_tile(image), "abc", np.zeros((64, 64), bool))
    found = kept.mask_of(a_tile(image), "abc", 32)
    assert found is not None
    assert not found.any()


def test_a_tiff_of_several_channels_counts_any_of_them(tmp_path):
    colours = np.zeros((9, 9, 3), np.uint8)
    colours[1, 2, 0] = colours[4, 5, 2] = 200
    tifffile.imwrite(tmp_path / "a.tif", colours, photometric="rgb")
    assert read_mask(tmp_path / "a.tif").sum() == 2


def test_corrected_tiles_are_known_by_their_files(tmp_path):
    image = tmp_path / "a.png"
    tiles = [
        Tile(number, image, 8 * number, 0, 8, 8, "c", "g", "test")
        for number in range(3)
    ]
    kept, hashes = Corrections(tmp_path), {image: "ab" * 32}
    assert kept.corrected(tiles, hashes) == set()
    kept.save(tiles[1], hashes[image], np.zeros((8, 8), bool))
    assert kept.corrected(tiles, hashes) == {1}
    # It belongs to the pixels: of another image of the same name it is none.
    assert kept.corrected(tiles, {image: "cd" * 32}) == set()
    kept.forget(tiles[1], hashes[image])
    assert kept.corrected(tiles, hashes) == set()
