"""The figure of many tiles on the Explain page."""

import cv2
import numpy as np
import pytest
import tifffile
from explain_page import Helper, choose, clump_study, open_study
from predicted import wait
from PySide6.QtWidgets import QFileDialog

from cellclassifier.gui.pages.explain import ExplainPage
from cellclassifier.gui.widgets import explain_grid


@pytest.fixture
def helper(session, monkeypatch):
    acting = Helper()
    monkeypatch.setattr(session.helper, "ask", acting.ask)
    return acting


@pytest.fixture
def tabs(qtbot, page_of, helper, session, tmp_path):
    page = page_of(ExplainPage)
    tabs = open_study(qtbot, page, session, clump_study(tmp_path))
    tabs.grid.told.connect(lambda words: tabs.told_words.append(words))
    tabs.told_words = []
    wait(qtbot, lambda: all(view.picture for view in tabs.tile.views))
    tabs.tabs.setCurrentWidget(tabs.grid)
    # One was looked at before, large.
    wait(qtbot, lambda: "1 of 8 maps are there" in tabs.grid.state.text())
    helper.jobs.clear()
    return tabs


def complete(grid):
    return not grid.maker.busy and bool(grid.sheet.found) and not grid.sheet.missing


def captions(grid):
    return [item.caption for item in grid.grid._items.items]


def test_tiles_of_each_class_bear_its_letter(tabs):
    grid = tabs.grid
    letters = [text.split(":")[0] for text in captions(grid)]
    assert letters == ["Cl"] * 4 + ["Co"] * 4
    assert {item.outcome for item in grid.grid._items.items} == {"right"}
    grid.count.setValue(2)
    assert len(captions(grid)) == 4
    before = grid.sheet.numbers
    drawn = set()
    for _ in range(5):
        grid.others.click()
        drawn.add(grid.sheet.numbers)
    assert drawn != {before}


def test_the_maps_are_made_by_one_click_and_its_cost_is_told(qtbot, tabs, helper):
    grid = tabs.grid
    told = grid.state.text()
    assert "7 maps, about 7 passes" in told
    grid.make.click()
    wait(qtbot, lambda: complete(grid))
    assert sorted(n for job in helper.jobs for n in job.tiles) == list(range(1, 8))
    assert {job.class_name for job in helper.jobs} == {"clumps", "control"}
    assert "8 of 8 maps are there" in grid.state.text()
    assert not grid.make.isEnabled()
    assert grid.progress.isHidden()
    loaded = grid._load(0).astype(int)
    red, green, blue = loaded[0, 40]
    assert blue > green + 50
    assert red > green


def test_making_can_be_stopped_and_goes_on_later(qtbot, tabs, helper):
    grid = tabs.grid
    choose(grid.method.box, "Occlusion")
    wait(qtbot, lambda: len(grid.sheet.missing) == 8)
    helper.waits = True
    grid.make.click()
    assert not grid.progress.isHidden()
    # Dear maps come one by one.
    assert len(helper.jobs) == 1
    assert len(helper.jobs[0].tiles) == 1
    helper.go_on()
    grid.progress.cancel.click()
    helper.go_on()
    assert len(helper.jobs) == 2
    wait(qtbot, lambda: len(grid.sheet.missing) == 6)
    assert "Stopped" in grid.state.text() or "2 of 8" in grid.state.text()
    helper.waits = False
    grid.make.click()
    wait(qtbot, lambda: complete(grid))


def test_what_goes_wrong_is_told(qtbot, tabs, helper):
    helper.fails = "Out of memory."
    tabs.grid.make.click()
    assert "Out of memory." in tabs.grid.state.text()
    assert tabs.grid.make.isEnabled()


def test_scale_and_signed_view_change_the_pixels(qtbot, tabs):
    grid = tabs.grid
    grid.make.click()
    wait(qtbot, lambda: complete(grid))
    assert grid.bar.ends() == ("0", "8 log-odds")
    common = grid._load(0)
    choose(grid.show_line.mode, "signed: for and against")
    assert grid.bar.ends() == ("\N{MINUS SIGN}8", "8 log-odds")
    signed = grid._load(0)
    assert (common != signed).any()
    choose(grid.show_line.scale, "each its own")
    assert grid.bar.ends()[1] == "most of each tile, log-odds"


def test_a_figure_and_maps_are_saved(qtbot, tabs, tmp_path, monkeypatch):
    grid = tabs.grid
    assert grid.save.isEnabled()
    grid.make.click()
    wait(qtbot, lambda: complete(grid))
    path = tmp_path / "figure.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    grid.save_figure.trigger()
    wait(qtbot, lambda: "Saved figure.png." in tabs.told_words)
    assert cv2.imread(str(path)) is not None
    monkeypatch.setattr(explain_grid, "ask_folder", lambda *_: tmp_path / "maps")
    grid.save_maps.trigger()
    wait(qtbot, lambda: any("Saved 8 maps" in words for words in tabs.told_words))
    files = sorted((tmp_path / "maps").rglob("*.tif"))
    assert len(files) == 8
    with tifffile.TiffFile(files[0]) as file:
        info = file.imagej_metadata["Info"]
        assert "method: Gradient x input" in info
        assert f"run: {grid.sheet.shown.run.id}" in info
        assert np.asarray(file.asarray()).min() == -2


def test_another_ending_is_refused(qtbot, tabs, tmp_path, monkeypatch):
    path = tmp_path / "figure.gif"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    tabs.grid.save_figure.trigger()
    wait(qtbot, lambda: any("not 'figure.gif'" in words for words in tabs.told_words))
    assert not path.exists()


def test_the_true_class_of_unknown_tiles_cannot_be_explained(qtbot, tabs):
    choose(tabs.grid.classes, "true class")
    wait(qtbot, lambda: len(tabs.grid.sheet.found) == 8)
    assert {f.class_name for f in tabs.grid.sheet.found.values()} == {
        "clumps",
        "control",
    }


def test_a_double_click_shows_a_tile_large(qtbot, tabs):
    tabs.grid.grid.activated_key.emit(6)
    assert tabs.tabs.currentWidget() is tabs.tile
    assert tabs.tile._tile.number == 6
    assert tabs.list.current_key() == 6
