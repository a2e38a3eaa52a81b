"""Tiles masked to their clumps, and to all but these."""

import clumped
import numpy as np
import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.spots.hiding import clumps_of, hidden, seen_in
from cellclassifier.core.spots.hole import hole_of

RADIUS = clumped.RADIUS


def tile(seed, clumps=6, channels=1):
    pixels, mask = clumped.tile(seed, clumps)
    return np.repeat(pixels[..., None], channels, axis=-1), mask


@pytest.fixture(scope="module")
def seen():
    control = [(tile(seed, 0)[0], RADIUS) for seed in range(8)]
    return seen_in(control, MaskSpec(), "8 drawn tiles", alone=False)


def settings(seen, masked):
    return MaskSpec(masked=masked, radius=RADIUS, seen=seen)


def test_what_the_control_shows_is_what_was_drawn(seen):
    assert seen.light == pytest.approx((0.3,), abs=0.02)
    assert seen.texture == pytest.approx((0.02,), abs=0.004)
    assert seen.tiles == 8
    assert seen.source == "8 drawn tiles"


def test_without_clumps_nothing_else_is_changed(seen):
    pixels, mask = tile(50)
    spec = settings(seen, "without clumps")
    found = hidden(pixels, RADIUS, spec, seed=1)
    hole = hole_of(clumps_of(pixels, RADIUS, spec), RADIUS)
    np.testing.assert_array_equal(found[~hole], pixels[~hole])
    assert mask[hole].sum() > 0.8 * mask.sum()
    # As bright as what is around, never black, and as rough.
    assert found[hole].mean() == pytest.approx(pixels[~hole].mean(), abs=0.03)
    assert found[hole].min() > 0.15
    assert found[hole].std() > 0.01
    assert not clumps_of(found, RADIUS, spec)[mask].mean() > 0.1


def test_of_clumps_only_nothing_tells_how_bright_the_cell_is(seen):
    spec = settings(seen, "clumps only")
    pixels, mask = tile(51)
    found = hidden(pixels, RADIUS, spec, seed=1)
    hole = hole_of(clumps_of(pixels, RADIUS, spec), RADIUS)
    outside = found[~hole]
    assert np.median(outside) == pytest.approx(seen.light[0], abs=0.003)
    assert outside.std() == pytest.approx(seen.texture[0], rel=0.1)
    # Clumps stand on that ground as high as they stood before.
    inside = clumps_of(pixels, RADIUS, spec) & mask
    height = pixels[inside].mean() - pixels[~hole].mean()
    assert found[inside].mean() - outside.mean() == pytest.approx(height, abs=0.04)
    brighter = hidden(pixels + np.float32(0.1), RADIUS, spec, seed=1)
    assert brighter[~hole].mean() == pytest.approx(outside.mean(), abs=0.003)
    assert clumps_of(found, RADIUS, spec)[mask].mean() > 0.6


def test_a_tile_without_clumps_is_an_even_ground_or_itself(seen):
    flat = np.full((64, 64, 1), 0.4, np.float32)
    alone = hidden(flat, RADIUS, settings(seen, "clumps only"), seed=2)
    assert alone.mean() == pytest.approx(seen.light[0], abs=0.002)
    assert alone.std() == pytest.approx(seen.texture[0], rel=0.1)
    rest = hidden(flat, RADIUS, settings(seen, "without clumps"), seed=2)
    np.testing.assert_array_equal(rest, flat)


@pytest.mark.parametrize("masked", ["clumps only", "without clumps"])
def test_the_seed_decides_and_the_tile_stays_as_it_was(seen, masked):
    pixels, _ = tile(52)
    before, spec = pixels.copy(), settings(seen, masked)
    first = hidden(pixels, RADIUS, spec, seed=3)
    np.testing.assert_array_equal(first, hidden(pixels, RADIUS, spec, seed=3))
    assert (first != hidden(pixels, RADIUS, spec, seed=4)).any()
    np.testing.assert_array_equal(pixels, before)
    assert first.dtype == np.float32


def test_channels_are_hidden_together_by_the_one_that_shows_clumps():
    random = np.random.default_rng(0)

    def both(seed, clumps):
        first, mask = clumped.tile(seed, clumps)
        other = 0.6 + 0.01 * random.standard_normal(first.shape)
        return np.stack([other, first], axis=-1).astype(np.float32), mask

    spec = MaskSpec(masked="clumps only", radius=RADIUS, channel=2)
    control = [(both(seed, 0)[0], RADIUS) for seed in range(4)]
    spec = spec.model_copy(update={"seen": seen_in(control, spec, "x", alone=False)})
    assert spec.seen.light == pytest.approx((0.6, 0.3), abs=0.02)
    pixels, mask = both(60, 6)
    found = hidden(pixels, RADIUS, spec, seed=0)
    assert np.median(found[..., 0][~mask]) == pytest.approx(0.6, abs=0.02)
    wrong = spec.model_copy(update={"channel": 3})
    with pytest.raises(UserError, match="no channel 3"):
        hidden(pixels, RADIUS, wrong, seed=0)


def test_without_a_control_each_tile_is_measured_by_itself():
    tiles = [(tile(seed, 3)[0], RADIUS) for seed in range(4)]
    seen = seen_in(tiles, MaskSpec(), "all", alone=True)
    assert seen.tiles == 0
    pixels, mask = tile(70, 4)
    assert clumps_of(pixels, RADIUS, settings(seen, "clumps only"))[mask].mean() > 0.5
