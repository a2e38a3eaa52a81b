"""Histograms: exact for whole numbers, and added without an error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cellclassifier.core.histogram import EMPTY, MAX_BINS, add_to, added, histogram_of

quick = settings(max_examples=60, deadline=None)
SHAPES = arrays.array_shapes(max_dims=3, max_side=12)


def integers(dtype):
    return arrays.arrays(dtype, SHAPES)


def reals():
    values = st.floats(-1e6, 1e6, width=32)
    return arrays.arrays(np.float32, SHAPES, elements=values)


ANY = st.one_of(
    integers(np.uint8), integers(np.uint16), integers(np.int32), integers(np.uint32)
)


@quick
@given(integers(np.uint16), st.floats(0, 100))
def test_percentiles_of_whole_numbers_are_exact(pixels, percent):
    found = histogram_of(pixels)
    assert found.exponent == 0
    expected = np.sort(pixels.ravel())
    place = max(1, int(np.ceil(round(percent / 100 * pixels.size, 9))))
    near = expected[max(0, place - 2) : place + 1]
    assert found.percentile(percent) in near
    assert found.total == pixels.size


@quick
@given(st.one_of(ANY, reals()))
def test_every_pixel_lies_in_a_bin(pixels):
    found = histogram_of(pixels)
    assert found.total == pixels.size
    assert len(found.counts) <= MAX_BINS
    assert found.edges[0] <= float(pixels.min())
    assert float(pixels.max()) < found.edges[-1] + found.width * 1e-3


@quick
@given(st.lists(st.one_of(ANY, reals()), min_size=1, max_size=4))
def test_adding_loses_no_pixel_and_order_does_not_matter(many):
    parts = [histogram_of(pixels) for pixels in many]
    one, other = added(parts), added(reversed(parts))
    assert one.total == sum(pixels.size for pixels in many)
    assert len(one.counts) <= MAX_BINS
    assert one.exponent == other.exponent
    np.testing.assert_array_equal(
        np.trim_zeros(one.counts), np.trim_zeros(other.counts)
    )


@quick
@given(st.lists(integers(np.uint16), min_size=1, max_size=5))
def test_the_sum_is_the_histogram_of_all_pixels(many):
    whole = np.concatenate([pixels.ravel() for pixels in many])
    found, expected = added(map(histogram_of, many)), histogram_of(whole)
    assert (found.exponent, found.first) == (expected.exponent, expected.first)
    np.testing.assert_array_equal(found.counts, expected.counts)


@quick
@given(st.lists(st.one_of(ANY, reals()), min_size=1, max_size=5))
def test_adding_in_place_gives_the_same_and_changes_no_other(many):
    parts = [histogram_of(pixels) for pixels in many]
    before = [part.counts.copy() for part in parts]
    total = histogram_of(many[0])
    for part in parts[1:]:
        total = add_to(total, part)
    expected = added(parts)
    assert (total.exponent, total.total) == (expected.exponent, expected.total)
    assert np.trim_zeros(total.counts).tolist() == (
        np.trim_zeros(expected.counts).tolist()
    )
    for part, was in zip(parts, before, strict=True):
        np.testing.assert_array_equal(part.counts, was)


@pytest.mark.parametrize("value", [0.0, 0.3, -1e30, 1e-30, 65535.0])
def test_a_flat_float_image_is_counted(value):
    found = histogram_of(np.full((3, 4), value, np.float64))
    assert found.total == 12
    assert found.percentile(50) == pytest.approx(value, rel=1e-9)


def test_percentiles_of_floats_are_within_a_bin():
    pixels = np.random.default_rng(1).normal(50, 10, (300, 300)).astype(np.float32)
    found = histogram_of(pixels)
    for percent in (0.1, 5, 50, 99.9):
        expected = np.percentile(pixels, percent, method="inverted_cdf")
        assert found.percentile(percent) <= expected
        assert expected < found.percentile(percent) + found.width


def test_nothing_is_the_histogram_of_nothing():
    assert EMPTY.total == 0
    assert added([]).total == 0
    assert added([EMPTY, histogram_of(np.uint8([1, 1]))]).total == 2
