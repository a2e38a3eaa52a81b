"""A study: made, opened, refused, and frozen into runs."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from drawn import folder, study

from cellclassifier.core import run_folder
from cellclassifier.core import study as module
from cellclassifier.core.contents import names_of_tests, read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.spec import SCHEMA_VERSION, StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    where = tmp_path_factory.mktemp("images")
    folder(where / "train", 12, name="day{}/cell.png")
    folder(where / "test", 4, seed=1)
    return where


@pytest.fixture
def spec(images):
    return StudySpec(
        train=images / "train",
        tests=(images / "test",),
        tiling=TilingSpec(size=64, rows=2, columns=2),
    )


@pytest.fixture(scope="module")
def contents(images):
    tests = (images / "test",)
    return read_contents(StudySpec(train=images / "train", tests=tests))


def test_what_was_made_can_be_opened(tmp_path, spec):
    made = Study.create(tmp_path / "new" / "study", spec)
    found = Study.open(made.folder)
    assert found.spec == spec
    assert found.runs() == []


def test_a_study_is_not_made_over_another(tmp_path, spec):
    Study.create(tmp_path, spec)
    before = (tmp_path / "study.json").read_bytes()
    with pytest.raises(UserError, match="already holds a study"):
        Study.create(tmp_path, StudySpec())
    assert (tmp_path / "study.json").read_bytes() == before


def test_changes_are_kept(tmp_path, spec):
    made = Study.create(tmp_path, spec)
    changed = spec.model_copy(update={"tiling": TilingSpec(size=96)})
    made.save(changed)
    assert made.spec == changed
    assert Study.open(tmp_path).spec == changed


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_that_is_no_study_is_told(make, tmp_path):
    where = tmp_path / "no study"
    if make:
        where.mkdir()
    with pytest.raises(UserError, match=r"is not a study: its study\.json cannot"):
        Study.open(where)


@pytest.mark.parametrize("more", [{}, {"from_the_future": [1, 2]}])
def test_a_study_of_a_newer_version_is_refused_and_left_as_it_is(more, tmp_path):
    text = json.dumps({"schema_version": 99, **more})
    path = tmp_path / "study.json"
    path.write_text(text)
    with pytest.raises(UserError, match=r"newer version .* format is 99"):
        Study.open(tmp_path)
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"tiling": {"size": 3}}', '{"unknown": 1}', "\udcff"],
)
def test_a_damaged_study_is_told(text, tmp_path):
    path = tmp_path / "study.json"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError, match=r"study\.json is damaged"):
        Study.open(tmp_path)
    assert path.read_bytes() == text.encode(errors="surrogateescape")


def test_a_study_of_the_first_version_is_opened_with_what_it_lacks(tmp_path):
    old = {
        "schema_version": 1,
        "tiling": {"size": 96, "rows": 2, "columns": 3},
        "intensity": {"black": None, "white": None},
        "augment": {"rotation": 90.0, "shift": 0.1, "flip": False},
        "groups": {"by": "folder", "pattern": ""},
    }
    (tmp_path / "study.json").write_text(json.dumps(old))
    spec = Study.open(tmp_path).spec
    assert (spec.tiling.size, spec.tiling.by) == (96, "grid")
    assert spec.augment.zoom == 0
    assert spec.intensity.rule == "full"
    assert spec.training.keep_epochs == "some"
    Study.open(tmp_path).save(spec)
    kept = json.loads((tmp_path / "study.json").read_text())
    assert kept["schema_version"] == SCHEMA_VERSION > 1


def test_a_place_that_cannot_be_written_is_told(tmp_path, spec):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        Study.create(tmp_path / "file" / "study", spec)


def no_right(*_args):
    raise PermissionError(13, "Permission denied")


def test_a_study_that_may_not_be_written_stays_as_it_was(tmp_path, spec, monkeypatch):
    made = Study.create(tmp_path, spec)
    monkeypatch.setattr(module, "write_atomically", no_right)
    with pytest.raises(UserError, match=r"Permission denied.*Nothing was changed"):
        made.save(StudySpec())
    assert made.spec == spec
    assert Study.open(tmp_path).spec == spec


def test_a_run_that_may_not_be_written_is_told(tmp_path, spec, contents, monkeypatch):
    made = Study.create(tmp_path, spec)
    monkeypatch.setattr(run_folder, "write_tiles", no_right)
    with pytest.raises(UserError, match="No run was started"):
        made.new_run(contents)
    assert made.runs() == []


def test_a_folder_without_its_record_is_no_run(tmp_path, spec, contents, monkeypatch):
    made = Study.create(tmp_path, spec)
    monkeypatch.setattr(run_folder, "write_atomically", no_right)
    with pytest.raises(UserError):
        made.new_run(contents)
    assert list(made.runs_folder.iterdir())
    assert made.runs() == []


def test_without_training_images_nothing_is_read():
    with pytest.raises(UserError, match="pick their folder first"):
        read_contents(StudySpec())


def test_contents_name_each_problem_after_its_set(images, tmp_path):
    tests = (images / "test", tmp_path / "gone")
    seen = set()
    found = read_contents(
        StudySpec(train=images / "train", tests=tests),
        lambda name, done, of: seen.add((name, of)),
    )
    assert seen == {("train", 24), ("test", 8)}
    errors = [(name, p.text) for name, p in found.problems() if p.level == "error"]
    ((name, text),) = errors
    assert name == "gone"
    assert found.first_error() == text


def test_images_with_an_error_make_no_run(tmp_path, spec):
    made = Study.create(tmp_path / "study", spec)
    bad = read_contents(spec.model_copy(update={"train": tmp_path / "gone"}))
    with pytest.raises(UserError, match="does not exist"):
        made.new_run(bad)
    assert not made.runs_folder.exists()


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (["/a/test"], ["test"]),
        (["/a/test", "/b/test", "/c/test"], ["test", "test_2", "test_3"]),
        (["/a/Day", "/b/day"], ["Day", "day_2"]),
        (["/a/train"], ["train_2"]),
        (["/a/train", "/b/Train_2"], ["train_2", "Train_2_2"]),
        (["/"], ["test"]),
    ],
)
def test_test_sets_are_named_after_their_folders_each_once(folders, names):
    found = names_of_tests(tuple(map(Path, folders)))
    assert list(found) == names
    assert list(found.values()) == list(map(Path, folders))


def test_a_run_holds_all_that_it_was_made_with(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    run = made.new_run(contents)
    record = run.record
    assert run.state == "waiting"
    assert record.study.model_copy(update={"intensity": spec.intensity}) == spec
    assert (record.study.intensity.black, record.study.intensity.white) == (0, 255)
    assert record.classes == ("discs", "squares")
    assert (record.channels, record.depth) == (1, "8 bit")
    assert record.tests == {"test": spec.tests[0]}
    assert "sub-folders" in record.grouping
    tiles = run.tiles()
    assert len(tiles) == 24 * 4
    assert {tile.part for tile in tiles} == {"train", "validation"}
    assert {tile.part for tile in run.tiles("test")} == {"test"}
    with (run.folder / "images.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 24 + 8
    assert {row["set"] for row in rows} == {"train", "test"}
    for row in rows[:3]:
        assert row["sha256"] == sha256(Path(row["path"]))


def test_later_changes_of_the_study_do_not_change_a_run(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    run = made.new_run(contents)
    before = {p: p.read_bytes() for p in run.folder.rglob("*") if p.is_file()}
    made.save(StudySpec(tiling=TilingSpec(size=512)))
    (again,) = Study.open(tmp_path).runs()
    assert again.record == run.record
    assert {p: p.read_bytes() for p in run.folder.rglob("*") if p.is_file()} == before


def test_runs_with_one_seed_have_one_split(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    first, second = made.new_run(contents), made.new_run(contents)
    assert first.id != second.id
    assert first.tiles() == second.tiles()


def test_runs_come_newest_first_and_a_damaged_one_is_left_out(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    made_runs = [made.new_run(contents) for _ in range(3)]
    assert [run.id for run in made.runs()] == [run.id for run in made_runs[::-1]]
    (made_runs[1].folder / "run.json").write_text("{")
    assert [run.id for run in made.runs()] == [made_runs[2].id, made_runs[0].id]


def test_a_run_that_is_left_out_is_told(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    assert made.run_problems() == {}
    damaged, newer, fine = (made.new_run(contents) for _ in range(3))
    (damaged.folder / "run.json").write_text("{")
    path = newer.folder / "run.json"
    path.write_text(
        path.read_text().replace('"schema_version": ', '"schema_version": 9')
    )
    told = made.run_problems()
    assert list(told) == [damaged.id, newer.id]
    assert "run.json is damaged" in told[damaged.id]
    assert "made by a newer version of Cell Classifier" in told[newer.id]
    assert made.run_problems([fine]) == told


def test_a_run_is_found_by_its_name_or_as_the_newest_done(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    with pytest.raises(UserError, match="no finished run yet"):
        made.run()
    first, second = made.new_run(contents), made.new_run(contents)
    assert made.run(first.id).id == first.id
    (first.folder / "events.jsonl").write_text('{"kind":"ended","outcome":"done"}\n')
    assert made.run().id == first.id
    with pytest.raises(UserError) as caught:
        made.run("x")
    assert "There is no run 'x'" in str(caught.value)
    assert second.id in str(caught.value)


def test_the_example_of_these_tests_is_without_problems(tmp_path):
    made = study(tmp_path)
    assert read_contents(made.spec).first_error() == ""


def test_a_damaged_run_is_told_where_it_is_asked_for(tmp_path, spec, contents):
    made = Study.create(tmp_path, spec)
    run = made.new_run(contents)
    (run.folder / "run.json").write_text("{")
    with pytest.raises(UserError, match=r"run\.json is damaged"):
        made.run(run.id)
    (run.folder / "run.json").unlink()
    with pytest.raises(UserError, match=r"its run\.json cannot be read"):
        made.run(run.id)
    with pytest.raises(UserError, match="There are: none"):
        made.run("other")


@pytest.mark.parametrize("inside", ["", "runs", "discs/study"])
@pytest.mark.parametrize("role", ["train", "test"])
def test_a_study_among_the_images_is_refused(tmp_path, role, inside):
    images = {
        "train": folder(tmp_path / "images" / "train", 2),
        "test": folder(tmp_path / "images" / "test", 2, seed=1),
    }
    before = sorted(tmp_path.rglob("*"))
    spec = StudySpec(train=images["train"], tests=(images["test"],))
    with pytest.raises(UserError, match="into which nothing is ever written"):
        Study.create(images[role] / inside, spec)
    assert sorted(tmp_path.rglob("*")) == before


def test_images_may_lie_in_the_study_but_not_around_it(tmp_path):
    images = folder(tmp_path / "study" / "train", 2)
    made = Study.create(tmp_path / "study", StudySpec(train=images))
    before = (made.folder / "study.json").read_bytes()
    spec = StudySpec(train=images, tests=(tmp_path,))
    with pytest.raises(UserError, match=f"inside the image folder {tmp_path},"):
        made.save(spec)
    assert made.spec == StudySpec(train=images)
    assert (made.folder / "study.json").read_bytes() == before


@pytest.mark.parametrize("linked", ["study", "images"])
def test_a_link_does_not_hide_that_a_study_lies_among_images(tmp_path, linked):
    images = folder(tmp_path / "images", 2)
    link = tmp_path / "link"
    try:
        link.symlink_to(images)
    except OSError:
        pytest.skip("this system makes no links here")
    where, train = (link, images) if linked == "study" else (images, link)
    with pytest.raises(UserError, match="inside the image folder"):
        Study.create(where / "study", StudySpec(train=train))
    assert not (images / "study").exists()


def test_copies_never_lie_on_both_sides_of_the_split(tmp_path):
    train = folder(tmp_path / "train", 10)
    for number in range(10):
        name = f"{number}.png"
        shutil.copy(train / "discs" / name, train / "discs" / f"copy_{name}")
    made = Study.create(tmp_path / "study", StudySpec(train=train))
    run = made.new_run(read_contents(made.spec))
    parts = {}
    for tile in run.tiles():
        parts.setdefault(sha256(tile.image), []).append(tile.part)
    assert {part for (part,) in parts.values()} == {"train", "validation"}
    assert len(parts) == 20


def test_a_copy_in_a_test_set_is_counted_once(tmp_path):
    train = folder(tmp_path / "train", 4)
    test = folder(tmp_path / "test", 4, seed=1)
    shutil.copy(test / "discs" / "0.png", test / "discs" / "copy.png")
    made = Study.create(tmp_path / "study", StudySpec(train=train, tests=(test,)))
    run = made.new_run(read_contents(made.spec))
    hashes = [sha256(tile.image) for tile in run.tiles("test")]
    assert len(hashes) == len(set(hashes)) == 8


def test_problems_name_a_test_set_as_the_study_does(tmp_path):
    train = folder(tmp_path / "train", 4)
    tests = tuple(
        folder(tmp_path / day / "test", 4, seed, classes=("stars",))
        for seed, day in enumerate(("day1", "day2"), 1)
    )
    found = read_contents(StudySpec(train=train, tests=tests))
    errors = {name: p.text for name, p in found.problems() if p.level == "error"}
    assert "The test set 'test' has 'stars'" in errors["test"]
    assert "The test set 'test_2' has 'stars'" in errors["test_2"]
