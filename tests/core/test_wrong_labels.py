"""Labels that were marked as wrong: a list that only grows, and what it is used for."""

import hashlib
import json
from pathlib import Path

import pytest
from drawn import study

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.preparation import prepare
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.tiling import Tile, read_tiles
from cellclassifier.core.wrong_labels import NAME, WrongLabels, covering


def tile(number=0, image="a.tif", x=0, name="control"):
    return Tile(number, Path(image), x, 0, 64, 64, name, "g", "train")


@pytest.fixture
def labels(tmp_path):
    return WrongLabels(tmp_path)


def test_a_mark_says_all_that_is_known(labels, tmp_path):
    made = labels.mark(tile(x=64), " blurred \n cell ", suspected="treated", by="Ada ")
    (found,) = WrongLabels(tmp_path).entries()
    assert found == made
    assert (found.image, found.box) == (Path("a.tif"), (64, 0, 64, 64))
    assert (found.given, found.suspected) == ("control", "treated")
    assert (found.reason, found.by) == ("blurred cell", "Ada")
    assert found.when.tzinfo is not None


def test_a_tile_is_marked_by_itself_or_with_its_whole_image(labels):
    assert labels.marked(tile()) is None
    one = labels.mark(tile(x=64), "wrong dish")
    assert labels.marked(tile(x=64)) == one
    assert labels.marked(tile(x=0)) is None
    whole = labels.mark((Path("a.tif"), "control"), "wrong dish")
    assert whole.box is None
    # The newest one counts.
    assert labels.marked(tile(x=64)) == labels.marked(tile(x=0)) == whole
    assert labels.marked(tile(image="b.tif")) is None
    again = labels.mark(tile(x=64), "still wrong")
    assert covering([tile(x=64), tile(x=0)], labels.entries()) == [again, whole]
    assert [one.covers(tile(x=64)), one.covers(tile(x=0))] == [True, False]


def test_withdrawing_appends_and_erases_nothing(labels):
    first, second = (labels.mark(tile(x=x), "wrong") for x in (0, 64))
    before = labels.path.read_bytes()
    labels.withdraw(first.id, "looked again", by="Bo")
    assert labels.entries() == (second,)
    after = labels.path.read_bytes()
    assert after.startswith(before)
    said = json.loads(after.splitlines()[-1])
    assert (said["id"], said["reason"], said["by"]) == (first.id, "looked again", "Bo")
    with pytest.raises(UserError, match="not in the list any more"):
        labels.withdraw(first.id, "twice")
    assert labels.path.read_bytes() == after


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_mark_needs_a_reason(labels, reason):
    with pytest.raises(UserError, match="Write down why"):
        labels.mark(tile(), reason)
    assert not labels.path.exists()
    made = labels.mark(tile(), "blurred")
    with pytest.raises(UserError, match="Write down why"):
        labels.withdraw(made.id, reason)
    assert labels.entries() == (made,)


def test_a_last_line_that_was_cut_short_costs_itself_alone(labels):
    first, second = (labels.mark(tile(x=x), "wrong") for x in (0, 64))
    text = labels.path.read_bytes()
    labels.path.write_bytes(text[:-30])
    assert labels.entries() == (first,)
    third = labels.mark(tile(x=128), "wrong, too")
    assert labels.entries() == (first, third)
    assert second.id not in {entry.id for entry in labels.entries()}


@pytest.mark.parametrize("line", [b"[1]", b"{}", b'{"kind": "marked"}', b"\xff\xfe"])
def test_damaged_lines_are_left_out(labels, line):
    made = labels.mark(tile(), "wrong")
    labels.path.write_bytes(line + b"\n" + labels.path.read_bytes())
    assert labels.entries() == (made,)


def test_a_list_that_cannot_be_written_is_told(tmp_path):
    labels = WrongLabels(tmp_path / "gone")
    with pytest.raises(UserError, match="cannot be written"):
        labels.mark(tile(), "wrong")
    (tmp_path / "other" / NAME).mkdir(parents=True)
    with pytest.raises(UserError, match="cannot be read"):
        WrongLabels(tmp_path / "other").entries()


def left_out(made):
    training = made.spec.training.model_copy(update={"marked_labels": "left out"})
    return Study(made.folder, made.spec.model_copy(update={"training": training}))


@pytest.fixture
def made(tmp_path):
    return study(tmp_path, count=8, tests=2)


