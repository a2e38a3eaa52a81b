"""Predictions: the whole probability vector of each tile, kept exactly."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import entropy

from cellclassifier.core.predictions import (
    from_tiles,
    read_predictions,
    summary,
    write_predictions,
)
from cellclassifier.core.statistics import wilson
from cellclassifier.core.tiling import Tile

CLASSES = ("control", 'odd, "quoted"', "細胞")


def drawn(n=200, classes=CLASSES, seed=0):
    random = np.random.default_rng(seed)
    logits = random.normal(0, 6, (n, len(classes))).astype(np.float32)
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = exp / exp.sum(axis=1, keepdims=True)
    tiles = [
        Tile(
            i,
            Path(f"ü/{i}.tif"),
            i,
            2 * i,
            9,
            9,
            classes[i % len(classes)],
            f"g{i}",
            "test",
        )
        for i in range(n)
    ]
    return from_tiles(classes, tiles, probabilities)


def by_hand(probabilities, true, classes=("a", "b")):
    tiles = [
        Tile(i, Path("x"), 0, 0, 9, 9, name, "g", "test") for i, name in enumerate(true)
    ]
    return from_tiles(classes, tiles, np.array(probabilities, np.float32))


def test_they_survive_the_disk_exactly(tmp_path):
    table = drawn()
    write_predictions(tmp_path / "p.csv", table)
    found = read_predictions(tmp_path / "p.csv")
    assert found.probabilities.dtype == np.float32
    np.testing.assert_array_equal(found.probabilities, table.probabilities)
    assert found[:-1] == table[:-1]


def test_the_table_has_one_column_a_class_and_rows_that_sum_to_1(tmp_path):
    table = drawn()
    write_predictions(tmp_path / "p.csv", table)
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        *("tile", "image", "group", "x", "y", "true_class", "predicted_class"),
        *(f"p_{name}" for name in CLASSES),
    ]
    assert len(rows) == 200
    for row in rows:
        values = {name: float(row[f"p_{name}"]) for name in CLASSES}
        assert sum(values.values()) == pytest.approx(1, abs=1e-5)
        assert row["predicted_class"] == max(values, key=values.get)


def test_what_follows_from_the_probabilities():
    table = by_hand([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [0.8, 0.2]], "aabb")
    assert table.predicted_classes == ("a", "b", "b", "a")
    assert table.predicted.tolist() == [0, 1, 1, 0]
    assert table.true.tolist() == [0, 0, 1, 1]
    assert table.right.tolist() == [True, False, True, False]
    np.testing.assert_allclose(table.confidence, [0.9, 0.6, 0.7, 0.8], rtol=1e-6)
    np.testing.assert_allclose(table.wrongness, [0.1, 0.6, 0.3, 0.8], rtol=1e-6)
    assert table.accuracy() == wilson(2, 4)
    assert table.matrix().tolist() == [[1, 1], [1, 1]]


def test_rows_of_the_matrix_are_true_classes():
    table = by_hand([[0.1, 0.9]] * 3 + [[0.2, 0.8]], "aaab")
    assert table.matrix().tolist() == [[0, 3], [0, 1]]


def test_the_matrix_counts_every_tile_and_its_diagonal_is_what_is_right():
    table = drawn()
    assert table.matrix().sum() == 200
    assert table.matrix().trace() == table.right.sum() == table.accuracy().k
    true = [table.true_classes.count(name) for name in CLASSES]
    assert table.matrix().sum(axis=1).tolist() == true


def test_a_class_without_tiles_has_a_place_all_the_same():
    table = by_hand([[0.9, 0.1]], "a")
    assert table.matrix().tolist() == [[1, 0], [0, 0]]
    assert table.baseline() == ("a", 1.0, 0.5)


def test_the_summary_stands_beside_chance_and_majority():
    table = by_hand([[0.9, 0.1]] * 3 + [[0.2, 0.8]], "aaab")
    assert summary(table) == (
        "4 of 4 right: 100.0 % (51.0-100.0); chance 50 %, always `a` 75.0 %"
    )


def some_unknown():
    """Return six tiles, of which one is wrong and two have no known class."""
    chances = [[0.9, 0.1], [0.2, 0.8], [0.7, 0.3], [0.5, 0.5], [0, 1], [0.4, 0.6]]
    return by_hand(chances, ["a", "", "b", "b", "b", "else"])


def test_a_class_that_is_not_known_counts_nowhere():
    table = some_unknown()
    assert table.true.tolist() == [0, -1, 1, 1, 1, -1]
    assert table.labelled.tolist() == [True, False, True, True, True, False]
    assert table.right.tolist() == [True, False, False, False, True, False]
    np.testing.assert_allclose(
        table.wrongness, [0.1, np.nan, 0.7, 0.5, 0, np.nan], atol=1e-6
    )
    assert table.accuracy() == wilson(2, 4)
    assert table.matrix().tolist() == [[1, 0], [2, 1]]
    assert (table.baseline().class_name, table.baseline().share) == ("b", 0.75)


def test_known_tiles_are_taken_out_with_all_that_belongs_to_them():
    table = some_unknown()
    known = table.known()
    assert known.tiles == (0, 2, 3, 4)
    assert known.true_classes == ("a", "b", "b", "b")
    np.testing.assert_array_equal(
        known.probabilities, table.probabilities[[0, 2, 3, 4]]
    )
    assert known.known() is known
    assert table.rows(np.array([4, 0])).tiles == (4, 0)


def test_uncertainty_is_the_entropy_as_a_share_of_the_largest():
    table = some_unknown()
    expected = entropy(table.probabilities.astype(float), base=2, axis=1)
    np.testing.assert_allclose(table.uncertainty, expected, atol=1e-6)
    assert table.uncertainty[3] == 1
    assert table.uncertainty[4] == 0
    third = by_hand([[1 / 3] * 3], ["a"], ("a", "b", "c")).uncertainty
    np.testing.assert_allclose(third, 1, atol=1e-6)


def test_summary_says_how_many_classes_are_not_known():
    table = some_unknown()
    assert summary(table).startswith(
        "2 of 4 right: 50.0 % (15.0-85.0) (the class of 2 of 6 is not known); chance 50"
    )
    none = table.rows(~table.labelled)
    assert summary(none) == "2 tiles predicted; the class of none is known"
    with pytest.raises(ValueError, match="n=0"):
        none.accuracy()


def test_a_class_that_is_not_known_survives_the_disk(tmp_path):
    table = some_unknown()
    write_predictions(tmp_path / "p.csv", table)
    found = read_predictions(tmp_path / "p.csv")
    assert found.true_classes == table.true_classes
    with (tmp_path / "p.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["true_class"] for row in rows] == ["a", "", "b", "b", "b", "else"]
