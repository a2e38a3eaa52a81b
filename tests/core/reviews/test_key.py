"""The sealed key: opened at the end, or by breaking the seal, which stays on record."""

import json
import zlib

import pytest
import reviewed
from reviewed import answer, finish, knowing

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.reviews import key
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.sitting_record import log_path
from cellclassifier.core.reviews.spec import ReviewSpec


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = reviewed.study(tmp_path_factory.mktemp("key"), tests=4)
    return study, reviewed.run(study)


@pytest.fixture
def review(made):
    study, run = made
    return draw_review(study.folder, [run], "wells", ReviewSpec(repeats=0.2))


def test_it_stays_sealed_until_everybody_who_began_has_finished(review):
    with pytest.raises(UserError, match="Nobody has begun"):
        open_key(review)
    finish(review, "Anna")
    sitting = review.sitting("Ben")
    answer(sitting, knowing(review), 3)
    with pytest.raises(UserError, match="Ben has answered 3 of 10"):
        open_key(review)
    assert not review.is_open
    answer(sitting, knowing(review))
    sitting.close()
    key = open_key(review, "  Anna ")
    assert key == reviewed.peek(review)
    opened = review.opened
    assert (opened.who, opened.broken, opened.changed) == ("Anna", False, 0)
    assert opened.answers == {
        name: sha256(review.folder / "answers" / name)
        for name in ("anna.jsonl", "ben.jsonl")
    }
    assert review.is_open
    assert not review.broken


def test_breaking_the_seal_is_for_good(review):
    finish(review, "Anna")
    sitting = review.sitting("Ben")
    answer(sitting, knowing(review), 3)
    sitting.close()
    open_key(review, break_seal=True)
    assert review.broken
    log_path(review.folder, "Ben").unlink()
    open_key(review)
    assert review.broken


def test_asking_to_break_it_breaks_nothing_once_all_have_finished(review):
    finish(review, "Anna")
    open_key(review, break_seal=True)
    assert not review.broken


def test_a_key_that_was_changed_is_refused(review):
    finish(review, "Anna")
    path = review.folder / "sealed.bin"
    whole = path.read_bytes()
    text = json.loads(zlib.decompress(whole))
    text["tiles"][0]["true_class"] = "squares"
    text["tiles"][-1]["true_class"] = "discs"
    for data, said in (
        (zlib.compress(json.dumps(text).encode()), "another key"),
        (whole[:-9], "cannot be used"),
        (b"", "cannot be used"),
    ):
        path.write_bytes(data)
        with pytest.raises(UserError, match=said):
            open_key(review)
    assert not review.is_open
    path.unlink()
    with pytest.raises(UserError, match="has no key"):
        open_key(review, break_seal=True)
    assert not review.is_open


def test_it_stays_sealed_where_the_opening_cannot_be_written(review, monkeypatch):
    finish(review, "Anna")

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key, "write_atomically", full)
    with pytest.raises(UserError, match="stays sealed"):
        open_key(review)
    assert not review.is_open


def test_tiles_that_were_exchanged_are_counted(review):
    finish(review, "Anna")
    one, *rest = sorted((review.folder / "tiles").iterdir())
    # A tile that is shown twice is the same file twice.
    other = next(path for path in rest if path.read_bytes() != one.read_bytes())
    one.write_bytes(other.read_bytes())
    open_key(review)
    assert review.opened.changed == 1


def test_a_damaged_record_of_the_opening_counts_as_open(review):
    finish(review, "Anna")
    open_key(review)
    (review.folder / "opened.json").write_text("{")
    assert review.is_open
    with pytest.raises(UserError, match="unblinded"):
        _ = review.broken


def test_the_salt_keeps_the_key_from_being_guessed(review, made):
    study, run = made
    key = reviewed.peek(review)
    assert len(bytes.fromhex(key.salt)) == 32
    other = draw_review(study.folder, [run], "wells", ReviewSpec(repeats=0.2))
    assert reviewed.peek(other).salt != key.salt
