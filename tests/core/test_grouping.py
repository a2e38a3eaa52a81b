"""Groups: what a split must never divide, found by itself or as the user says."""

import re
from pathlib import Path

import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.grouping import USUAL, find_grouping, preview
from cellclassifier.core.manifest import COLUMNS
from cellclassifier.core.tile_spec import GroupSpec

ROOT = Path("images")


def groups(names, **spec):
    files = [ROOT / name for name in names]
    name, text = find_grouping(ROOT, files, GroupSpec.model_validate(spec))
    return [name(path) for path in files], text


def test_sub_folders_are_groups_across_classes():
    names = ["a/day1/x.png", "a/day2/y.png", "b/day1/z.png", "b/day2/deep/w.png"]
    found, text = groups(names)
    assert found == ["day1", "day2", "day1", "day2/deep"]
    assert "sub-folders" in text


@pytest.mark.parametrize(
    ("stem", "field"),
    [
        ("well_05_r01c12", "well_05"),
        ("well_05_r1_c2", "well_05"),
        ("field7_x093_y486", "field7"),
        ("FIELD7_X093_Y486", "FIELD7"),
        ("cell_3_90deg", "cell_3"),
        ("cell_3_-45deg", "cell_3"),
        ("F1_r0_c0_90deg", "F1"),
        ("F1_x01_y02_r1c2_180deg", "F1"),
    ],
)
def test_tiles_of_one_field_are_found_by_their_names(stem, field):
    found, text = groups([f"a/{stem}.tif", f"b/{stem}.tif"])
    assert found == [field, field]
    assert "field" in text


def test_turned_tiles_of_one_field_are_one_group():
    names = ["a/F1_r0_c0_90deg.png", "a/F1_r0_c1_90deg.png", "a/F1_r0_c0.png"]
    assert groups(names)[0] == ["F1"] * 3


def test_one_odd_name_in_twenty_does_not_hide_the_tiles():
    names = [f"a/f{i // 4}_r00c0{i % 4}.png" for i in range(19)] + ["a/other.png"]
    found, _ = groups(names)
    assert found[:5] == ["f0"] * 4 + ["f1"]
    assert found[-1] == "other"


@pytest.mark.parametrize(
    "names",
    [
        ["a/x.png", "b/x.png"],
        ["a/day1/x.png", "b/x.png"],
        ["a/f_r0c0.png", "a/y.png", "b/z.png"],
    ],
)
def test_else_each_image_is_a_group(names):
    found, text = groups(names)
    assert found == names
    assert text == "each image alone"


def test_no_images_have_no_groups():
    assert groups([]) == ([], "each image alone")


def test_a_pattern_names_the_group_by_its_brackets():
    names = ["a/plate1_well_B07_3.tif", "b/plate1_well_C01_1.tif", "b/odd.tif"]
    found, text = groups(names, by="pattern", pattern=r"(well_[A-H]\d+)")
    assert found == ["well_B07", "well_C01", "b/odd.tif"]
    assert r"(well_[A-H]\d+)" in text


def test_a_pattern_without_brackets_names_it_by_all_that_matches():
    found, _ = groups(["a/d12_x.tif", "a/d3_y.tif"], by="pattern", pattern=r"d\d+")
    assert found == ["d12", "d3"]


def test_what_the_user_chose_wins():
    names = ["a/day1/f_r0c0.png", "a/day1/f_r0c1.png"]
    assert groups(names, by="image")[0] == names
    assert groups(names, by="folder")[0] == ["day1", "day1"]


@pytest.mark.parametrize(
    "spec", [{"by": "folder"}, {"by": "pattern", "pattern": r"well_(\w)"}]
)
def test_what_nothing_groups_stands_alone_even_beside_its_namesake(spec):
    names = ["a/x.png", "b/x.png"]
    assert groups(names, **spec)[0] == names


NAMED = r"(?P<day>day\d)?.*?(?P<dish>dish\d)"


