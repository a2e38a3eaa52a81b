"""OIF images through a study: other planes are other images, at every place."""

import shutil

import oifs
import packed
import pytest

from cellclassifier.core import experiments
from cellclassifier.core.clumps import tiles as clump_tiles
from cellclassifier.core.comparison.trivial_lines import trivial
from cellclassifier.core.contents import read_contents
from cellclassifier.core.entries import read_entry
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import sha256
from cellclassifier.core.folders import digest_of, is_known_by
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.packing.reading import unpack
from cellclassifier.core.packing.writing import pack
from cellclassifier.core.rotations import RotationSpec, write
from cellclassifier.core.study import Study


@pytest.fixture
def study(tmp_path):
    return oifs.study(tmp_path / "here")


@pytest.fixture
def run(study):
    return study.new_run(read_contents(study.spec))


def test_a_run_knows_all_files_of_its_images(run):
    known = run.hashes()
    assert known == {path: digest_of(path) for path in known}
    assert not {sha256(path) for path in known} & set(known.values())


@pytest.mark.parametrize("first_version", [False, True])
def test_the_test_set_is_found_again_until_a_plane_changes(run, first_version):
    where = run.record.tests["test"]
    if first_version:
        oifs.as_first_version(run)
    assert add_set(run, where).name == "test"
    oifs.change_plane(where / "discs" / "0.oif")
    # Of a run of the first versions no more is known than each image's own file.
    assert add_set(run, where).name == ("test" if first_version else "test_2")


@pytest.mark.parametrize("first_version", [False, True])
def test_images_of_the_training_are_told(run, tmp_path, first_version):
    train = run.record.study.train
    if first_version:
        oifs.as_first_version(run)
    shutil.copytree(train / "discs", tmp_path / "copied" / "discs")
    shutil.rmtree(tmp_path / "copied" / "discs" / "1.oif.files")
    (tmp_path / "copied" / "discs" / "1.oif").unlink()
    found = add_set(run, tmp_path / "copied")
    assert any("5 of 5 images were in training" in note for note in found.notes)


def test_a_later_folder_is_another_set_once_a_plane_changed(run, tmp_path):
    new = oifs.folder(tmp_path / "new", 2, seed=7)
    first = add_set(run, new)
    assert add_set(run, new) == first
    oifs.change_plane(new / "squares" / "1.oif")
    assert add_set(run, new).name != first.name


def test_what_looks_at_pixels_later_refuses_a_changed_plane(run):
    trivial(run, "test")
    shutil.rmtree(run.study_folder / "cache")
    tiles = run.tiles("test")
    clump_tiles._verify(run, "test", tiles)
    oifs.change_plane(tiles[0].image)
    with pytest.raises(UserError, match="gone or was changed"):
        clump_tiles._verify(run, "test", tiles)
    with pytest.raises(UserError, match="gone or was changed"):
        trivial(run, "test")


@pytest.mark.parametrize("first_version", [False, True])
def test_an_experiment_grows_until_a_plane_changes(study, first_version):
    spec = ExperimentSpec(runs=1, vary="split")
    experiments.make(study, spec, read_contents(study.spec))
    (record,) = experiments.experiments(study)
    if first_version:
        for run in study.runs():
            oifs.as_first_version(run)
    (more,) = experiments.add(study, record, 1)
    assert more.hashes() == {path: digest_of(path) for path in more.hashes()}
    path = study.spec.train / "discs" / "0.oif"
    if first_version:
        # The newer run knows all files; the experiment goes by the first one.
        more.folder.rename(study.folder / "elsewhere")
        path.write_bytes(path.read_bytes() + b"\r\0\n\0")
    else:
        oifs.change_plane(path)
    with pytest.raises(UserError, match="images have been changed"):
        experiments.add(study, record, 1)


def test_turned_copies_are_not_made_of_a_changed_plane(study, tmp_path):
    source = study.spec.train
    path = source / "discs" / "0.oif"
    image = read_entry(path, "discs", "a")
    write([image], source, tmp_path / "turned", RotationSpec(step=90))
    oifs.change_plane(path)
    with pytest.raises(UserError, match="changed since the folder was read"):
        write([image], source, tmp_path / "again", RotationSpec(step=90))


@pytest.mark.parametrize("first_version", [False, True])
def test_an_archive_brings_all_planes(run, study, tmp_path, first_version):
    if first_version:
        oifs.as_first_version(run)
    done = pack(study, tmp_path / "sent.zip", True)
    known = {f["path"]: f["sha256"] for f in packed.manifest(done.path)["files"]}
    image = study.spec.train / "discs" / "0.oif"
    assert known["images/train/discs/0.oif"] == sha256(image)
    assert any(path.startswith("images/train/discs/0.oif.files/") for path in known)
    (tmp_path / "here").rename(tmp_path / "gone")
    (there,) = Study.open(unpack(done.path, tmp_path / "there").folder).runs()
    assert all(is_known_by(path, digest) for path, digest in there.hashes().items())


@pytest.mark.parametrize("first_version", [False, True])
def test_planes_that_were_not_packed_are_compared(run, study, tmp_path, first_version):
    if first_version:
        oifs.as_first_version(run)
    done = pack(study, tmp_path / "sent.zip", images=False)
    left_out = packed.manifest(done.path)["left_out"]
    assert {i["path"]: i["sha256"] for i in left_out} == {
        str(path): sha256(path)
        for folder in (study.spec.train, *study.spec.tests)
        for path in folder.rglob("*")
        if path.is_file()
    }
    images = tmp_path / "moved"
    (tmp_path / "here" / "images").rename(images)
    unpack(done.path, tmp_path / "there", images=images)
    oifs.change_plane(images / "train" / "discs" / "0.oif")
    with pytest.raises(UserError, match="is not the one that the study was made with"):
        unpack(done.path, tmp_path / "again", images=images)


def test_an_archive_of_images_that_are_gone_still_knows_them(run, study, tmp_path):
    (tmp_path / "here" / "images").rename(tmp_path / "moved")
    done = pack(study, tmp_path / "sent.zip", images=False)
    left_out = packed.manifest(done.path)["left_out"]
    assert {i["sha256"] for i in left_out} == set(run.hashes().values())
    unpack(done.path, tmp_path / "there", images=tmp_path / "moved")
    oifs.change_plane(tmp_path / "moved" / "test" / "discs" / "0.oif")
    with pytest.raises(UserError, match="is not the one that the study was made with"):
        unpack(done.path, tmp_path / "again", images=tmp_path / "moved")
