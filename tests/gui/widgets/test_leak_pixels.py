"""The second tile of a pair, laid back onto the first."""

import cv2
import drawn
import leaked
import numpy as np
import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.leakage import find
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import read_raw
from cellclassifier.gui.widgets.leak_pixels import look_at, onto, thumbnail, to_see

READING = ReadingSpec()


@pytest.fixture
def picture():
    """A picture without any symmetry, (64, 64) uint8."""
    noise = np.random.default_rng(3).random((64, 64)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 3)
    return cv2.normalize(smooth, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)


@pytest.fixture
def pair_of(tmp_path, picture):
    """Writes the picture and another of it, and makes a pair of the two."""

    def pair_of(other, kind="turned copy", **found):
        one = drawn.write(tmp_path / "one.png", picture)
        two = drawn.write(tmp_path / "two.png", np.ascontiguousarray(other))
        return leaked.row(one, two, kind, **found)

    return pair_of


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_quarter_turns_are_laid_back_to_the_pixel(pair_of, picture, quarters, mirrored):
    # Mirrored top to bottom first, then turned clockwise.
    other = np.rot90(picture[::-1] if mirrored else picture, -quarters)
    angle = (90.0 * quarters + 180) % 360 - 180
    look = look_at(pair_of(other, angle=angle, mirrored=mirrored), READING)
    np.testing.assert_allclose(look.back, look.one, atol=1e-4)
    assert look.difference.max() < 1e-3


def test_what_the_leak_check_finds_is_laid_back(pair_of, picture):
    """Angle, mirroring and shift are meant by both in the same way."""
    middle = (31.5, 31.5)
    matrix = cv2.getRotationMatrix2D(middle, -40, 1)
    flags = {"borderMode": cv2.BORDER_REFLECT}
    row = pair_of(cv2.warpAffine(picture[::-1], matrix, (64, 64), **flags))
    tiles = (row.one, row.other)
    pair, *_ = find(tiles, ("train", "test"), lambda tile: read_raw(tile, READING))
    assert pair.kind == "turned copy"
    look = look_at(row._replace(pair=pair), READING)
    inside = np.hypot(*(np.indices((64, 64)) - 31.5)) < 28
    assert np.corrcoef(look.back[inside], look.one[inside])[0, 1] > 0.97
    assert np.corrcoef(look.other[inside], look.one[inside])[0, 1] < 0.5


def test_a_shift_moves_the_middle(pair_of, picture):
    row = pair_of(np.roll(picture, (5, -9), (0, 1)), "shifted crop")
    moved = row._replace(pair=row.pair._replace(shift_x=-9.0, shift_y=5.0))
    assert onto(moved) @ (31.5, 31.5, 1) == pytest.approx((22.5, 36.5))
    look = look_at(moved, READING)
    np.testing.assert_allclose(look.back[:59, 9:], look.one[:59, 9:], atol=1e-4)
    # What only one of the two shows is no difference.
    assert look.difference[60:].max() == look.difference[:, :8].max() == 0


def test_another_exposure_is_no_difference_but_another_picture_is(pair_of, picture):
    dim = (picture // 2).astype(np.uint8)
    assert look_at(pair_of(dim, "near copy"), READING).difference.max() < 0.05
    other = look_at(pair_of(picture[:, ::-1], "near copy"), READING)
    assert other.difference.max() > 0.3


def test_a_group_is_not_laid_on_another(pair_of, picture):
    look = look_at(pair_of(picture, "same group", similarity=None), READING)
    assert look.back is None
    assert look.difference is None
    assert look.one.shape == (64, 64)


def test_colour_stays_and_many_channels_become_one(tmp_path, picture):
    colour = np.stack([picture, picture.T, picture[::-1]], axis=-1)
    path = drawn.write(tmp_path / "colour.png", colour)
    assert to_see(leaked.tile(path), READING).shape == (64, 64, 3)
    assert thumbnail(leaked.tile(path), READING).dtype == np.uint8
    grey = drawn.write(tmp_path / "grey.png", picture)
    look = look_at(leaked.row(path, grey), READING)
    assert look.difference.shape == (64, 64)


def test_a_flat_tile_can_be_seen(tmp_path):
    path = drawn.write(tmp_path / "flat.png", np.full((64, 64), 7, np.uint8))
    look = look_at(leaked.row(path, path), READING)
    assert look.one.max() == look.difference.max() == 0


def test_a_file_that_is_gone_is_told_by_its_name(tmp_path):
    with pytest.raises(UserError, match=r"gone\.png") as told:
        to_see(leaked.tile(tmp_path / "gone.png"), READING)
    assert str(tmp_path / "gone.png") not in str(told.value)
