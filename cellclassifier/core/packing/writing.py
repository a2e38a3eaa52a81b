"""Packs a study into one archive."""

import hashlib
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.packing.listing import Listed, Progress, image_folders, listed
from cellclassifier.core.packing.manifest import (
    NAME,
    Manifest,
    PackedFile,
    refuse_names,
)
from cellclassifier.core.study import Study

CHUNK = 2**20
"""Bytes that are read at once."""

COMPRESSED = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".jp2", ".keras", ".npz", ".npy"}
    | {".zip", ".gz", ".bz2", ".xz", ".ccreview", ".cellmodel", ".pdf", ".bin"}
    | {".czi", ".nd2", ".oib", ".h5", ".onnx"}
)
"""Endings of files that become no smaller; they are stored as they are."""

SPARE_BYTES = 2**26
"""Free space, in bytes, that is left on the disk."""

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that a .zip file can tell."""


class Packed(NamedTuple):
    """An archive that was written: number of files, its bytes, and what to know."""

    path: Path
    files: int
    bytes: int
    notes: tuple[str, ...]


def pack(
    study: Study,
    path: Path,
    images: bool,
    progress: Progress | None = None,
    *,
    trash: bool = False,
    held: bool = False,
) -> Packed:
    """Write a study into one .zip file, whole or not at all.

    Args:
        study: The study; nothing of it is changed.
        path: The file; one that is there is replaced.
        images: Whether the images are packed, too. Without them their paths and
            SHA-256 are.
        progress: Told how far it is; may raise to stop.
        trash: Whether the study's trash is packed, too.
        held: Whether the caller holds the study's lock, as its own window does.

    Raises:
        UserError: A run goes on, another window has the study open, images are gone,
            or the file cannot be written there.
    """
    tell = progress or (lambda what, done, of: None)
    with ExitStack() as stack:
        if not held:
            stack.enter_context(alone(study))
        refuse_running(study)
        _refuse_place(study, path)
        found = listed(study, images, trash, tell)
        refuse_names(found.files, path.name)
        try:
            _refuse_without_room(path.parent, found.files.values())
            files = _write(study, path, found, images, tell)
        except OSError as error:
            raise UserError(
                tr(
                    "The archive {path} could not be written ({strerror}). "
                    "Nothing was left behind. Free space, or choose another folder.",
                    path=path,
                    strerror=error.strerror or error,
                )
            ) from error
    return Packed(path, len(files), path.stat().st_size, tuple(_notes(found, images)))


@contextmanager
def alone(study: Study) -> Iterator[None]:
    """Keep windows from changing a study meanwhile.

    Raises:
        UserError: A window has it open.
    """
    # Imported here: the window starts sooner without.
    import filelock

    lock = filelock.FileLock(study.lock_path)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise UserError(
            tr(
                "The study {folder} is open in a window, which may change it while "
                "it is packed. Close that window first, or pack it from there.",
                folder=study.folder,
            )
        ) from error
    except OSError:
        # Where nothing can be written no window changes anything either.
        yield
        return
    try:
        yield
    finally:
        lock.release()


def refuse_running(study: Study) -> None:
    """Make sure that no run of a study is trained right now.

    Raises:
        UserError: One is.
    """
    for run in study.runs():
        if run.state == "running":
            raise UserError(
                tr(
                    "The run {id} is being trained, so the study changes while it "
                    "would be packed. Wait until it is done, or stop or pause it "
                    "first.",
                    id=run.id,
                )
            )


def _refuse_place(study: Study, path: Path) -> None:
    if path.suffix.lower() != ".zip":
        raise UserError(
            tr("Expected a file ending in .zip. Received: {path}", path=path)
        )
    where = path.resolve()
    for folder in (study.folder, *image_folders(study, study.runs())):
        if folder.resolve() in where.parents:
            raise UserError(
                tr(
                    "The archive {path} would lie inside {folder}, which is to be "
                    "packed into it or holds images. Choose a folder outside of it.",
                    path=path,
                    folder=folder,
                )
            )


def _refuse_without_room(folder: Path, files: Iterable[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sum(path.stat().st_size for path in files)
    free = shutil.disk_usage(folder).free
    if free < wanted + SPARE_BYTES:
        raise UserError(
            tr(
                "The archive may need {wanted:.1f} GiB in {folder}, where "
                "{free:.1f} GiB are free. Free space, choose another disk, or "
                "pack the study without images.",
                wanted=wanted / 2**30,
                folder=folder,
                free=free / 2**30,
            )
        )


def _write(
    study: Study, path: Path, found: Listed, images: bool, tell: Progress
) -> tuple[PackedFile, ...]:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as zipped:
            files = []
            for done, (name, source) in enumerate(sorted(found.files.items())):
                report = _reporter(tell, done, len(found.files))
                files.append(_add(zipped, name, source, report))
            manifest = Manifest(
                created=datetime.now(UTC),
                study=str(study.folder.resolve()),
                images=images,
                files=tuple(files),
                empty=found.empty,
                places=found.places,
                left_out=found.left_out,
            )
            # Last, since only now it is known what was read.
            text = manifest.model_dump_json(indent=1)
            zipped.writestr(_entry(NAME, time.time()), text)
        # One that was begun meanwhile may have changed what was read.
        refuse_running(study)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        # Gone already where all went well.
        Path(temporary).unlink(missing_ok=True)
    tell(tr("packing"), len(files), len(files))
    return tuple(files)


def _reporter(tell: Progress, done: int, of: int) -> Callable[[], None]:
    return lambda: tell(tr("packing"), done, of)


def _entry(name: str, modified: float) -> zipfile.ZipInfo:
    """Return how a file is described in the archive: a plain one, whatever it was."""
    date = max(time.localtime(modified)[:6], _FIRST_TIME)
    entry = zipfile.ZipInfo(name, (date[0], *date[1:]))
    stored = Path(name).suffix.lower() in COMPRESSED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    return entry


def _add(
    zipped: zipfile.ZipFile, name: str, source: Path, report: Callable[[], None]
) -> PackedFile:
    """Write a file into the archive; return what was read of it."""
    facts = source.stat()
    entry = _entry(name, facts.st_mtime)
    # It decides at the start how large a file may become.
    large = facts.st_size > 2**30
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, zipped.open(entry, "w", force_zip64=large) as into:
        while chunk := file.read(CHUNK):
            report()
            digest.update(chunk)
            size += len(chunk)
            into.write(chunk)
    return PackedFile(
        path=name, size=size, sha256=digest.hexdigest(), modified=facts.st_mtime
    )


def _notes(found: Listed, images: bool) -> Iterator[str]:
    """Yield what to know of what was left out."""
    if not images:
        yield (
            tr(
                "{number:,} images were left out. The archive knows their SHA-256, "
                "and finds them again where they are unpacked: name their folder "
                "then, or unpack on this computer.",
                number=len(found.left_out),
            )
        )
    elif found.gone:
        yield (
            tr(
                "{number} image folders of older runs are not there any more (such as "
                "{folder}), so their images were not packed.",
                number=len(found.gone),
                folder=found.gone[0],
            )
        )
