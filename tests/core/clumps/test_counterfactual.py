"""Erased clumps leave nothing behind, and nothing else is touched."""

from itertools import pairwise

import clumped
import numpy as np
import pytest
from scipy import ndimage

from cellclassifier.core.clumps.counterfactual import hole_of, without_clumps
from cellclassifier.core.clumps.doses import cut_out, doses
from cellclassifier.core.errors import UserError
from cellclassifier.core.spots.filling import erased_of, surroundings_of

RADIUS = clumped.RADIUS


def noisy(seed=0, size=96, channels=1, light=0.4, noise=0.05):
    random = np.random.default_rng(seed)
    shape = (size, size, channels)
    return (light + noise * random.standard_normal(shape)).astype(np.float32)


def disc(size=96, centre=(40, 50), radius=8):
    y, x = np.mgrid[:size, :size]
    return np.hypot(y - centre[0], x - centre[1]) <= radius


def ring_of(hole, width):
    away = ndimage.distance_transform_edt(~hole)
    return (away > 0) & (away <= width)


@pytest.mark.parametrize("channels", [1, 3])
def test_the_hole_has_the_mean_and_the_noise_of_the_ring(channels):
    tile, hole = noisy(channels=channels), disc()
    tile[..., channels - 1] += 0.1
    bright = tile.copy()
    bright[hole] += 0.5
    found = erased_of(bright, hole, hole, 4.0, np.random.default_rng(0))
    ring = ring_of(hole, 4.0)
    np.testing.assert_allclose(
        found[hole].mean(axis=0), bright[ring].mean(axis=0), atol=1e-4
    )
    np.testing.assert_allclose(
        found[hole].std(axis=0), bright[ring].std(axis=0), rtol=0.25
    )
    np.testing.assert_array_equal(found[~hole], bright[~hole])


def test_texture_keeps_its_grain():
    random = np.random.default_rng(0)
    grain = ndimage.gaussian_filter(random.standard_normal((128, 128)), 1.2)
    tile = (0.5 + 0.05 * grain / grain.std()).astype(np.float32)[..., np.newaxis]
    hole = disc(128, (60, 60), 10)
    found = erased_of(tile, hole, hole, 5.0, random)[..., 0]

    def alike(where):
        pairs = where & np.roll(where, -1, axis=1)
        beside = np.roll(found, -1, axis=1)[pairs]
        return np.corrcoef(found[pairs], beside)[0, 1]

    assert alike(hole) > 0.5
    assert alike(hole) == pytest.approx(alike(ring_of(hole, 20)), abs=0.15)


def test_a_slope_goes_on_through_the_hole():
    slope = np.linspace(0.2, 0.8, 96)[:, np.newaxis]
    tile = (slope + 0 * np.ones((96, 96))).astype(np.float32)[..., np.newaxis]
    hole = disc(radius=6)
    bright = tile.copy()
    bright[hole] = 1
    found = erased_of(bright, hole, hole, 4.0, np.random.default_rng(0))
    assert np.abs(found - tile)[hole].max() < 0.04


def test_clumps_are_gone_and_the_placebo_leaves_them():
    tile, mask = clumped.tile(4, 6, size=128)
    made = without_clumps(tile[..., np.newaxis], mask, RADIUS, 0)
    assert (made.hole >= mask).all()
    surroundings = tile[~made.hole]
    assert made.erased[mask].mean() == pytest.approx(surroundings.mean(), abs=0.04)
    assert tile[mask].mean() > surroundings.mean() + 0.2
    np.testing.assert_array_equal(made.erased[~made.hole], made.tile[~made.hole])
    elsewhere = made.elsewhere
    np.testing.assert_array_equal(made.placebo[~elsewhere], made.tile[~elsewhere])
    assert (made.placebo != made.tile)[elsewhere].mean() > 0.9


def test_the_placebo_has_the_same_shapes_and_meets_no_clump():
    tile, mask = clumped.tile(4, 6, size=128)
    made = without_clumps(tile[..., np.newaxis], mask, RADIUS, 0)
    assert made.fair
    assert not (made.elsewhere & made.hole).any()
    assert made.elsewhere.sum() == made.hole.sum()
    # Not even the neighbours of one shape belong to another one, but by chance.
    labels = ndimage.label(made.hole, np.ones((3, 3)))[1]
    assert made.shapes == labels


def test_the_placebo_lies_where_it_is_as_bright():
    tile, mask = np.full((128, 128), 0.05, np.float32), np.zeros((128, 128), bool)
    tile[:, :40] = 0.5  # the cell; the rest is background
    tile += 0.01 * np.random.default_rng(0).standard_normal(tile.shape)
    tile = tile.astype(np.float32)
    for row in (30, 70):
        mask |= disc(128, (row, 15), 3.5)
    tile[mask] += 0.3
    made = without_clumps(tile[..., np.newaxis], mask, RADIUS, 1)
    assert made.fair
    assert np.nonzero(made.elsewhere)[1].max() < 45


