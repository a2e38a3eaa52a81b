"""The table of pairs: order, choice, and pictures of those in sight only."""

from pathlib import Path

import leaked
import numpy as np
import pytest
from PySide6.QtCore import Qt

from cellclassifier.gui.widgets.leak_model import (
    COLUMNS,
    KIND,
    ONE,
    SHIFTED,
    SIMILARITY,
    TURNED,
    LeakModel,
)
from cellclassifier.gui.widgets.leak_table import LeakTable

DOWN = Qt.SortOrder.DescendingOrder


def many(count):
    kinds = ("turned copy", "same file", "shifted crop", "near copy")
    return [
        leaked.row(
            Path(f"one_{n:05d}.png"),
            Path(f"other_{n:05d}.png"),
            kinds[n % 4],
            similarity=1 - (n % 7) / 10,
            angle=float((n * 37) % 360 - 180),
            shift_x=float(n % 5),
            mirrored=n % 2 == 0,
        )
        for n in range(count)
    ]


@pytest.fixture
def asked():
    return []


@pytest.fixture
def table(qtbot, asked):
    def load(tile):
        asked.append(tile)
        return np.full((20, 20), 128, np.uint8)

    made = LeakTable(load)
    qtbot.addWidget(made)
    made.resize(900, 400)
    yield made
    made.loader.close()


def texts(model, column):
    return [model.data(model.index(n, column)) for n in range(model.rowCount())]


def test_the_worst_come_first():
    model = LeakModel()
    model.set_rows(many(8))
    kinds = [text.split("\n")[0] for text in texts(model, KIND)]
    order = ["same file", "near copy", "turned copy", "shifted crop"]
    assert kinds == sorted(kinds, key=order.index)
    assert "stops training" in texts(model, KIND)[0]
    assert "warns" in texts(model, KIND)[-1]


def test_copies_that_may_stay_stop_nothing():
    model = LeakModel()
    model.set_rows(many(4), overruled=True)
    assert not any("stops" in text for text in texts(model, KIND))
    assert "may stay" in texts(model, KIND)[0]


def test_two_classes_are_told_in_the_row():
    model = LeakModel()
    row = leaked.row(Path("a"), Path("b"), classes=("discs", "squares"))
    model.set_rows([row])
    assert texts(model, KIND) == ["same file\nstops training\nclasses differ"]
    assert texts(model, ONE) == ["a\ntraining\ndiscs"]


@pytest.mark.parametrize("column", range(1, len(COLUMNS)))
def test_every_column_sorts_both_ways(column):
    model = LeakModel()
    model.set_rows(many(40))
    keys = {
        SIMILARITY: lambda row: row.pair.similarity,
        TURNED: lambda row: (row.pair.mirrored, abs(row.pair.angle)),
        SHIFTED: lambda row: row.pair.shift_x,
        ONE: lambda row: row.one.image.name,
    }
    model.sort(column)
    up = list(model.rows)
    model.sort(column, DOWN)
    assert sorted(map(id, up)) == sorted(map(id, model.rows))
    if key := keys.get(column):
        values = [key(row) for row in up]
        assert values == sorted(values)
        assert [key(row) for row in model.rows] == values[::-1]


def test_a_group_has_no_similarity():
    model = LeakModel()
    model.set_rows([leaked.row(Path("a"), Path("b"), "same group", similarity=None)])
    for column in (SIMILARITY, TURNED, SHIFTED):
        assert texts(model, column) == [""]
        model.sort(column)


def test_pairs_are_narrowed_by_kind_and_parts():
    model = LeakModel()
    late = leaked.row(Path("a"), Path("b"), other_part="late")
    model.set_rows([*many(8), late])
    model.narrow("same file", None)
    assert model.rowCount() == 3
    model.narrow("same file", ("train", "late"))
    assert model.rows == [late]
    model.narrow(None, None)
    assert model.rowCount() == model.count == 9


def test_thousands_are_there_but_only_those_in_sight_are_read(qtbot, table, asked):
    table.show_rows(many(5000))
    with qtbot.waitExposed(table):
        table.show()
    first = table.rows.rows[0].one
    qtbot.waitUntil(lambda: table.loader.image(first) is not None)
    qtbot.waitUntil(lambda: not table.loader._running)
    assert 0 < len(asked) < 60
    last = table.rows.rows[-1].other
    assert last not in asked
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.loader.image(last) is not None)
    table.close()


def test_the_first_is_chosen_and_the_choice_stays(qtbot, table):
    rows = many(20)
    chosen = []
    table.chosen.connect(chosen.append)
    table.show_rows(rows)
    assert chosen[-1] is table.rows.rows[0]
    table.selectRow(7)
    seventh = table.row()
    table.sortByColumn(SIMILARITY, DOWN)
    assert table.row() is seventh
    table.rows.narrow(seventh.pair.kind, None)
    assert table.row() is seventh
    table.show_rows([])
    assert table.row() is None
    assert chosen[-1] is None


def test_the_arrow_keys_go_through_the_pairs(qtbot, table):
    table.show_rows(many(20))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.row() is table.rows.rows[1]


def test_a_pair_that_cannot_be_read_does_no_harm(qtbot):
    def load(tile):
        raise OSError("gone")

    table = LeakTable(load)
    qtbot.addWidget(table)
    table.show_rows(many(2))
    with qtbot.waitExposed(table):
        table.show()
    tile = table.rows.rows[0].one
    qtbot.waitUntil(lambda: table.loader.problem(tile) != "")
    assert not table.grab().isNull()
    table.close()
    table.loader.close()


def test_a_screen_reader_is_told_both_sides():
    model = LeakModel()
    model.set_rows([leaked.row(Path("a.png"), Path("b.png"))])
    told = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    for word in ("same file", "stops", "a.png", "training", "b.png", "test set 'test'"):
        assert word in told
