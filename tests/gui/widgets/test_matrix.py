"""The confusion matrix: what is painted, said, and chosen."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from cellclassifier.gui import theme
from cellclassifier.gui.widgets import matrix as module
from cellclassifier.gui.widgets.ink import contrast, mixed, readable
from cellclassifier.gui.widgets.matrix import ConfusionMatrix

COUNTS = np.array([[212, 19], [7, 133]])


@pytest.fixture
def matrix(qtbot):
    widget = ConfusionMatrix()
    qtbot.addWidget(widget)
    widget.resize(420, 360)
    widget.set_matrix(["control", "granules"], COUNTS)
    widget.show()
    widget.told = []
    widget.chosen.connect(lambda *cell: widget.told.append(cell))
    widget.cleared.connect(lambda: widget.told.append(None))
    return widget


@pytest.fixture
def written(monkeypatch):
    """The texts that were painted, whole."""
    texts = []
    write = module._write

    def note(painter, box, text, flags):
        texts.append(text)
        write(painter, box, text, flags)

    monkeypatch.setattr(module, "_write", note)
    return texts


def click(qtbot, widget, true, predicted):
    place = widget.cell_rect(true, predicted).center()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)


def fill(widget, true, predicted):
    box = widget.cell_rect(true, predicted)
    return widget.grab().toImage().pixelColor(box.left() + 12, box.bottom() - 12)


def test_counts_shares_and_axes_are_written(matrix, written):
    matrix.grab()
    assert written.count("granules") == 2 * written.count("true class")
    for text in ("predicted class", "true class"):
        assert text in written
    for text in ("212", "19", "7", "133", "91.8 %", "8.2 %", "5.0 %", "95.0 %"):
        assert text in written
    assert "n = 231" in written
    assert "n = 140" in written


def test_right_and_wrong_have_their_colours_by_share(matrix):
    counts = np.array([[100, 0], [50, 50]])
    matrix.set_matrix(["a", "b"], counts)
    colours = theme.colours()
    strong = mixed(colours.panel, colours.right, 0.75)
    assert fill(matrix, 0, 0) == QColor(strong.rgb())
    assert fill(matrix, 0, 1) == colours.panel
    half = mixed(colours.panel, colours.wrong, 0.375)
    assert fill(matrix, 1, 0) == QColor(half.rgb())


def test_diagonal_has_a_tick_beside_its_colour(matrix):
    matrix.set_matrix(["a", "b"], np.zeros((2, 2), int))
    matrix.clearFocus()
    image = matrix.grab().toImage()

    def corner(true, predicted):
        box = matrix.cell_rect(true, predicted)
        size = matrix.fontMetrics().height()
        return image.copy(box.right() - size, box.top() + 3, size - 1, size - 1)

    assert corner(0, 0) == corner(1, 1)
    assert corner(0, 1) == corner(1, 0)
    assert corner(0, 0) != corner(0, 1)


def test_text_is_readable_on_every_cell():
    for colours in (theme.LIGHT, theme.DARK):
        for colour in (colours.right, colours.wrong):
            for share in np.linspace(0, 1, 101):
                ground = mixed(colours.panel, colour, share)
                assert contrast(ground, readable(ground)) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_click_chooses_and_again_clears(matrix, qtbot):
    click(qtbot, matrix, 0, 1)
    click(qtbot, matrix, 1, 0)
    click(qtbot, matrix, 1, 0)
    assert matrix.told == [(0, 1), (1, 0), None]


def test_click_beside_the_cells_does_nothing(matrix, qtbot):
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    box = matrix.cell_rect(1, 1)
    beyond = QPoint(box.right() + 8, box.center().y())
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=beyond)
    qtbot.mouseClick(matrix, Qt.MouseButton.RightButton, pos=box.center())
    assert matrix.told == []


def test_chosen_cell_is_marked(matrix, qtbot):
    plain = matrix.grab().toImage()
    matrix.set_chosen((0, 1))
    assert matrix.told == []
    marked = matrix.grab().toImage()
    box = matrix.cell_rect(0, 1)
    edge = marked.pixelColor(box.left() + 2, box.center().y())
    assert edge == theme.colours().accent
    assert marked != plain
    click(qtbot, matrix, 0, 1)
    assert matrix.told == [None]


def test_keys_walk_choose_and_clear(matrix, qtbot):
    key = Qt.Key
    for pressed in (key.Key_Right, key.Key_Space, key.Key_Down, key.Key_Return):
        qtbot.keyClick(matrix, pressed)
    assert matrix.told == [(0, 1), (1, 1)]
    for pressed in (key.Key_Right, key.Key_Down, key.Key_Space):
        qtbot.keyClick(matrix, pressed)
    assert matrix.told[2:] == [None]
    for pressed in (key.Key_Up, key.Key_Left, key.Key_Enter, key.Key_Escape):
        qtbot.keyClick(matrix, pressed)
    assert matrix.told[3:] == [(0, 0), None]


def test_keys_of_others_are_passed_on(matrix, qtbot):
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    qtbot.keyClick(matrix, Qt.Key.Key_G)
    assert matrix.told == []


def test_cell_under_the_cursor_is_spoken(matrix, qtbot):
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    expected = "true control, predicted granules (wrong): 19 of 231 tiles, 8.2 %"
    assert matrix.accessibleDescription() == expected
    qtbot.keyClick(matrix, Qt.Key.Key_Space)
    assert matrix.accessibleDescription() == "chosen: " + expected


def test_tooltip_tells_the_whole_names(matrix, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, who: shown.append(text))
    for place in (matrix.cell_rect(1, 1).center(), QPoint(1, 1)):
        event = QHelpEvent(QEvent.Type.ToolTip, place, matrix.mapToGlobal(place))
        QApplication.sendEvent(matrix, event)
    assert shown == [
        "true granules, predicted granules (right): 133 of 140 tiles, 95.0 %",
        "",
    ]


def test_class_without_tiles_has_no_share(matrix, written):
    matrix.set_matrix(["a", "b"], np.array([[0, 0], [1, 3]]))
    matrix.grab()
    assert "n = 0" in written
    assert "nan" not in " ".join(written)
    assert matrix.cell_text(0, 0) == "true a, predicted a (right): 0 of 0 tiles"


def test_long_names_are_elided_and_cells_stay_inside(matrix):
    names = ["a name that is far too long for any margin of this size"] * 12
    matrix.set_matrix(names, np.eye(12, dtype=int))
    matrix.resize(matrix.minimumSizeHint())
    last = matrix.cell_rect(11, 11)
    assert matrix.rect().contains(last)
    assert matrix.cell_rect(0, 0).left() < 180
    matrix.grab()


def test_new_counts_clear_the_choice_without_a_signal(matrix, qtbot):
    matrix.set_chosen((1, 1))
    matrix.set_matrix(["control", "granules"], COUNTS)
    assert matrix.told == []
    click(qtbot, matrix, 1, 1)
    assert matrix.told == [(1, 1)]


def test_no_counts_show_a_sentence(matrix, qtbot):
    matrix.set_matrix([], np.zeros((0, 0), int))
    plain = matrix.grab().toImage()
    matrix.set_message("Choose a run that has predictions.")
    assert matrix.grab().toImage() != plain
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton)
    qtbot.keyClick(matrix, Qt.Key.Key_Space)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.told == []


def test_counts_of_another_shape_are_refused(matrix):
    with pytest.raises(ValueError, match="2 classes"):
        matrix.set_matrix(["a", "b"], np.zeros((2, 3), int))


def test_focus_is_visible(matrix, qtbot):
    matrix.activateWindow()
    matrix.clearFocus()
    qtbot.waitUntil(lambda: not matrix.hasFocus())
    plain = matrix.grab().toImage()
    matrix.setFocus()
    qtbot.waitUntil(matrix.hasFocus)
    assert matrix.grab().toImage() != plain
