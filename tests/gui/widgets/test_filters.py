import numpy as np
import pytest

from cellclassifier.gui.widgets.filters import Answers, Filter, FilterStrip

CLASSES = ("discs", "squares", "stars")


@pytest.fixture
def answers():
    true = np.array([0, 0, 1, 1, 2, 2])
    predicted = np.array([0, 1, 1, 2, 2, 0])
    confidence = np.array([0.9, 0.6, 0.8, 0.8, 1.0, 0.4], np.float32)
    wrongness = np.array([0.1, 0.7, 0.2, 0.9, 0.0, 0.7], np.float32)
    return Answers(true, predicted, confidence, wrongness, true == predicted)


@pytest.fixture
def strip(qtbot):
    widget = FilterStrip()
    qtbot.addWidget(widget)
    widget.set_classes(CLASSES)
    return widget


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        (Filter(order="image"), [0, 1, 2, 3, 4, 5]),
        (Filter(order="image", backwards=True), [5, 4, 3, 2, 1, 0]),
        (Filter(), [4, 0, 2, 3, 1, 5]),
        (Filter(backwards=True), [5, 1, 2, 3, 0, 4]),
        (Filter(order="wrongness"), [3, 1, 5, 2, 0, 4]),
        (Filter(outcome="right"), [4, 0, 2]),
        (Filter(outcome="wrong", true=1), [3]),
        (Filter(cell=(2, 0)), [5]),
        (Filter(cell=(0, 2)), []),
        (Filter(bar=(0.8, 0.9)), [2, 3]),
        (Filter(bar=(0.9, 1.0)), [4, 0]),
        (Filter(outcome="right", cell=(0, 1)), []),
    ],
)
def test_rows_that_are_left_and_their_order(answers, chosen, rows):
    assert chosen.rows(answers).tolist() == rows


def test_equal_tiles_keep_the_order_of_their_images(answers):
    same = answers._replace(confidence=np.full(6, 0.5, np.float32))
    for backwards in (False, True):
        assert Filter(backwards=backwards).rows(same).tolist() == [0, 1, 2, 3, 4, 5]


def test_no_tiles_at_all_are_no_error():
    none = Answers(*(np.zeros(0, int),) * 2, *(np.zeros(0),) * 2, np.zeros(0, bool))
    assert Filter().rows(none).tolist() == []


def test_what_was_chosen_in_plots_is_told_in_words():
    assert Filter(outcome="wrong").chosen_in_plots(CLASSES) == ""
    both = Filter(cell=(2, 0), bar=(0.8, 0.86))
    assert both.chosen_in_plots(CLASSES) == (
        "true stars, predicted discs; confidence 0.80 to 0.86"
    )


def choose(combo, text):
    row = combo.findText(text)
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def test_the_sentence_edits_the_filter(qtbot, strip):
    with qtbot.waitSignal(strip.changed):
        choose(strip.outcome, "wrong")
    choose(strip.true, "stars")
    choose(strip.order, "wrongness")
    choose(strip.direction, "least wrong first")
    assert strip.filter == Filter("wrong", 2, order="wrongness", backwards=True)
    choose(strip.order, "confidence")
    assert strip.direction.currentText() == "surest first"
    assert not strip.filter.backwards


def test_clearing_keeps_the_order(strip):
    choose(strip.order, "image")
    choose(strip.outcome, "right")
    strip.narrow(bar=(0.5, 0.6))
    strip.clear()
    assert strip.filter == Filter(order="image")
    assert strip.outcome.currentText() == "all"
    assert strip.order.currentText() == "image"


def test_a_cell_stands_for_class_and_outcome(strip):
    choose(strip.outcome, "right")
    choose(strip.true, "discs")
    strip.narrow(bar=(0.5, 0.6))
    assert strip.filter.outcome == "right"
    strip.narrow(cell=(1, 2))
    assert strip.filter == Filter(cell=(1, 2), bar=(0.5, 0.6))
    assert strip.true.currentText() == "all classes"
    choose(strip.outcome, "wrong")
    strip.narrow(cell=None)
    assert strip.filter == Filter("wrong", bar=(0.5, 0.6))


def test_other_classes_clear_what_was_chosen(strip):
    choose(strip.true, "stars")
    strip.set_classes(("a", "b"))
    assert strip.filter.true is None
    names = [strip.true.itemText(row) for row in range(strip.true.count())]
    assert names == ["all classes", "a", "b"]
