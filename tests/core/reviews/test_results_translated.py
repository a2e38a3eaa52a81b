"""Results of a review in another language; what is written of them stays English."""

import pytest
import reviewed
from marked import speaking, unmarked
from reviewed import answer, finish, knowing

from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.results import results
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.sentences import sentences
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.reviews.tables import write_results
from cellclassifier.gui.widgets.review_report import read_report

READERS = {"1": {"wrong": 0.3, "unsure": 0.1, "seed": 1}, "2": {"wrong": 0.1}}
"""Names without letters, which are no words that were not translated."""


@pytest.fixture(scope="module", params=["crossover", "classify", "judge"])
def review(request, tmp_path_factory):
    """A review by two who have finished and one who has not, of two runs."""
    study = reviewed.study(tmp_path_factory.mktemp("results"), tests=8, columns=2)
    runs = [reviewed.run(study, 0.2, seed) for seed in (1, 2)]
    spec = ReviewSpec(kind=request.param, tiles="all", repeats=0.2)
    made = draw_review(study.folder, runs, "wells", spec)
    for name, shares in READERS.items():
        finish(made, name, **shares)
    sitting = made.sitting("3")
    answer(sitting, knowing(made), 5)
    sitting.close()
    return made


def without_names(text, found):
    """Return a text without the names of runs and classes."""
    for name in (*found.runs, *found.classes):
        text = text.replace(name, "")
    return text


def test_all_sentences_are_translated(review):
    key = open_key(review, break_seal=True)
    plain = results(review, key)
    with speaking():
        found = results(review, key)
        told = sentences(found)
    assert len(told) == len(sentences(plain))
    assert len(found.notes) == len(plain.notes) > 2
    for text in (*told, *found.notes):
        assert not unmarked(without_names(text, found)), text
        assert text.startswith("⟦"), text


def test_what_is_written_is_english(review, tmp_path):
    key = open_key(review, break_seal=True)
    plain = write_results(tmp_path / "en", results(review, key))
    with speaking():
        read_report(review, {}, True).save(tmp_path / "xx")
    for path in plain:
        other = tmp_path / "xx" / path.name
        assert other.read_bytes() == path.read_bytes(), path.name


def test_the_report_of_the_window_is_translated(review):
    with speaking():
        found = read_report(review, {}, True)
    for text in (*found.headline, *found.words):
        assert text.startswith("⟦")
    for section in found.sections:
        assert section.title.startswith("⟦")
