"""Renders a report as a PDF, with its fonts; the words are those of the page."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from cellclassifier.core.report.blocks import (
    Block,
    Bullets,
    Cell,
    Picture,
    Report,
    Section,
    Table,
    Tiles,
    Words,
)
from cellclassifier.core.report.lettering import drawable
from cellclassifier.core.report.pdf_style import (
    ATTENTION,
    INK,
    LINE,
    MARGIN,
    MUTED,
    RIGHT,
    SOFT,
    WRONG,
    marked_up,
    paragraph,
    register,
    room,
    style,
)
from cellclassifier.core.report.pdf_widths import widths

ACROSS = 6
"""Tiles side by side."""

ROOM_OF_SECTION, ROOM_OF_TABLE = 130.0, 110.0
"""What has to be left of a page for one to begin, points."""

MANY_COLUMNS = 10
"""Columns from which a table has smaller letters."""

_COLOURS = {"right": RIGHT, "wrong": WRONG, "unknown": MUTED, "none": LINE}


def document(report: Report, sign: str) -> bytes:
    """Return a report as PDF.

    Args:
        report: The report.
        sign: What the file says that it is, beside its version.
    """
    # Imported here, as in all of this module: the window starts sooner without.
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    register()
    buffer = io.BytesIO()
    title = drawable(report.title.replace("`", ""))

    class Document(SimpleDocTemplate):  # type: ignore[misc]
        """Puts each section into the outline."""

        def afterFlowable(self, flowable: Any) -> None:
            """Note where a section begins."""
            if key := getattr(flowable, "section", ""):
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.heading, key, 0, 0)

    made = Document(
        buffer,
        pagesize=A4,
        **dict.fromkeys(("leftMargin", "rightMargin"), MARGIN),
        **dict.fromkeys(("topMargin", "bottomMargin"), MARGIN),
        title=title,
        author="",
        subject=drawable(report.subtitle.replace("`", "")),
        creator=f"{sign} {report.version}",
        lang="en",
        # Else each page would name a font that is not in the file.
        initialFontName="report-sans",
        # No time of its own: the same report gives the same file.
        invariant=1,
    )
    made.build(
        list(flowables(report)),
        onFirstPage=_numbered(title),
        onLaterPages=_numbered(title),
    )
    return buffer.getvalue()


def _numbered(title: str) -> Any:
    def draw(canvas: Any, page: Any) -> None:
        canvas.saveState()
        canvas.setFont("report-sans", 7)
        canvas.setFillColor(MUTED)
        short = title if len(title) <= 90 else f"{title[:89]}\u2026"
        canvas.drawString(MARGIN + 6, MARGIN / 2, short)
        right = page.pagesize[0] - MARGIN - 6
        canvas.drawRightString(right, MARGIN / 2, f"{canvas.getPageNumber()}")
        canvas.restoreState()

    return draw


def flowables(report: Report) -> Iterator[Any]:
    """Yield all that stands in the PDF, in order."""
    register()
    yield paragraph(report.title, style(16, "bold", spaceAfter=3))
    yield paragraph(report.subtitle, style(textColor=MUTED, spaceAfter=6))
    for section in report.sections:
        yield from _section(section)
    yield paragraph(report.foot, style(7.5, textColor=MUTED, spaceBefore=12))


def _section(section: Section) -> Iterator[Any]:
    yield _break(_least_room(section))
    look = {"spaceBefore": 13, "spaceAfter": 5}
    heading = paragraph(section.title, style(12.5, "bold", **look))
    heading.section, heading.heading = section.key, drawable(section.title)
    yield heading
    for block in section.blocks:
        yield from _block(block)


def _least_room(section: Section) -> float:
    """Return what has to be left of a page for a section to begin on it, points."""
    first = section.blocks[0]
    if not isinstance(first, Picture):
        return ROOM_OF_SECTION
    return ROOM_OF_SECTION / 2 + room() * first.width * first.ratio


def _break(least: float) -> Any:
    """Return what begins a new page where less than that is left of this one."""
    from reportlab.platypus import CondPageBreak

    return CondPageBreak(least)


def _block(block: Block) -> Iterator[Any]:
    match block:
        case Words():
            yield _words(block)
        case Bullets():
            yield from _bullets(block)
        case Table():
            yield from _table(block)
        case Picture():
            yield _picture(block)
        case Tiles():
            yield from _tiles(block)


def _words(words: Words) -> Any:
    box = {"backColor": SOFT, "borderPadding": (4, 5, 4, 6), "leftIndent": 6}
    looks: dict[str, dict[str, Any]] = {
        "plain": {"spaceAfter": 4},
        "result": {"font": "bold", "spaceAfter": 4},
        "attention": {**box, "textColor": ATTENTION, "spaceBefore": 7, "spaceAfter": 9},
        "missing": {**box, "textColor": MUTED, "spaceBefore": 7, "spaceAfter": 9},
        "quote": {**box, "spaceBefore": 8, "spaceAfter": 10, "rightIndent": 6},
    }
    return paragraph(words.text, style(**looks[words.kind]))


def _bullets(bullets: Bullets) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    look = {"leftIndent": 14, "bulletIndent": 2, "spaceAfter": 3}
    for item in bullets.items:
        yield Paragraph(marked_up(item), style(**look), bulletText="\u2022")


def _table(table: Table) -> Iterator[Any]:
    from reportlab.platypus import LongTable, TableStyle

    size = 5.6 if len(table.header) > MANY_COLUMNS else 7.0
    caption = style(8, textColor=MUTED, spaceBefore=5, spaceAfter=2)
    # A short table stays on one page.
    whole = 50 + 2.2 * size * len(table.rows)
    yield _break(whole if whole < 2 * ROOM_OF_TABLE else ROOM_OF_TABLE)
    yield paragraph(table.caption, caption)
    head = style(size, "bold", textColor=MUTED)
    first, last = style(size), style(size, alignment=2)
    names = [
        paragraph(name, style(size, "bold", textColor=MUTED, alignment=2))
        if place >= table.texts_first
        else paragraph(name, head)
        for place, name in enumerate(table.header)
    ]
    cells = [
        [
            paragraph(cell, first if place < table.texts_first else last)
            for place, cell in enumerate(row)
        ]
        for row in table.rows
    ]
    rules = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, LINE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.35, LINE),
            *_padding(2.5, 1.5),
        ]
    )
    yield LongTable(
        [names, *cells],
        colWidths=widths(table, size, room()),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=rules,
        spaceAfter=8,
    )


def _padding(across: float, down: float) -> Sequence[tuple[Any, ...]]:
    """Return what the cells of a table keep free, and a font that is in the file."""
    names = {"LEFT": across, "RIGHT": across, "TOP": down, "BOTTOM": down}
    every = ((0, 0), (-1, -1))
    return [
        *((f"{name}PADDING", *every, value) for name, value in names.items()),
        ("FONTNAME", *every, "report-sans"),
    ]


def _picture(picture: Picture) -> Any:
    from reportlab.platypus import Image, KeepTogether

    width = room() * picture.width
    image = Image(io.BytesIO(picture.png), width, width * picture.ratio, hAlign="LEFT")
    below = style(8, textColor=MUTED, spaceAfter=8)
    return KeepTogether([image, paragraph(picture.caption, below)])


def _tiles(tiles: Tiles) -> Iterator[Any]:
    from reportlab.platypus import LongTable, TableStyle

    side = room() / ACROSS
    cells = [_cell(cell, side - 8) for cell in tiles.cells]
    rows = [cells[start : start + ACROSS] for start in range(0, len(cells), ACROSS)]
    filled = [[*row, *[""] * (ACROSS - len(row))] for row in rows]
    rules = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(3, 3)])
    look = style(8, textColor=MUTED, spaceBefore=5, spaceAfter=2)
    yield _break(ROOM_OF_TABLE)
    yield paragraph(tiles.caption, look)
    yield LongTable(
        filled, colWidths=[side] * ACROSS, hAlign="LEFT", style=rules, spaceAfter=8
    )


def _cell(cell: Cell, side: float) -> list[Any]:
    """Return a tile in a frame of its outcome's colour, and what is written below."""
    first, *others = cell.words
    colour = INK if cell.outcome == "none" else _COLOURS[cell.outcome]
    below = [paragraph(first, style(6.2, textColor=colour, spaceBefore=2))]
    below += [paragraph(line, style(6.2)) for line in others]
    return [_framed(cell, side), *below]


def _framed(cell: Cell, side: float) -> Any:
    from reportlab.platypus import Image, Spacer, TableStyle
    from reportlab.platypus import Table as Frame

    inner: Any = Spacer(side - 2, side - 2)
    if cell.png:
        inner = Image(io.BytesIO(cell.png), side - 2, side - 2)
    dashes = (2, 1.5) if cell.outcome == "wrong" or not cell.png else None
    box = ("BOX", (0, 0), (-1, -1), 1.2, _COLOURS[cell.outcome], 0, dashes)
    rules = TableStyle([*_padding(1, 1), box])
    return Frame([[inner]], colWidths=[side], hAlign="LEFT", style=rules)
