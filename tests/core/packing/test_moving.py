"""Paths are replaced where they are paths, and nothing else is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core.packing.moving import Move, Mover


@pytest.fixture
def mover(tmp_path):
    moves = [Move("/data/all", tmp_path / "a"), Move("/data/all/train", tmp_path / "t")]
    return Mover(moves, windows=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/data/all", "a"),
        ("/data/all/x/ü.png", "a/x/ü.png"),
        ("/data/all/train", "t"),
        ("/data/all/train/x.png", "t/x.png"),
        ("/data/all/training/x.png", "a/training/x.png"),
    ],
)
def test_what_lies_in_a_folder_moves_with_the_inner_one(
    mover, tmp_path, text, expected
):
    assert mover.path(text) == str(tmp_path / expected)


@pytest.mark.parametrize(
    "text", ["/data/alle", "data/all", " /data/all", "/data/al", "", "see /data/all/x"]
)
def test_other_texts_stay(mover, text):
    assert mover.path(text) == text


def test_paths_of_windows_become_those_of_here(tmp_path):
    mover = Mover([Move(r"C:\Daten\train", tmp_path)], windows=True)
    assert mover.path(r"C:\Daten\train\a\b.png") == str(tmp_path / "a" / "b.png")
    assert mover.path("C:/Daten/train/a") == "C:/Daten/train/a"
    before = json.dumps({"image": r"C:\Daten\train\a b.png", "n": 1.50})
    after = mover.settings(before)
    assert json.loads(after) == {"image": str(tmp_path / "a b.png"), "n": 1.5}


def test_only_cells_that_are_paths_are_replaced(mover, tmp_path):
    before = 'image,p,note\n/data/all/a.png,1e-05,"was, in /data/all/a.png"\n'
    after = mover.table(before)
    expected = f'image,p,note\n{tmp_path}/a/a.png,1e-05,"was, in /data/all/a.png"\n'
    assert after == expected


@pytest.mark.parametrize(
    "text",
    [
        "image\r\n/data/all/a.png\r\n",
        '"image"\n"/data/all/a.png"\n',
        "image\n/data/all/a.png",
        'image\n"/data/all/a.png\n',
    ],
)
def test_a_table_that_another_program_wrote_is_left_as_it_is(mover, text):
    assert mover.table(text) == text


def test_numbers_and_spaces_in_settings_stay_as_they_were_written(mover, tmp_path):
    before = '{ "a" : 0.10, "b":1E5,"/data/all": [ "/data/all/x" , "\\u00fc" ],}\n'
    after = mover.settings(before)
    assert after == before.replace("/data/all", str(tmp_path / "a"))


def test_files_are_read_by_their_ending(mover, tmp_path):
    for name, text, changed in (
        ("a.csv", "image\n/data/all/x\n", True),
        ("a.json", '"/data/all/x"', True),
        ("a.jsonl", '{"image":"/data/all/x"}\n{"image":"/other"}\n', True),
        ("a.txt", "/data/all/x", False),
        ("a.keras", "/data/all/x", False),
    ):
        (tmp_path / name).write_text(text)
        assert (mover.file(tmp_path / name) is not None) == changed
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe/data/all/x")
    assert mover.file(tmp_path / "b.csv") is None


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_table_without_such_paths_comes_back_to_the_byte(rows):
    import csv
    import io
    from pathlib import Path

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([*rows, ["/data/all/x", "é"]])
    mover = Mover([Move("/data/all", Path("/data/all"))], windows=False)
    assert mover.table(text.getvalue()) == text.getvalue()


@given(st.recursive(st.none() | st.floats(allow_nan=False) | st.text(), st.lists))
def test_settings_without_such_paths_come_back_to_the_byte(value):
    from pathlib import Path

    mover = Mover([Move("/data/all", Path("/new"))], windows=False)
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        if "/data/all" not in text:
            assert mover.settings(text) == text


def test_a_path_with_quotation_marks_is_found_in_a_table(tmp_path):
    mover = Mover([Move('/data/so "called"', tmp_path)], windows=False)
    table = 'path\n"/data/so ""called""/x.png"\n'
    assert mover.table(table) == f"path\n{tmp_path / 'x.png'}\n"
