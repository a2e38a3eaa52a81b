"""F1 opens the help at what is looked at: the tab, where it has a section."""

import pytest
from acting import ACTOR
from explain_page import clump_study
from predicted import wait
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from cellclassifier.gui.app import make_window
from cellclassifier.gui.widgets import (
    compare_view,
    explain_tabs,
    help_pages,
)
from cellclassifier.gui.widgets.help_section import belongs_to, section_in_sight


def anchors(page):
    return {section.anchor for section in help_pages.pages()[page].sections}


@pytest.fixture
def page(qtbot):
    """A page with tabs, the second of which has tabs too."""
    made = QWidget()
    qtbot.addWidget(made)
    made.outer, made.inner = QTabWidget(), QTabWidget()
    QVBoxLayout(made).addWidget(made.outer)
    made.outer.addTab(QLabel(), "one")
    made.outer.addTab(made.inner, "two")
    made.inner.addTab(QLabel(), "a")
    made.inner.addTab(QLabel(), "b")
    belongs_to(made.inner, "two")
    belongs_to(made.inner.widget(1), "b")
    made.show()
    return made


def test_the_innermost_tab_in_sight_counts(page):
    assert section_in_sight(page) == ""
    page.outer.setCurrentIndex(1)
    assert section_in_sight(page) == "two"
    page.inner.setCurrentIndex(1)
    assert section_in_sight(page) == "b"
    page.outer.setCurrentIndex(0)
    assert section_in_sight(page) == ""


def test_all_sections_are_in_the_help():
    assert set(explain_tabs._SECTIONS) <= anchors("explain")
    assert set(filter(None, compare_view._SECTIONS)) <= anchors("compare")
    assert {"numbers", "runs-compared"} <= anchors("predictions")
    assert "several-runs" in anchors("training")


def test_f1_on_a_tab_opens_its_section(qtbot, tmp_path):
    window = make_window(clump_study(tmp_path).folder, command=ACTOR)
    qtbot.addWidget(window)
    window.show()
    window.show_page("explain")
    page = window.pages["explain"]
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    window.guide.show_help()
    assert window.guide.help.shown == ("explain", "tile")
    page.tabs.tabs.setCurrentIndex(3)
    window.guide.show_help()
    assert window.guide.help.shown == ("explain", "convolutions")
    window.show_page("predictions")
    page = window.pages["predictions"]
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    page.tabs.setCurrentIndex(1)
    window.guide.show_help()
    assert window.guide.help.shown == ("predictions", "numbers")
    window.guide.help.close()
    window.close()
