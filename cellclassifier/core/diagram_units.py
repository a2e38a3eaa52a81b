"""The parts of a drawing of a network: blocks, and what stands together in a unit.

A block is as high as the tile is there, and as wide as it has channels; what follows a
layer one to one (pooling, normalising, activation) is a thin slice behind it. Weights
that serve several times carry a letter, and a bracket joins their blocks.
"""

from collections.abc import Callable, Iterator, Sequence
from math import log2, sqrt
from typing import Literal, NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.core.messages import Layer

Kind = Literal["input", "conv", "dense", "pool", "norm", "activation", "join", "other"]


def words() -> dict[Kind, str]:
    """Return what each kind is called in a legend."""
    return {
        "input": tr("tile"),
        "conv": tr("convolution"),
        "dense": tr("dense layer"),
        "pool": tr("pooling"),
        "norm": tr("normalisation"),
        "activation": tr("activation"),
        "join": tr("joins two paths"),
        "other": tr("other"),
    }


TALLEST = 108.0
"""Height of a block of the size of the tile, px."""

SLICE = 6.0
"""Width of what follows a layer one to one, px."""

GAP = 20.0
"""Distance of two units, px: room for an arrow."""

CIRCLE = 18.0
"""Diameter of the sign where paths join, px."""

_LEAST = 12.0
_APART = 4.0
_SIGNS = {"Add": "+", "Multiply": "x", "Concatenate": "||"}


class Box(NamedTuple):
    """One use of a layer: a box seen from the front, from its right and from above.

    `x` and `y` are the upper left corner of its front, `dx` and `dy` how far its back
    lies to the right and higher, px. `letter` names shared weights; of a join, which
    is a circle, it is the sign.
    """

    place: int
    kind: Kind
    x: float
    y: float
    width: float
    height: float
    dx: float
    dy: float
    letter: str = ""

    @property
    def right(self) -> float:
        """Where its right side ends at the back."""
        return self.x + self.width + self.dx

    @property
    def middle(self) -> float:
        """Middle of its front."""
        return self.x + self.width / 2


class Pen(NamedTuple):
    """How large words are: the width of a text, and the height of a line, px."""

    measure: Callable[[str], float]
    line: float


_PARTS: dict[Kind, tuple[str, ...]] = {
    "input": ("InputLayer",),
    "pool": ("Pooling",),
    "conv": ("Conv",),
    "dense": ("Dense",),
    "norm": ("Normalization",),
    "activation": ("ReLU", "Activation", "Softmax", "ELU", "Swish", "Silu", "Gelu"),
    "join": ("Add", "Concatenate", "Multiply", "Average", "Subtract", "Maximum"),
}
_FOLLOWERS = frozenset({"pool", "norm", "activation", "other"})


def kind_of(layer: Layer) -> Kind:
    """Return what kind of block a layer is."""
    name = layer.layer
    for kind, parts in _PARTS.items():
        if any(part in name for part in parts):
            return kind
    return "other"


def letters(layers: Sequence[Layer]) -> dict[str, str]:
    """Return the letter of each layer that is used several times, by its name."""
    shared = dict.fromkeys(layer.name for layer in layers if layer.uses > 1)
    return {name: _letter(number) for number, name in enumerate(shared)}


def _letter(number: int) -> str:
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


