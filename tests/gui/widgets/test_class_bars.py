import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.class_bars import ClassBars

LONG = "a class with a name that is much longer than there is room for it here"


@pytest.fixture
def bars(qtbot):
    widget = ClassBars()
    qtbot.addWidget(widget)
    return widget


def coloured(bars: ClassBars, index: int, count: int) -> int:
    """Number of pixels in the colour of a class in the middle of its row."""
    image = bars.grab().toImage()
    y = int(bars.height() * (index + 0.5) / count)
    wanted = theme.class_colour(index)
    row = [image.pixelColor(x, y) for x in range(image.width())]
    return sum(pixel == wanted for pixel in row)


def test_bars_are_as_long_as_the_counts_in_the_colours_of_the_classes(bars):
    bars.set_counts({"control": 200, "ptsd": 100, "other": 50})
    bars.resize(500, bars.sizeHint().height())
    lengths = [coloured(bars, index, 3) for index in range(3)]
    assert lengths[0] > 200
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=3)
    assert lengths[2] == pytest.approx(lengths[0] / 4, abs=3)


def test_a_class_without_any_has_no_bar(bars):
    bars.set_counts({"control": 3, "ptsd": 0})
    bars.resize(bars.sizeHint())
    assert coloured(bars, 0, 2) > 0
    assert coloured(bars, 1, 2) == 0


def test_counts_and_shares_are_told_to_screen_readers(bars):
    bars.set_counts({"control": 237, "ptsd": 1134}, "images")
    assert bars.accessibleName() == (
        "Classes: control: 237 images (17.3 %); ptsd: 1,134 images (82.7 %)."
    )


@pytest.mark.parametrize(
    ("counts", "told"),
    [({}, "No classes."), ({"control": 0}, "Classes: control: 0 (0 %).")],
)
def test_nothing_to_count_is_no_error(bars, counts, told):
    bars.set_counts(counts)
    bars.grab()
    assert bars.accessibleName() == told


def test_takes_the_room_that_it_needs(bars):
    bars.set_counts({"a": 1})
    one = bars.sizeHint()
    bars.set_counts({"a": 1, "b": 1, "c": 1})
    assert bars.sizeHint().height() == 3 * one.height()
    bars.set_counts({LONG: 1})
    assert bars.sizeHint().width() > one.width()
    assert bars.minimumSizeHint().width() < bars.sizeHint().width()
    bars.set_counts({})
    assert bars.sizeHint().height() == 0


def test_long_names_are_cut_and_whole_in_the_tooltip(bars):
    bars.set_counts({"control": 3, LONG: 1}, "tiles")
    bars.resize(bars.sizeHint())
    assert bars.shown_name(1) == LONG
    bars.resize(260, bars.sizeHint().height())
    assert bars.shown_name(0) == "control"
    assert bars.shown_name(1).endswith("…")
    second = QPoint(5, bars.height() - 3)
    assert bars.tip_at(second) == f"{LONG}: 1 tiles (25.0 %)"
    assert bars.tip_at(QPoint(5, bars.height() + 9)) == ""
    assert bars.tip_at(QPoint(5, -3)) == ""


def test_the_tooltip_is_shown_for_the_row_under_the_mouse(bars):
    bars.set_counts({"control": 3, "ptsd": 1})
    bars.resize(bars.sizeHint())
    bars.show()
    place = QPoint(5, 3)
    event = QHelpEvent(QEvent.Type.ToolTip, place, bars.mapToGlobal(place))
    QApplication.sendEvent(bars, event)
    assert QToolTip.text() == "control: 3 (75.0 %)"
    QToolTip.hideText()
