"""Walking class folders: links once, and all that is passed over is named."""

import hashlib
import os
import shutil
from pathlib import Path

import drawn
import numpy as np
import oifs
import pytest
from written import write_oif

from cellclassifier.core.dataset import scan
from cellclassifier.core.files import sha256
from cellclassifier.core.folders import (
    digest_of,
    earlier_digest,
    folder_problem,
    is_known_by,
    same_images,
    walk,
)


def touch(where, *names):
    for name in names:
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).touch()
    return where


def link(path, target):
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target)
    except (OSError, NotImplementedError):
        pytest.skip("this system makes no links here")


def files(found, where):
    return [
        (name, path.relative_to(where).as_posix().removeprefix(f"{name}/"))
        for name, path in found.files
    ]


def reasons(found, where):
    told = {
        path.relative_to(where).as_posix(): reason for path, reason in found.left_out
    }
    assert len(told) == len(found.left_out)
    assert all(reason.endswith(".") for reason in told.values())
    return told


def test_files_come_in_order_with_their_classes(tmp_path):
    names = ("b/2.png", "b/10.png", "a/z/1.png", "a/m.png", "a/c/d/e.png")
    found = walk(touch(tmp_path, *names))
    assert found.classes == ("a", "b")
    assert files(found, tmp_path) == [
        ("a", "m.png"),
        ("a", "c/d/e.png"),
        ("a", "z/1.png"),
        ("b", "10.png"),
        ("b", "2.png"),
    ]
    assert found.left_out == ()


def test_links_to_folders_and_files_are_followed(tmp_path):
    away = touch(tmp_path / "away", "day1/1.png", "single.png")
    where = touch(tmp_path / "in", "a/own.png")
    link(where / "a" / "linked", away / "day1")
    link(where / "a" / "file.png", away / "single.png")
    link(where / "b", away)
    found = walk(where)
    assert found.classes == ("a", "b")
    assert files(found, where) == [
        ("a", "file.png"),
        ("a", "own.png"),
        ("a", "linked/1.png"),
        ("b", "single.png"),
        ("b", "day1/1.png"),
    ]
    assert found.left_out == ()


def test_a_folder_is_read_once_however_many_links_lead_to_it(tmp_path):
    away = touch(tmp_path / "away", "1.png")
    where = touch(tmp_path / "in", "a/day/2.png")
    link(where / "a" / "one", away)
    link(where / "a" / "two", away)
    # By its name it comes before the folder itself.
    link(where / "a" / "c", where / "a" / "day")
    link(where / "a" / "day" / "again", away)
    found = walk(where)
    assert files(found, where) == [("a", "day/2.png"), ("a", "one/1.png")]
    told = reasons(found, where)
    assert set(told) == {"a/two", "a/c", "a/day/again"}
    assert set(told.values()) == {"a link to a folder that is read already."}


@pytest.mark.parametrize("target", ["a", "a/deep", ".", ".."])
def test_a_loop_of_links_is_not_followed(tmp_path, target):
    where = touch(tmp_path / "in", "a/1.png", "a/deep/2.png", "b/3.png")
    link(where / "a" / "deep" / "loop", where / target)
    found = walk(where)
    assert files(found, where) == [
        ("a", "1.png"),
        ("a", "deep/2.png"),
        ("b", "3.png"),
    ]
    assert reasons(found, where) == {
        "a/deep/loop": "a link to a folder that is read already."
    }


def test_links_that_lead_nowhere_are_named(tmp_path):
    where = touch(tmp_path / "in", "a/1.png")
    link(where / "a" / "gone.png", tmp_path / "gone.png")
    link(where / "a" / "self.png", where / "a" / "self.png")
    link(where / "gone", tmp_path / "gone")
    found = walk(where)
    assert found.classes == ("a",)
    assert files(found, where) == [("a", "1.png")]
    told = reasons(found, where)
    assert set(told) == {"a/gone.png", "a/self.png", "gone"}
    assert "leads nowhere" in told["a/gone.png"]


def test_hidden_folders_are_named_and_left(tmp_path):
    names = ("a/1.png", ".git/2.png", "a/.thumbnails/3.png", "a/d/.trash/4.png")
    found = walk(touch(tmp_path, *names))
    assert found.classes == ("a",)
    assert files(found, tmp_path) == [("a", "1.png")]
    told = reasons(found, tmp_path)
    assert set(told) == {".git", "a/.thumbnails", "a/d/.trash"}
    assert set(told.values()) == {"a hidden folder, which is left alone."}


def test_files_beside_the_class_folders_are_named(tmp_path):
    told = reasons(walk(touch(tmp_path, "a/1.png", "x.png", "Thumbs.db")), tmp_path)
    assert "outside the class folders" in told["x.png"]
    assert "of the operating system" in told["Thumbs.db"]
    assert len(told) == 2


def test_names_that_are_no_text_are_named(tmp_path):
    touch(tmp_path, "a/1.png")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "a") + b"/bad\xff.png")).touch()
    except OSError:
        pytest.skip("this system takes no such names")
    found = walk(tmp_path)
    assert files(found, tmp_path) == [("a", "1.png")]
    (told,) = found.left_out
    assert "bytes that are no text" in told.reason
    assert told.path.parent == tmp_path / "a"


def refuse(monkeypatch, *names):
    """Refuse to list folders of these names, as for another user's."""
    listed = os.scandir

    def scandir(path="."):
        if Path(os.fspath(path)).name in names:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_folders_that_may_not_be_opened_are_named(tmp_path, monkeypatch):
    where = touch(tmp_path / "in", "a/1.png", "a/locked/2.png", "shut/3.png")
    refuse(monkeypatch, "locked", "shut")
    found = walk(where)
    assert found.classes == ("a", "shut")
    assert files(found, where) == [("a", "1.png")]
    reason = "a folder that cannot be opened (Permission denied)."
    assert reasons(found, where) == {"a/locked": reason, "shut": reason}


