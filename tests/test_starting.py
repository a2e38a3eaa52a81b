"""The window where it cannot be opened: a sentence, and no core dump."""

import ctypes
import os
import subprocess
import sys

import pytest

from cellclassifier import __main__ as entry

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has X")


@pytest.fixture
def screens(monkeypatch):
    """Set the variables that say where a screen is, and no others."""

    def set_to(**names):
        for name in SCREENS:
            monkeypatch.delenv(name, raising=False)
        for name, value in names.items():
            monkeypatch.setenv(name, value)

    return set_to


@pytest.fixture
def missing(monkeypatch):
    """Have the system lack a library that Qt's way to X needs."""
    asked = []

    def lack(name):
        def load(path):
            asked.append(path)
            raise OSError(f"{name}: cannot open shared object file: No such file")

        monkeypatch.setattr(ctypes, "CDLL", load)
        return asked

    return lack


@linux_only
@pytest.mark.parametrize("words", [[], ["a/study"]])
def test_without_a_screen_it_is_said_and_nothing_aborts(words):
    around = {key: value for key, value in os.environ.items() if key not in SCREENS}
    done = subprocess.run(
        [sys.executable, "-m", "cellclassifier", *words],
        env=around,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line == entry.WITHOUT_SCREEN
    assert "cellclassifier --help" in line


@linux_only
@pytest.mark.parametrize("more", [{}, {"QT_QPA_PLATFORM": "xcb"}])
def test_a_library_that_qt_lacks_for_x_is_named(screens, missing, capsys, more):
    screens(DISPLAY=":77", **more)
    asked = missing("libxcb-cursor.so.0")
    assert entry.open_window(None) == 1
    (path,) = asked
    assert path.endswith("platforms/libqxcb.so")
    told = capsys.readouterr().err
    assert "needs libxcb-cursor.so.0, a library of the system" in told
    assert "libxcb-cursor0" in told
    assert "cellclassifier --help" in told


@linux_only
@pytest.mark.parametrize(
    "names",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":77"},
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":77"},
    ],
)
def test_libraries_for_x_are_looked_for_where_x_is_used(screens, missing, names):
    screens(**names)
    assert missing("libxcb-cursor.so.0") == []
    assert entry._lacks_library() == ""


def test_what_else_is_wrong_with_a_library_is_left_to_qt(screens, monkeypatch):
    def load(path):
        raise OSError("invalid ELF header")

    screens(DISPLAY=":77")
    monkeypatch.setattr(ctypes, "CDLL", load)
    assert entry._lacks_library() == ""


def test_qt_without_a_library_of_the_system_is_told(screens, monkeypatch, capsys):
    class Lacking:
        def find_spec(self, name, path=None, target=None):
            if name == "cellclassifier.gui.app":
                raise ImportError(
                    "libEGL.so.1: cannot open shared object file", name="PySide6.QtGui"
                )

    screens(QT_QPA_PLATFORM="offscreen")
    monkeypatch.delitem(sys.modules, "cellclassifier.gui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Lacking(), *sys.meta_path])
    assert entry.open_window(None) == 1
    told = capsys.readouterr().err
    assert "needs libEGL.so.1" in told
    assert "libegl1" in told


def test_faults_of_the_program_itself_are_not_taken_for_that(screens, monkeypatch):
    screens(QT_QPA_PLATFORM="offscreen")
    monkeypatch.setitem(sys.modules, "cellclassifier.gui.app", None)
    with pytest.raises(ImportError, match=r"gui\.app"):
        entry.open_window(None)
