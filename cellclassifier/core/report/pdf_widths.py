"""How wide the columns of a table in the PDF are."""

from collections.abc import Sequence

from cellclassifier.core.report.blocks import Table

_PADDING = 6.0
"""Beside the words of a cell, points."""

_LONGEST_WORD = 88.0
"""A longer word, such as a path, is broken rather than widen its column, points."""


def widths(table: Table, size: float, room: float) -> list[float]:
    """Return the width of each column, points.

    As wide as their words where there is room; else each as wide as its longest word,
    and what is left shared by how much more each would need.

    Args:
        table: The table.
        size: Of its letters, points.
        room: Width of the page's text, points.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    wanted = [_longest(column, size) + _PADDING for column in columns]
    if sum(wanted) <= room:
        return wanted
    words = [[w for cell in column for w in cell.split()] for column in columns]
    least = [
        min(_longest(each, size), _LONGEST_WORD, want) + _PADDING
        for each, want in zip(words, wanted, strict=True)
    ]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    more = [max(0.0, want - low) for want, low in zip(wanted, least, strict=True)]
    share = (room - sum(least)) / sum(more)
    return [low + share * each for low, each in zip(least, more, strict=True)]


def _longest(texts: Sequence[str], size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    # Letters of a name are those of a typewriter, and headings are bold: a little more.
    found = (stringWidth(text, "report-bold", size) for text in texts)
    return float(max(found, default=0.0)) + 1.0
