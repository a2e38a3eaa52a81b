"""A packed model knows all that is needed, and damaged ones are told."""

import json
import zipfile

import drawn
import numpy as np
import packed
import pytest

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.cellmodel import (
    extract_model,
    is_cellmodel,
    read_facts,
    write_cellmodel,
)
from cellclassifier.core.exported.facts import (
    exported_path,
    facts_of,
    for_others,
    without_paths,
)
from cellclassifier.core.exported.stand_in import stand_in
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.tile_spec import GroupSpec, IntensitySpec, TilingSpec


@pytest.fixture
def run(tmp_path):
    made = drawn.study(tmp_path, 4, 2)
    table = tmp_path / "groups.csv"
    names = [p.relative_to(made.spec.train) for p in made.spec.train.rglob("*.png")]
    table.write_text("file,group\n" + "".join(f"{n},{n}\n" for n in names))
    changes = {
        "tests": (),
        "groups": GroupSpec(by="table", table=table),
        "tiling": TilingSpec(size=64, rows=2, columns=3),
        "intensity": IntensitySpec(rule="percentiles"),
    }
    made.save(made.spec.model_copy(update=changes))
    found = made.new_run(read_contents(made.spec))
    found.model_path.write_bytes(b"a network")
    return found


@pytest.fixture
def model(run, tmp_path):
    path = tmp_path / "m.cellmodel"
    write_cellmodel(path, run.model_path, facts_of(run, 2.5, {"exported: keras": "3"}))
    return path


def test_facts_survive(run, model, tmp_path):
    facts = read_facts(model)
    assert facts.classes == run.record.classes
    assert (facts.gain, facts.shape, facts.run) == (2.5, (64, 64, 1), run.id)
    assert facts.intensity == run.record.study.intensity
    assert facts.intensity.white is not None
    assert [i.sha256 for i in facts.images] == list(run.hashes().values())
    # Columns of 64 px in three: 21, 21 and 22 px.
    assert facts.side == 21
    extract_model(model, tmp_path / "m.keras")
    assert (tmp_path / "m.keras").read_bytes() == b"a network"
    assert is_cellmodel(model)
    assert not is_cellmodel(run.model_path)


def test_no_path_leaves_the_study(run, model):
    assert str(run.study_folder.parent) not in read_facts(model).model_dump_json()
    record = without_paths(run.record)
    assert (record.study.train, record.study.tests, record.tests) == (None, (), {})
    assert record.study.groups == GroupSpec()
    assert record.study.tiling == run.record.study.tiling
    assert not any(
        "/images/" in text for text in for_others(read_facts(model)).values()
    )


def test_how_tiles_are_made_is_told_in_words(run, model):
    words = " ".join(read_facts(model).how)
    assert "2 x 3 tiles" in words
    rule = run.record.study.intensity
    assert f"(value - {rule.black:.9g}) / {rule.white - rule.black:.9g}" in words
    assert json.loads(for_others(read_facts(model))["classes"]) == ["discs", "squares"]


def test_a_run_stands_in_for_the_one_that_is_not_here(run, model, tmp_path):
    (tmp_path / "scratch").mkdir()
    other = stand_in(model, tmp_path / "scratch")
    assert other.record.classes == run.record.classes
    assert other.has_network
    new = drawn.folder(tmp_path / "new", 3, seed=5)
    here, there = add_set(run, new), add_set(other, new)
    assert other.tiles("new") == run.tiles("new")
    assert (here.tiles, here.labelled) == (there.tiles, there.labelled)
    assert there.notes == (
        "The tiles could not be compared with those of training, to find copies that "
        "are turned, shifted or saved otherwise: the training images are not on this "
        "computer.",
    )


def test_the_same_is_noted_of_depth_size_channels_and_copies(run, model, tmp_path):
    (tmp_path / "scratch").mkdir()
    other = stand_in(model, tmp_path / "scratch")
    new = tmp_path / "new"
    deep = drawn.shape("discs", 90, 128, 60_000, "uint16")
    drawn.write(new / "deep.tif", deep)
    drawn.write(new / "copy.png", drawn.shape("discs", 0))
    colour = drawn.shape("discs", 91)
    colour[:20] = 0
    drawn.write(new / "colour.png", np.stack([colour, colour // 2, colour // 3], -1))
    notes = add_set(other, new).notes
    # The table of groups stays with the study, which here lists none of these.
    by_table, *others = add_set(run, new).notes
    assert by_table.startswith("Each image is a group of its own")
    assert notes == tuple(others)
    words = " ".join(notes)
    for each in ("uint16", "has 3 channels", "pixels wide", "1 of 2"):
        assert each in words


@pytest.mark.parametrize("name", ["model.json", "model.keras", "model.keras.sha256"])
def test_a_part_that_is_missing_is_told(model, tmp_path, name):
    bad = tmp_path / "bad.cellmodel"
    with zipfile.ZipFile(model) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
    (tmp_path / "scratch").mkdir()
    with pytest.raises(UserError, match=r"bad.cellmodel is no whole packed model"):
        stand_in(bad, tmp_path / "scratch")


def test_another_network_in_it_is_told(model, tmp_path):
    bad = tmp_path / "bad.cellmodel"
    with zipfile.ZipFile(model) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            other = b"another" if entry.filename == "model.keras" else old.read(entry)
            new.writestr(entry, other)
    with pytest.raises(UserError, match="not the one that was exported"):
        extract_model(bad, tmp_path / "m.keras")


def test_what_is_compressed_is_not_read(model, tmp_path):
    bad = tmp_path / "bad.cellmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("model.json", b" " * 10**6)
    with pytest.raises(UserError, match="is not stored as it is"):
        read_facts(bad)


@pytest.mark.parametrize("data", [b"", b"PK\3\4 and nothing more", b"x" * 1000])
def test_other_files_are_no_packed_model(tmp_path, data):
    (tmp_path / "bad.cellmodel").write_bytes(data)
    with pytest.raises(UserError, match="no whole packed model"):
        read_facts(tmp_path / "bad.cellmodel")
    with pytest.raises(UserError, match="There is no model"):
        read_facts(tmp_path / "gone.cellmodel")


@pytest.mark.parametrize("where", ["facts", "record"])
def test_newer_ones_are_refused(model, tmp_path, where):
    def change(name, data):
        if name != "model.json":
            return data
        told = json.loads(data)
        (told if where == "facts" else told["record"])["schema_version"] = 99
        return json.dumps({**told, "more": 1}).encode()

    bad = packed.rewritten(model, tmp_path / "bad.cellmodel", change)
    with pytest.raises(UserError, match="newer version of Cell Classifier"):
        read_facts(bad)


def test_damaged_facts_are_told(model, tmp_path):
    def change(name, data):
        return b"{}" if name == "model.json" else data

    bad = packed.rewritten(model, tmp_path / "bad.cellmodel", change)
    with pytest.raises(UserError, match=r"model.json in bad.cellmodel is damaged"):
        read_facts(bad)


def test_each_format_has_its_ending(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert exported_path(run, "onnx", None) == tmp_path / f"{run.id}.onnx"
    assert exported_path(run, "savedmodel", tmp_path / "m") == tmp_path / "m"
    with pytest.raises(UserError, match=r"ending in \.cellmodel"):
        exported_path(run, "keras", tmp_path / "m.keras")
    with pytest.raises(UserError, match="a folder without ending"):
        exported_path(run, "savedmodel", tmp_path / "m.pb")
