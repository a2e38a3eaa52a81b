"""What is said about pairs of tiles."""

from pathlib import Path

import leaked
import pytest

from cellclassifier.gui.widgets.leak_rows import (
    KINDS,
    explained,
    heading,
    rows_of,
    shifted,
    stay,
    stayed,
    turned,
    warned,
)

A, B, C = Path("a.png"), Path("b.png"), Path("c.png")
EXACT = leaked.row(A, B)
NEAR = leaked.row(A, C, "turned copy", angle=-33.4)
GROUP = leaked.row(A, C, "same group", similarity=None, group="dish 1")


def test_tiles_are_found_by_their_place_among_all():
    train = [leaked.tile(A), leaked.tile(B)]
    test = [leaked.tile(C, "test")]
    pair = leaked.row(B, C).pair._replace(one=1, other=2)
    (row,) = rows_of([pair], {"train": train, "test": test})
    assert (row.one.image, row.other.image) == (B, C)
    assert row.parts == ("train", "test")


def test_every_kind_has_words():
    for kind in KINDS:
        row = leaked.row(A, B, kind)
        assert KINDS[kind][1] in explained([row], "")


def test_the_heading_tells_what_stops():
    assert "No copies" in heading([], "")
    assert heading([EXACT], "") == "1 pair of exact copies stops the training"
    both = heading([EXACT, EXACT, NEAR], "")
    assert both.startswith("2 pairs of exact copies stop the training, 1 more")
    assert "stay" in heading([EXACT], "a control")
    assert "stop" not in heading([EXACT], "a control")
    assert "stop" not in heading([NEAR], "")


def test_what_to_do_is_said_until_it_was_overruled():
    assert "take the files out" in explained([EXACT], "")
    assert "take the files out" not in explained([EXACT], "a control")
    assert explained([], "") == ""


def test_two_classes_of_one_picture_are_told_but_not_of_a_group():
    two = ("discs", "squares")
    assert "classes differ" in explained([leaked.row(A, B, classes=two)], "")
    assert "classes differ" not in explained([EXACT], "")
    of_group = leaked.row(A, B, "same group", classes=two, similarity=None)
    assert "classes differ" not in explained([of_group], "")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"angle": -0.3}, "no"),
        ({"angle": 89.6}, "90°"),
        ({"angle": 0.0, "mirrored": True}, "no, mirrored"),
        ({"angle": -90.0, "mirrored": True}, "-90°, mirrored"),
    ],
)
def test_a_turn_in_words(found, words):
    assert turned(leaked.row(A, B, "turned copy", **found)) == words


def test_a_shift_in_words():
    row = leaked.row(A, B, "shifted crop", shift_x=-3.6, shift_y=12.2)
    assert shifted(row) == "-4, +12 px"
    assert shifted(EXACT) == "no"
    assert turned(GROUP) == shifted(GROUP) == ""


def test_the_quiet_line_counts_tiles_of_each_part_once():
    other = leaked.row(B, C, "turned copy")
    assert warned([EXACT]) == ""
    told = warned([NEAR, other, EXACT])
    assert told == "1 tile of test set 'test' may show what a training tile shows."
    mixed = leaked.row(A, B, "turned copy", one_part="validation", other_part="late")
    told = warned([NEAR, mixed])
    assert "1 tile of test set 'test' and 1 tile of test set 'late'" in told
    assert "a tile of another part" in told


def test_why_copies_stay():
    assert stay([EXACT, NEAR], "a control") == (
        "1 pair of exact copies stays, because: a control."
    )
    assert stay([EXACT], "") == stay([NEAR], "a control") == ""


def test_what_a_run_says():
    assert stayed(0, "") == ""
    assert stayed(12, "a control") == (
        "Trained in spite of 12 pairs of copies, because: a control"
    )
    assert "leaks.csv" in stayed(1, "")
