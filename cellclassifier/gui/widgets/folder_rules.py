"""Which folders can be training images or a test set, in sentences."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cellclassifier.core.language import tr


def unfit_training(paths: Sequence[Path], tests: Iterable[Path]) -> str:
    """Return why what was chosen cannot be the training images, or nothing."""
    if problem := _not_one_folder(paths, tr("The training images are")):
        return problem
    return (
        _twice(paths[0], tr("a test set of this study")) if _in(paths[0], tests) else ""
    )


def unfit_test(
    paths: Sequence[Path], train: Path | None, others: Iterable[Path]
) -> str:
    """Return why what was chosen cannot be one test set beside others, or nothing."""
    if problem := _not_one_folder(paths, tr("A test set is")):
        return problem
    if train and _in(paths[0], (train,)):
        return _twice(paths[0], tr("the folder of the training images"))
    if _in(paths[0], others):
        return tr("{paths} is a test set of this study already.", paths=paths[0])
    return ""


def _not_one_folder(paths: Sequence[Path], what: str) -> str:
    if len(paths) != 1:
        return tr(
            "{what} one folder, with a sub-folder for each class; {paths} were "
            "dropped. Drop the one folder that holds the class folders.",
            what=what,
            paths=len(paths),
        )
    if not paths[0].exists():
        return tr(
            "{paths} does not exist any more. It may have been moved or renamed, "
            "or its drive is not connected; choose it where it is now.",
            paths=paths[0],
        )
    if not paths[0].is_dir():
        return tr(
            "{paths} is a file. {what} a folder, with a sub-folder for each "
            "class: choose that folder.",
            paths=paths[0].name,
            what=what,
        )
    return ""


def _twice(path: Path, other: str) -> str:
    return tr(
        "{path} is {other} already. Images that a network has learnt say nothing "
        "about how it does on new ones: choose a folder of other images.",
        path=path,
        other=other,
    )


def _in(path: Path, others: Iterable[Path]) -> bool:
    return any(path.resolve() == other.resolve() for other in others)
