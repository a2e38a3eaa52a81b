"""What a grid shows of many tiles, made when a tile comes into sight."""

from collections.abc import Callable, Hashable, Sequence
from typing import overload

from cellclassifier.gui.widgets.tile_delegate import Item


class ItemList(Sequence[Item]):
    """Items that are made one by one, each when it is asked for.

    A hundred thousand items take a third of a second to make and only some dozens are
    in sight; their keys are known without making them.
    """

    def __init__(
        self,
        keys: Sequence[Hashable],
        make: Callable[[int], Item],
        lines: int,
    ) -> None:
        """Make a list.

        Args:
            keys: The key of each item, in order.
            make: Returns the item at a place, from 0; its key is that of `keys`.
            lines: The most lines of text that an item has below its tile.
        """
        self.keys = keys
        self.lines = lines
        self._make = make

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(f"there is no item {place} of {len(self)}")
        return self._make(place % len(self))


def keys_of(items: Sequence[Item]) -> Sequence[Hashable]:
    """Return the keys of items, making none that does not exist yet."""
    return items.keys if isinstance(items, ItemList) else [item.key for item in items]


def lines_of(items: Sequence[Item]) -> int:
    """Return the most lines of text that any of the items has."""
    if isinstance(items, ItemList):
        return items.lines
    return max((bool(item.caption) + bool(item.second) for item in items), default=0)
