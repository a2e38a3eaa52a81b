"""Unpacks a study, after each file was checked."""

import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.packing.finding import found_again
from cellclassifier.core.packing.listing import Progress
from cellclassifier.core.packing.manifest import NAME, Manifest, PackedFile, parsed
from cellclassifier.core.packing.settling import settle
from cellclassifier.core.packing.writing import CHUNK, SPARE_BYTES

LARGEST_MANIFEST = 2**28
"""Bytes of the largest manifest that is read."""

DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, KeyError),
)
"""What an archive that is no whole one may raise."""


class Unpacked(NamedTuple):
    """A study that was unpacked: number of files, and sentences to know."""

    folder: Path
    files: int
    notes: tuple[str, ...]


def unpack(
    archive: Path,
    folder: Path,
    progress: Progress | None = None,
    *,
    images: Path | None = None,
) -> Unpacked:
    """Unpack a study into a new folder, whole or not at all.

    Args:
        archive: A file that `pack` wrote.
        folder: The folder of the study; it must not be there yet, or be empty.
        progress: Told how far it is; may raise to stop.
        images: Where the images are on this computer, if they were not packed: the
            folder of training images, or one that holds all folders of images.

    Raises:
        UserError: The folder is not empty, the archive is damaged, unsafe or made by
            a newer version, or the images are not those that were left out.
    """
    tell = progress or (lambda what, done, of: None)
    folder = folder.resolve()
    _refuse_place(folder)
    with _opened(archive) as zipped:
        manifest = read_manifest(zipped, archive)
        elsewhere = found_again(manifest, images, tell)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _refuse_without_room(folder.parent, manifest)
            with tempfile.TemporaryDirectory(
                prefix=".unpacking.", dir=folder.parent, ignore_cleanup_errors=True
            ) as made:
                where = Path(made) / "study"
                where.mkdir()
                _extract(zipped, archive, manifest, where, tell)
                notes = settle(where, folder, archive.name, manifest, elsewhere)
                _put(where, folder)
        except OSError as error:
            raise UserError(
                tr(
                    "{archive} could not be unpacked into {folder} ({strerror}). "
                    "Nothing was left behind. Free space, or choose another folder.",
                    archive=archive.name,
                    folder=folder,
                    strerror=error.strerror or error,
                )
            ) from error
    return Unpacked(folder, len(manifest.files), tuple(notes))


