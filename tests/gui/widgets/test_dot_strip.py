"""Test accuracy of the runs as dots: where they lie, and what is told and saved."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from cellclassifier.core.experiment_results import spread
from cellclassifier.gui.widgets.dot_strip import DotStrip

DEEP = spread([0.91, 0.94, 0.94, 0.95, 0.96])


@pytest.fixture
def strip(qtbot):
    widget = DotStrip("Nothing yet.")
    qtbot.addWidget(widget)
    widget.resize(500, 260)
    widget.show()
    return widget


def test_without_a_result_there_is_a_sentence(strip):
    strip.set_spreads("S1", {"deep": spread([])}, 0.5)
    assert strip.is_empty()
    strip.grab()
    assert strip.accessibleDescription() == ""


def test_all_numbers_stand_there_in_words(strip, tmp_path):
    strip.set_spreads("S1", {"deep": DEEP, "compact": spread([])}, 0.5)
    strip.export_svg(tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    for words in (DEEP.text(), "no run has a result yet", "chance 50 %", "mean"):
        assert words in text
    assert "accuracy on S1 (%)" in text
    assert "n = 5 runs; 95 %" in strip.accessibleDescription()


def test_the_axis_holds_chance_and_all_values(strip):
    for values, chance in (([0.91, 1.0], 0.5), ([0.2, 0.9], 0.25), ([0.0, 1.0], 0.5)):
        strip.set_spreads("S1", {"deep": spread(values)}, chance)
        for share in (*values, chance):
            assert 0 < strip.x_of(share) < strip.width()
        assert strip.x_of(values[1]) > strip.x_of(values[0])
        strip.grab()


def test_dots_of_one_value_lie_beside_each_other(strip):
    strip.set_spreads("S1", {"deep": DEEP}, 0.5)
    places = [(p.x(), p.y()) for p in strip._places(DEEP, 100)]
    assert len(set(places)) == 5
    assert sorted(x for x, _ in places) == sorted(map(strip.x_of, DEEP.values))


def test_the_mouse_tells_the_variant(strip):
    strip.set_spreads("S1", {"deep": DEEP, "compact": spread([0.9])}, 0.5)
    for row, words in ((0, f"deep: {DEEP.text()}"), (1, "compact: 90.0 % (n = 1 run)")):
        assert strip.tip_at(QPoint(10, strip._top(row) + 5)) == words
    assert strip.tip_at(QPoint(10, strip.height() - 1)) == ""


def test_it_asks_for_the_room_of_its_rows(strip):
    strip.set_spreads("S1", {"deep": DEEP}, 0.5)
    one = strip.minimumSizeHint().height()
    strip.set_spreads("S1", dict.fromkeys("abc", DEEP), 0.5)
    assert strip.minimumSizeHint().height() == one + 2 * strip._pitch()


def test_numbers_are_saved(strip, tmp_path):
    found = {"deep": DEEP, "compact": spread([0.9])}
    strip.set_spreads("S1", found, 0.5)
    strip.export_csv(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        header, deep, compact = csv.reader(file)
    assert header[:4] == ["variant", "mean accuracy on S1 (%)", "SD", "n (runs)"]
    numbers = np.array(deep[1:6], float)
    expected = [94, 100 * DEEP.deviation, 5, 100 * DEEP.low, 100 * DEEP.high]
    np.testing.assert_allclose(numbers, expected, rtol=1e-4)
    assert deep[6:] == ["91", "94", "94", "95", "96"]
    assert compact == ["compact", "90", "", "1", "", "", "90", "", "", "", ""]
