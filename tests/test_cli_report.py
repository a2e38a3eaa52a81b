"""The report from the command line."""

import json

import pytest
import reported

from cellclassifier import cli
from cellclassifier.core.report.writing import default_path, is_report


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return reported.study(tmp_path_factory.mktemp("cli"), train=6, tests=4)


@pytest.fixture(scope="module")
def run(study):
    return reported.finished(study)


@pytest.fixture
def call(capsys):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""

    def run(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda _: 0)
        return (code, *capsys.readouterr())

    return run


def test_it_says_where_the_report_lies(study, run, call):
    code, out, err = call("report", study.folder)
    assert code == 0, err
    first, second = out.splitlines()
    assert first == f"run    {run.folder}"
    assert second.startswith(f"report {default_path(study, run)} (")
    assert second.endswith(" MiB)")
    assert is_report(default_path(study, run))


def test_a_pdf_lies_beside_it_and_json_is_one_document(study, run, call, tmp_path):
    out_file = tmp_path / "paper.html"
    options = ("--run", run.id, "--out", out_file, "--pdf", "--json")
    code, out, err = call("report", study.folder, *options)
    assert code == 0, err
    document = json.loads(out)
    assert document["run"] == run.id
    assert [each["path"] for each in document["files"]] == [
        str(out_file),
        str(out_file.with_suffix(".pdf")),
    ]
    for each in document["files"]:
        assert each["bytes"] > 10_000


def test_a_run_that_is_not_there_is_told(study, run, call):
    code, out, err = call("report", study.folder, "--run", "none")
    assert (code, out) == (1, "")
    assert err.startswith("There is no run 'none' in this study. There are: ")


def test_a_file_of_the_users_is_left(study, run, call, tmp_path):
    (tmp_path / "a.html").write_text("mine")
    code, _, err = call("report", study.folder, "--out", tmp_path / "a.html")
    assert code == 1
    assert "so it was left as it is" in err
    assert (tmp_path / "a.html").read_text() == "mine"
