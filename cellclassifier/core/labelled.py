"""What has a class and a group, and whether there are groups enough to deal."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from cellclassifier.core.language import tr, tr_n


class Labelled(Protocol):
    """What has a class and a group: a tile, or an image."""

    @property
    def class_name(self) -> str:
        """Name of its class."""

    @property
    def group(self) -> str:
        """Name of its group."""


def folds_problem(tiles: Iterable[Labelled], folds: int) -> str:
    """Return why tiles cannot be dealt into so many folds, or nothing."""
    groups: dict[str, set[str]] = defaultdict(set)
    for tile in tiles:
        groups[tile.class_name].add(tile.group)
    for name, found in sorted(groups.items()):
        if len(found) < folds:
            count = len(found)
            return tr(
                "Class '{name}' has only {number}; {folds} folds need at least "
                "{folds}, since a group is never divided. Choose fewer folds, add "
                "images of other groups, or group them in another way.",
                name=name,
                number=tr_n("1 group", "{count} groups", count, count=count),
                folds=folds,
            )
    return ""
