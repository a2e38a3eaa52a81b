"""Pixels are blurred away or put back in an order, and nothing else is changed."""

import numpy as np
import pytest

from cellclassifier.core.clumps.deletion import (
    FRACTIONS,
    KINDS,
    ORDERS,
    blurred,
    curves,
    orders,
    sentences,
    steps,
)


@pytest.fixture
def tile():
    return np.random.default_rng(0).random((20, 30, 2)).astype(np.float32)


def test_orders_are_what_they_are_called(tile):
    magnitude = np.random.default_rng(1).random((20, 30))
    found = orders(tile, magnitude, seed=3)
    assert tuple(found) == ORDERS
    for order in found.values():
        assert sorted(order) == list(range(600))
    assert (np.diff(magnitude.ravel()[found["attribution"]]) <= 0).all()
    assert (np.diff(tile.sum(-1).ravel()[found["brightness"]]) <= 1e-6).all()
    assert abs(np.corrcoef(found["random"], np.arange(600))[0, 1]) < 0.15
    again = orders(tile, magnitude, seed=3)
    assert all((again[name] == found[name]).all() for name in ORDERS)


def test_pixels_that_are_alike_come_in_no_order(tile):
    order = orders(tile, np.zeros((20, 30)), seed=0)["attribution"]
    assert abs(np.corrcoef(order, np.arange(600))[0, 1]) < 0.15


def test_a_share_of_the_pixels_is_replaced_and_no_other(tile):
    order = np.random.default_rng(2).permutation(600)
    fill = blurred(tile)
    assert fill.std() < tile.std() / 3
    for kind in KINDS:
        start, end = (tile, fill) if kind == "deletion" else (fill, tile)
        found = steps(tile, order, kind)
        assert found.shape == (len(FRACTIONS), *tile.shape)
        np.testing.assert_array_equal(found[0], start)
        np.testing.assert_array_equal(found[-1], end)
        for share, each in zip(FRACTIONS, found, strict=True):
            first = np.zeros(600, bool)
            first[order[: round(share * 600)]] = True
            expected = np.where(first.reshape(20, 30, 1), end, start)
            np.testing.assert_array_equal(each, expected)


def test_curves_are_medians_of_each_class():
    names, groups = ["a", "b", "a", "a"], ["1", "2", "3", "4"]
    rows = np.arange(4)[:, None] + np.linspace(0, 9, len(FRACTIONS))
    values = {(k, o): rows + ORDERS.index(o) for k in KINDS for o in ORDERS}
    found = {
        (c.class_name, c.kind, c.order): c for c in curves(values, names, groups, 0)
    }
    assert len(found) == 2 * 6
    assert found["a", "deletion", "attribution"].at(0.0) == 2
    assert found["a", "insertion", "random"].at(1.0) == 2 + 9 + 2
    assert found["b", "deletion", "attribution"].at(0.01) == pytest.approx(1 + 3)
    told = sentences(tuple(found.values()))
    assert len(told) == 2
    assert told[0].startswith(
        "Log-odds of `a` are 2 (median of 3 tiles) and 11 when all is blurred; with "
        "1 % of the pixels blurred 5 (those with most attribution), 6 (the brightest), "
        "7 (random ones);"
    )
