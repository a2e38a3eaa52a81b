"""Packing, unpacking and exporting from the command line; and predicting by a model."""

import json
import subprocess
import sys

import numpy as np
import packed
import predicted
import pytest
from acting import ACTOR
from drawn import folder, shape, study, write
from exported import run as untrained

from cellclassifier import cli, cli_predict
from cellclassifier.core.exported.cellmodel import write_cellmodel
from cellclassifier.core.exported.facts import facts_of
from cellclassifier.core.link import Worker
from cellclassifier.core.predictions import read_predictions
from cellclassifier.core.study import Study


@pytest.fixture
def run(capsys):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""

    def call(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda _: 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_study_is_packed_and_unpacked(run, tmp_path):
    made = packed.study(tmp_path / "here")
    archive = tmp_path / "sent.zip"
    code, out, err = run("pack", made.folder, archive, "--images")
    assert (code, err) == (0, "")
    assert out.startswith(f"packed {archive} (")
    (tmp_path / "here").rename(tmp_path / "gone")
    code, out, _ = run("unpack", archive, tmp_path / "there", "--json")
    assert code == 0
    assert json.loads(out) == {"path": str(tmp_path / "there"), "notes": []}
    code, out, _ = run("check", tmp_path / "there")
    assert code == 0
    assert str(tmp_path / "there" / "images" / "train") in out


def test_without_images_the_notes_are_told(run, tmp_path):
    made = packed.study(tmp_path / "here")
    code, _, err = run("pack", made.folder, tmp_path / "sent.zip")
    assert (code, "20 images were left out" in err) == (0, True)
    (tmp_path / "here").rename(tmp_path / "gone")
    code, out, err = run("unpack", tmp_path / "sent.zip", tmp_path / "a")
    assert (code, "each checked" in out) == (0, True)
    assert "is not on this computer" in err
    images = ("--images", tmp_path / "gone" / "images")
    assert run("unpack", tmp_path / "sent.zip", tmp_path / "b", *images)[2] == ""
    assert Study.open(tmp_path / "b").spec.train.is_dir()


@pytest.mark.parametrize("what", ["pack", "unpack"])
def test_what_is_there_is_not_written_over(run, tmp_path, what):
    made = packed.study(tmp_path / "here")
    assert run("pack", made.folder, tmp_path / "a.zip")[0] == 0
    words = {
        "pack": ("pack", made.folder, tmp_path / "a.zip"),
        "unpack": ("unpack", tmp_path / "a.zip", made.folder),
    }
    code, _, err = run(*words[what])
    assert (code, "is there already" in err) == (1, True)


@pytest.fixture
def model(tmp_path):
    """Write a packed model of a run whose network only an actor could use."""
    made = study(tmp_path / "made", count=4, tests=2)
    found = predicted.finish(made)
    path = tmp_path / "m.cellmodel"
    write_cellmodel(path, found.model_path, facts_of(found, 1.0, {}))
    return path


@pytest.fixture
def acted(monkeypatch):
    monkeypatch.setattr(cli_predict, "Worker", lambda: Worker(ACTOR))


@pytest.mark.usefixtures("acted")
def test_a_packed_model_predicts_without_its_study(run, model, tmp_path):
    new = folder(tmp_path / "new", 2, seed=5)
    write(new / "more" / "0.png", shape("discs", 80))
    table = tmp_path / "out" / "table.csv"
    code, out, err = run("predict", model, "--folder", new, "--out", table)
    assert code == 0
    assert out.splitlines()[:2] == [
        f"model  {model}",
        "new    4 of 4 right: 100.0 % (51.0-100.0) (the class of 1 of 5 is not known); "
        "chance 50 %, always `discs` 50.0 %",
    ]
    assert str(table) in out
    assert "1 of 5 files lie in no sub-folder that is named as a class" in err
    assert read_predictions(table).images[0].is_relative_to(new)
    code, out, _ = run("predict", model, "--folder", new, "--json")
    document = json.loads(out)
    assert (document["table"], document["tiles"], document["n"]) == (None, 5, 4)
    assert document["model"] == str(model)
    assert document["predicted"] == {"discs": 3, "squares": 2}
    assert len(document["notes"]) >= 1


@pytest.mark.usefixtures("acted")
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((), "Name a folder of images"),
        (("--folder", "gone"), "cannot be opened"),
        (("--folder", "gone", "--run", "x"), "holds a single network"),
    ],
)
def test_what_a_packed_model_cannot_do_is_1(run, model, more, words):
    code, out, err = run("predict", model, *more)
    assert (code, out) == (1, "")
    assert words in err


