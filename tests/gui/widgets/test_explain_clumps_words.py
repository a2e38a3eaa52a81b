"""What a network answers to a tile with and without its clumps, in words."""

from pathlib import Path

import pytest

from cellclassifier.core.clumps.effects import Answer, ErasedTile
from cellclassifier.gui.widgets.explain_clumps_words import sentence, told


def answered(erased="well", placebo="ill", true="ill"):
    answers = Answer("ill", 4.0), Answer(erased, -3.0), Answer(placebo, 3.9)
    return ErasedTile(1, Path("x"), "g", true, "ill", 3, True, *answers)


def test_right_and_wrong_and_flips_are_told():
    found = answered()
    assert told(found, found.before, None) == (
        "Called ill, right; log-odds of ill +4.00",
        "right",
    )
    words, outcome = told(found, found.erased, True)
    assert outcome == "wrong"
    assert words.startswith(
        "Flips: called well, wrong; log-odds of ill \N{MINUS SIGN}3"
    )
    assert "(\N{MINUS SIGN}7.00 by this)" in words
    assert told(found, found.placebo, False)[0].startswith("Stays: called ill, right")


def test_a_class_that_is_not_known_is_neither():
    found = answered(true="")
    words, outcome = told(found, found.erased, True)
    assert outcome == ""
    assert "true class not known" in words


@pytest.mark.parametrize(
    ("erased", "placebo", "words"),
    [
        ("well", "ill", "flips to well; with the same done elsewhere it stays as it"),
        ("ill", "ill", "stays ill; with the same done elsewhere it stays as it was"),
        (
            "well",
            "well",
            "flips to well; with the same done elsewhere it flips to well",
        ),
    ],
)
def test_one_tile_is_told_for_what_it_is_worth(erased, placebo, words):
    found = sentence(answered(erased, placebo))
    assert words in found
    assert "One tile proves nothing" in found
