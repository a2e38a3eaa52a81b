"""Counts by predicted class and confidence."""

import numpy as np
import pytest
from judged import sure, table
from PySide6.QtCore import Qt

from cellclassifier.gui.widgets.count_table import CountTable
from cellclassifier.gui.widgets.numbers_report import Choice, make_report

OF = table(
    [*sure("aab", confidence=0.95), *sure("ab", confidence=0.5 + 1e-6), [1.0, 0.0]],
    "......",
)


@pytest.fixture
def counts(qtbot):
    widget = CountTable()
    qtbot.addWidget(widget)
    widget.resize(800, 120)
    widget.show_report(make_report(OF, None, Choice()))
    widget.show()
    widget.got = []
    widget.chosen.connect(lambda *got: widget.got.append(got))
    return widget


def click(qtbot, counts, row, column):
    place = counts.visualRect(counts.model_of_rows.index(row, column)).center()
    qtbot.mouseClick(counts.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_unit_is_counted_once(counts):
    assert counts.rows() == [
        ["a", "4", "66.7", "0.950", "1", "0", "0", "0", "3"],
        ["b", "2", "33.3", "0.725", "1", "0", "0", "0", "1"],
    ]


def test_a_click_asks_for_the_units_of_the_cell(counts, qtbot):
    click(qtbot, counts, 0, 8)
    click(qtbot, counts, 1, 1)
    units = [np.flatnonzero(got).tolist() for got, _ in counts.got]
    assert units == [[0, 1, 5], [2, 4]]
    assert [words for _, words in counts.got] == [
        "predicted a, confidence 0.90 to 1.00",
        "predicted b",
    ]


def test_an_empty_cell_asks_for_nothing(counts, qtbot):
    click(qtbot, counts, 0, 5)
    assert counts.got == []


def test_return_asks_too(counts, qtbot):
    counts.setCurrentIndex(counts.model_of_rows.index(1, 4))
    qtbot.keyClick(counts, Qt.Key.Key_Return)
    assert counts.got[0][1] == "predicted b, confidence 0.50 to 0.60"
