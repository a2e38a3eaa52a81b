"""Folders of images, one sub-folder a class, read and checked before anything is cut.

Nothing is left out without a reason, and nothing is ever written into these folders.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from cellclassifier.core import manifest
from cellclassifier.core.entries import Entries, Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import (
    LeftOut,
    folder_problem,
    is_of_system,
    usual_reason,
    walk,
)
from cellclassifier.core.grouping import find_grouping
from cellclassifier.core.histogram import Histogram, added
from cellclassifier.core.images import READERS
from cellclassifier.core.language import tr
from cellclassifier.core.manifest import read_manifest
from cellclassifier.core.tile_spec import GroupSpec, ReadingSpec


class Problem(NamedTuple):
    """Something the user has to know: an error stops the work, the rest only warns."""

    level: Literal["error", "attention"]
    text: str


class Dataset(NamedTuple):
    """What was found in one folder."""

    folder: Path
    classes: tuple[str, ...]
    images: tuple[Image, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    grouping: str
    histograms: Mapping[str, Histogram] = MappingProxyType({})

    @property
    def histogram(self) -> Histogram:
        """The raw values of all images; `histograms` has those of each class."""
        return added(self.histograms.values())

    @property
    def usable(self) -> bool:
        """Whether nothing found here stops the work."""
        return not any(problem.level == "error" for problem in self.problems)

    @property
    def counts(self) -> dict[str, int]:
        """Number of images of each class, in the order of the classes."""
        found = Counter(image.class_name for image in self.images)
        return {name: found[name] for name in self.classes}

    @property
    def groups(self) -> int:
        """Number of groups."""
        return len({image.group for image in self.images})


Progress = Callable[[int, int], None]


def scan(
    folder: Path,
    groups: GroupSpec | None = None,
    progress: Progress | None = None,
    reading: ReadingSpec | None = None,
) -> Dataset:
    """Read every image of `folder`, whose sub-folders are the classes.

    Args:
        folder: Folder with one sub-folder a class; images may lie deeper in these.
        groups: How images are gathered into groups.
        progress: Called with the number of files done and the number of all.
        reading: What is taken of each file.

    Returns:
        What was found; what is wrong is told in its `problems`, never raised.
    """
    groups, reading = groups or GroupSpec(), reading or ReadingSpec()
    if problem := folder_problem(folder):
        return Dataset(folder, (), (), (), (Problem("error", problem),), "")
    found = walk(folder)
    # One stray file beside the sub-folders must not undo the groups.
    named = [path for _, path in found.files if _is_image_name(path)]
    try:
        name_group, grouping = find_grouping(folder, named, groups)
    except UserError as error:
        wrong = Problem("error", str(error))
        return Dataset(folder, found.classes, (), found.left_out, (wrong,), "")
    entries = Entries(reading)
    for done, (class_name, path) in enumerate(found.files, 1):
        entries.read(path, class_name, name_group)
        if progress:
            progress(done, len(found.files))
    images, histograms, odd = entries.with_usual_channels()
    dataset = Dataset(
        folder,
        found.classes,
        tuple(images),
        (*_not_ours(folder, found.left_out), *entries.left_out, *odd),
        (),
        grouping,
        histograms,
    )
    mixed = [Problem("error", sentence) for sentence in entries.mixed[:3]]
    return dataset._replace(problems=(*mixed, *_problems(dataset)))


def _not_ours(folder: Path, left_out: tuple[LeftOut, ...]) -> Iterator[LeftOut]:
    """Pass over the manifest of turned copies, which the groups come from."""
    for item in left_out:
        if item.path != folder / manifest.NAME or read_manifest(folder) is None:
            yield item


def _is_image_name(path: Path) -> bool:
    """Tell whether a file looks like an image, by its name alone."""
    return path.suffix.lower() in READERS and not is_of_system(path)


def _problems(dataset: Dataset) -> Iterator[Problem]:
    for name, count in dataset.counts.items():
        if count == 0:
            yield Problem("error", _no_images(dataset, name))
    yield from _uniformity(dataset)


def _no_images(dataset: Dataset, name: str) -> str:
    folder = dataset.folder / name
    tried = [
        item
        for item in dataset.left_out
        if folder in item.path.parents or folder == item.path
    ]
    if tried:
        found = tr("none of {number} readable", number=len(tried))
    else:
        found = tr("no files")
    said = tr(
        "Class '{name}' has no image that can be used ({found}). Add images to the "
        "folder, or take the folder away.",
        name=name,
        found=found,
    )
    return f"{said} {usual_reason(tried)}".rstrip()


def _uniformity(dataset: Dataset) -> Iterator[Problem]:
    sizes = Counter((image.width, image.height) for image in dataset.images)
    if len(sizes) > 1:
        (width, height), count = sizes.most_common(1)[0]
        yield Problem(
            "attention",
            tr(
                "Images differ in size: {count} of {images} are {width} x {height}, "
                "the others not. All are resized to the input size, so their cells "
                "will differ in scale.",
                count=count,
                images=len(dataset.images),
                width=width,
                height=height,
            ),
        )
    depths = Counter(image.extent.dtype for image in dataset.images)
    if len(depths) > 1:
        found = ", ".join(f"{count} {dtype}" for dtype, count in depths.most_common())
        yield Problem(
            "attention",
            tr(
                "Images differ in depth ({found}). One intensity rule serves all of "
                "them, so those of lower depth will look dark.",
                found=found,
            ),
        )
