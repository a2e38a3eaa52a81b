"""No English is left in the window of another language, on all of its pages."""

import re

from compared import study_of
from walking import unmarked, walked

WORDS = frozenset(
    {
        # Names of classes, sets, networks and folders of the study that is walked over.
        *("discs", "squares", "test", "train", "compact", "deep", "study"),
        # Acronyms.
        *("AUC", "ROC"),
    }
)
"""Words that no language changes."""

NAMES = frozenset({"Scroll Left", "Scroll Right", "Deutsch", "English"})
"""Texts of Qt, which has none in the marked language; and how languages are called."""

DATA = re.compile(
    r"\S*[/\\]\S*"  # folders
    r"|\S+\.(?:tif|png|json|csv)\b"  # files
    r"|\S*\d{4}-\d\d-\d\d_\S*"  # runs
    r"|\d\d [A-Z][a-z]{2} (?=\d\d)"  # dates
)
"""What is taken out of a text before it is looked at."""

PATTERNS = "gui.widgets.group_form.GroupForm"
"""Shows patterns of the names of files, and examples of these."""

METHODS = "The unit of these tests is one training."
"""How the methods for a paper begin, which are English in every language."""


def test_no_english_is_left_on_any_page(tmp_path):
    left = {}
    for owner, text in walked(study_of(tmp_path, runs=3), tmp_path / "home"):
        if text in NAMES or owner == PATTERNS or text.startswith(METHODS):
            continue
        if words := set(unmarked(DATA.sub(" ", text))) - WORDS:
            left.setdefault(owner, []).append((sorted(words), text))
    assert not left, "Put these into tr(...) of cellclassifier.core.language."


def test_words_that_are_not_marked_are_found():
    assert unmarked("⟦Štáté~~⟧: done") == ["done"]
    assert unmarked("<qt>⟦3 tílés~~⟧</qt>") == []
