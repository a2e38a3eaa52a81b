"""Walks a folder of class folders; everything that is passed over is named."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"}


class LeftOut(NamedTuple):
    """A file or folder that is not used, and why."""

    path: Path
    reason: str


class Found(NamedTuple):
    """The class folders, and the files below each, as (class, file)."""

    classes: tuple[str, ...]
    files: tuple[tuple[str, Path], ...]
    left_out: tuple[LeftOut, ...]


def is_of_system(path: Path) -> bool:
    """Tell whether a file is one that operating systems leave everywhere."""
    return path.name.lower() in SYSTEM_FILES or path.name.startswith(".")


def folder_problem(folder: Path) -> str:
    """Return what is wrong with a folder of class folders as such, or nothing."""
    try:
        if not folder.exists():
            return (
                f"The folder {folder} does not exist. It may have been moved or "
                "renamed, or its drive is not connected; choose it again."
            )
        if not folder.is_dir():
            return f"{folder} is a file; expected a folder with one sub-folder a class."
        children = [path for path in folder.iterdir() if not path.name.startswith(".")]
        if any(path.is_dir() for path in children):
            return ""
    except OSError as error:
        return f"The folder {folder} cannot be opened ({error.strerror})."
    if not children:
        return (
            f"The folder {folder} is empty. Expected one sub-folder for each class, "
            "with that class's images in it."
        )
    return (
        f"The folder {folder} holds {len(children)} files but no sub-folders. Expected "
        "one sub-folder for each class, named after it: move the images into such."
    )


def walk(folder: Path) -> Found:
    """Find the class folders of `folder` and all files below them, in order.

    Links are followed, each folder once. Hidden folders are left out, as are folders
    that may not be opened, links that lead nowhere, and names that are no text.
    """
    left_out: list[LeftOut] = []
    classes: list[str] = []
    files: list[tuple[str, Path]] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name.startswith("."):
            left_out.append(LeftOut(path, "a hidden folder, which is left alone."))
        elif path.is_dir():
            classes.append(path.name)
            files.extend((path.name, file) for file in _below(path, left_out))
        else:
            left_out.append(LeftOut(path, _loose(path)))
    return Found(tuple(classes), tuple(files), tuple(left_out))


def _loose(path: Path) -> str:
    if is_of_system(path):
        return "a file of the operating system, not an image."
    return "lies outside the class folders; move it into one if it is an image of it."


def _below(folder: Path, left_out: list[LeftOut]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        reason = f"a folder that cannot be opened ({error.strerror})."
        left_out.append(LeftOut(Path(str(error.filename)), reason))

    # What lies above is a loop: it leads back here, and to the other classes.
    own = [Path(os.path.realpath(path)) for path in (folder, folder.parent)]
    seen = {str(path) for each in own for path in (each, *each.parents)}
    for where, names, files in os.walk(folder, followlinks=True, onerror=refused):
        # What is taken out of `names` here is not entered.
        names[:] = list(_to_enter(Path(where), names, seen, left_out))
        for name in sorted(files):
            path = Path(where) / name
            if reason := _unusable(path):
                left_out.append(LeftOut(path, reason))
            else:
                yield path


def _to_enter(
    where: Path, names: list[str], seen: set[str], left_out: list[LeftOut]
) -> Iterator[str]:
    # A folder comes before a link to it, which is the one to name.
    for name in sorted(names, key=lambda name: ((where / name).is_symlink(), name)):
        path = where / name
        if name.startswith("."):
            left_out.append(LeftOut(path, "a hidden folder, which is left alone."))
        elif (where / name.removesuffix(".files")).is_file():
            reason = f"belongs to {name.removesuffix('.files')}, and is read with it."
            left_out.append(LeftOut(path, reason))
        elif (real := os.path.realpath(path)) in seen:
            left_out.append(LeftOut(path, "a link to a folder that is read already."))
        else:
            # At once, since the next of `names` may lead to the same place.
            seen.add(real)
            yield name


def _unusable(path: Path) -> str:
    try:
        str(path).encode()
        path.stat()
    except UnicodeEncodeError:
        return "its name holds bytes that are no text; give it another name."
    except FileNotFoundError:
        return "a link that leads nowhere; put the file back, or take the link away."
    except OSError as error:
        return f"a file that cannot be opened ({error.strerror})."
    return ""
