"""Finds the images again that were not packed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import is_known_by
from cellclassifier.core.language import tr
from cellclassifier.core.packing.listing import Progress
from cellclassifier.core.packing.manifest import LeftOutImage, Manifest


def found_again(
    manifest: Manifest, images: Path | None, tell: Progress
) -> dict[str, Path]:
    """Return where the folders are whose images were not packed.

    Args:
        manifest: Of the archive.
        images: The folder of the images, or one that holds their folders; ``None``:
            they are where they were.
        tell: Told how far it is; may raise to stop.

    Returns:
        The folders by their old path, as that was written; empty without `images`.

    Raises:
        UserError: A folder is not there, or holds other images than were left out.
    """
    if images is None:
        return {}
    images = images.resolve()
    if not manifest.left_out:
        raise UserError(
            tr(
                "This archive holds its images, so that no folder of images is needed. "
                "Unpack it without one."
            )
        )
    path: type[PurePath] = PureWindowsPath if manifest.windows else PurePosixPath
    left_out = [(path(each.path), each) for each in manifest.left_out]
    found = {}
    for place in manifest.places:
        was = path(place.was)
        of_place = {
            old.relative_to(was).as_posix(): each
            for old, each in left_out
            if old.is_relative_to(was)
        }
        if of_place:
            found[place.was] = _folder(was, of_place, images)
            _check(found[place.was], of_place, tell)
    return found


def _folder(was: PurePath, left_out: Mapping[str, LeftOutImage], images: Path) -> Path:
    """Return the folder, in or below `images`, in which all files are.

    Raises:
        UserError: There is none.
    """
    for folder in _candidates(was.parts, images):
        if all((folder / name).is_file() for name in left_out):
            return folder
    missing = next(
        (name for name in left_out if not (images / was.name / name).is_file()), ""
    )
    raise UserError(
        tr(
            "The images of {was} were not found in {images}: there is no "
            "{was_2}/{missing}. Nothing was unpacked. Choose the folder that holds "
            "'{was_2}', with all images that the study was made with.",
            was=was,
            images=images,
            was_2=was.name,
            missing=missing,
        )
    )


def _candidates(parts: Sequence[str], images: Path) -> Iterator[Path]:
    """Yield where a folder may be: at the longest known end of its path first."""
    for start in range(1, len(parts)):
        yield images.joinpath(*parts[start:])
    yield images


def _check(folder: Path, left_out: Mapping[str, LeftOutImage], tell: Progress) -> None:
    for done, (name, image) in enumerate(left_out.items()):
        tell(tr("comparing images"), done, len(left_out))
        if not is_known_by(folder / name, image.sha256):
            raise UserError(
                tr(
                    "The image {folder} is not the one that the study was made with: "
                    "its bytes differ. Nothing was unpacked. Put that one back, or "
                    "choose another folder.",
                    folder=folder / name,
                )
            )
