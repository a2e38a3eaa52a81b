import drawn
import numpy as np
import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.core.tiling import Tile, View
from cellclassifier.gui.widgets.tile_display import (
    SAMPLE,
    Levels,
    find_levels,
    pixels_to_see,
    shades,
)

VIEW = View(64, IntensitySpec(black=0, white=4095))


def tile(path, number=0):
    return Tile(number, path, 0, 0, 64, 64, "discs", "a", "test")


def dark(folder, number, top):
    pixels = np.full((64, 64), 100, np.uint16)
    pixels[:8] = top
    return tile(drawn.write(folder / f"{number}.tif", pixels), number)


def test_levels_make_a_dark_camera_visible_and_are_common(tmp_path):
    tiles = [dark(tmp_path, number, 300 + number) for number in range(20)]
    levels = find_levels(tiles, VIEW)
    assert levels.black == pytest.approx(100 / 4095)
    assert 0.07 < levels.white < 0.08
    shown = shades(pixels_to_see(tiles[0], VIEW), levels)
    assert shown.dtype == np.uint8
    assert (shown.min(), shown[0, 0] > 220) == (0, True)
    assert shades(pixels_to_see(tiles[0], VIEW), Levels()).max() < 20


def test_levels_read_no_more_than_a_sample(tmp_path, monkeypatch):
    one = dark(tmp_path, 0, 300)
    read = []
    monkeypatch.setattr(
        "cellclassifier.gui.widgets.tile_display.pixels_to_see",
        lambda tile, view: read.append(tile) or np.zeros((2, 2), np.float32),
    )
    assert find_levels([one] * 1000, VIEW) == Levels()
    assert len(read) == SAMPLE


def test_without_a_readable_tile_the_full_range_is_shown(tmp_path):
    assert find_levels([], VIEW) == Levels()
    assert find_levels([tile(tmp_path / "gone.tif")], VIEW) == Levels()


def test_a_lost_image_is_named_without_its_folders(tmp_path):
    with pytest.raises(UserError, match=r"gone\.tif") as caught:
        pixels_to_see(tile(tmp_path / "gone.tif"), VIEW)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(("channels", "shape"), [(2, (64, 64)), (3, (64, 64, 3))])
def test_colour_stays_colour_and_other_channels_are_averaged(
    monkeypatch, tmp_path, channels, shape
):
    pixels = np.arange(64 * 64 * channels, dtype=np.float32)
    pixels = pixels.reshape(64, 64, channels)
    monkeypatch.setattr(
        "cellclassifier.gui.widgets.tile_display.read_tile", lambda *args: pixels
    )
    shown = pixels_to_see(tile(tmp_path), VIEW)
    assert shown.shape == shape
    assert shown[0, 0].mean() == pytest.approx(pixels[0, 0].mean())
