"""The house: what may know what, and how large and how careful its parts are."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cellclassifier"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name(path):
    return path.relative_to(ROOT).as_posix()


def python(code):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_import_contracts_hold():
    code = "from importlinter.cli import lint_imports; import sys; "
    done = python(code + "sys.exit(lint_imports(no_cache=True))")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


LOADED = """
import os, sys
from importlib import import_module
from pkgutil import walk_packages

os.environ["QT_QPA_PLATFORM"] = "offscreen"
start = import_module({start!r})
for module in walk_packages(getattr(start, "__path__", []), start.__name__ + "."):
    import_module(module.name)
print(*sorted({{module.partition(".")[0] for module in sys.modules}}))
print("cellclassifier.cluster" if "cellclassifier.cluster" in sys.modules else "")
"""

TENSORFLOW = {"tensorflow", "keras"}
QT = {"PySide6", "pyqtgraph", "shiboken6"}
PACKAGES = {"dask", "distributed", "dask_jobqueue"}
DASK = PACKAGES | {"cellclassifier.cluster"}


@pytest.mark.parametrize(
    ("start", "needed", "forbidden"),
    [
        ("cellclassifier.gui", {"PySide6"}, TENSORFLOW | DASK),
        ("cellclassifier.engine", {"tensorflow", "keras"}, QT | DASK),
        ("cellclassifier.engine.worker", set(), QT | TENSORFLOW | DASK),
        ("cellclassifier.cli", set(), QT | TENSORFLOW | PACKAGES | {"matplotlib"}),
        ("cellclassifier.core", {"numpy"}, QT | TENSORFLOW | DASK | {"matplotlib"}),
        ("cellclassifier.__main__", set(), QT | TENSORFLOW | DASK | {"numpy"}),
    ],
)
def test_a_fresh_process_loads_only_what_it_may(start, needed, forbidden):
    done = python(LOADED.format(start=start))
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "cellclassifier" in loaded
    assert needed <= loaded
    assert not forbidden & loaded


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) < 300


def functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short(path):
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 50
    }
    assert not long


def catches(path):
    """Yield what each handler of a file catches, as written, and the handler."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            yield (ast.unparse(node.type) if node.type else ""), node


def test_only_the_edges_catch_everything():
    edges = {PACKAGE / "engine" / "worker.py", PACKAGE / "gui" / "app.py"}
    found = {
        path
        for path in SOURCES + TESTS
        for caught, _ in catches(path)
        if re.search(r"\bException\b", caught)
    }
    assert found <= edges


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_what_must_pass_on_is_raised_again(path):
    for caught, handler in catches(path):
        assert caught, f"a bare except in line {handler.lineno}"
        if "BaseException" in caught:
            assert isinstance(handler.body[-1], ast.Raise)


def called(path):
    """Return the names of all that a file calls, such as ``time.sleep``."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {ast.unparse(each) for each in calls}


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_nothing_waits_blindly(path):
    blind = {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QThread.msleep"}
    found = {
        call
        for call in called(path)
        if call in blind or call.rpartition(".")[2] == "processEvents"
    }
    assert not found


def test_words_have_no_packages_in_the_way():
    # Such a file would hide the library of that name.
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not [path for path in TESTS if path.name == "__init__.py"]


def test_every_module_of_the_package_is_documented():
    missing = [
        name(path)
        for path in SOURCES
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not missing


@pytest.fixture(scope="module")
def kept_files():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a git repository")
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def text_of(path):
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_package_index(kept_files):
    words = re.compile(r"index[-_]url|find-links|tool\.uv\.(index|pip)|--index\b")
    found = [
        name(path)
        for path in kept_files
        if path != Path(__file__) and words.search(text_of(path))
    ]
    assert not found


def test_no_large_file_is_kept(kept_files):
    large = {name(path) for path in kept_files if path.stat().st_size > 2_000_000}
    assert not large
