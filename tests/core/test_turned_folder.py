"""The folder of turned images: nothing else in it, nor any image, is touched."""

import errno
import os
from pathlib import Path

import drawn
import numpy as np
import pytest
from listed import contents, entries, entry

from cellclassifier.core import rotations
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.rotations import RotationSpec, write
from cellclassifier.core.turned_folder import UNFINISHED, earlier_files

QUARTERS = RotationSpec(step=90)


@pytest.fixture
def source(tmp_path):
    return drawn.folder(tmp_path / "images", 2)


@pytest.mark.parametrize("where", ["", "new", "discs", "discs/deep/er", "../other/x"])
def test_nothing_is_written_among_images(where, source, tmp_path):
    other = drawn.folder(tmp_path / "other", 1)
    before = contents(tmp_path)
    with pytest.raises(UserError, match="in which nothing is ever written"):
        write(entries(source), source, source / where, others=[other])
    assert contents(tmp_path) == before


def test_nothing_is_written_where_a_linked_class_folder_really_lies(tmp_path):
    real = drawn.folder(tmp_path / "elsewhere", 1)
    source = tmp_path / "images"
    source.mkdir()
    (source / "discs").symlink_to(real / "discs", target_is_directory=True)
    images = [entry(source / "discs" / "0.png")]
    with pytest.raises(UserError, match="in which nothing is ever written"):
        write(images, source, real / "discs" / "turned")
    write(images, source, tmp_path / "turned", QUARTERS)
    assert (tmp_path / "turned" / "discs" / "0_090deg.tif").exists()


@pytest.mark.parametrize("name", ["notes.txt", "discs/other_018deg.tif", "empty/"])
def test_a_folder_with_anything_else_is_refused_and_left_alone(name, source, tmp_path):
    out = tmp_path / "out"
    write(entries(source), source, out, QUARTERS)
    if name.endswith("/"):
        (out / name).mkdir()
    else:
        (out / name).write_text("mine")
    before = contents(out)
    with pytest.raises(UserError, match="holds other files, such as"):
        write(entries(source), source, out)
    assert contents(out) == before


def test_a_manifest_of_another_kind_is_someone_elses_file(source, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.csv").write_text("file,label\nx,y\n")
    with pytest.raises(UserError, match=r"such as manifest\.csv"):
        write(entries(source), source, out)


def test_a_manifest_that_lists_files_elsewhere_moves_nothing_there(source, tmp_path):
    out = tmp_path / "out"
    write(entries(source), source, out, QUARTERS)
    mine = tmp_path / "mine.tif"
    mine.write_text("mine")
    with (out / "manifest.csv").open("a", encoding="utf-8") as file:
        file.write(f"../mine.tif,x,0,0,a,a\n{mine},x,0,0,a,a\n")
    write(entries(source), source, out, QUARTERS)
    assert mine.read_text() == "mine"


def test_what_was_written_before_is_replaced_as_a_whole(source, tmp_path):
    out = tmp_path / "out"
    write(entries(source), source, out)
    (out / "discs" / "Thumbs.db").write_text("of the system")
    images = [image for image in entries(source) if image.class_name == "squares"]
    written = write(images, source, out, QUARTERS)
    assert written.files == 8
    rows = read_table(out / "manifest.csv")
    mine = {row["file"] for row in rows} | {"manifest.csv", "discs/Thumbs.db"}
    assert set(contents(out)) == mine


def test_what_an_interruption_left_is_hidden_and_then_taken_away(source, tmp_path):
    out = tmp_path / "out"
    left = drawn.write(out / UNFINISHED / "discs" / "0_000deg.tif", np.eye(9))
    assert UNFINISHED.startswith(".")
    write(entries(source), source, out, QUARTERS)
    assert not left.exists()
    assert len(contents(out)) == 17


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EDQUOT, "no space left"),
        (errno.EACCES, "cannot be written to"),
    ],
)
def test_a_disk_that_is_full_leaves_the_earlier_files(
    number, sentence, source, tmp_path, monkeypatch
):
    out = tmp_path / "out"
    write(entries(source), source, out, QUARTERS)
    before = contents(out)

    def full(path, data, name):
        path.write_bytes(b"half")
        if path.stem == "1_180deg":
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(rotations, "write_tiff", full)
    with pytest.raises(UserError, match=sentence):
        write(entries(source), source, out)
    assert contents(out) == before
    with pytest.raises(UserError, match=sentence):
        write(entries(source), source, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_files_that_cannot_be_moved_leave_no_part_of_them(
    source, tmp_path, monkeypatch
):
    moved, replace = [], Path.replace

    def refuse(path, target):
        moved.append(target)
        if len(moved) == 5:
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(UserError, match="Permission denied"):
            write(entries(source), source, tmp_path / "out", QUARTERS)
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(source, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UserError, match="is a file"):
        write(entries(source), source, tmp_path / "out")
    with pytest.raises(UserError, match="cannot be written to"):
        write(entries(source), source, tmp_path / "out" / "deeper")
    assert (tmp_path / "out").read_text() == "mine"


def test_images_of_the_user_stay_as_they_are(source, tmp_path):
    before = contents(source)
    write(entries(source), source, tmp_path / "out")
    assert contents(source) == before
    assert earlier_files(tmp_path / "nowhere") == []
