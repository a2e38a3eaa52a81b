"""What curves do, and what is only noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core import trends
from cellclassifier.core.statistics import wilson


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # R. G. Newcombe, Stat. Med. 17 (1998), table II, method 10.
        ((56, 70), (48, 80), (0.2, 0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.6, 0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.5714, 0.0582, 0.8062)),
        ((5, 56), (0, 29), (0.0893, -0.0381, 0.1926)),
        ((0, 10), (0, 20), (0.0, -0.1611, 0.2775)),
        ((10, 10), (0, 10), (1.0, 0.6075, 1.0)),
    ],
)
def test_the_interval_of_a_difference(one, other, expected):
    gap = trends.difference(wilson(*one), wilson(*other))
    assert gap == pytest.approx(expected, abs=1e-4)


def test_a_gap_in_words():
    assert trends.Gap(0.153, -0.004, 0.25).text() == "15.3 points (-0.4 to 25.0)"


def test_progress_and_generalisation_loss_are_those_of_prechelt():
    assert trends.progress([1.2, 1.0, 1.1]) == pytest.approx(100)
    assert trends.progress([0.0, 0.0]) == 0
    rise = trends.risen([1.0, 0.5, 0.5, 0.7, 0.8, 0.9, 1.0])
    assert rise == (1, 0.5, pytest.approx(0.9))
    assert rise.percent == pytest.approx(80)


def test_skill_goes_from_chance_to_all_right():
    assert trends.skill(0.62, 0.5) == pytest.approx(0.24)
    assert trends.skill(0.2, 0.2) == 0
    assert trends.skill(1, 0.2) == 1
    assert trends.skill(1, 1) == 0


def test_noise_leaves_out_the_trend():
    random = np.random.default_rng(1)
    trend = np.linspace(2, 1, 400)
    assert trends.noise(list(trend)) == pytest.approx(0, abs=1e-12)
    found = trends.noise(list(trend + random.normal(0, 0.03, 400)))
    assert found == pytest.approx(0.03, rel=0.15)
    assert trends.noise([1.0, 2.0]) == 0


@pytest.mark.parametrize(
    ("losses", "falls"),
    [
        ([0.69, 0.6, 0.5], True),
        ([0.5, 0.5, 0.5], False),
        ([0.5, 0.45, 0.47, 0.455, 0.46], False),
        # Ten times less, and all of it too little to change a prediction.
        ([0.004, 0.002, 0.001, 0.0006, 0.0004], False),
        # Back from a peak.
        ([0.3, 0.9, 0.8, 0.7, 0.6, 0.5], False),
        ([0.5, 0.6, 0.7], False),
    ],
)
def test_what_falls(losses, falls):
    assert trends.is_falling(losses) is falls


@pytest.mark.parametrize(
    ("losses", "place"),
    [
        ([0.5, 0.4, 0.4, 0.4, 0.5, 0.6, 0.7], 1),
        ([0.5, 0.4, 0.5, 0.6], None),
        ([0.5, 0.4, 0.6, 0.41, 0.7], None),
        ([0.5, 0.4, 0.41, 0.41, 0.41], None),
        ([0.5, 0.0, 0.6, 0.6, 0.6], None),
        ([], None),
    ],
)
def test_what_rises(losses, place):
    found = trends.risen(losses)
    assert (found.place if found else None) == place


def test_few_tiles_have_to_rise_more():
    losses = [0.7, 0.55, 0.45, 0.4, 0.4, 0.42, 0.46, 0.5, 0.54, 0.58]
    assert trends.risen(losses, 400)
    assert not trends.risen(losses, 20)


@pytest.mark.parametrize("n_tiles", [30, 100, 1000])
@pytest.mark.parametrize("right", [0.7, 0.95])
def test_noise_of_a_small_validation_set_is_hardly_ever_a_rise(n_tiles, right):
    """A network that stands still, measured by other tiles in each epoch.

    That is more noise than the same tiles make.
    """
    random = np.random.default_rng(7)
    hits = random.random((400, 20, n_tiles)) < right
    losses = np.where(hits, -np.log(right), -np.log(1 - right)).mean(axis=2)
    found = [trends.risen(list(curve), n_tiles) is not None for curve in losses]
    falls = [trends.is_falling(list(curve)) for curve in losses]
    assert np.mean(found) < 0.05
    assert np.mean(falls) < 0.1


def test_a_rise_is_found_through_the_noise():
    random = np.random.default_rng(7)
    trend = np.interp(range(20), [0, 6, 19], [0.69, 0.3, 0.7])
    curves = trend + random.normal(0, 0.02, (200, 20))
    found = [trends.risen(list(curve), 100) for curve in curves]
    assert all(found)
    assert all(3 <= rise.place <= 9 for rise in found)


losses = st.lists(st.floats(1e-6, 50), min_size=3, max_size=40)


@settings(max_examples=200, deadline=None)
@given(losses)
def test_nothing_falls_and_has_risen(values):
    assert not (trends.is_falling(values) and trends.risen(values))
    assert trends.noise(values) >= 0
    assert not trends.risen(sorted(values, reverse=True))
    assert not trends.is_falling(sorted(values))
