"""One image: zoom, levels, overlay, and the value under the mouse."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from cellclassifier.core.attribution import PURPLE
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import MAX_ZOOM, to_qimage
from cellclassifier.gui.widgets.image_view import ImageView


@pytest.fixture
def view(qtbot):
    view = ImageView()
    qtbot.addWidget(view)
    view.canvas.setFixedSize(200, 180)
    view.show()
    return view


def ramp(height, width):
    return np.linspace(0, 1, height * width, dtype=np.float32).reshape(height, width)


def at(view, x, y):
    """Return the place of the widget in the middle of an image pixel."""
    target = view.canvas.target()
    scale = view.canvas.zoom()
    return QPointF(target.x() + (x + 0.5) * scale, target.y() + (y + 0.5) * scale)


def shade(view, x, y):
    return view.canvas.grab().toImage().pixelColor(at(view, x, y).toPoint())


def wheel(view, place, turn):
    event = QWheelEvent(
        place,
        view.canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    ("shape", "zoom"),
    [
        ((90, 100), 2),
        ((100, 90), 1),
        ((360, 100), 0.5),
        ((180, 400), 0.5),
        ((4, 4), MAX_ZOOM),
    ],
)
def test_fit_is_a_whole_number_or_a_fraction_for_large_images(view, shape, zoom):
    view.set_image(ramp(*shape))
    assert view.canvas.zoom() == zoom


def test_fitted_image_lies_in_the_middle(view):
    view.set_image(ramp(80, 60))
    target = view.canvas.target()
    assert (target.width(), target.height()) == (120, 160)
    assert (target.x(), target.y()) == (40, 10)


def test_enlarged_pixels_are_squares_of_one_colour(view):
    image = np.zeros((4, 4), np.float32)
    image[1, 2] = 1
    view.set_image(image)
    grabbed = view.canvas.grab().toImage()
    target, zoom = view.canvas.target(), int(view.canvas.zoom())
    left, top = int(target.x()) + 2 * zoom, int(target.y()) + zoom
    for dx, dy in ((0, 0), (zoom - 1, zoom - 1)):
        assert grabbed.pixelColor(left + dx, top + dy) == QColor("white")
    for dx, dy in ((-1, 0), (zoom, 0), (0, -1), (0, zoom)):
        assert grabbed.pixelColor(left + dx, top + dy) == QColor("black")


def test_wheel_steps_through_whole_numbers_up_to_16_and_back(view):
    view.set_image(ramp(90, 100))
    seen = []
    for _ in range(MAX_ZOOM):
        wheel(view, QPointF(100, 90), 120)
        seen.append(view.canvas.zoom())
    assert seen == [*range(3, MAX_ZOOM + 1), MAX_ZOOM, MAX_ZOOM]
    for _ in range(MAX_ZOOM):
        wheel(view, QPointF(100, 90), -120)
    assert view.canvas.zoom() == 1


def test_wheel_reaches_the_fit_of_a_large_image(view):
    view.set_image(ramp(1800, 2000))
    steps = []
    for _ in range(4):
        wheel(view, QPointF(100, 90), 120)
        steps.append(view.canvas.zoom())
    assert steps == [0.125, 0.25, 0.5, 1]
    for _ in range(5):
        wheel(view, QPointF(100, 90), -120)
    assert view.canvas.zoom() == pytest.approx(0.1)


def test_parts_of_a_notch_add_up(view):
    view.set_image(ramp(90, 100))
    for _ in range(3):
        wheel(view, QPointF(100, 90), 40)
    assert view.canvas.zoom() == 3


def test_wheel_without_an_image_is_left_to_the_page(view):
    assert not wheel(view, QPointF(100, 90), 120)


def test_pixel_under_the_mouse_stays_while_zooming(view, qtbot):
    view.set_image(ramp(90, 100))
    view.set_zoom(4)
    place = at(view, 40, 50)
    wheel(view, place, 120)
    moved = at(view, 40, 50)
    assert view.canvas.zoom() == 5
    assert abs(moved.x() - place.x()) <= 3
    assert abs(moved.y() - place.y()) <= 3


def test_keys_zoom_and_fit(view, qtbot):
    view.set_image(ramp(90, 100))
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.zoom() == 4
    qtbot.keyClick(view.canvas, Qt.Key.Key_Minus)
    assert view.canvas.zoom() == 3
    qtbot.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.zoom() == 2


def test_double_click_fits(view, qtbot):
    view.set_image(ramp(90, 100))
    view.set_zoom(9)
    qtbot.mouseDClick(view.canvas, Qt.MouseButton.LeftButton)
    assert view.canvas.zoom() == 2


def test_drag_moves_and_stops_at_the_edge(view, qtbot):
    view.set_image(ramp(90, 100))
    view.set_zoom(8)
    before = view.canvas.target().topLeft()
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 90))
    qtbot.mouseMove(view.canvas, QPoint(120, 80))
    moved = view.canvas.target().topLeft() - before
    assert (moved.x(), moved.y()) == (20, -10)
    qtbot.mouseMove(view.canvas, QPoint(4000, 4000))
    assert view.canvas.target().topLeft() == QPointF(0, 0)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(view.canvas, QPoint(10, 10))
    assert view.canvas.target().topLeft() == QPointF(0, 0)


def test_zoom_stays_for_an_image_of_the_same_size_only(view):
    view.set_image(ramp(90, 100))
    view.set_zoom(5)
    view.set_image(ramp(90, 100))
    assert view.canvas.zoom() == 5
    view.set_image(ramp(80, 100))
    assert view.canvas.zoom() == 2


def test_value_under_the_mouse_is_told(view, qtbot):
    image = ramp(90, 100)
    view.set_image(image)
    with qtbot.waitSignal(view.hovered) as told:
        qtbot.mouseMove(view.canvas, at(view, 12, 40).toPoint())
    assert told.args == [12, 40, pytest.approx(image[40, 12])]
    assert view.value_text() == f"x 12  y 40  value {image[40, 12]:.3f}"
    shown = np.full((90, 100), 0.8, np.float32)
    view.set_overlay(shown)
    assert view.value_text().endswith("  attribution 0.80")
    qtbot.mouseMove(view.canvas, QPoint(100, 90))
    assert view.value_text().endswith("  attribution 0.80")
    view.set_overlay(None)
    assert "attribution" not in view.value_text()


def test_nothing_is_told_beside_the_image(view, qtbot):
    view.set_image(ramp(80, 60))
    qtbot.mouseMove(view.canvas, at(view, 5, 5).toPoint())
    assert view.value_text()
    with qtbot.assertNotEmitted(view.hovered):
        qtbot.mouseMove(view.canvas, QPoint(2, 2))
    assert view.value_text() == ""


def test_colour_image_is_shown_and_told_in_three_numbers(view, qtbot):
    image = np.zeros((20, 20, 3), np.float32)
    image[..., 1] = 1
    view.set_image(image)
    assert shade(view, 3, 3) == QColor(0, 255, 0)
    with qtbot.waitSignal(view.hovered) as told:
        qtbot.mouseMove(view.canvas, at(view, 3, 4).toPoint())
    assert told.args == [3, 4, (0.0, 1.0, 0.0)]
    assert view.value_text() == "x 3  y 4  value 0.000 1.000 0.000"


def test_levels_change_what_is_shown_but_not_the_value(view, qtbot):
    view.set_image(np.full((20, 20, 1), 0.4, np.float32))
    assert shade(view, 5, 5).red() == 102
    view.set_levels(0.3, 0.5)
    assert shade(view, 5, 5).red() in (127, 128)
    view.set_levels(0.0, 0.2)
    assert shade(view, 5, 5).red() == 255
    view.set_levels(0.5, 0.5)
    assert shade(view, 5, 5).red() == 0
    qtbot.mouseMove(view.canvas, at(view, 5, 5).toPoint())
    assert "value 0.400" in view.value_text()


def test_overlay_is_purple_by_opacity(view):
    view.set_image(np.zeros((20, 20), np.float32))
    shown = np.zeros((20, 20), np.float32)
    shown[5, 5] = 1
    view.set_overlay(shown)
    view.set_opacity(1)
    assert shade(view, 5, 5) == QColor(*PURPLE)
    assert shade(view, 15, 15) == QColor("black")
    view.set_opacity(0.5)
    assert shade(view, 5, 5).blue() == pytest.approx(PURPLE[2] / 2, abs=2)
    view.set_overlay(None)
    assert shade(view, 5, 5) == QColor("black")


def test_colour_bar_is_there_with_an_overlay_only(view):
    bar = view._bar
    view.set_image(ramp(20, 20))
    assert not bar.isVisible()
    view.set_overlay(ramp(20, 20))
    view.set_opacity(1)
    assert bar.isVisible()
    assert "strongest attribution" in bar.accessibleName()
    grabbed = bar.grab().toImage()
    colours = [grabbed.pixelColor(x, bar.height() // 2) for x in range(bar.width())]
    distances = [np.abs(np.subtract(c.getRgb()[:3], PURPLE)).max() for c in colours]
    assert min(distances) <= 3
    view.set_overlay(None)
    assert not bar.isVisible()


def test_new_image_takes_the_overlay_away(view):
    view.set_image(ramp(20, 20))
    view.set_overlay(ramp(20, 20))
    view.set_image(ramp(20, 20))
    assert not view._bar.isVisible()
    assert shade(view, 19, 19) == QColor("white")


def test_overlay_of_another_size_is_refused(view):
    with pytest.raises(ValueError, match="attribution"):
        view.set_overlay(ramp(20, 20))
    view.set_image(ramp(20, 20))
    with pytest.raises(ValueError, match="attribution"):
        view.set_overlay(ramp(20, 21))


def test_what_is_no_image_is_refused(view):
    with pytest.raises(ValueError, match="no image"):
        view.set_image(np.zeros((3, 4, 5, 6), np.float32))
    with pytest.raises(ValueError, match="no image"):
        view.set_image(np.zeros((4, 5, 2), np.float32))


def test_message_is_painted_and_spoken(view):
    view.set_image(np.full((20, 20), 0.5, np.float32))
    plain = view.canvas.grab().toImage()
    view.set_message("no attribution: the map is zero everywhere")
    assert view.canvas.grab().toImage() != plain
    assert "zero everywhere" in view.canvas.accessibleDescription()
    view.set_message(None)
    assert view.canvas.grab().toImage() == plain


def test_no_image_shows_the_ground_only(view):
    view.set_image(ramp(20, 20))
    view.set_image(None)
    assert view.canvas.grab().toImage().pixelColor(100, 90) == theme.colours().panel


def test_setters_do_not_emit(view, qtbot):
    with qtbot.assertNotEmitted(view.hovered):
        view.set_image(ramp(20, 20))
        view.set_overlay(ramp(20, 20))
        view.set_levels(0, 0.5)
        view.set_zoom(3)


def test_pixels_become_an_image_that_owns_them():
    pixels = np.full((3, 5), 7, np.uint8)
    image = to_qimage(pixels)
    pixels[:] = 0
    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(4, 2) == QColor(7, 7, 7)
    rgb = np.zeros((3, 5, 3), np.uint8)
    rgb[..., 0] = 9
    assert to_qimage(rgb[:, ::2]).pixelColor(2, 2) == QColor(9, 0, 0)
    rgba = np.zeros((2, 2, 4), np.uint8)
    assert to_qimage(rgba).format() == QImage.Format.Format_RGBA8888


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((3, 5), np.float32),
        np.zeros((3, 5, 2), np.uint8),
        np.zeros((3,), np.uint8),
        np.zeros((0, 4), np.uint8),
    ],
)
def test_other_arrays_are_refused(pixels):
    with pytest.raises(ValueError, match="image"):
        to_qimage(pixels)
