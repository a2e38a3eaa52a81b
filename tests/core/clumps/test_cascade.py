"""Likeness of maps, and what is said of it."""

import numpy as np
import pytest

from cellclassifier.core.clumps.cascade import Step, sentence, similarity


def test_likeness_is_that_of_the_order_of_magnitudes():
    map_ = np.random.default_rng(0).normal(size=(8, 8, 1))
    assert similarity(map_, -(map_**3)) == pytest.approx(1)
    assert similarity(map_, 1 / map_) == pytest.approx(-1)
    other = np.random.default_rng(1).normal(size=(8, 8, 1))
    assert abs(similarity(map_, other)) < 0.35
    # Channels count together.
    two = np.concatenate([map_, np.zeros_like(map_)], axis=-1)
    assert similarity(map_, two) == pytest.approx(1)


def test_a_flat_map_is_like_none():
    assert np.isnan(similarity(np.ones((4, 4)), np.arange(16.0).reshape(4, 4)))


def test_the_last_step_is_told_first():
    steps = [Step(("out",), (0.9, 1.0, 0.8)), Step(("in",), (0.1, np.nan, 0.2))]
    assert steps[1].median == pytest.approx(0.15)
    assert sentence(steps) == (
        "Likeness of maps to those of the network when all layers have lost what they "
        "learnt: 0.15 (Spearman, median of 3 tiles); when the output alone has: 0.90."
    )
    empty = [Step(("out",), (np.nan,))]
    assert "learnt: none, maps are empty" in sentence(empty)
    assert sentence([]) == ""
