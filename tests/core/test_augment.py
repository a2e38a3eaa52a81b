"""Random changes: decided by seed, epoch and tile alone."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core.augment import Change, apply, augment, augment_batch, draw
from cellclassifier.core.tile_spec import AugmentSpec

STILL = Change(0, 0, 0, False, False)
ALL = AugmentSpec(rotation=180, shift=0.2, flip=True)
MORE = AugmentSpec(
    rotation=180, shift=0.2, zoom=0.3, brightness=0.2, contrast=0.5, noise=0.1
)
OFF = AugmentSpec(rotation=0, shift=0, flip=False)
GOLDEN = [
    (
        AugmentSpec(rotation=180, shift=0.2),
        # The same before there was more than turns, shifts and mirrors.
        [
            0.4261,
            0.2134,
            0.2689,
            0.618,
            0.5348,
            0.5333,
            0.365,
            0.7125,
            0.8547,
            0.5186,
            0.1624,
        ],
    ),
    (
        MORE.model_copy(update={"steps": 18.0, "noise": 0.0}),
        [
            0.5163,
            0.1616,
            0.4931,
            0.8735,
            0.6574,
            0.7581,
            0.4513,
            0.7473,
            1.2171,
            0.6468,
            0.2316,
        ],
    ),
    (
        OFF.model_copy(update={"noise": 0.1}),
        [
            -0.0757,
            0.2061,
            0.1875,
            0.2471,
            0.1899,
            0.561,
            0.4741,
            0.694,
            0.6825,
            0.4876,
            0.2339,
        ],
    ),
]


def noise(channels=1, height=64, width=64):
    random = np.random.default_rng(0)
    return random.random((height, width, channels), dtype=np.float32)


def test_nothing_on_gives_the_very_tile():
    tile = noise()
    assert augment(tile, OFF, 1, 2, 3) is tile
    assert augment(tile, OFF.model_copy(update={"steps": 18.0}), 1, 2, 3) is tile


@pytest.mark.parametrize("spec", [ALL, MORE])
def test_the_same_seed_epoch_and_tile_give_the_same_in_any_order(spec):
    tile = noise()
    keys = [(seed, epoch, n) for seed in (0, 7) for epoch in (1, 2) for n in (0, 1, 9)]
    there = [augment(tile, spec, *key) for key in keys]
    back = [augment(tile, spec, *key) for key in reversed(keys)][::-1]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda key: augment(tile, spec, *key), keys))
    for one, *others in zip(there, back, at_once, strict=True):
        for other in others:
            np.testing.assert_array_equal(one, other)
    assert len({each.tobytes() for each in there}) == len(keys)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_a_batch_is_what_its_tiles_are_alone_with_any_number_of_threads(threads):
    tiles = np.stack([noise() * n for n in range(1, 6)])
    numbers = [9, 2, 40, 2, 0]
    alone = [augment(t, MORE, 3, 2, n) for t, n in zip(tiles, numbers, strict=True)]
    batch = augment_batch(tiles, MORE, 3, 2, numbers, threads=threads)
    np.testing.assert_array_equal(batch, np.stack(alone))
    in_place = tiles.copy()
    given = augment_batch(in_place, MORE, 3, 2, numbers, in_place, threads)
    assert given is in_place
    np.testing.assert_array_equal(in_place, batch)


def test_a_batch_with_nothing_on_is_the_same_tiles():
    tiles = np.stack([noise(), noise() * 2])
    np.testing.assert_array_equal(augment_batch(tiles, OFF, 0, 1, [0, 1]), tiles)


def test_an_error_in_a_thread_is_raised():
    with pytest.raises(IndexError):
        augment_batch(np.stack([noise()] * 3), ALL, 0, 1, [0, 1])


def test_earlier_runs_draw_the_same_turns_shifts_and_mirrors():
    change = draw(AugmentSpec(rotation=180, shift=0.05), 3, 2, 5)
    assert change.angle == pytest.approx(-111.95657243250542)
    assert change[1:5] == pytest.approx(
        (-0.03306612623140274, -0.014092673326477657, False, False)
    )
    assert draw(MORE, 3, 2, 5).angle == change.angle
    assert change[5:9] == (1.0, 0.0, 1.0, 0.0)


def ramp():
    rows, columns = np.mgrid[:48, :64].astype(np.float32)
    return ((columns + 2 * rows) / 160)[..., np.newaxis]


@pytest.mark.parametrize(("spec", "golden"), GOLDEN)
def test_pixels_are_those_of_every_other_computer(spec, golden):
    changed = augment(ramp(), spec, 11, 4, 1234)
    found = [*changed[::23, ::31, 0].ravel(), changed.mean(), changed.std()]
    # OpenCV rounds places to 1/32 px in some of its versions.
    np.testing.assert_allclose(found, golden, atol=1e-3)


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


def angles_of(spec, count=2000):
    return [draw(spec, 3, 1, n).angle for n in range(count)]


@settings(deadline=None, max_examples=30)
@given(
    rotation=st.sampled_from([0.0, 9.0, 18.0, 45.0, 90.0, 179.9, 180.0]),
    steps=st.sampled_from([0.1, 1.0, 17.0, 18.0, 22.5, 90.0, 180.0]),
    number=st.integers(0, 10_000),
)
def test_steps_are_multiples_within_the_rotation(rotation, steps, number):
    angle = draw(AugmentSpec(rotation=rotation, steps=steps), 1, 1, number).angle
    assert abs(angle) <= rotation + 1e-9
    assert angle / steps == pytest.approx(round(angle / steps), abs=1e-6)


@pytest.mark.parametrize(
    ("rotation", "steps", "expected"),
    [
        (180, 18, range(-162, 181, 18)),
        (180, 90, range(-90, 181, 90)),
        (180, 180, range(0, 181, 180)),
        (180, 70, range(-140, 141, 70)),
        (90, 45, range(-90, 91, 45)),
        (44, 45, [0]),
    ],
)
def test_all_multiples_are_equally_likely_and_a_half_turn_counts_once(
    rotation, steps, expected
):
    found = angles_of(AugmentSpec(rotation=rotation, steps=steps))
    values, counts = np.unique(found, return_counts=True)
    assert list(values) == list(expected)
    assert counts == pytest.approx(2000 / len(values), rel=0.35)


def test_zoom_makes_larger_as_often_and_as_much_as_smaller():
    zooms = np.array([draw(AugmentSpec(zoom=0.5), 0, 1, n).zoom for n in range(2000)])
    assert 1 / 1.5 <= zooms.min() < 0.68
    assert 1.48 < zooms.max() <= 1.5
    assert np.log(zooms).mean() == pytest.approx(0, abs=0.02)


def test_brightness_and_contrast_stay_within_their_limits_and_fill_them():
    spec = AugmentSpec(brightness=0.4, contrast=0.9)
    changes = [draw(spec, 0, 1, n) for n in range(2000)]
    added = np.array([change.brightness for change in changes])
    factors = np.array([change.contrast for change in changes])
    assert 0.39 < abs(added).max() <= 0.4
    assert abs(added.mean()) < 0.02
    assert 0.1 <= factors.min() < 0.12
    assert 1.88 < factors.max() <= 1.9


@pytest.mark.parametrize(
    ("spec", "still"),
    [
        (AugmentSpec(rotation=0, shift=0.1), "angle"),
        (AugmentSpec(rotation=9, shift=0), "shift_x"),
        (AugmentSpec(flip=False), "mirror_x"),
        (AugmentSpec(flip=False), "mirror_y"),
        (ALL, "brightness"),
        (ALL, "noise"),
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


@pytest.mark.parametrize("zoom", [2.0, 0.5])
def test_zoom_is_about_the_middle(zoom):
    tile = np.zeros((65, 65, 1), np.float32)
    tile[32 + 8, 32 - 4] = tile[32, 32] = 1
    zoomed = apply(tile, STILL._replace(zoom=zoom))
    assert zoomed[32, 32] == pytest.approx(1, abs=1e-5)
    there = zoomed[round(32 + 8 * zoom), round(32 - 4 * zoom)]
    assert there == pytest.approx(1, abs=1e-5)


def test_what_lies_outside_of_a_smaller_tile_is_its_reflection():
    tile = noise()[:, :33]
    smaller = apply(tile, STILL._replace(zoom=0.5))
    # The middle column of 33 stays; the edges come to lie 8 columns from it.
    np.testing.assert_allclose(smaller[:, 8::-1], smaller[:, 8:17], atol=1e-5)
    assert smaller.min() > 0


def test_brightness_adds_and_never_clips():
    tile = noise()
    np.testing.assert_allclose(
        apply(tile, STILL._replace(brightness=0.7)), tile + 0.7, atol=1e-6
    )
    darker = apply(tile, STILL._replace(brightness=-0.7))
    np.testing.assert_allclose(darker, tile - 0.7, atol=1e-6)
    assert darker.min() < -0.6


def test_contrast_is_about_the_mean_of_each_channel_and_never_clips():
    tile = noise(3) * np.array([0.1, 1, 3], np.float32)
    mean = tile.mean(axis=(0, 1))
    changed = apply(tile, STILL._replace(contrast=1.9))
    np.testing.assert_allclose(changed, (tile - mean) * 1.9 + mean, atol=1e-5)
    np.testing.assert_allclose(changed.mean(axis=(0, 1)), mean, atol=1e-5)
    assert changed.min() < -0.2
    assert changed.max() > 3.2


def test_noise_has_its_strength_is_new_for_each_tile_and_never_clips():
    black = np.zeros((128, 128, 2), np.float32)
    spec = OFF.model_copy(update={"noise": 0.25})
    one, other = (augment(black, spec, 0, 1, n) for n in (1, 2))
    assert one.std() == pytest.approx(0.25, rel=0.03)
    assert one.mean() == pytest.approx(0, abs=0.01)
    assert one.min() < -0.7
    for two in (other, augment(black, spec, 0, 2, 1), augment(black, spec, 1, 1, 1)):
        assert abs(np.corrcoef(one.ravel(), two.ravel())[0, 1]) < 0.03
    assert abs(np.corrcoef(one[..., 0].ravel(), one[..., 1].ravel())[0, 1]) < 0.04


@settings(deadline=None, max_examples=40)
@given(
    angle=st.floats(-180, 180),
    zoom=st.floats(0.6, 1.6),
    shift=st.floats(-0.5, 0.5),
    mirror=st.booleans(),
    sides=st.tuples(st.integers(1, 70), st.integers(1, 70)),
)
def test_moving_never_leaves_the_range_nor_changes_an_even_tile(
    angle, zoom, shift, mirror, sides
):
    change = Change(angle, shift, -shift, mirror, not mirror, zoom)
    even = np.full((*sides, 1), 0.37, np.float32)
    np.testing.assert_allclose(apply(even, change), even, atol=1e-6)
    tile = noise(1, *sides)
    moved = apply(tile, change)
    assert moved.shape == tile.shape
    assert moved.min() >= tile.min() - 1e-5
    assert moved.max() <= tile.max() + 1e-5


def test_the_result_is_written_where_it_is_wanted():
    tile, out = noise(2), np.empty((64, 64, 2), np.float32)
    expected = augment(tile, MORE, 1, 1, 1)
    assert augment(tile, MORE, 1, 1, 1, out) is out
    np.testing.assert_array_equal(out, expected)
    assert augment(tile, OFF, 1, 1, 1, out) is out
    np.testing.assert_array_equal(out, tile)
    assert expected.flags.c_contiguous


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 9])
@pytest.mark.parametrize("mirrors", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_the_result_may_take_the_place_of_the_tile_or_lie_in_parts(channels, mirrors):
    change = Change(33, 0.1, -0.05, *map(bool, mirrors), 1.1, 0.2, 1.3, 0.1, 5)
    tile = noise(channels, 40, 60)
    expected = apply(tile, change)
    parts = np.zeros((40, 60, 2 * channels), np.float32)
    apply(tile, change, parts[..., ::2])
    np.testing.assert_array_equal(parts[..., ::2], expected)
    assert not parts[..., 1::2].any()
    assert apply(tile, change, tile) is tile
    np.testing.assert_array_equal(tile, expected)
