"""Adds a folder of images to a finished run, to be predicted: with or without classes.

Nothing that the run was made with is changed: see `later_record`.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core import later_notes
from cellclassifier.core.dataset import Dataset
from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.folders import same_images
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.later_images import Listed, Read, digest, listed, read
from cellclassifier.core.later_record import (
    ENDING,
    LaterRecord,
    later_folder,
    later_images_path,
    later_tiles_path,
    read_later,
)
from cellclassifier.core.preparation import contrasts, divided
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, cut, write_tiles

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""

OWN = frozenset(
    {"runs", "reviews", "cache", "queue", "leaks", "splits", "experiments", "trash"}
)
"""Folders of a study that hold no images of the user."""


class LaterSet(NamedTuple):
    """A folder that was added to a run.

    `tiles` are counted, and those of them whose class is known (`labelled`); `notes`
    are sentences on what its numbers are worth.
    """

    name: str
    folder: Path
    tiles: int
    labelled: int
    notes: tuple[str, ...]


def add_set(run: Run, folder: Path, progress: Progress | None = None) -> LaterSet:
    """Read and cut the images of `folder` as those of the run, and keep their index.

    Args:
        run: A finished run.
        folder: Holds the images, or sub-folders with images. A sub-folder named as a
            class of the run gives its images that class; the class of all others is
            not known, and they are grouped by sub-folder.
        progress: Told how far it is.

    Returns:
        The set; one that is there already where the same folder holds the same.

    Raises:
        UserError: There is no image that the network can see, or the run's folder
            cannot be written.
    """
    tell = progress or (lambda what, done, of: None)
    folder = folder.resolve()
    _refuse_own(run, folder)
    # What is told of the files is kept with the set.
    with in_english():
        return _added(run, folder, tell)


def _added(run: Run, folder: Path, tell: Progress) -> LaterSet:
    found = listed(folder, run.record)
    if same := _added_before(run, folder, found):
        return same
    images = _read(folder, found, run, tell)
    if same := _test_set(run, folder, images.images):
        return same
    tiles, dropped = _cut(run, folder, images.images, tell)
    left_out = (*found.left_out, *images.left_out)
    known = {image.path: image.sha256 for image in images.images}
    record = LaterRecord(
        name=_free_name(run, folder),
        folder=folder,
        made=datetime.now(UTC),
        tiles=len(tiles),
        labelled=sum(bool(tile.class_name) for tile in tiles),
        contents=digest(folder, found.files, known),
        notes=(
            *found.notes,
            *later_notes.of_left_out(left_out, len(found.files)),
            *later_notes.of_dropped(dropped, tiles),
            *later_notes.of_images(run, images.images, tiles),
            *later_notes.of_copies(run, images.images, tiles, tell),
        ),
    )
    _keep(run, record, images.images, tiles)
    return _set_of(record)


def _refuse_own(run: Run, folder: Path) -> None:
    study = run.study_folder.resolve()
    if study.is_relative_to(folder):
        raise UserError(
            tr(
                "The folder {folder} holds the study itself, with all its pictures and "
                "tables. Choose the folder of the images alone.",
                folder=folder,
            )
        )
    if folder.is_relative_to(study) and folder.relative_to(study).parts[0] in OWN:
        raise UserError(
            tr(
                "The folder {folder} is one of the study's own and holds no images of "
                "yours. Choose the folder of the images.",
                folder=folder,
            )
        )


def _added_before(run: Run, folder: Path, found: Listed) -> LaterSet | None:
    """Return the set of the same folder with the same files, if there is one."""
    known = [each for each in read_later(run.folder) if each.folder == folder]
    if not known:
        return None
    contents = digest(folder, found.files, {})
    return next((_set_of(each) for each in known if each.contents == contents), None)


def _test_set(run: Run, folder: Path, images: Sequence[Image]) -> LaterSet | None:
    """Return the run's own test set, where the folder is that and holds the same."""
    for name, path in run.record.tests.items():
        if path.resolve() != folder:
            continue
        before = later_notes.hashes_of_test(run, name)
        here = {folder / p.relative_to(path): digest for p, digest in before.items()}
        now = {image.path: image.sha256 for image in images}
        if same_images(now, here):
            count = len(run.tiles(name))
            return LaterSet(name, path, count, count, ())
    return None


def _set_of(record: LaterRecord) -> LaterSet:
    known = record.tiles, record.labelled, record.notes
    return LaterSet(record.name, record.folder, *known)


def _read(folder: Path, found: Listed, run: Run, tell: Progress) -> Read:
    images = read(found.files, run.record, tell)
    if images.images:
        return images
    path, reason = images.left_out[0]
    raise UserError(
        tr(
            "None of the {files} files in {folder} is an image that this "
            "network can see. The first, {path}: {reason}",
            files=len(found.files),
            folder=folder,
            path=path.name,
            reason=reason,
        )
    )


def _cut(
    run: Run, folder: Path, images: Sequence[Image], tell: Progress
) -> tuple[tuple[Tile, ...], tuple[Tile, ...]]:
    """Return the tiles, and those that are near-empty and dropped as in training."""
    study = run.record.study
    dataset = Dataset(folder, run.record.classes, tuple(images), (), (), "")
    tiles = cut(dataset, study.tiling, "test")
    if study.tiling.least_contrast == 0:
        return tiles, ()
    kept, dropped = divided(tiles, contrasts(tiles, study, tell), study)
    if not kept:
        raise UserError(
            tr(
                "All {tiles} tiles of {folder} count as near-empty, by the least "
                "contrast that the run was trained with. There is nothing to predict.",
                tiles=len(tiles),
                folder=folder,
            )
        )
    return kept, dropped


def _free_name(run: Run, folder: Path) -> str:
    # Some file systems do not tell "Day" from "day".
    taken = {"train", *(name.casefold() for name in run.sets)}
    stem = folder.name or "folder"
    name, number = stem, 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def _keep(
    run: Run, record: LaterRecord, images: Sequence[Image], tiles: Sequence[Tile]
) -> None:
    where, name = run.folder, record.name
    if not where.is_dir():
        raise UserError(tr("The folder of the run {id} is gone.", id=run.id))
    rows = [(image.path, image.pixel_size, image.sha256) for image in images]
    try:
        write_tiles(later_tiles_path(where, name), tiles)
        header = ("path", "pixel_size", "sha256")
        write_table(later_images_path(where, name), header, rows)
        text = record.model_dump_json(indent=2)
        # Written last: without it there is no set.
        write_atomically(later_folder(where) / f"{name}{ENDING}", text)
    except OSError as error:
        raise UserError(
            tr(
                "The tiles of {folder} could not be written to "
                "{later_folder} ({strerror}). Nothing else was changed. Free "
                "space, and predict the folder again.",
                folder=record.folder,
                later_folder=later_folder(where),
                strerror=error.strerror,
            )
        ) from error
