"""Makes the libraries of a bundle smaller, without a change to what they do."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import bundle_contents
import bundle_elf
import bundle_icu
import bundle_sizes
import bundle_slim

STRIPPED = (
    "libpython*",
    "tensorflow/**/*.so*",
    "fontTools/**/*.so",
    "kiwisolver/*.so",
    "yaml/*.so",
)
"""Libraries that nobody changed after they were linked."""

ICU_DATA = "libicudata.so*"
NO_LIBRARIES = frozenset({"cellclassifier", "licences"})
"""Folders of a bundle that hold no libraries."""


def slim(folder: Path) -> None:
    """Make libraries smaller: by a tenth of the bundle."""
    if not bundle_contents.SLIMS:
        strip(folder)
        return
    inside = folder / "_internal"
    found = [
        path
        for path in sorted(inside.rglob("*"))
        if path.relative_to(inside).parts[0] not in NO_LIBRARIES
        and path.is_file()
        and not path.is_symlink()
        and bundle_elf.is_library(path)
    ]
    names = {path: bundle_elf.symbol_names(path) for path in found}
    known = Counter(name for each in names.values() for name in each)
    saved = 0
    for path in found:
        name = path.relative_to(inside).as_posix()
        nameless = bundle_contents.is_nameless(name)
        asked = {each for each in names[path] if known[each] > 1} if nameless else None
        saved += slim_library(path, name, asked)
    print(f"{saved / bundle_sizes.MB:.1f} MB less in {len(found)} libraries")


def slim_library(path: Path, name: str, asked: set[bytes] | None) -> int:
    """Make one library smaller, or leave it as it is; return by how many bytes.

    Args:
        path: The library.
        name: Its path inside the bundle.
        asked: Names that it has to keep; all without them.
    """
    opencv = bundle_contents.is_of_opencv(name)
    is_gone = bundle_contents.is_unasked if opencv else (lambda other: False)
    try:
        saved = bundle_slim.slim(path, asked, is_gone)
        if path.match(ICU_DATA):
            saved += bundle_icu.slim(path)
    except ValueError as error:
        if opencv:
            # It would ask for libraries that are not there.
            raise SystemExit(f"{name} cannot be put into a bundle: {error}") from error
        print(f"{name} stays as it is: {error}")
        return 0
    return saved


def strip(folder: Path) -> None:
    """Remove names for debuggers from libraries: a fifth of TensorFlow's bytes.

    Only from some: tools that repaired the libraries of other packages left them in a
    state that this would break.
    """
    tool = shutil.which("strip")
    if sys.platform == "win32" or tool is None:
        return
    flags = ["-x"] if sys.platform == "darwin" else ["--strip-unneeded"]
    found = {p for pattern in STRIPPED for p in (folder / "_internal").glob(pattern)}
    for path in sorted(found):
        if path.is_file() and not path.is_symlink():
            subprocess.run([tool, *flags, str(path)], check=True)
