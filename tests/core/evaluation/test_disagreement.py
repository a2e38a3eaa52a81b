"""Several runs on the same tiles: who is right where, and their mean."""

import numpy as np
import pytest
from judged import drawn, sure, table

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.disagreement import compare

TRUE = "aab."


def test_tiles_are_sorted_by_who_is_right():
    runs = [table(sure(each), TRUE) for each in ("abaa", "abbb", "abba")]
    found = compare(runs)
    assert found.tiles == (0, 1, 2, 3)
    assert found.labels.tolist() == [[0, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0]]
    assert found.right.tolist() == [
        [True, False, False, False],
        [True, False, True, False],
        [True, False, True, False],
    ]
    assert found.unanimous.tolist() == [True, True, False, False]
    assert found.differ.tolist() == [False, False, True, True]
    assert found.wrong_in_every.tolist() == [False, True, False, False]
    assert found.right_in_every.tolist() == [True, False, False, False]


def test_the_mean_of_runs_is_a_run():
    runs = [
        table([[0.9, 0.1], [0.6, 0.4]], "ab"),
        table([[0.4, 0.6], [0.1, 0.9]], "ab"),
    ]
    found = compare(runs).mean
    np.testing.assert_allclose(found.probabilities, [[0.65, 0.35], [0.35, 0.65]], 1e-6)
    assert found.probabilities.dtype == np.float32
    assert found.accuracy().k == 2
    assert found.true_classes == ("a", "b")


def test_only_tiles_of_all_runs_are_compared_whatever_their_order():
    whole = drawn(50, seed=1)
    turned = whole.rows(np.arange(49, 9, -1))
    found = compare([whole.rows(np.arange(30)), turned])
    assert found.tiles == tuple(range(10, 30))
    np.testing.assert_array_equal(found.labels[0], found.labels[1])
    np.testing.assert_array_equal(found.mean.probabilities, whole.probabilities[10:30])
    assert found.unanimous.all()


def test_one_run_agrees_with_itself():
    made = drawn(20)
    found = compare([made])
    assert found.unanimous.all()
    np.testing.assert_array_equal(found.right[0], made.right)


def test_other_classes_cannot_be_compared():
    with pytest.raises(UserError, match="One has `a`, `b`, another `a`, `c`"):
        compare([table(sure("a"), "a"), table(sure("a", "ac"), "a", classes="ac")])


def test_other_tiles_cannot_be_compared():
    made = table(sure("ab"), "ab")
    for other in (
        made._replace(tiles=(5, 6)),
        made._replace(corners=((9, 9), (8, 8))),
        table(sure("ab"), "ab", images=["y.tif"] * 2),
    ):
        with pytest.raises(UserError, match="cut the images in different ways"):
            compare([made, other])


def test_a_tile_cannot_have_two_truths():
    with pytest.raises(
        UserError, match="The true class of 1 of 2 tiles is not the same"
    ):
        compare([table(sure("ab"), "ab"), table(sure("ab"), "aa")])


def test_there_must_be_a_run():
    with pytest.raises(ValueError, match="at least one run"):
        compare([])
