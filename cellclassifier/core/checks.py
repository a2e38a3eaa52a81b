"""What is wrong with training images and test sets, seen together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from cellclassifier.core.dataset import Dataset, Problem
from cellclassifier.core.dealing import folds_problem
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.set_differences import differences

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
                tr(
                    "There is only one class ('{name}'). A network tells at least two "
                    "apart: add a sub-folder with images of another.",
                    name=name,
                ),
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
        found.extend(differences(name, test, train))
    return found


def _few_tiles(dataset: Dataset, tiles: Mapping[str, int] | None) -> Iterator[Problem]:
    for name, count in (tiles or dataset.counts).items():
        if 0 < count < FEW_TILES:
            text = tr_n(
                "Class '{name}' has only 1 tile; {least} or more give numbers that "
                "mean something. Add images, or cut them into more tiles.",
                "Class '{name}' has only {count} tiles; {least} or more give numbers "
                "that mean something. Add images, or cut them into more tiles.",
                count,
                name=name,
                count=count,
                least=FEW_TILES,
            )
            yield Problem("attention", text)


def _one_source(dataset: Dataset, validation: bool) -> Iterator[Problem]:
    for name, group, alone in _single_sources(dataset):
        if alone:
            source = tr(
                "All of class '{name}' comes from one image ({group})",
                name=name,
                group=group,
            )
        else:
            source = tr(
                "All images of class '{name}' belong to one group ({group})",
                name=name,
                group=group,
            )
        yield Problem("attention", _peculiar(source, name, validation))


def _peculiar(source: str, name: str, validation: bool) -> str:
    """Return what follows where a class comes from one source, of which is told."""
    if validation:
        return tr(
            "{source}, so the network cannot tell the class from what is peculiar to "
            "that one, and none of them can be kept aside for validation. Add images "
            "of '{name}' from another dish, field or day, or group them in another "
            "way.",
            source=source,
            name=name,
        )
    return tr(
        "{source}, so the network cannot tell the class from what is peculiar to that "
        "one. Add images of '{name}' from another dish, field or day, or group them in "
        "another way.",
        source=source,
        name=name,
    )


def _one_source_of_test(name: str, test: Dataset) -> Iterator[Problem]:
    for class_name, group, alone in _single_sources(test):
        if alone:
            source = tr(
                "In the test set '{test}' all of class '{name}' comes from one image "
                "({group})",
                test=name,
                name=class_name,
                group=group,
            )
        else:
            source = tr(
                "In the test set '{test}' all images of class '{name}' belong to one "
                "group ({group})",
                test=name,
                name=class_name,
                group=group,
            )
        text = tr(
            "{source}: how well '{name}' is told there says little about others. Add "
            "images of it from another dish, field or day.",
            source=source,
            name=class_name,
        )
        yield Problem("attention", text)


def _single_sources(dataset: Dataset) -> Iterator[tuple[str, str, bool]]:
    """Yield each class that comes from one image or group; which; is it an image."""
    files: Counter[str] = Counter()
    groups: dict[str, set[str]] = defaultdict(set)
    for image in dataset.images:
        files[image.class_name] += 1
        groups[image.class_name].add(image.group)
    last = {image.class_name: image.path.name for image in dataset.images}
    for name in dataset.classes:
        if files[name] == 1:
            yield name, last[name], True
        elif len(groups[name]) == 1:
            yield name, next(iter(groups[name])), False


def _imbalance(dataset: Dataset, tiles: Mapping[str, int] | None) -> Iterator[Problem]:
    if found := _unequal(tiles or dataset.counts):
        text = tr(
            "Class '{most}' has {ratio:.3g} times as many tiles as '{least}' "
            "({many:,} to {few:,}): always answering '{most}' would be right in "
            "{share:.1f} %, and a network may settle for that. Add images of the "
            "smaller classes or take some of the larger one out.",
            **found,
        )
        yield Problem("attention", text)


def _imbalance_of_test(
    name: str, test: Dataset, tiles: Mapping[str, int] | None
) -> Iterator[Problem]:
    if found := _unequal(tiles or test.counts):
        text = tr(
            "In the test set '{test}' class '{most}' has {ratio:.3g} times as many "
            "tiles as '{least}' ({many:,} to {few:,}): always answering '{most}' would "
            "be right in {share:.1f} %: judge each class by itself, not by the "
            "accuracy over all.",
            test=name,
            **found,
        )
        yield Problem("attention", text)


def _unequal(counts: Mapping[str, int]) -> dict[str, object]:
    """Return by how much classes differ, and what it is worth; or nothing."""
    there = {name: count for name, count in counts.items() if count}
    if not there:
        return {}
    most = max(there, key=lambda name: there[name])
    least = min(there, key=lambda name: there[name])
    many, few = there[most], there[least]
    if many / few < IMBALANCE:
        return {}
    share = 100 * many / sum(there.values())
    return {
        "most": most,
        "least": least,
        "ratio": many / few,
        "many": many,
        "few": few,
        "share": share,
    }
