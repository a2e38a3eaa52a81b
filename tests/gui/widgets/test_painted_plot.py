"""Saving the matrix and the histogram of confidence by a right click."""

import csv

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.histogram import ConfidenceHistogram
from cellclassifier.gui.widgets.matrix import ConfusionMatrix


@pytest.fixture
def matrix(qtbot):
    widget = ConfusionMatrix()
    qtbot.addWidget(widget)
    widget.resize(420, 360)
    widget.set_matrix(["control", "granules"], np.array([[212, 19], [7, 133]]))
    widget.show()
    return widget


@pytest.fixture
def histogram(qtbot):
    widget = ConfidenceHistogram()
    qtbot.addWidget(widget)
    widget.resize(320, 200)
    widget.set_values(np.array([0.52, 0.97, 0.99]), np.array([False, True, True]))
    widget.show()
    return widget


@pytest.fixture
def dark():
    app = QApplication.instance()
    theme.apply(app, "dark")
    yield
    theme.apply(app, "light")


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_the_matrix_as_numbers(matrix, tmp_path):
    matrix.export_csv(tmp_path / "m.csv")
    assert rows(tmp_path / "m.csv") == [
        ["true", "predicted control", "predicted granules"],
        ["control", "212", "19"],
        ["granules", "7", "133"],
    ]


def test_the_histogram_as_numbers(histogram, tmp_path):
    histogram.export_csv(tmp_path / "h.csv")
    found = rows(tmp_path / "h.csv")
    assert found[0] == ["confidence from", "to", "right", "wrong"]
    assert found[1] == ["0.5000", "0.5500", "0", "1"]
    assert found[10] == ["0.9500", "1.0000", "2", "0"]
    assert len(found) == 11


@pytest.mark.parametrize("name", ["matrix", "histogram"])
def test_pictures_are_light_and_twice_the_size(name, request, dark, tmp_path):
    plot = request.getfixturevalue(name)
    plot.export_png(tmp_path / "p.png")
    image = QImage(str(tmp_path / "p.png"))
    assert image.size() == 2 * plot.size()
    assert image.pixelColor(1, 1) == theme.LIGHT.panel
    assert plot.colours() == theme.DARK
    seen = plot.grab().toImage().pixelColor(1, 1)
    assert seen.lightness() < QColor("#808080").lightness()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("matrix", ("granules", "212", "8.2 %")),
        ("histogram", ("right (n = 2)", "0.75")),
    ],
)
def test_drawings_hold_text_and_no_focus(name, words, request, tmp_path):
    plot = request.getfixturevalue(name)
    plot.export_svg(tmp_path / "without.svg")
    plot.activateWindow()
    plot.setFocus()
    plot.export_svg(tmp_path / "with.svg")
    text = (tmp_path / "with.svg").read_text(encoding="utf-8")
    assert all(word in text for word in words)
    assert "<image" not in text
    assert (tmp_path / "without.svg").read_text(encoding="utf-8") == text


def test_the_menu_saves_and_tells(matrix, tmp_path, monkeypatch, qtbot):
    target = str(tmp_path / "chosen.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    menu = matrix.export_menu()
    entry = next(a for a in menu.actions() if "CSV" in a.text())
    with qtbot.waitSignal(matrix.told) as told:
        entry.trigger()
    assert told.args == ["Saved chosen.csv."]
    assert (tmp_path / "chosen.csv").exists()


def test_nothing_is_nothing_to_save(qtbot):
    empty = ConfidenceHistogram()
    qtbot.addWidget(empty)
    assert not any(action.isEnabled() for action in empty.export_menu().actions())
