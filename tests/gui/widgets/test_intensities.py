import drawn
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox

from cellclassifier.core.dataset import scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.gui.widgets import intensities
from cellclassifier.gui.widgets.class_curves import (
    _DASHES,
    Curves,
    _share,
    _ticks,
    binned,
)
from cellclassifier.gui.widgets.intensities import Intensities, measure
from cellclassifier.gui.widgets.intensity_histogram import IntensityHistogram
from cellclassifier.gui.widgets.intensity_panel import IntensityPanel


def flat(folder, **values):
    """Write two images a class that hold two values: name=(value, other, dtype)."""
    for name, (low, high, dtype) in values.items():
        for number in range(2):
            pixels = np.full((20, 20), low, dtype)
            pixels[:5] = high
            pixels[-1, -1] = low + number
            drawn.write(folder / name / f"{number}.tif", pixels)
    return scan(folder)


def test_all_pixels_are_counted_by_class_in_raw_values(tmp_path):
    train = flat(tmp_path, dim=(10, 20, "u1"), lit=(10, 200, "u1"))
    found = measure(train, IntensitySpec())
    assert (found.black, found.white, found.grain) == (0, 255, 1)
    assert (found.images, found.pixels, found.depth) == (4, 1600, "8 bit")
    curves = found.curves
    assert curves.counted == {"dim": "n = 2 images", "lit": "n = 2 images"}
    assert set(np.diff(curves.edges)) == {2.0}
    for name, high in (("dim", 20), ("lit", 200)):
        assert curves.counts[name].sum() == 2 * 400
        step = np.searchsorted(curves.edges, high, side="right") - 1
        assert curves.counts[name][step] == 200
        assert curves.shares(name).sum() == pytest.approx(1)


def test_whole_numbers_are_never_divided(tmp_path):
    train = flat(tmp_path, a=(1000, 1090, "u2"), b=(1000, 1200, "u2"))
    rule = IntensitySpec(rule="window", black=1000, white=1099)
    found = measure(train, rule)
    assert (found.black, found.white) == (1000, 1099)
    assert set(np.diff(found.curves.edges)) == {2.0}
    assert found.curves.edges[0] == 1000
    assert found.curves.edges[-1] >= 1201


def test_fractions_get_even_steps(tmp_path):
    train = flat(tmp_path, a=(0.25, 0.5, "f4"), b=(0.25, 1.5, "f4"))
    found = measure(train, IntensitySpec())
    assert len(found.curves.edges) <= intensities.BINS + 2
    assert np.ptp(np.diff(found.curves.edges)) < 1e-9
    assert found.curves.counts["b"].sum() == 800


def test_points_come_from_the_rule(tmp_path):
    train = flat(tmp_path, a=(10, 20, "u1"), b=(10, 200, "u1"))
    found = measure(train, IntensitySpec(rule="percentiles", low=10, high=60))
    assert (found.black, found.white) == (10, 11)
    found = measure(train, IntensitySpec(rule="image"))
    assert (found.black, found.white) == (None, None)
    with pytest.raises(UserError, match="black point"):
        measure(train, IntensitySpec(rule="window", black=300))


def test_without_images_there_is_nothing_to_count(tmp_path):
    (tmp_path / "a").mkdir()
    assert measure(scan(tmp_path), IntensitySpec()) is None


def test_values_beyond_the_ends_are_counted_in_the_last_steps():
    values = np.array([-1, 0, 0.5, 1, 2], np.float32)
    assert binned(values, np.array([0, 0.5, 1.0])).tolist() == [2, 3]


COUNTS = {"control": np.array([90, 9, 1, 0]), "granules": np.array([0, 10, 890, 100])}
COUNTED = {"control": "n = 3 images", "granules": "n = 5 images"}
CURVES = Curves(np.array([-0.5, 63.5, 127.5, 191.5, 255.5]), COUNTS, COUNTED)
FOUND = Intensities(CURVES, 0, 255, "8 bit", 1.0, 8, 1100)


@pytest.fixture
def histogram(qtbot):
    widget = IntensityHistogram()
    qtbot.addWidget(widget)
    widget.resize(500, 160)
    widget.set_values(CURVES)
    widget.show()
    return widget


def test_the_axis_is_logarithmic(histogram):
    area = histogram.area()
    ys = [point.y() for point in histogram._curve(CURVES.shares("control"))]
    assert histogram._lowest() == -2
    assert ys[2] == pytest.approx(area.bottom())
    assert ys[1] - ys[0] == pytest.approx(area.height() / 2)
    # What is empty lies at the foot, not below it.
    assert ys[3] == pytest.approx(area.bottom())
    assert [_share(power) for power in (0, -1, -2, -4)] == [
        *("100 %", "10 %", "1 %", "0.01 %"),
    ]


