"""Groups: what a split must never divide, found by itself or by a pattern."""

from pathlib import Path

import pytest

from cellclassifier.core.grouping import find_grouping
from cellclassifier.core.spec import GroupSpec

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
    assert found == [str(Path(name)) for name in names]
    assert text == "each image alone"


def test_no_images_have_no_groups():
    assert groups([]) == ([], "each image alone")


def test_a_pattern_names_the_group_by_its_brackets():
    names = ["a/plate1_well_B07_3.tif", "b/plate1_well_C01_1.tif", "b/odd.tif"]
    found, text = groups(names, by="pattern", pattern=r"(well_[A-H]\d+)")
    assert found == ["well_B07", "well_C01", "odd.tif"]
    assert r"(well_[A-H]\d+)" in text


def test_a_pattern_without_brackets_names_it_by_all_that_matches():
    found, _ = groups(["a/d12_x.tif", "a/d3_y.tif"], by="pattern", pattern=r"d\d+")
    assert found == ["d12", "d3"]


def test_what_the_user_chose_wins():
    names = ["a/day1/f_r0c0.png", "a/day1/f_r0c1.png"]
    assert groups(names, by="image")[0] == [str(Path(name)) for name in names]
    assert groups(names, by="folder")[0] == ["day1", "day1"]
    assert groups(["a/x.png", "a/y.png"], by="folder")[0] == ["x.png", "y.png"]