@pytest.mark.parametrize(
    ("pattern", "stem", "group"),
    [
        (NAMED, "day2_dish1_x", "day2/dish1"),
        (NAMED, "dish1_x", "dish1"),
        (NAMED, "day2_x", "a/day2_x.png"),
        # In the order of the pattern, whatever the alphabet says.
        (r"(?P<z>z\d)_(?P<a>a\d)", "z1_a2", "z1/a2"),
        # Named brackets win over others.
        (r"(x)_(?P<day>d\d)", "x_d3", "d3"),
        (r"(a\d)_(b\d)", "a1_b2", "a1"),
        (r"a\d_b\d", "a1_b2", "a1_b2"),
        (r"(?P<day>d\d)?", "x", "a/x.png"),
        (r"(d\d)?", "x", "a/x.png"),
        ("", "x", "a/x.png"),
    ],
)
def test_named_brackets_name_the_group_together(pattern, stem, group):
    assert groups([f"a/{stem}.png"], by="pattern", pattern=pattern)[0] == [group]


WELL, FIELD, DATE, DAY, DISH, ANIMAL, TURNS = range(7)


@pytest.mark.parametrize(
    ("usual", "name", "group"),
    [
        (WELL, "A01.tif", "A01"),
        (WELL, "plate_B12_f03.tif", "B12"),
        (WELL, "well_A3.png", "A3"),
        (WELL, "wellP24.png", "P24"),
        (WELL, "O05f00d2.TIF", "O05"),
        (WELL, "control_A25.tif", None),
        (WELL, "A123.tif", None),
        (WELL, "DNA1.tif", None),
        (WELL, "Q01.tif", None),
        (WELL, "B0.tif", None),
        (FIELD, "x_f01.tif", "f01"),
        (FIELD, "field3.tif", "field3"),
        (FIELD, "x_s2_t4.tif", "s2"),
        (FIELD, "Field_12.tif", "Field_12"),
        (FIELD, "B02_f03.tif", "B02/f03"),
        (FIELD, "O05f00d2.TIF", "O05/f00"),
        (FIELD, "cells7.tif", None),
        (DATE, "x_2021-03-04_y.tif", "2021-03-04"),
        (DATE, "20210304.tif", "20210304"),
        (DATE, "img_20210304123059.tif", "20210304"),
        (DATE, "img_2021_03_04.tif", "2021_03_04"),
        (DATE, "img_20211304.tif", None),
        (DATE, "img_202103041.tif", None),
        (DATE, "img_21-03-04.tif", None),
        (DAY, "day3.tif", "day3"),
        (DAY, "x_d03_y.tif", "d03"),
        (DAY, "Day_12a.tif", "Day_12"),
        (DAY, "O05f00d2.TIF", None),
        (DAY, "holiday3.tif", None),
        (DAY, "d3x.tif", None),
        (DISH, "dish2_x.tif", "dish2"),
        (DISH, "Plate_A_x.tif", "Plate_A"),
        (DISH, "slide-14.tif", "slide-14"),
        (DISH, "template3.tif", None),
        (DISH, "dishes.tif", None),
        (ANIMAL, "mouse3_x.tif", "mouse3"),
        (ANIMAL, "animal_12.tif", "animal_12"),
        (ANIMAL, "rat 7.tif", "rat 7"),
        (ANIMAL, "concentrat3.tif", None),
        (TURNS, "cell12_-018deg.png", "cell12"),
        (TURNS, "cell12_90.tif", "cell12"),
        (TURNS, "cell12_0.5deg.tif", "cell12"),
        (TURNS, "cell12_+180deg.ome.tif", "cell12"),
        (TURNS, "cell_1_90.png", "cell_1"),
        (TURNS, "cell.png", None),
        (TURNS, "cell12_1800.png", None),
    ],
)
def test_the_menu_of_patterns_finds_what_it_says(usual, name, group):
    label, pattern, _ = USUAL[usual]
    found, text = groups([f"a/{name}"], by="pattern", pattern=pattern)
    assert found == [group or f"a/{name}"]
    assert text == f"the pattern '{label}'"


@pytest.mark.parametrize(("label", "pattern", "example"), USUAL)
def test_each_pattern_of_the_menu_matches_its_example(label, pattern, example):
    assert re.search(pattern, example), label


def of_manifest(folder, rows, columns=COLUMNS):
    lines = [",".join(columns), *(",".join(row) for row in rows)]
    folder.mkdir(exist_ok=True)
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n")