def test_curves_differ_without_colour():
    assert len(set(_DASHES)) == len(_DASHES) == 8
    assert _DASHES[0] == ()


def test_a_step_is_told_under_the_mouse(histogram):
    area = histogram.area()
    third = QPoint(int(area.left() + area.width() * 0.6), int(area.center().y()))
    assert histogram.tip_at(third) == (
        "values 127.5 to 191.5\ncontrol: 1 %\ngranules: 89 %"
    )
    assert histogram.tip_at(QPoint(2, 2)) == ""
    assert "brightness alone" in histogram.toolTip()


def test_a_long_legend_takes_more_lines(histogram):
    assert histogram._legend_lines() == 1
    histogram.set_values(
        CURVES._replace(counted={"x" * 40: "n = 3", "y" * 40: "n = 5"})
    )
    assert histogram._legend_lines() == 2


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (-0.5, 255.5, 5, [0, 100, 200]),
        (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (999.5, 1099.5, 2, [1000, 1050]),
    ],
)
def test_ticks_are_round(low, high, most, expected):
    assert _ticks(low, high, most) == pytest.approx(expected)
    assert "-0" not in [f"{value:g}" for value in _ticks(low, high, most)]


@pytest.fixture
def panel(qtbot):
    panel = IntensityPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    panel.wanted, panel.told = [], []
    panel.asked.connect(lambda *images: panel.wanted.append(images))
    panel.edited.connect(panel.told.append)
    return panel


@pytest.fixture
def train(tmp_path):
    return flat(tmp_path, a=(1, 2, "u1"), b=(1, 2, "u1"))


def test_a_folded_panel_asks_for_nothing(panel, train):
    rule = IntensitySpec()
    panel.set_images(train, rule)
    assert panel.wanted == []
    panel.set_open(True)
    panel.set_images(train, rule)
    panel.set_open(False)
    panel.set_open(True)
    assert panel.wanted == [(train, rule)]
    panel.set_images(train, IntensitySpec(black=1, white=2))
    assert len(panel.wanted) == 2


def test_counts_of_other_images_are_not_shown(panel, train, tmp_path):
    rule = IntensitySpec()
    panel.set_images(train, rule)
    panel.show_found(scan(tmp_path), rule, FOUND)
    panel.show_found(train, IntensitySpec(low=1), FOUND)
    assert panel.histogram.is_empty()
    panel.show_found(train, rule, FOUND)
    assert not panel.histogram.is_empty()
    assert panel.sentence.text() == (
        "Raw 0 becomes black (0) and raw 255 white (1), the same for all images. "
        "Counted: all 1,100 pixels of 8 training images (8 bit); test images have no "
        "say."
    )
    panel.histogram.told.emit("Saved it.")
    assert panel.line.text() == "Saved it."


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("full", {"rule"}),
        ("window", {"rule", "black", "white"}),
        ("percentiles", {"rule", "low", "high"}),
        ("image", {"rule", "low", "high"}),
    ],
)
def test_each_rule_shows_its_own_fields(panel, train, rule, fields):
    panel.set_images(train, IntensitySpec())
    panel.set_open(True)
    box = panel.form.findChild(QComboBox, "rule")
    box.setCurrentIndex(box.findData(rule))
    names = IntensitySpec.model_fields
    parts = {name: panel.form.findChild(object, name) for name in names}
    assert {name for name, part in parts.items() if part.isVisible()} == fields
    assert panel.notice.isVisible() is (rule == "image")
    assert panel.told[-1:] == ([IntensitySpec(rule=rule)] if rule != "full" else [])


def test_a_point_is_taken_only_when_it_is_let_go(panel, train, qtbot):
    rule = IntensitySpec(rule="window")
    panel.set_images(train, rule)
    panel.set_open(True)
    panel.show_found(train, rule, FOUND)
    plot = panel.histogram
    middle = int(plot.area().center().y())

    def place(value):
        return QPoint(round(plot.x_of(value)), middle)

    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=place(255))
    qtbot.mouseMove(plot, place(150))
    assert "Let go to take them" in panel.sentence.text()
    assert panel.told == []
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=place(150))
    assert len(panel.told) == 1
    assert panel.told[0].white == pytest.approx(150, abs=1)
    assert panel.told[0].white == int(panel.told[0].white)
    assert panel.told[0].black is None
    assert panel.form.spec == panel.told[0]


def test_points_of_other_rules_stay_where_they_are(panel, train, qtbot):
    panel.set_images(train, IntensitySpec())
    panel.set_open(True)
    panel.show_found(train, IntensitySpec(), FOUND)
    assert panel.histogram.focusPolicy() == Qt.FocusPolicy.NoFocus
    place = QPoint(round(panel.histogram.x_of(255)), 60)
    qtbot.mouseClick(panel.histogram, Qt.MouseButton.LeftButton, pos=place)
    assert panel.told == []
