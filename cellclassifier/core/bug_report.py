"""What a bug report says: versions, computer, what happened; and no one's folders."""

import platform
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from cellclassifier import __version__
from cellclassifier.core.licences import packages

# What a path may consist of where nothing tells its end; one with blanks is known or
# stands in quotes.
_ROOT = r"(?:/(?!/)|[A-Za-z]:[\\/](?!/)|\\\\(?=\w))"
_PATHS = (
    re.compile(rf"(?<=[\"']){_ROOT}[^\"'\n]+(?=[\"'])"),
    re.compile(rf"(?<![\w.~>/\\-]){_ROOT}[^\s\"'<>|:;,()]+"),
)


def text(
    happened: str = "",
    details: str = "",
    device: str = "",
    log: Sequence[str] = (),
    known: Iterable[Path] = (),
) -> str:
    """Return a bug report, ready to be sent by whoever wants to.

    Args:
        happened: What happened, in a sentence.
        details: What whoever mends the program needs, such as a traceback.
        device: What networks run on, in words.
        log: What the window told lately, the last line last.
        known: Folders that may be named above, which are shortened to their names.
    """
    told = "\n".join(("What the window told last:", *log)) if log else ""
    parts = (happened, details, told, versions(device))
    return tidied("\n\n".join(part.strip() for part in parts if part), known) + "\n"


def versions(device: str = "") -> str:
    """Return the versions of program and packages, the system, and the device."""
    used = ", ".join(f"{each.name} {each.version}" for each in packages())
    lines = [
        f"Cell Classifier {__version__}, Python {platform.python_version()}",
        f"{platform.platform()} ({platform.machine()})",
        f"Packages: {used or 'not known'}",
    ]
    return "\n".join([*lines, *([f"Device: {device}"] if device else [])])


def tidied(words: str, known: Iterable[Path] = ()) -> str:
    """Return a text without the folders of whoever sends it.

    What lies in the user's home begins with ~, what belongs to Python or the program
    with <python> or <program>; of any other path only the last part is left.

    Args:
        words: The text.
        known: Folders that are shortened whatever is in their names.
    """
    for path, short in _names(known):
        words = _replaced(words, path, short)
    for pattern in _PATHS:
        words = pattern.sub(lambda found: _last(found[0]), words)
    return words


def _names(known: Iterable[Path]) -> list[tuple[str, str]]:
    """Return what stands for a folder, the longest path first."""
    home = Path.home()
    names = {str(path): f".../{path.name}" for path in known}
    names = {path: _below(path, home) or short for path, short in names.items()}
    names |= {
        str(Path(__file__).resolve().parents[1]): "<program>",
        sys.prefix: "<python>",
        sys.base_prefix: "<python>",
        str(home): "~",
    }
    return sorted(names.items(), key=lambda pair: -len(pair[0]))


def _below(path: str, home: Path) -> str:
    inside = Path(path).is_relative_to(home)
    return f"~/{Path(path).relative_to(home).as_posix()}" if inside else ""


def _replaced(words: str, path: str, short: str) -> str:
    if len(path) < 2:
        return words
    # Python shows a path of Windows with each of its backslashes twice.
    for form in {path, path.replace("\\", "\\\\"), path.replace("\\", "/")}:
        words = re.sub(rf"{re.escape(form)}(?![\w-])", lambda _: short, words)
    return words


def _last(path: str) -> str:
    name = re.split(r"[\\/]+", path.rstrip("\\/"))[-1]
    return f".../{name}"
