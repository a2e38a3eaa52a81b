"""Turned pixels: the right way round, nothing lost, corners filled."""

import numpy as np
import pytest

from cellclassifier.core.augment import Change, apply
from cellclassifier.core.turning import turned


@pytest.mark.parametrize("shape", [(1, 1, 1, 40, 40), (2, 3, 1, 31, 31)])
def test_quarter_turns_change_no_pixel(shape):
    pixels = np.random.default_rng(0).integers(0, 60_000, shape, np.uint16)
    np.testing.assert_array_equal(turned(pixels, 0), pixels)
    np.testing.assert_array_equal(turned(pixels, 90), np.rot90(pixels, 1, (-2, -1)))
    for angle in (180, -180):
        np.testing.assert_array_equal(turned(pixels, angle), pixels[..., ::-1, ::-1])


def test_corners_are_filled_by_reflection_or_black():
    pixels = np.full((1, 1, 1, 40, 60), 7, np.uint8)
    assert (turned(pixels, 45) == 7).all()
    black = turned(pixels, 45, "black")
    assert black[0, 0, 0, 0, 0] == 0
    assert black[0, 0, 0, 20, 30] == 7
    assert turned(pixels, 90).shape == pixels.shape


@pytest.mark.parametrize("angle", [18, -54, 171])
def test_any_turn_is_that_of_training(angle):
    tile = np.random.default_rng(0).random((40, 60, 1), np.float32)
    expected = apply(tile, Change(angle, 0, 0, False, False))[..., 0]
    np.testing.assert_array_equal(turned(tile[..., 0], angle), expected)
