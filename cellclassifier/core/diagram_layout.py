"""A network as a drawing: where its blocks, arrows and words lie. Without colours.

Units stand in rows, with shortcuts above them and brackets below that join the uses of
shared weights. All is in px, from the upper left corner.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from cellclassifier.core.diagram_units import (
    GAP,
    Box,
    Pen,
    Span,
    Unit,
    kind_of,
    rows_of,
    spans_of,
    units,
    words,
)
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Layer

MARGIN = 14.0
"""Distance of everything from the edges."""

HEAD = 5.0
"""Length of the head of an arrow."""

SWATCH = 12.0
"""Side of a sample in the legend."""

_AIR = 7.0
_LIFT = 12.0  # between the levels of shortcuts
_ROWS = 16.0  # between two rows

Point = tuple[float, float]


class Label(NamedTuple):
    """Words below a unit, centred at `x`; `y` is the top of the first line."""

    x: float
    y: float
    lines: tuple[str, ...]


class Line(NamedTuple):
    """A way along right angles; all but those that join shared weights have a head.

    `text` stands centred below the middle of the second leg.
    """

    kind: Literal["flow", "skip", "shared"]
    points: tuple[Point, ...]
    text: str = ""


class Entry(NamedTuple):
    """A sample and its words in the legend; `x`, `y` is the corner of the sample.

    `sample` is a kind of block or of line.
    """

    x: float
    y: float
    sample: str
    text: str


class Diagram(NamedTuple):
    """All that is drawn, and its size."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    legend: tuple[Entry, ...]


def layout(layers: Sequence[Layer], pen: Pen, width: float = 1100.0) -> Diagram:
    """Place everything; rows break where no bracket and no shortcut is cut.

    Args:
        layers: The uses of layers, in order of computation, at least one.
        pen: How large words are.
        width: Where rows end, as far as they can.
    """
    found = units(layers, pen.measure)
    spans = list(spans_of(layers))
    room = width - 2 * MARGIN - GAP
    boxes: list[Box] = []
    labels: list[Label] = []
    lines: list[Line] = []
    y = MARGIN
    rows = rows_of(found, spans, room)
    for number, row in enumerate(rows):
        drawn = _Row(layers, row, spans, pen)
        drawn.place(y, is_first=number == 0, is_last=number == len(rows) - 1)
        boxes += drawn.boxes
        labels += drawn.labels
        lines += drawn.lines
        y = drawn.bottom + _ROWS
    right = max(
        *(box.right for box in boxes),
        *(each.x + max(map(pen.measure, each.lines)) / 2 for each in labels),
        *(x for line in lines for x, _ in line.points),
    )
    legend = _legend(layers, spans, pen, y, max(right, width - MARGIN))
    ends = [each.x + SWATCH + _AIR + pen.measure(each.text) for each in legend]
    return Diagram(
        max(right, *ends) + MARGIN,
        legend[-1].y + max(SWATCH, pen.line) + MARGIN,
        *(tuple(boxes), tuple(labels), tuple(lines), tuple(legend)),
    )


