"""A review sent to a colleague as a file, and the answers back."""

import hashlib
import json
import zipfile

import numpy as np
import pytest
import reviewed
from reviewed import answer, finish, knowing

from cellclassifier.core.errors import UserError
from cellclassifier.core.reviews.files import (
    export_answers,
    export_review,
    import_answers,
    open_review_file,
)
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.results import results
from cellclassifier.core.reviews.review import Review, draw_review
from cellclassifier.core.reviews.sitting_record import log_path
from cellclassifier.core.reviews.spec import ReviewSpec


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = reviewed.study(tmp_path_factory.mktemp("files"), tests=4)
    return study, reviewed.run(study)


@pytest.fixture
def review(made):
    study, run = made
    spec = ReviewSpec(kind="crossover", practice=2, repeats=0.2)
    return draw_review(study.folder, [run], "wells", spec)


@pytest.fixture
def sent(review, tmp_path):
    return export_review(review, tmp_path / "out" / "x.ccreview")


def at_colleagues(review, sent, tmp_path, reader="Ben"):
    """Let a colleague answer the review that was sent; return the file of answers."""
    theirs = open_review_file(sent, tmp_path / "theirs")
    sitting = theirs.sitting(reader)
    answer(sitting, knowing(review))
    sitting.close()
    return export_answers(theirs, reader, tmp_path / f"{reader}.ccanswers")


def test_what_is_sent_holds_no_key_answer_name_or_time(review, sent):
    finish(review, "Anna")
    again = export_review(review, sent.parent / "y.ccreview")
    assert again.read_bytes() == sent.read_bytes()
    with zipfile.ZipFile(sent) as zipped:
        infos = zipped.infolist()
        assert {info.filename.split("/")[0] for info in infos} == {
            "review.json",
            "tiles",
            "practice",
        }
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.extra for info in infos} == {b""}
        names = [i.filename for i in infos if i.filename.startswith("tiles/")]
        assert names == sorted(names)
        data = b"".join(zipped.read(info) for info in infos)
    for word in (b"telltale", b"wells", b"Anna", b"salt", str(review.folder).encode()):
        assert word not in data
        assert word not in sent.read_bytes()


def test_a_colleague_sees_the_same_and_answers_come_back(review, sent, tmp_path):
    finish(review, "Anna", wrong=0.3)
    path = at_colleagues(review, sent, tmp_path)
    theirs = Review(tmp_path / "theirs" / review.id)
    assert not theirs.has_key
    for card in review.record.cards:
        name = f"tiles/{card.token}.npy"
        assert (theirs.folder / name).read_bytes() == (
            review.folder / name
        ).read_bytes()
    with pytest.raises(UserError, match="no key"):
        open_key(theirs)
    assert import_answers(review, path) == "Ben"
    assert import_answers(review, path) == "Ben"
    assert [each.name for each in review.readers()] == ["Anna", "Ben"]
    found = results(review, open_key(review))
    assert [(r.reader, r.finished, r.blinded) for r in found.readers] == [
        ("Anna", True, True),
        ("Ben", True, True),
    ]
    assert found.readers[1].parts["classify"].accuracy.value == 1
    assert found.several["classify"].n == 8


def test_opened_again_a_file_is_taken_up_where_it_was(review, sent, tmp_path):
    theirs = open_review_file(sent, tmp_path / "theirs")
    sitting = theirs.sitting("Ben")
    answer(sitting, knowing(review), 7)
    sitting.close()
    again = open_review_file(sent, tmp_path / "theirs")
    assert again.folder == theirs.folder
    assert again.readers()[0].answered == 5


def test_answers_that_come_after_the_opening_are_marked(review, sent, tmp_path):
    finish(review, "Anna")
    path = at_colleagues(review, sent, tmp_path)
    key = open_key(review)
    import_answers(review, path)
    anna, ben = results(review, key).readers
    assert anna.blinded
    assert not ben.blinded
    assert "after the review was opened" in ben.remarks[0]


def test_unfinished_answers_are_not_sent(review, tmp_path):
    with pytest.raises(UserError, match="answered none"):
        export_answers(review, "Ben", tmp_path / "x")
    sitting = review.sitting("Ben")
    answer(sitting, knowing(review), 4)
    sitting.close()
    with pytest.raises(UserError, match="answered 2 of 20"):
        export_answers(review, "Ben", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_other_answers_of_a_reader_are_not_taken_in(review, sent, tmp_path):
    path = at_colleagues(review, sent, tmp_path)
    finish(review, "ben")
    before = log_path(review.folder, "Ben").read_bytes()
    with pytest.raises(UserError, match="other answers of Ben"):
        import_answers(review, path)
    assert log_path(review.folder, "Ben").read_bytes() == before


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("text", "no file of answers"),
        ("changed", "changed after it was written"),
        ("choice", "another than at the start"),
        ("short", "holds 19 of 20"),
        ("review", "answers to the review"),
        ("gone", "cannot be read"),
    ],
)
def test_answers_that_are_not_as_they_were_are_refused(
    review, sent, tmp_path, fault, said
):
    path = at_colleagues(review, sent, tmp_path)
    found = json.loads(path.read_text())
    lines = found["log"].splitlines()
    if fault == "text":
        path.write_text("no answers")
    elif fault == "gone":
        path.unlink()
    else:
        if fault == "changed":
            found["log"] = found["log"].replace("discs", "squares", 1)
        if fault == "choice":
            # As somebody would who also knows how to hash it.
            lines[0] = lines[0].replace('"seed":', '"seed":1')
        if fault == "short":
            del lines[-2:]
        if fault == "review":
            found["review"] = "another"
        if fault in ("choice", "short"):
            found["log"] = "\n".join(lines) + "\n"
            found["sha256"] = hashlib.sha256(found["log"].encode()).hexdigest()
        path.write_text(json.dumps(found))
    with pytest.raises(UserError, match=said):
        import_answers(review, path)
    assert review.readers() == ()


