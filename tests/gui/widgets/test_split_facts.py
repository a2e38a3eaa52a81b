"""The parts of the next run, in words."""

from pathlib import Path
from types import SimpleNamespace

import leaked
import pytest

from cellclassifier.core.spec import StudySpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.widgets.split_facts import SplitFacts, parts_in_words


def prepared(aside=(3,), dropped=0, **training):
    """Five groups of two tiles; those numbered in `aside` are validation."""
    tiles = [
        leaked.tile(Path(f"{n}.png"))._replace(
            group=str(n // 2), part="validation" if n // 2 in aside else "train"
        )
        for n in range(10)
    ]
    test = tuple(leaked.tile(Path(f"t{n}.png"), "test") for n in range(1))
    return SimpleNamespace(
        spec=StudySpec(training=TrainSpec(**training)),
        tables={"train": tuple(tiles), "late": test},
        dropped={"train": tuple(tiles[:dropped]), "late": ()},
    )


def test_groups_and_tiles_are_counted():
    assert parts_in_words(prepared()) == {
        "Training": "4 of 5 groups, 8 of 10 tiles",
        "Validation": "1 of 5 groups, 2 of 10 tiles",
        "Test 'late'": "1 tile",
    }


def test_a_fold_is_named():
    words = parts_in_words(prepared(folds=5, fold=2))
    assert words["Validation"] == "fold 2 of 5: 1 of 5 groups, 2 of 10 tiles"


@pytest.mark.parametrize(
    ("share", "words"), [(0.2, "none: no group can be spared"), (0.0, "none")]
)
def test_no_validation_says_why(share, words):
    found = parts_in_words(prepared(aside=(), validation_share=share))
    assert found["Validation"] == words
    assert found["Training"] == "5 of 5 groups, 10 of 10 tiles"


def test_dropped_tiles_are_counted():
    assert parts_in_words(prepared(dropped=3))["Dropped"] == "3 tiles, near-empty"


def test_progress_is_shown_while_tiles_are_made(qtbot):
    facts = SplitFacts()
    qtbot.addWidget(facts)
    assert facts.bar.isHidden()
    facts.show_prepared(None, making=True)
    assert not facts.bar.isHidden()
    assert facts.facts.isHidden()
    facts.tell("looking for copies", 340, 700)
    assert facts.doing.text() == "looking for copies: 340 of 700"
    assert (facts.bar.value(), facts.bar.maximum()) == (340, 700)
    facts.show_prepared(prepared(), making=False)
    assert facts.bar.isHidden()
    assert facts.doing.isHidden()
    assert not facts.facts.isHidden()
