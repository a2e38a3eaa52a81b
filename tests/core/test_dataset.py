"""Folders of images: nothing is left out without a reason, nothing is changed."""

import hashlib
import shutil
import sys

import numpy as np
import pytest
import tifffile
from drawn import folder, shape, write

from cellclassifier.core.dataset import scan
from cellclassifier.core.entries import read_entry
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import GroupSpec


def only_error(dataset):
    errors = [problem.text for problem in dataset.problems if problem.level == "error"]
    assert len(errors) == 1, errors
    assert not dataset.usable
    return errors[0]


def reasons(dataset):
    return {path.name: reason for path, reason in dataset.left_out}


def tree(where):
    return {
        str(path.relative_to(where)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None,
            path.stat().st_mtime_ns,
        )
        for path in sorted(where.rglob("*"))
    }


def test_classes_images_and_their_facts_are_found(tmp_path):
    folder(tmp_path, 21, name="cell_{}.tif", dtype=np.uint16, top=4095, size=40)
    before = tree(tmp_path)
    seen = []
    found = scan(tmp_path, progress=lambda done, of: seen.append((done, of)))
    assert found.classes == ("discs", "squares")
    assert found.counts == {"discs": 21, "squares": 21}
    assert found.problems == ()
    assert found.left_out == ()
    assert found.usable
    assert found.groups == 42
    assert seen == [(n, 42) for n in range(1, 43)]
    assert tree(tmp_path) == before
    image = found.images[0]
    pixels = tifffile.imread(image.path)
    assert image.path == tmp_path / "discs" / "cell_0.tif"
    assert (image.width, image.height, image.channels) == (40, 40, 1)
    assert image.extent == ("uint16", pixels.min(), pixels.max(), 0)
    assert image.mean == pytest.approx(pixels.mean())
    assert image.sha256 == hashlib.sha256(image.path.read_bytes()).hexdigest()


def test_a_folder_that_is_absent(tmp_path):
    text = only_error(scan(tmp_path / "gone"))
    assert "does not exist" in text
    assert "choose it again" in text


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    assert "is a file; expected a folder" in only_error(scan(tmp_path / "file"))


@pytest.mark.parametrize("hidden", [[], [".DS_Store"]])
def test_a_folder_that_is_empty(hidden, tmp_path):
    for name in hidden:
        (tmp_path / name).touch()
    assert "is empty" in only_error(scan(tmp_path))


def test_images_directly_in_the_folder(tmp_path):
    for number in range(3):
        write(tmp_path / f"{number}.png", shape("discs", number))
    text = only_error(scan(tmp_path))
    assert "3 files but no sub-folders" in text


def test_images_beside_the_class_folders_are_told(tmp_path):
    folder(tmp_path, 20)
    write(tmp_path / "stray.png", shape("discs", 1))
    found = scan(tmp_path)
    assert "outside the class folders" in reasons(found)["stray.png"]
    assert len(found.images) == 40


@pytest.mark.parametrize("files", [(), ("notes.txt", "broken.png")])
def test_a_class_without_a_readable_image(files, tmp_path):
    folder(tmp_path, 20)
    (tmp_path / "empty").mkdir()
    for name in files:
        (tmp_path / "empty" / name).write_text("no image")
    text = only_error(scan(tmp_path))
    assert "Class 'empty' has no image" in text
    assert ("none of 2 readable" if files else "no files") in text


def test_a_class_without_a_readable_image_says_why(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "czifile", None)
    folder(tmp_path, 20)
    (tmp_path / "one").mkdir()
    for name in ("a.czi", "b.czi", "c.czi", "aa.txt", ".DS_Store", "Thumbs.db"):
        (tmp_path / "one" / name).write_bytes(b"x")
    text = only_error(scan(tmp_path))
    assert "3 of 4 files, such as a.czi: is a " in text
    assert text.endswith('Install it with: pip install "cellclassifier[formats]"')


def test_a_class_with_files_of_the_system_alone_says_so(tmp_path):
    folder(tmp_path, 20)
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / ".DS_Store").touch()
    text = only_error(scan(tmp_path))
    assert text.endswith(".DS_Store: a file of the operating system, not an image.")


def test_files_that_are_no_images_are_listed_with_reasons(tmp_path):
    folder(tmp_path, 20)
    system = (".DS_Store", "._0.png", "Thumbs.db", "desktop.ini")
    for name in (*system, "notes.txt", "README"):
        (tmp_path / "discs" / name).write_bytes(b"\0\1\2")
    (tmp_path / "discs" / "empty.png").touch()
    (tmp_path / "discs" / "broken.tif").write_bytes(b"II*\0broken")
    (tmp_path / ".DS_Store").touch()
    found = scan(tmp_path)
    told = reasons(found)
    for name in system:
        assert told[name] == "a file of the operating system, not an image."
    assert "'.txt' is not among" in told["notes.txt"]
    assert "without an ending" in told["README"]
    assert "0 bytes" in told["empty.png"]
    assert "damaged" in told["broken.tif"]
    assert len(found.left_out) == 9
    assert found.counts == {"discs": 20, "squares": 20}
    assert found.usable


