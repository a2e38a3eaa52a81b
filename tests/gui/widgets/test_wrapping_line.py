import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from cellclassifier.gui.widgets.filters import FilterStrip
from cellclassifier.gui.widgets.wrapping_line import WrappingLine


@pytest.fixture
def window(qtbot):
    # Alone, a line would be held as wide as its layout asks.
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 100)
    window.show()
    return window


def top(widget, line):
    return widget.mapTo(line, widget.rect().topLeft()).y()


def test_it_takes_two_lines_only_where_one_is_too_narrow(window, qtbot):
    first, second = QPushButton("first"), QPushButton("second")
    line = WrappingLine(("Show", first), (second, "end"), window)
    line.show()
    one = line.sizeHint().width()
    line.resize(one, 80)
    assert not line.is_wrapped
    assert top(first, line) == top(second, line)
    line.resize(one - 1, 80)
    assert line.is_wrapped
    qtbot.waitUntil(lambda: top(second, line) >= top(first, line) + first.height())
    assert line.minimumSizeHint().width() < one - 1
    line.resize(one, 80)
    assert not line.is_wrapped


def test_a_narrow_strip_of_filters_cuts_no_box(window, qtbot):
    strip = FilterStrip(window)
    strip.set_classes(("control", "granules"))
    strip.show()
    strip.resize(strip.minimumSizeHint().width(), 100)
    assert strip.line.is_wrapped
    boxes = strip.findChildren(QComboBox)
    assert len(boxes) == 7

    def fits(box):
        right = box.mapTo(strip, box.rect().topRight()).x()
        return box.width() >= box.sizeHint().width() and right < strip.width()

    qtbot.waitUntil(lambda: all(map(fits, boxes)))
