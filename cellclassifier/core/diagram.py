"""The drawing of a network as an SVG file, for paper: dark words on a light ground."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from cellclassifier.core.diagram_layout import (
    HEAD,
    MARGIN,
    SWATCH,
    Diagram,
    Entry,
    Line,
    Point,
    layout,
)
from cellclassifier.core.diagram_units import Box, Pen
from cellclassifier.core.language import in_english
from cellclassifier.core.layer_table import summary, told
from cellclassifier.core.messages import Layer

FILLS = {
    "input": "#cfd4da",
    "conv": "#9dc3e6",
    "dense": "#efc27f",
    "pool": "#dd9187",
    "norm": "#b9a8dc",
    "activation": "#9fd0ad",
    "join": "#ffffff",
    "other": "#dcdfe4",
}
"""Colour of each kind of block."""

SHARED = ("#63b3a6", "#e39ac0", "#d9c558", "#8f9fe0", "#c49a6c")
"""Colours of shared layers, one each in turn; a letter says the same."""

INK, MUTED, PAPER = "#1d2127", "#565e6b", "#ffffff"

SIZE = 11.0
"""Height of the type, px."""

RADIUS = 5.0
"""Of the corners of ways, px."""

_ADVANCE = 0.58  # of the size, for digits and small letters of common sans serifs


def fill(box: Box, letters: Sequence[str]) -> str:
    """Return the colour of a block.

    Args:
        box: The block.
        letters: All letters of shared layers, in order.
    """
    if box.letter in letters and box.kind != "join":
        return SHARED[letters.index(box.letter) % len(SHARED)]
    return FILLS[box.kind]


@in_english()
def svg(
    layers: Sequence[Layer], title: str = "The network", width: float = 1100.0
) -> str:
    """Return the drawing of `layers` as SVG; each block has its facts as a tooltip.

    Args:
        layers: The uses of layers, in order of computation, at least one.
        title: Name of the network, which stands above it.
        width: Where rows end, as far as they can, px.
    """
    pen = Pen(lambda text: _ADVANCE * SIZE * len(text), 1.3 * SIZE)
    drawn = layout(layers, pen, width)
    head = 3 * SIZE
    letters = list(dict.fromkeys(b.letter for b in drawn.boxes if _is_shared(b)))
    body = [
        *(_line(line, pen) for line in drawn.lines),
        *(_block(box, fill(box, letters), told(layers, box.place))
          for box in drawn.boxes),
        *(_text(label.x, label.y + (i + 0.8) * pen.line, text, i > 0)
          for label in drawn.labels for i, text in enumerate(label.lines)),
        *(_entry(entry, letters) for entry in drawn.legend),
    ]  # fmt: skip
    return "\n".join([*_opening(drawn, title, summary(layers), head), *body, _CLOSING])


_CLOSING = "</g>\n</svg>\n"


def _is_shared(box: Box) -> bool:
    return bool(box.letter) and box.kind != "join"


def _opening(drawn: Diagram, title: str, words: str, head: float) -> list[str]:
    start, base = MARGIN + 0.75 * SIZE * len(title) + SIZE, 1.9 * SIZE
    width = max(drawn.width, start + 0.6 * SIZE * len(words))
    size = f'width="{width:.0f}" height="{drawn.height + head:.0f}"'
    box = f'viewBox="0 0 {width:.0f} {drawn.height + head:.0f}"'
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="{SIZE:g}">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(words)}</desc>",
        f'<rect {size} fill="{PAPER}"/>',
        _text(MARGIN, base, title, bold=True, anchor="start"),
        _text(start, base, words, True, anchor="start"),
        f'<g transform="translate(0 {head:g})">',
    ]


def _block(box: Box, colour: str, words: str) -> str:
    title = f"<title>{escape(words)}</title>"
    if box.kind == "join":
        radius = box.width / 2
        return (
            f'<g>{title}<circle cx="{box.middle:.1f}" cy="{box.y + radius:.1f}" '
            f'r="{radius:.1f}" fill="{colour}" stroke="{INK}"/>'
            f"{_text(box.middle, box.y + radius + 0.35 * SIZE, box.letter)}</g>"
        )
    faces = "".join(
        f'<polygon points="{_points(points)}" fill="{shaded(colour, share)}"/>'
        for points, share in zip(faces_of(box), (0.0, 0.35, -0.22), strict=False)
    )
    letter = ""
    if box.letter:
        middle = box.y + box.height / 2 + 0.35 * SIZE
        letter = _text(box.middle, middle, box.letter, bold=True)
    return (
        f'<g stroke="{shaded(colour, -0.5)}" stroke-width="0.8" '
        f'stroke-linejoin="round">{title}{faces}{letter}</g>'
    )


def faces_of(box: Box) -> list[list[Point]]:
    """Return the corners of the front of a block, and of its top and right if seen."""
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
    dx, dy = box.dx, box.dy
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if not dx:
        return [front]
    above = [(left, top), (left + dx, top - dy), (right + dx, top - dy), (right, top)]
    side = [
        *((right, top), (right + dx, top - dy)),
        *((right + dx, bottom - dy), (right, bottom)),
    ]
    return [front, above, side]


def shaded(colour: str, share: float) -> str:
    """Return a colour, "#rrggbb", nearer to white (share 0 .. 1) or black (-1 .. 0)."""
    goal = 255 if share > 0 else 0
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    mixed = (round(part + (goal - part) * abs(share)) for part in parts)
    return "#" + "".join(f"{part:02x}" for part in mixed)


def head_of(line: Line) -> list[Point]:
    """Return the corners of the head of an arrow; of a bracket, which has none, []."""
    if line.kind == "shared":
        return []
    (_, y0), (x, y) = line.points[-2:]
    if y0 == y:
        return [(x, y), (x - HEAD, y - HEAD / 2), (x - HEAD, y + HEAD / 2)]
    return [(x, y), (x - HEAD / 2, y - HEAD), (x + HEAD / 2, y - HEAD)]


def _line(line: Line, pen: Pen) -> str:
    colour = INK if line.kind == "skip" else MUTED
    dash = ' stroke-dasharray="4 3"' if line.kind == "shared" else ""
    drawn = (
        f'<path d="{_path(line)}" fill="none" stroke="{colour}" '
        f'stroke-width="1.1"{dash}/>'
    )
    if corners := head_of(line):
        drawn += f'<polygon points="{_points(corners)}" fill="{colour}"/>'
    if line.text:
        (left, y), (right, _) = line.points[1:3]
        drawn += _text((left + right) / 2, y + pen.line, line.text, True)
    return drawn


def turns_of(line: Line) -> list[tuple[Point, Point, Point]]:
    """Return where each corner of a way begins to be round, the corner, where it ends.

    Between the first and the last a curve of second order is drawn.
    """
    triples = zip(line.points, line.points[1:], line.points[2:], strict=False)
    return [
        (_towards(corner, before), corner, _towards(corner, after))
        for before, corner, after in triples
    ]


def _path(line: Line) -> str:
    turns = [
        f"L{_points([start])} Q{_points([corner, end])}"
        for start, corner, end in turns_of(line)
    ]
    start, end = (_points([point]) for point in (line.points[0], line.points[-1]))
    return " ".join([f"M{start}", *turns, f"L{end}"])


def _towards(corner: Point, other: Point) -> Point:
    """Return the point a radius away from a corner, on the way to another point."""
    (x, y), (x1, y1) = corner, other
    length = abs(x1 - x) + abs(y1 - y)
    share = min(RADIUS / length, 0.5) if length else 0.0
    return x + (x1 - x) * share, y + (y1 - y) * share


def _entry(entry: Entry, letters: Sequence[str]) -> str:
    x, y = entry.x, entry.y
    words = _text(x + SWATCH + 7, y + 0.85 * SWATCH, entry.text, True, anchor="start")
    if entry.sample in FILLS:
        colour = FILLS[entry.sample]
        edge = INK if entry.sample == "join" else shaded(colour, -0.5)
        round_ = SWATCH / 2 if entry.sample == "join" else 1
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{SWATCH:g}" height="{SWATCH:g}" '
            f'rx="{round_:g}" fill="{colour}" stroke="{edge}"/>{words}'
        )
    if not entry.sample:
        return words
    middle = y + SWATCH / 2
    dash = ' stroke-dasharray="4 3"' if entry.sample == "shared" else ""
    return f'<path d="M{x:.1f},{middle:.1f} h{SWATCH:g}" stroke="{INK}"{dash}/>{words}'


def _text(
    x: float,
    y: float,
    words: str,
    muted: bool = False,
    *,
    bold: bool = False,
    anchor: str = "middle",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" stroke="none" '
        f'fill="{MUTED if muted else INK}"{weight}>{escape(words)}</text>'
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
