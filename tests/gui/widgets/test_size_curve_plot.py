"""The plot that tells whether more data would help."""

import pytest
import sized
from PySide6.QtCore import QPoint, Qt

from cellclassifier.core.comparison.size_curve import SizeCurve
from cellclassifier.core.files import read_table
from cellclassifier.gui.widgets.size_curve_plot import SizeCurvePlot


@pytest.fixture(scope="module")
def curve(tmp_path_factory) -> SizeCurve:
    return sized.curve(tmp_path_factory.mktemp("plot"), runs=5)


@pytest.fixture
def plot(qtbot):
    made = SizeCurvePlot()
    qtbot.addWidget(made)
    made.resize(760, 460)
    made.show()
    return made


def middle(plot, index):
    x, y = plot.spots()[index].tolist()
    return QPoint(round(x), round(y))


def test_empty_it_says_how_to_get_a_curve(plot):
    assert plot.is_empty()
    assert "Would more data help?" in plot._message
    plot.grab()
    assert not any(a.isEnabled() for a in plot.export_menu().actions())


def test_each_run_is_a_point_that_can_be_chosen(qtbot, plot, curve):
    plot.show_curve(curve)
    assert not plot.is_empty()
    runs = [run for each in (*curve.points, *curve.references) for run in each.runs]
    assert len(plot.spots()) == len(runs) == 8 * 5
    last = len(runs) - 1
    with qtbot.waitSignal(plot.run_chosen) as heard:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=middle(plot, last))
    assert heard.args[0].record.variant == "deep, without clumps"
    assert "without clumps, seed" in plot.tip_at(middle(plot, last))


@pytest.mark.parametrize("size", [(760, 460), (480, 300), (1200, 700)])
def test_all_lies_inside_sizes_from_left_to_right_controls_beside(plot, curve, size):
    plot.resize(*size)
    plot.show_curve(curve)
    spots = plot.spots()
    assert (spots > 0).all()
    assert (spots[:, 0] < size[0]).all()
    assert (spots[:, 1] < size[1]).all()
    means = spots[:, 0].reshape(-1, 5).mean(axis=1)
    assert list(means) == sorted(means)
    # Higher is better.
    value = [100 * v for point in curve.points for v in point.values]
    order = sorted(range(25), key=lambda i: value[i])
    heights = [spots[i, 1] for i in order]
    assert heights == sorted(heights, reverse=True)
    plot.grab()


def test_means_references_and_the_forecast_are_told_under_the_mouse(plot, curve):
    plot.show_curve(curve)
    left, right = plot._areas()
    bottom = round(left.bottom()) - 3
    first = QPoint(round(plot._x(curve.points[0].size)), bottom)
    assert plot.tip_at(first).startswith("1 tile a class: 6")
    end = QPoint(round(plot._x(curve.forecast.size)), bottom)
    assert plot.tip_at(end).startswith("At twice the data")
    last = QPoint(round(right.right()) - 5, bottom)
    assert plot.tip_at(last).startswith("background only: ")
    assert "n = 32 test tiles" in plot.tip_at(last)
    assert plot.tip_at(QPoint(1, 1)) == ""


def test_who_does_not_see_it_is_told_what_it_says(plot, curve):
    plot.show_curve(curve)
    assert "At twice the data" in plot.accessibleDescription()
    plot.show_curve(None)
    assert plot.is_empty()
    assert "At twice" not in plot.accessibleDescription()


def test_it_is_saved_as_drawing_picture_page_and_numbers(plot, curve, tmp_path):
    plot.show_curve(curve)
    plot.export_png(tmp_path / "a.png")
    plot.export_svg(tmp_path / "a.svg")
    plot.export_pdf(tmp_path / "a.pdf")
    plot.export_csv(tmp_path / "a.csv")
    assert "majority" not in (tmp_path / "a.svg").read_text()
    assert "chance 50 %" in (tmp_path / "a.svg").read_text()
    kinds = {row["kind"] for row in read_table(tmp_path / "a.csv")}
    assert {"run", "mean", "law", "forecast", "control", "trivial"} <= kinds


def test_a_curve_of_one_size_without_anything_beside_it_is_shown(plot, curve):
    plot.show_curve(
        curve._replace(points=curve.points[:1], references=(), forecast=None)
    )
    plot.grab()
    assert len(plot.spots()) == 5
