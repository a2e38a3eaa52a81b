"""Fingerprints: what turning and shifting leave alone, and how both are undone."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellclassifier.core.copies import discs
from cellclassifier.core.copies.discs import learn_space, products
from cellclassifier.core.copies.fingerprints import (
    Scale,
    fingerprint,
    fingerprint_of,
    noise,
    patches_at,
    scale_for,
)
from cellclassifier.core.copies.nearest import nearest
from cellclassifier.core.copies.registration import (
    agreement,
    compare,
    matrix_of,
    refine,
    turns,
)

SIDE = 100


def texture(seed, side=SIDE):
    """Draw cloudy spots of all sizes, float32, (side, side)."""
    random = np.random.default_rng(seed)
    layers = [
        cv2.GaussianBlur(random.standard_normal((side, side)), (0, 0), sigma) * sigma
        for sigma in (1.5, 3, 6)
    ]
    return (100 + 40 * sum(layers)).astype(np.float32)


def turned(image, angle, border=cv2.BORDER_REFLECT_101, mirrored=False):
    """Mirror top to bottom, then turn clockwise on the screen, degrees."""
    image = image[::-1] if mirrored else image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -angle, 1)
    return cv2.warpAffine(
        np.ascontiguousarray(image), matrix, (width, height), borderMode=border
    )


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6), angle=st.floats(-180, 180), mirrored=st.booleans())
def test_the_largest_disc_tells_how_a_tile_was_turned(seed, angle, mirrored):
    image = texture(seed)
    one, other = fingerprint(image), fingerprint(turned(image, angle, 2, mirrored))
    found = turns(one.whole[None], other.whole[None])
    assert found.mirrored[0] == mirrored
    off = (np.degrees(found.angle[0]) - angle + 180) % 360 - 180
    assert abs(off) < 2
    assert found.score[0] > 0.9


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6), angle=st.floats(-180, 180), mirrored=st.booleans())
def test_products_do_not_change_when_a_disc_is_turned(seed, angle, mirrored):
    image = texture(seed)
    same = fingerprint(turned(image, angle, 2, mirrored)).whole
    values = [fingerprint(image).whole, same, fingerprint(texture(seed + 1)).whole]
    one, copy, stranger = products(np.stack(values))
    assert np.linalg.norm(one - copy) < 0.5 * np.linalg.norm(one - stranger)


@pytest.mark.parametrize("border", [cv2.BORDER_CONSTANT, cv2.BORDER_REFLECT_101])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_turned_copy_agrees_with_its_original_after_refinement(border, mirrored):
    image = texture(1)
    one = fingerprint(image)
    other = fingerprint(turned(image, 54, border, mirrored))
    guess = matrix_of(np.deg2rad(52.5), mirrored, 1.0, one.centre, other.centre + 0.8)
    before, after = compare(one, other, guess), refine(one, other, guess)
    assert after.similarity > 0.9 > before.similarity
    assert after.mirrored == mirrored
    exact = matrix_of(np.deg2rad(54), mirrored, 1.0, one.centre, other.centre)
    np.testing.assert_allclose(after.matrix, exact, atol=0.3)
    assert 0.75 < after.overlap < 0.9


def test_points_agree_with_those_of_a_copy_and_not_of_a_stranger():
    images = [texture(1), turned(texture(1), 54), texture(2)]
    one, copy, stranger = (fingerprint(image) for image in images)
    sample = [fingerprint(texture(seed)).patches for seed in range(3, 20)]
    space = learn_space(products(np.concatenate(sample)), 48)
    matrix = matrix_of(np.deg2rad(54), False, 1.0, one.centre, copy.centre)
    assert agreement(one, copy, matrix, space, 13).mean() > 0.85
    assert agreement(one, stranger, matrix, space, 13).mean() < 0.3
    away = matrix_of(0, False, 1.0, one.centre, copy.centre + 90)
    assert len(agreement(one, copy, away, space, 13)) == 0


def test_filled_corners_are_not_seen():
    found = fingerprint(turned(texture(3), 45, cv2.BORDER_CONSTANT))
    assert found.seen is not None
    assert not found.seen[[0, 0, -1, -1], [0, -1, 0, -1]].any()
    assert found.seen[20:-20, 20:-20].all()
    assert not found.view[~found.seen].any()
    assert fingerprint(texture(3)).seen is None


def test_points_lie_at_the_same_places_of_a_shifted_crop():
    field = texture(4, 160)
    one, other = fingerprint(field[20:120, 20:120]), fingerprint(field[30:130, 5:105])
    here = {tuple(np.rint(point).astype(int)) for point in one.points}
    there = {tuple(np.rint(point - (15, -10)).astype(int)) for point in other.points}
    assert len(here & there) > 0.4 * len(here)


def test_patches_at_the_points_are_the_patches_that_are_kept():
    found = fingerprint(texture(5))
    again = patches_at(found, found.points[: len(found.patches)], 13)
    np.testing.assert_allclose(np.abs(found.patches - again).max(), 0, atol=0.02)


FLAT = {
    "one value": np.full((64, 64, 1), 7, np.uint8),
    "black": np.zeros((64, 64, 3), np.uint16),
    "slope": np.repeat(np.linspace(0, 5000, 64), 64)
    .reshape(64, 64, 1)
    .astype(np.uint16),
    "rounding": (100 + np.random.default_rng(0).random((64, 64, 1)) * 2).astype("u1"),
    "slope of float": np.repeat(np.linspace(0, 1, 64), 64).reshape(64, 64, 1),
    "nothing but nan": np.full((64, 64, 1), np.nan, np.float32),
}


@pytest.mark.parametrize("name", ["one value", "black", "rounding", "nothing but nan"])
def test_there_is_nothing_to_see_in_a_flat_tile(name):
    assert fingerprint_of(FLAT[name], Scale(1.0, 13)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda image: image * 0.5 + 20,
        lambda image: image / 1e30,
        lambda image: image * 1e30,
        lambda image: np.rint(image * 16 + 2**15).astype(np.uint16),
        lambda image: np.rint(image - 100).astype(np.int16),
    ],
)
def test_brightness_contrast_and_type_change_nothing(change):
    image = texture(6)[..., None]
    one = fingerprint_of(image, Scale(1.0, 13))
    other = fingerprint_of(change(image), Scale(1.0, 13))
    assert compare(one, other, np.eye(3)[:2]).similarity > 0.98


def test_a_pixel_that_is_no_number_spoils_nothing():
    image = texture(7)[..., None]
    spoilt = image.copy()
    spoilt[50, 50], spoilt[10, 80] = np.nan, np.inf
    one, other = (fingerprint_of(each, Scale(1.0, 13)) for each in (image, spoilt))
    assert compare(one, other, np.eye(3)[:2]).similarity > 0.9


def test_large_tiles_are_made_smaller_by_one_factor():
    assert scale_for([512, 512, 100]) == Scale(0.25, 13)
    assert scale_for([40, 40, 200]).factor == 1.0
    assert scale_for([40]).radius < scale_for([100]).radius
    found = fingerprint_of(texture(8, 512)[..., None], scale_for([512]))
    assert found.view.shape == (128, 128)


@pytest.mark.parametrize("shape", [(8, 8), (9, 30), (20, 11)])
def test_the_smallest_tiles_have_a_fingerprint(shape):
    image = texture(9)[: shape[0], : shape[1], None]
    assert fingerprint_of(image, scale_for([8])).view.shape == shape


def test_noise_is_always_the_same():
    one, other = noise(2, Scale(1.0, 8)), noise(2, Scale(1.0, 8))
    assert all(np.array_equal(a.view, b.view) for a, b in zip(one, other, strict=True))


def test_spectra_have_energy_one_and_are_empty_without_places():
    rings = discs.rings(13, 7, 32)
    places = np.array([[50, 50], [30, 60]], np.float32)
    found = discs.spectra(texture(0), places, rings, 8)
    np.testing.assert_allclose((np.abs(found) ** 2).sum(axis=(1, 2)), 1, rtol=1e-5)
    assert discs.spectra(texture(0), places[:0], rings, 8).shape == (0, 7, 8)


@pytest.mark.parametrize("count", [1, 3, 500, 6000])
def test_near_twins_are_found_among_many(count):
    random = np.random.default_rng(0)
    others = random.standard_normal((count, 48)).astype(np.float32)
    rows = others[::-1] + 0.2 * random.standard_normal((count, 48)).astype(np.float32)
    others, rows = (
        each / np.linalg.norm(each, axis=1, keepdims=True) for each in (others, rows)
    )
    heard = []
    best, alike = nearest(rows, others, heard.append)
    twins = best == np.arange(count)[::-1]
    assert twins.mean() > 0.99
    np.testing.assert_allclose(alike, (rows * others[best]).sum(axis=1), atol=1e-5)
    assert heard[-1] == 1.0


def test_nothing_is_near_where_there_is_nothing():
    rows, none = np.eye(3, dtype=np.float32), np.zeros((0, 3), np.float32)
    assert (nearest(rows, none, lambda share: None)[1] == -1).all()
    assert len(nearest(none, rows, lambda share: None)[0]) == 0


def test_without_features_there_is_no_direction():
    space = learn_space(np.zeros((0, 12), np.float32), 4)
    assert space.place(np.zeros((0, 12), np.float32)).shape == (0, 4)
    np.testing.assert_array_equal(space.place(np.ones((3, 12), np.float32)), 0)