class _Row:
    """Units beside each other.

    Attributes:
        boxes: Its boxes where they are drawn; likewise `labels` and `lines`.
        bottom: Where it ends.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        row: Sequence[Unit],
        spans: Sequence[Span],
        pen: Pen,
    ) -> None:
        self._layers, self._row, self._pen = layers, row, pen
        here = {box.place for unit in row for box in unit.boxes}
        self._spans = [span for span in spans if span.end in here]
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.lines: list[Line] = []
        self.bottom = 0.0

    def place(self, y: float, is_first: bool, is_last: bool) -> None:
        """Draw it with its top at `y`, with arrows to the rows before and after it."""
        self._y = y
        tallest = max(box.height + box.dy for unit in self._row for box in unit.boxes)
        skips = self._levels("skip")
        above = _LIFT * (1 + max(skips.values())) if skips else 0.0
        self._centre = y + above + tallest / 2
        self._words = self._centre + tallest / 2 + _AIR
        x = MARGIN + GAP
        for unit in self._row:
            self._place_unit(unit, x)
            x += unit.width + GAP
        self._by_place = {box.place: box for box in self.boxes}
        self._draw_flow(is_first, is_last)
        top = self._centre - tallest / 2
        for span, level in skips.items():
            self._draw_skip(span, top - _LIFT * (level + 0.5))
        count = max((len(label.lines) for label in self.labels), default=0)
        self.bottom = self._words + count * self._pen.line
        self._draw_brackets()

    def _place_unit(self, unit: Unit, x: float) -> None:
        moved = [b._replace(x=b.x + x, y=b.y + self._centre) for b in unit.boxes]
        self.boxes += moved
        if unit.lines:
            middle = x + unit.width / 2
            self.labels.append(Label(middle, self._words, unit.lines))

    def _draw_flow(self, is_first: bool, is_last: bool) -> None:
        for before, after in pairwise(self._row):
            start, end = before.boxes[-1].place, after.boxes[0].place
            if start in self._layers[end].inputs:
                one, other = self._by_place[start], self._by_place[end]
                self._flow(one.x + one.width + one.dx, other.x)
        if not is_first:
            self._flow(MARGIN, self.boxes[0].x)
        if not is_last:
            last = self.boxes[-1]
            self._flow(last.right, last.right + GAP)

    def _flow(self, start: float, end: float) -> None:
        points = ((start + 2, self._centre), (end - 2, self._centre))
        self.lines.append(Line("flow", points))

    def _draw_skip(self, span: Span, level: float) -> None:
        other = self._by_place[span.end]
        end, to_y = other.middle + other.dx / 2 - 3, other.y - other.dy / 2 - 1
        # From the row before it comes in by the same arrow as the flow.
        start, from_y = MARGIN + 4, self._centre
        if one := self._by_place.get(span.start):
            # Where one way ends and another starts, they lie side by side.
            start, from_y = one.middle + one.dx / 2 + 3, one.y - one.dy / 2
        points = ((start, from_y), (start, level), (end, level), (end, to_y))
        self.lines.append(Line("skip", points))

    def _draw_brackets(self) -> None:
        levels = self._levels("shared")
        if not levels:
            return
        step = self._pen.line + _AIR
        below = self.bottom + 3
        for span, level in levels.items():
            start, end = (self._under(place) for place in (span.start, span.end))
            y = below + _AIR + level * step
            points = ((start, below), (start, y), (end, y), (end, below))
            letter = self._by_place[span.start].letter
            self.lines.append(
                Line("shared", points, tr("same weights {letter}", letter=letter))
            )
        self.bottom = below + _AIR + (1 + max(levels.values())) * step

    def _under(self, place: int) -> float:
        """Return the middle of the unit that a box belongs to."""
        named = [unit for unit in self._row if unit.lines]
        for unit, label in zip(named, self.labels, strict=True):
            if any(box.place == place for box in unit.boxes):
                return label.x
        return self._by_place[place].middle

    def _levels(self, kind: str) -> dict[Span, int]:
        """Return how far outside each span is drawn: short ones inside of long ones."""
        spans = [span for span in self._spans if span.kind == kind]
        levels: dict[Span, int] = {}
        for span in sorted(spans, key=lambda s: (s.end - s.start, s.start)):
            taken = {
                level
                for other, level in levels.items()
                if other.start < span.end and span.start < other.end
            }
            levels[span] = min(set(range(len(spans) + 1)) - taken)
        return levels


def _legend(
    layers: Sequence[Layer],
    spans: Sequence[Span],
    pen: Pen,
    y: float,
    right: float,
) -> list[Entry]:
    present = {kind_of(layer) for layer in layers}
    found = [
        (str(kind), word)
        for kind, word in words().items()
        if kind in present - {"other"}
    ]
    others = dict.fromkeys(
        each.layer.lower() for each in layers if kind_of(each) == "other"
    )
    found += [("other", ", ".join(others))] if others else []
    kinds = {span.kind for span in spans}
    if "skip" in kinds:
        found.append(("skip", tr("shortcut")))
    if "shared" in kinds:
        found.append(("shared", tr("one layer used again, with the same weights")))
    found.append(
        ("", tr("Below: layer, shape (height x width x channels), parameters"))
    )
    entries: list[Entry] = []
    x = MARGIN
    for sample, text in found:
        width = SWATCH + _AIR + pen.measure(text)
        if x > MARGIN and x + width > right:
            x, y = MARGIN, y + pen.line + _AIR
        entries.append(Entry(x if sample else x - SWATCH - _AIR, y, sample, text))
        x += width + GAP
    return entries
