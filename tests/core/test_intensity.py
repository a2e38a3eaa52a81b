"""One linear rule: it finds the effective depth and never clips."""

import numpy as np
import pytest
import tifffile
from drawn import REAL

from cellclassifier.core.errors import UserError
from cellclassifier.core.histogram import histogram_of
from cellclassifier.core.intensity import (
    Extent,
    effective_depth,
    of_image,
    resolve,
    scale,
    warning,
)
from cellclassifier.core.tile_spec import IntensitySpec


@pytest.mark.parametrize(
    ("dtype", "largest", "white", "text"),
    [
        ("uint8", 255, 255, "8 bit"),
        ("uint8", 3, 255, "8 bit"),
        ("uint16", 200, 255, "8 bit in 16"),
        ("uint16", 256, 1023, "10 bit in 16"),
        ("uint16", 1024, 4095, "12 bit in 16"),
        ("uint16", 4095, 4095, "12 bit in 16"),
        ("uint16", 4096, 16383, "14 bit in 16"),
        ("uint16", 16384, 65535, "16 bit"),
        ("uint16", 65535, 65535, "16 bit"),
        ("uint32", 70000, 2**32 - 1, "32 bit"),
        ("uint64", 2**40, 2**64 - 1, "64 bit"),
    ],
)
def test_the_smallest_depth_that_holds_all_values_is_taken(dtype, largest, white, text):
    depth = effective_depth([Extent(dtype, 0, 1), Extent(dtype, 1, largest)])
    assert depth == (0, float(white), text)


def test_signed_values_in_unsigned_files_are_found():
    depth = effective_depth([Extent("uint16", 32963, 36863)])
    assert (depth.black, depth.white) == (32768, 32768 + 4095)
    assert "above 32768" in depth.text


@pytest.mark.parametrize(("low", "high"), [(32767, 36863), (32768, 65535)])
def test_bright_16_bit_images_are_not_taken_for_shifted(low, high):
    assert effective_depth([Extent("uint16", low, high)])[:2] == (0, 65535)


@pytest.mark.parametrize(
    ("extents", "black", "white"),
    [
        ([Extent("float32", 0.0, 1.0), Extent("float64", 0.2, 0.7)], 0, 1),
        ([Extent("float32", -5, 202)], -5, 202),
        ([Extent("float32", 0, 1.01)], 0, 1.01),
        ([Extent("int16", -491, 2154)], -491, 2154),
        ([Extent("uint8", 0, 255), Extent("float32", 0, 1)], 0, 255),
    ],
)
def test_other_types_get_their_own_range(extents, black, white):
    assert effective_depth(extents)[:2] == (black, white)


def test_declared_bits_are_taken_where_all_files_declare_them():
    found = effective_depth([Extent("uint16", 0, 900, 12), Extent("uint16", 0, 9, 12)])
    assert found[:2] == (0, 4095)
    mixed = [Extent("uint16", 0, 900, 12), Extent("uint16", 0, 9)]
    assert effective_depth(mixed)[:2] == (0, 1023)
    beyond = effective_depth([Extent("uint16", 0, 5000, 12)])
    assert beyond.white >= 5000


PIXELS = np.random.default_rng(0).integers(0, 4001, (50, 80)).astype(np.uint16)
EXTENTS = [Extent("uint16", 0, 4000)]


def resolved(**values):
    return resolve(IntensitySpec(**values), EXTENTS, histogram_of(PIXELS))


def points(rule):
    return rule.black, rule.white


def test_the_full_range_is_that_of_the_depth_whatever_else_was_set():
    assert points(resolved()) == (0, 4095)
    assert points(resolved(black=100, white=2000)) == (0, 4095)


def test_a_window_is_as_the_user_set_it():
    assert points(resolved(rule="window", black=100, white=2000)) == (100, 2000)
    assert points(resolved(rule="window", black=100)) == (100, 4095)
    assert points(resolved(rule="window")) == (0, 4095)


def test_a_window_above_the_depth_is_refused():
    with pytest.raises(
        UserError, match=r"black point \(5000\) .* white point \(4095\)"
    ):
        resolved(rule="window", black=5000)


@pytest.mark.parametrize(("low", "high"), [(0, 100), (1, 99), (10, 99.9)])
def test_percentiles_are_those_of_all_pixels(low, high):
    rule = resolved(rule="percentiles", low=low, high=high)
    ordered = np.percentile(PIXELS, (low, high), method="inverted_cdf")
    assert points(rule) == tuple(ordered)
    assert (rule.low, rule.high) == (low, high)


