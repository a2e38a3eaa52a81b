"""The file that stands for a study."""

import json
import os
import shutil

import drawn
import pytest

from cellclassifier.core import study_file
from cellclassifier.core.packing import reading, writing
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study


def marks(folder):
    return sorted(path.name for path in folder.glob("*.cellstudy"))


def test_a_new_study_has_one_named_after_its_folder(tmp_path):
    folder = tmp_path / "Zellen & Körner"
    Study.create(folder, StudySpec())
    assert marks(folder) == ["Zellen & Körner.cellstudy"]
    told = json.loads((folder / "Zellen & Körner.cellstudy").read_bytes())
    assert told["kind"] == "Cell Classifier study"
    assert "folder that it lies in" in told["what"]


def test_it_leads_to_the_folder_it_lies_in_wherever_that_is(tmp_path):
    Study.create(tmp_path / "a", StudySpec())
    moved = tmp_path / "elsewhere" / "b"
    moved.parent.mkdir()
    (tmp_path / "a").rename(moved)
    (mark,) = moved.glob("*.cellstudy")
    assert study_file.folder_of(mark) == moved
    # Opened again it is not given a second one.
    study_file.write(moved)
    assert marks(moved) == ["a.cellstudy"]
    mark.rename(moved / "Mine.CELLSTUDY")
    assert study_file.folder_of(moved / "Mine.CELLSTUDY") == moved


def test_a_study_is_opened_without_it_and_it_is_made_again(tmp_path):
    study = Study.create(tmp_path / "a", StudySpec())
    (tmp_path / "a" / "a.cellstudy").unlink()
    assert Study.open(study.folder).spec == study.spec
    assert marks(study.folder) == []
    study_file.write(study.folder)
    assert marks(study.folder) == ["a.cellstudy"]


def test_what_stands_for_no_study_is_left_as_it_is(tmp_path):
    for name in ("study.json", "other.json"):
        (tmp_path / name).touch()
    assert study_file.folder_of(tmp_path / "study.json") == tmp_path
    assert study_file.folder_of(tmp_path / "other.json") == tmp_path / "other.json"
    assert study_file.folder_of(tmp_path) == tmp_path
    gone = tmp_path / "gone.cellstudy"
    assert study_file.folder_of(gone) == gone
    folder = tmp_path / "folder.cellstudy"
    folder.mkdir()
    assert study_file.folder_of(folder) == folder


def test_where_nothing_can_be_written_nothing_is_said(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(study_file, "write_atomically", refuse)
    study_file.write(tmp_path)
    assert marks(tmp_path) == []
    Study.create(tmp_path / "a", StudySpec())


@pytest.mark.skipif(os.name == "nt", reason="folders that cannot be read")
def test_a_folder_that_is_gone_is_no_error(tmp_path):
    study_file.write(tmp_path / "gone" / "deeper")
    assert not (tmp_path / "gone" / "deeper" / "study.json").exists()


def test_an_archive_takes_it_along(tmp_path):
    study = drawn.study(tmp_path, 2, 2)
    study_file.write(study.folder)
    (name,) = marks(study.folder)
    archive = tmp_path / "out" / "packed.zip"
    writing.pack(study, archive, images=False)
    shutil.rmtree(study.folder)
    found = reading.unpack(archive, tmp_path / "unpacked").folder
    assert marks(found) == [name]
    assert study_file.folder_of(found / name) == found
