"""The drawing of a network on the screen: what is under the mouse and the keys."""

from xml.etree import ElementTree

import pytest
from layered import shared, shortcuts
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from cellclassifier.core.layer_table import told
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.network_view import NetworkView


@pytest.fixture
def view(qtbot):
    widget = NetworkView()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.set_network("deep", shared())
    widget.show()
    widget.places = []
    widget.pointed.connect(widget.places.append)
    return widget


@pytest.fixture
def dark(qapp):
    theme.apply(qapp, "dark")
    yield
    theme.apply(qapp, "light")


def centre(view, place):
    return view.box_of(place).center().toPoint()


def move(view, point):
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(point),
        view.mapToGlobal(QPointF(point)),
        *(Qt.MouseButton.NoButton, Qt.MouseButton.NoButton),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def test_the_mouse_tells_the_facts_of_a_layer(view):
    for place in range(len(shared())):
        assert view.tip_at(centre(view, place)) == told(shared(), place)
    assert view.tip_at(QPoint(1, 1)) == ""
    point = centre(view, 1)
    QApplication.sendEvent(
        view, QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point))
    )
    assert "160 parameters" in QToolTip.text()
    QToolTip.hideText()


def test_what_lies_in_front_is_told(view):
    # The side of the convolution, which the pool stands before, is the pool.
    pool = view.box_of(2)
    assert "pool" in view.tip_at(QPoint(round(pool.right()) + 2, centre(view, 2).y()))


def test_a_block_under_the_mouse_lights_up(view):
    before = view.grab().toImage()
    move(view, centre(view, 1))
    lit = view.grab().toImage()
    assert lit != before
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == before


def test_keys_walk_along_the_layers(view, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_End,
                Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Up):  # fmt: skip
        qtbot.keyClick(view, key)
    assert view.places == [1, 2, 1, 5, 5, 0, 0]
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("2  twice (Conv2D), 3x3")
    assert view.accessibleName() == "network"


def test_a_click_points_at_a_layer_and_other_places_do_not(view, qtbot):
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(view, 3))
    assert (view.places, view.cursor_place) == ([3], 3)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    view.point_at(4)
    view.point_at(99)
    assert (view.places, view.cursor_place) == ([3], 4)


def test_rows_break_by_the_width_and_nothing_is_cut(view):
    view.set_network("many", shortcuts(5))
    view.resize(2500, 400)
    wide = view.minimumHeight()
    view.resize(700, 400)
    assert view.minimumHeight() > wide
    assert view.width() == 700
    right = max(view.box_of(place).right() for place in range(len(shortcuts(5))))
    assert right < 700
    # It goes back, too.
    view.resize(2500, 400)
    assert view.minimumHeight() == wide


def test_a_larger_font_makes_more_room(view):
    before = view.minimumHeight()
    font = view.font()
    font.setPointSizeF(2 * font.pointSizeF())
    view.setFont(font)
    assert view.minimumHeight() > before


def test_both_grounds(view, dark):
    place = centre(view, 0)
    dark_pixel = view.grab().toImage().pixelColor(place)
    theme.apply(QApplication.instance(), "light")
    image = view.grab().toImage()
    assert image.pixelColor(2, 2) == theme.colours().panel
    assert image.pixelColor(place) != dark_pixel


def test_files_are_drawn_on_paper(view, dark, tmp_path):
    view.export_svg(tmp_path / "network.svg")
    root = ElementTree.parse(tmp_path / "network.svg").getroot()
    assert "32,930 parameters" in root.find("{http://www.w3.org/2000/svg}desc").text
    view.export_csv(tmp_path / "network.csv")
    lines = (tmp_path / "network.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(shared())
    view.export_png(tmp_path / "network.png")
    assert (tmp_path / "network.png").stat().st_size > 1000


def test_without_a_network_there_is_a_sentence(qtbot):
    view = NetworkView()
    qtbot.addWidget(view)
    assert view.is_empty()
    assert view.tip_at(QPoint(5, 5)) == ""
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.grab()
    assert view.accessibleDescription() == ""
