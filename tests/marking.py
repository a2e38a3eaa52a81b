"""Finds what is left in English in texts of the language that marks every text."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cellclassifier.core import language, translations

_CHANGED = set("aeiouyAEIOUTSCZ")
"""Letters that the marked language never leaves as they are."""


@contextmanager
def marked() -> Iterator[None]:
    """Have every text marked within this block, as in a window in that language."""
    language.install(translations.pseudo().find)
    try:
        yield
    finally:
        language.install(None)


def left(text: str, *names: str) -> list[str]:
    """Return the words of a text that went through no translation.

    Args:
        text: What is shown.
        names: Names of classes, sets, runs and the like, which are never translated.
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    # As in 4e-07.
    text = re.sub(r"\d(e[-+]?\d+)?", " ", text)
    words = re.findall(r"[^\W\d_]+", text)
    return [word for word in words if _CHANGED.intersection(word)]


def numbers(texts: Iterable[str]) -> list[str]:
    """Return all numbers in texts, in their order."""
    return [found for text in texts for found in re.findall(r"\d+(?:[.,]\d+)*", text)]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
