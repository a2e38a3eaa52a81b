"""A tile's map and features at an epoch, and the curves over the epochs."""

import csv

import numpy as np
import pytest
from followed import learning
from PySide6.QtCore import QPoint, Qt

from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.run_record import History
from cellclassifier.gui.widgets.learning_curves import curves_of
from cellclassifier.gui.widgets.learning_features import (
    MOST,
    FeatureGrid,
    strongest,
)
from cellclassifier.gui.widgets.learning_plot import LearningPlot
from cellclassifier.gui.widgets.learning_slider import EpochSlider
from cellclassifier.gui.widgets.learning_view import LearningView

HISTORY = History(
    tuple(
        EpochEnded(
            epoch=epoch,
            accuracy=0.5 + epoch / 10,
            loss=1,
            val_accuracy=0.6 if epoch > 1 else None,
            seconds=1,
        )
        for epoch in (1, 2, 3)
    )
)


@pytest.fixture
def view(qtbot):
    found = LearningView()
    qtbot.addWidget(found)
    found.resize(900, 600)
    found.show_tile(np.full((64, 64), 0.5, np.float32))
    found.show_learning(learning(), HISTORY, "gradient_input", "squares")
    found.show()
    return found


def test_the_slider_changes_map_features_and_line(view):
    for place in (0, 2):
        view.slider.choose(place)
        assert view.map.picture.values[0, 0] == place + 1
        assert view.features._place == view.plot._place == place
    assert view.slider.text.text() == "epoch 2 of 3"
    assert "called squares, 70.0 %" in view.heading.text()
    view.slider.choose(0)
    assert view.slider.text.text() == "before training"
    assert "called discs, 70.0 %" in view.heading.text()


def test_one_scale_holds_for_all_epochs_unless_each_has_its_own(view):
    def full():
        return view.map.bar._top

    view.slider.choose(0)
    assert full() == pytest.approx(4)
    view.show_line.scale.setCurrentIndex(0)
    view.show_line.scale.activated.emit(0)
    assert full() == pytest.approx(1)
    view.slider.choose(2)
    assert full() == pytest.approx(3)


def test_the_scale_follows_the_way_maps_are_shown(view):
    found = learning()
    found.maps[3, 0, 1] = -9
    found = found._replace(maps=np.repeat(found.maps, 2, axis=3))
    view.show_learning(found, HISTORY, "gradient_input", "squares")
    assert view.map.bar._top == pytest.approx(8)
    view.show_line.mode.setCurrentIndex(1)
    view.show_line.mode.activated.emit(1)
    assert view.map.picture.signed


def test_a_click_into_the_plot_chooses_the_nearest_epoch(qtbot, view):
    area = view.plot.area()
    place = QPoint(int(area.left() + 0.36 * area.width()), int(area.center().y()))
    qtbot.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=place)
    assert view.slider.place == 1
    beside = QPoint(2, int(area.center().y()))
    qtbot.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=beside)
    assert view.slider.place == 1


def test_log_odds_on_request(view):
    view.kind.setCurrentIndex(1)
    view.kind.activated.emit(1)
    (curve,) = view.plot.curves
    assert curve.name == "log-odds of squares"
    np.testing.assert_allclose(curve.y, learning().log_odds)


def test_nothing_is_shown_of_a_tile_that_is_forgotten(view):
    view.forget()
    assert view.found is None
    assert view.plot.is_empty()
    assert view.features.shown == ()
    assert view.map.picture is None
    view.slider.choose(0)
    assert view.map.picture is None


def test_what_is_plotted():
    answer, alike, training, validation = curves_of(learning(), HISTORY, "shares")
    np.testing.assert_allclose(answer.y, [0.3, 0.5, 0.7, 0.9], rtol=1e-6)
    np.testing.assert_array_equal(alike.y, learning().similarity)
    # Means over an epoch stand in its middle, measurements at its end.
    assert training.x.tolist() == [0.5, 1.5, 2.5]
    assert validation.x.tolist() == [1, 2, 3]
    assert np.isnan(validation.y[0])
    assert len(curves_of(learning(), History(()), "shares")) == 2


@pytest.fixture
def plot(qtbot):
    found = LearningPlot()
    qtbot.addWidget(found)
    found.resize(500, 260)
    return found


def test_an_empty_plot_says_what_to_do(plot):
    assert plot.is_empty()
    assert "Follow a tile" in plot._message
    plot.grab()


