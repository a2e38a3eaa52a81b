"""Attribution maps as purple: magnitudes, scaling, and what it looks like."""

import cv2
import numpy as np
import pytest

from cellclassifier.core.attribution import (
    PURPLE,
    magnitude,
    overlay,
    overlay_rgba,
    scaled,
    scaling_of,
)
from cellclassifier.core.attribution_spec import UNSIGNED


def random_map(seed, shape=(40, 30)):
    return np.abs(np.random.default_rng(seed).normal(0, 1, shape)).astype(np.float32)


def lab(rgb):
    """Return CIE L*a*b* of sRGB (h, w, 3) bytes, from OpenCV."""
    return cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)


def luminance(rgb):
    """Return the relative luminance of WCAG 2."""
    value = np.array(rgb) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def grey_image(value, side=4):
    return np.full((side, side), value)


# Magnitude


def test_magnitude_is_the_sum_of_absolute_values_over_channels():
    attribution = np.array([[[1.0, -2.0], [-3.0, 0.0]]], np.float32)
    result = magnitude(attribution)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, [[3, 3]])


def test_magnitude_does_not_depend_on_the_sign():
    attribution = np.random.default_rng(0).normal(0, 1, (5, 6, 3)).astype(np.float32)
    np.testing.assert_array_equal(magnitude(attribution), magnitude(-attribution))


# Scaling


@pytest.mark.parametrize("by", ["percentile", "maximum"])
@pytest.mark.parametrize("seed", range(5))
def test_scaled_maps_fill_0_to_1_in_the_same_order(by, seed):
    values = random_map(seed)
    result = scaled(values, by)
    assert result.dtype == np.float32
    assert result.min() >= 0
    assert result.max() == 1
    order = np.argsort(values, axis=None)
    assert (np.diff(result.ravel()[order]) >= 0).all()


@pytest.mark.parametrize("by", ["percentile", "maximum"])
@pytest.mark.parametrize("factor", [1e-30, 0.5, 3.0, 1e30])
def test_scaled_maps_do_not_depend_on_the_unit(by, factor):
    values = random_map(1)
    result = scaled(values * np.float32(factor), by)
    np.testing.assert_allclose(result, scaled(values, by), rtol=1e-5)


def test_the_percentile_clips_half_a_percent():
    values = np.arange(1, 1001, dtype=np.float32).reshape(40, 25)
    result = scaled(values)
    assert (result == 1).sum() == 5
    np.testing.assert_allclose(result.ravel()[:995], np.arange(1, 996) / 995.005, 1e-5)


def test_the_maximum_is_that_of_the_article():
    values = random_map(2)
    np.testing.assert_allclose(scaled(values, "maximum"), values / values.max(), 1e-6)


def test_one_hot_pixel_does_not_empty_the_rest():
    values = random_map(3)
    hot = values.copy()
    hot[0, 0] = 1e6
    assert np.abs(scaled(hot) - scaled(values))[1:].max() < 0.1
    assert scaled(hot, "maximum")[1:].max() < 1e-5


@pytest.mark.parametrize("by", ["percentile", "maximum"])
def test_a_map_of_zeros_stays_zeros(by):
    np.testing.assert_array_equal(scaled(np.zeros((3, 4), np.float32), by), 0)


def test_a_single_pixel_is_still_shown():
    """In 100 x 100 pixels one is less than half a percent: the percentile is 0."""
    values = np.zeros((100, 100), np.float32)
    values[50, 50] = 7
    np.testing.assert_array_equal(scaled(values), values / 7)


@pytest.mark.parametrize("by", ["percentile", "maximum"])
def test_the_smallest_numbers_do_not_overflow(by):
    values = np.full((20, 20), 1e-45, np.float32)
    values[0, 0] = 3e38
    result = scaled(values, by)
    assert np.isfinite(result).all()
    assert result[0, 0] == 1


# Purple


@pytest.mark.parametrize("grey", [0.0, 0.3, 1.0])
def test_no_attribution_leaves_the_image(grey):
    result = overlay(grey_image(grey), np.zeros((4, 4)), 1.0)
    assert result.dtype == np.uint8
    np.testing.assert_array_equal(result, np.full((4, 4, 3), round(grey * 255)))


def test_full_attribution_at_full_opacity_is_purple():
    result = overlay(grey_image(0.7), np.ones((4, 4)), 1.0)
    np.testing.assert_array_equal(result, np.broadcast_to(PURPLE, (4, 4, 3)))


