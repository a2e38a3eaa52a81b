"""The window of a network: loading, shown, failed, saved."""

import pytest
from layered import shared
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cellclassifier.core.layer_table import HEADINGS
from cellclassifier.core.messages import NetworkDescribed
from cellclassifier.gui.widgets.network_dialog import NetworkDialog


@pytest.fixture
def dialog(qtbot):
    window = NetworkDialog(name="Deep (article)")
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def shown(dialog):
    dialog.show_network(NetworkDescribed(layers=shared()))
    return dialog


def cell(dialog, row, column):
    return dialog.table.rows.index(row, column).data()


def test_it_starts_as_loading(dialog):
    assert dialog.heading.text() == "Deep (article)"
    assert dialog.bar.isVisible()
    assert "being built" in dialog.words.text()
    for button in (dialog.save_drawing, dialog.save_table):
        assert not button.isEnabled()
        assert button.toolTip() == "There is no network to save yet."


def test_a_network_is_drawn_listed_and_summed_up(shown):
    assert not shown.bar.isVisible()
    assert shown.words.text() == (
        "32,930 parameters, 1,250 multiply-adds a tile; one layer serves twice."
    )
    assert shown.view.isVisible()
    assert shown.save_drawing.isEnabled()
    assert [cell(shown, 1, column) for column in range(len(HEADINGS))] == [
        *("2", "twice", "Conv2D", "3x3, stride 1, same, ReLU"),
        *("64 x 64 x 16", "160", "1,000", "1", "shared, use 1 of 2"),
    ]
    assert cell(shown, 3, 5) == ""
    assert cell(shown, 3, 8) == "shared, use 2 of 2"


def test_drawing_and_table_point_at_the_same_layer(shown, qtbot):
    qtbot.keyClick(shown.view, Qt.Key.Key_Right)
    (row,) = shown.table.selectionModel().selectedRows()
    assert row.row() == 1
    assert "160 parameters" in shown.facts.text()
    shown.table.selectRow(3)
    assert shown.view.cursor_place == 3
    assert "same weights as 2" in shown.facts.text()


def test_a_failure_is_a_sentence(dialog, shown):
    dialog.show_failure("This network needs larger tiles.")
    assert dialog.notice.isVisible()
    assert not dialog.view.isVisible()
    assert not dialog.save_table.isEnabled()
    dialog.show_loading("AlexNet")
    assert dialog.heading.text() == "AlexNet"
    dialog.show_network(NetworkDescribed(layers=shared()))
    assert dialog.view.isVisible()
    assert not dialog.notice.isVisible()


@pytest.mark.parametrize(
    ("button", "name", "start"),
    [("save_drawing", "a.svg", "<?xml"), ("save_table", "a.csv", "number,name,layer")],
)
def test_both_are_saved(shown, qtbot, monkeypatch, tmp_path, button, name, start):
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
    getattr(shown, button).click()
    assert path.read_text(encoding="utf-8").startswith(start)
    assert shown.told.text() == f"Saved {name}."
    path.unlink()
    path.mkdir()
    getattr(shown, button).click()
    assert shown.told.text().startswith("Not saved")


def test_help_of_the_columns_and_rows(shown):
    model = shown.table.rows
    tip = model.headerData(6, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "one tile" in tip
    told = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "1,000 multiply-adds" in told
    assert shown.table.accessibleName()


def test_close_closes(shown, qtbot):
    shown.close()
    assert not shown.isVisible()
