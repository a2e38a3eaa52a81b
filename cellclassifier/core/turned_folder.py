"""The folder that turned images are written to: nothing else in it is ever touched."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import SYSTEM_FILES
from cellclassifier.core.language import tr
from cellclassifier.core.manifest import NAME, read_manifest

UNFINISHED = ".unfinished-turns"
"""Sub-folder that holds the files until all are written; it is no class, for a dot."""


def refuse_among_images(
    folder: Path, folders: Sequence[Path], images: Sequence[Path]
) -> None:
    """Raise a `UserError` if `folder` is, or lies in, a folder of images.

    Args:
        folder: Where files are to be written.
        folders: Folders of class folders.
        images: Image files; links among them may lead to still other folders.
    """
    place = folder.resolve()
    for path in (*folders, *_places(images)):
        for above in (place, *place.parents):
            # By what they are, since case does not count on every disk.
            if above.exists() and path.exists() and above.samefile(path):
                raise UserError(
                    tr(
                        "{folder} lies in {path}, a folder of images, in which nothing "
                        "is ever written. Choose a new or empty folder outside of it.",
                        folder=folder,
                        path=path,
                    )
                )


def _places(images: Sequence[Path]) -> list[Path]:
    """Return the folders that images really lie in."""
    parents = dict.fromkeys(path.parent for path in images)
    links = [path.resolve().parent for path in images if path.is_symlink()]
    return list(dict.fromkeys([*(path.resolve() for path in parents), *links]))


def earlier_files(folder: Path) -> list[str]:
    """Return the turned images that were written to `folder` before.

    Returns:
        Paths below `folder`, with /, without the manifest's.

    Raises:
        UserError: It holds anything else.
    """
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise UserError(
            tr("{folder} is a file. Choose a new or empty folder.", folder=folder)
        )
    try:
        listed = read_manifest(folder) or {}
    except UserError:
        listed = {}
    found = list(_contents(folder))
    for path in found:
        if path not in listed and not (listed and path == NAME):
            raise UserError(
                tr(
                    "{folder} holds other files, such as {path}, which are left alone. "
                    "Choose a new or empty folder for the turned images.",
                    folder=folder,
                    path=path,
                )
            )
    return [path for path in found if path != NAME]


def _contents(folder: Path) -> Iterator[str]:
    """Yield files, links and empty folders below `folder`, with /."""
    for where, names, files in os.walk(folder):
        if Path(where) == folder and UNFINISHED in names:
            names.remove(UNFINISHED)
        links = [name for name in names if (Path(where) / name).is_symlink()]
        if not names and not files and Path(where) != folder:
            yield Path(where).relative_to(folder).as_posix()
        for name in (*files, *links):
            if name.lower() not in SYSTEM_FILES:
                yield (Path(where) / name).relative_to(folder).as_posix()


def publish(
    work: Path, folder: Path, earlier: Sequence[str], files: Sequence[str]
) -> None:
    """Put what was written in the place of what was there.

    Args:
        work: Folder that holds the new files and their manifest.
        folder: Where they belong.
        earlier: What `earlier_files` found there, which is removed.
        files: The new files, as paths below `work`, with /.

    Raises:
        OSError: A file cannot be moved; then none of them is left in `folder`.
    """
    _remove(folder, earlier)
    try:
        # First, so that no turned image is ever seen without its source.
        (work / NAME).replace(folder / NAME)
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (work / file).replace(folder / file)
    except OSError:
        _remove(folder, files)
        raise


def _remove(folder: Path, files: Sequence[str]) -> None:
    """Remove turned images, their manifest and the folders that are empty then."""
    for file in (*files, NAME):
        (folder / file).unlink(missing_ok=True)
    above = {path for file in files for path in PurePosixPath(file).parents}
    for path in sorted(above, key=lambda path: len(path.parts), reverse=True)[:-1]:
        with suppress(OSError):
            (folder / path).rmdir()


def cannot_write(folder: Path, error: OSError) -> UserError:
    """Return what is said of an error while turned images are written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            tr(
                "There is no space left for the turned images in {folder}, and those "
                "that were written have been removed. Choose larger steps, or another "
                "disk.",
                folder=folder,
            )
        )
    return UserError(
        tr(
            "The turned images cannot be written to {folder} ({strerror}). Choose "
            "another folder, or give yourself the right to write to this one.",
            folder=folder,
            strerror=error.strerror,
        )
    )
