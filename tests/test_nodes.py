"""Nodes of a cluster: their list of packages, and that they need no Qt."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import drawn
import pytest

ROOT = Path(__file__).resolve().parents[1]
QT = {"pyside6-essentials", "shiboken6", "pyqtgraph"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(name):
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def names(requirements):
    found = {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in requirements}
    return {name.lower().replace("_", "-") for name in found}


def test_nodes_get_all_that_the_wheel_asks_for_but_qt():
    asked = names(PROJECT["dependencies"])
    assert asked >= QT - {"shiboken6"}
    listed = pinned("nodes.txt")
    assert asked - QT <= listed.keys()
    assert names(PROJECT["optional-dependencies"]["formats"]) <= listed.keys()
    assert not QT & listed.keys()


def test_nodes_get_the_versions_that_were_tested():
    tested = pinned("tested.txt")
    differing = {
        name: (version, tested[name])
        for name, version in pinned("nodes.txt").items()
        if tested.get(name, version) != version
    }
    assert not differing


WITHOUT_QT = """
import sys
for name in ("PySide6", "shiboken6", "pyqtgraph"):
    sys.modules[name] = None
from cellclassifier.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("command", [["--help"], ["check", "STUDY"]])
def test_commands_work_where_qt_cannot_be_imported(tmp_path, command):
    study = drawn.study(tmp_path, count=6, tests=4)
    words = [str(study.folder) if word == "STUDY" else word for word in command]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_the_window_says_what_it_lacks_where_there_is_no_qt():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "pip install PySide6-Essentials pyqtgraph" in done.stderr
