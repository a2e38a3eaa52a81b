"""How learning went, in sentences."""

import numpy as np
import pytest
from followed import learning

from cellclassifier.core.inside.learning_words import CAUTION, first_settled, seen

NAN = float("nan")


def told(similarity, squares, epochs=(0, 1, 2, 3), kept=3):
    shares = np.array(squares, np.float32)
    return learning(epochs, kept)._replace(
        similarity=np.array(similarity, np.float32),
        probabilities=np.stack([1 - shares, shares], axis=1),
    )


def test_a_map_that_settled():
    found = told([0.31, 0.6, 0.953, 1], [0.4, 0.2, 0.7, 0.9])
    assert first_settled(found) == 2
    assert seen(found, "squares") == (
        "The map settled by epoch 2: from there on its rank correlation with the last "
        "one (epoch 3) is at least .95; before any training it was .31. The tile was "
        "called right, squares, from epoch 2 on."
    )


def test_a_map_that_settles_and_leaves_again_has_not_settled_by_then():
    found = told([0.95, 0.95, 0.2, 1], [0.4, 0.2, 0.7, 0.9])
    assert first_settled(found) is None
    assert seen(found, "squares").startswith(
        "The map had not settled: its rank correlation with the last one (epoch 3) is "
        ".20 at epoch 2; before any training it was .95."
    )


@pytest.mark.parametrize(
    ("squares", "true", "words"),
    [
        (
            [0.6, 0.7, 0.8, 0.9],
            "squares",
            "called right, squares, even before any training.",
        ),
        (
            [0.4, 0.7, 0.8, 0.9],
            "discs",
            "called wrong, squares instead of discs, from epoch 1 on, though right at "
            "epoch 0.",
        ),
        (
            [0.4, 0.7, 0.2, 0.9],
            "discs",
            "called wrong, squares instead of discs, from epoch 3 on, though right at "
            "epoch 0 and 2.",
        ),
        (
            [0.6, 0.1, 0.2, 0.1],
            "",
            "called discs from epoch 1 on; its true class is not known.",
        ),
    ],
)
def test_what_the_tile_was_called(squares, true, words):
    text = seen(told([0.1, 0.2, 0.3, 1], squares), true)
    assert text.endswith(f"The tile was {words}")


def test_another_network_than_the_last_one_is_used():
    found = told([-0.2, 0.36, 0.9, 1], [0.4, 0.2, 0.7, 0.9], kept=1)
    assert seen(found, "squares").endswith(
        "The network that is used is that of epoch 1, which calls it discs; the "
        "correlation of its map with the last one is .36."
    )
    assert "before any training it was -.20." in seen(found)


def test_maps_that_cannot_be_compared():
    found = told([NAN, NAN, NAN, NAN], [0.4, 0.2, 0.7, 0.9])
    assert first_settled(found) is None
    assert seen(found).startswith("The maps cannot be compared: one or the other is")
    partly = told([NAN, 0.2, 0.95, 1], [0.4, 0.2, 0.7, 0.9])
    assert seen(partly).startswith("The map settled by epoch 2")
    assert "before any training" not in seen(partly)


def test_what_not_to_conclude():
    assert "does not show that it is right" in CAUTION
