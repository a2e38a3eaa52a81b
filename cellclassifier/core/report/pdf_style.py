"""How a PDF looks: fonts, colours, paragraphs, and the room on its pages."""

from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from cellclassifier.core.report.html import NAME, whole
from cellclassifier.core.report.lettering import FONTS, drawable, font_path

INK, MUTED, LINE, SOFT = "#1d2127", "#565e6b", "#c9cfd7", "#f4f6f8"
ATTENTION, RIGHT, WRONG = "#8a6100", "#17733a", "#b8251b"

MARGIN = 51.0
"""Of the page, points."""


def room() -> float:
    """Return the width of the text, points."""
    from reportlab.lib.pagesizes import A4

    # A frame keeps six points free on either side.
    return float(A4[0]) - 2 * MARGIN - 12


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to reportlab; once is enough."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in FONTS:
        registerFont(TTFont(f"report-{name}", str(font_path(name))))


@lru_cache(maxsize=64)
def style(size: float = 8.8, font: str = "sans", **more: Any) -> Any:
    """Return the style of a paragraph, by its size in points, font, and more."""
    from reportlab.lib.styles import ParagraphStyle

    name = f"{size} {font} {sorted(more.items())}"
    return ParagraphStyle(
        name,
        fontName=f"report-{font}",
        bulletFontName="report-sans",
        fontSize=size,
        leading=size * 1.42,
        **{"textColor": INK, "splitLongWords": 1, **more},
    )


def marked_up(text: str) -> str:
    """Return words as reportlab takes them: escaped, names between backticks marked."""
    safe = escape(drawable(whole(text), "\n"))
    return NAME.sub(r'<font name="report-mono">\1</font>', safe)


def paragraph(text: str, look: Any = None) -> Any:
    """Return words as a paragraph, which breaks them into lines."""
    from reportlab.platypus import Paragraph

    return Paragraph(marked_up(text), look or style(spaceAfter=4))
