"""What clumps do, judged over the tiles of a class."""

from pathlib import Path

import pytest

from cellclassifier.core.clumps.effects import (
    Answer,
    DosedTile,
    ErasedTile,
    doses_of,
    erased_classes,
    seed_of,
)


def erased(number, true="ill", before="ill", after="well", placebo="ill", fair=True):
    answers = Answer(before, 5.0 + number), Answer(after, -1.0), Answer(placebo, 5.0)
    return ErasedTile(number, Path("x"), f"g{number}", true, before, 3, fair, *answers)


def test_tiles_that_were_found_right_are_judged():
    tiles = [
        *(erased(n) for n in range(6)),
        erased(6, after="ill"),
        erased(7, before="well", after="ill"),
        erased(8, true="well", before="well", after="well", placebo="well"),
    ]
    ill, well = erased_classes(tiles, seed=0)
    assert (ill.class_name, ill.labelled, ill.unfair) == ("ill", True, 0)
    assert (ill.result.flips.k, ill.result.flips.n) == (6, 7)
    assert ill.result.placebo_flips.k == 0
    assert ill.result.drop.value == pytest.approx(9)
    assert ill.result.placebo_drop.value == pytest.approx(3)
    assert (well.class_name, well.result.flips.k, well.result.tiles) == ("well", 0, 1)
    assert ill.text.startswith("`ill`, found right: Without clumps 6 of 7 tiles")


def test_a_placebo_that_changed_less_is_left_out_and_told():
    (found,) = erased_classes([erased(1), erased(2, fair=False)], seed=0)
    assert (found.unfair, found.result.tiles) == (1, 1)
    assert "1 tile is left out" in found.text
    (found,) = erased_classes([erased(2, fair=False)], seed=0)
    assert found.result is None


def test_tiles_of_no_known_class_are_told_by_what_they_are_called():
    (found,) = erased_classes([erased(1, true=""), erased(2, true="")], seed=0)
    assert not found.labelled
    assert found.text.startswith("`ill`, called so:")


def test_doses_flip_tiles():
    def dosed(number, *called):
        answers = tuple(Answer(name, 0.0) for name in called)
        before = Answer("well", 1.0)
        return DosedTile(number, Path("x"), "g", (1, 4), (1, 4), before, answers)

    found = doses_of([dosed(1, "well", "ill"), dosed(2, "well", "well")])
    assert [each.k for each in found.flips] == [0, 1]
    assert doses_of([]) is None


def test_each_tile_has_chance_of_its_own():
    seeds = {seed_of(seed, tile) for seed in range(9) for tile in range(999)}
    assert len(seeds) == 9 * 999
