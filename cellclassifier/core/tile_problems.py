"""What may be wrong with the tiles of a study, beside copies: as sentences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Problem
from cellclassifier.core.intensity import warning
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tiling import Tile
from cellclassifier.core.wrong_labels import Marked, WrongLabel, box_of

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
        for sentence in _told(marked, labels, images):
            yield "train", Problem("attention", sentence)


def _all_marked(class_name: str) -> str:
    return tr(
        "With the marked labels left out no tile of class '{name}' is left to train "
        "on. Use them, or withdraw some of the marks.",
        name=class_name,
    )


def _all_dropped(class_name: str, name: str) -> str:
    if name == "train":
        return tr(
            "All tiles of class '{name}' in the training images count as near-empty "
            "and are dropped. Lower the least contrast under Tiles.",
            name=class_name,
        )
    return tr(
        "All tiles of class '{name}' in the test set '{test}' count as near-empty and "
        "are dropped. Lower the least contrast under Tiles.",
        name=class_name,
        test=name,
    )


def _told(
    marked: Sequence[Marked], labels: Sequence[WrongLabel], images: Collection[Path]
) -> Iterator[str]:
    """Yield sentences on what was left out, and on marks that could not be followed.

    Args:
        marked: The tiles that were left out.
        labels: All marks of the study.
        images: The training images.
    """
    if marked:
        yield tr_n(
            "1 tile is left out of training and validation, since the label was "
            "marked as wrong.",
            "{number:,} tiles are left out of training and validation, since the "
            "label was marked as wrong.",
            len(marked),
            number=len(marked),
        )
    followed = {(each.tile.image, box_of(each.tile)) for each in marked}
    lost = [
        each
        for each in labels
        if each.image in images and each.box and (each.image, each.box) not in followed
    ]
    if lost:
        yield tr_n(
            "1 mark is on a tile that is not cut like that any more (such as one of "
            "{image}), and cannot be followed. Mark the tiles of now, or the whole "
            "image.",
            "{number:,} marks are on a tile that is not cut like that any more (such "
            "as one of {image}), and cannot be followed. Mark the tiles of now, or the "
            "whole image.",
            len(lost),
            number=len(lost),
            image=lost[0].image.name,
        )
