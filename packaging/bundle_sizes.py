"""How large a bundle is, by package."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

MB = 1_000_000
"""Bytes of a megabyte, as shops and download pages count them."""

INTERNAL = "_internal"
"""Folder of the bundle that PyInstaller puts everything but executables into."""

LIBRARIES = {
    "opencv_python_headless.libs": "cv2",
    "pillow.libs": "PIL",
    "shiboken6": "PySide6",
}
"""Folders that belong to a package of another name."""


def package_of(path: str) -> str:
    """Return the package that a file of the bundle is counted for.

    Args:
        path: Its path inside the bundle, with / between folders.
    """
    parts = path.removeprefix(f"{INTERNAL}/").split("/")
    if len(parts) == 1:
        return "executables" if not path.startswith(INTERNAL) else "Python and systems"
    top = parts[0]
    if top.endswith((".dist-info", ".egg-info")):
        return "metadata"
    return LIBRARIES.get(top, top.removesuffix(".libs"))


def sizes(folder: Path) -> dict[str, int]:
    """Return the bytes by package, the largest first; links are not followed."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(folder).as_posix()
            found[package_of(inside)] += path.stat().st_size
    return dict(found.most_common())


def table(found: Mapping[str, int], least: float = 1.0) -> str:
    """Return sizes as lines of text, with their sum; small ones are one line.

    Args:
        found: Bytes by package.
        least: Packages below are put together, MB.
    """
    large = {name: size for name, size in found.items() if size >= least * MB}
    rest = sum(found.values()) - sum(large.values())
    rows = [*large.items(), ("all others", rest), ("together", sum(found.values()))]
    return "\n".join(f"{size / MB:8.1f} MB  {name}" for name, size in rows)