def test_percentiles_of_nearly_flat_images_still_have_a_range():
    flat = np.full((100, 100), 7, np.uint16)
    flat[0, 0] = 900
    rule = resolve(IntensitySpec(rule="percentiles"), EXTENTS, histogram_of(flat))
    assert points(rule) == (7, 8)
    assert np.isfinite(scale(flat, rule)).all()


def test_what_was_resolved_is_resolved_to_the_same():
    for rule in ("full", "window", "percentiles", "image"):
        once = resolved(rule=rule)
        assert resolve(once, EXTENTS, histogram_of(PIXELS)) == once


def test_each_image_on_its_own_loses_how_bright_it_was():
    rule = resolved(rule="image", low=0, high=100)
    assert points(rule) == (None, None)
    dim, bright = PIXELS // 10, PIXELS
    shown = [scale(each, of_image(rule, each)) for each in (dim, bright)]
    assert [(each.min(), each.max()) for each in shown] == [(0, 1), (0, 1)]
    assert "lost" in warning(rule)


@pytest.mark.parametrize("rule", ["full", "window", "percentiles"])
def test_no_other_rule_looks_at_the_image_or_warns(rule):
    found = resolved(rule=rule)
    assert of_image(found, PIXELS // 10) is found
    assert warning(found) == ""


def test_a_flat_image_on_its_own_is_black_not_nan():
    flat = np.full((9, 9, 1), 4095, np.uint16)
    shown = scale(flat, of_image(resolved(rule="image"), flat))
    assert (shown == 0).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32])
def test_scaling_is_monotonic_and_never_clips(dtype):
    values = np.array([-50, 0, 1, 99, 100, 101, 200, 255, 300, 20000])
    values = values[values >= 0] if np.dtype(dtype).kind == "u" else values
    values = values[values <= 255] if dtype == np.uint8 else values
    found = scale(values.astype(dtype), IntensitySpec(black=100, white=200))
    assert found.dtype == np.float32
    assert (np.diff(found) > 0).all()
    np.testing.assert_allclose(found, (values - 100) / 100, rtol=1e-6)
    assert found.min() < 0
    assert found.max() > 1


def test_black_is_0_and_white_is_1_at_every_depth():
    for top in (255, 4095, 65535):
        found = scale(np.array([0, top], np.uint16), IntensitySpec(black=0, white=top))
        assert found.tolist() == [0, 1]


def test_large_whole_numbers_keep_their_differences():
    values = np.array([2**32 - 3, 2**32 - 2, 2**32 - 1], np.uint32)
    found = scale(values, IntensitySpec(black=2**32 - 4, white=2**32 - 1))
    np.testing.assert_allclose(found, [1 / 3, 2 / 3, 1], rtol=1e-6)


@pytest.mark.parametrize("points", [(None, 1), (0, None)])
def test_a_rule_that_is_not_resolved_is_refused(points):
    rule = IntensitySpec(black=points[0], white=points[1])
    with pytest.raises(ValueError, match="below a white point"):
        scale(np.zeros((2, 2)), rule)


@pytest.mark.parametrize("points", [(5, 5), (6, 5)])
def test_a_rule_without_a_range_cannot_be_made(points):
    with pytest.raises(ValueError, match="has to lie below the white point"):
        IntensitySpec(black=points[0], white=points[1])


@pytest.mark.parametrize(
    ("path", "black", "white"),
    [
        ("fields/nuclei_276cells_16bit_signedoffset_1344x1024.tif", 32768, 36863),
        ("fields/h2ax_foci_12bit_1200x1000.tif", 0, 4095),
        ("fields/yeast_heat_16bit_3ch_400.tif", 0, 4095),
        ("formats/tiff/16bit.cropped.tif", 0, 1023),
    ],
)
def test_real_images_fill_the_range_that_was_found(path, black, white):
    if not (REAL / path).exists():
        pytest.skip(f"the real image {path} is not beside the repository")
    pixels = tifffile.imread(REAL / path)
    extent = Extent(str(pixels.dtype), float(pixels.min()), float(pixels.max()))
    rule = resolve(IntensitySpec(), [extent], histogram_of(pixels))
    assert (rule.black, rule.white) == (black, white)
    scaled = scale(pixels, rule)
    assert scaled.min() >= 0
    assert 0.3 < scaled.max() <= 1
