"""Measuring from the command line, with the real worker and without."""

import json

import measured
import pytest

from cellclassifier import cli, cli_measure
from cellclassifier.core.clumps.plan import plan
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Ended, MeasureJob
from cellclassifier.options import parser


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return measured.run(tmp_path_factory.mktemp("cli"))


@pytest.fixture
def run(capsys):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""

    def call(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda _: 0)
        return (code, *capsys.readouterr())

    return call


class Idle:
    """Stands in for a worker: notes the jobs, and says how they ended."""

    def __init__(self, outcome):
        self.jobs, self._outcome = [], outcome

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def do(self, job, heard):
        self.jobs.append(job)
        return Ended(outcome=self._outcome)


def test_what_was_found_is_printed_and_where_the_tables_lie(made, run):
    folder = made.study_folder
    few = ("--limit", 4, "--networks", 3, "--radius", 3.5, "--unit", "px")
    code, out, err = run("measure", folder, "--run", made.id, *few)
    assert code == 0, err
    first, second, sentence, *_, last = out.splitlines()
    assert (first, second) == (f"run    {made.folder}", "set    test")
    assert sentence.startswith("`clumps`: ")
    assert "permuted networks" in sentence
    (tables,) = (made.folder / "measures").iterdir()
    assert last == f"tables {tables}"
    assert len((tables / "tiles.csv").read_text().splitlines()) == 1 + 4
    told = "Measures 4 of 12 tiles, drawn evenly from classes and groups. The network"
    assert told in err
    # Once measured, the same settings give the same folder.
    code, out, err = run("measure", folder, "--run", made.id, *few, "--json")
    document = json.loads(out)
    assert document["sentences"] == [sentence]
    assert document["folder"] == str(tables)
    assert document["asked"]["networks"] == 3


def test_arguments_become_settings(tmp_path):
    given = ["measure", "x", "--method", "occlusion", "--radius", "0.7", "--unit", "um"]
    given += ["--control", "wt", "--networks", "99", "--limit", "50"]
    options = parser().parse_args([*given, "--masks", str(tmp_path)])
    spec = cli_measure._wanted(options)
    assert (spec.method, spec.networks, spec.limit) == ("occlusion", 99, 50)
    clumps = spec.clumps
    assert (clumps.radius, clumps.unit, clumps.control) == (0.7, "µm", "wt")
    assert clumps.masks == tmp_path
    assert cli_measure._wanted(parser().parse_args(["measure", "x"])) == MeasureSpec()


def test_a_set_that_is_not_there_is_told(made, run):
    code, _, err = run(
        "measure", made.study_folder, "--run", made.id, "--test", "other"
    )
    assert code == 1
    assert err == (
        f"The run {made.id} has no set 'other'; it has test. Name one of these.\n"
    )


def test_a_bad_setting_is_told(made, run):
    code, _, err = run("measure", made.study_folder, "--run", made.id, "--limit", "1")
    assert code == 1
    assert "limit" in err


def test_what_was_stopped_is_told(made, run, monkeypatch):
    idle = Idle("cancelled")
    monkeypatch.setattr(cli_measure, "Worker", lambda: idle)
    code, _, err = run("measure", made.study_folder, "--run", made.id)
    assert code == 1
    # What it would have cost, first.
    assert err.splitlines() == [
        plan(made, "test", MeasureSpec()).text,
        "Stopped. Maps that were made are kept.",
    ]
    (job,) = idle.jobs
    assert job == MeasureJob(run=made.folder, test="test")


def test_what_was_not_predicted_is_predicted_first(made, run, monkeypatch):
    idle = Idle("cancelled")
    monkeypatch.setattr(cli_measure, "Worker", lambda: idle)
    path = made.predictions_path("test")
    kept = path.read_bytes()
    path.unlink()
    run("measure", made.study_folder, "--run", made.id)
    path.write_bytes(kept)
    assert [job.kind for job in idle.jobs] == ["predict"]
