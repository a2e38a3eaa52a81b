"""A study goes into an archive and comes out as it was, somewhere else."""

import json
import shutil
import threading
import zipfile

import numpy as np
import packed
import predicted
import pytest
from drawn import folder as draw_folder

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.packing.reading import unpack
from cellclassifier.core.packing.writing import alone, pack
from cellclassifier.core.preparation import prepare
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.core.wrong_labels import WrongLabels


@pytest.fixture
def study(tmp_path):
    return packed.study(tmp_path / "here")


def there(tmp_path, study, images, elsewhere=None):
    """Pack a study, take the original away, and unpack it elsewhere."""
    archive = tmp_path / "sent.zip"
    done = pack(study, archive, images)
    (tmp_path / "here").rename(tmp_path / "gone")
    found = unpack(archive, tmp_path / "there", images=elsewhere)
    return done, found, Study.open(found.folder)


def test_the_whole_study_works_on_another_path(tmp_path, study):
    before = study.run()
    pixels = [read_tile(t, view_of(before.record.study)) for t in before.tiles("test")]
    known = before.predictions("test")
    done, found, study = there(tmp_path, study, images=True)
    run = study.run()
    assert (done.notes, found.notes) == ((), ())
    assert done.files == found.files == len(packed.manifest(done.path)["files"])
    assert study.spec.train == found.folder / "images" / "train"
    assert run.record.tests == {"test": found.folder / "images" / "test"}
    for tile, expected in zip(run.tiles("test"), pixels, strict=True):
        seen = read_tile(tile, view_of(run.record.study))
        np.testing.assert_array_equal(seen, expected)
        assert sha256(tile.image) == run.hashes()[tile.image]
    table = run.predictions("test")
    np.testing.assert_array_equal(table.probabilities, known.probabilities)
    assert table.images == tuple(tile.image for tile in run.tiles("test"))


def test_the_next_run_is_made_of_the_same_tiles(tmp_path, study):
    def tiles(run, name):
        return [tile._replace(image=tile.image.name) for tile in run.tiles(name)]

    first = {name: tiles(study.run(), name) for name in ("train", "test")}
    _, _, study = there(tmp_path, study, images=True)
    contents = read_contents(study.spec)
    run = study.new_run(contents, prepare(study.folder, study.spec, contents))
    assert {name: tiles(run, name) for name in ("train", "test")} == first


def test_nothing_but_paths_is_changed_and_it_is_written_down(tmp_path, study):
    before = packed.below(study.folder)
    _, found, study = there(tmp_path, study, images=True)
    after = packed.below(found.folder)
    note = json.loads(after.pop("unpacked.json"))
    images = {name for name in after if name.startswith("images/")}
    assert len(images) == 20
    changed = {each["path"] for each in note["changed"]}
    assert changed == {n for n in before if n in after and before[n] != after[n]}
    assert {"study.json"} < changed
    old, new = str(tmp_path / "here" / "images"), str(found.folder / "images")
    for name in changed:
        assert before[name].replace(old.encode(), new.encode()) == after[name]
    for each in note["changed"]:
        assert each["sha256"] == sha256(found.folder / each["path"])
    stays = {n for n in before if n.startswith("cache/") or "/.lock" in n}
    assert before.keys() - after.keys() == stays | {
        n for n in before if n.startswith(".")
    }


def test_without_images_the_archive_knows_them(tmp_path, study):
    hashes = study.run().hashes()
    done, found, study = there(tmp_path, study, images=False)
    told = packed.manifest(done.path)
    assert {i["path"]: i["sha256"] for i in told["left_out"]} == {
        str(path): digest for path, digest in hashes.items()
    }
    assert not any(".png" in name for name in packed.names(done.path))
    assert "20 images were left out" in done.notes[0]
    assert "is not on this computer" in found.notes[0]
    # Results are there, and images are sought where they were.
    assert study.run().predictions("test") is not None
    assert study.spec.train == tmp_path / "here" / "images" / "train"


@pytest.mark.parametrize("where", ["gone/images", "gone"])
def test_images_that_were_not_packed_are_found_by_their_folder(tmp_path, study, where):
    _, found, study = there(tmp_path, study, False, tmp_path / where)
    assert found.notes == ()
    assert study.spec.train == tmp_path / "gone" / "images" / "train"
    run = study.run()
    assert all(tile.image.exists() for tile in run.tiles() + run.tiles("test"))


