"""Renders a report as one page: no script, and no request to any network."""

import base64
import re
from typing import TYPE_CHECKING

from cellclassifier.core.report.blocks import Picture, Report
from cellclassifier.core.report.resource import resource

if TYPE_CHECKING:
    from markupsafe import Markup

TEMPLATE, STYLE = "report.html.jinja", "report.css"

NAME = re.compile(r"`([^`\n]+)`")
"""A name within words."""

_PERCENT = re.compile(r"(?<=\d) %")
_SIGN = re.compile(r"(?<!<)[/\\_]")
_INTERVAL = re.compile(r"\(?\d[\d.]*-\d[\d.]*\)?")

LONGEST_WORD = 28
"""Letters of a word of a table that is not broken."""


def page(report: Report) -> bytes:
    """Return a report as HTML, UTF-8."""
    # Imported here: the window starts sooner without.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource("report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words
    environment.filters["breakable"] = breakable
    environment.filters["numbers"] = numbers
    environment.filters["source"] = source
    environment.filters["png"] = lambda data: _data("image/png", data)
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    environment.tests["long"] = has_long_word
    style = resource(f"report/{STYLE}").read_text("utf-8")
    text = environment.get_template(TEMPLATE).render(report=report, style=style)
    # Names of files may hold bytes that are no text.
    return text.encode("utf-8", "backslashreplace")


def words(text: str) -> "Markup":
    """Return a text as HTML: everything escaped, and names between backticks marked."""
    from markupsafe import Markup, escape

    return Markup(NAME.sub(r"<code>\1</code>", str(escape(whole(text)))))


def whole(text: str) -> str:
    """Return a text in which no sign of percent begins a line."""
    return _PERCENT.sub("\u00a0%", text)


def breakable(text: str) -> "Markup":
    """Return words as `words` does; paths and the like may be broken at their signs."""
    from markupsafe import Markup

    return Markup(_SIGN.sub(r"\g<0><wbr>", str(words(text))))


def numbers(text: str) -> "Markup":
    """Return the words of a cell of numbers: no interval is broken at its dash."""
    from markupsafe import Markup

    return Markup(_INTERVAL.sub(r"<span>\g<0></span>", str(words(text))))


def has_long_word(text: str) -> bool:
    """Tell whether a text has a word, such as a path, that has to be broken."""
    return any(len(word) > LONGEST_WORD for word in text.split())


def source(picture: Picture) -> str:
    """Return a figure as a data URI: as lines where there are such."""
    if picture.svg:
        return _data("image/svg+xml", picture.svg)
    return _data("image/png", picture.png)


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
