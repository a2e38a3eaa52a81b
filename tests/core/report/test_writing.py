"""Where reports are written, what they never replace, and how they are stopped."""

import pytest
import reported

from cellclassifier.core import experiments
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.report import writing
from cellclassifier.core.report.resource import resource
from cellclassifier.core.report.writing import (
    default_path,
    default_run,
    is_report,
    write_report,
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return reported.study(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def run(study):
    return reported.finished(study)


def test_without_a_place_it_lies_in_the_study(study, run):
    told = []
    (path,) = write_report(study, run, tell=lambda *each: told.append(each))
    assert path == default_path(study, run)
    assert path.parent == study.folder / "reports"
    assert is_report(path)
    assert told[-1] == ("writing the report", 1, 1)
    # Once more: its own it may replace.
    assert write_report(study, run) == (path,)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_gets_a_file_named_after_the_run(study, run, tmp_path):
    found = write_report(study, run, tmp_path, pdf=True)
    assert found == (tmp_path / f"{run.id}.html", tmp_path / f"{run.id}.pdf")
    assert all(is_report(path) for path in found)
    assert found[1].read_bytes().startswith(b"%PDF")
    assert write_report(study, run, tmp_path, pdf=True) == found


def test_a_name_that_ends_in_pdf_gives_a_pdf_alone(study, run, tmp_path):
    (path,) = write_report(study, run, tmp_path / "a.PDF", pdf=True)
    assert path.name == "a.PDF"
    assert is_report(path)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["a.html", "a.pdf"])
def test_another_file_is_never_replaced(study, run, tmp_path, name):
    path = tmp_path / name
    path.write_text("<html>mine</html>")
    with pytest.raises(UserError, match="no report of this program"):
        write_report(study, run, tmp_path / "a.html", pdf=True)
    assert path.read_text() == "<html>mine</html>"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_into_image_folders(study, run):
    folder = study.spec.tests[0]
    before = sorted(folder.rglob("*"))
    with pytest.raises(UserError, match="into which nothing is ever written"):
        write_report(study, run, folder / "report.html")
    assert sorted(folder.rglob("*")) == before


def test_another_ending_is_refused(study, run, tmp_path):
    with pytest.raises(UserError, match=r"ending in \.html or \.pdf, not 'a\.docx'"):
        write_report(study, run, tmp_path / "a.docx")


def test_a_place_that_cannot_be_written_is_told(study, run, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="could not be written"):
        write_report(study, run, tmp_path / "file" / "a.html")


def test_what_was_stopped_leaves_what_was_there(study, run, tmp_path):
    (path,) = write_report(study, run, tmp_path / "a.html", made=reported.MADE)
    before = path.read_bytes()

    class Stop(RuntimeError):
        pass

    def stop(what, done, of):
        if what == "gathering versions":
            raise Stop

    with pytest.raises(Stop):
        write_report(study, run, path, tell=stop)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_study_without_a_finished_run_says_so(tmp_path):
    made = reported.study(tmp_path, train=6, tests=4)
    with pytest.raises(UserError, match="no finished run yet"):
        write_report(made)


def test_a_control_is_reported_on_only_where_it_is_alone(tmp_path):
    made = reported.study(tmp_path, train=6, tests=4)
    what = ExperimentSpec(runs=1, controls=("shuffled",))
    _, (plain, control) = experiments.make(made, what, read_contents(made.spec))
    reported.finish(control)
    assert default_run(made).id == control.id
    reported.finish(plain)
    assert made.run().id != plain.id or control.record.created < plain.record.created
    assert default_run(made).id == plain.id


def test_the_files_it_needs_are_shipped():
    assert resource("report/report.css").is_file()
    assert resource("report/report.html.jinja").is_file()
    with pytest.raises(FileNotFoundError, match="no shipped file"):
        resource("report/none")


def test_what_the_window_calls_loads_nothing_heavy_before(tmp_path):
    import subprocess
    import sys

    code = "import sys; import cellclassifier.core.report.writing; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert writing.__name__ in loaded
    assert not {"jinja2", "reportlab", "matplotlib", "cv2", "sklearn"} & loaded
