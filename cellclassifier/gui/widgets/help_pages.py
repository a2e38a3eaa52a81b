"""The pages of the help: Markdown files that are shipped, read when they are needed.

Each file has one title and sections below it. A comment ``<!-- keys: a b -->`` below
the heading of a section names the numbers that it explains, by their keys.

A page may be there in the language of the window too; links then still call its
sections as the English page does, so that it has to have as many.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from cellclassifier.gui import language, theme

ORDER = (
    "start",
    "images",
    "tiles",
    "training",
    "predictions",
    "review",
    "explain",
    "compare",
    "words",
    "numbers",
    "where",
    "troubleshooting",
)
"""Names of the pages in the order of the list: of the window's pages, their keys."""

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_KEYS = re.compile(r"<!--\s*keys:([^>]*?)-->")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"[*`|]|^\s*[-#]+\s", re.MULTILINE)


class Section(NamedTuple):
    """A heading, and what stands below it.

    Attributes:
        title: The heading, as plain text.
        text: What stands below it, in Markdown.
        keys: Keys of the numbers that it explains.
        anchor: What links call it: its English heading.
    """

    title: str
    text: str
    keys: tuple[str, ...]
    anchor: str


class HelpPage(NamedTuple):
    """A page: its Markdown without comments, and its sections.

    The first section bears the title of the page.
    """

    key: str
    title: str
    text: str
    sections: tuple[Section, ...]

    def links(self) -> list[str]:
        """Return where its links go, such as ``numbers.md#roc`` or ``#roc``."""
        return [found[1] for found in _LINK.findall(self.text)]


class Hit(NamedTuple):
    """A section in which all words of a search occur."""

    page: HelpPage
    section: Section


@lru_cache(maxsize=1)
def pages() -> dict[str, HelpPage]:
    """Return all pages by their names, in order."""
    return {key: _read(key) for key in ORDER}


def resolve(link: str, current: str) -> tuple[str, str]:
    """Return the page and the anchor of a link; an empty anchor is the page's top.

    Args:
        link: As in `HelpPage.links`.
        current: Name of the page that it stands on.
    """
    name, _, place = link.partition("#")
    return name.removesuffix(".md") or current, place


def heading(key: str, place: str) -> str:
    """Return the heading of a section as it is shown; "" for the top of the page.

    Args:
        key: Name of the page; one that is none has no sections.
        place: What links call the section.
    """
    page = pages().get(key)
    sections = page.sections if page else ()
    return next((each.title for each in sections if each.anchor == place), "")


def search(words: str) -> list[Hit]:
    """Return the sections that hold all of the words, best first.

    Those with words in their heading come first, then those that use them most often.
    """
    wanted = words.lower().split()
    if not wanted:
        return []
    found = [
        (_rank(section, wanted), Hit(page, section))
        for page in pages().values()
        for section in page.sections
    ]
    hits = [pair for pair in found if all(pair[0][1])]
    hits.sort(key=lambda pair: (-pair[0][0], -sum(pair[0][1])))
    return [hit for _, hit in hits]


def plain(markdown: str) -> str:
    """Return a text without the marks of Markdown."""
    return _MARKS.sub("", _LINK.sub(r"\1", markdown)).strip()


def anchor(title: str) -> str:
    """Return what links call a heading, as GitHub does."""
    return re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")


def _rank(section: Section, wanted: list[str]) -> tuple[int, list[int]]:
    head, text = section.title.lower(), plain(section.text).lower()
    in_head = sum(word in head for word in wanted)
    return in_head, [head.count(word) + text.count(word) for word in wanted]


def _read(key: str) -> HelpPage:
    english = theme.resource(f"help/{key}.md").read_text(encoding="utf-8")
    anchors = [anchor(plain(title)) for title, _ in _parts(english)]
    translated = language.help_page(key)
    # One that was written for another version would lead links astray.
    fits = len(_parts(translated)) == len(anchors)
    text = translated if fits else english
    sections = tuple(
        Section(plain(title), _COMMENT.sub("", body).strip(), _keys_in(body), place)
        for (title, body), place in zip(_parts(text), anchors, strict=True)
    )
    return HelpPage(key, sections[0].title, _COMMENT.sub("", text), sections)


def _parts(text: str) -> list[tuple[str, str]]:
    """Return the headings of a page, each with what stands below it."""
    parts = re.split(r"^#{1,3} (.+)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _keys_in(body: str) -> tuple[str, ...]:
    return tuple(" ".join(_KEYS.findall(body)).split())
