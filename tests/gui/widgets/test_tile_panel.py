from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_panel import Answer, TilePanel


@pytest.fixture
def panel(qtbot):
    panel = TilePanel()
    qtbot.addWidget(panel)
    panel.show()
    return panel


def answer(classes):
    image = Path(f"{'field' * 12}.tif")
    tile = Tile(0, image, 0, 0, 64, 64, classes[1], "dish" * 15, "test")
    return Answer(tile, (128, 128), classes, classes[0], (0.75, 0.25))


def test_long_names_widen_nothing(panel, qtbot):
    panel.show_answer(answer(("a", "b")))
    panel.say("short")
    least = panel.minimumSizeHint().width()
    panel.resize(least, 700)
    long = ("control" * 6, "granules" * 6)
    panel.show_answer(answer(long))
    panel.say(f"Explaining {long[0]} ...")
    assert panel.minimumSizeHint().width() == least
    assert panel.verdict.text() == f"wrong: predicted {long[0]}, true {long[1]}"
    for part in (panel.verdict, panel.status, panel.place, panel.bars, panel.scale):
        corner = part.mapTo(panel, QPoint(part.width(), 0))
        assert corner.x() <= panel.viewport().width(), part
    line = panel.fontMetrics().height()
    qtbot.waitUntil(lambda: panel.verdict.height() >= 3 * line)


def test_a_column_scrolls_down_and_is_never_cut_at_its_side(qtbot):
    inside = QWidget()
    inside.setMinimumSize(230, 500)
    column = ScrollColumn()
    qtbot.addWidget(column)
    box = QVBoxLayout(column.inside)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(inside)
    column.resize(column.minimumSizeHint().width(), 200)
    column.show()
    qtbot.waitUntil(column.verticalScrollBar().isVisible)
    assert column.viewport().width() >= 230
    column.resize(300, 600)
    qtbot.waitUntil(lambda: not column.verticalScrollBar().isVisible())


def test_an_unknown_class_is_said_and_cannot_be_explained(panel):
    panel.show_answer(answer(("a", "b")))
    row = panel.explained.findText("true class (b)")
    panel.explained.setCurrentIndex(row)
    assert panel.class_name == "b"
    unknown = answer(("a", "b"))
    unknown = unknown._replace(tile=unknown.tile._replace(class_name=""))
    panel.show_answer(unknown)
    assert panel.verdict.text() == "predicted a, true class unknown"
    assert panel.class_name == "a"
    assert not panel.explained.model().item(row).isEnabled()
    assert not panel.marked.button.isEnabled()
    assert "not known" in panel.marked.button.toolTip()
    panel.show_answer(answer(("a", "b")))
    assert panel.explained.model().item(row).isEnabled()
    assert panel.marked.button.isEnabled()


def test_a_marked_label_is_told_and_the_mark_can_be_withdrawn(panel, qtbot):
    panel.show_answer(answer(("a", "b")))
    assert panel.marked.button.text() == "Mark label ..."
    panel.show_answer(answer(("a", "b"))._replace(mark="marked: not b: no granules"))
    assert panel.marked.words.text() == "marked: not b: no granules"
    assert panel.marked.button.text() == "Withdraw mark ..."
    with qtbot.waitSignal(panel.mark_asked):
        panel.marked.button.click()
    with qtbot.waitSignal(panel.field_asked):
        panel.marked.field.click()


def test_another_method_is_asked_for_and_scaled_as_it_should(qtbot, panel):
    with qtbot.waitSignal(panel.asked, timeout=20_000):
        panel.method.setCurrentIndex(panel.method.findData("article"))
        panel.method.activated.emit(panel.method.currentIndex())
    assert panel.method.key == "article"
    assert panel.scale.currentData() == "maximum"
