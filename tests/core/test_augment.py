"""Random changes: decided by seed, epoch and tile alone."""

import numpy as np
import pytest

from cellclassifier.core.augment import Change, apply, augment, draw
from cellclassifier.core.spec import AugmentSpec

STILL = Change(0, 0, 0, False, False)
ALL = AugmentSpec(rotation=180, shift=0.2, flip=True)


def noise(channels=1, height=64, width=64):
    random = np.random.default_rng(0)
    return random.random((height, width, channels), dtype=np.float32)


def test_nothing_on_gives_the_very_tile():
    tile = noise()
    assert augment(tile, AugmentSpec(rotation=0, shift=0, flip=False), 1, 2, 3) is tile


def test_the_same_seed_epoch_and_tile_give_the_same_in_any_order():
    tile = noise()
    keys = [(seed, epoch, n) for seed in (0, 7) for epoch in (1, 2) for n in (0, 1, 9)]
    there = [augment(tile, ALL, *key) for key in keys]
    back = [augment(tile, ALL, *key) for key in reversed(keys)][::-1]
    for one, other in zip(there, back, strict=True):
        np.testing.assert_array_equal(one, other)
    assert len({each.tobytes() for each in there}) == len(keys)


def test_changes_stay_within_their_limits_and_fill_them():
    spec = AugmentSpec(rotation=30, shift=0.1)
    changes = [draw(spec, 3, epoch, n) for epoch in range(1, 9) for n in range(250)]
    angles = np.array([change.angle for change in changes])
    assert abs(angles).max() <= 30
    assert angles.min() < -29
    assert angles.max() > 29
    assert abs(angles.mean()) < 1.5
    for shifts in ([c.shift_x for c in changes], [c.shift_y for c in changes]):
        assert 0.099 < max(map(abs, shifts)) <= 0.1
    for mirrors in ([c.mirror_x for c in changes], [c.mirror_y for c in changes]):
        assert np.mean(mirrors) == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize(
    ("spec", "still"),
    [
        (AugmentSpec(rotation=0, shift=0.1), "angle"),
        (AugmentSpec(rotation=9, shift=0), "shift_x"),
        (AugmentSpec(flip=False), "mirror_x"),
        (AugmentSpec(flip=False), "mirror_y"),
    ],
)
def test_what_is_off_does_nothing(spec, still):
    assert not any(getattr(draw(spec, 0, 1, n), still) for n in range(50))


def test_a_half_turn_is_both_mirrors():
    tile = noise()
    turned = apply(tile, STILL._replace(angle=180))
    np.testing.assert_allclose(turned, tile[::-1, ::-1], atol=1e-5)


def test_a_quarter_turn_is_that_of_numpy():
    tile = noise(3)
    turned = apply(tile, STILL._replace(angle=90))
    np.testing.assert_allclose(turned, np.rot90(tile), atol=1e-5)


def test_mirrors_are_those_of_numpy():
    tile = noise(2, 40, 60)
    across = apply(tile, STILL._replace(mirror_x=True))
    down = apply(tile, STILL._replace(mirror_y=True))
    np.testing.assert_allclose(across, tile[:, ::-1], atol=1e-6)
    np.testing.assert_allclose(down, tile[::-1], atol=1e-6)


def test_a_shift_moves_to_the_right_and_down_and_reflects():
    tile = noise()
    moved = apply(tile, STILL._replace(shift_x=4 / 64, shift_y=8 / 64))
    np.testing.assert_allclose(moved[8:, 4:], tile[:-8, :-4], atol=1e-5)
    np.testing.assert_allclose(moved[8:, :4], tile[:-8, 4:0:-1], atol=1e-5)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 6, 9])
def test_any_number_of_channels_is_changed_alike(channels):
    change = Change(33, 0.1, -0.05, True, False)
    one = noise()
    many = np.repeat(one, channels, axis=-1)
    changed = apply(many, change)
    assert changed.shape == many.shape
    assert changed.dtype == np.float32
    alone = np.repeat(apply(one, change), channels, axis=-1)
    # OpenCV rounds places to 1/32 px for some numbers of channels.
    np.testing.assert_allclose(changed, alone, atol=1 / 32)


def test_values_stay_in_their_range_and_the_tile_as_it_was():
    tile = noise() * 3
    before = tile.copy()
    changed = augment(tile, ALL, 0, 1, 2)
    np.testing.assert_array_equal(tile, before)
    assert changed.min() >= tile.min() - 1e-5
    assert changed.max() <= tile.max() + 1e-5
    assert changed.max() > 1
