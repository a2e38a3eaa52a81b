"""Texts for the user in the language that was chosen; English without any.

Every text that the window shows goes through `tr` or `tr_n`, which take the English
text, a template where values are put in, and look it up in what `install` was given.
The report, the tables and the command line stay English: tables are read by other
programs by the names of their columns, and a report is compared with others.

What is written into files that others read, such as a report, is made within
`in_english`, since it is put together from sentences that the window shows as well.

What a module keeps in constants is translated when it is imported: the language has
to be installed before (see `cellclassifier.gui.language.begin`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Translator = Callable[[str, int | None], str]
"""Returns a text's translation; with a number, the form that goes with it.

It gets the English text, of several forms that of many, and returns "" where it has no
translation.
"""

_translator: Translator | None = None
_plain: ContextVar[bool] = ContextVar("plain", default=False)
"""Whether texts stay English here; a thread of its own, which translates, beside it."""

_told: dict[str, str] = {}
"""English texts by what they were translated to, of those without values."""

_BROKEN = (LookupError, ValueError, AttributeError, TypeError)
"""What a translation raises whose placeholders are not those of the English text."""


def install(translator: Translator | None) -> None:
    """Translate by `translator` from now on; ``None``: leave texts in English."""
    global _translator
    _translator = translator
    _told.clear()


@contextmanager
def in_english() -> Iterator[None]:
    """Leave the texts of this block in English, whatever language the window has.

    It holds for the calling thread alone. What was translated before, such as the
    constants of a module, is not changed back: see `english`.
    """
    token = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(token)


def tr(text: str, /, **values: object) -> str:
    """Return a text in the user's language.

    Args:
        text: The text in English. With `values` it is a template for `str.format`;
            without them braces are nothing but braces. It has to be a literal, so that
            it is found where the files for translators are made.
        values: What is put in, by the names of the placeholders.

    A translation whose placeholders cannot be filled is passed over for the English
    text: a language must never keep the program from working.
    """
    if _translator is None or _plain.get():
        return text.format(**values) if values else text
    found = _translator(text, None)
    if values:
        return _filled(found, text, values)
    if not found or found == text:
        return text
    _told[found] = text
    return found


def tr_n(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a text about a number of things, in the form that goes with the number.

    Args:
        one: The text in English about one thing, a template as in `tr`.
        many: The same about none or several; translations are filed under it.
        number: How many things there are.
        values: What is put in; the number too, where the text names it.
    """
    english = one if number == 1 else many
    if _translator is None or _plain.get():
        return english.format(**values) if values else english
    return _filled(_translator(many, number), english, values)


def english(text: str) -> str:
    """Return the English of a text that was translated, as for the head of a column.

    A text that has no translation, or that values were put into, is returned as it is.
    """
    return _told.get(text, text)


def within(text: str) -> str:
    """Return a text as it stands within a sentence or at an axis.

    English begins with a small letter there, unless it is an acronym. What was
    translated is left as it is: nouns of German are capitals everywhere.
    """
    if text in _told or text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def _filled(found: str, text: str, values: dict[str, object]) -> str:
    """Return a translation with its values, or else the English text with them."""
    if found:
        try:
            return found.format(**values) if values else found
        except _BROKEN:
            pass
    return text.format(**values) if values else text