def test_files_that_cannot_even_be_looked_at_are_named(tmp_path, monkeypatch):
    where = touch(tmp_path, "a/1.png", "a/2.png")
    looked_at = Path.stat

    def stat(path, **options):
        if path.name == "2.png":
            raise PermissionError(13, "Permission denied", str(path))
        return looked_at(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    found = walk(where)
    assert files(found, where) == [("a", "1.png")]
    told = reasons(found, where)
    assert told == {"a/2.png": "a file that cannot be opened (Permission denied)."}


@pytest.mark.parametrize("method", ["exists", "is_dir", "iterdir"])
def test_a_folder_that_may_not_be_opened_is_told(tmp_path, monkeypatch, method):
    def denied(path):
        raise PermissionError(13, "Permission denied", str(path))

    touch(tmp_path, "a/1.png")
    assert folder_problem(tmp_path) == ""
    monkeypatch.setattr(Path, method, denied)
    assert "cannot be opened (Permission denied)" in folder_problem(tmp_path)


def test_what_was_passed_over_is_told_by_the_scan(tmp_path):
    touch(tmp_path, "a/.hidden/1.png", ".git/x", "stray.txt")
    found = scan(tmp_path)
    assert {item.path.name for item in found.left_out} == {
        ".hidden",
        ".git",
        "stray.txt",
    }


def an_oif(where, seed=0):
    """Write an OIF of two planes; its settings are the same for each seed."""
    where.mkdir(exist_ok=True)
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 4096, (2, 1, 1, 16, 16)).astype(np.uint16)
    return write_oif(where / "a.oif", pixels)


def test_the_digest_of_a_file_is_its_sha256(tmp_path):
    for name in ("a.tif", "a.oib"):
        (tmp_path / name).write_bytes(b"abc")
        known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        assert digest_of(tmp_path / name) == known
        assert earlier_digest(tmp_path / name) is None
        assert is_known_by(tmp_path / name, known)
        assert not is_known_by(tmp_path / name, "")


def test_the_digest_of_an_oif_is_that_of_all_its_files(tmp_path):
    path = an_oif(tmp_path)
    names = ("s_C001Z001T001.tif", "s_C002Z001T001.tif")
    lines = [f"{name}\0{sha256(tmp_path / 'a.oif.files' / name)}\n" for name in names]
    text = "".join([f"{sha256(path)}\n", *lines])
    assert digest_of(path) == hashlib.sha256(text.encode()).hexdigest()


def test_each_plane_of_an_oif_counts_by_name_and_content(tmp_path):
    path = an_oif(tmp_path)
    planes = tmp_path / "a.oif.files"
    found = {digest_of(path)}
    plane = planes / "s_C002Z001T001.tif"
    before = plane.read_bytes()
    plane.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    found.add(digest_of(path))
    plane.write_bytes(before)
    assert digest_of(path) in found
    plane.rename(planes / "s_C003Z001T001.tif")
    found.add(digest_of(path))
    (planes / "s_C003Z001T001.tif").unlink()
    found.add(digest_of(path))
    shutil.rmtree(planes)
    found |= {digest_of(path), sha256(path)}
    assert len(found) == 6


def test_a_renamed_oif_and_what_systems_leave_beside_its_planes(tmp_path):
    path = an_oif(tmp_path)
    known = digest_of(path)
    for name in (".DS_Store", "Thumbs.db", ".hidden/x"):
        touch(tmp_path / "a.oif.files", name)
    assert digest_of(path) == known
    (tmp_path / "a.oif.files").rename(tmp_path / "B.OIF.files")
    assert digest_of(path.rename(tmp_path / "B.OIF")) == known


def test_the_digest_of_an_oif_by_the_first_versions_is_still_known(tmp_path):
    path = an_oif(tmp_path)
    now, earlier = digest_of(path), sha256(path)
    assert is_known_by(path, now)
    assert is_known_by(path, earlier)
    assert same_images({path: now}, {path: earlier})
    shutil.rmtree(tmp_path / "a.oif.files")
    an_oif(tmp_path, seed=1)
    assert not is_known_by(path, now)
    # Of that no more was ever compared than its own file.
    assert is_known_by(path, earlier)
    path.write_bytes(path.read_bytes() + b"x")
    assert not is_known_by(path, earlier)
    assert not same_images({path: digest_of(path)}, {path: earlier})
    assert not same_images({path: now}, {})


def test_two_oifs_with_the_same_settings_are_two_images(tmp_path):
    (tmp_path / "one").mkdir()
    for number, seed in enumerate((0, 1, 0)):
        an_oif(tmp_path / "one" / str(number), seed)
    found = scan(tmp_path)
    assert [image.path.parent.name for image in found.images] == ["0", "1"]
    assert "the same file as a.oif" in reasons(found, tmp_path)["one/2/a.oif"]


def test_planes_of_a_loose_oif_are_no_class(tmp_path):
    image = oifs.oif(tmp_path / "a.oif")
    drawn.write(tmp_path / "one" / "b.png", drawn.shape("discs", 1))
    found = walk(tmp_path)
    assert found.classes == ("one",)
    assert [path.name for _, path in found.files] == ["b.png"]
    left = {each.path.name: each.reason for each in found.left_out}
    assert "belongs to a.oif" in left[f"{image.name}.files"]