def turned(file, source, group=""):
    return file, source, "ab12", "18", "a", group


def test_turned_copies_are_grouped_by_their_manifest(tmp_path):
    rows = [turned("a/1.png", "x.tif"), turned("a/2.png", "x.tif")]
    of_manifest(tmp_path, [*rows, turned("b/1.png", "y.tif", "dish2")])
    files = [tmp_path / name for name in ("a/1.png", "a/2.png", "b/1.png", "b/2.png")]
    name, text = find_grouping(tmp_path, files, GroupSpec())
    assert [name(path) for path in files] == ["x.tif", "x.tif", "dish2", "b/2.png"]
    assert "manifest" in text
    assert preview(tmp_path, files, GroupSpec()).unmatched == 1
    by_image, text = find_grouping(tmp_path, files, GroupSpec(by="image"))
    assert by_image(files[0]) == "a/1.png"
    assert text == "each image alone"


def test_a_manifest_of_something_else_is_passed_over(tmp_path):
    files = [tmp_path / "a/1.png"]
    of_manifest(tmp_path, [("train/a/1.png", "g")], ("path", "group"))
    assert find_grouping(tmp_path, files, GroupSpec())[1] == "each image alone"
    of_manifest(tmp_path, [turned("a/other.png", "x")])
    assert find_grouping(tmp_path, files, GroupSpec())[1] == "each image alone"


@pytest.mark.parametrize("row", [("a/1.png",), turned("a/1.png", ""), turned("", "x")])
def test_a_damaged_manifest_is_told(tmp_path, row):
    of_manifest(tmp_path, [turned("a/0.png", "x"), row])
    with pytest.raises(UserError, match=r"manifest\.csv.* is damaged: a row"):
        find_grouping(tmp_path, [tmp_path / "a/1.png"], GroupSpec())
    (tmp_path / "manifest.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"damaged: it is not UTF-8"):
        find_grouping(tmp_path, [tmp_path / "a/1.png"], GroupSpec())


def test_the_preview_counts_groups_and_what_stands_alone():
    names = [f"a/well_A{i % 3 + 1}_{i}.png" for i in range(10)]
    names += ["a/odd.png", "b/odd.png"]
    spec = GroupSpec(by="pattern", pattern=r"well_(A\d)")
    found = preview(ROOT, [ROOT / name for name in names], spec)
    assert (found.groups, found.unmatched) == (5, 2)
    assert found.largest == (
        ("A1", 4),
        ("A2", 3),
        ("A3", 3),
        ("a/odd.png", 1),
        ("b/odd.png", 1),
    )
    assert found.examples == (
        ("well_A1_0.png", "A1"),
        ("well_A2_1.png", "A2"),
        ("well_A3_2.png", "A3"),
        ("odd.png", "a/odd.png"),
    )
    assert found.how == r"the pattern well_(A\d)"


def test_a_preview_shows_groups_from_all_over():
    files = [ROOT / f"a/f{i:02}_{j}.png" for i in range(50) for j in range(4)]
    found = preview(ROOT, files, GroupSpec(by="pattern", pattern=r"f\d\d"))
    assert found.groups == 50
    assert found.unmatched == 0
    assert [group for _, group in found.examples] == ["f00", "f10", "f20", "f30", "f40"]


def test_a_preview_agrees_with_the_grouping():
    names = ["a/day1/x.png", "a/y.png", "b/day1/z.png", "b/y.png"]
    files = [ROOT / name for name in names]
    for by in ("auto", "image", "folder"):
        name, how = find_grouping(ROOT, files, GroupSpec(by=by))
        found = preview(ROOT, files, GroupSpec(by=by))
        assert found.groups == len({name(path) for path in files})
        assert found.how == how


def test_a_preview_of_nothing_is_empty():
    assert preview(ROOT, [], GroupSpec()) == (0, 0, (), (), "each image alone")


def test_files_may_lie_below_a_folder_that_is_named_another_way():
    name, _ = find_grouping(Path(), [Path("a/day1/x.png")], GroupSpec(by="folder"))
    assert name(Path("a/day1/x.png")) == "day1"
