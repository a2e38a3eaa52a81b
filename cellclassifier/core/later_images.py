"""Reads a folder of images for a finished run: with classes, or without."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.entries import Image, read_entry
from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import LeftOut, digest_of, is_of_system, walk
from cellclassifier.core.grouping import find_grouping
from cellclassifier.core.language import tr
from cellclassifier.core.run_record import RunRecord
from cellclassifier.core.tiling import boxes

Tell = Callable[[str, int, int], None]


class File(NamedTuple):
    """A file that may be an image; its class is "" where it is not known."""

    path: Path
    class_name: str
    group: str


class Listed(NamedTuple):
    """The files of a folder, what was passed over, and sentences on their classes."""

    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


class Read(NamedTuple):
    """The images of a folder that the network can see, and what is left out."""

    images: tuple[Image, ...]
    left_out: tuple[LeftOut, ...]


def listed(folder: Path, record: RunRecord) -> Listed:
    """List the files of `folder`, in it or in sub-folders, with class and group.

    A sub-folder named as a class (but for capitals) gives its files that class; they
    are grouped as the run's own images are. Others are grouped by sub-folder.

    Raises:
        UserError: There is no such folder, it is empty, or it cannot be opened.
    """
    try:
        loose = [path for path in sorted(folder.iterdir()) if path.is_file()]
        found = walk(folder)
    except NotADirectoryError as error:
        raise UserError(
            tr(
                "{folder} is a file; expected a folder with images in it.",
                folder=folder,
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr(
                "The folder {folder} cannot be opened ({strerror}). It may have "
                "been moved, or its drive is not connected; choose it again.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    loose = [path for path in loose if not is_of_system(path)]
    below = [each for each in found.files if not is_of_system(each[1])]
    if not loose and not below:
        raise UserError(
            tr(
                "The folder {folder} holds no files. Choose a folder with images in "
                "it, or with sub-folders of images.",
                folder=folder,
            )
        )
    named = {name: _class_of(name, record.classes) for name in found.classes}
    both = [*((path, "") for path in loose), *((p, named[n]) for n, p in below)]
    # What lies beside the sub-folders is used here.
    used = set(loose)
    left_out = tuple(
        each
        for each in found.left_out
        if each.path not in used and not is_of_system(each.path)
    )
    files, notes = _grouped(folder, both, record)
    return Listed(files, left_out, (*notes, *_class_notes(folder, files, record)))


def _class_of(name: str, classes: Sequence[str]) -> str:
    alike = [each for each in classes if each.casefold() == name.casefold()]
    if name in classes:
        return name
    return alike[0] if len(alike) == 1 else ""


def _grouped(
    folder: Path, both: Sequence[tuple[Path, str]], record: RunRecord
) -> tuple[tuple[File, ...], list[str]]:
    """Return the files with their groups, and what to know of these."""
    named = [path for path, name in both if name or path.parent == folder]
    notes = []
    try:
        group, _ = find_grouping(folder, named, record.study.groups)
    except UserError as error:
        notes.append(tr("Each image is a group of its own: {error}", error=error))
        group = _below(folder)
    groups = {path: group(path) for path in named}
    below = _below(folder)
    files = (File(path, n, groups.get(path) or below(path.parent)) for path, n in both)
    return tuple(files), notes


def _below(folder: Path) -> Callable[[Path], str]:
    return lambda path: path.relative_to(folder).as_posix()


def _class_notes(
    folder: Path, files: Sequence[File], record: RunRecord
) -> Iterator[str]:
    """Yield what to know where only some files lie in folders named as classes."""
    unknown = [each for each in files if not each.class_name]
    if unknown and len(unknown) < len(files):
        yield tr(
            "{number} of {of} files lie in no sub-folder that is named as a class of "
            "this run ({classes}); the class of their tiles is not known.",
            number=len(unknown),
            of=len(files),
            classes=", ".join(record.classes),
        )


def digest(folder: Path, files: Sequence[File], known: Mapping[Path, str]) -> str:
    """Return a name for what the files of a folder hold: other bytes, another name.

    Args:
        folder: The folder.
        files: Its files.
        known: Their digests, as far as known; the others are read.
    """
    found = hashlib.sha256()
    for file in files:
        below = file.path.relative_to(folder).as_posix()
        found.update(repr((below, known.get(file.path) or _hash(file.path))).encode())
    return found.hexdigest()


def _hash(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""


def read(files: Sequence[File], record: RunRecord, tell: Tell) -> Read:
    """Read the files, and say of each that is left out why.

    Args:
        files: The files.
        record: Of the run: what is taken of each file, channels and tiling.
        tell: Told how far it is; may raise to stop.
    """
    first: dict[str, Image] = {}
    left_out: list[LeftOut] = []
    for done, file in enumerate(files):
        tell(tr("reading images"), done, len(files))
        try:
            image = read_entry(*file, record.study.reading)
            _refuse_other(image, record)
        except UserError as error:
            left_out.append(LeftOut(file.path, str(error)))
            continue
        if (kept := first.setdefault(image.sha256, image)) is not image:
            left_out.append(
                LeftOut(file.path, tr("the same file as {name}.", name=kept.path.name))
            )
    return Read(tuple(first.values()), tuple(left_out))


def _refuse_other(image: Image, record: RunRecord) -> None:
    if image.channels != record.channels:
        raise UserError(
            tr(
                "has {channels} channels; the network was trained on {channels_2}.",
                channels=image.channels,
                channels_2=record.channels,
            )
        )
    # It says what is wrong where no tile can be cut.
    list(boxes(image, record.study.tiling))
