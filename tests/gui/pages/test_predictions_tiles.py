"""The Predictions page: filters, the gallery and the tile at the right."""

import numpy as np
import pytest
from predicted import (
    EXPLAINER,
    brightest,
    has_overlay,
    keys,
    open_predicted,
    overlay,
    pick,
    press_bar,
    press_cell,
    save,
    until_looked,
    wait,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from cellclassifier.core.messages import Ended
from cellclassifier.gui.pages.predictions import PredictionsPage

COMMAND = EXPLAINER


@pytest.fixture
def page(page_of):
    return page_of(PredictionsPage)


def test_filters_by_words(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    strip = browser.strip
    assert browser.gallery.count.text() == "8 of 8 tiles"
    assert browser.gallery.clear.isHidden()
    pick(strip.outcome, "wrong")
    assert set(keys(browser)) == {3, 6, 7}
    pick(strip.true, "squares")
    assert set(keys(browser)) == {6, 7}
    assert browser.gallery.count.text() == "2 of 8 tiles"
    browser.gallery.clear.click()
    assert len(keys(browser)) == 8
    assert (strip.outcome.currentText(), strip.true.currentText()) == (
        "all",
        "all classes",
    )


def test_filters_by_matrix_and_histogram(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    press_cell(qtbot, browser, 1, 0)
    assert set(keys(browser)) == {6, 7}
    assert browser.gallery.count.text() == (
        "2 of 8 tiles: true squares, predicted discs"
    )
    press_bar(qtbot, browser, 1)
    assert keys(browser) == [6]
    assert "confidence 0.55 to 0.60" in browser.gallery.count.text()
    press_cell(qtbot, browser, 1, 0)
    press_bar(qtbot, browser, 1)
    assert len(keys(browser)) == 8
    press_cell(qtbot, browser, 0, 1)
    browser.gallery.clear.click()
    assert browser.matrix._chosen is None
    assert len(keys(browser)) == 8


def test_a_cell_takes_the_place_of_words_that_would_hide_its_tiles(
    qtbot, page, asked, tmp_path
):
    browser = open_predicted(qtbot, page, tmp_path)
    pick(browser.strip.outcome, "right")
    press_cell(qtbot, browser, 1, 0)
    assert set(keys(browser)) == {6, 7}
    assert browser.strip.outcome.currentText() == "all"


def test_no_tile_left_is_said(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    press_cell(qtbot, browser, 0, 0)
    pick(browser.strip.outcome, "wrong")
    assert keys(browser) == []
    assert (
        browser.gallery._stack.currentWidget().text() == "No tile passes all filters."
    )
    assert browser.wanted is None


def test_orders(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    strip = browser.strip
    surest = [0, 4, 1, 7, 2, 3, 5, 6]
    assert keys(browser) == surest
    pick(strip.direction, "least sure first")
    assert keys(browser)[0] == 6
    assert keys(browser)[-1] == 0
    pick(strip.order, "wrongness")
    assert strip.direction.currentText() == "most wrong first"
    assert keys(browser) == [7, 3, 6, 5, 2, 1, 4, 0]
    pick(strip.order, "image")
    assert keys(browser) == list(range(8))
    pick(strip.direction, "last to first")
    assert keys(browser) == list(reversed(range(8)))


def test_a_tile_tells_its_outcome_without_colour_as_well(qtbot, page, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    items = {item.key: item for item in browser.gallery.grid._items.items}
    assert (items[3].caption, items[3].second) == ("squares 80 %", "true: discs")
    assert items[3].outcome == "wrong"
    assert "discs 0.200, squares 0.800" in items[3].tooltip
    assert items[3].tooltip.startswith("3.png\ngroup ")
    browser.choose(3)
    assert browser.panel.verdict.text() == "wrong: predicted squares, true discs"
    browser.choose(0)
    assert browser.panel.verdict.text() == "right: predicted discs, true discs"


def test_a_tile_is_shown_large_with_its_attribution(qtbot, page, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    wait(qtbot, lambda: has_overlay(browser, 0, 0))
    grid = browser.gallery.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert browser.wanted.tile == 4
    wait(qtbot, lambda: has_overlay(browser, 4, 1))
    panel = browser.panel
    assert "squares 95 %" in panel.bars.accessibleName()
    assert "the whole image, 64 x 64 px" in panel.place.text()
    image = panel.view.canvas.grab().toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert any(_is_purple(QColor(name)) for name in found)
    panel.overlay.setChecked(False)
    assert overlay(browser) is None
    assert "switched off" in panel.status.text()
    panel.overlay.setChecked(True)
    assert has_overlay(browser, 4, 1)
    panel.opacity.setValue(30)
    assert panel.opacity_text.text() == "30 %"


def _is_purple(colour):
    return min(colour.red(), colour.blue()) > colour.green() + 40


def test_another_class_is_another_map(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.choose(3)
    wait(qtbot, lambda: bool(asked) and asked[-1][0].tiles == (3,))
    panel = browser.panel
    assert asked[-1][0].class_name == "squares"
    assert panel.status.text() == "Explaining squares ..."
    pick(panel.explained, "true class (discs)")
    wait(qtbot, lambda: asked[-1][0].class_name == "discs")
    pick(panel.explained, "squares")
    wait(qtbot, lambda: asked[-1][0].class_name == "squares")
    browser.choose(7)
    wait(qtbot, lambda: asked[-1][0].tiles == (7,))
    assert asked[-1][0].class_name == "squares"


def test_a_map_that_exists_is_shown_without_asking(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    save(browser, 5, "squares", 5)
    wait(qtbot, lambda: len(asked) == 1)
    browser.choose(5)
    wait(qtbot, lambda: has_overlay(browser, 5, 1))
    assert len(asked) == 1


def test_no_map_is_asked_for_while_none_is_wanted(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    wait(qtbot, lambda: len(asked) == 1)
    browser.panel.overlay.setChecked(False)
    browser.choose(4)
    until_looked(qtbot, page)
    assert len(asked) == 1
    browser.panel.overlay.setChecked(True)
    wait(qtbot, lambda: len(asked) == 2)


def test_an_answer_for_a_tile_that_was_left_is_ignored(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.choose(1)
    wait(qtbot, lambda: bool(asked) and asked[-1][0].tiles == (1,))
    late, done = asked[-1]
    browser.choose(4)
    wait(qtbot, lambda: asked[-1][0].tiles == (4,))
    done(Ended(outcome="failed", detail="too late"))
    assert browser.panel.status.text() == "Explaining squares ..."
    save(browser, 1, late.class_name, 1)
    done(Ended(outcome="done"))
    save(browser, 4, "squares", 4)
    asked[-1][1](Ended(outcome="done"))
    wait(qtbot, lambda: has_overlay(browser, 4, 1))


def test_a_failure_is_a_sentence_in_the_panel(qtbot, page, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    wait(qtbot, lambda: has_overlay(browser, 0, 0))
    pick(browser.panel.explained, "squares")
    wait(qtbot, lambda: browser.panel.status.text() == "The network fell over.")
    assert overlay(browser) is None
    assert browser.panel.view.canvas._image is not None


def test_a_map_of_zeros_is_no_attribution(qtbot, page, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    browser.choose(2)
    wait(qtbot, lambda: "zero everywhere" in browser.panel.status.text())
    assert overlay(browser) is None


def test_the_scale_of_the_purple_can_be_that_of_the_article(
    qtbot, page, asked, tmp_path
):
    browser = open_predicted(qtbot, page, tmp_path)
    found = np.linspace(0, 1, 64 * 64, dtype=np.float32).reshape(64, 64, 1)
    found[0, 0] = 100
    save(browser, 5, "squares", found=found)
    browser.choose(5)
    wait(qtbot, lambda: browser.panel.has_map)
    assert overlay(browser)[63, 63] == 1
    pick(browser.panel.scale, "maximum (article)")
    assert overlay(browser)[63, 63] == pytest.approx(0.01)


def test_contrast_is_for_display_only_and_common_to_all(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    found = browser.shown.levels
    assert 0 < found.black < 0.1
    assert 0.7 < found.white < 1
    assert "display only" in browser.contrast.box.toolTip()
    assert brightest(browser) == 255
    pick(browser.contrast.box, "full range")
    assert brightest(browser) < 240
    image = browser.panel.view.canvas._image
    assert image is None or image.max() < 1
