"""Which tiles are measured, and what that costs."""

from collections import Counter
from pathlib import Path

import clumped
import numpy as np
import pytest

from cellclassifier.core.clumps.deletion import FRACTIONS
from cellclassifier.core.clumps.plan import MOST_STEPS, chosen, plan
from cellclassifier.core.errors import UserError
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.predictions import Predictions


def table(sizes):
    """Return predictions of tiles: how many by class and group."""
    rows = [key for key, count in sizes.items() for _ in range(count)]
    n = len(rows)
    return Predictions(
        ("a", "b"),
        tuple(range(10, 10 + n)),
        (Path("x"),) * n,
        tuple(group for _, group in rows),
        ((0, 0),) * n,
        tuple(name for name, _ in rows),
        np.tile(np.array([[0.2, 0.8]], np.float32), (n, 1)),
    )


def counts(found, tiles):
    keys = zip(found.true_classes, found.groups, strict=True)
    names = dict(zip(found.tiles, keys, strict=True))
    return Counter(names[tile] for tile in tiles)


def test_all_tiles_are_measured_where_there_are_few():
    found = table({("a", "1"): 3})
    assert chosen(found, 3, seed=0) == (10, 11, 12)


def test_tiles_are_drawn_evenly_from_classes_and_groups():
    found = table({("a", "1"): 90, ("a", "2"): 3, ("b", "3"): 30, ("b", "4"): 30})
    drawn = chosen(found, 20, seed=0)
    assert list(drawn) == sorted(set(drawn))
    assert counts(found, drawn) == {
        ("a", "1"): 7,
        ("a", "2"): 3,
        ("b", "3"): 5,
        ("b", "4"): 5,
    }
    assert chosen(found, 20, seed=0) == drawn
    assert chosen(found, 20, seed=1) != drawn


def test_a_small_class_leaves_its_place_to_the_other():
    found = table({("a", "1"): 90, ("b", "3"): 2})
    assert counts(found, chosen(found, 20, seed=0)) == {("a", "1"): 18, ("b", "3"): 2}


def test_tiles_of_no_known_class_count_for_the_predicted_one():
    found = table({("", "1"): 50, ("a", "2"): 50})
    assert counts(found, chosen(found, 20, 0)) == {("", "1"): 10, ("a", "2"): 10}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return clumped.predicted(clumped.study(tmp_path_factory.mktemp("plan")))


def test_the_cost_is_told(run):
    clumped.save_map(run, 0, np.ones((64, 64)))
    spec = MeasureSpec(networks=5, reinitialised=2, doses=(1, 4))
    found = plan(run, "test", spec.model_copy(update={"curve_tiles": 3}))
    assert found.missing == tuple(range(1, 12))
    # Maps that are missing, those of other networks, and those without some layers.
    assert found.most.gradients == 11 + 12 * 7 + 12 * (MOST_STEPS + 1)
    # Erased, and its placebo; doses; deletion and insertion in three orders.
    assert found.most.forward == 3 * 12 + 3 * 3 + 3 * 6 * len(FRACTIONS)
    assert found.text == (
        "Measures all 12 tiles. The network is asked at most 225 passes forward, "
        "203 with a gradient."
    )
    fewer = plan(run, "test", MeasureSpec(limit=6))
    assert fewer.text.startswith("Measures 6 of 12 tiles, drawn evenly")
    assert len(fewer.tiles) == 6
    dearer = plan(run, "test", MeasureSpec(method="integrated_gradients"))
    assert dearer.most.gradients > 30 * fewer.most.gradients


def test_what_cannot_be_measured_is_told(run):
    with pytest.raises(UserError, match="has not been predicted yet"):
        plan(run, "other", MeasureSpec())
    with pytest.raises(UserError, match="no class 'clump'"):
        plan(run, "test", MeasureSpec(class_name="clump"))
    with pytest.raises(UserError, match="no attribution method 'magic'"):
        plan(run, "test", MeasureSpec(method="magic"))
