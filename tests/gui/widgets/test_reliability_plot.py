"""The reliability diagram: what is drawn, read and chosen."""

import csv

import pytest
from judged import drawn, sure, table
from PySide6.QtCore import QPoint, Qt

from cellclassifier.core.evaluation.curves import reliability
from cellclassifier.core.statistics import wilson
from cellclassifier.gui.widgets.reliability_plot import ReliabilityPlot

# 3 of 4 right at a confidence of 0.85, and 1 of 2 at 0.55.
EXAMPLE = table(
    [*sure("aaaa", confidence=0.85), *sure("aa", confidence=0.55)], "aaabab"
)


@pytest.fixture
def plot(qtbot):
    widget = ReliabilityPlot()
    qtbot.addWidget(widget)
    widget.resize(480, 440)
    widget.set_reliability(reliability(EXAMPLE))
    widget.show()
    widget.got = []
    widget.chosen.connect(widget.got.append)
    return widget


def test_a_bin_is_told_with_n_and_interval(plot):
    share = wilson(3, 4)
    assert plot.words(8) == (
        "confidence 80-90 % (mean 85.0 %): 3 of 4 right: 75.0 % "
        f"({100 * share.low:.1f}-{100 * share.high:.1f})"
    )
    assert plot.words(0) == "confidence 0-10 %: no tiles"
    middle = plot.bin_rect(8).center().toPoint()
    assert plot.tip_at(middle) == plot.words(8)
    assert plot.tip_at(QPoint(2, 2)) == ""


def test_a_click_chooses_a_bin_that_holds_tiles(plot, qtbot):
    for place in (5, 0, 8):
        middle = plot.bin_rect(place).center().toPoint()
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert plot.got == [5, 8]


def test_bars_below_the_square_belong_to_it(plot):
    column = plot.bin_rect(8)
    assert column.bottom() == plot.area().bottom() + plot.strip
    assert plot.bin_at(column.center()) == 8


def test_keys_walk_and_choose(plot, qtbot):
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert plot.got == []
    for _ in range(2):
        qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription() == plot.words(8)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    for _ in range(20):
        qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    assert plot.got == [8]
    assert plot.accessibleDescription() == plot.words(0)


def test_bins_are_saved(plot, tmp_path):
    plot.export_csv(tmp_path / "bins.csv")
    with (tmp_path / "bins.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10
    assert sum(int(row["tiles"]) for row in rows) == 6
    assert float(rows[8]["share right"]) == 0.75
    assert rows[0]["share right"] == ""


def test_points_are_painted_where_they_belong(plot):
    image = plot.grab().toImage()
    at = plot.place(0.85, 0.75).toPoint()
    assert image.pixelColor(at) == plot.colours().accent
    # The interval ends there.
    foot = plot.place(0.85, wilson(3, 4).low).toPoint()
    assert image.pixelColor(foot.x(), foot.y() - 6) != plot.colours().panel
    assert image.pixelColor(foot.x(), foot.y() + 6) == plot.colours().panel


def test_without_bins_there_is_a_sentence(plot, qtbot):
    plot.set_reliability(None, message="No class is known.")
    assert plot.is_empty()
    plot.grab()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert plot.got == []
    assert plot.table()[1] == []


def test_units_are_named(plot):
    plot.set_reliability(reliability(drawn(40)), "images")
    assert plot.table()[0][2] == "images"
    assert plot.words(0) == "confidence 0-10 %: no images"
