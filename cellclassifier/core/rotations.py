"""Writes turned copies of images as files, so that other programs can be given them.

Training does not need them: `augment` turns tiles while it reads them. What is written
here is a folder of class folders, with a manifest that names the source of each file.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from pydantic import Field, field_validator

from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_table
from cellclassifier.core.folders import digest_of
from cellclassifier.core.formats.tiff_writing import write_tiff
from cellclassifier.core.images import describe, read
from cellclassifier.core.language import tr
from cellclassifier.core.manifest import COLUMNS, NAME
from cellclassifier.core.pixels import ImageData
from cellclassifier.core.tile_spec import ReadingSpec, Spec
from cellclassifier.core.turned_folder import (
    UNFINISHED,
    cannot_write,
    earlier_files,
    publish,
    refuse_among_images,
)
from cellclassifier.core.turning import turned

HEADER_BYTES = 4096
"""More than what a file holds beside its pixels."""

Progress = Callable[[int, int], None]


class RotationSpec(Spec):
    """Which turned copies of each image are written."""

    step: int = Field(
        18,
        ge=1,
        le=180,
        title="Turn in steps of",
        description="Each image is turned by every multiple of this from -180 to 180 "
        "degrees; a whole number that 180 is a multiple of.",
        json_schema_extra={"unit": "degrees"},
    )
    fill: Literal["reflection", "black"] = Field(
        "reflection",
        title="Fill corners with",
        description="What is missing in the corners after a turn: a reflection of the "
        "image, or 0.",
    )
    both_half_turns: bool = Field(
        False,
        title="Both half turns",
        description="Write -180 as well as 180 degrees, as in the article, though they "
        "are the same picture.",
    )

    @field_validator("step")
    @classmethod
    def _divides(cls, step: int) -> int:
        if 180 % step:
            raise ValueError(
                tr(
                    "180 is no multiple of {step}, so a full turn would not come out "
                    "even. Choose such as 10, 15, 18, 30, 45 or 90 degrees.",
                    step=step,
                )
            )
        return step

    @property
    def angles(self) -> tuple[int, ...]:
        """Degrees, counter-clockwise, rising; 0, the image as it is, is among them."""
        least = -180 if self.both_half_turns else self.step - 180
        return tuple(range(least, 181, self.step))


class Estimate(NamedTuple):
    """What writing would take: files, and bytes before compression."""

    files: int
    most_bytes: int


class Written(NamedTuple):
    """What was written: the folder, the number of turned images, and their bytes."""

    folder: Path
    files: int
    bytes: int


def estimate(
    images: Sequence[Image],
    spec: RotationSpec,
    reading: ReadingSpec | None = None,
    progress: Progress | None = None,
) -> Estimate:
    """Return how many files `write` would write, and how large they are at most.

    Args:
        images: The images; each is opened, but its pixels are not decoded.
        spec: Which copies.
        reading: Names the image in files that hold several.
        progress: Called with the number of images done and of all; may raise to stop.

    Raises:
        UserError: An image cannot be opened.
    """
    scene = (reading or ReadingSpec()).scene
    total = 0
    for done, image in enumerate(images, 1):
        with _naming(image):
            facts = describe(image.path, scene)
        layers = len(facts.channels) * facts.planes * facts.times
        pixels = layers * facts.height * facts.width
        total += pixels * facts.dtype.itemsize + HEADER_BYTES
        if progress:
            progress(done, len(images))
    return Estimate(len(images) * len(spec.angles), total * len(spec.angles))


def write(
    images: Sequence[Image],
    source: Path,
    folder: Path,
    spec: RotationSpec | None = None,
    reading: ReadingSpec | None = None,
    others: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Written:
    """Write turned copies of images, with a manifest that names each one's source.

    Each copy lies in the sub-folder that its image lies in, under the name
    ``<name>_018deg.tif``; ``_-018deg`` is a turn clockwise. All channels, planes and
    time points are turned about the middle of the picture and kept in their type, with
    names of channels and pixel size, in an OME-TIFF compressed without loss.

    All files come into view together at the end. What an interrupted writing leaves is
    hidden, and taken away by the next.

    Args:
        images: The images of a data set.
        source: Its folder.
        folder: Where to write: a new or empty folder, or one that holds nothing but
            what was written here before, which is replaced.
        spec: Which copies.
        reading: Names the image in files that hold several.
        others: More folders of images, in which nothing is written either.
        progress: Called with the number of files done and of all; may raise to stop.

    Raises:
        UserError: The folder is not fit for it, or cannot be written; or an image
            cannot be read, or has changed since the data set was read.
    """
    spec, reading = spec or RotationSpec(), reading or ReadingSpec()
    refuse_among_images(folder, [source, *others], [image.path for image in images])
    if not images:
        raise UserError(tr("There is no image to turn. Choose a folder that has some."))
    earlier = earlier_files(folder)
    rows = _written(images, source, folder / UNFINISHED, spec, reading, progress)
    return _put(folder, earlier, rows)


def _put(folder: Path, earlier: Sequence[str], rows: Iterator["_Row"]) -> Written:
    """Write the files of `rows` out of sight, and put them into `folder` together."""
    is_new, work = not folder.exists(), folder / UNFINISHED
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        written = list(rows)
        write_table(work / NAME, COLUMNS, written)
        files = [row.file for row in written]
        size = sum((work / file).stat().st_size for file in files)
        publish(work, folder, earlier, files)
        is_new = False
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()
    return Written(folder, len(files), size)


class _Row(NamedTuple):
    """A row of the manifest; its columns are `COLUMNS`."""

    file: str
    source: str
    source_sha256: str
    angle_deg: int
    class_name: str
    group: str


def _named(
    images: Sequence[Image], folder: Path
) -> Iterator[tuple[Image, PurePosixPath, str]]:
    """Yield images, paths below `folder`, and names that differ even without ending."""
    taken: set[tuple[PurePosixPath, str]] = set()
    for image in images:
        below = PurePosixPath(image.path.relative_to(folder).as_posix())
        stem, number = below.stem, 1
        while (below.parent, stem.casefold()) in taken:
            number += 1
            stem = f"{below.stem}-{number}"
        taken.add((below.parent, stem.casefold()))
        yield image, below, stem


def _written(
    images: Sequence[Image],
    source: Path,
    work: Path,
    spec: RotationSpec,
    reading: ReadingSpec,
    progress: Progress | None,
) -> Iterator[_Row]:
    """Write all files, and yield each one's row of the manifest."""
    done, total = 0, len(images) * len(spec.angles)
    for image, below, stem in _named(images, source):
        data = _read(image, reading)
        (work / below.parent).mkdir(parents=True, exist_ok=True)
        for angle in spec.angles:
            sign = "-" if angle < 0 else ""
            file = below.with_name(f"{stem}_{sign}{abs(angle):03d}deg.tif").as_posix()
            copy = data._replace(pixels=turned(data.pixels, angle, spec.fill))
            write_tiff(work / file, copy, f"{image.sha256} {angle} {spec.fill}")
            made_from = (below.as_posix(), image.sha256, angle)
            yield _Row(file, *made_from, image.class_name, image.group)
            done += 1
            if progress:
                progress(done, total)


def _read(image: Image, reading: ReadingSpec) -> ImageData:
    with _naming(image):
        if digest_of(image.path) != image.sha256:
            raise UserError(
                tr(
                    "the image has been changed since the folder was read. Check the "
                    "folders again, and then write the turned images."
                )
            )
        return read(image.path, reading)


@contextmanager
def _naming(image: Image) -> Iterator[None]:
    """Say which image an error is about."""
    try:
        yield
    except UserError as error:
        raise UserError(f"{image.path}: {error}") from error
    except OSError as error:
        raise UserError(
            tr(
                "The image {path} cannot be opened any more ({strerror}). Put "
                "it back, or check the folders again.",
                path=image.path,
                strerror=error.strerror,
            )
        ) from error
