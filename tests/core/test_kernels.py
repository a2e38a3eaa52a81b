"""Kernels of one's own, against SciPy and against the article's example."""

import numpy as np
import pytest
from scipy import ndimage

from cellclassifier.core.errors import UserError
from cellclassifier.core.kernels import (
    PATCH,
    PRESETS,
    convolve,
    kernel_of,
    number_of,
    products,
    short,
    text_of,
    told,
)

ARTICLE = np.array(PATCH, float)
BLUR = PRESETS["blur"].kernel


@pytest.fixture
def image():
    return np.random.default_rng(4).normal(0, 1, (9, 13))


def test_the_article_s_example_gives_22_ninths():
    found = products(ARTICLE, BLUR, 1, 1)
    assert found.total == pytest.approx(22 / 9)
    assert convolve(ARTICLE, BLUR)[1, 1] == pytest.approx(22 / 9)
    assert told(found, BLUR) == (
        "1 x 1/9 + 2 x 1/9 + 3 x 1/9 + 0 x 1/9 + 10 x 1/9 + 2 x 1/9 + 1 x 1/9 + "
        "3 x 1/9 + 0 x 1/9 = 2.44"
    )


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_is_as_scipy_correlates(key, image):
    kernel = PRESETS[key].kernel
    expected = ndimage.correlate(image, kernel.array(), mode="constant")
    np.testing.assert_allclose(convolve(image, kernel), expected, atol=1e-12)


def test_a_kernel_is_not_turned_round(image):
    kernel = kernel_of(np.arange(25).reshape(5, 5))
    expected = ndimage.correlate(image, kernel.array(), mode="constant")
    np.testing.assert_allclose(convolve(image, kernel), expected)
    turned = ndimage.convolve(image, kernel.array(), mode="constant")
    assert not np.allclose(convolve(image, kernel), turned)


def test_a_kernel_may_be_larger_than_the_image():
    kernel = PRESETS["gaussian"].kernel
    found = convolve(ARTICLE[:1, :2], kernel)
    expected = ndimage.correlate(ARTICLE[:1, :2], kernel.array(), mode="constant")
    np.testing.assert_allclose(found, expected)


def test_products_are_those_of_each_pixel_at_edges_too(image):
    kernel = kernel_of(np.random.default_rng(1).normal(0, 1, (5, 5)))
    expected = convolve(image, kernel)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            found = products(image, kernel, x, y)
            assert found.total == pytest.approx(expected[y, x])
            np.testing.assert_array_equal(found.products, found.patch * kernel.array())


def test_beyond_the_edges_pixels_are_zero():
    found = products(ARTICLE, BLUR, 0, 0)
    np.testing.assert_array_equal(found.patch, [[0, 0, 0], [0, 1, 2], [0, 0, 10]])


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (3, 0), (0, 3)])
def test_a_pixel_that_is_not_there_is_refused(x, y):
    with pytest.raises(ValueError, match="no pixel"):
        products(ARTICLE, BLUR, x, y)


def test_presets_do_what_they_say(image):
    assert np.array_equal(convolve(image, PRESETS["identity"].kernel), image)
    for key in ("blur", "gaussian", "identity"):
        assert PRESETS[key].kernel.total == pytest.approx(1)
    for key in ("sharpen", "outline", "horizontal", "vertical"):
        assert PRESETS[key].kernel.total == pytest.approx(0)
    # Brighter below, and brighter at the right.
    ramp = np.arange(25.0).reshape(5, 5)
    assert convolve(ramp, PRESETS["horizontal"].kernel)[2, 2] == 8 * 5
    assert convolve(ramp, PRESETS["vertical"].kernel)[2, 2] == 8
    # The article: it raises contrast.
    spot = np.zeros((5, 5))
    spot[2, 2] = 1
    sharp = convolve(spot, PRESETS["sharpen"].kernel)
    assert sharp[2, 2] == 2
    assert sharp[2, 1] == sharp[1, 2] == -0.5


def test_long_sums_are_shortened_and_zeros_left_out():
    gaussian = PRESETS["gaussian"].kernel
    words = told(products(ARTICLE, gaussian, 1, 1), gaussian)
    assert words.count(" x ") == 9
    assert "(25 products in all)" in words
    sharpen = PRESETS["sharpen"].kernel
    words = told(products(ARTICLE, sharpen, 1, 1), sharpen)
    assert words == "2 x (-0.5) + 0 x (-0.5) + 10 x 2 + 2 x (-0.5) + 3 x (-0.5) = 16.5"
    nothing = kernel_of(np.zeros((3, 3)))
    assert "the sum is 0" in told(products(ARTICLE, nothing, 1, 1), nothing)


def test_a_kernel_changes_its_size_with_a_rim_of_zeros():
    large = BLUR.resized(5)
    assert large.side == 5
    assert large.array()[0].sum() == 0
    assert large.resized(3) == BLUR
    assert BLUR.resized(3) == BLUR


@pytest.mark.parametrize(
    "rows", [[[1, 2], [3, 4]], [[1, 2, 3]] * 2, [[1, 2, 3], [4, 5], [6, 7, 8]], []]
)
def test_other_shapes_are_refused(rows):
    with pytest.raises(UserError, match="3 x 3 or 5 x 5"):
        kernel_of(rows)


def test_values_that_are_no_numbers_are_refused():
    with pytest.raises(UserError, match="has to be a number"):
        kernel_of([[1, 2, float("nan")]] * 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", 2), (" -0.5", -0.5), ("0,5", 0.5), ("1/9", 1 / 9), ("-2 / 3", -2 / 3)],
)
def test_typed_numbers_are_read(text, value):
    assert number_of(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "a", "1/0", "1//2", "nan", "inf", "1e9", "/"])
def test_what_is_no_number_is_told(text):
    with pytest.raises(UserError, match="such as 2"):
        number_of(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((1 / 9, "1/9"), (-1 / 9, "-1/9"), (0.5, "0.5"), (-0.25, "-0.25")),
        *((2, "2"), (0, "0"), (6 / 256, "3/128"), (1200, "1200"), (-0.0, "0")),
    ],
)
def test_values_are_written_as_they_are_read(value, text):
    assert text_of(value) == text
    assert number_of(text) == pytest.approx(value)


def test_short_numbers():
    assert [short(v) for v in (10, 22 / 9, -0.0, 0.00012345)] == [
        *("10", "2.44", "0", "0.000123"),
    ]
