"""Clumps are found where they are, at their true size, and not in the control."""

import clumped
import numpy as np
import pytest

from cellclassifier.core.cells import Appearance
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.micrograph import Clumps, draw_field
from cellclassifier.core.spots import detection
from cellclassifier.core.spots.scale import radius_in_tile

SPEC = ClumpSpec(radius=clumped.RADIUS)
LOOK = Appearance(
    1750, 60, 1.6, 0.5, (0.05, 0.07, 0.1), 0.15, 0.2, (0.5, 0.5), 0.2, 100, 1.1
)
"""A dish of the drawn example, in the middle of its ranges."""


def dice(one, other):
    return 2 * (one & other).sum() / (one.sum() + other.sum())


def pooled(tiles, radius=clumped.RADIUS):
    return detection.pooled_noise((tile, radius) for tile in tiles)


@pytest.mark.parametrize("noise", [0.01, 0.03, 0.06])
def test_found_masks_agree_with_the_true_ones(noise):
    control = [clumped.tile(n, 0, noise, 128)[0] for n in range(8)]
    known = pooled(control)
    test = [clumped.tile(100 + n, 8, noise, 128) for n in range(8)]
    found = [detection.find(tile, clumped.RADIUS, known, SPEC) for tile, _ in test]
    true = np.stack([mask for _, mask in test])
    assert dice(np.stack(found), true) > 0.8
    other = [clumped.tile(200 + n, 0, noise, 128)[0] for n in range(8)]
    wrong = [
        detection.count(detection.find(t, clumped.RADIUS, known, SPEC)) for t in other
    ]
    assert sum(wrong) <= 1


@pytest.mark.parametrize("noise", [0, 80])
def test_most_clumps_of_the_drawn_example_are_found(noise):
    random = np.random.default_rng(3)

    def fields(gathered, number):
        for seed in range(number):
            image, mask = draw_field(LOOK, gathered, np.random.default_rng([seed, 7]))
            noisy = image + noise * random.standard_normal(image.shape)
            yield (noisy / 4095).astype(np.float32), mask

    control = [image for image, _ in fields(None, 2)]
    known = pooled(control)
    image, true = next(fields(Clumps(0.9, (8, 20), (1.5, 3.5), (1.0, 2.6), 0.55), 1))
    found = detection.find(image, clumped.RADIUS, known, SPEC)
    assert dice(found, true) > 0.7
    wrong = detection.count(detection.find(control[1], clumped.RADIUS, known, SPEC))
    # A field is 16 tiles of 128 pixels: less than one false object in each.
    assert wrong < 16
    assert detection.count(found) > 8 * wrong


def test_pooling_over_the_control_finds_what_a_crowded_tile_hides():
    control = [clumped.tile(n, 0)[0] for n in range(8)]
    crowded, true = clumped.tile(5, 30)
    assert true.mean() > 0.2
    pool, own = pooled(control), detection.own_noise(crowded, clumped.RADIUS)
    by_pool = detection.find(crowded, clumped.RADIUS, pool, SPEC)
    by_own = detection.find(crowded, clumped.RADIUS, own, SPEC)
    assert own.deviation > 1.5 * pool.deviation
    assert dice(by_pool, true) > dice(by_own, true)
    assert dice(by_pool, true) > 0.6


def test_own_noise_does_without_a_control():
    tile, true = clumped.tile(3, 5)
    noise = detection.own_noise(tile, clumped.RADIUS)
    assert dice(detection.find(tile, clumped.RADIUS, noise, SPEC), true) > 0.8


def test_brightness_and_offset_do_not_change_what_is_found():
    control = [clumped.tile(n, 0)[0] for n in range(6)]
    tile, _ = clumped.tile(50)
    first = detection.find(tile, clumped.RADIUS, pooled(control), SPEC)
    for gain, offset in ((0.1, 0), (1, 0.5), (3, -0.4)):
        known = pooled(
            [np.float32(gain) * each + np.float32(offset) for each in control]
        )
        changed = np.float32(gain) * tile + np.float32(offset)
        again = detection.find(changed, clumped.RADIUS, known, SPEC)
        assert dice(first, again) > 0.98


def test_a_flat_tile_has_no_clumps():
    flat = np.full((64, 64), 0.3, np.float32)
    for noise in (pooled([flat]), detection.own_noise(flat, 3)):
        assert not detection.find(flat, 3, noise, SPEC).any()


def test_limits_of_size_and_threshold_hold():
    control = pooled([clumped.tile(n, 0)[0] for n in range(6)])
    tile, _ = clumped.tile(9)

    def area(**changed):
        spec = SPEC.model_copy(update=changed)
        return int(detection.find(tile, clumped.RADIUS, control, spec).sum())

    assert area(k=10.0) < area(k=5.0) + 1
    assert area(k=100.0) == 0
    assert area(smallest=10.0) == 0
    assert area(largest=0.3) == 0
    assert area(dilate=2) > area()


def test_widening_moves_an_outline_by_as_many_pixels_all_around():
    mask = np.zeros((21, 21), bool)
    mask[10, 10] = True
    y, x = np.mgrid[:21, :21] - 10
    np.testing.assert_array_equal(detection.widened(mask, 4), y * y + x * x <= 16)
    np.testing.assert_array_equal(detection.widened(mask, 0), mask)


def test_grey_is_a_channel_or_the_mean_of_all():
    tile = np.arange(12, dtype=np.float32).reshape(2, 2, 3)
    np.testing.assert_array_equal(detection.grey(tile), tile.mean(axis=-1))
    np.testing.assert_array_equal(detection.grey(tile, 2), tile[..., 1])
    with pytest.raises(UserError, match="no channel 4"):
        detection.grey(tile, 4)


def test_the_radius_follows_the_tile_to_the_network():
    spec = ClumpSpec(radius=4)
    assert radius_in_tile(spec, (128, 128), "a.tif", 256, None) == 8
    assert radius_in_tile(spec, (100, 25), "a.tif", 100, None) == 8
    in_um = ClumpSpec(radius=1, unit="µm")
    assert radius_in_tile(in_um, (64, 64), "a.tif", 64, 0.25) == 4
    with pytest.raises(UserError, match="does not tell its pixel size"):
        radius_in_tile(in_um, (64, 64), "a.tif", 64, None)
    with pytest.raises(UserError, match=r"are 0\.4 pixels"):
        radius_in_tile(spec, (640, 640), "a.tif", 64, None)
