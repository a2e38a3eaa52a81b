"""A kernel of one's own: numbers that are typed, a window that moves, the result."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from scipy import ndimage

from cellclassifier.core.kernels import PRESETS
from cellclassifier.gui.widgets.convolutions_own import OwnKernel


@pytest.fixture
def own(qtbot):
    widget = OwnKernel()
    qtbot.addWidget(widget)
    widget.resize(830, 480)
    widget.show()
    return widget


@pytest.fixture
def pixels():
    return np.random.default_rng(2).random((40, 60), np.float32)


def give(own, pixels):
    own.show_tile(pixels, (0.0, 1.0))


def pick(box, text):
    row = box.findText(text)
    assert row >= 0, text
    box.setCurrentIndex(row)
    box.activated.emit(row)


def expected(pixels, kernel):
    return ndimage.correlate(pixels.astype(float), kernel.array(), mode="constant")


def type_into(own, place, text):
    field = own.editor.fields[place]
    field.selectAll()
    QTest.keyClicks(field, text)


def test_without_a_tile_it_says_what_to_do(own):
    assert own.tile._image is None
    assert own.tile._message == "Choose a tile at the left."
    assert own.words.text() == ""


@pytest.mark.parametrize("key", PRESETS)
def test_the_result_is_that_of_the_kernel_that_was_chosen(own, pixels, key):
    give(own, pixels)
    preset = PRESETS[key]
    pick(own.boxes.preset, preset.label)
    np.testing.assert_allclose(own.found, expected(pixels, preset.kernel), atol=1e-6)
    assert own.boxes.side.currentData() == preset.kernel.side
    assert len(own.editor.fields) == preset.kernel.side**2


def test_the_article_s_example_is_one_click(own, pixels):
    give(own, pixels)
    pick(own.boxes.preset, PRESETS["outline"].label)
    own.example.click()
    assert own.patch.values.tolist() == [[1, 2, 3], [0, 10, 2], [1, 3, 0]]
    assert own.products.values.sum() == pytest.approx(22 / 9)
    assert own.words.text().endswith("3 x 1/9 + 0 x 1/9 = 2.44")
    assert own.words.text().startswith("At column 2, row 2: 1 x 1/9 + 2 x 1/9")
    assert own.tile._image.shape == (3, 3)
    # Its numbers have room.
    assert own.tile.zoom() >= 32
    own.example.click()
    assert own.tile._image.shape == (40, 60)


def test_the_example_needs_no_tile(own):
    own.example.click()
    assert own.words.text().endswith("= 2.44")
    own.example.click()
    assert own.tile._message == "Choose a tile at the left."


def test_numbers_can_be_typed(own, pixels):
    give(own, pixels)
    type_into(own, 4, "-2/3")
    assert own.kernel.values[1][1] == pytest.approx(-2 / 3)
    assert own.boxes.preset.currentText() == "numbers of your own"
    np.testing.assert_allclose(own.found, expected(pixels, own.kernel), atol=1e-6)


def test_what_is_no_number_is_told_and_the_last_kernel_counts(own, pixels):
    give(own, pixels)
    before = own.found.copy()
    type_into(own, 0, "x")
    assert own.editor.problem.isVisible()
    assert "such as 2, -0.5 or 1/9" in own.editor.problem.text()
    assert np.array_equal(own.found, before)
    type_into(own, 0, "1/9")
    assert not own.editor.problem.isVisible()
    assert own.boxes.preset.currentText() == PRESETS["blur"].label


def test_another_size_keeps_the_numbers(own, pixels):
    give(own, pixels)
    before = own.found.copy()
    pick(own.boxes.side, "5 x 5")
    assert len(own.editor.fields) == 25
    assert own.patch.values.shape == (5, 5)
    np.testing.assert_allclose(own.found, before)
    pick(own.boxes.side, "3 x 3")
    assert own.boxes.preset.currentText() == PRESETS["blur"].label


def test_keys_move_the_kernel_and_stop_at_the_edge(own, pixels):
    give(own, pixels)
    assert own.tile.place == (30, 20)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(own.tile, key)
    assert own.tile.place == own.result.place == (30, 22)
    np.testing.assert_allclose(own.patch.values, pixels[21:24, 29:32], rtol=1e-6)
    for _ in range(30):
        QTest.keyClick(own.result, Qt.Key.Key_Up)
    assert own.tile.place == (30, 0)
    assert own.patch.values[0].tolist() == [0, 0, 0]
    assert own.products.values.sum() == pytest.approx(own.found[0, 30])


def test_the_mouse_moves_the_kernel(own, pixels):
    give(own, pixels)
    # As the window would before it is painted.
    own.layout().activate()
    target, scale = own.tile.target(), own.tile.zoom()
    place = target.topLeft() + QPointF(7.5, 11.5) * scale
    QTest.mouseMove(own.tile, QPoint(round(place.x()), round(place.y())))
    assert own.tile.place == (7, 11)
    # Beside the image it stays where it was.
    QTest.mouseMove(own.tile, QPoint(1, 1))
    assert own.tile.place == (7, 11)


def test_tile_and_result_are_moved_in_step(own, pixels):
    give(own, pixels)
    own.tile.set_zoom(8.0)
    assert own.result.sight.zoom == 8.0
    own.result.set_zoom(None)
    assert own.tile.sight.zoom is None


def test_results_below_zero_have_colours_about_zero(own, pixels):
    give(own, pixels)
    assert own.result._image.ndim == 2
    assert own.result_bar.ends == ("0", "1")
    pick(own.boxes.preset, PRESETS["vertical"].label)
    assert own.result._image.ndim == 3
    assert own.result_bar.ends[0].startswith("\N{MINUS SIGN}")


def test_of_colours_the_mean_is_taken(own):
    colours = np.zeros((8, 8, 3), np.float32)
    colours[..., 0] = 0.9
    give(own, colours)
    assert own.patch.values == pytest.approx(np.full((3, 3), 0.3))


def test_the_place_stays_from_tile_to_tile(own, pixels):
    give(own, pixels)
    QTest.keyClick(own.tile, Qt.Key.Key_Right)
    give(own, pixels + 1)
    assert own.tile.place == (31, 20)
    give(own, pixels[:10, :10])
    assert own.tile.place == (5, 5)


def test_a_tile_that_cannot_be_read_is_told(own, pixels):
    give(own, pixels)
    own.say("The image is gone.")
    assert own.tile._image is None
    assert own.tile._message == "The image is gone."
    assert own.words.text() == ""


def test_every_control_has_a_name_and_a_tooltip(own, pixels):
    give(own, pixels)
    controls = [
        *(own.boxes.preset, own.boxes.side, own.example, own.tile, own.result),
        *(own.patch, own.products, own.tile_bar, own.result_bar, *own.editor.fields),
    ]
    for each in controls:
        assert each.accessibleName() or each.text()
        assert each.toolTip()
