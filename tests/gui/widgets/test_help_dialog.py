"""The dialog of the help: list, search, links, and the way back."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cellclassifier.gui.widgets import help_pages
from cellclassifier.gui.widgets.help_dialog import KEYS, HelpDialog


@pytest.fixture
def dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    action = QAction("Do it", window)
    action.setShortcut(QKeySequence("Ctrl+Y"))
    bare = QAction("Without a key", window)
    titles = {"images": "Images", "tiles": "Tiles"}
    made = HelpDialog(window, [action, bare], titles)
    made.show()
    yield made
    made.close()


def listed(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def top(dialog):
    """Return the line at the top of what is seen."""
    cursor = dialog.text.cursorForPosition(dialog.text.viewport().rect().topLeft())
    block = cursor.block()
    while not block.text() or not dialog.text.cursorRect(cursor).bottom() > 0:
        block = block.next()
    return block.text()


@pytest.mark.parametrize("key", [*help_pages.ORDER, KEYS])
def test_every_page_is_shown_and_chosen_in_the_list(dialog, key):
    dialog.show_page(key)
    assert dialog.shown == (key, "")
    first = dialog.text.document().begin().text()
    assert first == ("Keys" if key == KEYS else help_pages.pages()[key].title)
    assert dialog.text.document().begin().blockFormat().headingLevel() == 1
    assert dialog.list.currentRow() == [*help_pages.ORDER, KEYS].index(key)


def test_pages_of_the_window_are_numbered_as_in_the_rail(dialog):
    assert {"1  Images", "2  Tiles", "Words", "Keys"} <= set(listed(dialog))


def test_keys_list_what_has_one(dialog):
    dialog.show_page(KEYS)
    text = dialog.text.toPlainText()
    assert "Ctrl+Y" in text
    assert "Do it" in text
    assert "Backspace" in text
    assert "Without a key" not in text


def test_a_link_is_followed_and_the_way_back_is_kept(dialog):
    dialog.show_page("predictions")
    assert not dialog.back.isEnabled()
    dialog.text.anchorClicked.emit(QUrl("numbers.md#cohens-kappa"))
    assert dialog.shown == ("numbers", "cohens-kappa")
    assert top(dialog) == "Cohen's kappa"
    dialog.text.anchorClicked.emit(QUrl("#accuracy"))
    assert top(dialog) == "Accuracy"
    dialog.back.click()
    assert top(dialog) == "Cohen's kappa"
    dialog.back.click()
    assert dialog.shown == ("predictions", "")
    assert not dialog.back.isEnabled()


@pytest.mark.parametrize("key", help_pages.ORDER)
def test_every_heading_can_be_gone_to(dialog, key):
    for section in help_pages.pages()[key].sections:
        dialog.show_page(key, section.anchor)
        block = dialog.text.textCursor().block()
        assert help_pages.anchor(block.text()) == section.anchor
        assert block.blockFormat().headingLevel() > 0


def test_a_search_lists_sections_shows_the_first_and_marks_the_words(dialog):
    dialog.show_page("images")
    dialog.search.setText("temperature")
    assert listed(dialog)[0] == "Temperature  (Numbers)"
    assert dialog.shown == ("numbers", "temperature")
    marked = {each.cursor.selectedText() for each in dialog.text.extraSelections()}
    assert {each.lower() for each in marked} == {"temperature"}
    dialog.list.setCurrentRow(1)
    assert dialog.shown[0] != "images"
    dialog.search.clear()
    assert len(listed(dialog)) == len(help_pages.ORDER) + 1


def test_a_search_without_a_hit_says_so(dialog):
    dialog.show_page("images")
    dialog.search.setText("zebra crossing")
    assert listed(dialog) == ["No section has all of these words."]
    assert dialog.shown == ("images", "")


def test_tour_and_about_are_a_press_away(qtbot, dialog):
    buttons = {b.text(): b for b in dialog.findChildren(type(dialog.back))}
    with qtbot.waitSignal(dialog.tour_wanted):
        buttons["Take the tour"].click()
    with qtbot.waitSignal(dialog.about_wanted):
        buttons["About ..."].click()
