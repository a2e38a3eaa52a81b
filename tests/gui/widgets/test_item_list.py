import pytest

from cellclassifier.gui.widgets.item_list import ItemList, keys_of, lines_of
from cellclassifier.gui.widgets.tile_delegate import Item


@pytest.fixture
def made():
    return []


@pytest.fixture
def items(made):
    def make(place):
        made.append(place)
        return Item(10 * place, f"tile {place}")

    return ItemList([0, 10, 20], make, 2)


def test_items_are_made_when_they_are_asked_for(items, made):
    assert (len(items), keys_of(items), lines_of(items)) == (3, [0, 10, 20], 2)
    assert made == []
    assert items[1].caption == "tile 1"
    assert made == [1]


def test_they_are_a_sequence(items):
    assert [item.key for item in items] == [0, 10, 20]
    assert items[-1].key == 20
    assert [item.key for item in items[1:]] == [10, 20]
    with pytest.raises(IndexError, match="3"):
        items[3]


def test_items_that_exist_tell_the_same():
    plain = [Item(1, "a"), Item(2, "a", "b")]
    assert keys_of(plain) == [1, 2]
    assert lines_of(plain) == 2
    assert lines_of([]) == 0
