"""What may be wrong with the tiles of a study, beside copies: as sentences."""

from collections.abc import Iterator, Mapping, Sequence

from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Problem
from cellclassifier.core.intensity import warning
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tiling import Tile
from cellclassifier.core.wrong_labels import Marked, WrongLabel, told_of

Found = Iterator[tuple[str, Problem]]
"""Problems with "train" or the name of the test set that they are about."""


def of_intensity(spec: StudySpec) -> Found:
    """Yield what is wrong with the intensity rule."""
    if text := warning(spec.intensity):
        yield "train", Problem("attention", text)


def emptied(
    contents: Contents,
    tables: Mapping[str, Sequence[Tile]],
    marked: Sequence[Marked],
) -> Found:
    """Yield a problem for each class of which leaving tiles out left none.

    Args:
        contents: What the folders hold.
        tables: The tiles that are kept, by "train" and the names of the test sets.
        marked: Tiles of "train" with a label that was marked as wrong, in use or not.
    """
    gone = {each.tile.class_name for each in marked}
    for name, dataset in {"train": contents.train, **contents.tests}.items():
        # Marks may leave a class in validation alone; nothing else does.
        left = {
            tile.class_name
            for tile in tables[name]
            if tile.part != "validation" or tile.class_name not in gone
        }
        for class_name, count in dataset.counts.items():
            if not count or class_name in left:
                continue
            words = _all_dropped(class_name, name)
            if name == "train" and class_name in gone:
                words = _all_marked(class_name)
            yield name, Problem("error", words)


def of_marked(
    spec: StudySpec,
    contents: Contents,
    marked: Sequence[Marked],
    labels: Sequence[WrongLabel],
) -> Found:
    """Yield what is to be known where tiles with marked labels are left out."""
    if spec.training.marked_labels == "left out":
        images = {image.path for image in contents.train.images}
        for sentence in told_of(marked, labels, images):
            yield "train", Problem("attention", sentence)


def _all_marked(class_name: str) -> str:
    return (
        f"With the marked labels left out no tile of class '{class_name}' is left to "
        "train on. Use them, or withdraw some of the marks."
    )


def _all_dropped(class_name: str, name: str) -> str:
    where = "the training images" if name == "train" else f"the test set '{name}'"
    return (
        f"All tiles of class '{class_name}' in {where} count as near-empty and are "
        "dropped. Lower the least contrast under Tiles."
    )
