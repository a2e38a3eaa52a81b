"""The program as a command: how it starts itself, from source, installed or frozen.

A bundle made by PyInstaller has two executables over the same files: the window's, and
one for the console, which also is worker and conductor. On Windows only the second has
standard input and output, and a program that is frozen cannot be asked for a module.
"""

import subprocess
import sys
from pathlib import Path

CONSOLE = "cellclassifier-console"
"""Name of the executable of a bundle for the console, worker and conductor."""


def frozen() -> bool:
    """Tell whether this program runs from a bundle, without a Python of its own."""
    return bool(getattr(sys, "frozen", False))


def command(*arguments: str) -> list[str]:
    """Return the command that starts this program anew, with `arguments`.

    In a bundle it is the console's executable beside the one that runs, or where there
    is none, that one.
    """
    if not frozen():
        return [sys.executable, "-m", "cellclassifier", *arguments]
    running = Path(sys.executable)
    console = running.with_name(CONSOLE + running.suffix)
    return [str(console if console.is_file() else running), *arguments]


def how_to_install(package: str) -> str:
    """Say how something is installed that this program can do without.

    Where it can be, the command comes last, to be copied. A bundle cannot take anything
    in.

    Args:
        package: What is installed, as `pip` is told it, such as "cellclassifier[onnx]".
    """
    if frozen():
        return (
            "This version of the program is complete in itself, and nothing can be "
            "added to it. Use the one that is installed into Python, as the README "
            "describes under 'Start': it opens the same studies."
        )
    name = f'"{package}"' if "[" in package else package
    return f"Install it with: pip install {name}"


def without_console() -> int:
    """Return the flags of `subprocess` that keep Windows from opening a console.

    They are 0 elsewhere. A child of a window or a conductor, which have no console,
    would otherwise be given one of its own, which flashes up.
    """
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
