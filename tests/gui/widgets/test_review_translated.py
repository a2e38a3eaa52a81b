"""What came of a review in another language; what is written of it stays English."""

import pytest
import reviewed
from marked import speaking, unmarked
from reviewed import finish

from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.sitting import Card
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.gui.widgets.review_entries import Entry
from cellclassifier.gui.widgets.review_report import read_report
from cellclassifier.gui.widgets.review_results import ReviewResultsView
from cellclassifier.gui.widgets.review_words import choices


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A crossover by two readers, of two runs; names have no letters."""
    study = reviewed.study(tmp_path_factory.mktemp("told"), tests=8, columns=2)
    runs = [reviewed.run(study, 0.2, seed) for seed in (1, 2)]
    spec = ReviewSpec(kind="crossover", tiles="all", repeats=0.2)
    made = draw_review(study.folder, runs, "wells", spec)
    finish(made, "1", wrong=0.3, unsure=0.1, seed=1)
    finish(made, "2", wrong=0.1)
    return made


def texts(sections):
    return [
        text
        for section in sections
        for cells in ([column.title for column in section.columns], *section.texts())
        for text in cells
    ]


def test_tables_are_shown_in_the_language_of_the_window(review):
    with speaking():
        found = read_report(review, {}, False)
    names = {"treated", "control", *review.record.classes}
    assert {word for text in texts(found.sections) for word in unmarked(text)} <= names
    assert not any("⟦" in text for text in texts(found.plain))
    assert texts(found.plain) == texts(read_report(review, {}, False).sections)


def test_tables_are_saved_in_english(qtbot, review, tmp_path):
    view = ReviewResultsView()
    qtbot.addWidget(view)
    with speaking():
        view.show_report(read_report(review, {}, False))
        for number, table in enumerate(view.tables):
            table.export_csv(tmp_path / f"{number}.csv")
    saved = [path.read_text("utf-8") for path in tmp_path.glob("*.csv")]
    assert len(saved) == len(view.tables) > 5
    assert not any("⟦" in text for text in saved)
    view.close_loader()


def test_tiles_that_differ_and_the_list_are_told_in_the_language(review):
    with speaking():
        found = read_report(review, {}, False)
        told = found.differences[0].facts()
        title = Entry(review).title
    assert unmarked(next(iter(told.values()))) == []
    assert unmarked(title.split(None, 4)[-1]) == []


def test_answers_of_a_judge_are_told_in_the_language_of_the_window():
    card = dict.fromkeys(Card._fields, "")
    judge = Card(**{**card, "kind": "judge"})
    classify = Card(**{**card, "kind": "classify"})
    with speaking():
        told = choices(judge, ("agree", "disagree"))
        assert [unmarked(each) for each in told] == [[], []]
        # A class may be called so.
        assert choices(classify, ("agree", "b")) == ("agree", "b")
    assert choices(judge, ("agree", "disagree")) == ["agree", "disagree"]
