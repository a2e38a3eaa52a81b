"""The help in other languages: the same sections, links and numbers as in English."""

import re

import pytest

from cellclassifier.core import language as texts
from cellclassifier.core import preferences, translations
from cellclassifier.gui import language, theme
from cellclassifier.gui.widgets import help_pages
from cellclassifier.gui.widgets.help_dialog import HelpDialog

SHIPPED = [
    (folder.name, key)
    for folder in sorted(translations.shipped().iterdir())
    if folder.is_dir()
    for key in help_pages.ORDER
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
KEYS = re.compile(r"<!--\s*keys:.*?-->")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)


@pytest.fixture
def speak(monkeypatch):
    """Use a language, and English again."""

    def use(code):
        language.use(code)
        help_pages.pages.cache_clear()

    yield use
    monkeypatch.setattr(language, "_used", None)
    texts.install(None)
    help_pages.pages.cache_clear()


@pytest.fixture
def dutch():
    """Make a language of the user's with two pages; return their folder."""
    folder = preferences.home() / "languages"
    (folder / "nl").mkdir(parents=True)
    (folder / "nl.ts").write_text('<TS version="2.1" language="nl"></TS>', "utf-8")
    english = theme.resource("help/compare.md").read_text("utf-8")
    number = iter(range(99))
    own = re.sub(
        r"^(#+) .*", lambda m: f"{m[1]} Kop {next(number)}", english, flags=re.M
    )
    (folder / "nl" / "compare.md").write_text(own, "utf-8")
    (folder / "nl" / "tiles.md").write_text("# Te kort\n\nEen stuk.\n", "utf-8")
    return folder / "nl"


@pytest.mark.parametrize(("code", "key"), SHIPPED)
def test_a_page_has_the_parts_of_the_english_one(code, key):
    english = theme.resource(f"help/{key}.md").read_text("utf-8")
    path = translations.shipped() / code / f"{key}.md"
    found = path.read_text("utf-8")
    for pattern in (HEADING, KEYS, LINK):
        assert pattern.findall(found) == pattern.findall(english)
    assert found != english


def test_links_call_sections_as_in_english(speak, dutch):
    anchors = [each.anchor for each in help_pages.pages()["compare"].sections]
    speak("nl")
    page = help_pages.pages()["compare"]
    assert page.title == "Kop 0"
    assert [each.anchor for each in page.sections] == anchors
    assert help_pages.heading("compare", anchors[2]) == "Kop 2"
    assert help_pages.heading("compare", "") == ""
    assert help_pages.heading("keys", "any") == ""


def test_a_page_that_is_missing_or_does_not_fit_is_english(speak, dutch):
    speak("nl")
    assert help_pages.pages()["images"].title == "Images"
    assert help_pages.pages()["tiles"].title == "Tiles"
    (dutch / "compare.md").write_bytes(b"# \xff\xfe")
    help_pages.pages.cache_clear()
    assert help_pages.pages()["compare"].title == "Compare"


def test_the_dialog_goes_to_a_section_by_its_english_name(speak, dutch, qtbot):
    speak("nl")
    dialog = HelpDialog(None, (), {})
    qtbot.addWidget(dialog)
    dialog.resize(700, 300)
    dialog.show()
    dialog.show_page("compare", help_pages.pages()["compare"].sections[-1].anchor)
    last = help_pages.pages()["compare"].sections[-1].title
    assert dialog.text.textCursor().block().text() == last
    assert dialog.text.verticalScrollBar().value() > 0
