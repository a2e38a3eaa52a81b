"""Clumps are drawn by hand: a round brush, gaps that are filled, steps taken back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core.clumps.drawing import (
    MOST_STEPS,
    Drawing,
    History,
    enclosed,
    stroke,
    without,
)

EMPTY = np.zeros((20, 30), bool)
places = st.tuples(st.floats(-5, 35), st.floats(-5, 25))


@given(places, places, st.floats(0.5, 6))
def test_a_stroke_covers_what_lies_within_its_radius(start, end, radius):
    found = stroke(EMPTY, start, end, radius, True)
    way = np.linspace(start, end, 400)
    y, x = np.mgrid[:20, :30] + 0.5
    away = np.hypot(x[..., None] - way[:, 0], y[..., None] - way[:, 1]).min(axis=-1)
    assert found[away <= radius - 0.1].all()
    below = np.zeros_like(found)
    column, row = (int(np.floor(each)) for each in end)
    if 0 <= row < 20 and 0 <= column < 30:
        below[row, column] = True
    assert not found[(away > radius + 0.1) & ~below].any()


def test_erasing_is_the_reverse_and_masks_are_not_changed():
    painted = stroke(EMPTY, (5, 5), (20, 12), 3, True)
    assert not EMPTY.any()
    kept = painted.copy()
    assert not stroke(painted, (5, 5), (20, 12), 3, False).any()
    np.testing.assert_array_equal(painted, kept)


def test_the_smallest_brush_takes_the_pixel_below_it():
    found = stroke(EMPTY, (7.9, 3.1), (7.9, 3.1), 0.5, True)
    assert np.argwhere(found).tolist() == [[3, 7]]
    assert not stroke(EMPTY, (-9, -9), (-9, -9), 2, True).any()


def ring():
    mask = EMPTY.copy()
    mask[4:12, 4:12] = True
    mask[6:10, 6:10] = False
    return mask


def test_a_gap_that_clumps_enclose_is_filled():
    filled = enclosed(ring(), (7.5, 7.5))
    assert filled[4:12, 4:12].all()
    assert filled.sum() == 64
    opened = ring()
    opened[4:6, 7] = False
    assert enclosed(opened, (7.5, 7.5)) is None
    assert enclosed(ring(), (4.5, 4.5)) is None
    assert enclosed(ring(), (99, 4)) is None


def test_a_clump_is_taken_away_whole_and_no_other():
    mask = ring()
    mask[15:17, 20:22] = True
    left = without(mask, (4.5, 4.5))
    assert np.argwhere(left).min(axis=0).tolist() == [15, 20]
    assert left.sum() == 4
    assert without(mask, (7.5, 7.5)) is None
    assert without(mask, (-1, 2)) is None


def test_strokes_are_taken_back_and_made_again():
    steps = [Drawing(EMPTY, False)]
    history = History(steps[0])
    for number in range(3):
        mask = stroke(EMPTY, (number * 5, 5), (9, 9), 2, True)
        steps.append(Drawing(mask, True))
        history.put(steps[-1])
    assert not history.can_redo
    assert [history.undo() for _ in range(3)] == steps[2::-1]
    assert not history.can_undo
    assert history.undo() is steps[0]
    assert history.redo() is steps[1]
    history.put(steps[3])
    assert not history.can_redo
    assert history.redo() is steps[3]
    assert history.undo() is steps[1]


@pytest.mark.parametrize("more", [0, 3])
def test_only_so_many_strokes_are_kept(more):
    history = History(Drawing(EMPTY, False))
    for _ in range(MOST_STEPS + more):
        history.put(Drawing(EMPTY, True))
    taken = 0
    while history.can_undo:
        history.undo()
        taken += 1
    assert taken == MOST_STEPS
    assert history.now.by_hand == bool(more)