def test_no_opacity_leaves_the_image():
    image = np.random.default_rng(0).random((9, 8))
    expected = np.rint(image * 255)[..., None].repeat(3, axis=-1)
    np.testing.assert_array_equal(overlay(image, np.ones((9, 8)), 0.0), expected)


def test_a_colour_image_keeps_its_colours():
    image = np.random.default_rng(0).random((9, 8, 3))
    grey = np.full((9, 8), 0.4)
    np.testing.assert_array_equal(
        overlay(image, np.zeros((9, 8)), 1.0), np.rint(image * 255)
    )
    np.testing.assert_array_equal(
        overlay(grey, grey, 0.5), overlay(np.stack([grey] * 3, axis=-1), grey, 0.5)
    )


def test_values_beyond_the_range_are_clipped():
    result = overlay(np.array([[-0.5, 1.5]]), np.array([[0.0, 0.0]]), 1.0)
    np.testing.assert_array_equal(result, [[[0] * 3, [255] * 3]])
    assert overlay_rgba(np.array([[-1.0, 2.0]]), 1.0)[..., 3].tolist() == [[0, 255]]


@pytest.mark.parametrize("seed", range(5))
def test_the_layer_alone_laid_over_the_image_gives_the_overlay(seed):
    generator = np.random.default_rng(seed)
    image, shown = generator.random((2, 30, 20)).astype(np.float32)
    opacity = generator.random()
    layer = overlay_rgba(shown, opacity)
    assert layer.shape == (30, 20, 4)
    assert layer.dtype == np.uint8
    alpha = layer[..., 3:] / 255
    expected = (1 - alpha) * image[..., None] * 255 + alpha * layer[..., :3]
    difference = overlay(image, shown, opacity) - expected
    assert np.abs(difference).max() <= 1.01  # half a step of alpha, and rounding


def test_the_layer_is_purple_also_where_it_is_transparent():
    """Straight alpha: a scaled image item would else get dark edges."""
    layer = overlay_rgba(np.array([[0.0, 0.5, 1.0]]), 0.6)
    assert (layer[..., :3] == PURPLE).all()
    np.testing.assert_array_equal(layer[..., 3], [[0, 76, 153]])


def test_the_inputs_are_left_alone():
    image, shown = np.random.default_rng(0).random((2, 5, 5))
    before = image.copy(), shown.copy()
    overlay(image, shown, 0.5)
    overlay_rgba(shown, 0.5)
    scaled(shown)
    np.testing.assert_array_equal(image, before[0])
    np.testing.assert_array_equal(shown, before[1])


@pytest.mark.parametrize("level", range(0, 256, 15))
def test_purple_is_seen_on_every_grey(level):
    """Far above a CIE 1976 difference of 10, which nobody overlooks, at 60 %."""
    image = grey_image(level / 255)
    bare = overlay(image, np.zeros((4, 4)), 0.6)
    laid = overlay(image, np.ones((4, 4)), 0.6)
    assert np.linalg.norm(lab(bare) - lab(laid), axis=-1).min() > 50


@pytest.mark.parametrize("other", [(0, 0, 0), (255, 255, 255)])
def test_purple_has_contrast_to_black_and_to_white(other):
    pair = sorted([luminance(PURPLE), luminance(other)])
    assert (pair[1] + 0.05) / (pair[0] + 0.05) > 4.4


@pytest.mark.parametrize("grey", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_equal_steps_of_attribution_look_about_equal(grey):
    shown = np.linspace(0, 1, 11)[np.newaxis]
    colours = lab(overlay(np.full_like(shown, grey), shown, 1.0))[0]
    steps = np.linalg.norm(np.diff(colours, axis=0), axis=-1)
    assert steps.max() < 2.1 * steps.min()


@pytest.mark.parametrize("grey", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_more_attribution_is_always_nearer_to_purple(grey):
    shown = np.linspace(0, 1, 21)[np.newaxis]
    result = overlay(np.full_like(shown, grey), shown, 0.8)
    distance = np.linalg.norm(lab(result) - lab(np.array([[PURPLE]])), axis=-1)[0]
    assert (np.diff(distance) < 0).all()


def test_maps_of_the_article_are_shown_as_in_the_article():
    assert scaling_of("article") == scaling_of("combined") == "maximum"
    assert scaling_of("gradient_input") == "percentile"
    assert all(scaling_of(key) == "maximum" for key in UNSIGNED)
