"""The figure of many tiles, and maps as TIFF."""

import cv2
import numpy as np
import pytest
import tifffile

from cellclassifier.core.attribution_figure import (
    FigureLook,
    FigureTile,
    bar_picture,
    write_figure,
    write_map,
    zoom_of,
)
from cellclassifier.core.errors import UserError

LOOK = FigureLook("Gradient x input; 3 of 8 tiles", False, 0.5, "log-odds", 0.7, 2)


def picture(seed, size=64):
    return np.random.default_rng(seed).integers(0, 256, (size, size, 3), np.uint8)


def tiles(size=64):
    kinds = ("right", "wrong", "unknown")
    bar = (0.25, "5 µm")
    return [
        FigureTile(picture(n, size), "C", f"control {n} %", kind, bar)
        for n, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize("size", [64, 100, 256])
def test_pixels_of_tiles_are_whole_pixels_of_the_png(tmp_path, size):
    plain = [tile._replace(letter="", bar=None) for tile in tiles(size)]
    write_figure(tmp_path / "a.png", plain, LOOK)
    found = cv2.imread(str(tmp_path / "a.png"))[..., ::-1]
    zoom = zoom_of(size)
    for tile in plain:
        wanted = tile.picture.repeat(zoom, 0).repeat(zoom, 1)
        # Without a rim, where the box of a letter, which is empty, may lie.
        part = wanted[size * zoom // 4 :, size * zoom // 4 :]
        at = cv2.matchTemplate(found, np.ascontiguousarray(part), cv2.TM_SQDIFF)
        assert at.min() / part.size < 1


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_it_is_written_as_its_ending_says(tmp_path, ending, start):
    path = tmp_path / f"figure.{ending}"
    write_figure(path, tiles(), LOOK._replace(signed=True, top=None))
    assert path.read_bytes().startswith(start)


def test_the_figure_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UserError, match=r"\.png, \.svg or \.pdf"):
        write_figure(tmp_path / "a.gif", tiles(), LOOK)
    with pytest.raises(UserError, match="1 to 200 tiles, not 0"):
        write_figure(tmp_path / "a.png", [], LOOK)
    assert not list(tmp_path.iterdir())


def test_a_map_comes_back_from_tiff_with_what_it_is(tmp_path):
    values = np.random.default_rng(1).normal(0, 1, (20, 30, 2)).astype(np.float32)
    path = tmp_path / "map.tif"
    write_map(path, values, {"method": "occlusion", "class explained": "a"}, 0.25)
    with tifffile.TiffFile(path) as file:
        assert file.is_imagej
        found = file.asarray()
        assert found.dtype == np.float32
        assert (found == np.moveaxis(values, -1, 0)).all()
        metadata = file.imagej_metadata
        assert "method: occlusion\nclass explained: a" in metadata["Info"]
        assert metadata["unit"] == "um"
        across, per = file.pages[0].tags["XResolution"].value
        assert across / per == pytest.approx(4)


def test_a_map_of_one_channel_is_a_plain_picture(tmp_path):
    values = np.linspace(-1, 1, 600, dtype=np.float32).reshape(20, 30, 1)
    write_map(tmp_path / "map.tif", values, {})
    assert (tifffile.imread(tmp_path / "map.tif").squeeze() == values[..., 0]).all()


def test_the_colour_bar_has_its_ends_where_they_are_told():
    laid, signed = bar_picture(False, 1.0), bar_picture(True, 1.0)
    assert laid[0, 0].tolist() == [0, 0, 0]
    assert laid[1, 0].tolist() == [255, 255, 255]
    assert (laid[0, -1] == laid[1, -1]).all()
    assert signed[0, 0, 0] > signed[0, 0, 2]
    assert signed[0, -1, 2] > signed[0, -1, 0]