class Unit(NamedTuple):
    """Boxes that stand together, at x = 0 and about y = 0, and the words below."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    width: float

    @property
    def right(self) -> float:
        """Where its last back ends."""
        return max(box.right for box in self.boxes)


def units(layers: Sequence[Layer], measure: Callable[[str], float]) -> list[Unit]:
    """Return the units of a network: a layer with what follows it one to one."""
    tallest = max((side for layer in layers for side in layer.shape[:-1]), default=1)
    known = letters(layers)
    groups: list[list[int]] = []
    for place, layer in enumerate(layers):
        follows = kind_of(layer) in _FOLLOWERS and layer.inputs == (place - 1,)
        if follows and groups:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [_unit(layers, group, tallest, known, measure) for group in groups]


def _unit(
    layers: Sequence[Layer],
    group: Sequence[int],
    tallest: int,
    known: dict[str, str],
    measure: Callable[[str], float],
) -> Unit:
    boxes: list[Box] = []
    x = 0.0
    for place in group:
        box = _box(layers[place], place, tallest, known)
        if boxes and boxes[-1].dx > box.dx == 0:
            # A vector would hide the back of an image.
            x = boxes[-1].right + _APART
        boxes.append(box._replace(x=x))
        x += box.width
    lines = _words([layers[place] for place in group])
    words = max(map(measure, lines), default=0.0)
    whole = max(box.right for box in boxes)
    width = max(whole, words)
    shift = (width - whole) / 2
    moved = tuple(box._replace(x=box.x + shift) for box in boxes)
    return Unit(moved, lines, width)


def _box(layer: Layer, place: int, tallest: int, known: dict[str, str]) -> Box:
    kind = kind_of(layer)
    if kind == "join":
        sign = _SIGNS.get(layer.layer, "")
        return Box(place, kind, 0, -CIRCLE / 2, CIRCLE, CIRCLE, 0, 0, sign)
    width = SLICE if kind in _FOLLOWERS else _thickness(layer)
    letter = known.get(layer.name, "")
    if len(layer.shape) < 3:
        height = _of_vector(layer)
        return Box(place, kind, 0, -height / 2, width, height, 0, 0, letter)
    height, across = (_side(side, tallest) for side in layer.shape[:2])
    dx, dy = 0.2 * across, 0.14 * across
    # The whole of front and back is centred.
    return Box(place, kind, 0, (dy - height) / 2, width, height, dx, dy, letter)


def _side(side: int, tallest: int) -> float:
    """Return the height of a side of pixels: by the root, so that small ones show."""
    return _LEAST + (TALLEST - _LEAST) * sqrt(side / tallest)


def _thickness(layer: Layer) -> float:
    if len(layer.shape) < 3:
        return 12.0
    return 8 + 3 * log2(max(1, layer.shape[-1]))


def _of_vector(layer: Layer) -> float:
    count = max(1, layer.shape[-1] if layer.shape else 1)
    return min(TALLEST, _LEAST + 9 * log2(count))


def _words(group: Sequence[Layer]) -> tuple[str, ...]:
    """Return the words below a unit: what it is, its shape, its parameters."""
    first = group[0]
    kind = kind_of(first)
    if kind == "join":
        return ()
    shape = "x".join(str(side) for side in first.shape)
    count = sum(layer.parameters for layer in group)
    number = tr("shared") if first.use > 1 else f"{count:,}" if count else ""
    return tuple(line for line in (_name(first, kind), shape, number) if line)


def _name(layer: Layer, kind: Kind) -> str:
    parts = layer.detail.split(", ")
    if kind == "conv":
        name = "conv"
        for long in ("Depthwise", "Separable"):
            name = long.lower() if layer.layer.startswith(long) else name
        stride = next((p.removeprefix("stride ") for p in parts if "stride" in p), "1")
        return f"{name} {parts[0]}" + (f" /{stride}" if stride != "1" else "")
    if kind in ("input", "dense"):
        return layer.name if layer.name in ("tile", "output") else kind
    return words()[kind]


class Span(NamedTuple):
    """Two uses of layers, by their places, that are joined over others."""

    kind: Literal["skip", "shared"]
    start: int
    end: int


def spans_of(layers: Sequence[Layer]) -> Iterator[Span]:
    """Yield what joins uses of layers that do not follow one another."""
    uses: dict[str, int] = {}
    for place, layer in enumerate(layers):
        for source in layer.inputs:
            if source != place - 1:
                yield Span("skip", source, place)
        if layer.use > 1:
            yield Span("shared", uses[layer.name], place)
        uses[layer.name] = place


def rows_of(
    found: Sequence[Unit], spans: Sequence[Span], room: float
) -> list[list[Unit]]:
    """Deal units into rows: as few as there can be, and as even as that allows."""
    parts = _parts(found, spans)
    rows = _filled(parts, room)
    whole = sum(_width(part) + GAP for part in parts)
    share = whole / len(rows)
    while share < room:
        evener = _filled(parts, share)
        if len(evener) == len(rows):
            return evener
        share *= 1.03
    return rows


def _parts(found: Sequence[Unit], spans: Sequence[Span]) -> list[list[Unit]]:
    """Return runs of units that stay together: a span goes over each of their gaps.

    Shortcuts that begin right before a gap do not count: what they start from goes on
    in the next row anyway.
    """
    parts: list[list[Unit]] = []
    for unit in found:
        first = unit.boxes[0].place
        over = [span for span in spans if span.start < first <= span.end]
        if parts and any(s.kind == "shared" or s.start < first - 1 for s in over):
            parts[-1].append(unit)
        else:
            parts.append([unit])
    return parts


def _filled(parts: Sequence[Sequence[Unit]], room: float) -> list[list[Unit]]:
    rows: list[list[Unit]] = [[]]
    for part in parts:
        if rows[-1] and _width(rows[-1]) + GAP + _width(part) > room:
            rows.append([])
        rows[-1].extend(part)
    return rows


def _width(row: Sequence[Unit]) -> float:
    return sum(unit.width for unit in row) + GAP * (len(row) - 1)
