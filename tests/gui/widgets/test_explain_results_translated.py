"""Plots of a measurement in another language; the tables that are saved of them."""

import marking
import numpy as np
import pytest

from cellclassifier.core.clumps.deletion import FRACTIONS, ORDERS, order_name
from cellclassifier.core.clumps.medians import Median
from cellclassifier.core.clumps.over_runs import OverRuns
from cellclassifier.core.clumps.tables import Line, Null, Standing
from cellclassifier.gui.widgets.explain_measure_runs import RunsPlot
from cellclassifier.gui.widgets.explain_numbers import table_of
from cellclassifier.gui.widgets.explain_results_curves import Axes, CurvePlot
from cellclassifier.gui.widgets.explain_results_plots import NullPlot

NULLS = ("brightness alone", "masks elsewhere", "permuted networks")


def standing():
    nulls = tuple(Null(name, np.array([1.0, 2.0, 2.5])) for name in NULLS)
    return Standing("not known", 3.0, 2.5, 3.5, 12, nulls)


def curves():
    x = 100 * np.array(FRACTIONS)
    return [Line(o, x, x, x, x, 9, 3, order_name(o)) for o in ORDERS]


def over_runs():
    each = tuple(Median(v, 9, 5, 1, None, "groups") for v in (2.0, 3.0))
    return OverRuns("not known", each, Median(2.5, 9, 5, 2, None, "runs and groups"), 2)


def nulls(qtbot):
    plot = NullPlot()
    qtbot.addWidget(plot)
    plot.show_standings([standing()])
    return plot


def runs(qtbot):
    plot = RunsPlot()
    qtbot.addWidget(plot)
    plot.show_runs([over_runs()], ("r1", "r2"))
    return plot


def shares(qtbot):
    from cellclassifier.core.language import tr

    plot = CurvePlot(Axes("", tr("clumps put in"), tr("log-odds")), "")
    qtbot.addWidget(plot)
    plot.set_lines(curves())
    return plot


@pytest.mark.parametrize("make", [nulls, shares])
def test_tables_of_plots_stay_english(qtbot, make):
    english = make(qtbot).table()
    with marking.marked():
        assert make(qtbot).table() == english


def test_families_of_strips_stay_english_in_tables(qtbot):
    with marking.marked():
        _, rows = runs(qtbot).table()
    assert {row[0] for row in rows} == {"not known (n = 9 tiles)"}


def test_what_strips_and_curves_are_called_is_translated(qtbot):
    with marking.marked():
        strips = [*nulls(qtbot)._strips, *runs(qtbot)._strips]
        said = [text for each in strips for text in (each.name, each.family)]
        said += shares(qtbot).accessibleDescription().split("; ")
        for text in said:
            assert marking.left(text) == [], text


def test_the_table_of_numbers_is_translated_but_for_classes():
    number = {"value": "3.1", "low": "NA", "high": "NA", "tiles": "9", "groups": "4"}
    number |= {"without_clumps": "2", "interval_over": "groups"}
    rows = [
        {"class": name, "outcome": outcome, "number": kind, **number}
        for name in ("ill", "not known")
        for outcome in ("all", "right", "wrong")
        for kind in ("enrichment", "mass")
    ]
    beside = [
        {"class": "ill", "outcome": "all", "null": null, "median": "1", "draws": "3"}
        | {"below": "2"}
        for null in NULLS
    ]
    with marking.marked():
        columns, found = table_of(rows, beside)
        # The others stand in constants, which are translated with the window's start.
        said = [text for column in columns[3:6] for text in column[:2]]
        said += [found[place].cells[0] for place in range(6)]
        said += [each.help for each in found]
        for text in said:
            assert marking.left(text, "ill") == [], text
