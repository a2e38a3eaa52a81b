"""What is left out of a bundle is needed by nothing in it."""

import ast
from pathlib import Path

import pytest
from bundling import PACKAGING, contents, entry

PACKAGE = PACKAGING.parent / "cellclassifier"


def called(name):
    """Return the names in the program's code that are asked of a module."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == name
            ):
                found.setdefault(node.attr, path.relative_to(PACKAGE).as_posix())
            elif isinstance(node, ast.ImportFrom) and node.module == name:
                found.update({each.name: path.name for each in node.names})
    return found


def test_opencv_is_asked_only_for_what_the_bundle_can_do():
    functions = {
        name: where
        for name, where in called("cv2").items()
        if not name.isupper() and not name.startswith(("INTER_", "BORDER_"))
    }
    functions.pop("error", None)
    more = {n: where for n, where in functions.items() if n not in contents.CV2_CALLS}
    assert not more, "Try them with a bundle, then add them to CV2_CALLS."
    # None is told that nobody calls.
    assert functions.keys() >= contents.CV2_CALLS


def test_what_stands_in_for_modules_is_left_out():
    missing = [
        name
        for name in entry.STAND_INS
        if not any(
            name == each or name.startswith(f"{each}.") for each in contents.MODULES
        )
    ]
    assert not missing


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        ("tensorflow/lite/python/libpywrap_tflite_common.so", True),
        ("tensorflow/python/_pywrap_tfe.so", False),
        ("PySide6/QtOpenGL.abi3.so", True),
        ("PySide6\\QtOpenGLWidgets.pyd", True),
        ("PySide6/Qt/lib/libQt6OpenGL.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", False),
        ("libcrypto.so.3", False),
        ("libavcodec.so.59", False),
    ],
)
def test_large_libraries_that_nobody_calls_stay_out(path, left_out):
    assert contents.is_left_out(path) is left_out


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("libavcodec-c4204469.so.62.28.101", True),
        ("libswscale-fe215b0b.so.9.5.101", True),
        ("libopenblasp-r0-59ffcd50.3.15.so", True),
        ("libpng16-529cb57a.so.16.58.0", False),
        ("libsomethingnew-1.so", False),
    ],
)
def test_opencv_goes_without_films_where_it_can_be_made_to(monkeypatch, name, left_out):
    path = f"{contents.OPENCV_LIBRARIES}/{name}"
    monkeypatch.setattr(contents, "SLIMS", True)
    assert contents.is_left_out(path) is left_out
    monkeypatch.setattr(contents, "SLIMS", False)
    assert not contents.is_left_out(path)


def test_a_cluster_is_in_it_or_not():
    with_it, without = contents.left_out_modules(True), contents.left_out_modules(False)
    assert set(without) - set(with_it) == {*contents.CLUSTER, *contents.OF_CLUSTER}
    assert "distributed" in without
    assert "pandas" in with_it


ADVICE = {
    # The sentence itself, and those that ask whether this is a bundle.
    "core/program.py",
    "core/places.py",
    "cluster/extras.py",
    # A bundle always has its window.
    "__main__.py",
    # Where a bundle has been asked for before.
    "core/self_test.py",
}


def test_nobody_is_told_to_install_who_cannot():
    told = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "pip install" in path.read_text("utf-8")
    }
    assert told <= ADVICE
    for name in ADVICE - {"core/program.py", "__main__.py"}:
        assert "frozen()" in Path(PACKAGE / name).read_text("utf-8"), name