def test_all_chance_is_in_the_seed():
    tile, mask = clumped.tile(2)
    one, two, other = (
        without_clumps(tile[..., np.newaxis], mask, RADIUS, seed) for seed in (7, 7, 8)
    )
    np.testing.assert_array_equal(one.erased, two.erased)
    np.testing.assert_array_equal(one.placebo, two.placebo)
    assert (one.erased != other.erased).any()


def test_a_tile_without_clumps_stays_as_it_is():
    tile = noisy()
    made = without_clumps(tile, np.zeros((96, 96), bool), RADIUS, 0)
    np.testing.assert_array_equal(made.erased, tile)
    np.testing.assert_array_equal(made.placebo, tile)
    assert (made.placed, made.shapes) == (0, 0)


def test_where_there_is_no_room_the_placebo_says_so():
    tile = noisy()
    crowded = np.ones((96, 96), bool)
    crowded[:24] = False
    made = without_clumps(tile, crowded, 3.0, 0)
    assert not made.fair
    assert np.isfinite(made.erased).all()
    # Where there is no texture to copy, that of the ring is mirrored.
    assert 0.03 < made.erased[made.hole].std() < 0.08
    with pytest.raises(UserError, match="cover the whole tile"):
        without_clumps(tile, np.ones((96, 96), bool), 3.0, 0)


def test_smooth_light_and_texture_make_the_tile_where_nothing_is_taken():
    tile, taken = noisy(channels=2), disc()
    around = surroundings_of(tile, taken, 4.0)
    whole = around.smooth + around.texture
    np.testing.assert_allclose(whole[~taken], tile[~taken], atol=1e-6)
    assert not around.texture[taken].any()


def test_pasted_clumps_are_those_that_were_cut_out():
    tile, mask = clumped.tile(11, 5, 0.0, 128)
    clumps = cut_out(tile[..., np.newaxis], mask, RADIUS)
    assert 1 <= len(clumps) <= 5
    healthy = np.full((128, 128, 1), 0.3, np.float32)
    (dose,) = doses(healthy, clumps[:1], [1], 0)
    assert dose.placed == 1
    added = (dose.tile - healthy)[..., 0]
    assert added.sum() == pytest.approx(clumps[0].excess.sum(), rel=1e-3)
    assert not added[~dose.mask].any()
    np.testing.assert_array_equal(dose.tile[~dose.mask], healthy[~dose.mask])


def test_a_larger_dose_holds_the_smaller_one():
    donor, mask = clumped.tile(11, 5, size=128)
    clumps = cut_out(donor[..., np.newaxis], mask, RADIUS)
    healthy = clumped.tile(20, 0, size=128)[0][..., np.newaxis]
    counts = (0, 1, 3, 7)
    found = doses(healthy, clumps, counts, 0)
    assert [dose.placed for dose in found] == list(counts)
    np.testing.assert_array_equal(found[0].tile, healthy)
    for less, more in pairwise(found):
        assert (more.mask >= less.mask).all()
        np.testing.assert_array_equal(less.tile[less.mask], more.tile[less.mask])
        np.testing.assert_array_equal(more.tile[~more.mask], healthy[~more.mask])
        assert ndimage.label(more.mask)[1] >= 1
    # Doses in another order, and others beside them, are the same ones.
    (again,) = doses(healthy, clumps, [3], 0)
    np.testing.assert_array_equal(again.tile, found[2].tile)


def test_clumps_are_put_where_it_is_as_bright_and_not_where_they_may_not():
    donor, mask = clumped.tile(11, 5, size=128)
    clumps = cut_out(donor[..., np.newaxis], mask, RADIUS)
    healthy = np.full((128, 128, 1), 0.02, np.float32)
    healthy[:, :64] = 0.32
    avoid = np.zeros((128, 128), bool)
    avoid[:64] = True
    found = doses(healthy, clumps, [3], 0, avoid)[0]
    assert found.placed == 3
    assert not found.mask[avoid].any()
    assert np.nonzero(found.mask)[1].max() < 70


def test_what_is_asked_for_beyond_the_room_is_told():
    donor, mask = clumped.tile(11, 5, size=128)
    clumps = cut_out(donor[..., np.newaxis], mask, RADIUS)
    found = doses(noisy(size=32), clumps, [60], 0)[0]
    assert (found.clumps, found.placed < 60) == (60, True)


def test_without_a_whole_clump_there_is_nothing_to_put_in():
    assert cut_out(noisy(), np.zeros((96, 96), bool), RADIUS) == ()
    assert cut_out(noisy(), disc(centre=(0, 50), radius=5), RADIUS) == ()
    with pytest.raises(UserError, match="no clump to put into"):
        doses(noisy(), (), [1], 0)


def test_a_hole_is_wider_than_its_clump():
    hole = hole_of(disc(radius=4), 4.0)
    assert (hole >= disc(radius=7)).all()
    assert (hole <= disc(radius=9)).all()
