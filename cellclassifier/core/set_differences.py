"""Where a test set differs from the training images, so that it cannot test them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cellclassifier.core.dataset import Dataset, Problem
from cellclassifier.core.intensity import effective_depth
from cellclassifier.core.language import tr


def differences(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    """Yield where the test set `name` differs from the images of `train`.

    Args:
        name: Name of the test set.
        test: What was found in its folder; at least one image.
        train: The training images; at least one.
    """
    yield from _class_differences(name, test, train)
    yield from _other_channels(name, test, train)
    yield from _other_depth(name, test, train)
    yield from _other_size(name, test, train)


def _class_differences(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    unknown = sorted(set(test.classes) - set(train.classes))
    missing = sorted(set(train.classes) - set(test.classes))
    if unknown:
        yield Problem(
            "error",
            tr(
                "The test set '{name}' has {unknown}, which the training images lack: "
                "those have {known}. Give the sub-folders the same names, or take "
                "this one out.",
                name=name,
                unknown=_quoted(unknown),
                known=_quoted(train.classes),
            ),
        )
    elif missing:
        yield Problem(
            "attention",
            tr(
                "The test set '{name}' has no images of {missing}: its accuracy will "
                "say nothing about that class.",
                name=name,
                missing=_quoted(missing),
            ),
        )


def _other_channels(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here, there = test.images[0].channels, train.images[0].channels
    if here != there:
        yield Problem(
            "error",
            tr(
                "The images of the test set '{name}' have {here} channels, the "
                "training images {there}. Save both in the same way.",
                name=name,
                here=here,
                there=there,
            ),
        )


def _other_depth(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here = effective_depth(image.extent for image in test.images)
    there = effective_depth(image.extent for image in train.images)
    types = [{image.extent.dtype for image in each.images} for each in (test, train)]
    if not types[0] & types[1] and here[:2] != there[:2]:
        yield Problem(
            "error",
            tr(
                "The images of the test set '{name}' are stored as {here}, the "
                "training images as {there}. One intensity rule serves both, so the "
                "test would look far too dark or bright. Save both in the same way.",
                name=name,
                here=here.text,
                there=there.text,
            ),
        )
    elif here.white > there.white:
        yield Problem(
            "attention",
            tr(
                "The test set '{name}' holds brighter pixels ({here}) than the "
                "training images ({there}): was it taken with other settings?",
                name=name,
                here=here.text,
                there=there.text,
            ),
        )


def _other_size(name: str, test: Dataset, train: Dataset) -> Iterator[Problem]:
    here, there = _usual_size(test), _usual_size(train)
    if here != there:
        yield Problem(
            "attention",
            tr(
                "Most images of the test set '{name}' are {width} x {height} pixels, "
                "most training images {other_width} x {other_height}. Both are "
                "resized to the input size, so their cells will differ in scale.",
                name=name,
                width=here[0],
                height=here[1],
                other_width=there[0],
                other_height=there[1],
            ),
        )


def _usual_size(dataset: Dataset) -> tuple[int, int]:
    sizes = Counter((image.width, image.height) for image in dataset.images)
    return sizes.most_common(1)[0][0]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
