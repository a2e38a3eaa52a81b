"""Plots of where attribution lies."""

import pytest
from PySide6.QtCore import QPoint

from cellclassifier.gui.widgets.explain_profiles import (
    TITLES,
    ProfilePlot,
    curves_of,
)
from cellclassifier.gui.widgets.explain_results_curves import round_ticks


def rows():
    found = []
    for name in ("all", "control", "clumps"):
        for x, mean in ((5, 0.5), (50, 1.0), (95, 4.0)):
            low = "NA" if name == "control" else f"{mean / 2}"
            found.append(
                {
                    **{"class": name, "along": "brightness", "x": str(x)},
                    **{"unit": "% darker", "mean": str(mean), "low": low, "high": low},
                    **{"tiles": "12", "groups": "3"},
                }
            )
    return found


@pytest.fixture
def plot(qtbot):
    made = ProfilePlot("brightness")
    qtbot.addWidget(made)
    made.resize(400, 220)
    made.show()
    return made


def test_each_class_is_a_curve_and_all_tiles_together_are_none():
    curves, unit = curves_of(rows(), "brightness")
    assert [each.name for each in curves] == ["control", "clumps"]
    assert unit == "% darker"
    assert curves[1].mean.tolist() == [0.5, 1, 4]
    assert curves_of(rows(), "centre") == ([], "")


def test_values_are_told_under_the_mouse(plot):
    plot.set_profiles(rows())
    assert not plot.is_empty()
    right = plot._area().bottomRight().toPoint() - QPoint(1, 1)
    told = plot.tip_at(right)
    assert "clumps: 4 x the mean (2 to 2)" in told
    assert "control: 4 x the mean at 95" in told
    assert plot.tip_at(QPoint(0, 0)) == ""
    assert "12 tiles in 3 groups" in plot.accessibleDescription()


def test_numbers_and_picture_can_be_saved(plot, tmp_path):
    plot.set_profiles(rows())
    plot.export_csv(tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text().splitlines()
    assert lines[0] == "curve,% darker,mean attribution,low,high"
    assert lines[-1] == "clumps,95,4,2,2"
    plot.export_svg(tmp_path / "a.svg")
    assert "control (n = 12 tiles)" in (tmp_path / "a.svg").read_text()


def test_without_numbers_it_says_so(plot):
    plot.set_profiles([])
    assert plot.is_empty()
    assert not plot.grab().isNull()
    assert set(TITLES) == {"brightness", "distance", "centre"}


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [(0, 4.2, [0, 1, 2, 3, 4]), (-0.5, 13, [0, 5, 10]), (5, 95, [20, 40, 60, 80])],
)
def test_ticks_are_round(low, high, wanted):
    assert round_ticks(low, high) == wanted
