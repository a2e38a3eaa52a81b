"""Predicting folders from the command line, with an actor and with the real worker."""

import json

import numpy as np
import pytest
from acting import ACTOR
from drawn import folder, shape, study, write
from predicted import finish

from cellclassifier import cli, cli_predict
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import read_tile, view_of


@pytest.fixture
def run(capsys):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""

    def call(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda _: 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def acted(monkeypatch):
    monkeypatch.setattr(cli_predict, "Worker", lambda: Worker(ACTOR))


@pytest.fixture
def made(tmp_path):
    return study(tmp_path, count=4, tests=2)


@pytest.mark.usefixtures("acted")
def test_a_folder_is_predicted_by_the_newest_network(run, made, tmp_path):
    older = finish(made)
    finish(made, Ended(outcome="failed"), network=False)
    new = folder(tmp_path / "new", 2, seed=5)
    (new / "discs" / "notes.txt").write_text("x")
    code, out, err = run("predict", made.folder, "--folder", new)
    assert code == 0
    assert out.splitlines() == [
        f"run    {older.folder}",
        "new    4 of 4 right: 100.0 % (51.0-100.0); chance 50 %, always `discs` 50.0 %",
        "       predicted: discs 2, squares 2",
        f"       {older.predictions_path('new')}",
    ]
    assert "new: 1 file is left out (of 5 in all), such as notes.txt" in err
    assert older.predictions("test") is None


@pytest.mark.usefixtures("acted")
def test_runs_are_named_and_the_document_has_one_entry_each(run, made, tmp_path):
    runs = [finish(made) for _ in range(3)]
    for number in range(3):
        write(tmp_path / "new" / f"{number}.png", shape("discs", 50 + number))
    named = [runs[0].id, runs[2].id, runs[0].id]
    arguments = ("--folder", tmp_path / "new", "--run", *named, "--json")
    code, out, _ = run("predict", made.folder, *arguments)
    assert code == 0
    document = json.loads(out)
    assert [each["run"] for each in document] == named[:2]
    for each in document:
        assert (each["set"], each["tiles"], each["n"]) == ("new", 3, 0)
        assert (each["accuracy"], each["interval_95"]) == (None, None)
        assert each["predicted"] == {"discs": 3, "squares": 0}
        assert each["notes"] == []
    assert document[0]["table"] == str(runs[0].predictions_path("new"))
    assert len(runs[2].predictions("new").tiles) == 3
    assert runs[1].predictions("new") is None


@pytest.mark.usefixtures("acted")
def test_sets_are_predicted_again_by_several_runs(run, made):
    runs = [finish(made) for _ in range(2)]
    named = [each.id for each in runs]
    code, out, _ = run("predict", made.folder, "--run", named[0], "--run", named[1])
    assert code == 0
    assert out.count("test   4 of 4 right") == 2
    code, out, _ = run("predict", made.folder, "--run", *named, "--json")
    assert [each["run"] for each in json.loads(out)] == named
    assert all(each.validation() is not None for each in runs)


@pytest.mark.usefixtures("acted")
@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("gone", "cannot be opened"),
        ("empty", "holds no files"),
        ("study", "holds the study itself"),
        ("study/runs", "one of the study's own"),
    ],
)
def test_a_folder_that_cannot_be_predicted_is_1(run, made, tmp_path, where, words):
    finish(made)
    (tmp_path / "empty").mkdir()
    code, out, err = run("predict", made.folder, "--folder", tmp_path / where)
    assert (code, out) == (1, "")
    assert words in err


def test_without_a_network_a_folder_is_1(run, made, tmp_path):
    made.new_run(read_contents(made.spec))
    code, out, err = run("predict", made.folder, "--folder", tmp_path)
    assert (code, out) == (1, "")
    assert "no finished run yet" in err


@pytest.mark.slow
def test_a_real_network_predicts_a_folder_and_its_validation_part(run, tmp_path):
    made = study(tmp_path, count=16, tests=4, epochs=3)
    assert run("train", made.folder)[0] == 0
    trained = Study.open(made.folder).run()
    validation = trained.validation()
    assert len(validation.tiles) == trained.events()[0].validation_tiles
    # By the network of the last epoch, or of the best: one of those it measured.
    measured = trained.history().val_accuracy
    assert validation.accuracy().value == pytest.approx(
        min(measured, key=lambda each: abs(each - validation.accuracy().value))
    )
    write(tmp_path / "new" / "a" / "0.png", shape("discs", 900))
    write(tmp_path / "new" / "Squares" / "0.png", shape("squares", 900))
    code, out, _ = run("predict", made.folder, "--folder", tmp_path / "new")
    assert code == 0
    assert "(the class of 1 of 2 is not known)" in out
    table = trained.predictions("new")
    assert table.true_classes == ("squares", "")
    seen = [read_tile(t, view_of(trained.record.study)) for t in trained.tiles("new")]
    assert np.stack(seen).shape == (2, 64, 64, 1)
    code, out, _ = run("explain", made.folder, "--limit", 2)
    assert code == 0
    assert len(out.splitlines()) == 2