def _refuse_place(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if os.path.lexists(folder):
        raise UserError(
            tr(
                "{folder} is there already, and not empty. Nothing was unpacked. Name "
                "a new folder for the study.",
                folder=folder,
            )
        )


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        zipped = zipfile.ZipFile(archive)
    except OSError as error:
        raise UserError(
            tr(
                "The archive {archive} cannot be opened ({strerror}). "
                "Choose a .zip file that 'Pack this study' wrote.",
                archive=archive,
                strerror=error.strerror or error,
            )
        ) from error
    except DAMAGED as error:
        raise UserError(
            tr(
                "{archive} is no whole archive ({error}): it was cut short, or is "
                "another kind of file. Nothing was unpacked. Copy it again from where "
                "it was packed.",
                archive=archive.name,
                error=error,
            )
        ) from error
    with zipped:
        yield zipped


def read_manifest(zipped: zipfile.ZipFile, archive: Path) -> Manifest:
    """Read what an archive holds, and make sure that it holds just that.

    Raises:
        UserError: It is no archive of a study, is damaged, unsafe, or newer.
    """
    try:
        entry = zipped.getinfo(NAME)
    except KeyError as error:
        raise UserError(
            tr(
                "{archive} is no packed study: it has no {name}. Nothing was "
                "unpacked. Choose a .zip file that 'Pack this study' wrote.",
                archive=archive.name,
                name=NAME,
            )
        ) from error
    if entry.file_size > LARGEST_MANIFEST:
        raise UserError(_damaged(archive, NAME, tr("it is too large")))
    try:
        with zipped.open(entry) as file:
            text = file.read(LARGEST_MANIFEST)
    except DAMAGED as error:
        raise UserError(_damaged(archive, NAME, str(error))) from error
    manifest = parsed(text, archive.name)
    _refuse_other(zipped, archive, manifest)
    return manifest


def _refuse_other(zipped: zipfile.ZipFile, archive: Path, manifest: Manifest) -> None:
    """Make sure that the entries of an archive are those of its manifest.

    Raises:
        UserError: One is missing, is more than a plain file, or is of another size.
    """
    listed = {file.path: file for file in manifest.files}
    entries = [each for each in zipped.infolist() if each.filename != NAME]
    for entry in entries:
        if problem := _problem(entry, listed):
            raise UserError(_damaged(archive, entry.filename, problem))
    names = [entry.filename for entry in entries]
    if missing := listed.keys() - set(names):
        raise UserError(_damaged(archive, min(missing), tr("it is missing")))
    if len(names) != len(listed) or "study.json" not in listed:
        raise UserError(_damaged(archive, NAME, tr("it does not list each file once")))
    # Entries that lie over each other would be larger than the archive.
    if sum(entry.compress_size for entry in entries) > archive.stat().st_size:
        raise UserError(_damaged(archive, NAME, tr("its files lie over each other")))


def _problem(entry: zipfile.ZipInfo, listed: Mapping[str, PackedFile]) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir():
        return tr("it is a link or a folder, not a plain file")
    if entry.filename not in listed:
        return tr("it is not in the list of the archive's files")
    if entry.flag_bits & 1:
        return tr("it is encrypted")
    if entry.file_size != listed[entry.filename].size:
        return tr("its size is not the one in the list")
    return ""


def _damaged(archive: Path, name: str, why: str) -> str:
    return tr(
        "'{name}' in {archive} is damaged: {why}. Nothing was unpacked. Copy the "
        "archive again from where it was packed.",
        name=name,
        archive=archive.name,
        why=why,
    )


def _refuse_without_room(folder: Path, manifest: Manifest) -> None:
    wanted = sum(file.size for file in manifest.files)
    free = shutil.disk_usage(folder).free
    if free < wanted + SPARE_BYTES:
        raise UserError(
            tr(
                "The study needs {wanted:.1f} GiB in {folder}, where {free:.1f} GiB "
                "are free. Nothing was unpacked. Free space, or choose another disk.",
                wanted=wanted / 2**30,
                folder=folder,
                free=free / 2**30,
            )
        )


def _extract(
    zipped: zipfile.ZipFile,
    archive: Path,
    manifest: Manifest,
    where: Path,
    tell: Progress,
) -> None:
    for name in manifest.empty:
        (where / name).mkdir(parents=True, exist_ok=True)
    for done, file in enumerate(manifest.files):
        report = _reporter(tell, done, len(manifest.files))
        path = where / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipped.open(file.path) as source, path.open("xb") as into:
                problem = _copied(source, into, file, report)
        except DAMAGED as error:
            raise UserError(_damaged(archive, file.path, str(error))) from error
        if problem:
            raise UserError(_damaged(archive, file.path, problem))
        os.utime(path, (file.modified, file.modified))
    tell(tr("unpacking"), len(manifest.files), len(manifest.files))


def _reporter(tell: Progress, done: int, of: int) -> Callable[[], None]:
    return lambda: tell(tr("unpacking"), done, of)


def _copied(
    source: IO[bytes], into: IO[bytes], file: PackedFile, report: Callable[[], None]
) -> str:
    """Copy a file, no more of it than was promised; return what is wrong with it."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        report()
        size += len(chunk)
        if size > file.size:
            return tr("it holds more than it says")
        digest.update(chunk)
        into.write(chunk)
    if digest.hexdigest() != file.sha256:
        return tr("its bytes are not those that were packed")
    return ""


def _put(where: Path, folder: Path) -> None:
    """Make the study appear, whole, in its folder."""
    if folder.is_dir():
        # Empty, as was made sure of; not all systems rename over a folder.
        folder.rmdir()
    where.rename(folder)
