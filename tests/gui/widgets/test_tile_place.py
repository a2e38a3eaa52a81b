from pathlib import Path

import pytest

from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.tile_place import TilePlace


@pytest.fixture
def place(qtbot):
    place = TilePlace()
    qtbot.addWidget(place)
    place.resize(300, 80)
    place.show()
    return place


def tile(x, y, width, height):
    path = Path("day_1") / "field.tif"
    return Tile(7, path, x, y, width, height, "control", "dish 1", "test")


def test_a_part_of_an_image_lies_in_its_outline(place):
    place.show_tile(tile(256, 0, 256, 128), (512, 256))
    assert place.text() == (
        "field.tif\ngroup dish 1, tile 7\nx 256, y 0, 256 x 128 px of 512 x 256 px"
    )
    assert place.map.isVisible()
    assert place.map.width() == 2 * place.map.height()
    image, colours = place.map.grab().toImage(), theme.colours()
    across, down = place.map.width(), place.map.height()
    assert image.pixelColor(across * 3 // 4, down // 4) == colours.accent
    assert image.pixelColor(across // 4, down // 4) == colours.panel
    assert image.pixelColor(across * 3 // 4, down * 3 // 4) == colours.panel


def test_a_whole_image_needs_no_map(place):
    place.show_tile(tile(0, 0, 512, 256), (512, 256))
    assert not place.map.isVisible()
    assert place.text().endswith("the whole image, 512 x 256 px")


def test_a_tiny_tile_is_still_seen(place):
    place.show_tile(tile(0, 0, 8, 8), (2048, 2048))
    image = place.map.grab().toImage()
    assert image.pixelColor(1, 1) == theme.colours().accent
