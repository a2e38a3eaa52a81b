"""What is wrong with training images and test sets, seen together."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cellclassifier.core.dataset import Dataset, Problem
from cellclassifier.core.intensity import effective_depth

FEW_TILES = 20
"""Tiles of a class below which a sentence warns."""


def training_problems(
    dataset: Dataset, tiles_an_image: int = 1, validation: bool = False
) -> list[Problem]:
    """Return what is wrong with `dataset` as the training images of a study.

    Args:
        dataset: What was found in the folder.
        tiles_an_image: Tiles that each image is cut into.
        validation: Whether part of the tiles is to be kept aside.
    """
    found = list(dataset.problems)
    if not dataset.usable:
        return found
    if len(dataset.classes) < 2:
        name = dataset.classes[0] if dataset.classes else ""
        found.append(
            Problem(
                "error",
                f"There is only one class ('{name}'). A network tells at least two "
                "apart: add a sub-folder with images of another.",
            )
        )
    found.extend(_few_tiles(dataset, tiles_an_image))
    if validation:
        found.extend(_no_validation(dataset))
    return found


def testing_problems(
    name: str, test: Dataset, train: Dataset, tiles_an_image: int
) -> list[Problem]:
    """Return what is wrong with the test set `name` beside the images of `train`."""
    found = list(test.problems)
    if test.usable:
        found.extend(_few_tiles(test, tiles_an_image))
    if test.usable and train.usable:
        found.extend(_class_differences(name, test, train))
        found.extend(_leaks(name, test, train))
        found.extend(_shared_groups(name, test, train))
        found.extend(_other_channels(name, test, train))
        found.extend(_other_depth(name, test, train))
        found.extend(_other_size(name, test, train))
    return found


def _few_tiles(dataset: Dataset, tiles_an_image: int) -> Iterator[Problem]:
    for name, count in dataset.counts.items():
        tiles = count * tiles_an_image
        if 0 < tiles < FEW_TILES:
            number = "1 tile" if tiles == 1 else f"{tiles} tiles"
            yield Problem(
                "attention",
                f"Class '{name}' has only {number}; {FEW_TILES} or more give numbers "
                "that mean something.",
            )


def _no_validation(dataset: Dataset) -> Iterator[Problem]:
    for name in dataset.classes:
        groups = {image.group for image in dataset.images if image.class_name == name}
        if len(groups) == 1:
            yield Problem(
                "attention",
                f"All images of class '{name}' belong to one group "
                f"({next(iter(groups))}), so none of them can be kept aside for "
                "validation. Add images of another group, or group them in another "
                "way.",
            )


def _class_differences(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    unknown = sorted(set(test.classes) - set(train.classes))
    missing = sorted(set(train.classes) - set(test.classes))
    if unknown:
        yield Problem(
            "error",
            f"The test set '{name}' has {_quoted(unknown)}, which the "
            f"training images lack: those have {_quoted(train.classes)}. Give the "
            "sub-folders the same names, or take this one out.",
        )
    elif missing:
        yield Problem(
            "attention",
            f"The test set '{name}' has no images of {_quoted(missing)}: "
            "its accuracy will say nothing about that class.",
        )


def _leaks(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    known = {image.sha256: image.path for image in train.images}
    same = [image for image in test.images if image.sha256 in known]
    if same:
        yield Problem(
            "error",
            f"{len(same)} of {len(test.images)} images of the test set "
            f"'{name}' are training images too (such as "
            f"{same[0].path.name}, which is {known[same[0].sha256].name}). The test "
            "would be worthless: take them out of one of the two.",
        )


def _shared_groups(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    shared = sorted(
        {image.group for image in test.images} & {image.group for image in train.images}
    )
    if shared and test.grouping == train.grouping != "each image alone":
        number = "1 group" if len(shared) == 1 else f"{len(shared)} groups"
        yield Problem(
            "attention",
            f"The test set '{name}' and the training images share {number} (such as "
            f"{shared[0]}). If that is the same dish, field or day, the test is too "
            "easy: take such images out of one of the two.",
        )


def _other_channels(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here, there = test.images[0].channels, train.images[0].channels
    if here != there:
        yield Problem(
            "error",
            f"The images of the test set '{name}' have {here} channels, "
            f"the training images {there}. Save both in the same way.",
        )


def _other_depth(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here = effective_depth(image.extent for image in test.images)
    there = effective_depth(image.extent for image in train.images)
    types = [{image.extent.dtype for image in each.images} for each in (test, train)]
    if not types[0] & types[1] and here[:2] != there[:2]:
        yield Problem(
            "error",
            f"The images of the test set '{name}' are stored as {here.text}, the "
            f"training images as {there.text}. One intensity rule serves both, so the "
            "test would look far too dark or bright. Save both in the same way.",
        )
    elif here.white > there.white:
        yield Problem(
            "attention",
            f"The test set '{name}' holds brighter pixels ({here.text}) than the "
            f"training images ({there.text}): was it taken with other settings?",
        )


def _other_size(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here, there = _usual_size(test), _usual_size(train)
    if here != there:
        yield Problem(
            "attention",
            f"Most images of the test set '{name}' are {here[0]} x {here[1]} pixels, "
            f"most training images {there[0]} x {there[1]}. Both are resized to the "
            "input size, so their cells will differ in scale.",
        )


def _usual_size(dataset: Dataset) -> tuple[int, int]:
    sizes = Counter((image.width, image.height) for image in dataset.images)
    return sizes.most_common(1)[0][0]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
