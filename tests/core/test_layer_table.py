"""What layers come to, and the table of them."""

import csv
import io

import pytest
from layered import plain, shared, shortcuts

from cellclassifier.core.layer_table import (
    COLUMNS,
    HEADINGS,
    csv_text,
    numbers,
    rows,
    shape_text,
    short,
    summary,
    told,
    totals,
)


def test_totals_count_each_weight_once_and_each_use_of_it():
    found = totals(shared())
    assert found.parameters == 160 + 32770
    assert found.multiply_adds == 1250
    assert found.layers == 4
    assert found.shared == {"twice": 2}


def test_totals_in_a_sentence():
    words = "32,930 parameters, 1,250 multiply-adds a tile; one layer serves twice"
    assert summary(shared()) == words
    assert "serve" not in summary(shortcuts())
    several = [
        layer.model_copy(update={"name": f"{layer.name}{n}", "uses": uses})
        for n, uses in enumerate((2, 2, 5))
        for layer in shared()
        if layer.uses > 1
    ]
    assert summary(several).endswith(
        "; two layers serve twice, one layer serves 5 times"
    )


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (9_999, "9,999"),
        (10_000, "10.0 k"),
        (99_949, "99.9 k"),
        (99_950, "100 k"),
        (999_499, "999 k"),
        (999_500, "1.00 M"),
        (1_226_000_000, "1.23 G"),
        (12_345_678, "12.3 M"),
        (5_000_000_000_000, "5000 G"),
    ],
)
def test_counts_to_three_digits(count, text):
    assert short(count) == text


def test_shapes():
    assert shape_text((256, 128, 3)) == "256 x 128 x 3"
    assert shape_text((50,)) == "50"


def test_the_facts_of_a_layer():
    assert told(shared(), 1).split("\n") == [
        "2  twice (Conv2D)",
        "3x3, stride 1, same, ReLU",
        "gives 64 x 64 x 16",
        "160 parameters",
        "1,000 multiply-adds a tile",
        "use 1 of 2: same weights as 4",
    ]
    again = told(shared(), 3)
    assert "no new parameters" in again
    assert "use 2 of 2: same weights as 2" in again


def test_rows_in_words_line_up():
    found = rows(shared())
    assert len({tuple(map(len, row)) for row in found}) == 1
    assert [cell.strip() for cell in found[0]] == list(HEADINGS)
    assert [cell.strip() for cell in found[4]] == [
        *("4", "twice", "Conv2D", "3x3, stride 1, same, ReLU"),
        *("32 x 32 x 16", "", "250", "3", "shared, use 2 of 2"),
    ]
    assert found[1][0] == "1"
    assert found[6][5] == "    32,770"


def test_the_csv_table_has_one_row_a_use():
    layers = (*shared(), plain("both", "Add", (2,), 3, 5))
    found = list(csv.reader(io.StringIO(csv_text(layers), newline="")))
    assert tuple(found[0]) == COLUMNS
    assert found[2] == [
        *("2", "twice", "Conv2D", "3x3, stride 1, same, ReLU"),
        *("64", "64", "16", "160", "1000", "1", "2", "1"),
    ]
    assert found[6][4:7] == ["", "", "2"]
    assert found[7][-1] == "4 6"
    assert len(found) == 1 + len(layers) == 1 + len(numbers(layers))
    assert sum(int(row[7]) for row in found[1:]) == totals(layers).parameters
