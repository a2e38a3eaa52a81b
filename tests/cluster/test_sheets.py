"""What a node needs of a run, and where it lies beside the study."""

import shutil
from pathlib import Path

import pytest
from ordered import run_of

from cellclassifier.cluster.desks import refuse_companions
from cellclassifier.cluster.sheets import Contents, count_lines, study_key
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, sha256, write_table
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.runs import Run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("made"), epochs=2)


@pytest.fixture
def run(made, tmp_path):
    """A run that may be changed; its images lie where they were."""
    folder = tmp_path / "study" / "runs" / made.folder.name
    shutil.copytree(made.folder, folder)
    return Run(folder)


def names(contents, run):
    start = f"{run.folder.name}/"
    assert all(file.path.startswith(start) for file in contents.sheet.files)
    return {file.path.removeprefix(start) for file in contents.sheet.files}


def rewrite(run, **changes):
    """Change what a run was made with; return the run."""
    record = run.record.model_copy(update=changes)
    (run.folder / "run.json").write_text(record.model_dump_json())
    return Run(run.folder)


def started_from(run, path):
    training = run.record.study.training.model_copy(update={"start": path})
    study = run.record.study.model_copy(update={"training": training})
    return rewrite(run, study=study)


def used(run):
    """Write what a training leaves."""
    for name in ("model.keras", "checkpoint.npz", "best.npz", "epochs/1.npz"):
        path = run.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    for name in ("history.csv", "batch_loss.csv", "validation.csv"):
        write_table(run.folder / name, ["name"], [[name]])
    (run.folder / "predictions").mkdir()
    write_table(run.folder / "predictions" / "test.csv", ["name"], [["predictions"]])
    (run.folder / "events.jsonl").write_bytes(b"{}\n{}\n{}")
    for name in ("control.json", ".lock", "live.json", "notes.txt"):
        (run.folder / name).write_bytes(b"{}")


def test_a_training_needs_what_it_was_made_with_and_all_images(run):
    contents = Contents(run, errand=False)
    frozen = {"run.json", "images.csv", "tiles/train.csv", "tiles/test_test.csv"}
    assert names(contents, run) == frozen
    record = run.record
    was = {place.was for place in contents.sheet.places}
    assert was == {str(record.study.train), str(record.tests["test"])}
    listed = {
        Path(place.was) / image.path: image.sha256
        for place in contents.sheet.places
        for image in place.images
    }
    assert listed == run.hashes()
    assert contents.sheet.lines == 0


def test_each_content_is_a_file_of_that_size_and_hash(run):
    used(run)
    for errand in (False, True):
        contents = Contents(run, errand)
        assert contents.sheet.blobs.keys() == contents.paths.keys()
        for digest, size in contents.sheet.blobs.items():
            assert sha256(contents.paths[digest]) == digest
            assert contents.paths[digest].stat().st_size == size


def test_a_training_goes_on_from_its_checkpoint_and_errands_from_the_network(run):
    used(run)
    training, errand = (names(Contents(run, each), run) for each in (False, True))
    kept = {"checkpoint.npz", "best.npz", "history.csv", "batch_loss.csv"}
    assert {*kept, "epochs/1.npz", "events.jsonl"} <= training
    assert not {"model.keras", "predictions/test.csv"} & training
    assert {"model.keras", "best.npz", "predictions/test.csv"} <= errand
    assert not {"history.csv", "epochs/1.npz"} & errand
    passing = {"control.json", ".lock", "live.json", "notes.txt"}
    assert not passing & (training | errand)


def test_only_whole_lines_of_events_are_counted(run):
    used(run)
    assert count_lines(run) == 2
    assert Contents(run, errand=False).sheet.lines == 2


def test_what_a_run_continues_comes_with_it(run):
    parent = run.folder.with_name("the_parent")
    shutil.copytree(run.folder, parent)
    used(Run(parent))
    run = rewrite(run, continues="the_parent")
    paths = {file.path for file in Contents(run, errand=False).sheet.files}
    of_parent = {path for path in paths if path.startswith("the_parent/")}
    assert {"the_parent/run.json", "the_parent/checkpoint.npz"} <= of_parent
    assert "the_parent/model.keras" not in of_parent
    errand = {file.path for file in Contents(run, errand=True).sheet.files}
    assert not [path for path in errand if path.startswith("the_parent/")]


def test_the_network_to_start_from_comes_with_a_training(run, tmp_path):
    start = tmp_path / "networks" / "start.keras"
    start.parent.mkdir()
    start.write_bytes(b"a network")
    run = started_from(run, start)
    places = {p.was: p.images for p in Contents(run, errand=False).sheet.places}
    (listed,) = places[str(start.parent)]
    assert (listed.path, listed.size, listed.sha256) == (
        *("start.keras", 9, sha256(start)),
    )
    was = {place.was for place in Contents(run, errand=True).sheet.places}
    assert str(start.parent) not in was


def test_a_network_among_the_images_is_of_the_same_place(made, run):
    # Of two places with one path, a node would find only one.
    start = made.record.study.train / "start.keras"
    start.write_bytes(b"a network")
    try:
        places = Contents(started_from(run, start), errand=False).sheet.places
    finally:
        start.unlink()
    was = [place.was for place in places]
    assert len(was) == len(set(was))
    (place,) = [place for place in places if place.was == str(start.parent)]
    assert len(place.images) == 13
    assert "start.keras" in {image.path for image in place.images}


def test_a_network_to_start_from_that_is_gone_is_left_to_the_worker(run, tmp_path):
    run = started_from(run, tmp_path / "gone.keras")
    assert len(Contents(run, errand=False).sheet.places) == 2


def test_later_sets_come_with_errands(run, tmp_path):
    used(run)
    later = shutil.copytree(run.record.tests["test"], tmp_path / "new images")
    image = next(later.rglob("*.png"))
    image.write_bytes(image.read_bytes() + b"!")
    name = add_set(run, later).name
    errand, training = Contents(run, errand=True), Contents(run, errand=False)
    assert f"later/{name}.tiles.csv" in names(errand, run)
    places = {p.was: p.images for p in errand.sheet.places}
    assert len(places[str(later)]) == 8
    assert sha256(image) in errand.paths
    assert sha256(image) not in training.paths


def test_an_image_that_is_gone_is_told(made, run):
    image = next(iter(run.hashes()))
    content = image.read_bytes()
    image.unlink()
    try:
        with pytest.raises(UserError, match="is gone, so it cannot be sent"):
            Contents(run, errand=False)
    finally:
        image.write_bytes(content)


def test_images_with_files_beside_them_are_refused_where_they_would_be_sent(run):
    # A node that sees the study's folder sees those files too: there it may go on.
    path = run.folder / "images.csv"
    rows = read_table(path)
    image = Path(rows[0]["path"])
    companion = image.with_suffix(".OIF")
    companion.write_bytes(image.read_bytes())
    rows[0]["path"] = str(companion)
    write_table(path, list(rows[0]), [list(row.values()) for row in rows])
    try:
        sheet = Contents(run, errand=False).sheet
        with pytest.raises(UserError, match=r"\.OIF .* in files beside it"):
            refuse_companions(sheet)
    finally:
        companion.unlink()


def test_studies_are_told_apart_by_their_folder(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a").mkdir()
    assert study_key(tmp_path / "a") == study_key(tmp_path / "link")
    assert study_key(tmp_path / "a") != study_key(tmp_path / "b")
    assert len(study_key(tmp_path)) == 16
