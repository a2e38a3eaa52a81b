"""A column that is as wide as what it holds needs, also when that becomes more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from cellclassifier.gui.widgets.scroll_column import GrowingColumn


def test_it_widens_when_a_part_is_opened(qtbot):
    splitter = QSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    column = GrowingColumn()
    box = QVBoxLayout(column.inside)
    part = QLabel("wide")
    part.setFixedSize(400, 900)
    part.hide()
    box.addWidget(QLabel("narrow"))
    box.addWidget(part)
    splitter.addWidget(column)
    splitter.addWidget(QWidget())
    splitter.setChildrenCollapsible(False)
    splitter.resize(900, 300)
    splitter.show()
    splitter.setSizes([100, 800])
    qtbot.waitUntil(lambda: column.width() < 300)
    part.show()
    qtbot.waitUntil(lambda: column.viewport().width() >= 400)
    assert column.verticalScrollBar().isVisible()
    assert column.inside.width() <= column.viewport().width()
