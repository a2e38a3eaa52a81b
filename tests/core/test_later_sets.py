"""Folders that are added to a finished run: with classes, without, and odd ones."""

import json
import shutil

import numpy as np
import pytest
from drawn import folder, shape, study, write

from cellclassifier.core import later_notes
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import GroupSpec, TilingSpec


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    tiling = TilingSpec(size=64, rows=2, columns=2)
    spec = made.spec.model_copy(update={"tiling": tiling})
    return Study(made.folder, spec).new_run(read_contents(spec))


def loose(where, count=3, seed=7, **drawing):
    for number in range(count):
        write(where / f"{number}.png", shape("discs", 100 * seed + number, **drawing))
    return where


def everything(run):
    """Return all files of a run that it was made with."""
    later = run.folder / "later"
    return {
        path: path.read_bytes()
        for path in run.folder.rglob("*")
        if path.is_file() and later not in path.parents
    }


def test_images_without_classes_become_a_set_without_known_classes(run, tmp_path):
    new = loose(tmp_path / "new")
    before, told = everything(run), []
    found = add_set(run, new, lambda *each: told.append(each))
    assert (found.name, found.folder) == ("new", new)
    assert (found.tiles, found.labelled, found.notes) == (12, 0, ())
    tiles = run.tiles("new")
    assert [tile.number for tile in tiles] == list(range(12))
    assert {tile.class_name for tile in tiles} == {""}
    assert {tile.part for tile in tiles} == {"test"}
    assert {(tile.width, tile.height) for tile in tiles} == {(32, 32)}
    assert {tile.group for tile in tiles} == {"0.png", "1.png", "2.png"}
    assert run.hashes("new") == {p: sha256(p) for p in new.iterdir()}
    assert {what for what, _, _ in told} == {"reading images"}
    assert everything(run) == before
    assert Run(run.folder).record == run.record


def test_sub_folders_named_as_classes_give_these(run, tmp_path):
    new = folder(tmp_path / "new", 2, seed=8, classes=("discs", "Squares", "odd"))
    found = add_set(run, new)
    assert (found.tiles, found.labelled) == (24, 16)
    by_class = {tile.image.parent.name: tile.class_name for tile in run.tiles("new")}
    assert by_class == {"discs": "discs", "Squares": "squares", "odd": ""}
    groups = {t.group for t in run.tiles("new") if t.class_name == ""}
    assert groups == {"odd"}
    (note,) = found.notes
    assert note.startswith("2 of 6 files lie in no sub-folder that is named as a class")
    assert run.notes_of("new") == found.notes


