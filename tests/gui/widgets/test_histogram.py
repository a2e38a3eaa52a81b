"""The histogram of confidence: bars, words, and what is chosen."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.histogram import (
    BARS,
    ConfidenceHistogram,
    round_numbers,
)
from cellclassifier.gui.widgets.tile_filter import in_bar

CONFIDENCE = np.array([0.5, 0.54, 0.55, 0.72, 0.97, 0.98, 0.99, 1.0])
RIGHT = np.array([True, False, True, False, True, True, False, True])


@pytest.fixture
def histogram(qtbot):
    widget = ConfidenceHistogram()
    qtbot.addWidget(widget)
    widget.resize(400, 240)
    widget.set_values(CONFIDENCE, RIGHT)
    widget.show()
    widget.told = []
    widget.chosen.connect(lambda *ends: widget.told.append(ends))
    widget.cleared.connect(lambda: widget.told.append(None))
    return widget


def click(qtbot, widget, bar):
    place = widget.bar_rect(bar).center().toPoint()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)


def test_tiles_are_counted_by_bar_and_outcome(histogram):
    right, wrong = histogram.counts()
    assert list(right) == [1, 1, 0, 0, 0, 0, 0, 0, 0, 3]
    assert list(wrong) == [1, 0, 0, 0, 1, 0, 0, 0, 0, 1]


def test_axis_begins_at_one_over_the_classes(histogram, qtbot):
    confidence = np.array([0.25, 0.3, 0.6])
    histogram.set_values(confidence, np.ones(3, bool), classes=4)
    click(qtbot, histogram, 0)
    click(qtbot, histogram, 4)
    assert histogram.told == [
        (pytest.approx(0.25), pytest.approx(0.325)),
        (pytest.approx(0.55), pytest.approx(0.625)),
    ]


@pytest.mark.parametrize("classes", [2, 3, 7])
def test_bars_part_all_tiles_even_where_rounding_hurts(histogram, qtbot, classes):
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, (3000, classes)).astype(np.float32)
    logits[:3] = 0
    logits[3:6, 0] = 200
    shares = np.exp(logits - logits.max(1, keepdims=True))
    confidence = (shares / shares.sum(1, keepdims=True)).max(1)
    histogram.set_values(confidence, random.random(3000) < 0.5, classes)
    right, wrong = histogram.counts()
    assert right.sum() + wrong.sum() == 3000
    for bar in range(BARS):
        click(qtbot, histogram, bar)
    counted = [in_bar(confidence, *ends).sum() for ends in histogram.told]
    assert counted == [n for n in right + wrong if n]


def test_confidence_a_hair_below_what_is_possible_is_found(histogram, qtbot):
    confidence = np.array([np.nextafter(0.5, 0), 0.52])
    histogram.set_values(confidence, np.ones(2, bool))
    click(qtbot, histogram, 0)
    assert in_bar(confidence, *histogram.told[0]).sum() == 2


def test_wrong_is_on_top_and_hatched(histogram):
    histogram.set_values(np.full(40, 0.97), np.arange(40) < 20)
    image = histogram.grab().toImage()
    colours = theme.colours()
    column = histogram.bar_rect(9).toRect()
    half = column.height() // 2
    low = column.adjusted(4, half + 6, -4, -4)
    high = column.adjusted(4, 4, -4, -half - 6)

    def seen(box):
        return [
            image.pixelColor(x, y)
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        ]

    assert all(colour == colours.right for colour in seen(low))
    hatched = seen(high)
    assert colours.wrong in hatched
    assert colours.panel in hatched
    assert colours.right not in hatched


def test_bars_have_the_height_of_their_count(histogram):
    histogram.set_values(np.repeat([0.52, 0.97], [10, 40]), np.ones(50, bool))
    image = histogram.grab().toImage()

    def height(bar):
        box = histogram.bar_rect(bar).toRect()
        x = box.center().x()
        rows = range(box.top(), box.bottom())
        return sum(image.pixelColor(x, y) == theme.colours().right for y in rows)

    assert height(9) == pytest.approx(4 * height(0), rel=0.1)
    assert height(9) == pytest.approx(histogram.bar_rect(9).height(), abs=2)


def test_click_chooses_and_again_clears(histogram, qtbot):
    click(qtbot, histogram, 9)
    click(qtbot, histogram, 4)
    click(qtbot, histogram, 4)
    assert histogram.told == [
        (pytest.approx(0.95), 1.0),
        (pytest.approx(0.7), pytest.approx(0.75)),
        None,
    ]


def test_empty_bar_and_margins_choose_nothing(histogram, qtbot):
    click(qtbot, histogram, 3)
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    centre = histogram.bar_rect(9).center().toPoint()
    qtbot.mouseClick(histogram, Qt.MouseButton.RightButton, pos=centre)
    assert histogram.told == []


def test_keys_walk_choose_and_clear(histogram, qtbot):
    key = Qt.Key
    for pressed in (key.Key_Left, key.Key_Space, key.Key_Right, key.Key_Return):
        qtbot.keyClick(histogram, pressed)
    assert [ends[0] for ends in histogram.told] == pytest.approx([0.5, 0.55])
    qtbot.keyClick(histogram, key.Key_Right)
    qtbot.keyClick(histogram, key.Key_Escape)
    qtbot.keyClick(histogram, key.Key_Escape)
    assert histogram.told[2:] == [None]
    for _ in range(20):
        qtbot.keyClick(histogram, key.Key_Right)
    qtbot.keyClick(histogram, key.Key_Enter)
    assert histogram.told[3] == (pytest.approx(0.95), 1.0)


def test_chosen_bar_is_marked_without_a_signal(histogram, qtbot):
    plain = histogram.grab().toImage()
    histogram.set_chosen(0.7)
    assert histogram.told == []
    assert histogram.grab().toImage() != plain
    edge = histogram.bar_rect(4)
    place = QPointF(edge.left(), edge.center().y()).toPoint()
    near = [place + QPoint(dx, 0) for dx in (-1, 0, 1)]
    image = histogram.grab().toImage()
    assert theme.colours().accent in [image.pixelColor(p) for p in near]
    histogram.set_chosen(None)
    assert histogram.grab().toImage() == plain


def test_new_values_clear_the_choice_without_a_signal(histogram, qtbot):
    histogram.set_chosen(0.95)
    histogram.set_values(CONFIDENCE, RIGHT)
    click(qtbot, histogram, 9)
    assert histogram.told == [(pytest.approx(0.95), 1.0)]


def test_bar_is_spoken_and_told_by_the_mouse(histogram, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, who: shown.append(text))
    for place in (histogram.bar_rect(9).center().toPoint(), QPoint(1, 1)):
        event = QHelpEvent(QEvent.Type.ToolTip, place, histogram.mapToGlobal(place))
        QApplication.sendEvent(histogram, event)
    expected = "confidence 0.95 to 1.00: 3 right, 1 wrong"
    assert shown == [expected, ""]
    click(qtbot, histogram, 9)
    assert histogram.accessibleDescription() == "chosen: " + expected


def test_no_values_show_a_sentence_and_choose_nothing(histogram, qtbot):
    histogram.set_values(np.empty(0), np.empty(0, bool))
    plain = histogram.grab().toImage()
    histogram.set_message("Choose a run that has predictions.")
    assert histogram.grab().toImage() != plain
    click(qtbot, histogram, 5)
    qtbot.keyClick(histogram, Qt.Key.Key_Space)
    assert histogram.told == []


def test_unequal_lengths_are_refused(histogram):
    with pytest.raises(ValueError, match="outcomes"):
        histogram.set_values(np.ones(3), np.ones(2, bool))


def test_axis_ends_on_a_round_number():
    numbers = round_numbers()
    assert [next(numbers) for _ in range(7)] == [1, 2, 5, 10, 20, 50, 100]


def test_focus_is_visible(histogram, qtbot):
    histogram.activateWindow()
    histogram.clearFocus()
    qtbot.waitUntil(lambda: not histogram.hasFocus())
    plain = histogram.grab().toImage()
    histogram.setFocus()
    qtbot.waitUntil(histogram.hasFocus)
    assert histogram.grab().toImage() != plain


def test_tiles_whose_class_is_not_known_are_a_kind_of_their_own(qtbot, histogram):
    known = np.array([True] * 4 + [False] * 4)
    histogram.set_values(CONFIDENCE, RIGHT, 2, known)
    right, wrong = histogram.counts()
    assert (right.sum(), wrong.sum()) == (2, 2)
    header, rows = histogram.table()
    assert header[2:] == ("right", "wrong", "unknown")
    assert sum(row[4] for row in rows) == 4
    assert histogram.bar_text(9).endswith("0 right, 0 wrong, 4 unknown")
    assert histogram._legend()["unknown"] == "unknown (n = 4)"
    # The legend takes another line where it needs one, and the bars make room.
    top = histogram.bar_rect(0).top()
    histogram.resize(histogram.minimumSizeHint().width(), 240)
    assert histogram._legend_lines() == 2
    assert histogram.bar_rect(0).top() > top
    with qtbot.waitSignal(histogram.chosen):
        qtbot.mouseClick(
            *(histogram, Qt.MouseButton.LeftButton),
            pos=histogram.bar_rect(9).center().toPoint(),
        )


def test_where_no_class_is_known_nothing_is_called_right_or_wrong(histogram):
    none = np.zeros(8, bool)
    histogram.set_values(CONFIDENCE, none, 2, none)
    assert not histogram.is_empty()
    assert histogram.table()[0] == ("confidence from", "to", "unknown")
    assert list(histogram._legend()) == ["unknown"]
