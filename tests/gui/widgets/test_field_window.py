"""The window with the whole image: frames, words, and what is chosen by them."""

import drawn
import numpy as np
import pytest
from predicted import finish, predict
from PySide6.QtCore import Qt

from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.wrong_labels import WrongLabels
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.field_window import FieldWindow
from cellclassifier.gui.widgets.prediction_table import read_all

TRUE_CLASS = (0.9, 0.2, 0.8, 0.7) * 2
"""Of two images, cut into 2 x 2 tiles each: the second tile of each is wrong."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("fields")
    spec = StudySpec(
        train=drawn.folder(tmp_path / "images" / "train", 6),
        tests=(drawn.folder(tmp_path / "images" / "test", 1, seed=1, size=128),),
        tiling=TilingSpec(size=64, rows=2, columns=2),
    )
    return finish(Study.create(tmp_path / "study", spec))


@pytest.fixture
def run(made):
    predict(made, TRUE_CLASS)
    return made


@pytest.fixture
def window(qtbot):
    background = Background()
    window = FieldWindow(background)
    qtbot.addWidget(window)
    window.resize(600, 600)
    window.show()
    yield window
    background.close()


@pytest.fixture
def show(window, qtbot):
    def show(shown, number):
        window.show_tile(shown, number)
        qtbot.waitUntil(lambda: not window._background._newest, timeout=20_000)

    return show


def centre(window, place):
    box = window.canvas._on_screen(window.canvas._outlines[place].box)
    return box.center().toPoint()


def colours_of(window, place):
    """Return the colours along a line from the middle of a tile to its left edge."""
    picture = window.canvas.grab().toImage()
    box = window.canvas._on_screen(window.canvas._outlines[place].box)
    y = round(box.center().y())
    xs = range(round(box.left()), round(box.center().x()))
    return [picture.pixelColor(x, y).name() for x in xs]


def test_all_tiles_of_the_image_are_framed_by_their_outcome(window, run, show):
    shown = read_all(run, "test")
    show(shown, 0)
    canvas, colours = window.canvas, theme.colours()
    assert len(canvas._outlines) == 4
    assert canvas._outcomes == ["right", "wrong", "right", "right"]
    assert canvas.current == 0
    right, wrong = (c.name() for c in (colours.right, colours.wrong))
    assert right in colours_of(window, 2)
    assert wrong not in colours_of(window, 2)
    assert wrong in colours_of(window, 1)
    # The chosen one is bold.
    assert colours_of(window, 0).count(right) > colours_of(window, 2).count(right)
    assert "4 tiles here: 3 right (tick), 1 wrong (cross)." in window.words.text()
    assert "Tile 0: right: predicted discs, true discs, confidence 90 %" in (
        window.words.text()
    )
    assert "Image 1 of 2: 0.png" in window.title.text()


def test_a_click_and_the_arrow_keys_choose_another_tile(window, run, show, qtbot):
    show(read_all(run, "test"), 0)
    with qtbot.waitSignal(window.selected) as told:
        qtbot.mouseClick(
            window.canvas, Qt.MouseButton.LeftButton, pos=centre(window, 3)
        )
    assert told.args == [3]
    assert window.canvas.current == 3
    with qtbot.waitSignal(window.selected) as told:
        qtbot.keyClick(window.canvas, Qt.Key.Key_Up)
    assert told.args == [1]
    assert "wrong: predicted squares, true discs" in window.words.text()


def test_other_images_are_turned_to(window, run, show, qtbot):
    show(read_all(run, "test"), 2)
    assert not window.before.isEnabled()
    with qtbot.waitSignal(window.selected) as told:
        window.after.click()
    assert told.args == [4]
    qtbot.waitUntil(lambda: not window._background._newest, timeout=20_000)
    assert "Image 2 of 2" in window.title.text()
    assert not window.after.isEnabled()
    qtbot.keyClick(window.canvas, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: not window._background._newest, timeout=20_000)
    assert window.canvas.current == 0


def test_what_is_not_known_and_what_is_marked_have_marks(window, run, show):
    tiles = [
        tile._replace(class_name="" if tile.number == 1 else tile.class_name)
        for tile in run.tiles("test")
    ]
    both = np.full((8, 2), 0.5, np.float32)
    table = from_tiles(run.record.classes, tiles, both)
    write_predictions(run.predictions_path("test"), table)
    shown = read_all(run, "test")
    assert shown.unknown == 1
    found = WrongLabels(run.study_folder)
    found.mark(shown.tile(0), "out of focus", "squares")
    show(shown.with_marks(found.entries()), 0)
    assert window.canvas._outcomes[:2] == ["right", "unknown"]
    assert window.canvas._flags == [True, False, False, False]
    assert "marked: not discs, rather squares: out of focus" in window.words.text()
    assert theme.colours().uncertain.name() in colours_of(window, 1)
    window.show_tile(shown, 1)
    assert "true class unknown" in window.words.text()


def test_an_image_that_is_gone_is_told(window, run, show):
    shown = read_all(run, "test")
    path = shown.tile(0).image
    kept = path.read_bytes()
    path.unlink()
    show(shown, 0)
    path.write_bytes(kept)
    assert "0.png: the file is gone" in window.canvas.accessibleDescription()
    assert window.words.text() == ""
    assert not window.canvas._outlines


def test_overlapping_tiles_are_told_apart(window, tmp_path, show):
    spec = StudySpec(
        train=drawn.folder(tmp_path / "images" / "train", 6),
        tests=(drawn.folder(tmp_path / "images" / "test", 1, seed=1, size=128),),
        tiling=TilingSpec(size=64, by="size", side=64, overlap=0.5),
    )
    run = finish(Study.create(tmp_path / "study", spec))
    predict(run, (0.9,) * 18)
    show(read_all(run, "test"), 0)
    assert len(window.canvas._outlines) == 9
    assert window.canvas._overlap
    frames = [window.canvas._frame(o, 2) for o in window.canvas._outlines[:2]]
    assert frames[0].left() < frames[1].left()
    assert frames[0].top() != frames[1].top()


def test_the_contrast_is_that_of_the_gallery_and_can_be_changed(window, run, show):
    shown = read_all(run, "test")
    show(shown, 0)
    assert window.canvas._levels == tuple(shown.levels)
    window.contrast.box.setCurrentIndex(1)
    window.contrast.box.activated.emit(1)
    assert window.canvas._levels == (0, 1)


def test_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
