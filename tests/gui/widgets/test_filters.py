import numpy as np
import pytest

from cellclassifier.core.predictions import Predictions
from cellclassifier.gui.widgets.filters import FilterStrip
from cellclassifier.gui.widgets.tile_filter import (
    UNKNOWN,
    Answers,
    Filter,
    Picked,
    groups_of,
)
from cellclassifier.gui.widgets.tile_filter import (
    answers as answers_of,
)

CLASSES = ("discs", "squares", "stars")


@pytest.fixture
def answers():
    true = np.array([0, 0, 1, 1, 2, 2])
    predicted = np.array([0, 1, 1, 2, 2, 0])
    confidence = np.array([0.9, 0.6, 0.8, 0.8, 1.0, 0.4], np.float32)
    wrongness = np.array([0.1, 0.7, 0.2, 0.9, 0.0, 0.7], np.float32)
    uncertainty = np.array([0.3, 0.8, 0.4, 0.5, 0.0, 1.0], np.float32)
    group = np.array([1, 0, 2, 1, 0, 2])
    marked = np.array([False, True, False, False, False, True])
    return Answers(true, predicted, confidence, wrongness, uncertainty, group, marked)


@pytest.fixture
def partly(answers):
    """The same, but the true class of two tiles is not known."""
    true = np.array([0, UNKNOWN, 1, 1, 2, UNKNOWN])
    wrongness = answers.wrongness.copy()
    wrongness[[1, 5]] = np.nan
    return answers._replace(true=true, wrongness=wrongness)


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
        (Filter(order="uncertainty"), [5, 1, 3, 2, 0, 4]),
        (Filter(order="uncertainty", backwards=True), [4, 0, 2, 3, 1, 5]),
        (Filter(order="group"), [1, 4, 0, 3, 2, 5]),
        (Filter(order="group", backwards=True), [2, 5, 0, 3, 1, 4]),
        (Filter(predicted=2), [4, 3]),
        (Filter(group=1), [0, 3]),
        (Filter(least=0.6, most=0.8), [2, 3, 1]),
        (Filter(most=0.8, least=0.8), [2, 3]),
        (Filter(marks="marked"), [1, 5]),
        (Filter(marks="unmarked", true=0), [0]),
        (Filter(picked=Picked(np.array([5, 3]), "x")), [3, 5]),
        (Filter(picked=Picked(np.array([5, 3]), "x"), outcome="right"), []),
        (Filter(picked=Picked(np.zeros(0, int), "x")), []),
    ],
)
def test_rows_that_are_left_and_their_order(answers, chosen, rows):
    assert chosen.rows(answers).tolist() == rows


def test_equal_tiles_keep_the_order_of_their_images(answers):
    same = answers._replace(confidence=np.full(6, 0.5, np.float32))
    for backwards in (False, True):
        assert Filter(backwards=backwards).rows(same).tolist() == [0, 1, 2, 3, 4, 5]


def test_what_is_not_known_is_neither_right_nor_wrong(partly):
    assert Filter(outcome="unknown").rows(partly).tolist() == [1, 5]
    assert Filter(outcome="wrong").rows(partly).tolist() == [3]
    assert Filter(true=UNKNOWN, order="image").rows(partly).tolist() == [1, 5]
    for backwards in (False, True):
        shown = Filter(order="wrongness", backwards=backwards).rows(partly)
        assert shown[-2:].tolist() == [1, 5]


def test_groups_are_sorted_by_their_numbers():
    groups = ("dish 10", "dish 2", "B", "dish 2", "")
    n = len(groups)
    table = Predictions(
        *(("a", "b"), tuple(range(n)), (None,) * n, groups, ((0, 0),) * n),
        *(("a",) * n, np.full((n, 2), 0.5, np.float32)),
    )
    names = groups_of(table)
    assert names == ["", "B", "dish 2", "dish 10"]
    assert [names[place] for place in answers_of(table).group] == list(groups)


def test_no_tiles_at_all_are_no_error():
    numbers, whole = (np.zeros(0),) * 3, np.zeros(0, int)
    none = Answers(whole, whole, *numbers, whole, np.zeros(0, bool))
    assert Filter().rows(none).tolist() == []


def test_what_was_chosen_in_plots_is_told_in_words():
    assert Filter(outcome="wrong").chosen_in_plots(CLASSES) == ""
    both = Filter(cell=(2, 0), bar=(0.8, 0.86))
    assert both.chosen_in_plots(CLASSES) == (
        "true stars, predicted discs; confidence 0.80 to 0.86"
    )
    picked = Filter(picked=Picked(np.array([1]), "score of discs at least 0.73"))
    assert picked.chosen_in_plots(CLASSES) == "score of discs at least 0.73"


def test_all_that_narrows_is_told_in_words():
    groups = ["dish 1", "dish 2"]
    assert Filter().told(CLASSES, groups) == "by confidence, surest first"
    assert not Filter().narrows
    one = Filter("wrong", 1, 2, 0.5, 0.9, 1, "marked", order="group", backwards=True)
    assert one.narrows
    assert one.told(CLASSES, groups) == (
        "wrong; true squares; predicted stars; confidence 0.50 to 0.90; group dish 2; "
        "marked labels; by group, last to first"
    )
    assert Filter(true=UNKNOWN).told(CLASSES, groups).startswith("true unknown;")


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
    choose(strip.predicted, "discs")
    choose(strip.marks, "not marked")
    with qtbot.waitSignal(strip.changed):
        strip.least.setValue(0.25)
    strip.most.setValue(0.75)
    assert strip.filter == Filter(
        *("wrong", 2, 0, 0.25, 0.75, None, "unmarked", None, None, None),
        *("wrongness", True),
    )
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


def test_groups_and_unknown_classes_are_offered_where_there_are(strip):
    outcomes = [strip.outcome.itemText(row) for row in range(strip.outcome.count())]
    assert outcomes == ["all", "right", "wrong"]
    strip.set_classes(CLASSES, ["dish 2", "dish 10"], unknown=3)
    choose(strip.group, "dish 10")
    choose(strip.true, "unknown")
    assert (strip.filter.group, strip.filter.true) == (1, UNKNOWN)
    choose(strip.outcome, "unknown")
    assert strip.filter.outcome == "unknown"
    strip.clear()
    assert strip.filter == Filter()
    assert strip.group.currentText() == "all groups"
    assert (strip.least.value(), strip.most.value()) == (0, 1)
