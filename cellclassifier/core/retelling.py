"""Tells in the user's language what another process said in English.

A worker, and whoever trains on other computers, know no language: what they send, and
what they leave in files, are finished sentences. Each is found again among the texts of
the language, by the words that stand between what was put in.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from cellclassifier.core.language import Translator

LEAST = 10
"""Letters of its own below which a text with values is not looked for: it could be
anything."""

MOST = 2_000
"""Letters above which nothing is looked for: that is a log, and would take long."""

_NUMBER = r"[-+]?[\d,.]+"
_START = 6  # letters that texts are sorted by
_END = re.compile(r"(?<=[.!?:;])\s+")


class _Template(NamedTuple):
    """A text with values: the longest of what stands between these, and all letters."""

    text: str
    longest: str
    letters: int


class _Value(str):
    """What was put in; the format of a number has been applied already."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


_find: Translator | None = None
_templates: dict[str, list[_Template]] = {}
_source: Callable[[], Iterable[str]] = tuple


def install(find: Translator | None, texts: Callable[[], Iterable[str]]) -> None:
    """Tell in a language from now on; ``None``: leave all as it is.

    Args:
        find: Returns the translation of a text.
        texts: Returns all English texts; asked when the first sentence is to be told.
    """
    global _find, _source
    _find, _source = find, texts
    _templates.clear()
    _retold.cache_clear()


def retold(text: str) -> str:
    """Return what another process said in the user's language, as far as it is known.

    Sentences that no text of the language is found for stay as they are.
    """
    return _retold(text) if _find and 0 < len(text) <= MOST else text


@lru_cache(maxsize=256)
def _retold(text: str) -> str:
    starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    told, place = [], 0
    while place < len(starts) - 1:
        # A text may have several sentences: the longest counts.
        for end in range(len(starts) - 1, place, -1):
            part = text[starts[place] : starts[end]]
            words = part.rstrip()
            if (found := _of(words)) or end == place + 1:
                told.append((found or words) + part[len(words) :])
                place = end
                break
    return "".join(told)


def _of(words: str) -> str:
    """Return the translation of one text, with or without values, or nothing."""
    if _find is None:
        return ""
    if found := _find(words, None):
        return found
    fitting = (
        (each, match)
        for each in _candidates(words)
        if each.longest in words and (match := _pattern(each.text).fullmatch(words))
    )
    best = max(fitting, key=lambda pair: pair[0].letters, default=None)
    return _filled(best[0].text, best[1]) if best else ""


def _filled(text: str, match: re.Match[str]) -> str:
    values = {name: _Value(_inner(value)) for name, value in match.groupdict().items()}
    whole = (value.replace(",", "") for value in values.values())
    numbers = [int(each) for each in whole if each.isdecimal()]
    found = _find(text, numbers[0] if numbers else None) if _find else ""
    try:
        return found.format(**values)
    except (LookupError, ValueError, AttributeError, TypeError):
        # Its placeholders are others: a language must never break what is said.
        return ""


def _inner(value: str) -> str:
    """Return a value; one that is a sentence is told as well."""
    return _of(value) or value if value.endswith(".") else value


def _candidates(words: str) -> Iterator[_Template]:
    if not _templates:
        for text in _source():
            if made := _template(text):
                start = text.partition("{")[0][:_START]
                key = start if len(start) == _START else ""
                _templates.setdefault(key, []).append(made)
        _templates.setdefault("", [])
    yield from _templates.get(words[:_START], ())
    yield from _templates[""]


def _template(text: str) -> _Template | None:
    """Return what finds a text; ``None`` where it has no values, or little else."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    literals = [literal for literal, *_ in parts]
    names = [name for _, name, *_ in parts if name is not None]
    letters = sum(map(str.isalpha, "".join(literals)))
    if not names or letters < LEAST or not all(map(str.isidentifier, names)):
        return None
    return _Template(text, max(literals, key=len), letters)


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text with values; these by their names."""
    pattern, seen = "", set[str]()
    for literal, name, spec, _ in Formatter().parse(text):
        pattern += re.escape(literal)
        if name is not None:
            kind = _NUMBER if spec else ".+?"
            again = f"(?P={name})"
            pattern += again if name in seen else f"(?P<{name}>{kind})"
            seen.add(name)
    return re.compile(pattern, re.DOTALL)