def test_other_images_are_not_taken_for_those_left_out(tmp_path, study):
    archive = pack(study, tmp_path / "sent.zip", images=False).path
    others = draw_folder(tmp_path / "other" / "train", 6, seed=9)
    with pytest.raises(UserError, match=r"other/train.*is not the one"):
        unpack(archive, tmp_path / "there", images=others.parent)
    (others / "discs" / "0.png").unlink()
    with pytest.raises(UserError, match="were not found"):
        unpack(archive, tmp_path / "there", images=others.parent)
    assert not (tmp_path / "there").exists()
    whole = pack(study, tmp_path / "whole.zip", images=True).path
    with pytest.raises(UserError, match="holds its images"):
        unpack(whole, tmp_path / "there", images=others.parent)


def test_locks_caches_queue_and_trash_stay_behind(tmp_path, study):
    for name in (
        *("cache/tiles/a.f32", "queue/x.wait", "trash/old/run.json", ".window.lock"),
        *("runs/a/control.json", "runs/a/best.unfinished", "runs/a/.run.json.x"),
    ):
        path = study.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    archive = pack(study, tmp_path / "a.zip", images=False).path
    held = {name.split("/")[0] for name in packed.names(archive)}
    own = "study.cellstudy"
    assert held <= {"study.json", own, "runs", "splits", "leaks", "packed.json"}
    assert not any(name.startswith("runs/a/") for name in packed.names(archive))
    archive = pack(study, tmp_path / "b.zip", images=False, trash=True).path
    assert "trash/old/run.json" in packed.names(archive)


def test_images_below_the_study_keep_their_place(tmp_path, study):
    inside = study.folder / "images" / "train"
    shutil.copytree(study.spec.train, inside)
    study.save(study.spec.model_copy(update={"train": inside, "tests": ()}))
    shutil.rmtree(study.folder / "runs")
    archive = pack(study, tmp_path / "a.zip", images=True).path
    assert sum(name.startswith("images/train/") for name in packed.names(archive)) == 12
    bare = pack(study, tmp_path / "b.zip", images=False).path
    assert not any(name.startswith("images/") for name in packed.names(bare))
    assert len(packed.manifest(bare)["left_out"]) == 12
    found = unpack(bare, tmp_path / "there")
    # On this computer they are still where they were.
    assert Study.open(found.folder).spec.train == inside


def test_later_folders_tables_and_marks_are_found_again(tmp_path, study):
    run = study.run()
    later = add_set(run, draw_folder(tmp_path / "here" / "day 2" / "test", 2, seed=7))
    predicted.predict(run, (0.9,) * 4, later.name)
    WrongLabels(study.folder).mark(run.tiles()[0], "a doublet", "squares")
    table = tmp_path / "here" / "groups.csv"
    table.write_text("file,group\n")
    groups = study.spec.groups.model_copy(update={"by": "table", "table": table})
    study.save(study.spec.model_copy(update={"groups": groups}))
    _, found, study = there(tmp_path, study, images=True)
    run = study.run()
    # Two folders of one name lie apart, and keep it.
    assert run.sets == {
        "test": found.folder / "images" / "test",
        "test_2": found.folder / "images" / "2" / "test",
    }
    assert all(tile.image.exists() for tile in run.tiles("test_2"))
    assert run.hashes("test_2").keys() == set(run.predictions("test_2").images)
    mark = WrongLabels(study.folder).marked(run.tiles()[0])
    assert mark is not None
    assert study.spec.groups.table == found.folder / "attached" / "groups.csv"
    assert study.spec.groups.table.read_text() == "file,group\n"


def test_a_review_stays_sealed_to_the_byte(tmp_path):
    made, review = packed.with_review(tmp_path / "here")
    before = packed.below(review.folder)
    times = {p.name: p.stat().st_mtime for p in review.folder.rglob("*.npy")}
    _, _, study = there(tmp_path, made, images=True)
    review = Review(study.folder / "reviews" / review.id)
    assert packed.below(review.folder) == before
    assert {p.name: p.stat().st_mtime for p in review.folder.rglob("*.npy")} == times
    assert not review.is_open
    key = open_key(review, "Ada")
    assert review.opened.broken is False
    assert review.opened.changed == 0
    assert len(key.cards) == len(review.record.cards)


def test_a_review_that_nobody_began_can_be_begun_elsewhere(tmp_path):
    made, review = packed.with_review(tmp_path / "here")
    for path in review.logs():
        path.unlink()
    _, _, study = there(tmp_path, made, images=False)
    review = Review(study.folder / "reviews" / review.id)
    sitting = review.sitting("Grace")
    assert sitting.card() is not None
    sitting.close()


