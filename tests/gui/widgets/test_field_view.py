import drawn
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from cellclassifier.core.dataset import scan
from cellclassifier.core.tile_spec import IntensitySpec, TilingSpec
from cellclassifier.core.tiling import View, contrast, cut
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import fields
from cellclassifier.gui.widgets.field_view import FieldView
from cellclassifier.gui.widgets.fields import read_field
from cellclassifier.gui.widgets.tile_source import TileSource

SOURCE = TileSource(view=View(64, IntensitySpec(black=0, white=255)))


@pytest.fixture
def tiles(tmp_path):
    train = scan(drawn.folder(tmp_path / "train", 2))

    def tiles(**tiling):
        return cut(train, TilingSpec(**tiling))

    return tiles


@pytest.fixture
def view(qtbot):
    background = Background()
    view = FieldView(background)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    yield view
    background.close()


@pytest.fixture
def show(view, qtbot):
    colours = {name: theme.class_colour(i) for i, name in enumerate(drawn.CLASSES)}

    def show(tiles, least=0.0, source=SOURCE):
        view.show_fields(tiles, source, least, colours)
        qtbot.waitUntil(lambda: not view._background._newest)

    return show


def test_a_field_is_read_in_full_and_measured(tiles):
    found = tiles(rows=2, columns=2)[:4]
    field = read_field(found[0].image, found, SOURCE)
    assert field.values.shape == (64, 64)
    assert field.values.max() <= 1
    assert field.contrasts == [contrast(tile, SOURCE.view) for tile in found]
    assert field.shrunk == 1


def test_a_very_large_field_is_made_smaller(tiles, show, view, monkeypatch):
    monkeypatch.setattr(fields, "LARGEST", 32)
    show(tiles(rows=2, columns=2))
    assert view.canvas._image.shape == (32, 32)
    boxes = [outline.box.getRect() for outline in view.canvas._outlines]
    assert boxes[3] == (16, 16, 16, 16)


def test_a_channel_of_many_is_shown_as_their_mean(tmp_path):
    pixels = np.zeros((2, 40, 40), np.uint8)
    pixels[0] = 100
    path = drawn.write(tmp_path / "train" / "a" / "0.tif", pixels)
    drawn.write(tmp_path / "train" / "b" / "0.tif", pixels)
    train = scan(tmp_path / "train")
    if not train.images:
        pytest.skip("images of two channels are left out")
    found = cut(train, TilingSpec())[:1]
    field = read_field(path, found, SOURCE)
    assert field.values == pytest.approx(50 / 255)


def test_dropped_tiles_look_different_without_colour(tiles, show, view):
    show(tiles(rows=2, columns=2))
    before = view.canvas.grab().toImage()
    view.set_least(0.9)
    assert all(outline.is_dropped for outline in view.canvas._outlines)
    assert "4 dropped" in view.words.text()
    after = view.canvas.grab().toImage()
    box = view.canvas._on_screen(view.canvas._outlines[0].box)
    row = int(box.center().y())
    across = range(int(box.left()) + 4, int(box.right()) - 4)
    # Hatched: many changes of brightness along a line that had few.
    grey = [[i.pixelColor(x, row).lightness() for x in across] for i in (before, after)]
    assert grey[0] != grey[1]


def test_outlines_that_overlap_differ_from_their_neighbours(tiles, show, view):
    show(tiles(by="size", side=32, overlap=0.5))
    outlines = view.canvas._outlines
    assert len(outlines) == 9
    assert [outline.odd for outline in outlines] == [False, True] * 4 + [False]
    assert view.canvas._overlap
    assert "Every other outline is dashed" in view.words.text()
    show(tiles(rows=3, columns=3))
    assert not view.canvas._overlap


def test_a_click_tells_the_tile_and_of_several_the_nearest(tiles, show, view, qtbot):
    found = tiles(by="size", side=32, overlap=0.5)
    show(found)
    box = view.canvas._on_screen(view.canvas._outlines[4].box)
    with qtbot.waitSignal(view.selected) as told:
        qtbot.mouseClick(
            view.canvas, Qt.MouseButton.LeftButton, pos=box.center().toPoint()
        )
    assert told.args == [found[4]]
    assert view.words.text().startswith("Tile 4: 32 x 32 px at x 16, y 16; contrast ")


def test_a_drag_chooses_nothing(tiles, show, view, qtbot):
    show(tiles(rows=2, columns=2))
    told = []
    view.selected.connect(told.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view.canvas, left, pos=QPoint(200, 200))
    qtbot.mouseMove(view.canvas, QPoint(240, 240))
    qtbot.mouseRelease(view.canvas, left, pos=QPoint(240, 240))
    assert told == []


def test_keys_walk_over_tiles_and_images(tiles, show, view, qtbot):
    found = tiles(rows=2, columns=2)
    show(found)
    told = []
    view.selected.connect(told.append)
    keys = ("Right", "Right", "Down", "Left", "Up", "Left", "Up")
    for key in keys:
        qtbot.keyClick(view.canvas, getattr(Qt.Key, f"Key_{key}"))
    assert [tile.number for tile in told] == [0, 1, 3, 2, 0]
    qtbot.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert "Image 2 of 4" in view.title.text()
    qtbot.keyClick(view.canvas, Qt.Key.Key_PageUp)
    qtbot.keyClick(view.canvas, Qt.Key.Key_PageUp)
    assert "Image 1 of 4" in view.title.text()


def test_the_image_stays_when_its_grid_changes(tiles, show, view, qtbot):
    show(tiles())
    qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
    show(tiles(rows=2))
    assert "Image 2 of 4: 1.png" in view.title.text()
    assert len(view.canvas._outlines) == 2
    assert view.words.text() == "Cut into 2 tiles."


def test_an_image_that_is_gone_is_told(tiles, show, view):
    found = tiles()
    found[0].image.unlink()
    show(found)
    assert "0.png" in view.canvas._message
    assert view.canvas._image is None


def test_without_images_it_says_so(show, view):
    show([])
    assert view.canvas._message == "There are no images of this class."
    assert not view.before.isEnabled()
    assert not view.after.isEnabled()
