"""Curves of many runs: what is drawn, told and saved."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.band_plot import LEGEND, BandPlot, RunsCurves
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.variant_marks import mark_icon, shape

DEEP = RunsCurves("deep", ("seed 0", "seed 1"), ((0.5, 0.7), (0.6, 0.9)))
COMPACT = RunsCurves("compact", ("seed 0", "seed 1"), ((0.8,), ()))


@pytest.fixture
def plot(qtbot):
    widget = BandPlot("Nothing yet.")
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.show()
    return widget


def test_an_empty_plot_has_no_axes_and_nothing_to_save(plot):
    plot.set_curves("training", [RunsCurves("deep", ("seed 0",), ((),))])
    assert plot.is_empty()
    plot.grab()
    assert not any(action.isEnabled() for action in plot.export_menu().actions())


def test_mean_sd_and_n_are_told_by_epoch(plot):
    plot.set_curves("training", [DEEP, COMPACT])
    assert plot.words(1).splitlines() == [
        "epoch 1, training",
        "deep: 55.0 % (SD 7.1, n = 2 runs)",
        "compact: 80.0 % (n = 1 run)",
    ]
    # No run of the other variant has come so far.
    assert plot.words(2).splitlines()[1:] == ["deep: 80.0 % (SD 14.1, n = 2 runs)"]


def test_training_lies_in_mid_epoch_and_validation_at_its_end(plot):
    plot.set_curves("training", [DEEP])
    area = plot._area()
    points = plot._curve(area, 0.5, np.array([0.5, 1.0]))
    assert points[0].x() == pytest.approx(area.left() + area.width() / 4)
    assert (points[0].y(), points[1].y()) == (area.bottom(), area.top())
    plot.set_curves("validation", [DEEP])
    points = plot._curve(area, 0.5, np.array([0.5, 1.0]))
    assert points[0].x() == pytest.approx(area.left() + area.width() / 2)
    assert points[1].x() == pytest.approx(area.right())


@pytest.mark.parametrize("part", ["training", "validation"])
def test_the_mouse_reads_the_nearest_epoch(plot, part):
    plot.set_curves(part, [DEEP])
    area = plot._area()
    for epoch in (1, 2):
        x = plot._x(plot._time(epoch))
        place = QPoint(round(x) - 2, round(area.center().y()))
        assert plot.tip_at(place).startswith(f"epoch {epoch}, {part}")
    assert plot.tip_at(QPoint(1, 1)) == ""


def test_keys_walk_through_the_epochs(plot, qtbot):
    plot.set_curves("training", [DEEP])
    told = []
    for key in (Qt.Key.Key_Right,) * 3 + (Qt.Key.Key_Left,) * 2:
        qtbot.keyClick(plot, key)
        told.append(plot.accessibleDescription()[6])
    assert told == ["1", "2", "2", "1", "1"]
    plot.set_curves("training", [COMPACT])
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert "compact: 80.0 %" in plot.accessibleDescription()


def test_the_axis_holds_all_values(plot):
    plot.set_curves("training", [DEEP])
    assert plot._lowest() == pytest.approx(0.5)
    plot.set_curves("training", [DEEP._replace(curves=((0.44,), (float("nan"),)))])
    assert plot._lowest() == pytest.approx(0.4)
    plot.set_curves("training", [DEEP._replace(curves=((0.99,), (0.98,)))])
    assert plot._lowest() == pytest.approx(0.9)
    plot.grab()


def test_numbers_are_saved_by_epoch(plot, tmp_path):
    plot.set_curves("validation", [DEEP, COMPACT])
    plot.export_csv(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        header, first, second = csv.reader(file)
    assert header[1] == "deep: mean (validation %, at its end)"
    assert header[4:6] == ["deep: seed 0", "deep: seed 1"]
    assert first == ["1", "55", "7.07107", "2", "50", "60", "80", "", "1", "80", ""]
    assert second == ["2", "80", "14.1421", "2", "70", "90", "", "", "", "", ""]


def test_drawings_hold_the_legend(plot, tmp_path):
    plot.set_curves("training", [DEEP, COMPACT])
    plot.export_svg(tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    for words in ("deep (n = 2)", "compact (n = 1)", LEGEND, "accuracy (%)", "epoch"):
        assert words in text
    assert "<image" not in text


def test_each_variant_has_its_colour_and_its_mark(plot, tmp_path):
    plot.set_curves("training", [DEEP, COMPACT])
    plot.export_png(tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    for place in (0, 1):
        assert theme.class_colour(place).rgb() in pixels
    centre = QPoint(0, 0).toPointF()
    outlines = [shape(place, centre, 10).toFillPolygon() for place in range(8)]
    assert len({tuple((p.x(), p.y()) for p in each) for each in outlines}) == 8
    assert mark_icon(0).pixmap(16).toImage() != mark_icon(1).pixmap(16).toImage()


def test_the_same_again_draws_nothing(plot, monkeypatch):
    plot.set_curves("training", [DEEP])
    drawn = []
    monkeypatch.setattr(plot, "update", lambda: drawn.append(True))
    plot.set_curves("training", [DEEP])
    assert drawn == []
    plot.set_curves("validation", [DEEP])
    assert drawn == [True]


def test_a_legend_takes_the_lines_that_it_needs():
    assert list(flow([40, 40, 40], 10, 100)) == [(0, 0), (50, 0), (0, 1)]
    assert list(flow([400, 10], 10, 100)) == [(0, 0), (0, 1)]
    assert list(flow([], 10, 100)) == []
