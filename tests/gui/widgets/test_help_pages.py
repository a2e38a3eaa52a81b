"""The help: every page, every link, and an entry for each number."""

import re

import pytest

from cellclassifier.core.comparison.metrics import METRICS
from cellclassifier.core.evaluation.numbers import Numbers
from cellclassifier.gui import theme
from cellclassifier.gui.main_window import PAGES
from cellclassifier.gui.widgets import help_pages

WORDS = (
    *("study", "image", "tile", "class", "group", "part", "run", "experiment"),
    *("prediction", "confidence", "attribution", "reader", "review", "clump"),
)


def test_all_files_are_pages_and_all_pages_of_the_window_have_one():
    files = {path.stem for path in theme.resource("help").glob("*")}
    assert files == set(help_pages.ORDER)
    assert {page.key for page in PAGES} <= files


@pytest.mark.parametrize("key", help_pages.ORDER)
def test_a_page_has_a_title_sections_and_text(key):
    page = help_pages.pages()[key]
    assert page.title
    assert len(page.sections) > 3
    anchors = [section.anchor for section in page.sections]
    assert len(anchors) == len(set(anchors))
    for section in page.sections:
        assert len(help_pages.plain(section.text)) > 15
    assert "<!--" not in page.text


@pytest.mark.parametrize(
    ("key", "link"),
    [
        (key, link)
        for key in help_pages.ORDER
        for link in help_pages.pages()[key].links()
    ],
)
def test_a_link_leads_somewhere(key, link):
    there, anchor = help_pages.resolve(link, key)
    page = help_pages.pages()[there]
    assert not anchor or anchor in {section.anchor for section in page.sections}


@pytest.mark.parametrize("key", [*Numbers._fields, *METRICS])
def test_each_number_is_explained_once(key):
    sections = help_pages.pages()["numbers"].sections
    assert sum(key in section.keys for section in sections) == 1


def test_no_entry_explains_a_number_that_there_is_not():
    known = {*Numbers._fields, *METRICS}
    for section in help_pages.pages()["numbers"].sections:
        assert set(section.keys) <= known


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_explained(word):
    assert word in {section.anchor for section in help_pages.pages()["words"].sections}


def test_a_search_finds_headings_first_and_needs_all_words():
    hits = help_pages.search("kappa Cohen")
    assert hits[0].section.title == "Cohen's kappa"
    for hit in hits:
        text = f"{hit.section.title} {help_pages.plain(hit.section.text)}".lower()
        assert "kappa" in text
        assert "cohen" in text
    assert help_pages.search("  ") == []
    assert help_pages.search("zebra crossing") == []


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("McNemar's test", "mcnemars-test"),
        ("Confidence, wrongness", "confidence-wrongness"),
        ("  Tiles ", "tiles"),
    ],
)
def test_anchors_are_those_of_github(title, anchor):
    assert help_pages.anchor(title) == anchor


def test_links_of_a_page_are_found_and_plain_text_has_none():
    text = "See [a *b*](numbers.md#c) and `d`."
    assert help_pages.plain(text) == "See a b and d."
    assert help_pages.resolve("#c", "words") == ("words", "c")
    assert help_pages.resolve("tiles.md", "words") == ("tiles", "")


def test_lines_are_no_longer_than_elsewhere():
    for path in theme.resource("help").glob("*.md"):
        long = [
            line for line in path.read_text("utf-8").splitlines() if len(line) > 100
        ]
        assert not [line for line in long if not re.search(r"\]\(", line)]
