"""Scales, colours and letters of maps that are shown."""

import numpy as np
import pytest

from cellclassifier.core.attribution import magnitude, scaled
from cellclassifier.core.attribution_looks import (
    letters,
    net,
    share,
    signed_rgb,
    top_of,
    unit_of,
)

MAP = np.random.default_rng(0).normal(0, 1, (20, 30, 2)).astype(np.float32)


def test_the_net_value_adds_channels_with_their_sign():
    assert net(MAP) == pytest.approx(MAP[..., 0] + MAP[..., 1])
    assert (abs(net(MAP)) <= magnitude(MAP) + 1e-6).all()


@pytest.mark.parametrize("by", ["percentile", "maximum"])
def test_the_own_scale_is_that_of_the_overlay_elsewhere(by):
    found = magnitude(MAP)
    assert share(found, top_of(found, by)) == pytest.approx(scaled(found, by))


def test_a_common_scale_keeps_the_ratio_of_two_maps():
    found = magnitude(MAP)
    top = top_of(found, "maximum")
    assert share(found / 4, top) == pytest.approx(share(found, top) / 4)


def test_a_map_of_zeros_has_no_scale_and_no_colour():
    nothing = np.zeros((4, 5), np.float32)
    assert top_of(nothing) == 0
    assert not share(nothing, 0).any()
    assert len(np.unique(signed_rgb(nothing, 0))) == 1


def test_one_hot_pixel_in_an_empty_map_still_has_a_scale():
    hot = np.zeros((40, 40), np.float32)
    hot[3, 3] = 2
    assert top_of(hot) == 2


def test_signed_colours_tell_for_from_against_and_zero_is_light():
    found = signed_rgb(np.array([[-2.0, -1, 0, 1, 2]]), 1.0)[0].astype(int)
    assert (found[0] == found[1]).all()  # beyond the end nothing changes
    assert (found[3] == found[4]).all()
    assert found[2].min() > 240
    red, _, blue = found[1]
    assert red > blue  # orange
    red, _, blue = found[3]
    assert blue > red  # purple


def test_letters_are_as_short_as_tells_them_apart():
    assert letters(("control", "granules")) == {"control": "C", "granules": "G"}
    assert letters(("control", "clumps")) == {"control": "Co", "clumps": "Cl"}
    assert letters(("a", "ab", "AB")) == {"a": "A", "ab": "Ab", "AB": "Ab"}


def test_units_differ_only_where_the_method_is_no_log_odds():
    assert unit_of("occlusion") == unit_of("gradient_input") == "log-odds"
    assert unit_of("article") == "probability"
    assert "maximum" in unit_of("combined")
