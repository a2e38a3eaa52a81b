"""Entry point: the window, the command line, or with a switch what works for them."""

import sys

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
        from cellclassifier.core.conductor import main as conduct

        return conduct(sys.argv[2:])
    from cellclassifier.cli import main as command

    return command(sys.argv[1:], open_window)


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