def test_values_are_read_at_an_epoch(plot):
    plot.show_learning(learning(), HISTORY)
    assert plot.words(0).splitlines()[:2] == [
        "before any training",
        "probability of squares: 0.3",
    ]
    words = plot.words(2)
    assert "training accuracy: 0.7" in words
    assert "validation accuracy: 0.6" in words
    assert plot.tip_at(plot.area().center().toPoint())
    assert plot.tip_at(QPoint(1, 1)) == ""
    plot.show_place(1)
    assert plot.accessibleDescription().startswith("epoch 1; probability of squares")


def test_values_below_0_have_a_number_below_them(plot):
    found = learning()._replace(similarity=np.float32([-0.02, 0.4, 0.5, 1]))
    plot.show_learning(found, HISTORY)
    low, high = plot._ends()
    assert low == pytest.approx(-0.2)
    assert 1 < high < 1.1
    plot.show_learning(
        learning()._replace(similarity=np.float32([0, 0, 0, 1])), HISTORY
    )
    assert plot._ends()[0] == 0


def test_numbers_are_saved(plot, tmp_path):
    plot.show_learning(learning(), HISTORY)
    plot.export_csv(tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["curve", "epoch", "value"]
    assert ["probability of squares", "2", "0.7"] in rows
    assert ["training accuracy", "0.5", "0.6"] in rows
    plot.export_svg(tmp_path / "plot.svg")
    assert b"epoch" in (tmp_path / "plot.svg").read_bytes()


@pytest.fixture
def grid(qtbot):
    found = FeatureGrid()
    qtbot.addWidget(found)
    found.resize(300, 200)
    return found


def brightness(grid, number):
    image = grid._images[number]
    return image.pixelColor(0, 0).red()


def test_a_feature_has_one_scale_over_all_epochs_or_one_in_each(grid):
    features = learning().features
    grid.show_features(features)
    grid.show_place(1, common=True)
    assert grid.range_of(2) == (0, 12)
    assert brightness(grid, 2) == round(255 * 2 / 4)
    grid.show_place(1, common=False)
    assert grid.range_of(2) == (0, 6)
    assert brightness(grid, 2) == 255
    grid.show_place(0, common=True)
    assert brightness(grid, 2) == round(255 / 4)


def test_features_below_0_are_not_cut(grid):
    features = learning().features.copy()
    features[0, 0, 0, 0] = -4
    grid.show_features(features)
    grid.show_place(0, common=True)
    assert grid.range_of(0) == (-4, 4)
    assert brightness(grid, 0) == 0


def test_maps_are_in_sight_and_apart(grid):
    grid.show_features(learning(features=7).features)
    cells = [grid.cell(number) for number in range(7)]
    assert all(grid.rect().contains(cell) for cell in cells)
    assert not any(a.intersects(b) for n, a in enumerate(cells) for b in cells[n + 1 :])
    assert grid.tip_at(cells[2].center()).startswith("feature 3: 3 to 3 here; black is")
    assert grid.tip_at(QPoint(299, 199)) == ""
    grid.grab()


def test_of_many_features_those_of_the_widest_range_are_shown():
    features = np.zeros((2, 3, 3, MOST + 6), np.float16)
    features[1, 1, 1] = np.arange(MOST + 6)
    assert strongest(features) == list(range(6, MOST + 6))


@pytest.fixture
def slider(qtbot):
    found = EpochSlider()
    qtbot.addWidget(found)
    found.show_epochs((0, 1, 2, 8), 2)
    found._timer.setInterval(1)
    found.show()
    return found


def test_playing_goes_from_the_start_to_the_end_and_stops(qtbot, slider):
    places = []
    slider.changed.connect(places.append)
    assert slider.place == 3
    slider.play.click()
    assert slider.playing
    assert slider.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not slider.playing)
    assert places == [0, 1, 2, 3]
    assert slider.play.accessibleName().startswith("Play")


def test_playing_can_be_paused_and_goes_on_from_there(qtbot, slider):
    slider.choose(1)
    slider._timer.setInterval(60_000)
    slider.play.click()
    slider.play.click()
    assert not slider.playing
    assert slider.place == 1


def test_epochs_are_reached_by_the_keyboard(qtbot, slider):
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    assert slider.place == 2
    assert slider.text.text() == "epoch 2 of 8 (used)"
    qtbot.keyClick(slider.slider, Qt.Key.Key_Home)
    assert slider.text.text() == "before training"
    assert slider.slider.accessibleDescription() == "before training"
