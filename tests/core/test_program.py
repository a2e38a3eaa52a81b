"""The program as a command, from source and frozen."""

import subprocess
import sys

import pytest

from cellclassifier.core import devices, program
from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.extras import reader_package
from cellclassifier.core.link import worker_command
from cellclassifier.core.queueing import conductor_command
from cellclassifier.core.self_test import Facts, conclude


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


@pytest.mark.parametrize(
    ("package", "command"),
    [
        ("torch", "pip install torch"),
        ("cellclassifier[onnx]", 'pip install "cellclassifier[onnx]"'),
    ],
)
def test_what_is_missing_is_installed_where_it_can_be(bundle, package, command):
    told = program.how_to_install(package)
    assert told == f"Install it with: {command}"
    bundle("cellclassifier")
    told = program.how_to_install(package)
    assert "install" in told
    assert "pip" not in told
    assert "README" in told


@pytest.mark.parametrize("engine", ["tensorflow", "torch"])
@pytest.mark.parametrize("system", ["Linux", "Windows", "Darwin"])
def test_a_bundle_never_says_pip(bundle, engine, system):
    bundle("cellclassifier")
    told = devices.how_to_install(engine, system)
    assert told == program.how_to_install(engine)
    assert "pip" not in told


def test_a_bundle_names_what_reads_other_files_without_pip(bundle):
    bundle("cellclassifier")
    with pytest.raises(UserError) as caught:
        reader_package("no_such_reader", "Zeiss")
    assert "Save it as TIFF" in str(caught.value)
    assert "nothing can be added" in str(caught.value)


@pytest.mark.parametrize("engine", ["tensorflow", "torch"])
def test_the_self_test_of_a_bundle_never_says_pip(bundle, engine):
    facts = Facts(engine=engine, system="Linux", driver="580.65.06", speed=100)
    before = conclude(facts).advice
    bundle("cellclassifier")
    after = conclude(facts).advice
    assert before != after
    assert "pip" not in after
    assert "README" in after