def test_a_study_can_be_packed_again_after_it_was_unpacked(tmp_path, study):
    _, _, study = there(tmp_path, study, images=True)
    again = pack(study, tmp_path / "again.zip", images=True).path
    assert "images/train/discs/0.png" in packed.names(again)
    second = unpack(again, tmp_path / "second")
    assert Study.open(second.folder).spec.train.is_relative_to(second.folder)
    note = json.loads((second.folder / "unpacked.json").read_text())
    assert note["earlier"]["archive"] == "sent.zip"


def test_packing_is_refused_while_a_run_is_trained(tmp_path, study):
    run = study.new_run(read_contents(study.spec))
    packed.train(run)
    held, done = threading.Event(), threading.Event()

    def hold():
        with run.lock:
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    try:
        with pytest.raises(UserError, match=f"The run {run.id} is being trained"):
            pack(study, tmp_path / "a.zip", images=False)
    finally:
        done.set()
        thread.join()
    assert not (tmp_path / "a.zip").exists()
    assert pack(study, tmp_path / "a.zip", images=False).files


def test_a_run_that_begins_meanwhile_leaves_no_archive(tmp_path, study, monkeypatch):
    from cellclassifier.core.packing import writing

    asked = []

    def second_time(study):
        asked.append(study)
        if len(asked) == 2:
            raise UserError("it began")

    monkeypatch.setattr(writing, "refuse_running", second_time)
    with pytest.raises(UserError, match="it began"):
        pack(study, tmp_path / "out" / "a.zip", images=False)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_window_that_has_the_study_open_is_told(tmp_path, study):
    with alone(study):
        with pytest.raises(UserError, match="is open in a window"):
            pack(study, tmp_path / "a.zip", images=False)
        assert pack(study, tmp_path / "a.zip", images=False, held=True).files


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("here/study/a.zip", "would lie inside"),
        ("here/images/train/a.zip", "would lie inside"),
        ("a.tar", "ending in .zip"),
    ],
)
def test_an_archive_has_a_place_of_its_own(tmp_path, study, name, words):
    with pytest.raises(UserError, match=words):
        pack(study, tmp_path / name, images=True)


def test_images_that_are_gone_cannot_be_packed(tmp_path, study):
    shutil.rmtree(tmp_path / "here" / "images" / "test")
    with pytest.raises(UserError, match="is not there, so it cannot be packed"):
        pack(study, tmp_path / "a.zip", images=True)
    # Those of older runs may be: it is told.
    study.save(study.spec.model_copy(update={"tests": ()}))
    done = pack(study, tmp_path / "a.zip", images=True)
    assert "1 image folders of older runs are not there" in done.notes[0]


def test_it_can_be_stopped_and_then_nothing_is_left(tmp_path, study):
    class Stop(Exception):
        pass

    def stop(what, done, of):
        if done == of // 2:
            raise Stop

    with pytest.raises(Stop):
        pack(study, tmp_path / "out" / "a.zip", images=True, progress=stop)
    assert list((tmp_path / "out").iterdir()) == []
    archive = pack(study, tmp_path / "a.zip", images=True).path
    with pytest.raises(Stop):
        unpack(archive, tmp_path / "out" / "b", stop)
    assert list((tmp_path / "out").iterdir()) == []


def test_files_that_are_compressed_already_are_stored(tmp_path, study):
    archive = pack(study, tmp_path / "a.zip", images=True).path
    with zipfile.ZipFile(archive) as zipped:
        kinds = {entry.filename: entry.compress_type for entry in zipped.infolist()}
    assert kinds["images/train/discs/0.png"] == zipfile.ZIP_STORED
    assert kinds["study.json"] == zipfile.ZIP_DEFLATED


def test_links_are_packed_as_the_files_they_lead_to(tmp_path, study):
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    (study.folder / "linked.csv").symlink_to(outside)
    archive = pack(study, tmp_path / "a.zip", images=False).path
    found = unpack(archive, tmp_path / "there").folder
    assert not (found / "linked.csv").is_symlink()
    assert read_table(found / "linked.csv") == [{"a": "1"}]


def test_two_images_that_differ_in_capitals_alone_are_told(tmp_path, study):
    image = study.spec.train / "discs" / "0.png"
    shutil.copy(image, image.with_name("0.PNG"))
    with pytest.raises(UserError, match=r"hard to tell from .*another name"):
        pack(study, tmp_path / "a.zip", images=True)
