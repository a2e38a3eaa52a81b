"""Decisions on images and groups: by mean or vote, without hidden choices."""

import numpy as np
import pytest
from judged import drawn, sure, table

from cellclassifier.core.evaluation.decisions import decide
from cellclassifier.core.evaluation.evaluate import evaluate

P = [[0.9, 0.1], [0.4, 0.6], [0.4, 0.6], [0.2, 0.8], [0.3, 0.7]]
IMAGES = ["1.tif", "1.tif", "1.tif", "2.tif", "2.tif"]
GROUPS = ["d", "d", "d", "d", "d"]


def test_the_mean_and_the_vote_may_differ():
    made = table(P, "aaabb", GROUPS, IMAGES, first=7)
    mean, vote = decide(made, "image", "mean"), decide(made, "image", "vote")
    np.testing.assert_allclose(mean.table.probabilities[0], [1.7 / 3, 1.3 / 3], 1e-6)
    np.testing.assert_allclose(vote.table.probabilities[0], [1 / 3, 2 / 3], 1e-5)
    assert mean.table.predicted_classes == ("a", "b")
    assert vote.table.predicted_classes == ("b", "b")
    assert mean.table.true_classes == ("a", "b")
    assert mean.units == ("1.tif", "2.tif")
    assert mean.table.tiles == (7, 10)
    assert mean.table.corners == ((0, 0), (3, 0))
    assert mean.table.groups == ("d", "d")
    assert [rows.tolist() for rows in mean.members] == [[0, 1, 2], [3, 4]]
    assert (mean.mixed, mean.ties, vote.ties) == (0, 0, 0)


def test_what_is_of_several_classes_is_left_out_and_counted():
    found = decide(table(P, "aabbb", GROUPS, IMAGES), "group", "mean")
    assert (found.mixed, found.units, found.table.tiles) == (1, (), ())
    found = decide(table(P, "aabbb", GROUPS, IMAGES), "image", "mean")
    assert (found.mixed, found.units) == (1, ("2.tif",))
    assert found.table.true_classes == ("b",)


def test_an_even_vote_is_decided_by_the_mean_not_by_the_order_of_classes():
    p = [[0.6, 0.4], [0.1, 0.9], [0.9, 0.1], [0.4, 0.6]]
    made = table(p, "bbaa", images=["1", "1", "2", "2"])
    found = decide(made, "image", "vote")
    assert found.table.predicted_classes == ("b", "a")
    assert found.ties == 2
    np.testing.assert_allclose(found.table.probabilities, 0.5, atol=1e-6)


def test_the_order_of_a_vote_is_never_turned_by_the_mean():
    p = [[1.0, 0.0]] * 50 + [[0.49, 0.51]] * 51
    found = decide(table(p, "a" * 101, images=["1"] * 101), "image", "vote")
    assert found.table.predicted_classes == ("b",)
    assert found.ties == 0


def test_all_tiles_take_part_and_one_known_class_is_enough():
    made = table(P, "a..bb", GROUPS, IMAGES)
    found = decide(made, "image", "vote")
    assert found.table.true_classes == ("a", "b")
    assert found.table.predicted_classes == ("b", "b")
    none = decide(table(P, ".....", GROUPS, IMAGES), "image", "mean")
    assert none.table.true_classes == ("", "")
    assert not none.table.labelled.any()


def test_an_image_without_a_group_is_one_of_its_own():
    found = decide(table(sure("aab"), "aab", ["", "", "x"], "112"), "group", "mean")
    assert found.units == ("1", "x")


@pytest.mark.parametrize("how", ["mean", "vote"])
def test_decisions_can_be_evaluated(how):
    made = drawn(300, "abc", groups=4, seed=1)
    found = decide(made, "group", how)
    assert len(found.units) == 12
    assert sorted(np.concatenate(found.members).tolist()) == list(range(300))
    np.testing.assert_allclose(found.table.probabilities.sum(axis=1), 1, rtol=1e-6)
    judged = evaluate(found.table, repetitions=20)
    assert judged.n == judged.groups == 12
    assert judged.accuracy.value >= evaluate(made, repetitions=20).accuracy.value


def test_nothing_is_decided_on_nothing():
    found = decide(table([], ""), "image", "mean")
    assert (found.units, found.mixed) == ((), 0)
    assert found.table.probabilities.shape == (0, 2)