def test_training_without_marked_labels_keeps_the_split_and_all_sums(made):
    contents = read_contents(made.spec)
    before = prepare(made.folder, made.spec, contents)
    table = before.tables["train"]
    labels = WrongLabels(made.folder)
    trained = next(t for t in table if t.part == "train")
    aside = next(t for t in table if t.part == "validation")
    labels.mark(trained, "blurred")
    labels.mark((aside.image, aside.class_name), "wrong dish")
    disk = {p: p.read_bytes() for p in made.spec.train.rglob("*.png")}
    study = left_out(made)
    found = prepare(study.folder, study.spec, contents)
    assert set(found.tables["train"]) == set(table) - {trained, aside}
    assert {each.tile for each in found.marked} == {trained, aside}
    assert found.tables["test"] == before.tables["test"]
    texts = [problem.text for _, problem in found.problems]
    assert any("2 tiles are left out of training and validation" in t for t in texts)
    assert found.error() == ""
    assert {p: p.read_bytes() for p in made.spec.train.rglob("*.png")} == disk


def test_the_run_keeps_the_list_and_how_many_were_left_out(made):
    contents = read_contents(made.spec)
    first = prepare(made.folder, made.spec, contents).tables["train"][3]
    mark = WrongLabels(made.folder).mark(first, 'blurred, "see" note', "squares")
    with_them, without = (s.new_run(contents) for s in (made, left_out(made)))
    assert (with_them.record.marked, without.record.marked) == (0, 1)
    assert (len(with_them.tiles()), len(without.tiles())) == (16, 15)
    for run in (with_them, without):
        (row,) = read_table(run.folder / "wrong_labels.csv")
        assert row["tile"] == "3"
        assert (row["id"], row["reason"]) == (mark.id, 'blurred, "see" note')
        assert (row["image"], row["x"]) == (str(first.image), str(first.x))
    sister = made.add_sister(without, 5)
    assert sister.record.marked == 1
    assert read_table(sister.folder / "wrong_labels.csv")
    # What is marked later changes no run that was made before.
    before = hashlib.sha256((without.folder / "wrong_labels.csv").read_bytes())
    WrongLabels(made.folder).mark(first._replace(x=1), "later")
    now = hashlib.sha256((without.folder / "wrong_labels.csv").read_bytes())
    assert now.digest() == before.digest()


def test_a_run_without_marks_has_no_list(made):
    run = left_out(made).new_run(read_contents(made.spec))
    assert run.record.marked == 0
    assert not (run.folder / "wrong_labels.csv").exists()


def test_what_was_marked_meanwhile_is_prepared_anew(made):
    study, contents = left_out(made), read_contents(made.spec)
    prepared = prepare(study.folder, study.spec, contents)
    assert prepared.knows_labels(study.folder)
    entry = WrongLabels(study.folder).mark(prepared.tables["train"][0], "blurred")
    assert not prepared.knows_labels(study.folder)
    assert len(study.new_run(contents, prepared).tiles()) == 15
    WrongLabels(study.folder).withdraw(entry.id, "it is sharp")
    assert len(study.new_run(contents, prepared).tiles()) == 16


def test_the_largest_number_of_tiles_is_drawn_from_what_is_left(made):
    training = made.spec.training.model_copy(
        update={"marked_labels": "left out", "max_tiles": 6, "validation_share": 0}
    )
    spec = made.spec.model_copy(update={"training": training})
    contents = read_contents(spec)
    tiles = prepare(made.folder, made.spec, contents).tables["train"]
    for each in tiles[:5]:
        WrongLabels(made.folder).mark(each, "blurred")
    run = Study(made.folder, spec).new_run(contents)
    undrawn = read_tiles(run.folder / "not_drawn.csv")
    assert (len(run.tiles()), len(undrawn), run.record.marked) == (6, 5, 5)
    images = {tile.image for tile in (*run.tiles(), *undrawn)}
    assert images.isdisjoint({tile.image for tile in tiles[:5]})


def test_a_class_of_which_nothing_is_left_stops_the_work(made):
    contents = read_contents(made.spec)
    for each in prepare(made.folder, made.spec, contents).tables["train"]:
        if each.class_name == "discs" and each.part == "train":
            WrongLabels(made.folder).mark(each, "blurred")
    with pytest.raises(UserError, match="no tile of class 'discs' is left to train"):
        left_out(made).new_run(contents)
    assert isinstance(made.new_run(contents), Run)


def test_marks_that_fit_no_tile_any_more_are_told(made):
    contents = read_contents(made.spec)
    first = prepare(made.folder, made.spec, contents).tables["train"][0]
    WrongLabels(made.folder).mark(first, "blurred")
    study = left_out(made)
    tiling = TilingSpec(size=64, rows=2, columns=2)
    found = prepare(
        study.folder, study.spec.model_copy(update={"tiling": tiling}), contents
    )
    assert found.marked == ()
    texts = [problem.text for _, problem in found.problems]
    assert any("1 mark is on a tile that is not cut like that" in t for t in texts)
