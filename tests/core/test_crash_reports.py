"""Reports of crashes: in the program's own folder, few, and only there."""

import os
import subprocess
import sys

import pytest

from cellclassifier.core import crash_reports, preferences


def test_a_report_is_kept_in_the_programs_folder():
    path = crash_reports.keep("It broke.\n")
    assert path.parent == preferences.home() / "crashes"
    assert path.read_text("utf-8") == "It broke.\n"


def test_only_the_newest_are_kept():
    kept = [crash_reports.keep(f"{number}") for number in range(crash_reports.KEPT + 3)]
    assert crash_reports.reports() == kept[:2:-1]


def test_a_place_that_cannot_be_written_gives_none(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("CELLCLASSIFIER_HOME", str(tmp_path / "file"))
    assert crash_reports.keep("It broke.") is None
    assert crash_reports.watch() is None
    assert crash_reports.collect("1.0") is None
    crash_reports.unwatch(None)


WATCHED = """
from cellclassifier.core import crash_reports
import os, signal
file = crash_reports.watch()
{then}
"""


@pytest.fixture
def ended():
    def run(then):
        return subprocess.run(
            [sys.executable, "-c", WATCHED.format(then=then)],
            env=os.environ,
            capture_output=True,
            check=False,
            timeout=60,
        )

    return run


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
def test_where_a_process_fell_is_told_once(ended):
    assert ended("os.kill(os.getpid(), signal.SIGSEGV)").returncode != 0
    report = crash_reports.collect("version 1")
    told = report.read_text("utf-8")
    assert "Segmentation fault" in told
    assert "version 1" in told
    assert crash_reports.collect("version 1") is None
    assert crash_reports.reports() == [report]


def test_a_process_that_ended_well_leaves_nothing(ended):
    assert ended("crash_reports.unwatch(file)").returncode == 0
    assert list(crash_reports.folder().iterdir()) == []
    assert crash_reports.collect("version 1") is None


def test_one_that_goes_on_is_left_alone():
    crash_reports.folder().mkdir(parents=True)
    going_on = crash_reports.folder() / f"running_{os.getpid()}.txt"
    going_on.write_text("it may yet fall")
    assert crash_reports.collect("version 1") is None
    assert going_on.exists()