def test_a_file_that_is_no_packed_model_is_1(run, tmp_path):
    (tmp_path / "x.cellmodel").write_text("no")
    code, _, err = run("predict", tmp_path / "x.cellmodel", "--folder", tmp_path)
    assert (code, "no whole packed model" in err) == (1, True)


def test_a_run_keeps_its_tables_itself(run, tmp_path):
    made = packed.study(tmp_path)
    code, _, err = run("predict", made.folder, "--out", tmp_path / "x.csv")
    assert (code, "--out is for a packed model" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "onnx", "--out", "x.keras"), "ending in .onnx"),
        (("--format", "keras", "--run", "gone"), "There is no run 'gone'"),
    ],
)
def test_an_export_that_cannot_be_is_1(run, tmp_path, arguments, words):
    made = packed.study(tmp_path)
    code, out, err = run("export", made.folder, *arguments)
    assert (code, out) == (1, "")
    assert words in err


def test_a_format_has_to_be_named(run, tmp_path):
    with pytest.raises(SystemExit) as ended:
        run("export", tmp_path)
    assert ended.value.code == 2


def test_help_names_the_commands():
    done = subprocess.run(
        [sys.executable, "-m", "cellclassifier", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name in done.stdout for name in ("pack", "unpack", "export"))


@pytest.mark.slow
@pytest.mark.parametrize("head", ["softmax", "sigmoid"])
def test_a_packed_model_gives_the_numbers_of_its_run(run, tmp_path, head):
    found = untrained(tmp_path, head=head, rows=2, columns=2)
    assert run("predict", found.study_folder, "--run", found.id)[0] == 0
    expected = found.predictions("test")
    out = tmp_path / "m.cellmodel"
    asked = ("--format", "keras", "--run", found.id, "--out", out)
    code, told, _ = run("export", found.study_folder, *asked)
    assert (code, told.splitlines()[1]) == (0, f"model  {out}")
    # Nothing of the study is needed.
    found.study_folder.rename(tmp_path / "gone")
    table = tmp_path / "table.csv"
    images = tmp_path / "images" / "test"
    assert run("predict", out, "--folder", images, "--out", table)[0] == 0
    given = read_predictions(table)
    assert given.classes == expected.classes
    key = list(zip(given.images, given.corners, given.true_classes, strict=True))
    order = [
        key.index(each)
        for each in zip(
            expected.images, expected.corners, expected.true_classes, strict=True
        )
    ]
    assert sorted(order) == list(range(len(expected.tiles))) == list(given.tiles)
    np.testing.assert_allclose(
        given.probabilities[order], expected.probabilities, atol=1e-6
    )
    assert np.ptp(expected.probabilities[:, 0]) > 0.01


@pytest.mark.slow
def test_an_unpacked_study_predicts_and_explains_as_before(run, tmp_path):
    found = untrained(tmp_path / "here")
    assert run("predict", found.study_folder, "--run", found.id)[0] == 0
    before = found.predictions("test").probabilities
    archive = tmp_path / "sent.zip"
    assert run("pack", found.study_folder, archive, "--images")[0] == 0
    (tmp_path / "here").rename(tmp_path / "gone")
    there = tmp_path / "there"
    assert run("unpack", archive, there)[0] == 0
    moved = Study.open(there).run(found.id)
    moved.predictions_path("test").unlink()
    assert run("predict", there, "--run", found.id)[0] == 0
    np.testing.assert_array_equal(moved.predictions("test").probabilities, before)
    code, out, _ = run("explain", there, "--run", found.id, "--limit", 2)
    assert (code, len(out.splitlines())) == (0, 1)
    code, out, err = run("report", there, "--run", found.id)
    assert code == 0, err
