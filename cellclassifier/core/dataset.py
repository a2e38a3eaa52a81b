"""Folders of images, one sub-folder a class, read and checked before anything is cut.

Nothing is left out without a reason, and nothing is ever written into these folders.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.folders import LeftOut, folder_problem, is_of_system, walk
from cellclassifier.core.grouping import find_grouping
from cellclassifier.core.images import READERS, read_image
from cellclassifier.core.intensity import Extent
from cellclassifier.core.pixels import Pixels
from cellclassifier.core.spec import GroupSpec

SMALLEST_SIDE = 8
"""Images with a shorter side, in pixels, cannot show a cell."""


class Image(NamedTuple):
    """One readable image: where it is, what it belongs to, and what its pixels are."""

    path: Path
    class_name: str
    group: str
    width: int
    height: int
    channels: int
    extent: Extent
    mean: float
    sha256: str


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
    folder: Path, groups: GroupSpec | None = None, progress: Progress | None = None
) -> Dataset:
    """Read every image of `folder`, whose sub-folders are the classes.

    Args:
        folder: Folder with one sub-folder a class; images may lie deeper in these.
        groups: How images are gathered into groups.
        progress: Called with the number of files done and the number of all.

    Returns:
        What was found; what is wrong is told in its `problems`, never raised.
    """
    groups = groups or GroupSpec()
    if problem := folder_problem(folder):
        return Dataset(folder, (), (), (), (Problem("error", problem),), "")
    found = walk(folder)
    images: list[Image] = []
    left_out = list(found.left_out)
    # One stray file beside the sub-folders must not undo the groups.
    named = [path for _, path in found.files if _is_image_name(path)]
    name_group, grouping = find_grouping(folder, named, groups)
    for done, (class_name, path) in enumerate(found.files, 1):
        try:
            images.append(read_entry(path, class_name, name_group(path)))
        except UserError as error:
            left_out.append(LeftOut(path, str(error)))
        if progress:
            progress(done, len(found.files))
    images, copies, mixed = _without_copies(images)
    images, odd = _same_channels(images)
    left_out += copies + odd
    dataset = Dataset(
        folder, found.classes, tuple(images), tuple(left_out), (), grouping
    )
    return dataset._replace(problems=(*mixed, *_problems(dataset)))


def read_entry(path: Path, class_name: str, group: str) -> Image:
    """Read one image file and describe it.

    Raises:
        UserError: The file is no image that can be used; the sentence says why.
    """
    if is_of_system(path):
        raise UserError("a file of the operating system, not an image.")
    pixels = read_image(path)
    _refuse_useless(pixels)
    extent = Extent(str(pixels.dtype), float(pixels.min()), float(pixels.max()))
    height, width, channels = pixels.shape
    mean = float(pixels.mean(dtype="float64"))
    return Image(
        path, class_name, group, width, height, channels, extent, mean, sha256(path)
    )


def _refuse_useless(pixels: Pixels) -> None:
    height, width, _ = pixels.shape
    if min(height, width) < SMALLEST_SIDE:
        raise UserError(
            f"only {width} x {height} pixels; expected at least {SMALLEST_SIDE} x "
            f"{SMALLEST_SIDE}. Take the image in its full size."
        )
    if pixels.min() == pixels.max():
        raise UserError(
            f"every pixel is {pixels.flat[0]}: there is nothing to see. Check whether "
            "the exposure or the export failed."
        )


def _is_image_name(path: Path) -> bool:
    """Tell whether a file looks like an image, by its name alone."""
    return path.suffix.lower() in READERS and not is_of_system(path)


def _without_copies(
    images: list[Image],
) -> tuple[list[Image], list[LeftOut], list[Problem]]:
    """Keep the first of files that are the same to the byte.

    Copies on both sides of a split, or counted twice in a test, make numbers wrong.
    """
    first: dict[str, Image] = {}
    copies, mixed = [], []
    for image in images:
        kept = first.setdefault(image.sha256, image)
        if kept is not image:
            reason = f"the same file as {kept.path.name}; one of them is enough."
            copies.append(LeftOut(image.path, reason))
        if kept.class_name != image.class_name:
            mixed.append(Problem("error", _in_two_classes(kept, image)))
    return list(first.values()), copies, mixed[:3]


def _in_two_classes(one: Image, other: Image) -> str:
    return (
        f"{one.path.name} of class '{one.class_name}' and {other.path.name} of class "
        f"'{other.class_name}' are the same file. Take it out of the wrong class."
    )


def _same_channels(images: list[Image]) -> tuple[list[Image], list[LeftOut]]:
    """Keep the images with the most frequent number of channels."""
    if not images:
        return [], []
    usual = Counter(image.channels for image in images).most_common(1)[0][0]
    reason = "has {} channels; most images here have {}. Save all of them in one way."
    odd = [
        LeftOut(image.path, reason.format(image.channels, usual))
        for image in images
        if image.channels != usual
    ]
    return [image for image in images if image.channels == usual], odd


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
    found = f"none of {len(tried)} readable" if tried else "no files"
    return (
        f"Class '{name}' has no image that can be used ({found}). Add images to the "
        "folder, or take the folder away."
    )


def _uniformity(dataset: Dataset) -> Iterator[Problem]:
    sizes = Counter((image.width, image.height) for image in dataset.images)
    if len(sizes) > 1:
        (width, height), count = sizes.most_common(1)[0]
        yield Problem(
            "attention",
            f"Images differ in size: {count} of {len(dataset.images)} are {width} x "
            f"{height}, the others not. All are resized to the input size, so their "
            "cells will differ in scale.",
        )
    depths = Counter(image.extent.dtype for image in dataset.images)
    if len(depths) > 1:
        found = ", ".join(f"{count} {dtype}" for dtype, count in depths.most_common())
        yield Problem(
            "attention",
            f"Images differ in depth ({found}). One intensity rule serves all of them, "
            "so those of lower depth will look dark.",
        )
