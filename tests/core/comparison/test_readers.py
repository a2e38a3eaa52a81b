"""Readers beside the networks: only what was blinded and is finished."""

import pytest
import reviewed

from cellclassifier.core.comparison.readers import readers_of
from cellclassifier.core.comparison.sets import gather, offers
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.results import results
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.spec import ReviewSpec


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    made = reviewed.study(tmp_path_factory.mktemp("readers"), train=4, tests=6)
    reviewed.run(made, seed=1)
    reviewed.run(made, wrong=0.5, seed=2)
    return made


@pytest.fixture
def run_set(study):
    yield gather(offers(study)[0], "wells")
    for path in sorted((study.folder / "reviews").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def draw(run_set, **spec):
    spec = ReviewSpec.model_validate({"seed": 1, "repeats": 0.0, **spec})
    return draw_review(run_set.study, run_set.runs, "wells", spec)


def test_a_reader_stands_with_all_tiles_and_an_interval(run_set):
    review = draw(run_set, tiles="all")
    reviewed.finish(review, "Ada", wrong=0.3, unsure=0.2)
    key = open_key(review)
    (mark,) = readers_of(run_set).marks
    part = results(review, key).readers[0].parts["classify"]
    assert mark.reader == "Ada"
    assert mark.right == part.as_wrong
    assert mark.value == part.as_wrong.k / 12
    assert mark.decided == part.accuracy
    assert mark.decided.n < 12
    assert mark.interval == (part.as_wrong.low, part.as_wrong.high)
    assert mark.text().startswith("Ada, blinded: ")
    assert "sample" not in mark.text()
    assert readers_of(run_set).notes == ()


def test_a_sample_is_called_one(run_set):
    review = draw(run_set, sample=6)
    reviewed.finish(review, "Ada")
    open_key(review)
    (mark,) = readers_of(run_set).marks
    assert "6 of 6, a sample of 12" in mark.text()


def test_a_sealed_review_stays_sealed(run_set):
    review = draw(run_set)
    reviewed.finish(review, "Ada")
    found = readers_of(run_set)
    assert found.marks == ()
    assert "still sealed" in found.notes[0]
    assert not review.is_open


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ({"kind": "judge"}, "saw what the network said"),
        ({"tiles": "disagreed"}, "on which runs disagree"),
    ],
)
def test_what_does_not_stand_for_the_test_set_is_left_out(run_set, spec, why):
    review = draw(run_set, **spec)
    reviewed.finish(review, "Ada")
    open_key(review)
    found = readers_of(run_set)
    assert found.marks == ()
    assert why in found.notes[0]


def test_a_broken_seal_is_not_blinded(run_set):
    review = draw(run_set)
    reviewed.answer(review.sitting("Ada"), reviewed.knowing(review), 3)
    open_key(review, break_seal=True)
    found = readers_of(run_set)
    assert found.marks == ()
    assert "seal was broken" in found.notes[0]


def test_reviews_of_other_test_sets_are_not_its_own(run_set):
    review = draw(run_set)
    reviewed.finish(review, "Ada")
    open_key(review)
    assert readers_of(run_set._replace(test="other")) == ((), ())
    found = readers_of(run_set._replace(classes=("a", "b")))
    assert "classes are others" in found.notes[0]


def test_answers_that_were_changed_are_left_out(run_set):
    review = draw(run_set)
    reviewed.finish(review, "Ada")
    open_key(review)
    (path,) = review.logs()
    path.write_text(path.read_text()[:-40])
    found = readers_of(run_set)
    assert found.marks == ()
    assert "left out" in found.notes[0]
