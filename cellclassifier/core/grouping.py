"""Names the group of each image: what a split must never divide."""

import re
from collections.abc import Callable
from pathlib import Path

from cellclassifier.core.spec import GroupSpec

TILE_SUFFIX = re.compile(r"^(.+?)(?:_r\d+_?c\d+|_x\d+_y\d+|_-?\d{1,3}deg)+$", re.I)
"""Usual endings of the names of tiles that were cut from one field, or turned."""


def find_grouping(
    folder: Path, files: list[Path], spec: GroupSpec
) -> tuple[Callable[[Path], str], str]:
    """Return what names a file's group, and a text that says how.

    Args:
        folder: Folder of the classes.
        files: All image files below it.
        spec: What the user chose.
    """
    by = _found_grouping(folder, files) if spec.by == "auto" else spec.by
    if by == "folder":
        return _group_by_folder(folder), "sub-folders of the class folders"
    if by == "pattern":
        return _group_by_pattern(spec.pattern), f"the pattern {spec.pattern}"
    if by == "field":
        return _group_by_field, "the field that each tile was cut from, by its name"
    return lambda path: str(path.relative_to(folder)), "each image alone"


def _found_grouping(folder: Path, files: list[Path]) -> str:
    if files and all(len(path.relative_to(folder).parts) > 2 for path in files):
        return "folder"
    named = sum(TILE_SUFFIX.match(path.stem) is not None for path in files)
    return "field" if files and named >= 0.9 * len(files) else "image"


def _group_by_folder(folder: Path) -> Callable[[Path], str]:
    # Without its class: a day or dish that holds both classes is one group.
    return lambda path: "/".join(path.relative_to(folder).parts[1:-1]) or path.name


def _group_by_field(path: Path) -> str:
    match = TILE_SUFFIX.match(path.stem)
    return match.group(1) if match else path.stem


def _group_by_pattern(pattern: str) -> Callable[[Path], str]:
    compiled = re.compile(pattern)

    def name(path: Path) -> str:
        match = compiled.search(path.name)
        if match is None:
            return path.name
        return str(match.group(1 if compiled.groups else 0) or path.name)

    return name
