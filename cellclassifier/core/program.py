"""The program as a command: how it starts itself, from source, installed or frozen.

A bundle made by PyInstaller has two executables over the same files: the window's, and
one for the console, which also is worker and conductor. On Windows only the second has
standard input and output, and a program that is frozen cannot be asked for a module.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cellclassifier.core.language import tr

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
        # With -P no file of the folder it starts in is taken for a module.
        return [sys.executable, "-P", "-m", "cellclassifier", *arguments]
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
        return tr(
            "This version of the program is complete in itself, and nothing can be "
            "added to it. Use the one that is installed into Python, as the README "
            "describes under 'Start': it opens the same studies."
        )
    return tr("Install it with: {command}", command=install_command(package))


def install_command(package: str) -> str:
    """Return the command that installs something into the Python that runs this.

    Args:
        package: What is installed, as `pip` is told it; several with spaces between.
    """
    receipt = Path(sys.prefix, "uv-receipt.toml")
    if receipt.is_file():
        return _as_tool(package, receipt)
    return f"pip install {_quoted(package)}"


def _as_tool(package: str, receipt: Path) -> str:
    """Return the command for an environment that uv made, which has no pip.

    uv takes away what the command does not name, so that all that is there is named.
    """
    extras: set[str] = set()
    others: dict[str, None] = {}
    for each in (*_of_tool(receipt), *package.split()):
        name, _, more = each.rstrip("]").partition("[")
        if name == "cellclassifier":
            extras.update(more.split(",") if more else ())
        else:
            others[f"--with {_quoted(each)}"] = None
    own = f"cellclassifier[{','.join(sorted(extras))}]" if extras else "cellclassifier"
    return " ".join(("uv tool install", _quoted(own), *others))


def _of_tool(receipt: Path) -> list[str]:
    """Return what uv was asked for; nothing where its receipt cannot be read."""
    # Imported here: hardly any start needs it.
    import tomllib

    try:
        found = tomllib.loads(receipt.read_text("utf-8"))["tool"]["requirements"]
        return [_requirement(each) for each in found]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _requirement(listed: dict[str, Any]) -> str:
    extras = ",".join(listed.get("extras", ()))
    name = f"{listed['name']}[{extras}]" if extras else str(listed["name"])
    if listed["name"] == "cellclassifier":
        return name
    return f"{name}{listed.get('specifier', '')}"


def _quoted(package: str) -> str:
    return f'"{package}"' if re.search(r"[\[<>=!~;]", package) else package


def needed(packages: Sequence[str]) -> str:
    """Return the words that packages, at least one, are needed."""
    *others, last = packages
    if not others:
        return tr("{name} is needed", name=last)
    return tr("{names} and {last} are needed", names=", ".join(others), last=last)


def without_console() -> int:
    """Return the flags of `subprocess` that keep Windows from opening a console.

    They are 0 elsewhere. A child of a window or a conductor, which have no console,
    would otherwise be given one of its own, which flashes up.
    """
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
