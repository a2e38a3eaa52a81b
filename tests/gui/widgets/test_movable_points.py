import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from cellclassifier.gui.widgets.class_curves import Curves
from cellclassifier.gui.widgets.drop_histogram import DropHistogram
from cellclassifier.gui.widgets.movable_points import Point

CURVES = Curves(
    np.linspace(0, 0.5, 51), {"discs": np.arange(50)}, {"discs": "n = 1,225 tiles"}
)
GRAIN = 0.0005


@pytest.fixture
def plot(qtbot):
    plot = DropHistogram()
    qtbot.addWidget(plot)
    plot.resize(400, 160)
    plot.show()
    plot.set_values(CURVES)
    plot.moves, plot.releases = [], []
    plot.moved.connect(lambda *what: plot.moves.append(what))
    plot.released.connect(lambda *what: plot.releases.append(what))
    return plot


def place(plot, value):
    return QPoint(round(plot.x_of(value)), int(plot.area().center().y()))


def test_a_lone_point_comes_to_where_one_clicks(plot, qtbot):
    plot.set_points([Point("drop below", 0, movable=True)], GRAIN)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.2))
    [(name, value)] = plot.releases
    assert name == "drop below"
    assert value == pytest.approx(0.2, abs=0.002)
    assert value / GRAIN == pytest.approx(round(value / GRAIN))
    assert plot.points()[0].value == value


def test_what_is_dragged_beyond_the_axis_stays_at_its_end(plot, qtbot):
    plot.set_points([Point("drop below", 0.1, movable=True)], GRAIN)
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.1))
    qtbot.mouseMove(plot, QPoint(1, 80))
    assert plot.points()[0].value == 0
    qtbot.mouseMove(plot, QPoint(399, 80))
    assert plot.points()[0].value == 0.5
    assert plot.releases == []
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(399, 80))
    assert plot.releases == [("drop below", 0.5)]


def test_points_do_not_pass_each_other(plot, qtbot):
    plot.set_points([Point("low", 0.1, True), Point("high", 0.2, True)], 0.01)
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.1))
    qtbot.mouseMove(plot, place(plot, 0.4))
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.4))
    assert plot.points()[0].value == 0.19
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.4))
    assert len(plot.releases) == 1, "far from both"


def test_points_are_moved_and_chosen_by_keys(plot, qtbot):
    plot.set_points([Point("low", 0.1, True), Point("high", 0.3, True)], 0.001)
    assert "Left and Right move low" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot, Qt.Key.Key_Up)
    assert "Left and Right move high" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.releases == [("low", 0.105), ("low", 0.106), ("high", 0.295)]


def test_what_cannot_be_moved_takes_neither_keys_nor_mouse(plot, qtbot):
    plot.set_points([Point("black", 0.1)], GRAIN)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place(plot, 0.1))
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.releases == plot.moves == []
    assert plot.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_is_dropped_is_hatched(plot):
    plot.set_points([Point("drop below", 0.0, True)], GRAIN)
    before = plot.grab().toImage()
    plot.set_points([Point("drop below", 0.25, True)], GRAIN)
    after = plot.grab().toImage()
    left, top = plot.area().left(), plot.area().top()
    lines = [
        [image.pixelColor(int(left + x), int(top + 30)) for x in range(20, 100)]
        for image in (before, after)
    ]
    assert lines[0] != lines[1]


def test_the_counts_can_be_saved(plot):
    header, rows = plot.table()
    assert list(header) == ["value from", "below", "discs (tiles)"]
    assert rows[10] == ("0.1", "0.11", "10")
