"""What is wrong with training images and test sets, seen together."""

from collections.abc import Iterable, Iterator

from cellclassifier.core.dataset import Dataset, Problem


def training_problems(dataset: Dataset) -> list[Problem]:
    """Return what is wrong with `dataset` as the training images of a study."""
    found = list(dataset.problems)
    if dataset.usable and len(dataset.classes) < 2:
        name = dataset.classes[0] if dataset.classes else ""
        found.append(
            Problem(
                "error",
                f"There is only one class ('{name}'). A network tells at least two "
                "apart: add a sub-folder with images of another.",
            )
        )
    return found


def testing_problems(test: Dataset, train: Dataset) -> list[Problem]:
    """Return what is wrong with `test` as a test set beside the images of `train`."""
    found = list(test.problems)
    if test.usable and train.usable:
        found.extend(_class_differences(test, train))
        found.extend(_leaks(test, train))
        found.extend(_other_channels(test, train))
    return found


def _class_differences(test: Dataset, train: Dataset) -> Iterator[Problem]:
    unknown = sorted(set(test.classes) - set(train.classes))
    missing = sorted(set(train.classes) - set(test.classes))
    if unknown:
        yield Problem(
            "error",
            f"The test set '{test.folder.name}' has {_quoted(unknown)}, which the "
            f"training images lack: those have {_quoted(train.classes)}. Give the "
            "sub-folders the same names, or take this one out.",
        )
    elif missing:
        yield Problem(
            "attention",
            f"The test set '{test.folder.name}' has no images of {_quoted(missing)}: "
            "its accuracy will say nothing about that class.",
        )


def _leaks(test: Dataset, train: Dataset) -> Iterator[Problem]:
    known = {image.sha256: image.path for image in train.images}
    same = [image for image in test.images if image.sha256 in known]
    if same:
        yield Problem(
            "error",
            f"{len(same)} of {len(test.images)} images of the test set "
            f"'{test.folder.name}' are training images too (such as "
            f"{same[0].path.name}, which is {known[same[0].sha256].name}). The test "
            "would be worthless: take them out of one of the two.",
        )


def _other_channels(test: Dataset, train: Dataset) -> Iterator[Problem]:
    here, there = test.images[0].channels, train.images[0].channels
    if here != there:
        yield Problem(
            "error",
            f"The images of the test set '{test.folder.name}' have {here} channels, "
            f"the training images {there}. Save both in the same way.",
        )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
