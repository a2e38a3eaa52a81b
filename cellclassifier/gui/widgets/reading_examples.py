"""Files that show what can be read of the files of a study, and what is left out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from cellclassifier.core.contents import Contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.images import READERS, describe
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.reading_facts import (
    channels_taken,
    counted,
    is_plain,
    misfits,
)

T = TypeVar("T")

LOOKED_AT = 20
"""Files left out, and files used, that are opened to see what they hold."""


class Examples(NamedTuple):
    """Files to look at.

    Attributes:
        folder: Folder of the training images.
        paths: Those left out because of the choice first, then all images.
        facts: What some of them hold.
        left_out: Number of the files that are left out because of the choice.
        why: Why the first of them is, as a sentence; "" if none is.
    """

    folder: Path = Path()
    paths: tuple[Path, ...] = ()
    facts: Mapping[Path, ImageFacts] = MappingProxyType({})
    left_out: int = 0
    why: str = ""

    @property
    def plain(self) -> bool:
        """Whether none of the files leaves anything to choose."""
        return not self.left_out and all(map(is_plain, self.facts.values()))

    def notice(self) -> str:
        """Return what has to be decided, as sentences; "" if nothing has to be."""
        if self.left_out:
            return tr_n(
                "1 file is left out because of what is chosen under Channels and "
                "planes, such as {paths}. {why}",
                "{files:,} files are left out because of what is chosen under Channels "
                "and planes, such as {paths}. {why}",
                self.left_out,
                files=self.left_out,
                paths=self.paths[0].name,
                why=self.why,
            )
        return ""


def find_examples(contents: Contents, reading: ReadingSpec) -> Examples:
    """Look into some of the files of a study; slow.

    Args:
        contents: What its folders hold under `reading`.
        reading: What is taken of each file.
    """
    images = contents.train.images
    usual = images[0].channels if images else None
    facts = _described(image.path for image in _spread(images))
    left = {
        item.path: item.reason
        for dataset in (contents.train, *contents.tests.values())
        for item in dataset.left_out
        if item.path.suffix.lower() in READERS
    }
    tried = _described(_spread(tuple(left)))
    whys = {path: _why(found, reading, usual) for path, found in tried.items()}
    whys = {path: why for path, why in whys.items() if why}
    # Files that are left out for the same reason need not all be opened.
    reasons = {left[path] for path in whys}
    chosen = [path for path, reason in left.items() if reason in reasons]
    return Examples(
        contents.train.folder,
        (*chosen, *(image.path for image in images)),
        facts | {path: tried[path] for path in whys},
        len(chosen),
        next(iter(whys.values()), ""),
    )


def _spread(items: Sequence[T]) -> Sequence[T]:
    return items[:: max(1, len(items) // LOOKED_AT)][:LOOKED_AT]


def _described(paths: Iterable[Path]) -> dict[Path, ImageFacts]:
    found = {}
    for path in paths:
        try:
            found[path] = describe(path)
        except UserError:
            # Why it cannot be read is told where it is left out.
            continue
    return found


def _why(facts: ImageFacts, reading: ReadingSpec, usual: int | None) -> str:
    """Return why a file is left out because of `reading`, or "" if it is not."""
    if wrong := misfits(facts, reading):
        return next(iter(wrong.values()))
    taken = channels_taken(facts, reading)
    if usual is not None and taken != usual:
        return tr(
            "It has {counted}, most have {usual}: choose the channels so that all have "
            "the same number, or make one grey value of them.",
            counted=counted(taken, "channel"),
            usual=usual,
        )
    return ""
