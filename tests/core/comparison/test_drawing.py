"""What figures have in common: size, fonts, names in lines, the same bytes again."""

import re

import pytest
from PIL import Image

from cellclassifier.core.comparison.drawing import (
    COLOURS,
    MARKERS,
    SIZE,
    Table,
    look_of,
    number,
    shown,
    wrapped,
    write_figure,
)
from cellclassifier.core.errors import UserError


def draw(figure):
    axes = figure.subplots()
    axes.plot([1, 2], [3, 4], label="a line")
    axes.set_title("Ångström $x$ µm")
    axes.legend()


def written(folder, **more):
    table = Table(("x", "y"), [(1, 3), (2, 4)])
    return write_figure(folder / "box", (85, 60), draw, table, **more)


def test_a_figure_is_as_wide_as_a_column(tmp_path):
    paths = written(tmp_path)
    assert [path.name for path in paths] == ["box.svg", "box.pdf", "box.png", "box.csv"]
    svg = paths[0].read_text("utf-8")
    points = float(re.search(r'width="([\d.]+)pt"', svg)[1])
    assert points / 72 * 25.4 == pytest.approx(85, abs=0.01)
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+)", paths[1].read_bytes())[1]
    assert float(box) / 72 * 25.4 == pytest.approx(85, abs=0.01)
    with Image.open(paths[2]) as picture:
        assert picture.width == pytest.approx(85 / 25.4 * 300, abs=1)
        assert picture.getpixel((0, 0))[:3] == (255, 255, 255)
    assert paths[3].read_text() == "x,y\n1,3\n2,4\n"


def test_letters_are_letters(tmp_path):
    svg, pdf, *_ = written(tmp_path)
    # What stands between two dollars is no formula.
    assert ">Ångström $x$ µm</text>" in svg.read_text("utf-8")
    data = pdf.read_bytes()
    assert b"/FontFile2" in data
    assert b"/Type3" not in data


def test_the_same_numbers_give_the_same_bytes(tmp_path):
    first = [path.read_bytes() for path in written(tmp_path / "a")]
    assert first == [path.read_bytes() for path in written(tmp_path / "b")]


def test_the_users_own_looks_do_not_matter(tmp_path):
    from matplotlib import rc_context, rcParams

    plain = written(tmp_path / "a")[2].read_bytes()
    dark = {"figure.facecolor": "black", "font.size": 30, "axes.facecolor": "black"}
    with rc_context(dark):
        assert written(tmp_path / "b")[2].read_bytes() == plain
        assert rcParams["font.size"] == 30
    assert rcParams["font.size"] != SIZE


def test_endings_are_chosen_and_unknown_ones_refused(tmp_path):
    assert [path.name for path in written(tmp_path, endings=())] == ["box.csv"]
    with pytest.raises(UserError, match=r"not in 'gif'. Nothing was written"):
        written(tmp_path / "c", endings=("png", "gif"))
    assert not (tmp_path / "c").exists()


def test_long_names_are_broken_where_they_can_be():
    assert wrapped("compact", 20) == "compact"
    name = "deep_sequential, snap29_vs_control/plate_3"
    rows = wrapped(name, 20).split("\n")
    assert "".join(row + " " * row.endswith(",") for row in rows).strip() == name
    assert max(map(len, rows)) <= 13
    assert wrapped("x" * 40, 20).split("\n") == ["x" * 13] * 3 + ["x"]
    assert wrapped("a b c d e f g h", 1, lines=2) == "a b c\nd e f\u2026"


def test_sets_look_different_by_more_than_colour():
    looks = [look_of(place) for place in range(len(COLOURS) * len(MARKERS))]
    assert len(set(looks)) == len(looks)
    assert len({marker for _, marker in looks[:9]}) == 9


def test_numbers_and_names_are_as_tables_and_legends_want_them():
    assert number(0.1234567891) == "0.123456789"
    assert number(None) == number(float("nan")) == "NA"
    assert shown("_x") == " _x"
    assert shown("x") == "x"
