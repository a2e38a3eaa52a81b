"""What is drawn by hand is kept: in the study at once, or here until it can be."""

import numpy as np
import pytest

from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.explain_clumps_keeper import Keeper
from cellclassifier.gui.widgets.explain_outlines import Clumps

DIGEST = "ab" * 32
SHAPE = (8, 8)


@pytest.fixture
def keeper(qapp):
    made = Keeper()
    made.told, made.saves = [], []
    made.failed.connect(made.told.append)
    made.saved.connect(lambda: made.saves.append(1))
    return made


def tile(tmp_path, number=0):
    image = tmp_path / "a.png"
    return Tile(number, image, 8 * number, 0, 8, 8, "c", "g", "test")


def found(of, mask=None, corrected=False):
    return Clumps(of, (), "", mask, corrected, DIGEST)


def square(start):
    mask = np.zeros(SHAPE, bool)
    mask[start : start + 2, start : start + 2] = True
    return mask


def kept(tmp_path, number=0):
    return Corrections(tmp_path).mask_of(tile(tmp_path, number), DIGEST, 8)


def test_each_stroke_is_saved_and_can_be_taken_back(keeper, tmp_path):
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    assert not keeper.now.by_hand
    keeper.draw(square(3))
    np.testing.assert_array_equal(kept(tmp_path), square(3))
    keeper.draw(np.zeros(SHAPE, bool))
    assert not kept(tmp_path).any()
    keeper.undo()
    np.testing.assert_array_equal(kept(tmp_path), square(3))
    keeper.undo()
    # It was not corrected before the first stroke.
    assert kept(tmp_path) is None
    assert not keeper.now.by_hand
    keeper.undo()
    keeper.redo()
    np.testing.assert_array_equal(kept(tmp_path), square(3))
    assert len(keeper.saves) == 5


def test_what_is_found_meanwhile_does_not_change_what_was_drawn(keeper, tmp_path):
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    keeper.take(tmp_path, found(tile(tmp_path), square(2)), SHAPE)
    np.testing.assert_array_equal(keeper.now.mask, square(2))
    assert not keeper.can_undo
    keeper.draw(square(5))
    keeper.take(tmp_path, found(tile(tmp_path), square(2)), SHAPE)
    keeper.take(tmp_path, found(tile(tmp_path), square(5), True), SHAPE)
    np.testing.assert_array_equal(keeper.now.mask, square(5))
    assert keeper.can_undo


def test_a_correction_is_dropped_and_can_come_back(keeper, tmp_path):
    keeper.take(tmp_path, found(tile(tmp_path), square(4), True), SHAPE)
    Corrections(tmp_path).save(tile(tmp_path), DIGEST, square(4))
    keeper.forget()
    assert kept(tmp_path) is None
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    np.testing.assert_array_equal(keeper.now.mask, square(1))
    keeper.forget()
    assert len(keeper.saves) == 1
    keeper.undo()
    np.testing.assert_array_equal(kept(tmp_path), square(4))


def test_a_tile_without_a_mask_of_its_own_begins_empty(keeper, tmp_path):
    keeper.take(tmp_path, found(tile(tmp_path)), SHAPE)
    assert not keeper.now.mask.any()
    assert keeper.now.mask.shape == SHAPE


def test_what_cannot_be_saved_is_kept_and_saved_later(keeper, tmp_path):
    blocked = tmp_path / "clumps"
    blocked.write_text("a file where a folder should be")
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    keeper.draw(square(3))
    assert "is not saved" in keeper.told[-1]
    assert "a.png" in keeper.told[-1]
    assert keeper.unsaved == 1
    assert keeper.saves == []
    # Another tile is looked at, and the first one again.
    keeper.close_tile()
    assert keeper.now is None
    keeper.take(tmp_path, found(tile(tmp_path, 1), square(2)), SHAPE)
    keeper.close_tile()
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    np.testing.assert_array_equal(keeper.now.mask, square(3))
    assert keeper.can_undo
    blocked.unlink()
    keeper.save_all()
    np.testing.assert_array_equal(kept(tmp_path), square(3))
    assert (keeper.unsaved, keeper.told[-1], len(keeper.saves)) == (0, "", 1)


def test_the_next_stroke_saves_what_could_not_be_saved(keeper, tmp_path):
    blocked = tmp_path / "clumps"
    blocked.write_text("a file where a folder should be")
    keeper.take(tmp_path, found(tile(tmp_path), square(1)), SHAPE)
    keeper.draw(square(3))
    blocked.unlink()
    keeper.take(tmp_path, found(tile(tmp_path, 1), square(1)), SHAPE)
    keeper.draw(square(4))
    np.testing.assert_array_equal(kept(tmp_path), square(3))
    np.testing.assert_array_equal(kept(tmp_path, 1), square(4))


def test_without_a_tile_nothing_is_drawn(keeper, tmp_path):
    keeper.draw(square(1))
    keeper.undo()
    keeper.redo()
    keeper.forget()
    assert keeper.saves == []
    assert not (tmp_path / "clumps").exists()
