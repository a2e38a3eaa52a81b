"""Walks a folder of class folders, and tells which files belong to an image.

Everything that is passed over is named.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.files import sha256
from cellclassifier.core.language import tr

COMPANIONS = ".files"
"""Ending of the folder beside an image, after its whole name, that belongs to it."""

KEEPS_COMPANIONS = ".oif"
"""Ending of images whose pixels lie in the files of that folder."""

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


def usual_reason(left_out: Sequence[LeftOut]) -> str:
    """Say what most files were left out for, and name one; "" where there are none.

    Files of the operating system count only where there are no others.
    """
    files = [each for each in left_out if not is_of_system(each.path)] or [*left_out]
    if not files:
        return ""
    # Of as many each, what came first.
    (reason, count), *_ = Counter(each.reason for each in files).most_common(1)
    example = next(each.path.name for each in files if each.reason == reason)
    if len(files) == 1:
        return f"{example}: {reason}"
    return tr(
        "{count} of {files} files, such as {example}: {reason}",
        count=count,
        files=len(files),
        example=example,
        reason=reason,
    )


def digest_of(path: Path) -> str:
    """Return what an image is known by: the SHA-256 of all that it is read from.

    Of nearly all images that is their file. The pixels of an OIF lie in the files of
    the folder beside it: its digest is that of its own file, and of the names and
    contents of all those, but for what operating systems leave in every folder.

    Returns:
        A SHA-256 in hexadecimal.

    Raises:
        OSError: A file cannot be read.
    """
    if path.suffix.lower() != KEEPS_COMPANIONS:
        return sha256(path)
    found = hashlib.sha256(f"{sha256(path)}\n".encode())
    folder = path.with_name(path.name + COMPANIONS)
    for name, file in sorted(_companions(folder)):
        found.update(os.fsencode(name) + f"\0{sha256(file)}\n".encode())
    return found.hexdigest()


def _companions(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield path below the folder, with /, and file; no folder has none."""
    for path in folder.rglob("*"):
        below = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in below.parts)
        if not hidden and not is_of_system(path) and path.is_file():
            yield below.as_posix(), path


def earlier_digest(path: Path) -> str | None:
    """Return what the first versions knew an image by; ``None`` where it is the same.

    They made the digest of an OIF from its own file alone.

    Raises:
        OSError: The file cannot be read.
    """
    return sha256(path) if path.suffix.lower() == KEEPS_COMPANIONS else None


def is_known_by(path: Path, digest: str) -> bool:
    """Tell whether an image is the one that a digest was made of.

    One that the first versions made of an OIF is accepted as well, and tells itself:
    no digest of a file and its companions is that of the file alone. Of such an image
    no more than its own file is compared, as it was then: other planes go unnoticed.

    Raises:
        OSError: A file cannot be read.
    """
    return digest in (digest_of(path), earlier_digest(path))


def same_images(now: Mapping[Path, str], before: Mapping[Path, str]) -> bool:
    """Tell whether images are those that were there before.

    Args:
        now: The digest of each, as `digest_of` makes it.
        before: The same as it was, maybe by one of the first versions.
    """
    if now.keys() != before.keys():
        return False
    return all(
        digest == before[path] or before[path] == earlier_digest(path)
        for path, digest in now.items()
    )


def folder_problem(folder: Path) -> str:
    """Return what is wrong with a folder of class folders as such, or nothing."""
    try:
        if not folder.exists():
            return tr(
                "The folder {folder} does not exist. It may have been moved or "
                "renamed, or its drive is not connected; choose it again.",
                folder=folder,
            )
        if not folder.is_dir():
            return tr(
                "{folder} is a file; expected a folder with one sub-folder a class.",
                folder=folder,
            )
        children = [path for path in folder.iterdir() if not path.name.startswith(".")]
        if any(path.is_dir() for path in children):
            return ""
    except OSError as error:
        return tr(
            "The folder {folder} cannot be opened ({error}).",
            folder=folder,
            error=error.strerror,
        )
    if not children:
        return tr(
            "The folder {folder} is empty. Expected one sub-folder for each class, "
            "with that class's images in it.",
            folder=folder,
        )
    return tr(
        "The folder {folder} holds {number} files but no sub-folders. Expected one "
        "sub-folder for each class, named after it: move the images into such.",
        folder=folder,
        number=len(children),
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
            left_out.append(LeftOut(path, tr("a hidden folder, which is left alone.")))
        elif path.is_dir() and (whole := _whole_of(path)):
            left_out.append(
                LeftOut(
                    path, tr("belongs to {whole}, and is read with it.", whole=whole)
                )
            )
        elif path.is_dir():
            classes.append(path.name)
            files.extend((path.name, file) for file in _below(path, left_out))
        else:
            left_out.append(LeftOut(path, _loose(path)))
    return Found(tuple(classes), tuple(files), tuple(left_out))


def _whole_of(folder: Path) -> str:
    """Return the name of the image whose planes lie in a folder; "" for none."""
    name = folder.name.removesuffix(COMPANIONS)
    return name if folder.with_name(name).is_file() else ""


def _loose(path: Path) -> str:
    if is_of_system(path):
        return tr("a file of the operating system, not an image.")
    return tr(
        "lies outside the class folders; move it into one if it is an image of it."
    )


def _below(folder: Path, left_out: list[LeftOut]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        reason = tr("a folder that cannot be opened ({error}).", error=error.strerror)
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
            left_out.append(LeftOut(path, tr("a hidden folder, which is left alone.")))
        elif whole := _whole_of(path):
            left_out.append(
                LeftOut(
                    path, tr("belongs to {whole}, and is read with it.", whole=whole)
                )
            )
        elif (real := os.path.realpath(path)) in seen:
            left_out.append(
                LeftOut(path, tr("a link to a folder that is read already."))
            )
        else:
            # At once, since the next of `names` may lead to the same place.
            seen.add(real)
            yield name


def _unusable(path: Path) -> str:
    try:
        str(path).encode()
        path.stat()
    except UnicodeEncodeError:
        return tr("its name holds bytes that are no text; give it another name.")
    except FileNotFoundError:
        return tr(
            "a link that leads nowhere; put the file back, or take the link away."
        )
    except OSError as error:
        return tr("a file that cannot be opened ({error}).", error=error.strerror)
    return ""
