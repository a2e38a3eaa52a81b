import xml.etree.ElementTree as ET

import drawn
import numpy as np
import pytest
from PIL import Image

from cellclassifier.core.contact_sheet import (
    COLOURS,
    MOST,
    Look,
    SheetTile,
    scale_bar,
    write_sheet,
)
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.core.tiling import Tile, View

VIEW = View(64, IntensitySpec(black=0, white=255))


@pytest.fixture
def sheet_of(tmp_path):
    """Makes tiles for a sheet: bright squares, each the whole of its image."""

    def sheet_of(count, outcome="right", side=64):
        path = drawn.write(tmp_path / "a.png", np.full((side, side), 200, np.uint8))
        return [
            SheetTile(
                Tile(i, path, 0, 0, side, side, "discs", "g", "test"),
                f"discs {i} %",
                "true: discs",
                outcome,
            )
            for i in range(count)
        ]

    return sheet_of


@pytest.mark.parametrize(
    ("width", "pixel_size", "length", "share"),
    [
        # A tile of 100 um has room for 40 um: the next rounder length is 20 um.
        (100, 1.0, 20, 0.2),
        (128, 1.0, 50, 50 / 128),
        (100, 0.25, 10, 0.4),
        (100, 0.001, 0.02, 0.2),
        (64, 500, 10_000, 10_000 / 32_000),
    ],
)
def test_scale_bars_are_round_and_true(width, pixel_size, length, share):
    tile = Tile(0, None, 0, 0, width, 40, "a", "g", "test")
    bar = scale_bar(tile, pixel_size)
    assert bar.length == pytest.approx(length)
    assert bar.share == pytest.approx(share)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_sheet_is_written_in_each_kind(tmp_path, sheet_of, ending):
    path = tmp_path / "out" / f"sheet.{ending}"
    assert write_sheet(path, sheet_of(3), "3 of 8 tiles", Look(VIEW)) == ""
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[ending])


def test_tiles_bars_and_frames_are_where_they_belong(tmp_path, sheet_of):
    tiles = sheet_of(2) + sheet_of(1, "wrong")
    sizes = {tiles[0].tile.image: 1.0}
    path = tmp_path / "sheet.png"
    write_sheet(path, tiles, "three tiles", Look(VIEW, sizes=sizes, columns=2))
    pixels = np.asarray(Image.open(path).convert("RGB")).astype(int)
    grey = np.isclose(pixels, 200, atol=1).all(axis=2)
    # Two columns and two rows of 1.15 inch each, at 200 dpi: three squares of 230 px.
    assert grey.sum() == pytest.approx(3 * 230**2, rel=0.06)
    frames = {}
    for outcome in ("right", "wrong"):
        ink = [int(COLOURS[outcome][i : i + 2], 16) for i in (1, 3, 5)]
        frames[outcome] = (pixels == ink).all(axis=2).sum()
    # At least two of the 3.9 pixels of a line of 1.4 pt are not mixed with others.
    assert frames["wrong"] >= 4 * 230 * 2
    assert frames["right"] == pytest.approx(2 * frames["wrong"], rel=0.1)
    # Letters have a grey pixel here and there, tiles have many in a row.
    many = (grey.sum(axis=axis) > 100 for axis in (1, 0))
    top, left = (int(np.flatnonzero(each)[0]) for each in many)
    inside = pixels[top + 4 : top + 222, left + 4 : left + 222]
    white = (inside == 255).all(axis=2)
    # 20 um of the 64 um that the tile is wide.
    assert white.any(axis=0).sum() == pytest.approx(20 / 64 * 230, abs=4)


def test_what_is_shown_is_said(tmp_path, sheet_of, monkeypatch):
    import matplotlib as mpl

    path = tmp_path / "sheet.svg"
    tiles = [*sheet_of(2), *sheet_of(1, "unknown")]
    tiles[1] = tiles[1]._replace(flag=True)
    with mpl.rc_context({"svg.fonttype": "none"}):
        write_sheet(path, tiles, "3 of 8 tiles of test: wrong", Look(VIEW))
    told = "".join(ET.parse(path).getroot().itertext())
    assert "3 of 8 tiles of test: wrong" in told
    assert "\u2713 discs 0 %" in told
    assert "\u2713 discs 1 % \u2691" in told
    assert "\u25cb discs 0 %" in told
    assert "no scale bars: the pixel size of these images is not known" in told
    assert "tiles of 64 x 64 px;" in told
    assert "label marked wrong" in told


def test_bars_that_differ_are_written_on_their_tiles(tmp_path, sheet_of):
    import matplotlib as mpl

    path = tmp_path / "sheet.svg"
    one, other = sheet_of(2)
    moved = drawn.write(tmp_path / "b.png", np.full((64, 64), 9, np.uint8))
    other = other._replace(tile=other.tile._replace(image=moved))
    look = Look(View(32, VIEW.rule), sizes={one.tile.image: 1.0, moved: 0.1})
    with mpl.rc_context({"svg.fonttype": "none"}):
        write_sheet(path, [one, other], "two", look)
    told = "".join(ET.parse(path).getroot().itertext())
    assert "20 \u00b5m" in told
    assert "2 \u00b5m" in told
    assert "scale bars: as written" in told
    assert "64 x 64 px, resized to 32 x 32 px" in told


def test_tiles_that_are_gone_are_told(tmp_path, sheet_of):
    tiles = sheet_of(2)
    gone = tiles[0].tile._replace(image=tmp_path / "gone.png")
    path = tmp_path / "sheet.png"
    told = write_sheet(path, [tiles[0]._replace(tile=gone), tiles[1]], "", Look(VIEW))
    assert told == "1 of 2 tiles could not be read."
    assert path.exists()


@pytest.mark.parametrize(
    ("count", "name", "told"),
    [
        (0, "a.png", "holds 1 to 200 tiles, not 0"),
        (MOST + 1, "a.png", "not 201"),
        (1, "a.jpg", "ending in .png, .svg or .pdf, not 'a.jpg'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tmp_path, sheet_of, count, name, told):
    path = tmp_path / "out" / name
    with pytest.raises(UserError, match=told):
        write_sheet(path, sheet_of(count), "", Look(VIEW))
    assert not path.exists()
