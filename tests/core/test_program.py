"""The program as a command, from source and frozen."""

import subprocess
import sys

import pytest

from cellclassifier.core import program
from cellclassifier.core.link import worker_command
from cellclassifier.core.queueing import conductor_command


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """Pretend to be the window's executable of a bundle in this folder."""

    def start(name):
        (tmp_path / name).write_bytes(b"")
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(tmp_path / name))
        return tmp_path

    return start


def test_from_source_it_is_a_module():
    assert not program.frozen()
    assert program.command("a") == [sys.executable, "-m", "cellclassifier", "a"]


@pytest.mark.parametrize(
    ("window", "console"),
    [
        ("cellclassifier", "cellclassifier-console"),
        ("cellclassifier.exe", "cellclassifier-console.exe"),
    ],
)
def test_a_bundle_works_in_its_console_executable(bundle, window, console):
    folder = bundle(window)
    assert program.frozen()
    alone = str(folder / window)
    assert program.command("--worker") == [alone, "--worker"]
    (folder / console).write_bytes(b"")
    other = str(folder / console)
    assert worker_command() == [other, "--worker"]
    assert conductor_command("x") == [other, "--conduct", "x"]


def test_the_console_executable_starts_itself(bundle):
    folder = bundle("cellclassifier-console")
    own = str(folder / "cellclassifier-console")
    assert program.command("train") == [own, "train"]


def test_no_console_flashes_up_on_windows(monkeypatch):
    assert program.without_console() == 0
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    assert program.without_console() == 0x08000000
