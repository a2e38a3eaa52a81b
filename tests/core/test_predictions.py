"""Predictions: the whole probability vector of each tile, kept exactly."""

import csv
from pathlib import Path

import numpy as np
import pytest

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
