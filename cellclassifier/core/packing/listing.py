"""Finds what belongs into the archive of a study: its files, and its images."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.folders import earlier_digest, is_known_by, is_of_system
from cellclassifier.core.language import tr
from cellclassifier.core.later_record import read_later
from cellclassifier.core.packing.manifest import (
    ATTACHED,
    IMAGES,
    NAME,
    LeftOutImage,
    Place,
)
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""

STAYS = frozenset({"cache", "queue"})
"""Folders of a study that are made anew, or are about what goes on now."""

_PASSING = frozenset({"control.json", "unfinished.keras"})
"""Files of a run that mean something only while it is trained."""


class Listed(NamedTuple):
    """What an archive is to hold.

    Attributes:
        files: Each file by its path in the archive, with /.
        empty: Folders without a file, in the same way.
        places: Where folders and files that settings name are in the archive.
        left_out: The images that are not packed.
        gone: Folders of images that are not there.
    """

    files: dict[str, Path]
    empty: tuple[str, ...]
    places: tuple[Place, ...]
    left_out: tuple[LeftOutImage, ...]
    gone: tuple[Path, ...]


def listed(study: Study, images: bool, trash: bool, tell: Progress) -> Listed:
    """List what belongs into the archive of a study.

    Args:
        study: The study.
        images: Whether the images do.
        trash: Whether the study's trash does.
        tell: Told how far it is; may raise to stop.

    Raises:
        UserError: A folder of images of the study is not there.
    """
    runs, own = study.runs(), study.folder.resolve()
    folders = image_folders(study, runs)
    gone = tuple(folder for folder in folders if not folder.is_dir())
    if images:
        _refuse_gone(study.spec, gone)
    stays = STAYS if trash else STAYS | {"trash"}
    files, empty = _of_study(own, folders, stays)
    names = _names(own, folders, IMAGES)
    places = {f: names[f] if images and f not in gone else "" for f in folders}
    if images:
        files |= {
            f"{names[folder]}/{path.relative_to(folder).as_posix()}": path
            for folder in folders
            for path in below(folder)
            if not is_of_system(path)
        }
    attached = _names(own, _attached(study, runs, folders), ATTACHED)
    files |= {name: path for path, name in attached.items()}
    named = {**places, **attached}
    return Listed(
        files,
        empty,
        tuple(Place(was=str(was), now=now) for was, now in named.items()),
        () if images else tuple(_left_out(folders, runs, tell)),
        gone,
    )


class Sizes(NamedTuple):
    """What an archive takes at most, in bytes: the study, and its images."""

    study: int
    images: int


def sizes(study: Study) -> Sizes:
    """Return how much there is to pack of a study; folders that are gone count 0.

    Raises:
        OSError: A file cannot be looked at.
    """
    folders, own = image_folders(study, study.runs()), study.folder.resolve()
    files, _ = _of_study(own, folders, STAYS | {"trash"})
    images = (path for folder in folders for path in below(folder))
    return Sizes(_bytes(files.values()), _bytes(images))


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def image_folders(study: Study, runs: Iterable[Run]) -> tuple[Path, ...]:
    """Return the folders of images of a study and its runs; none lies in another."""
    found = [study.spec.train, *study.spec.tests]
    for run in runs:
        found += [run.record.study.train, *run.record.study.tests]
        found += run.record.tests.values()
        found += [each.folder for each in read_later(run.folder)]
    known = [folder for folder in dict.fromkeys(found) if folder is not None]
    return tuple(f for f in known if not any(o in f.parents for o in known))


def below(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, in order, but none that is hidden.

    Links are followed, each folder once; names that are no text are left out.
    """
    seen = {os.path.realpath(folder)}
    for where, folders, files in os.walk(folder, followlinks=True):
        # What is taken out of `folders` here is not entered.
        folders[:] = [n for n in sorted(folders) if _is_new(Path(where) / n, seen)]
        for name in sorted(files):
            path = Path(where) / name
            if not name.startswith(".") and _is_text(name) and path.is_file():
                yield path


