"""The program as a command, from source and frozen."""

import subprocess
import sys

import pytest

from cellclassifier.core import devices, places, program
from cellclassifier.core.errors import UserError
from cellclassifier.core.formats.extras import reader_package
from cellclassifier.core.link import Worker, worker_command
from cellclassifier.core.messages import DeviceFound, DeviceJob
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
    assert program.command("a") == [sys.executable, "-P", "-m", "cellclassifier", "a"]


def test_a_file_of_the_current_folder_is_not_taken_for_a_module(tmp_path):
    (tmp_path / "random.py").write_text("raise SystemExit('the user's own file')")
    (tmp_path / "onnx").mkdir()
    done = subprocess.run(
        program.command("--help"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: cellclassifier" in done.stdout


def test_a_worker_answers_beside_files_named_as_modules(tmp_path, monkeypatch):
    for name in ("random", "keras", "numpy", "json"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('not this one')")
    monkeypatch.chdir(tmp_path)
    with Worker() as worker:
        told = []
        assert worker.do(DeviceJob(), told.append).outcome == "done"
    assert any(isinstance(event, DeviceFound) for event in told)


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


@pytest.fixture
def tool(tmp_path, monkeypatch):
    """Pretend to be in an environment that `uv tool install` made with this receipt."""

    def install(receipt):
        (tmp_path / "uv-receipt.toml").write_text(receipt)
        monkeypatch.setattr(sys, "prefix", str(tmp_path))

    return install


# As uv 0.13.9 wrote it.
WITH_MORE = """\
[tool]
requirements = [
    { name = "cellclassifier", extras = ["cluster"], directory = "/home/a/source" },
    { name = "colorama" },
    { name = "numpy", specifier = "<2.3" },
]
entrypoints = [
    { name = "cellclassifier", install-path = "/bin/a", from = "cellclassifier" },
]
"""
PLAIN = '[tool]\nrequirements = [{ name = "cellclassifier" }]\n'


@pytest.mark.parametrize("receipt", ["", "[tool", "tool = 1", PLAIN])
def test_a_tool_of_uv_is_installed_by_uv(tool, receipt):
    tool(receipt)
    told = program.how_to_install("cellclassifier[formats]")
    command = 'uv tool install "cellclassifier[formats]"'
    assert told == f"Install it with: {command}"
    # Every sentence is made of that one.
    assert program.install_command("cellclassifier[cluster]") in places.how_to_install()
    assert "pip" not in places.how_to_install()
    assert "uv tool install" in devices.how_to_install("torch", "Linux")
    with pytest.raises(UserError, match="uv tool install"):
        reader_package("no_such_reader", "Zeiss")
    no_cuda = Facts(engine="tensorflow", system="Linux", driver="580.65.06", speed=100)
    assert 'uv tool install "cellclassifier[cuda]"; then' in conclude(no_cuda).advice


def test_uv_keeps_what_it_was_asked_for_before(tool):
    tool(WITH_MORE)
    assert program.install_command("cellclassifier[formats]") == (
        'uv tool install "cellclassifier[cluster,formats]" '
        '--with colorama --with "numpy<2.3"'
    )
    assert program.install_command("roifile pyqtgraph") == (
        'uv tool install "cellclassifier[cluster]" '
        '--with colorama --with "numpy<2.3" --with roifile --with pyqtgraph'
    )


@pytest.mark.parametrize(
    ("packages", "words"),
    [
        (["a"], "a is needed"),
        (["a", "b"], "a and b are needed"),
        (["a", "b", "c"], "a, b and c are needed"),
    ],
)
def test_packages_are_named_in_one_sentence(packages, words):
    assert program.needed(packages) == words


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
