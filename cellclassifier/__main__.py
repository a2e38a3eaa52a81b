"""Entry point: the window, the command line, or with a switch what works for them."""

import sys
from pathlib import Path

QT = {"PySide6", "shiboken6", "pyqtgraph"}
"""Packages that the window is made with; nodes of a cluster do without."""

WITHOUT_QT = (
    "The window needs PySide6 and pyqtgraph, which are not installed here, as on a "
    "node of a cluster. Use the commands (cellclassifier --help), or install them: "
    "pip install PySide6-Essentials pyqtgraph"
)


def main() -> int:
    """Start what the arguments ask for, and return the exit code."""
    if sys.argv[1:2] == ["--worker"]:
        from cellclassifier.engine.worker import main as work

        return work()
    if sys.argv[1:2] == ["--conduct"]:
        return conduct(sys.argv[2:])
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
    """Open the window on a study folder, or on none; where there is no Qt, say so."""
    try:
        from cellclassifier.gui.app import main as window
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in QT:
            raise
        sys.stderr.write(f"{WITHOUT_QT}\n")
        return 1
    return window(study)


if __name__ == "__main__":
    sys.exit(main())
