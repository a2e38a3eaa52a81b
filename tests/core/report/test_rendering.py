"""A report as a page and as a PDF: self-contained, escaped, and the same words."""

import io
import re

import drawn
import numpy as np
import pytest
import reported
from PIL import Image
from reported import Page, bare, pdf_pages

from cellclassifier.core.report.blocks import (
    Bullets,
    Cell,
    Report,
    Section,
    Table,
    Tiles,
    Words,
)
from cellclassifier.core.report.html import page
from cellclassifier.core.report.lettering import drawable, plain
from cellclassifier.core.report.pdf import document
from cellclassifier.core.report.pdf_style import register, room
from cellclassifier.core.report.pdf_widths import widths
from cellclassifier.core.report.phrases import counted, listed, short, span
from cellclassifier.core.report.writing import SIGN

WILD = "<script>alert('a')</script> & $x$ `b` Größe µm"
LONG = "a_long_name_of_a_folder/" * 9


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return reported.study(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def rich(study):
    run = reported.finished(study)
    reported.maps(run)
    reported.measured(run)
    return reported.report(study, run)


@pytest.fixture(scope="module")
def made(rich):
    return Page(page(rich))


def of(*blocks, title="A title"):
    section = Section("one", "One", blocks)
    return Report(title, "of a run", "run", reported.MADE, "1.0", (section,))


def words_of(report):
    return [bare(text) for text in report.texts()]


def test_all_words_stand_in_the_page_and_in_the_pdf(rich, made):
    pages = pdf_pages(document(rich, SIGN))
    # A page begins with its foot.
    whole = "".join(
        text.removeprefix(f"{bare(rich.title)}{number}")
        for number, text in enumerate(pages, 1)
    )
    for text in words_of(rich):
        assert text in made.text, text
        assert text in whole, text


def test_the_page_loads_nothing(made):
    assert not {"script", "iframe", "object", "video", "base"} & {
        name for name, _ in made.elements
    }
    for name, attributes in made.elements:
        for key in ("src", "href", "srcset", "action", "data", "background"):
            value = attributes.get(key) or ""
            assert not value or value.startswith(("data:", "#")), (name, value)
        assert not [key for key in attributes if key.startswith("on")]
    policies = [m for m in made.all("meta") if "http-equiv" in m]
    assert "default-src 'none'" in policies[0]["content"]


def test_styles_load_nothing(rich):
    (style,) = re.findall(r"<style>(.*?)</style>", page(rich).decode(), re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    for svg in Page(page(rich)).images():
        assert b"<image" not in svg or b'href="data:' in svg


def test_every_image_is_there_and_described(rich, made):
    found = made.images()
    assert len(found) == len(made.all("img")) > 30
    for data in found:
        if data.startswith(b"\x89PNG"):
            with Image.open(io.BytesIO(data)) as image:
                assert min(image.size) > 50
                assert np.ptp(np.asarray(image)) > 0
        else:
            assert b"<svg" in data
            assert data.rstrip().endswith(b"</svg>")
    assert all(each["alt"] for each in made.all("img"))


def test_the_page_can_be_read_by_a_screen_reader(made):
    assert made.open == []
    assert made.headings[1:] == [each for each in made.headings[1:] if each]
    assert len(made.headings) == 17
    assert made.all("html")[0]["lang"] == "en"
    scopes = {each.get("scope") for each in made.all("th")}
    assert scopes == {"col", "row"}
    identities = [a["id"] for _, a in made.elements if "id" in a]
    assert len(identities) == len(set(identities))
    targets = {each["href"][1:] for each in made.all("a")}
    assert targets <= set(identities)
    assert len(made.all("summary")) == len(made.all("details")) > 3


def test_letters_of_the_pdf_are_in_it(rich):
    data = document(rich, SIGN)
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") >= 3
    assert f"({SIGN} {rich.version})".encode() in data
    assert data.count(b"/Title (") > len(rich.sections)


def test_the_same_report_gives_the_same_files(rich):
    assert page(rich) == page(rich)
    assert document(rich, SIGN) == document(rich, SIGN)


def test_markup_in_names_stays_words():
    report = of(
        Words(WILD),
        Words(WILD, "quote"),
        Bullets((WILD,)),
        Table(WILD, ("a", WILD), ((WILD, WILD),), folded=True),
        Table(WILD, ("a", WILD), ((WILD, WILD),)),
        Tiles(WILD, (Cell(b"", f'"{WILD}"', (WILD,), "wrong"),)),
        title=WILD,
    )
    data = page(report)
    assert b"<script" not in data
    found = Page(data)
    assert found.open == []
    text = "".join(pdf_pages(document(report, SIGN)))
    for words in words_of(report):
        assert words in found.text
        assert words in text
    gone = next(a for _, a in found.elements if a.get("class") == "gone")
    assert gone["aria-label"] == f'"{WILD}"'.replace("`", "")


@pytest.mark.parametrize("name", [LONG, "x" * 200, "\u7d30\u80de", "a\tb\nc", "\udce4"])
def test_long_and_strange_names_break_neither(name):
    wide = tuple(f"{name}{number}" for number in range(18))
    report = of(
        Words(f"`{name}`"),
        Bullets((name,)),
        Table(name, wide, tuple(wide for _ in range(60))),
        Tiles(name, (Cell(b"", name, (name, name)),) * 7),
        title=name,
    )
    assert Page(page(report)).open == []
    pages = pdf_pages(document(report, SIGN))
    assert bare(drawable(name)) in "".join(pages)


def test_letters_that_no_font_has_are_told_by_their_number():
    assert drawable("Größe µ \u2713 \u2717") == "Größe µ \u2713 \u2717"
    assert drawable("\u7d30") == "[U+7D30]"
    assert plain("$a$") == r"\$a\$"


@pytest.mark.parametrize(
    ("rows", "fits"),
    [([("a", "1")], True), ([(LONG, "1"), ("x" * 300, "2 (1-3)")], False)],
)
def test_columns_fill_the_page_and_no_more(rows, fits):
    register()
    found = widths(Table("", ("name", "number"), tuple(rows)), 7.0, room())
    assert (sum(found) < room() - 1) == fits
    assert sum(found) <= room() + 0.01
    assert min(found) > 10


def test_a_class_of_many_and_names_of_all_kinds_are_reported(tmp_path):
    classes = [
        f"{n} <b>&$ Ä\u7d30 {'long ' * (20 * (n == 3))}".strip() for n in range(16)
    ]
    made = reported.study(tmp_path, classes=classes, train=3, tests=2)
    run = reported.finished(made, wrong=0.5)
    report = reported.report(made, run)
    found = Page(page(report))
    assert found.open == []
    assert all(bare(name) in found.text for name in classes)
    text = "".join(pdf_pages(document(report, SIGN)))
    assert all(bare(drawable(name)) in text for name in classes)
    matrix = next(
        block
        for block in report.section("confusion").blocks
        if isinstance(block, Table)
    )
    assert matrix.header == ("true class", *map(str, range(1, 17)), "all")


@pytest.mark.parametrize(
    ("channels", "depth"), [(3, np.uint8), (2, np.uint16), (1, np.float32)]
)
def test_tiles_of_any_kind_are_shown(tmp_path, channels, depth):
    import tifffile

    made = reported.study(tmp_path, train=6, tests=4)
    for path in sorted((tmp_path / "images").rglob("*.png")):
        pixels = drawn.cv2.imread(str(path), drawn.cv2.IMREAD_UNCHANGED)
        planes = np.stack([pixels // (1 + c) for c in range(channels)], axis=0)
        image = planes[0] if channels == 1 else planes
        target = path.with_suffix(".tif")
        path.unlink()
        tifffile.imwrite(
            target,
            (image / 255).astype(depth) if depth == np.float32 else image.astype(depth),
            photometric="minisblack",
            metadata={"axes": "CYX" if channels > 1 else "YX"},
            imagej=channels > 1,
        )
    report = reported.report(made, reported.finished(made))
    (tiles,) = (b for b in report.section("images").blocks if isinstance(b, Tiles))
    for cell in tiles.cells:
        with Image.open(io.BytesIO(cell.png)) as image:
            assert image.mode == ("RGB" if channels == 3 else "L")
            assert np.ptp(np.asarray(image)) > 100


def test_small_words():
    assert counted(1, "class", "classes") == "1 class"
    assert counted(1200, "class", "classes") == "1,200 classes"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert short("abcdefghij", 5) == "ab\u2026ij"
    assert span([]) == "-"
    assert span([3, 3.0]) == "3"
    assert span([64, 128]) == "64-128"
