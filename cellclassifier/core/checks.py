"""What is wrong with training images and test sets, seen together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cellclassifier.core.dataset import Dataset, Problem
from cellclassifier.core.dealing import folds_problem
from cellclassifier.core.intensity import effective_depth

FEW_TILES = 20
"""Tiles of a class below which a sentence warns."""


IMBALANCE = 2.0
"""Tiles of the largest class to those of the smallest from which a sentence warns."""


def training_problems(
    dataset: Dataset,
    tiles: Mapping[str, int] | None = None,
    validation: bool = False,
    folds: int = 0,
) -> list[Problem]:
    """Return what is wrong with `dataset` as the training images of a study.

    Args:
        dataset: What was found in the folder.
        tiles: Number of tiles of each class; ``None`` for one of each
            image.
        validation: Whether part of the tiles is to be kept aside.
        folds: Number of folds that they are dealt into, 0 for none.
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
    found.extend(_few_tiles(dataset, tiles))
    found.extend(_one_source(dataset, validation))
    found.extend(_imbalance(dataset, tiles))
    if folds and (problem := folds_problem(dataset.images, folds)):
        found.append(Problem("error", problem))
    return found


def testing_problems(
    name: str, test: Dataset, train: Dataset, tiles: Mapping[str, int] | None
) -> list[Problem]:
    """Return what is wrong with the test set `name` beside the images of `train`.

    Args:
        name: Name of the test set.
        test: What was found in its folder.
        train: The training images.
        tiles: Number of tiles of each class of `test`; ``None`` for one of
            each image.
    """
    found = list(test.problems)
    if test.usable:
        found.extend(_few_tiles(test, tiles))
        found.extend(_one_source_of_test(name, test))
        found.extend(_imbalance_of_test(name, test, tiles))
    if test.usable and train.usable:
        found.extend(_class_differences(name, test, train))
        found.extend(_other_channels(name, test, train))
        found.extend(_other_depth(name, test, train))
        found.extend(_other_size(name, test, train))
    return found


def _few_tiles(dataset: Dataset, tiles: Mapping[str, int] | None) -> Iterator[Problem]:
    for name, count in (tiles or dataset.counts).items():
        if 0 < count < FEW_TILES:
            number = "1 tile" if count == 1 else f"{count} tiles"
            yield Problem(
                "attention",
                f"Class '{name}' has only {number}; {FEW_TILES} or more give numbers "
                "that mean something. Add images, or cut them into more tiles.",
            )


def _one_source(dataset: Dataset, validation: bool) -> Iterator[Problem]:
    aside = ", and none of them can be kept aside for validation" if validation else ""
    for name, source in _single_sources(dataset):
        yield Problem(
            "attention",
            f"{source}, so the network cannot tell the class from what is peculiar to "
            f"that one{aside}. Add images of '{name}' from another dish, field or day, "
            "or group them in another way.",
        )


def _one_source_of_test(name: str, test: Dataset) -> Iterator[Problem]:
    for class_name, source in _single_sources(test):
        yield Problem(
            "attention",
            f"In the test set '{name}' {source[0].lower()}{source[1:]}: how well "
            f"'{class_name}' is told there says little about others. Add images of it "
            "from another dish, field or day.",
        )


def _single_sources(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each class of which all comes from one image or group, and says so."""
    files: Counter[str] = Counter()
    groups: dict[str, set[str]] = defaultdict(set)
    for image in dataset.images:
        files[image.class_name] += 1
        groups[image.class_name].add(image.group)
    last = {image.class_name: image.path.name for image in dataset.images}
    for name in dataset.classes:
        if files[name] == 1:
            yield name, f"All of class '{name}' comes from one image ({last[name]})"
        elif len(groups[name]) == 1:
            group = next(iter(groups[name]))
            yield name, f"All images of class '{name}' belong to one group ({group})"


def _imbalance(dataset: Dataset, tiles: Mapping[str, int] | None) -> Iterator[Problem]:
    if text := _unequal(tiles or dataset.counts):
        yield Problem(
            "attention",
            f"{text}, and a network may settle for that. Add images of the smaller "
            "classes or take some of the larger one out.",
        )


def _imbalance_of_test(
    name: str, test: Dataset, tiles: Mapping[str, int] | None
) -> Iterator[Problem]:
    if text := _unequal(tiles or test.counts):
        yield Problem(
            "attention",
            f"In the test set '{name}' {text[0].lower()}{text[1:]}: judge each class "
            "by itself, not by the accuracy over all.",
        )


def _unequal(counts: Mapping[str, int]) -> str:
    """Return by how much classes differ, and what it is worth; or nothing."""
    there = {name: count for name, count in counts.items() if count}
    if not there:
        return ""
    most = max(there, key=lambda name: there[name])
    least = min(there, key=lambda name: there[name])
    ratio = there[most] / there[least]
    if ratio < IMBALANCE:
        return ""
    share = 100 * there[most] / sum(there.values())
    return (
        f"Class '{most}' has {ratio:.3g} times as many tiles as '{least}' "
        f"({there[most]:,} to {there[least]:,}): always answering '{most}' would be "
        f"right in {share:.1f} %"
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
