"""The language that marks every text, and what of a text it does not reach."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from cellclassifier.core import language, translations

VALUES = re.compile(r"`[^`]*`|'[^']*'")
"""Names that stand outside of a marked text."""


@contextmanager
def speaking() -> Iterator[None]:
    """Mark every text of this block."""
    language.install(translations.pseudo().find)
    try:
        yield
    finally:
        language.install(None)


def left(text: str) -> str:
    """Return what of a text lies outside of all marks, without names in quotes."""
    found, depth = "", 0
    for letter in text:
        depth += letter == "⟦"
        found += "" if depth else letter
        depth -= letter == "⟧"
    assert depth == 0, text
    return VALUES.sub("", found)


def unmarked(text: str) -> list[str]:
    """Return the words, of two letters or more, that lie outside of all marks."""
    return re.findall(r"[A-Za-z]{2,}", left(text))