def test_classes_are_grouped_as_the_run_groups_and_others_by_folder(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    groups = GroupSpec(by="pattern", pattern=r"^(.)")
    spec = made.spec.model_copy(update={"groups": groups})
    run = Study(made.folder, spec).new_run(read_contents(spec))
    new = folder(tmp_path / "new", 2, seed=8, classes=("discs",))
    folder(new, 2, seed=9, classes=("day1/dish2",))
    add_set(run, new)
    found = {(tile.class_name, tile.group) for tile in run.tiles("new")}
    assert found == {("discs", "0"), ("discs", "1"), ("", "day1/dish2")}


def test_groups_that_cannot_be_told_are_single_images(run, tmp_path):
    record = json.loads((run.folder / "run.json").read_text())
    record["study"]["groups"] = {"by": "table", "table": str(tmp_path / "gone.csv")}
    (run.folder / "run.json").write_text(json.dumps(record))
    run = Run(run.folder)
    found = add_set(run, folder(tmp_path / "new", 2, seed=8))
    assert {tile.group for tile in run.tiles("new")} == {
        *("discs/0.png", "discs/1.png", "squares/0.png", "squares/1.png"),
    }
    (note,) = found.notes
    assert note.startswith("Each image is a group of its own: ")


def test_sets_are_named_once_and_listed_in_their_order(run, tmp_path):
    for place in ("b/test", "a/Test", "c/train"):
        add_set(run, loose(tmp_path / place, seed=len(place) + ord(place[0])))
    assert list(run.sets) == ["test", "test_2", "Test_3", "train_2"]
    assert run.sets["Test_3"] == tmp_path / "a" / "Test"
    assert run.sets["test"] == run.record.tests["test"]
    assert list(Run(run.folder).sets) == list(run.sets)


def test_the_same_folder_is_the_same_set_until_it_holds_something_else(run, tmp_path):
    new = loose(tmp_path / "new")
    first, again = add_set(run, new), add_set(run, new)
    assert again == first
    write(new / "more.png", shape("discs", 999))
    other = add_set(run, new)
    assert (other.name, other.tiles) == ("new_2", 16)
    (new / "more.png").unlink()
    assert add_set(run, new) == first
    assert list(run.sets) == ["test", "new", "new_2"]


def test_the_folder_of_a_test_set_is_that_test_set(run):
    where = run.record.tests["test"]
    found = add_set(run, where)
    assert (found.name, found.tiles, found.labelled) == ("test", 16, 16)
    assert list(run.sets) == ["test"]
    write(where / "discs" / "more.png", shape("discs", 999))
    assert add_set(run, where).name == "test_2"


def test_files_that_are_no_images_are_told_and_left_out(run, tmp_path):
    new = loose(tmp_path / "new")
    (new / "broken.png").write_bytes(b"no image")
    (new / ".DS_Store").touch()
    shutil.copy(new / "0.png", new / "zz.png")
    write(new / "colour.png", np.dstack([shape("discs", 5 + i) for i in range(3)]))
    found = add_set(run, new)
    assert found.tiles == 12
    (note,) = found.notes
    assert note.startswith("3 files are left out (of 6 in all), such as broken.png: ")
    assert ".DS_Store" not in note


@pytest.mark.parametrize("kind", ["none", "empty", "file", "gone"])
def test_a_folder_without_images_is_told(run, tmp_path, kind):
    new = tmp_path / "new"
    words = {
        "none": "None of the 1 files .* is an image that this network can see. The f",
        "empty": "holds no files",
        "file": "is a file; expected a folder",
        "gone": "cannot be opened",
    }
    if kind in ("none", "empty"):
        new.mkdir()
    if kind == "none":
        (new / "notes.txt").write_text("x")
    elif kind == "file":
        new.touch()
    with pytest.raises(UserError, match=words[kind]):
        add_set(run, new)
    assert list(run.sets) == ["test"]
    assert not (run.folder / "later").exists()


def test_images_of_other_channels_are_told(run, tmp_path):
    for number in range(2):
        pixels = np.dstack([shape("discs", 10 * number + i) for i in range(3)])
        write(tmp_path / "new" / f"{number}.png", pixels)
    words = r"0\.png: has 3 channels; the network was trained on 1"
    with pytest.raises(UserError, match=words):
        add_set(run, tmp_path / "new")


def test_folders_of_the_study_itself_are_refused(run):
    with pytest.raises(UserError, match="one of the study's own"):
        add_set(run, run.folder)
    for where in (run.study_folder, run.study_folder.parent):
        with pytest.raises(UserError, match="holds the study itself"):
            add_set(run, where)


def test_images_of_the_training_are_told(run, tmp_path):
    new = loose(tmp_path / "new")
    images = sorted({tile.image for tile in run.tiles()})
    shutil.copy(images[0], new / "copy.png")
    (note,) = add_set(run, new).notes
    assert note == (
        "1 of 4 images were in training or validation (such as copy.png): accuracy on "
        "them says nothing."
    )


def test_turned_copies_of_training_tiles_are_told_where_classes_are_known(
    tmp_path, monkeypatch
):
    made = study(tmp_path, count=4, tests=2)
    run = made.new_run(read_contents(made.spec))
    new = folder(tmp_path / "new", 2, seed=8)
    write(new / "discs" / "turned.png", np.rot90(shape("discs", 1)))
    monkeypatch.setattr(later_notes, "LOOKED_THROUGH", 5)
    (note,) = add_set(run, new).notes
    assert "were not looked for" in note
    monkeypatch.setattr(later_notes, "LOOKED_THROUGH", 2000)
    new.rename(tmp_path / "again")
    (note,) = add_set(run, tmp_path / "again").notes
    assert note.startswith("1 of 5 tiles may show what a training tile shows")
    assert "turned.png, like 1.png" in note


def test_training_images_that_are_gone_cannot_be_compared(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    run = made.new_run(read_contents(made.spec))
    made.spec.train.rename(tmp_path / "elsewhere")
    (note,) = add_set(run, folder(tmp_path / "new", 2, seed=8)).notes
    assert note.startswith("The tiles could not be compared with those of training")


def test_other_depths_and_scales_are_told(run, tmp_path):
    new = loose(tmp_path / "new", size=96, top=4095, dtype=np.uint16)
    depth, scale = add_set(run, new).notes
    assert depth.startswith("Images here are uint16; those of training are uint8.")
    assert scale.startswith("A tile here is 48 pixels wide, one of training 32 pixels")


def test_near_empty_tiles_are_dropped_as_in_training(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    tiling = TilingSpec(size=64, least_contrast=0.05)
    spec = made.spec.model_copy(update={"tiling": tiling})
    run = Study(made.folder, spec).new_run(read_contents(spec))
    new = loose(tmp_path / "new")
    flat = np.full((64, 64), 30, np.uint8)
    flat[::2] += 1
    write(new / "flat.png", flat)
    found = add_set(run, new)
    assert found.tiles == 3
    assert found.notes == (
        "1 of 4 tiles are near-empty and left out, as they were in training.",
    )
    write(tmp_path / "flat" / "flat.png", flat + 1)
    with pytest.raises(UserError, match=r"All 1 tiles of .* near-empty"):
        add_set(run, tmp_path / "flat")


def test_what_can_be_stopped_leaves_nothing(run, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_set(run, loose(tmp_path / "new"), stop)
    assert list(run.sets) == ["test"]


def test_a_run_that_cannot_be_written_is_told(run, tmp_path):
    (run.folder / "later").touch()
    with pytest.raises(UserError, match="Nothing else was changed"):
        add_set(run, loose(tmp_path / "new"))


def test_a_damaged_record_is_no_set(run, tmp_path):
    add_set(run, loose(tmp_path / "new"))
    (run.folder / "later" / "new.json").write_text("{")
    assert list(run.sets) == ["test"]
    with pytest.raises(UserError, match="no test set 'other'; it has 'test'"):
        run.tiles("other")


def test_a_sister_has_no_later_sets(run, tmp_path):
    add_set(run, loose(tmp_path / "new"))
    sister = Study.open(run.study_folder).add_sister(run, 5)
    assert list(sister.sets) == ["test"]
    assert list(run.sets) == ["test", "new"]