def _is_new(folder: Path, seen: set[str]) -> bool:
    real = os.path.realpath(folder)
    if folder.name.startswith(".") or not _is_text(folder.name) or real in seen:
        return False
    seen.add(real)
    return True


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _refuse_gone(spec: StudySpec, gone: Iterable[Path]) -> None:
    for folder in gone:
        if folder in (spec.train, *spec.tests):
            raise UserError(
                tr(
                    "The image folder {folder} of this study is not there, so it "
                    "cannot be packed. Connect its drive, or pack the study without "
                    "images.",
                    folder=folder,
                )
            )


def _of_study(
    folder: Path, images: Iterable[Path], stays: frozenset[str]
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Return the files of a study but its images, and its empty folders."""
    others = [each.resolve() for each in images]
    files: dict[str, Path] = {}
    for path in below(folder):
        name = path.relative_to(folder)
        if name.parts[0] in stays or name.as_posix() == NAME or _is_passing(name):
            continue
        # Really: a link may lead from the study to its images.
        real = path.resolve().parents
        if not any(each in real for each in others):
            files[name.as_posix()] = path
    empty = (
        each.relative_to(folder).as_posix()
        for each in (folder / "reviews").glob("*/answers")
        if not any(each.iterdir())
    )
    return files, tuple(sorted(empty))


def _is_passing(name: Path) -> bool:
    return name.name in _PASSING or name.suffix == ".unfinished"


def _names(folder: Path, paths: Iterable[Path], where: str) -> dict[Path, str]:
    """Return paths in the archive for folders or files; within the study their own."""
    found: dict[Path, str] = {}
    taken = {p.name.casefold() for p in (folder / where).glob("*")}
    for path in paths:
        if (real := path.resolve()).is_relative_to(folder):
            found[path] = real.relative_to(folder).as_posix()
            continue
        # The name stays the same: sets are called by it.
        name, number = path.name or "images", 1
        below_where = name
        while below_where.split("/")[0].casefold() in taken:
            number += 1
            below_where = f"{number}/{name}"
        taken.add(below_where.split("/")[0].casefold())
        found[path] = f"{where}/{below_where}"
    return found


def _attached(
    study: Study, runs: Iterable[Run], folders: Iterable[Path]
) -> tuple[Path, ...]:
    """Return the files beside study and images that settings name."""
    specs = [study.spec, *(run.record.study for run in runs)]
    named = [path for s in specs for path in (s.groups.table, s.training.start)]
    packed = [each.resolve() for each in (study.folder, *folders)]
    return tuple(
        path
        for path in dict.fromkeys(named)
        if path
        and path.is_file()
        and not any(each in path.resolve().parents for each in packed)
    )


def _left_out(
    folders: Iterable[Path], runs: Iterable[Run], tell: Progress
) -> Iterator[LeftOutImage]:
    """Yield images that are not packed, with the SHA-256 that runs know them by."""
    known: dict[Path, str] = {}
    for run in runs:
        for name in ("train", *(later.name for later in read_later(run.folder))):
            known |= run.hashes(name)
    others = [
        path
        for folder in folders
        for path in below(folder)
        if path not in known and not is_of_system(path)
    ]
    for path, digest in known.items():
        yield LeftOutImage(path=str(path), sha256=_of_file(path, digest))
    for done, path in enumerate(others):
        tell(tr("reading images"), done, len(others))
        yield LeftOutImage(path=str(path), sha256=sha256(path))


def _of_file(path: Path, digest: str) -> str:
    """Return the SHA-256 of an image's own file; those beside it are listed as well.

    Where it is gone, or another one, it stays what runs know the image by.
    """
    alone = earlier_digest(path) if path.is_file() else None
    return alone if alone and is_known_by(path, digest) else digest
