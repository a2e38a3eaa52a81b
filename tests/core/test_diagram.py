"""The drawing of a network: what stands where, and as SVG."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layered import conv, plain, shared, shortcuts

from cellclassifier.core.diagram import (
    FILLS,
    SHARED,
    faces_of,
    fill,
    head_of,
    shaded,
    svg,
    turns_of,
)
from cellclassifier.core.diagram_layout import MARGIN, layout
from cellclassifier.core.diagram_units import TALLEST, Pen, kind_of, letters
from cellclassifier.core.messages import Layer

PEN = Pen(lambda text: 6.0 * len(text), 14.0)
SVG = "{http://www.w3.org/2000/svg}"


def rows_of(drawn):
    """The places of the boxes in each row, told by the middle of their whole."""
    found = {}
    for box in drawn.boxes:
        # The sign of a join has no depth; the middle of all is that of its row.
        middle = box.y - box.dy / 2 + (box.height) / 2
        key = next((k for k in found if abs(k - middle) < 1e-6), middle)
        found.setdefault(key, []).append(box.place)
    return list(found.values())


def test_every_layer_has_its_box_in_order():
    drawn = layout(shared(), PEN)
    assert [box.place for box in drawn.boxes] == list(range(6))
    assert all(one.x < other.x for one, other in pairwise(drawn.boxes))
    kinds = [box.kind for box in drawn.boxes]
    assert kinds == ["input", "conv", "pool", "conv", "other", "dense"]


def test_blocks_have_the_size_of_their_shape():
    tile, first, pool, second, flat, output = layout(shared(), PEN).boxes
    assert tile.height == first.height == TALLEST
    assert pool.height == second.height < TALLEST
    # By the root of the sides, over a least height.
    assert (second.height - 12) / (first.height - 12) == pytest.approx(0.5**0.5)
    assert first.width > tile.width
    assert first.dx > second.dx > flat.dx == 0
    assert flat.height > output.height


def test_what_follows_stands_against_its_layer():
    tile, first, pool, second, *_ = layout(shared(), PEN).boxes
    assert pool.x == pytest.approx(first.x + first.width)
    assert second.x > pool.right
    assert first.x > tile.right


def test_words_name_layer_shape_and_parameters():
    drawn = layout(shared(), PEN)
    assert [label.lines for label in drawn.labels] == [
        ("tile", "64x64x1"),
        ("conv 3x3", "64x64x16", "160"),
        ("conv 3x3", "32x32x16", "shared"),
        ("output", "2", "32,770"),
    ]
    # With its normalisation, as it stands there.
    (label, *_) = layout(shortcuts(), PEN).labels[1:]
    assert label.lines[-1] == "164"


@pytest.mark.parametrize(
    ("layer", "detail", "name"),
    [
        ("Conv2D", "11x11, stride 4, valid", "conv 11x11 /4"),
        ("DepthwiseConv2D", "3x3, stride 1, same", "depthwise 3x3"),
        ("SeparableConv2D", "3x3, stride 2x1, same", "separable 3x3 /2x1"),
    ],
)
def test_convolutions_are_named_by_kind_kernel_and_stride(layer, detail, name):
    layers = (
        plain("tile", "InputLayer", (64, 64, 1)),
        conv("c", (32, 32, 4), 9, layer=layer, detail=detail, inputs=(0,)),
    )
    assert layout(layers, PEN).labels[1].lines[0] == name


def test_shared_weights_have_a_letter_a_colour_and_a_bracket():
    drawn = layout(shared(), PEN)
    assert letters(shared()) == {"twice": "A"}
    assert [box.letter for box in drawn.boxes] == ["", "A", "", "A", "", ""]
    (bracket,) = [line for line in drawn.lines if line.kind == "shared"]
    assert bracket.text == "same weights A"
    ends = [bracket.points[0][0], bracket.points[-1][0]]
    assert ends == [label.x for label in drawn.labels[1:3]]
    assert min(y for _, y in bracket.points) > drawn.labels[0].y + 3 * PEN.line
    assert fill(drawn.boxes[1], ["A"]) == fill(drawn.boxes[3], ["A"]) == SHARED[0]
    assert fill(drawn.boxes[0], ["A"]) == FILLS["input"]
    samples = {entry.sample: entry.text for entry in drawn.legend}
    assert samples["shared"] == "one layer used again, with the same weights"
    assert samples["other"] == "flatten"
    assert "norm" not in samples


def test_there_are_as_many_letters_as_shared_layers():
    layers = [
        conv(f"c{n}", (4, 4, 4), uses=2, use=use) for n in range(28) for use in (1, 2)
    ]
    found = list(letters(layers).values())
    assert found[:2] == ["A", "B"]
    assert found[25:] == ["Z", "A2", "B2"]


def test_shortcuts_go_over_the_blocks_to_where_paths_join():
    drawn = layout(shortcuts(), PEN, 5000)
    skips = [line for line in drawn.lines if line.kind == "skip"]
    assert len(skips) == 3
    for line, place in zip(skips, (4, 9, 14), strict=True):
        box = drawn.boxes[place]
        assert (box.kind, box.letter) == ("join", "+")
        assert box.x < line.points[-1][0] < box.x + box.width
        source = drawn.boxes[place - 4]
        assert source.x < line.points[0][0] < source.right + 3
        between = drawn.boxes[place - 4 : place + 1]
        assert line.points[1][1] < min(each.y - each.dy for each in between)
    assert "shortcut" in {entry.text for entry in drawn.legend}


def test_nested_shortcuts_do_not_lie_on_each_other():
    tile = plain("tile", "InputLayer", (8, 8, 1))
    chain = [conv(f"c{n}", (8, 8, 1), inputs=(n,)) for n in range(4)]
    inner = plain("inner", "Add", (8, 8, 1), 2, 4)
    outer = plain("outer", "Add", (8, 8, 1), 0, 5)
    drawn = layout((tile, *chain, inner, outer), PEN)
    levels = [line.points[1][1] for line in drawn.lines if line.kind == "skip"]
    assert len(set(levels)) == 2
    # The long one is the outer one.
    assert levels[1] < levels[0]


def test_no_arrow_where_nothing_is_taken():
    tile = plain("tile", "InputLayer", (8, 8, 1))
    branch = conv("branch", (8, 8, 4), inputs=(0,))
    short = conv("short", (8, 8, 4), inputs=(0,))
    both = plain("both", "Add", (8, 8, 4), 1, 2)
    drawn = layout((tile, branch, short, both), PEN)
    flows = [line for line in drawn.lines if line.kind == "flow"]
    assert len(flows) == 2
    assert all(line.points[1][0] <= drawn.boxes[1].x or
               line.points[0][0] >= drawn.boxes[2].x for line in flows)  # fmt: skip


def test_long_networks_break_into_even_rows():
    wide = layout(shortcuts(6), PEN, 10_000)
    assert len(rows_of(wide)) == 1
    narrow = layout(shortcuts(6), PEN, 700)
    rows = rows_of(narrow)
    assert len(rows) > 1
    places = sorted(place for row in rows for place in row)
    assert places == list(range(len(shortcuts(6))))
    assert narrow.width <= 700
    assert narrow.height > wide.height
    # A shortcut that comes in from the row before starts with its first arrow.
    first = min(line.points[0][0] for line in narrow.lines if line.kind == "skip")
    assert MARGIN <= first < MARGIN + 20


def test_rows_never_part_a_bracket():
    drawn = layout(shared(), PEN, 0)
    rows = rows_of(drawn)
    assert [1, 2, 3, 4] in rows
    assert len(rows) == 3


def test_heads_point_where_ways_end():
    drawn = layout(shortcuts(), PEN)
    for line in drawn.lines:
        assert head_of(line)[0] == line.points[-1]
    (bracket,) = [line for line in layout(shared(), PEN).lines if line.text]
    assert head_of(bracket) == []


def test_corners_are_round_within_their_legs():
    for line in layout(shortcuts(), PEN).lines:
        turns = turns_of(line)
        assert len(turns) == len(line.points) - 2
        for (start, corner, end), known in zip(turns, line.points[1:], strict=False):
            assert corner == known
            for point in (start, end):
                away = abs(point[0] - corner[0]) + abs(point[1] - corner[1])
                assert 0 < away <= 5


def test_faces_and_shades():
    image, *_, vector = layout(shared(), PEN).boxes
    assert len(faces_of(image)) == 3
    assert len(faces_of(vector)) == 1
    assert shaded("#804020", 0) == "#804020"
    assert shaded("#804020", 1) == "#ffffff"
    assert shaded("#804020", -0.5) == "#402010"


@pytest.mark.parametrize("layers", [shared(), shortcuts(5)])
def test_the_svg_is_valid_and_tells_all(layers):
    text = svg(layers, "Deep & <wide>", 700)
    root = ElementTree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Deep & <wide>"
    assert "parameters" in root.find(f"{SVG}desc").text
    titles = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert len(titles) == len(layers)
    for title, layer in zip(titles, layers, strict=True):
        assert layer.name in title
        assert "multiply-adds" in title
    words = {element.text for element in root.iter(f"{SVG}text")}
    assert "output" in words
    assert "font-face" not in text
    # All that is drawn lies on the paper.
    width, height = float(root.get("width")), float(root.get("height"))
    for polygon in root.iter(f"{SVG}polygon"):
        for point in polygon.get("points").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert -40 <= y <= height
    assert svg(layers, "Deep & <wide>", 700) == text


def test_shared_weights_are_told_without_colour_in_the_svg():
    text = svg(shared(), "deep")
    assert text.count(">A</text>") == 2
    assert "same weights A" in text
    assert re.search(r"stroke-dasharray", text)


KINDS = ("Conv2D", "MaxPooling2D", "BatchNormalization", "Dense", "Flatten", "Add")


@st.composite
def networks(draw):
    layers = [plain("tile", "InputLayer", (32, 32, 1))]
    for place in range(1, draw(st.integers(1, 14))):
        name = draw(st.sampled_from(KINDS))
        shape = draw(st.sampled_from([(32, 32, 8), (1, 7, 2000), (5,), (4096,), ()]))
        before = draw(st.sets(st.integers(0, place - 1), min_size=1, max_size=2))
        layers.append(
            Layer(
                name=f"layer{draw(st.integers(0, 3))}"
                if name == "Conv2D"
                else f"n{place}",
                layer=name,
                shape=shape,
                parameters=draw(st.integers(0, 10**9)),
                multiply_adds=0,
                inputs=tuple(sorted(before)),
                detail="3x3, stride 1, same" if name == "Conv2D" else "",
            )
        )
    counts = {layer.name: 0 for layer in layers}
    uses = [layer.name for layer in layers]
    found = []
    for layer in layers:
        counts[layer.name] += 1
        changed = {"use": counts[layer.name], "uses": uses.count(layer.name)}
        found.append(layer.model_copy(update=changed))
    return found


@settings(max_examples=100, deadline=None)
@given(networks(), st.floats(0, 3000))
def test_any_network_can_be_drawn(layers, width):
    drawn = layout(layers, PEN, width)
    assert [box.place for box in drawn.boxes] == list(range(len(layers)))
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y - box.dy >= 0
        assert box.right <= drawn.width
        assert box.y + box.height <= drawn.height
    for line in drawn.lines:
        assert all(0 <= x <= drawn.width for x, _ in line.points)
        assert all(0 <= y <= drawn.height for _, y in line.points)
    ElementTree.fromstring(svg(layers, "any", width).encode())
    assert {kind_of(layer) for layer in layers} <= set(FILLS)
