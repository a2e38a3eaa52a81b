"""Plots of a measurement: curves over dense axes, strips of dots, and what is seen."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from cellclassifier.core.clumps.cascade import Step
from cellclassifier.core.clumps.deletion import FRACTIONS, ORDERS
from cellclassifier.core.clumps.tables import Doses, Line, Null, Standing
from cellclassifier.gui.widgets.explain_results_curves import Axes, CurvePlot
from cellclassifier.gui.widgets.explain_results_plots import PlotSections, Plotted
from cellclassifier.gui.widgets.explain_results_strips import Strip, StripPlot

NAN = float("nan")


def shown(qtbot, widget, height=220):
    qtbot.addWidget(widget)
    widget.resize(420, height)
    widget.show()
    return widget


def line(name, values, x=(0.0, 1.0, 100.0)):
    mean = np.array(values, float)
    return Line(name, np.array(x), mean, mean - 1, mean + 1, 9, 3)


def rows():
    return [
        {
            **{"explained": name, "kind": kind, "order": order, "share": f"{share}"},
            **{"log_odds": f"{share + place}", "low": "NA", "high": "NA"},
            **{"tiles": "7", "groups": "2"},
        }
        for name in ("well", "ill")
        for kind in ("deletion", "insertion")
        for place, order in enumerate(ORDERS)
        for share in FRACTIONS
    ]


def plotted(**changes):
    draws = Null("permuted networks", np.array([1.0, 2.0, 2.5]))
    bright = Null("brightness alone", np.array([1.9]))
    clumps = (0.0, 1.0, 4.0)
    found = Plotted(
        [Standing("ill", 3.0, 2.5, 3.5, 12, (bright, draws))],
        Doses(
            line("flips", (0, 40, 90), clumps), line("odds", (3, 1, -2), clumps), "So."
        ),
        rows(),
        [Step(("output",), (0.9, NAN, 0.7)), Step(("a", "b"), (0.1, 0.2, 0.0))],
    )
    return found._replace(**changes)


@pytest.fixture
def sections(qtbot):
    return shown(qtbot, PlotSections(), 1600)


def test_an_axis_may_be_dense_near_zero(qtbot):
    axes = Axes("title", "%", "y", np.sqrt, (0, 1, 25, 100), level=0)
    plot = shown(qtbot, CurvePlot(axes, "nothing"))
    plot.set_lines([line("a", (1, 2, 3))])
    left, near, far = plot._across(np.array([0.0, 1.0, 100.0]))
    assert near - left == pytest.approx((far - left) / 10)
    assert plot.tip_at(QPoint(round(near), 120)).endswith("a: 2 (1 to 3) at 1")
    assert not plot.grab().isNull()


def test_the_axis_of_values_holds_all_bands_and_begins_at_0(qtbot):
    plot = shown(qtbot, CurvePlot(Axes("t", "x", "y"), "nothing"))
    plot.set_lines([line("a", (1, 2, 3))])
    assert plot._ends()[0] == 0
    assert plot._ends()[1] > 4
    plot.set_lines([line("a", (-5, 2, 3))])
    assert plot._ends()[0] < -6


def test_strips_tell_each_dot_and_are_as_high_as_they_are_many(qtbot):
    plot = shown(qtbot, StripPlot("title", "nothing", 1, (0, 1)))
    assert plot.is_empty()
    dots = np.array([1.0, 2.0, 4.0])
    strips = [
        Strip("runs", dots, 2.0, 1.5, 3.0, 0, ("r1", "r2", "r3"), "ill"),
        Strip("brightness", np.empty(0), 1.9, NAN, NAN, 7, (), "ill"),
        Strip("runs", dots, 2.0, NAN, NAN, 1, (), "well"),
    ]
    plot.set_strips(strips[:2])
    low = plot.sizeHint().height()
    plot.set_strips(strips)
    assert plot.sizeHint().height() > low
    plot.resize(420, plot.sizeHint().height())
    middle = int(plot._top(0)) + 10
    right = int(plot._across(np.array([4.0]))[0])
    assert plot.tip_at(QPoint(right, middle)) == (
        "ill, runs: 2 (1.5 to 3), 3 dots\nr3: 4"
    )
    assert "well" in plot.tip_at(QPoint(right, int(plot._top(2)) + 5))
    assert plot.tip_at(QPoint(1, 1)) == ""
    header, table = plot.table()
    assert table[0] == ["ill", "runs", "r1", "1", "NA", "NA"]
    assert table[3] == ["ill", "runs", "middle", "2", "1.5", "3"]
    assert {len(row) for row in table} == {len(header)}
    assert "brightness: 1.9" in plot.accessibleDescription()
    assert not plot.grab().isNull()


def test_all_that_was_measured_is_plotted_with_a_sentence(sections):
    sections.show_result(plotted())
    assert [plot.is_empty() for plot in sections.plots()] == [False] * 6
    assert not any(plot.isHidden() for plot in sections.plots())
    words = {name: label.text() for name, label in sections.words.items()}
    assert words["nulls"] == (
        "`ill`: 3 x over area, above brightness alone (1.9 x), above 3 of 3 permuted "
        "networks."
    )
    assert words["doses"] == "So."
    assert words["deletion"].startswith("With 1 % of the pixels blurred")
    assert "put back" in words["insertion"]
    assert "Likeness" in words["cascade"]
    # Dots are the draws themselves.
    strips = sections.nulls._strips
    assert [strip.dots.size for strip in strips] == [0, 0, 3]
    assert strips[0].middle == 3
    assert [strip.dots.size for strip in sections.cascade._strips] == [2, 3]


def test_attribution_brightness_and_chance_are_in_one_plot(sections):
    sections.show_result(plotted())
    assert [each.name for each in sections.deletion._lines] == list(ORDERS)
    assert sections.deletion.axes.scale is np.sqrt
    assert sections.which.currentText() == "ill"
    assert [sections.which.itemText(n) for n in range(2)] == ["well", "ill"]
    assert sections.insertion._lines[0].tiles == 7


def test_what_was_not_measured_leaves_a_sentence_and_no_blank_plot(sections):
    sections.show_result(plotted(doses=None, curves=[], steps=[]))
    hidden = [plot.isHidden() for plot in sections.plots()]
    assert hidden == [False, True, True, True, True, True]
    assert "No clumps were put into" in sections.words["doses"].text()
    assert "No pixels were deleted" in sections.words["deletion"].text()
    assert "not emptied" in sections.words["cascade"].text()
    assert sections.words["insertion"].isHidden()
    sections.show_result(plotted())
    assert not sections.flips.isHidden()


def test_results_of_earlier_versions_have_medians_only(sections):
    old = Null("permuted networks", np.array([2.0]))
    standing = Standing("ill", 3.0, NAN, NAN, 12, (old,))
    sections.show_result(plotted(standings=[standing]))
    assert "earlier version" in sections.words["nulls"].text()
    assert not sections.nulls.is_empty()


def test_plots_can_be_saved(sections, tmp_path):
    sections.show_result(plotted())
    names = [plot.name for plot in sections.plots()]
    assert len(set(names)) == 6
    for plot in sections.plots():
        plot.export_csv(tmp_path / "a.csv")
        assert len((tmp_path / "a.csv").read_text().splitlines()) > 2
        plot.export_svg(tmp_path / "a.svg")
        assert "<svg" in (tmp_path / "a.svg").read_text()
    sections.deletion.export_svg(tmp_path / "a.svg")
    assert "random (n = 7 tiles)" in (tmp_path / "a.svg").read_text()
