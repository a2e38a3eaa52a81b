"""Entry point: the window, the command line, or with a switch what works for them."""

import ctypes
import os
import sys
from pathlib import Path

QT = {"PySide6", "shiboken6", "pyqtgraph"}
"""Packages that the window is made with; nodes of a cluster do without."""

WITHOUT_QT = (
    "The window needs PySide6 and pyqtgraph, which are not installed here, as on a "
    "node of a cluster. The commands do without them (cellclassifier --help)."
)

WITHOUT_SCREEN = (
    "There is no screen here to open the window on (neither DISPLAY nor "
    "WAYLAND_DISPLAY is set). Use the commands, which need none "
    "(cellclassifier --help), or start the window from a desktop."
)

PACKAGED = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 "
    "libegl1 libgl1 libfontconfig1 libdbus-1-3"
)
"""Packages of Debian and Ubuntu with all that Qt needs of a Linux system."""

_NO_SUCH_LIBRARY = "cannot open shared object file"


def main() -> int:
    """Start what the arguments ask for, and return the exit code."""
    if sys.argv[1:2] == ["--worker"]:
        from cellclassifier.engine.worker import main as work

        return work()
    if sys.argv[1:2] == ["--conduct"]:
        return conduct(sys.argv[2:])
    if sys.argv[1:2] == ["--errands"]:
        from cellclassifier.cli_errands import main as run_errands

        return run_errands(sys.argv[2:])
    from cellclassifier.cli import main as command

    return command(sys.argv[1:], open_window)


def conduct(arguments: list[str]) -> int:
    """Conduct a study, here or at the place that its queue was sent to.

    Args:
        arguments: See `core.conductor.main`, which detaches for both.
    """
    from cellclassifier.core.conductor import main as conduct_here

    # Dask is loaded for other places alone.
    if arguments[0] == "--detached" or not _is_far(arguments[0]):
        return conduct_here(arguments)
    from cellclassifier.cluster import extras
    from cellclassifier.core.errors import UserError

    try:
        extras.require("distributed", "cryptography")
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    from cellclassifier.cluster.conductor import main as conduct_far

    return conduct_far(arguments)


def _is_far(study_folder: str) -> bool:
    from cellclassifier.core.queueing import Queue

    return Queue(Path(study_folder)).place().kind != "here"


def open_window(study: str | None) -> int:
    """Open the window on a study folder, or on none; where it cannot be, say so."""
    from cellclassifier.cli import has_display

    if not has_display():
        return _refused(WITHOUT_SCREEN)
    try:
        if told := _lacks_library():
            return _refused(told)
        from cellclassifier.gui.app import main as window
    except ImportError as error:
        return _refused(_why(error))
    return window(study)


def _refused(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


def _why(error: ImportError) -> str:
    """Return why there is no window here.

    Raises:
        ImportError: It is not for want of Qt, nor of what Qt needs.
    """
    if _NO_SUCH_LIBRARY in str(error):
        return _without_library(str(error))
    if (error.name or "").partition(".")[0] not in QT:
        raise error
    from cellclassifier.core.program import how_to_install

    return f"{WITHOUT_QT} {how_to_install('PySide6-Essentials pyqtgraph')}"


def _lacks_library() -> str:
    """Return what Qt lacks to reach an X server, or nothing: it would only abort."""
    if sys.platform != "linux" or _is_drawn_otherwise():
        return ""
    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    plugin = Path(plugins, "platforms", "libqxcb.so")
    try:
        if plugin.exists():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        if _NO_SUCH_LIBRARY in str(error):
            return _without_library(str(error))
    return ""


def _is_drawn_otherwise() -> bool:
    """Tell whether Qt reaches the screen in another way than by X."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.partition(":")[0] != "xcb"
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def _without_library(error: str) -> str:
    return (
        f"The window needs {error.partition(':')[0]}, a library of the system that is "
        "not installed here. Use the commands, which do without (cellclassifier "
        "--help), or install it; on Debian and Ubuntu, all that it needs is in: "
        f"{PACKAGED}"
    )


if __name__ == "__main__":
    sys.exit(main())