def test_images_that_show_nothing_are_left_out(tmp_path):
    folder(tmp_path, 20)
    bad = tmp_path / "discs"
    write(bad / "zero.tif", np.zeros((64, 64), np.uint16))
    write(bad / "flat.png", np.full((64, 64), 7, np.uint8))
    write(bad / "pixel.tif", np.full((1, 1), 7, np.uint16))
    write(bad / "strip.tif", np.arange(700, dtype=np.uint16).reshape(7, 100))
    write(bad / "nan.tif", np.full((64, 64), np.nan, np.float32))
    told = reasons(scan(tmp_path))
    assert "every pixel is 0" in told["zero.tif"]
    assert "every pixel is 7" in told["flat.png"]
    assert "only 1 x 1 pixels" in told["pixel.tif"]
    assert "only 100 x 7 pixels" in told["strip.tif"]
    assert "not numbers" in told["nan.tif"]
    assert len(told) == 5


def test_images_with_other_channels_are_left_out(tmp_path):
    folder(tmp_path, 20)
    colour = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    write(tmp_path / "discs" / "colour.png", colour)
    found = scan(tmp_path)
    assert "has 3 channels; most images here have 1" in reasons(found)["colour.png"]
    assert {image.channels for image in found.images} == {1}


def test_mixed_sizes_and_depths_get_attention(tmp_path):
    folder(tmp_path, 20)
    folder(tmp_path, 2, name="large_{}.png", size=80)
    folder(tmp_path, 1, name="deep_{}.tif", dtype=np.uint16, top=4095)
    texts = {problem.text: problem.level for problem in scan(tmp_path).problems}
    assert set(texts.values()) == {"attention"}
    sizes, depths = texts
    assert "42 of 46 are 64 x 64" in sizes
    assert "44 uint8, 2 uint16" in depths


def test_the_folder_alone_does_not_say_whether_images_are_few(tmp_path):
    # How many tiles they make depends on the settings; see checks.
    found = scan(folder(tmp_path, 3))
    assert found.problems == ()
    assert found.usable


def test_images_in_sub_folders_belong_to_their_class(tmp_path):
    for seed, day in enumerate(("day1", "day2")):
        folder(tmp_path, 3, name=day + "/{}.png", seed=seed)
    found = scan(tmp_path)
    assert found.counts == {"discs": 6, "squares": 6}
    assert {image.group for image in found.images} == {"day1", "day2"}


@pytest.mark.parametrize("stray", [".DS_Store", "notes.txt", "._x.png"])
def test_a_stray_file_does_not_undo_the_groups(stray, tmp_path):
    for seed, day in enumerate(("day1", "day2")):
        folder(tmp_path, 3, name=day + "/{}.png", seed=seed)
    (tmp_path / "discs" / stray).touch()
    assert scan(tmp_path).groups == 2


def test_groups_from_a_pattern(tmp_path):
    folder(tmp_path, 4, name="well_B0{}.png")
    found = scan(tmp_path, GroupSpec(by="pattern", pattern=r"well_(B\d+)"))
    assert {image.group for image in found.images} == {"B00", "B01", "B02", "B03"}


@pytest.mark.parametrize("name", ["._a.png", ".hidden.tif", "THUMBS.DB"])
def test_files_of_the_system_are_never_opened(name, tmp_path):
    with pytest.raises(UserError, match="operating system"):
        read_entry(tmp_path / name, "a", "g")


def test_a_copy_in_its_class_is_left_out(tmp_path):
    folder(tmp_path, 20)
    for name in ("copy.png", "deep/other.png"):
        (tmp_path / "discs" / name).parent.mkdir(exist_ok=True)
        shutil.copy(tmp_path / "discs" / "3.png", tmp_path / "discs" / name)
    found = scan(tmp_path)
    assert found.counts == {"discs": 20, "squares": 20}
    assert found.problems == ()
    assert reasons(found) == {
        "copy.png": "the same file as 3.png; one of them is enough.",
        "other.png": "the same file as 3.png; one of them is enough.",
    }


def test_the_same_pixels_in_another_file_are_no_copy(tmp_path):
    folder(tmp_path, 20)
    write(tmp_path / "discs" / "again.tif", shape("discs", 3))
    assert scan(tmp_path).counts == {"discs": 21, "squares": 20}


def test_a_copy_in_another_class_is_an_error(tmp_path):
    folder(tmp_path, 20)
    for number in range(5):
        name = f"{number}.png"
        shutil.copy(tmp_path / "discs" / name, tmp_path / "squares" / f"x_{name}")
    found = scan(tmp_path)
    assert not found.usable
    texts = [problem.text for problem in found.problems]
    assert len(texts) == 3
    assert (
        "0.png of class 'discs' and x_0.png of class 'squares' are the same file"
        in texts[0]
    )
    assert {f"x_{number}.png" for number in range(5)} == set(reasons(found))
    assert len({image.sha256 for image in found.images}) == len(found.images) == 40


def test_copies_make_no_class_of_images(tmp_path):
    folder(tmp_path, 3)
    shutil.copytree(tmp_path / "discs", tmp_path / "again")
    found = scan(tmp_path)
    texts = " ".join(problem.text for problem in found.problems)
    assert not found.usable
    # The class that comes first keeps them.
    assert found.counts == {"again": 3, "discs": 0, "squares": 3}
    assert "of class 'again' and 0.png of class 'discs' are the same file" in texts