def test_answers_to_a_review_drawn_anew_are_refused(review, made, sent, tmp_path):
    study, run = made
    path = at_colleagues(review, sent, tmp_path)
    found = json.loads(path.read_text())
    other = draw_review(study.folder, [run], "wells", ReviewSpec())
    found["review"] = other.id
    path.write_text(json.dumps(found))
    with pytest.raises(UserError, match="another review"):
        import_answers(other, path)


def rewritten(sent, changes):
    """Write a review file anew with other contents; None takes a file away."""
    with zipfile.ZipFile(sent) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    files.update(changes(files))
    path = sent.parent / "changed.ccreview"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            if data is not None:
                zipped.writestr(name, data)
    return path


def one_of(files):
    return next(name for name in files if name.startswith("tiles/"))


@pytest.mark.parametrize(
    "changes",
    [
        lambda files: {one_of(files): None},
        lambda files: {one_of(files): b"short"},
        lambda files: {one_of(files): files[one_of(files)] + b"0" * 9},
        lambda files: {one_of(files): b"0" * len(files[one_of(files)])},
        lambda files: {"review.json": None},
        lambda files: {"practice/cards.json": b"[{}]"},
        lambda files: {"practice/cards.json": b"no json"},
    ],
)
def test_an_incomplete_review_file_leaves_nothing(sent, tmp_path, changes):
    into = tmp_path / "theirs"
    with pytest.raises(UserError, match="no complete review file"):
        open_review_file(rewritten(sent, changes), into)
    assert not into.exists() or not list(into.iterdir())


@pytest.mark.parametrize("token", ["../../../../escaped", "/escaped", "ABCD"])
def test_a_file_cannot_write_outside_of_its_folder(sent, tmp_path, token):
    def changes(files):
        record = json.loads(files["review.json"])
        old = record["cards"][0]["token"]
        record["cards"][0]["token"] = token
        data = files[f"tiles/{old}.npy"]
        return {
            "review.json": json.dumps(record).encode(),
            f"tiles/{token}.npy": data,
        }

    with pytest.raises(UserError, match="damaged"):
        open_review_file(rewritten(sent, changes), tmp_path / "theirs")
    assert not list(tmp_path.rglob("escaped*"))


def test_the_name_of_a_review_cannot_lead_elsewhere(sent, tmp_path):
    def changes(files):
        record = json.loads(files["review.json"])
        return {"review.json": json.dumps({**record, "id": "../../up"}).encode()}

    with pytest.raises(UserError, match="damaged"):
        open_review_file(rewritten(sent, changes), tmp_path / "theirs")


def test_what_does_not_belong_to_a_review_is_not_unpacked(sent, tmp_path):
    extra = {"sealed.bin": b"x", "opened.json": b"{}", "tiles/evil.npy": b"x"}
    path = rewritten(sent, lambda files: extra)
    review = open_review_file(path, tmp_path / "theirs")
    assert not review.has_key
    assert not review.is_open
    assert not (review.folder / "tiles" / "evil.npy").exists()


def test_a_bomb_is_not_unpacked(sent, tmp_path):
    path = rewritten(sent, lambda files: {one_of(files): bytes(2**24)})
    with pytest.raises(UserError, match="too large"):
        open_review_file(path, tmp_path / "theirs")


@pytest.mark.parametrize("data", [b"", b"no zip at all", None])
def test_another_file_is_told(tmp_path, data):
    path = tmp_path / "x.ccreview"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UserError, match=r"Nothing was changed|could not be unpacked"):
        open_review_file(path, tmp_path / "theirs")


def test_overlays_go_along(made, tmp_path):
    from cellclassifier.core.reviews.material import METHOD
    from cellclassifier.core.reviews.review import seeded, tiles_to_explain

    study, run = made
    spec = seeded(ReviewSpec(kind="judge", overlay=True))
    for tile, name in tiles_to_explain([run], "wells", spec):
        path = run.attribution_path(METHOD, "wells", tile, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.full((64, 64, 1), tile, np.float32))
    review = draw_review(study.folder, [run], "wells", spec)
    sent = export_review(review, tmp_path / "x.ccreview")
    theirs = open_review_file(sent, tmp_path / "theirs")
    sitting = theirs.sitting("Ben")
    assert sitting.overlay().shape == (64, 64)
    sitting.close()
