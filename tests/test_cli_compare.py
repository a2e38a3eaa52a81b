"""Comparing from the command line."""

import json

import pytest
from curved import sets_of
from drawn import study

from cellclassifier import cli
from cellclassifier.core.comparison.written import FACTS
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


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    return sets_of(tmp_path_factory.mktemp("sets"), runs=3, epochs=5, shuffled=True)


@pytest.fixture(scope="module")
def folder(sets):
    return sets[0].study


def test_effect_first_then_the_unit_the_table_and_verdicts(run, folder):
    code, out, err = run("compare", folder)
    assert (code, err) == (0, "")
    text = out.splitlines()
    assert text[0].startswith("Test accuracy: difference of means 30.0 points")
    assert text[1].startswith("compact: n = 3 trainings of one split, not 3 exper")
    assert any(line.startswith("compact  test  3     90.0 %") for line in text)
    starts = [line.partition(":")[0] for line in text]
    # Controls are judged, and not compared.
    assert {"compact", "deep", "compact, shuffled labels"} <= set(starts)
    assert not any(line.startswith("compact, shuffled labels  test") for line in text)


def test_with_out_it_is_all_written(run, folder, tmp_path):
    out = tmp_path / "figures"
    code, text, _ = run("compare", folder, "--out", out, "--width", 85)
    assert code == 0
    shown = [line for line in text.splitlines() if line.startswith(str(out))]
    assert {str(p) for p in out.rglob("*") if p.is_file()} == set(shown)
    for name in ("box_accuracy.pdf", "curves_accuracy.svg", "article", FACTS):
        assert (out / name).exists()
    assert (out / "words.txt").read_text("utf-8").splitlines()[0] in text


def test_json_is_the_document_alone(run, folder, tmp_path):
    out = tmp_path / "figures"
    code, text, _ = run("compare", folder, "--metric", "gap", "--json", "--out", out)
    assert code == 0
    made = json.loads(text)
    assert made["metric"] == "gap"
    assert [each["control"] for each in made["sets"]] == [False, False, True, True]
    assert str(out / FACTS) in made["files"]


def test_the_newest_experiment_of_each_study_is_compared(run, sets, folder, tmp_path):
    other = sets_of(tmp_path, runs=3, epochs=3, networks=("compact",))
    renamed = tmp_path / "snf7"
    (tmp_path / "study").rename(renamed)
    code, text, _ = run("compare", folder, renamed, folder, "--json")
    assert code == 0
    labels = [each["label"] for each in json.loads(text)["sets"]]
    assert len(set(labels)) == len(labels) == 5
    ids = {each["experiment"] for each in json.loads(text)["sets"]}
    assert ids == {sets[0].experiment, other[0].experiment}
    named = ("--experiment", other[0].experiment)
    code, text, _ = run("compare", folder, renamed, *named, "--json")
    made = json.loads(text)
    assert [each["study"] for each in made["sets"]] == [str(renamed)]
    assert made["how"] == "one"


def test_controls_alone_can_be_looked_at(run, tmp_path):
    made = sets_of(tmp_path, runs=2, epochs=3, networks=("compact",), shuffled=True)
    for each in Study.open(made[0].study).runs():
        if not each.record.study.training.shuffled:
            each.predictions_path("test").unlink()
    code, text, _ = run("compare", made[0].study, "--json")
    assert code == 0
    assert [each["compared"] for each in json.loads(text)["sets"]] == [True, False]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--metric", "speed"), "There is no number 'speed' to compare"),
        (("--test", "other"), "have no test set 'other'; they have 'test'"),
        (("--experiment", "2020"), "There is no experiment '2020'"),
    ],
)
def test_what_is_not_there_is_1(run, folder, arguments, words):
    code, out, err = run("compare", folder, *arguments)
    assert (code, out) == (1, "")
    assert words in err


def test_a_folder_of_something_else_is_1(run, folder, tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    code, out, err = run("compare", folder, "--out", tmp_path)
    assert (code, out) == (1, "")
    assert "holds no comparison" in err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_study_without_runs_is_1(run, tmp_path):
    made = study(tmp_path, count=4, tests=2)
    code, out, err = run("compare", made.folder)
    assert (code, out) == (1, "")
    assert f"cellclassifier train {made.folder} --runs 12" in err


def test_no_study_is_1_and_no_argument_is_2(run, tmp_path):
    code, _, err = run("compare", tmp_path)
    assert code == 1
    assert "is not a study" in err
    with pytest.raises(SystemExit) as wrong:
        run("compare")
    assert wrong.value.code == 2
